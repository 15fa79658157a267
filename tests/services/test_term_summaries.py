"""The term summary: each number recounted from raw records, and nothing given away."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from homevisit.domain.suppression import recoverable
from homevisit.domain.talk_rules import TALK_KINDS
from homevisit.ledger.queries import Query
from homevisit.services import (
    calendars,
    groups,
    records,
    school,
    students,
    term_snapshots,
)
from homevisit.services import term_summaries as summaries
from homevisit.services.records import ReasonMissingError
from homevisit.services.term_summaries import NamesShown, TermUnknownError, Wish
from reports.term_data import percent
from tests.domain.test_suppression import solved
from tests.reports.reading import text_of

HELD = ("done", "follow_up", "closed")
SURNAMES = "沈陆韩杨朱秦尤许何吕施张孔曹严华"
FORMS = ("onsite_home", "phone", "video")


def write(session, *edits):
    return records.save(session, list(edits)).record_ids


@pytest.fixture
def term(session):
    calendars.keep_up_calendar(session)
    return calendars.current_term(session)


@pytest.fixture
def a_school(session, term):
    """Three classes with 9, 3 and 12 children of groups, some seen and talked with."""
    chance = Random(7)
    classes = [
        school.add_class(session, "junior", entry, number)
        for entry, number in ((2026, 1), (2026, 2), (2025, 1))
    ]
    made = []
    for class_id, special in zip(classes, (9, 3, 12), strict=True):
        for number in range(special + 4):
            name = SURNAMES[number] + "予安"
            facts = {"name": name, "class_id": class_id, "roll_status": "enrolled"}
            who = students.add_student(session, facts, {}).record_ids[0]
            if number < special:
                made.append((who, class_id, number))
    for who, _class_id, number in made:
        since = {"valid_from": "2026-09-02"}
        groups.determine(session, who, "left_behind", since)
        if number % 4 == 0:
            groups.determine(session, who, "single_parent", since)
    see(session, term, [who for who, _c, number in made if number % 4 != 3], chance)
    return [who for who, _class, _number in made]


def see(session, term, who, chance):
    edits = []
    for student_id in who:
        day = date(2026, 9, 10) + timedelta(days=chance.randrange(60))
        visit = {
            "student_id": student_id,
            "term_id": term.id,
            "visit_date": day.isoformat(),
            "visit_form": chance.choice(FORMS),
            "outcome": chance.choice(("completed", "completed", "not_home")),
            "state": "finalised",
            "lead_teacher_id": session.person_id,
        }
        edits.append(records.edit("visit", visit, student_id=student_id))
        for kind in TALK_KINDS[: chance.randrange(7)]:
            talk = {
                "student_id": student_id,
                "term_id": term.id,
                "talk_kind": kind,
                "state": chance.choice(("done", "closed", "planned")),
                "on_date": day.isoformat(),
            }
            edits.append(records.edit("talk", talk, student_id=student_id))
    write(session, *edits)


def recount(session, term):
    """Count everything again from the records, without any code of the summary."""
    due = defaultdict(set)
    for each in records.find(session, Query("determination")):
        due[each.group_code].add(each.student_id)
    special = set().union(*due.values())
    where = {each.id: each.class_id for each in records.find(session, Query("student"))}
    visits = [
        each
        for each in records.find(session, Query("visit"))
        if each.term_id == term.id and each.outcome == "completed"
    ]
    seen = {each.student_id for each in visits}
    site = {each.student_id for each in visits if each.visit_form == "onsite_home"}
    talked = {
        kind: {
            each.student_id
            for each in records.find(session, Query("talk"))
            if each.talk_kind == kind and each.state in HELD
        }
        for kind in TALK_KINDS
    }
    return due, special, where, seen & special, site & special, talked, visits


def agrees(shown, true, threshold):
    """Say whether what is printed is the number, or hides it with the right mark."""
    if isinstance(shown, int):
        return shown == true
    return shown == "*" or (shown == f"<{threshold}" and true < threshold)


@pytest.mark.parametrize("threshold", [0, 5])
def test_every_number_is_that_of_a_recount(session, term, a_school, threshold):
    summary = summaries.make(session, Wish(threshold=threshold)).summary
    due, special, where, seen, site, talked, visits = recount(session, term)
    assert summary.roster == len(where) == 36
    whole = summary.whole
    said = (whole.due, whole.reached, whole.on_site, whole.other)
    true = (len(special), len(seen), len(site), len(seen - site))
    assert all(agrees(s, t, threshold) for s, t in zip(said, true, strict=True))
    assert set(a_school) == special
    names = school.class_names(session)
    for each in summary.classes:
        inside = {w for w in special if names[where[w]] == each.name}
        assert agrees(each.due, len(inside), threshold)
        assert agrees(each.reached, len(inside & seen), threshold)
        assert agrees(each.on_site, len(inside & site), threshold)
        assert agrees(each.other, len(inside & seen - site), threshold)
    for row in (*summary.grades, summary.all_talks):
        inside = (
            special if row is summary.all_talks else in_grade(session, row, special)
        )
        assert agrees(row.due, len(inside), threshold)
        true = [len(inside & talked[kind]) for kind in TALK_KINDS]
        assert all(
            agrees(s, t, threshold) for s, t in zip(row.reached, true, strict=True)
        )
        assert agrees(row.total, sum(true), threshold)
    labels = {"留守儿童": "left_behind", "单亲家庭": "single_parent"}
    for group in summary.groups:
        who = due[labels[group.name]]
        assert agrees(group.due, len(who), threshold)
        assert agrees(group.reached, len(who & seen), threshold)
    assert summary.visits == len(visits)
    assert sum(each.on_site + each.other for each in summary.months) == len(visits)
    assert all(check.agrees for check in summary.checks)


def in_grade(session, row, special):
    entry = {each.id: each.entry_year for each in school.classes(session)}
    where = {each.id: each.class_id for each in records.find(session, Query("student"))}
    years = {"七年级": 2026, "八年级": 2025}
    return {who for who in special if entry[where[who]] == years[row.name]}


def test_a_small_class_is_hidden_with_a_second_one(session, a_school):
    made = summaries.make(session, Wish())
    marks = [each.due for each in made.summary.classes]
    assert "<5" in marks
    assert sum(isinstance(each, str) for each in marks) >= 2
    assert solved(made.printed) == set()
    assert recoverable([made.printed]) == frozenset()
    hidden = [each for each in made.summary.classes if isinstance(each.due, str)]
    assert all(isinstance(each.reached, str) or not each.reached for each in hidden)
    lines = {each.class_name for each in made.summary.not_visited}
    assert not lines & {each.name for each in hidden}


def test_the_words_say_no_number_that_is_hidden(session, a_school):
    summary = summaries.make(session, Wish(threshold=20)).summary
    told = {each.code: each.text for each in summary.chapters}
    for group in summary.groups:
        assert isinstance(group.due, int) or group.name not in told["groups"]
    own = summaries.make(session, Wish(texts={"course": "我们走了很远的路。"})).summary
    assert {c.code: c.text for c in own.chapters}["course"] == "我们走了很远的路。"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_two_prints_a_week_apart_give_nothing_away(
    session, term, clock, a_school, place
):
    summaries.print_summary(session, Wish())
    first = summaries.make(session, Wish()).printed
    clock.advance(days=7)
    for number in range(3):
        facts = {
            "name": "柳" + "文武斌"[number],
            "class_id": school.classes(session)[place].id,
            "roll_status": "enrolled",
        }
        who = students.add_student(session, facts, {}).record_ids[0]
        groups.determine(session, who, "orphan", {"valid_from": "2026-09-02"})
    second = summaries.make(session, Wish()).printed
    assert first.table.counts != second.table.counts
    assert solved(first, second) == set()
    assert recoverable([first, second]) == frozenset()


def test_a_printed_summary_can_be_printed_again_after_later_edits(
    session, term, clock, a_school
):
    printed = summaries.print_summary(session, Wish(threshold=0))
    (kept,) = term_snapshots.kept(session)
    see(session, term, a_school, Random(3))
    clock.advance(days=1)
    again = summaries.print_again(session, kept.id)
    now = summaries.make(session, Wish(threshold=0)).summary
    assert term_snapshots.read_kept(session, kept.id).summary == kept.summary
    assert lines_without_run(again) == lines_without_run(printed)
    changed = term_snapshots.compare(kept.summary, now)
    visits = next(each for each in changed if each.what == "家访人次")
    assert (visits.before, visits.after) == (kept.summary.visits, now.visits)
    assert term_snapshots.compare(now, now) == ()
    log = records.find(session, Query("export"))
    assert [each.copy_number for each in log] == [1, 2]


def lines_without_run(rendered):
    """Return the text without the micro lines, which name time and copy."""
    pages = PdfReader(io.BytesIO(rendered.pdf)).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    return [line for line in lines if "份" not in line.replace(" ", "")]


def test_full_names_need_a_reason_and_are_logged(session, a_school):
    wish = Wish(names=NamesShown.FULL)
    with pytest.raises(ReasonMissingError):
        summaries.print_summary(session, wish)
    assert records.find(session, Query("export")) == ()
    why = Wish(names=NamesShown.FULL, purpose="班主任例会核对")
    printed = text_of(summaries.print_summary(session, why).pdf)
    assert "予安" in printed
    (logged,) = records.find(session, Query("export"))
    assert logged.purpose == "班主任例会核对"
    masked = text_of(summaries.preview(session, Wish(threshold=0)).pdf)
    assert "予安" not in masked
    bare = Wish(names=NamesShown.NONE, threshold=0)
    counted = text_of(summaries.preview(session, bare).pdf)
    assert not [each for each in SURNAMES if f"{each}**" in counted]
    assert [each for each in SURNAMES if f"{each}**" in masked]


def test_the_day_up_to_which_is_counted(session, term, a_school):
    early = summaries.make(session, Wish(cut_off=date(2026, 9, 9), threshold=0))
    assert (early.summary.visits, early.summary.whole.reached) == (0, 0)
    assert early.summary.cut_off == "2026-09-09"
    assert summaries.make(session, Wish()).summary.cut_off == "2026-11-20"


def test_one_class_is_a_summary_of_its_own(session, a_school):
    first = school.classes(session)[0].id
    summary = summaries.make(session, Wish(class_ids=(first,), threshold=0)).summary
    assert len(summary.classes) == 1
    assert summary.whole.due == summary.classes[0].due
    assert summary.roster < 36


def test_an_empty_school_prints_and_care_is_not_there(session, term):
    printed = text_of(summaries.preview(session, Wish()).pdf)
    assert "学期工作汇总" in printed
    assert "关注" not in printed
    with pytest.raises(TermUnknownError):
        summaries.make(session, Wish(term_id="no such term"))


def test_excel_has_numbers_as_numbers_and_marks_as_text(session, a_school):
    made = summaries.make(session, Wish())
    book = load_workbook(io.BytesIO(summaries.as_workbook(session, made)))
    sheet = book.worksheets[0]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4, max_col=6)]
    shown = {each.name: each for each in (*made.summary.classes, made.summary.whole)}
    for name, due, reached, on_site, other, share in rows[: len(shown)]:
        each = shown[name]
        assert [due, reached] == [each.due, each.reached]
        assert [on_site, other] == [each.on_site, each.other]
        assert (share or None) == percent(each.reached, each.due)
    assert sheet.freeze_panes == "B4"
    assert sheet.page_setup.orientation == "landscape"
    assert "<5" in {row[1] for row in rows}
