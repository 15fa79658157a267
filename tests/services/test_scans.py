"""Signed sheets find their visits: by code, by hand, and never without being shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homevisit.attachments import PreparedPhoto
from homevisit.domain.paper_codes import make_code, qr_text, spaced
from homevisit.ledger.queries import Query
from homevisit.services import (
    files,
    paper_forms,
    print_runs,
    printing,
    records,
    scans,
    students,
    visits,
)
from homevisit.services.paper_trail import Standing, trace_qr, trace_typed
from homevisit.services.scans import PageSeen, Said, SheetToAttach
from tests.services.printed import another_visit
from tests.services.test_visits import filled

PHOTO = PreparedPhoto(b"\xff\xd8 a sheet", 1358, 1920, b"\xff\xd8 small")


@pytest.fixture
def code(session, jiang):
    return paper_forms.print_forms(session, [jiang]).codes[0]


@pytest.fixture
def visit_id(session, jiang):
    return visits.finalise_visit(session, filled(session, jiang)).visit_ids[0]


def of_other_vault(session):
    tag = (int(paper_forms.vault_tag(session)) + 1) % 1000
    return make_code(f"{tag:03}", "1234567")


def not_given_yet(session, code):
    chance = (int(code[3:10]) + 1) % 10**7
    return make_code(paper_forms.vault_tag(session), f"{chance:07}")


def pages(*codes):
    """Return pages of separate photos, by code and page, or without a code."""
    return [
        PageSeen(f"p{number}", (qr_text(*each),) if each else ())
        for number, each in enumerate(codes)
    ]


def scanned(*codes):
    """Return the same as pages of one scan."""
    seen = pages(*codes)
    before = ["", *(each.key for each in seen)]
    return [PageSeen(x.key, x.codes, b) for x, b in zip(seen, before, strict=False)]


def attached_to(session, student_id):
    found = records.find(session, Query("attachment", student_id=student_id), "id")
    return [(each.of_id, each.purpose) for each in found]


def to_attach(sheet, count=None):
    pages = (PHOTO,) * (count or len(sheet.pages))
    return SheetToAttach(sheet.student_id, sheet.place, pages, sheet.trace.paper_id)


def test_front_and_back_are_one_sheet_in_their_order(session, jiang, code):
    (sheet,) = scans.match(session, pages((code, 2), (code, 1)))
    assert sheet.pages == ("p1", "p0")
    assert (sheet.student_id, sheet.trace.standing) == (jiang, Standing.EXPECTED)
    assert sheet.is_wanted


def test_the_sheet_goes_to_the_visit_that_was_held_since(
    session, jiang, code, visit_id
):
    (sheet,) = scans.match(session, pages((code, 1)))
    assert (sheet.place.kind, sheet.place.id) == ("visit", visit_id)
    done = scans.attach(session, [to_attach(sheet)])
    assert attached_to(session, jiang) == [(visit_id, "signed_form")]
    (file,) = records.find(session, Query("attachment", student_id=jiang))
    assert files.open_attachment(session, file.id) == PHOTO.jpeg
    (again,) = scans.match(session, pages((code, 1)))
    assert again.trace.standing is Standing.RETURNED
    assert again.place.id == visit_id
    assert not again.is_wanted
    scans.take_back(session, done)
    assert attached_to(session, jiang) == []
    (fresh,) = scans.match(session, pages((code, 1)))
    assert fresh.trace.standing is Standing.EXPECTED


def test_the_first_visit_since_the_form_is_meant_and_others_can_be_chosen(
    session, jiang, code, visit_id
):
    earlier = another_visit(session, visit_id, visit_date="2026-10-01", visit_no="a")
    later = another_visit(session, visit_id, visit_date="2026-11-28", visit_no="b")
    (sheet,) = scans.match(session, pages((code, 1)))
    assert sheet.place.id == visit_id
    offered = [each.id for each in sheet.places if each.kind == "visit"]
    assert offered == [later, visit_id, earlier]
    said = {"p0": Said(place=f"visit:{later}")}
    (chosen,) = scans.match(session, pages((code, 1)), said)
    assert chosen.place.id == later


def test_a_draft_takes_the_sheet_before_it_is_saved(session, jiang, code):
    form = visits.begin_visit(session, jiang)
    visits.keep_draft(session, form)
    (sheet,) = scans.match(session, pages((code, 1)))
    assert sheet.place.kind == "draft"
    done = scans.attach(session, [to_attach(sheet)])
    assert attached_to(session, jiang) == [(form.visit_id, "signed_form")]
    scans.take_back(session, done)
    assert [each.draft_id for each, _ in visits.read_drafts(session)] == [form.draft_id]


def test_a_visit_that_is_not_there_yet_is_begun_and_gone_after_undo(
    session, jiang, code
):
    (sheet,) = scans.match(session, pages((code, 1), (code, 2)))
    assert sheet.place.kind == "new"
    done = scans.attach(session, [to_attach(sheet)])
    ((form, _),) = visits.read_drafts(session)
    assert (form.draft_id,) == done.begun
    assert attached_to(session, jiang) == [(form.visit_id, "signed_form")] * 2
    scans.take_back(session, done)
    assert visits.read_drafts(session) == ()
    assert attached_to(session, jiang) == []


def test_a_begun_visit_that_somebody_wrote_in_outlives_the_undo(session, jiang, code):
    (sheet,) = scans.match(session, pages((code, 1)))
    done = scans.attach(session, [to_attach(sheet)])
    ((form, _),) = visits.read_drafts(session)
    visits.keep_draft(session, form.filled(at_home="爱看书"))
    scans.take_back(session, done)
    ((kept, _),) = visits.read_drafts(session)
    assert kept.values["at_home"] == "爱看书"


@pytest.mark.parametrize(
    "said",
    [{"siblings": ("her brother",)}, {"kept": {"an item": "kept"}}],
    ids=["on the way", "what was promised"],
)
def test_what_was_said_beside_the_answers_outlives_the_undo_too(
    said, session, jiang, code
):
    (sheet,) = scans.match(session, pages((code, 1)))
    done = scans.attach(session, [to_attach(sheet)])
    ((form, _),) = visits.read_drafts(session)
    visits.keep_draft(session, replace(form, **said))
    scans.take_back(session, done)
    ((kept, _),) = visits.read_drafts(session)
    assert kept.draft_id == form.draft_id


def test_two_sheets_with_one_code_are_both_shown_and_one_goes(session, code):
    first, second = scans.match(session, pages((code, 1), (code, 1)))
    assert first.is_wanted
    assert second.is_twice
    assert second.is_ready
    assert not second.is_wanted


def test_one_photo_of_two_sheets_is_shown_and_does_not_go(session, jiang, code):
    other = paper_forms.print_blank(session).codes[0]
    seen = PageSeen("p0", (qr_text(code, 1), qr_text(other, 1)))
    (sheet,) = scans.match(session, [seen])
    assert sheet.has_two_codes
    assert not sheet.is_wanted


def test_a_page_without_a_code_follows_its_neighbour_in_a_scan_only(session, code):
    (together,) = scans.match(session, scanned((code, 1), None))
    assert together.pages == ("p0", "p1")
    _, alone = scans.match(session, pages((code, 1), None))
    assert alone.trace.standing is Standing.NO_CODE
    assert not alone.is_ready
    full, left = scans.match(session, scanned((code, 1), (code, 2), None))
    assert (full.pages, left.pages) == (("p0", "p1"), ("p2",))


def test_a_typed_code_joins_the_page_to_its_sheet(session, code):
    said = {"p1": Said(code=spaced(code))}
    (sheet,) = scans.match(session, pages((code, 1), None), said)
    assert sheet.pages == ("p0", "p1")


def test_a_blank_form_waits_for_its_student_and_remembers(session, jiang):
    code = paper_forms.print_blank(session).codes[0]
    (sheet,) = scans.match(session, pages((code, 1)))
    assert sheet.trace.standing is Standing.BLANK
    assert not sheet.is_ready
    (chosen,) = scans.match(session, pages((code, 1)), {"p0": Said(student_id=jiang)})
    assert chosen.is_wanted
    scans.attach(session, [to_attach(chosen)])
    trace = trace_qr(session, qr_text(code, 2))
    assert (trace.standing, trace.student_id) == (Standing.RETURNED, jiang)


def test_codes_of_others_are_told_apart(session, code):
    others = (
        (of_other_vault(session), Standing.OTHER_VAULT),
        (not_given_yet(session, code), Standing.UNKNOWN),
    )
    for each, standing in others:
        assert trace_qr(session, qr_text(each, 1)).standing is standing
        assert trace_typed(session, spaced(each)).standing is standing
    assert trace_typed(session, code[:-1] + str((int(code[-1]) + 1) % 10)).standing is (
        Standing.MISTYPED
    )
    assert trace_typed(session, "江予安").standing is Standing.MISTYPED
    assert trace_qr(session, "https://example.org").standing is Standing.NO_CODE


@pytest.mark.parametrize("with_log", [True, False])
def test_a_signed_summary_leads_to_its_finalised_visit(
    session, jiang, visit_id, with_log
):
    if with_log:
        printing.print_visit(session, visit_id)
    _, run = print_runs.PrintDesk(session).prepare((visit_id,), 1)
    trace = trace_qr(session, run.qr_payload)
    assert (trace.standing, trace.visit_id) == (Standing.SUMMARY, visit_id)
    typed = trace_typed(session, run.check_code.upper())
    assert (typed.visit_id == visit_id) is with_log
    seen = [PageSeen("a", (run.qr_payload,)), PageSeen("b", (), "a")]
    (sheet,) = scans.match(session, [*seen, PageSeen("c", (), "b")])
    assert (sheet.pages, sheet.place.id) == (("a", "b", "c"), visit_id)
    assert sheet.place.is_finalised
    scans.attach(session, [to_attach(sheet)])
    assert attached_to(session, jiang) == [(visit_id, "signed_form")] * 3


def test_a_book_of_many_visits_is_not_one_visit(session, jiang, class_id, visit_id):
    term = records.read(session, visit_id).term_id
    printing.print_class(session, class_id, term)
    (logged,) = records.find(session, Query("export"))
    assert trace_typed(session, logged.check_code).standing is Standing.SEVERAL


def test_many_sheets_are_one_save_and_one_undo(session, jiang, class_id):
    sister = students.add_student(session, {"name": "江予乐", "class_id": class_id}, {})
    ids = [jiang, sister.record_ids[0]]
    codes = paper_forms.print_forms(session, ids).codes
    before = len(records.recent_saves(session))
    sheets = scans.match(session, pages(*((each, 1) for each in codes)))
    done = scans.attach(session, [to_attach(each) for each in sheets])
    assert (done.count, len(done.begun)) == (2, 2)
    assert len(records.recent_saves(session)) == before + 1
    scans.take_back(session, done)
    assert [attached_to(session, each) for each in ids] == [[], []]


def test_no_page_is_lost_or_used_twice_whatever_comes(session, code):
    other = paper_forms.print_blank(session).codes[0]
    kinds = [None, (code, 1), (code, 2), (other, 1), (of_other_vault(session), 1)]
    for seed in range(60):
        picked = [kinds[(seed * 7 + n * n + n * seed) % len(kinds)] for n in range(9)]
        seen = scanned(*picked)
        sheets = scans.match(session, seen)
        keys = [key for sheet in sheets for key in sheet.pages]
        assert sorted(keys) == sorted(each.key for each in seen)
