"""How a case is told outside the room: until when, how urgent, what was released."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from homevisit.domain import level_schemes
from homevisit.domain.kinds import read_record
from homevisit.services import (
    concerns,
    mandatory_reports,
    room_requests,
    vaults,
    viewings,
)
from homevisit.services.concerns import ConcernEntry
from tests.ui.conftest import NOW, PASSWORD, find_id
from ui.desk import concern_released
from ui.desk.care_outside import accept_until, urgency_of
from ui.desk.concern_looks import Looks
from ui.desk.concern_raising import DRAFT

SINCE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("severity", "minutes"), [(4, 30), (2, 3 * 24 * 60), (1, 7 * 24 * 60)]
)
def test_the_limit_to_accept_is_that_of_the_scheme(severity, minutes):
    until = accept_until(level_schemes.shipped()[0], SINCE, severity)
    assert until is not None
    assert (until - SINCE).total_seconds() == minutes * 60


def test_a_limit_of_the_same_day_ends_at_midnight_here():
    until = accept_until(level_schemes.shipped()[0], SINCE, 3)
    assert until is not None
    assert f"{until.astimezone():%H:%M}" == "00:00"
    assert 0 < (until - SINCE).total_seconds() <= 24 * 3600


@pytest.mark.parametrize(
    ("values", "severity"),
    [
        ([], 2),
        ([{"signs": ["low_mood"]}], 2),
        ([{"suggested_severity": 3}], 3),
        ([{"signs": ["talks_of_death"], "suggested_severity": 1}], 4),
        ([{"signs": ["tired"]}, {"harm_signs": ["wounds"]}], 4),
    ],
)
def test_before_anybody_assessed_it_what_was_ticked_says_how_urgent(values, severity):
    raised = [read_record("concern", f"c{at}", each) for at, each in enumerate(values)]
    assert urgency_of(raised) == severity


def test_what_was_released_is_told_field_by_field(folder, clock, monkeypatch):
    step = {
        "case_id": "case",
        "student_id": "child",
        "step": "panel",
        "at": "2026-11-12T08:00:00Z",
        "severity": 3,
        "text": "睡眠仍浅。",
        "details": {"decision": "每周面谈一次。"},
    }
    request = SimpleNamespace(id="request", case_id="case")
    line = SimpleNamespace(request=request, can_read=True, entries=1)
    record = read_record("care_step", "step", step)
    monkeypatch.setattr(room_requests, "lines", lambda _session: (line,))
    monkeypatch.setattr(room_requests, "read_released", lambda _session, _id: (record,))
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    (entry,) = concern_released.read(session, "case")
    assert concern_released.count(session, "other case") == 0
    session.close()
    assert clock.now() == NOW
    assert (entry.day, entry.title) == ("2026-11-12", "Panel")
    assert entry.text.splitlines() == [
        "Level of care: Orange",
        "What was found and done: 睡眠仍浅。",
        "What was decided: 每周面谈一次。",
    ]


def test_each_opening_of_what_is_confidential_is_noted_once(folder, clock):
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    child = find_id(session, "江予安")
    values = {"facts": "手臂有淤青", "harm_signs": ["wounds"]}
    raised = concerns.raise_concern(session, ConcernEntry(child, values))
    form = mandatory_reports.begin(session, child, raised.concern_id)
    mandatory_reports.keep_draft(session, form)
    looks = Looks(session)
    looks.report(f"{DRAFT}{form.draft_id}")
    assert viewings.of_student(session, child) == ()
    told = ({"body": "police", "told_at": "2026-11-20T09:10:00Z", "channel": "phone"},)
    form = mandatory_reports.ReportForm(form.draft_id, child, form.values, told)
    (report_id, *_notes) = mandatory_reports.sign(session, form).record_ids
    for _again in range(2):
        looks.report(report_id)
    for _again in range(2):
        looks.shell(raised.case_id, ())
    looks.report(report_id)
    noted = [each.kind for each in viewings.of_student(session, child)]
    session.close()
    assert sorted(noted) == ["care_case", "mandatory_report", "mandatory_report"]
