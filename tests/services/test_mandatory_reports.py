"""The mandatory report: drafted, signed once, noted under, counted from the finding."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from homevisit.domain import report_limits
from homevisit.domain.care_school_records import MandatoryReportNote
from homevisit.domain.record import Compartment
from homevisit.domain.report_limits import LimitState
from homevisit.domain.vocabulary import vocabulary
from homevisit.ledger import drafts
from homevisit.services import concerns, mandatory_reports, records
from homevisit.services.concerns import ConcernEntry
from homevisit.services.mandatory_reports import (
    LimitNumberError,
    NobodyToldError,
    ReportIncompleteError,
)
from homevisit.services.records import RecordEdit, SignedRecordError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FACTS = "左臂三处淤青，说是昨晚被打"


@pytest.fixture
def form(session, jiang):
    begun = mandatory_reports.begin(session, jiang)
    return begun.filled(situations=["injury"], facts=FACTS)


def test_it_begins_with_what_was_raised(session, jiang):
    values = {"facts": FACTS, "child_words": "爸爸打的", "harm_signs": ["wounds"]}
    raised = concerns.raise_concern(session, ConcernEntry(jiang, values))
    form = mandatory_reports.begin(session, jiang, raised.concern_id)
    assert form.values == {
        "concern_id": raised.concern_id,
        "found_at": "2026-11-20T09:00:00Z",
        "found_by": session.person_id,
        "situations": ["injury"],
        "facts": f"{FACTS}\n爸爸打的",
    }
    assert mandatory_reports.missing(form) == ()


def test_what_is_missing_is_named_and_not_signed(session, jiang, form):
    assert mandatory_reports.missing(form.filled(found_at="昨天")) == ("found_at",)
    bare = mandatory_reports.begin(session, jiang)
    assert mandatory_reports.missing(bare) == ("situations", "facts")
    with pytest.raises(ReportIncompleteError):
        mandatory_reports.sign(session, bare)
    assert mandatory_reports.lines(session) == ()


def test_a_draft_stays_here_until_it_is_signed(session, form):
    mandatory_reports.keep_draft(session, form)
    (kept,) = mandatory_reports.read_drafts(session)
    assert (kept.values, kept.student_id) == (dict(form.values), form.student_id)
    assert not session.ledger.db.execute(
        "SELECT 1 FROM record WHERE kind = 'mandatory_report'"
    ).fetchone()
    mandatory_reports.sign(session, kept)
    assert drafts.read_drafts(session.ledger.db) == ()
    mandatory_reports.keep_draft(session, form)
    mandatory_reports.drop_draft(session, form.draft_id)
    assert mandatory_reports.read_drafts(session) == ()


def test_signed_it_stands_and_notes_follow(session, jiang, form):
    told = {"body": "police", "channel": "phone", "told_at": "2026-11-20T09:00:00Z"}
    signed = mandatory_reports.sign(
        session, type(form)(form.draft_id, jiang, form.values, (told,))
    )
    (line,) = mandatory_reports.lines(session)
    assert line.report.id == signed.record_ids[0]
    assert (line.report.signed_by, line.report.signed_at) == (
        session.person_id,
        "2026-11-20T09:00:00Z",
    )
    assert line.report.report_no.startswith("BG-2026-")
    assert [each.body for each in line.notes] == ["police"]

    edit = RecordEdit("mandatory_report", {"facts": "没有"}, line.report.id, jiang)
    with pytest.raises(SignedRecordError):
        records.save(session, [edit])
    with pytest.raises(SignedRecordError):
        mandatory_reports.sign(session, form)
    with pytest.raises(records.SignedRecordError):
        records.archive(session, line.notes[0].id, "误记")
    with pytest.raises(NobodyToldError):
        mandatory_reports.note(session, line.report.id, {"receiver": "某警官"})

    mandatory_reports.note(
        session, line.report.id, {"body": "education", "receipt_no": "2026-118"}
    )
    (line,) = mandatory_reports.lines(session)
    assert {each.body for each in line.notes} == {"police", "education"}
    assert all(each.noted_by == session.person_id for each in line.notes)


def test_who_reported_is_not_for_the_class(session, form):
    saved = mandatory_reports.sign(session, form)
    for kind in (mandatory_reports.KIND, mandatory_reports.NOTE):
        assert records.KINDS[kind].COMPARTMENT is Compartment.LEADERS
    line = next(
        each for each in records.recent_saves(session) if each.save_id == saved.save_id
    )
    assert line.purpose == "save"


def clock_states(session, form):
    clock = mandatory_reports.clock_of(session, form)
    return {each.limit.code: each.state for each in clock.lines}


def test_the_clock_runs_from_the_finding(session, clock, form):
    assert clock_states(session, form) == {
        "at_once": LimitState.LATE,
        "principal": LimitState.SOON,
        "oral": LimitState.RUNNING,
        "written": LimitState.RUNNING,
    }
    clock.advance(minutes=25)
    assert clock_states(session, form)["principal"] == LimitState.LATE
    assert clock_states(session, form)["oral"] == LimitState.SOON


@pytest.mark.parametrize(
    ("body", "channel", "minutes", "code", "state"),
    [
        ("police", "phone", 3, "at_once", LimitState.TOLD),
        ("police", "phone", 600, "at_once", LimitState.TOLD),
        ("principal", "phone", 3, "at_once", LimitState.LATE),
        ("education", "phone", 30, "oral", LimitState.TOLD),
        ("education", "phone", 31, "oral", LimitState.TOLD_LATE),
        ("education", "phone", 30, "written", LimitState.RUNNING),
        ("education", "written", 30, "written", LimitState.TOLD),
    ],
)
def test_what_was_told_stops_its_limit(body, channel, minutes, code, state):
    at = (NOW + timedelta(minutes=minutes)).isoformat()
    told = MandatoryReportNote(body=body, channel=channel, told_at=at)
    lines = report_limits.lines(
        report_limits.shipped(), NOW, [told], NOW + timedelta(minutes=40)
    )
    assert {each.limit.code: each.state for each in lines}[code] == state


def test_an_odd_time_says_so(session, form):
    ahead = form.filled(found_at="2029-11-20T09:00:00Z")
    clock = mandatory_reports.clock_of(session, ahead)
    assert clock.lines
    assert clock.remark
    odd = mandatory_reports.clock_of(session, form.filled(found_at="零点"))
    assert (odd.found_at, odd.lines) == (None, ())
    assert odd.remark
    assert not mandatory_reports.clock_of(session, form).remark


def test_the_school_sets_its_own_hours_and_not_the_law(session, form):
    mandatory_reports.set_limit(session, "ordinary", is_on=True, minutes=720)
    mandatory_reports.set_limit(session, "oral", is_on=False)
    codes = set(clock_states(session, form))
    assert codes == {"at_once", "principal", "written", "ordinary"}
    (ordinary,) = [
        each for each in mandatory_reports.limits(session) if each.code == "ordinary"
    ]
    assert ordinary.minutes == 720
    mandatory_reports.set_limit(session, "ordinary", is_on=False)
    undone = mandatory_reports.set_limit(session, "ordinary", is_on=True)
    (ordinary,) = [
        each for each in mandatory_reports.limits(session) if each.code == "ordinary"
    ]
    assert (ordinary.minutes, ordinary.is_on) == (720, True)
    records.take_back(session, undone.save_id)
    assert "ordinary" not in clock_states(session, form)
    for code, minutes in (("at_once", 60), ("oral", 0), ("oral", 10**6), ("x", 5)):
        with pytest.raises(LimitNumberError):
            mandatory_reports.set_limit(session, code, is_on=False, minutes=minutes)


def test_shipped_limits_name_bodies_that_are_known_and_say_what_they_are():
    for limit in report_limits.shipped():
        assert set(limit.bodies) <= {t.code for t in vocabulary("care_bodies").terms}
        assert limit.source_zh
        assert limit.source_en
        assert limit.is_law or "示例" in limit.zh
        assert not limit.channel or limit.channel in vocabulary("care_channels")
