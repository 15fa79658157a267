from __future__ import annotations

import time
from dataclasses import replace

import pytest

from homevisit.domain.kinds import read_record
from homevisit.domain.record import Shape, facts_of
from homevisit.domain.visits import Visit
from homevisit.services import (
    files,
    follow_ups,
    printing,
    records,
    school,
    visit_endings,
    visits,
)
from homevisit.services.print_codes import (
    NEVER_PRINTED,
    VISIT_FIELDS,
    PrintCodes,
    contents,
)
from homevisit.services.print_facts import read_print_facts
from homevisit.services.print_material import Material, Spoken, gather
from homevisit.services.printing import AlteredPrintError, NotFromThisVaultError
from homevisit.services.visit_prints import VisitPrinter
from homevisit.text import use_language
from reports.check import NotOurPdfError, ProtectedPdfError, read_facts
from reports.visit_data import USUAL_SECTIONS, PrintRun, VisitSection, VisitSummary
from reports.visit_summary import render_visit
from tests.services.printed import a_photo, another_visit, text_of
from tests.services.test_visits import filled

EVERYTHING = frozenset(VisitSection)
NAMES = tuple(each.value for each in VisitSection)
FACTS, AGREEMENTS = VisitSection.FACTS, VisitSection.AGREEMENTS

SAMPLES = {
    Shape.DATE: "2026-10-01",
    Shape.TIME: "08:08",
    Shape.INSTANT: "2026-11-01T00:00:00Z",
    Shape.FLAG: True,
    Shape.NUMBER: 77,
    Shape.CHOICES: ["another"],
    Shape.ROWS: [{"name": "吴秀英"}],
}


@pytest.fixture
def visit_id(session, jiang):
    promise = {
        "description": "每周三陪读一次",
        "promised_by": "school",
        "due_date": "2026-12-01",
    }
    form = replace(filled(session, jiang), promises=(promise,))
    return visits.finalise_visit(session, form).visit_ids[0]


@pytest.fixture
def term(session, visit_id):
    return records.read(session, visit_id).term_id


def codes_now(session, visit_id):
    (material,) = gather(session, [visit_id], with_photos=True)
    return dict(zip(NAMES, PrintCodes(session).sections(material, NAMES), strict=True))


def changed_sections(session, visit_id, before):
    now = codes_now(session, visit_id)
    return {name for name in NAMES if now[name] != before[name]}


def test_a_print_matches_the_vault_it_came_from(session, visit_id):
    rendered = printing.print_visit(session, visit_id)

    checked = printing.check_pdf(session, rendered.pdf)

    assert rendered.pages == 1
    assert checked.matches
    assert (checked.visit_id, checked.copy_number) == (visit_id, 1)
    assert set(checked.printed_sections) == {each.value for each in USUAL_SECTIONS}


def test_a_check_names_the_section_that_changed_since(session, visit_id):
    rendered = printing.print_visit(session, visit_id)

    visit_endings.add_addendum(session, visit_id, "祖母已出院。", "后来得知")

    checked = printing.check_pdf(session, rendered.pdf)
    assert not checked.matches
    assert checked.differing == ("addenda",)


def test_a_book_names_the_visits_and_sections_that_changed(
    session, class_id, visit_id, term
):
    other = another_visit(session, visit_id, visit_no="JF-2026-0000-002")
    pdf = printing.print_class(session, class_id, term).pdf
    assert printing.check_pdf(session, pdf).matches

    visit_endings.add_addendum(session, other, "祖母已出院。", "后来得知")

    checked = printing.check_pdf(session, pdf)
    assert not checked.matches
    assert checked.visit_id == ""
    assert {each.visit_id: each.differing for each in checked.visits} == {
        visit_id: (),
        other: ("addenda",),
    }
    assert {each.visit_no for each in checked.visits} >= {"JF-2026-0000-002"}


def test_a_book_says_which_visit_is_no_longer_here(session, class_id, visit_id, term):
    other = another_visit(session, visit_id)
    pdf = printing.print_class(session, class_id, term).pdf
    with session.ledger.db.transaction():
        session.ledger.db.execute("DELETE FROM record WHERE id = ?", (visit_id,))

    checked = printing.check_pdf(session, pdf)

    gone, stays = sorted(checked.visits, key=lambda each: each.is_here)
    assert (gone.visit_id, gone.differing) == ("", checked.printed_sections)
    assert (stays.visit_id, stays.differing) == (other, ())
    assert not checked.matches


