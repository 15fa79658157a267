from __future__ import annotations

import pytest

from homevisit.services import (
    files,
    printing,
    records,
    school,
    visit_endings,
    visits,
)
from homevisit.services.printing import (
    NotFromThisVaultError,
    NoVisitsToPrintError,
    copies_of,
)
from reports.check import NotOurPdfError, ProtectedPdfError
from reports.visit_data import USUAL_SECTIONS, PrintRun, VisitSection, VisitSummary
from reports.visit_summary import render_visit
from tests.services.test_visits import filled


@pytest.fixture
def visit_id(session, jiang):
    return visits.finalise_visit(session, filled(session, jiang)).visit_ids[0]


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

    assert printing.check_pdf(session, rendered.pdf).differing == ("addenda",)


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


def test_a_print_of_another_vault_is_told_apart(session, visit_id, monkeypatch):
    pdf = printing.print_visit(session, visit_id).pdf
    monkeypatch.setattr(printing, "_reference", lambda *_args: "0" * 20)

    with pytest.raises(NotFromThisVaultError):
        printing.check_pdf(session, pdf)


def test_a_pdf_that_says_odd_things_of_itself_is_refused(session, visit_id):
    run = PrintRun("周静怡", "", 1, "", opaque_facts={"sections": 7, "copy": "x"})
    odd = render_visit(VisitSummary(), run).pdf

    with pytest.raises(NotOurPdfError):
        printing.check_pdf(session, odd)


def test_a_photo_can_be_attached_opened_and_printed(session, jiang, visit_id, photo):
    target = files.Target("visit", visit_id, jiang)

    written = files.attach_photo(session, target, photo)

    kept = files.open_attachment(session, written.record_ids[0])
    assert kept[:2] == b"\xff\xd8"
    assert len(kept) <= 300_000
    sections = frozenset({VisitSection.FACTS, VisitSection.PHOTOS})
    assert printing.preview_visit(session, visit_id, sections).pages >= 1


@pytest.fixture
def photo():
    from io import BytesIO

    from PIL import Image

    picture = BytesIO()
    Image.new("RGB", (1200, 900), (31, 102, 88)).save(picture, "JPEG")
    return picture.getvalue()


def text_of(pdf: bytes) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_protected_print_opens_only_by_its_password(session, visit_id):
    rendered = printing.protected(printing.print_visit(session, visit_id), "石榴花开")

    with pytest.raises(ProtectedPdfError):
        printing.check_pdf(session, rendered.pdf)
    assert printing.check_pdf(session, rendered.pdf, "石榴花开").matches


def test_a_visit_keeps_the_name_its_class_had_then(session, visit_id):
    school.promote(session, 2027)

    text = text_of(printing.preview_visit(session, visit_id, USUAL_SECTIONS).pdf)

    assert "七(2)班" in text
    assert "八(2)班" not in text
