from __future__ import annotations

import pytest

from homevisit.services import files, printing, records, school, visits
from homevisit.services.printing import (
    NoVisitsToPrintError,
    OnlyUnfinishedVisitsError,
    copies_of,
)
from reports.visit_book import PrintCancelledError
from reports.visit_data import USUAL_SECTIONS, VisitSection
from tests.services.printed import a_photo, another_visit, copy_numbers, text_of
from tests.services.test_visits import filled


@pytest.fixture
def visit_id(session, jiang):
    return visits.finalise_visit(session, filled(session, jiang)).visit_ids[0]


def test_copies_are_counted_and_a_preview_is_none(session, visit_id):
    printing.preview_visit(session, visit_id, USUAL_SECTIONS)
    printing.print_visit(session, visit_id)
    printing.print_visit(session, visit_id)

    assert copies_of(session, visit_id) == 2


def test_nothing_confidential_is_printed_unless_chosen(session, jiang):
    form = filled(session, jiang).filled(
        risks_found=["guardianship"], risk_note="夜里无人照看"
    )
    visit_id = visits.finalise_visit(session, form).visit_ids[0]

    usual = printing.preview_visit(session, visit_id, USUAL_SECTIONS)
    chosen = printing.preview_visit(
        session, visit_id, USUAL_SECTIONS | {VisitSection.RISK}
    )

    assert "夜里无人照看" not in text_of(usual.pdf)
    assert "夜里无人照看" in text_of(chosen.pdf)


def test_what_parents_would_not_sign_is_in_no_print(session, jiang, class_id):
    words = {
        "problems": "父亲酗酒",
        "remark": "只给自己看",
        "purpose_note": "接到反映",
        "risk_note": "夜里无人照看",
    }
    form = filled(session, jiang, **words, parenting="harsh")
    visit_id = visits.finalise_visit(session, form).visit_ids[0]
    term = records.read(session, visit_id).term_id

    book = text_of(printing.print_class(session, class_id, term).pdf)
    single = text_of(printing.print_visit(session, visit_id).pdf)

    assert "江予安" in book
    assert "江予安" in single
    assert [word for word in words.values() if word in book + single] == []


def test_the_print_names_nobody_outside_its_pages(session, jiang, visit_id):
    pdf = printing.print_visit(session, visit_id).pdf

    assert "江予安" in text_of(pdf)
    assert jiang.encode() not in pdf
    assert visit_id.encode() not in pdf


def test_a_class_in_one_run_tells_its_progress(session, jiang, class_id, visit_id):
    term = records.read(session, visit_id).term_id
    steps = []
    work = printing.LongWork(progress=lambda done, total: steps.append((done, total)))

    rendered = printing.print_class(session, class_id, term, work)

    assert rendered.pages >= 2
    assert steps[-1] == (1, 1)
    with pytest.raises(NoVisitsToPrintError):
        printing.print_class(session, "nobody", term)


def test_books_hold_what_is_completed_and_finalised_unless_asked(
    session, jiang, class_id, visit_id
):
    term = records.read(session, visit_id).term_id
    another_visit(session, visit_id, state="open", at_home="还在写。")
    another_visit(session, visit_id, outcome="not_home", at_home="家中无人。")

    usual = printing.print_class(session, class_id, term)
    all_of_them = printing.print_student_term(
        session, jiang, term, completed_only=False
    )

    assert printing.visits_to_print(session, class_id, term) == (visit_id,)
    assert "还在写" not in text_of(usual.pdf)
    assert "家中无人" not in text_of(usual.pdf)
    assert "还在写" in text_of(all_of_them.pdf)
    assert "家中无人" in text_of(all_of_them.pdf)


def test_a_class_of_open_visits_says_what_to_do(session, jiang, class_id):
    saved = visits.save_visit(session, filled(session, jiang)).record_ids[0]
    term = records.read(session, saved).term_id

    with pytest.raises(OnlyUnfinishedVisitsError):
        printing.print_class(session, class_id, term)


def test_copies_of_books_are_counted_for_each_class_student_and_term(
    session, jiang, class_id, visit_id
):
    term = records.read(session, visit_id).term_id
    elsewhere = school.add_class(session, "junior", 2026, 3)
    another_visit(session, visit_id, class_id=elsewhere)

    printing.print_visit(session, visit_id)
    printing.print_class(session, class_id, term)
    printing.print_class(session, class_id, term)
    printing.print_class(session, elsewhere, term)
    printing.print_student_term(session, jiang, term)

    assert sorted(copy_numbers(session, "class_book")) == [1, 1, 2]
    assert copy_numbers(session, "student_book") == [1]
    assert copies_of(session, visit_id) == 4


def test_a_stopped_book_is_not_counted(session, class_id, visit_id):
    term = records.read(session, visit_id).term_id
    work = printing.LongWork(cancelled=lambda: True)

    with pytest.raises(PrintCancelledError):
        printing.print_class(session, class_id, term, work)

    assert copies_of(session, visit_id) == 0


def test_a_photo_can_be_attached_opened_and_printed(session, jiang, visit_id):
    target = files.Target("visit", visit_id, jiang)

    written = files.attach_photo(session, target, a_photo())

    kept = files.open_attachment(session, written.record_ids[0])
    assert kept[:2] == b"\xff\xd8"
    assert len(kept) <= 300_000
    sections = frozenset({VisitSection.FACTS, VisitSection.PHOTOS})
    assert printing.preview_visit(session, visit_id, sections).pages >= 1


def test_a_visit_keeps_the_name_its_class_had_then(session, visit_id):
    school.promote(session, 2027)

    text = text_of(printing.preview_visit(session, visit_id, USUAL_SECTIONS).pdf)

    assert "七(2)班" in text
    assert "八(2)班" not in text