def test_a_visit_that_was_set_aside_no_longer_matches(session, jiang):
    open_visit = visits.save_visit(session, filled(session, jiang)).record_ids[0]
    before = codes_now(session, open_visit)

    records.archive(session, open_visit, "重复记录")

    assert changed_sections(session, open_visit, before) == {"facts"}


def test_a_print_without_sections_matches_nothing(session, visit_id):
    pdf = printing.preview_visit(session, visit_id, frozenset()).pdf

    assert not printing.check_pdf(session, pdf).matches


def test_every_field_of_a_visit_has_its_place():
    placed = [name for names in VISIT_FIELDS.values() for name in names]
    placed += sorted(NEVER_PRINTED)

    assert sorted(placed) == sorted([*facts_of(Visit), "archived"])
    assert set(VISIT_FIELDS) == EVERYTHING


@pytest.mark.parametrize("name", facts_of(Visit))
def test_a_changed_field_alarms_its_own_section(name):
    own = {each for each, names in VISIT_FIELDS.items() if name in names}

    changed = {
        each
        for each in VisitSection
        if contents(material(**{name: sample(name)}), each)
        != contents(material(), each)
    }

    assert changed == own
    assert own or name in NEVER_PRINTED


def test_what_no_code_vouches_for_is_not_printed(session):
    printer = VisitPrinter(session)
    usual = printer.summary(material(), EVERYTHING)

    shown = {
        name
        for name in NEVER_PRINTED
        if printer.summary(material(**{name: sample(name)}), EVERYTHING) != usual
    }

    assert shown == set()


def material(**values):
    return Material(read_record("visit", "0" * 32, values))


def sample(name):
    return SAMPLES.get(facts_of(Visit)[name].shape, "another")


@pytest.mark.parametrize(
    "values",
    [
        {"description": "改了"},
        {"promised_by": "family"},
        {"owner_name": "江守田"},
        {"due_date": "2026-12-08"},
    ],
)
def test_a_changed_promise_alarms_what_was_agreed(session, visit_id, values):
    before = codes_now(session, visit_id)
    student_id = records.read(session, visit_id).student_id
    (due,) = follow_ups.open_items(session, student_id)

    edit = records.edit(
        "follow_up", values, record_id=due.item.id, student_id=student_id
    )
    records.save(session, [edit])

    assert changed_sections(session, visit_id, before) == {"agreements"}


def test_a_promise_that_was_kept_leaves_the_paper_true(session, jiang, visit_id):
    before = codes_now(session, visit_id)
    (due,) = follow_ups.open_items(session, jiang)

    follow_ups.settle(session, due.item.id, "kept", "陪读了四次。")

    assert changed_sections(session, visit_id, before) == set()


def test_reviews_photos_and_names_alarm_their_sections(session, jiang, visit_id):
    before = codes_now(session, visit_id)
    visit_endings.review_visit(session, visit_id, accepted=True)
    assert changed_sections(session, visit_id, before) == {"signatures"}

    before = codes_now(session, visit_id)
    files.attach_photo(session, files.Target("visit", visit_id, jiang), a_photo())
    assert changed_sections(session, visit_id, before) == {"photos"}

    before = codes_now(session, visit_id)
    records.save(
        session, [records.edit("student", {"name": "江雨安"}, record_id=jiang)]
    )
    assert changed_sections(session, visit_id, before) == {"facts"}


def test_who_was_spoken_with_and_the_siblings_are_facts():
    alone = material()
    spoken = replace(alone, spoken=(Spoken("江守田", "61", is_guardian=True),))
    renamed = replace(alone, spoken=(Spoken("江守山", "61", is_guardian=True),))
    together = replace(alone, siblings={"1" * 32: "江予宁"})
    found = [contents(each, FACTS) for each in (alone, spoken, renamed, together)]

    assert [found.count(each) for each in found] == [1, 1, 1, 1]
    assert contents(spoken, AGREEMENTS) == contents(alone, AGREEMENTS)


@pytest.fixture
def elsewhere(monkeypatch):
    """The same program in another language and time zone."""
    use_language("en")
    monkeypatch.setenv("TZ", "America/Lima")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    use_language("zh_CN")


def test_neither_language_nor_zone_nor_renaming_is_an_alarm(session, visit_id, request):
    visit_endings.add_addendum(session, visit_id, "祖母已出院。", "后来得知")
    visit_endings.review_visit(session, visit_id, accepted=True)
    before = printing.preview_visit(session, visit_id, EVERYTHING)

    request.getfixturevalue("elsewhere")
    rename = {"vocabulary": "visit_purposes", "code": "know_family", "zh": "认门"}
    records.save(session, [records.edit("vocabulary_item", rename)])
    records.save(
        session,
        [records.edit("staff", {"name": "周静仪"}, record_id=session.person_id)],
    )
    school.promote(session, 2027)
    after = printing.preview_visit(session, visit_id, EVERYTHING)

    assert text_of(before.pdf) != text_of(after.pdf)
    assert printing.check_pdf(session, before.pdf).matches
    assert read_facts(before.pdf) == read_facts(after.pdf)


def test_a_print_of_another_vault_is_told_apart(session, visit_id):
    pdf = printing.print_visit(session, visit_id).pdf
    facts = read_facts(pdf)
    facts["visits"][0][0] = "0" * 20

    with pytest.raises(NotFromThisVaultError):
        printing.check_pdf(session, saying(facts))


@pytest.mark.parametrize("part", ["copy", "code", "section", "sections", "book"])
def test_facts_that_were_changed_are_not_believed(session, visit_id, part):
    facts = read_facts(printing.print_visit(session, visit_id).pdf)
    other = another_visit(session, visit_id)
    match part:
        case "copy":
            facts["copy"] = 7
        case "code":
            facts["code"] = "0" * 12
        case "section":
            facts["visits"][0][1] = "0" * 12
        case "sections":
            facts["sections"].pop()
            facts["visits"][0].pop()
        case "book":
            row = facts["visits"][0]
            facts["visits"].append([PrintCodes(session).reference(other), *row[1:]])

    with pytest.raises(AlteredPrintError):
        printing.check_pdf(session, saying(facts))


def saying(facts):
    run = PrintRun("周静怡", "", 1, "", opaque_facts=facts)
    return render_visit(VisitSummary(), run).pdf


def test_a_pdf_that_says_odd_things_of_itself_is_refused(session):
    with pytest.raises(NotOurPdfError):
        printing.check_pdf(session, saying({"sections": 7, "copy": "x"}))


REF, CODE = "0123456789abcdef0123", "0123456789ab"
WELL = {
    "v": 2,
    "code": CODE,
    "copy": 1,
    "sections": ["facts", "risk"],
    "visits": [[REF, CODE, CODE]],
}


def test_facts_of_the_right_shape_are_read_back():
    read = read_print_facts(WELL)

    assert read is not None
    assert read.as_json() == WELL


@pytest.mark.parametrize(
    "odd",
    [
        {"v": 1},
        {"v": 2.0},
        {"v": "2"},
        {"code": "家" * 12},
        {"code": CODE.upper()},
        {"code": f"{CODE}\n"},
        {"code": None},
        {"copy": True},
        {"copy": -1},
        {"copy": 10**12},
        {"copy": "1"},
        {"sections": "facts"},
        {"sections": ["facts", "facts"]},
        {"sections": ["facts", "psychology"]},
        {"sections": ["facts", ["risk"]]},
        {"sections": ["facts"]},
        {"sections": {}},
        {"visits": []},
        {"visits": {}},
        {"visits": [REF]},
        {"visits": [[]]},
        {"visits": [["家访档案" * 5, CODE, CODE]]},
        {"visits": [[REF, "家" * 12, CODE]]},
        {"visits": [[REF, CODE]]},
        {"visits": [[REF, CODE, 7]]},
        {"visits": [[["x"], CODE, CODE]]},
        {"visits": [[REF, CODE, CODE], [REF, CODE, CODE]]},
        {"visits": [[REF, CODE, CODE], None]},
    ],
)
def test_facts_of_any_other_shape_are_refused(odd):
    assert read_print_facts({**WELL, **odd}) is None


def test_every_fact_is_needed():
    for name in WELL:
        assert read_print_facts({k: v for k, v in WELL.items() if k != name}) is None


def test_the_visit_behind_a_print_is_found_without_reading_visits(
    session, visit_id, monkeypatch
):
    codes = PrintCodes(session)
    monkeypatch.setattr("homevisit.ledger.queries.select_rows", None)

    wanted = codes.reference(visit_id)

    assert codes.visits_behind([wanted, "f" * 20]) == {wanted: visit_id}


def test_a_protected_print_opens_only_by_its_password(session, visit_id):
    rendered = printing.protected(printing.print_visit(session, visit_id), "石榴花开")

    with pytest.raises(ProtectedPdfError):
        printing.check_pdf(session, rendered.pdf)
    assert printing.check_pdf(session, rendered.pdf, "石榴花开").matches
