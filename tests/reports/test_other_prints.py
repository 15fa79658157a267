"""Books and recovery sheets."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from reports.recovery_kit import RecoveryKit, render_recovery_kit
from reports.visit_book import PrintCancelledError, render_visit_book
from tests.reports.reading import assert_sound, text_of, tight
from tests.reports.samples import FULL, RUN, VERY_FULL, jpeg

MANY = [FULL, VERY_FULL] + [
    replace(FULL, student=f"学生{number}", number=f"JF-{number:03}")
    for number in range(30)
]


def test_a_book_counts_its_pages_and_finds_its_visits():
    heard = []
    book = render_visit_book(
        MANY, RUN, scope="七(2)班", progress=lambda *done: heard.append(done)
    )
    assert_sound(book.pdf)
    assert heard == [(number, 32) for number in range(1, 33)]
    reader = PdfReader(BytesIO(book.pdf))
    assert book.pages == len(reader.pages) == 2 + 1 + 3 + 30
    for number, page in enumerate(reader.pages, start=1):
        assert f"第 {number} 页，共 36 页" in page.extract_text()
    titles = [entry for entry in reader.outline if not isinstance(entry, list)]
    assert len(titles) == 33
    contents = tight(reader.pages[0].extract_text() + reader.pages[1].extract_text())
    for entry in titles[1:]:
        name = entry.title.split()[0]
        page = reader.get_destination_page_number(entry)
        assert name in tight(reader.pages[page].extract_text())
        assert re.search(rf"{name}.*?已完成{page + 1}(?!\d)", contents)
    assert reader.metadata["/Title"] == "家访记录册"


def test_the_same_book_has_the_same_bytes():
    assert render_visit_book(MANY, RUN).pdf == render_visit_book(MANY, RUN).pdf


def test_an_empty_book_is_its_contents_page():
    assert render_visit_book([], RUN).pages == 1


@pytest.mark.parametrize("asked", [1, 5, 33, 40])
def test_a_book_can_be_stopped_between_any_two_visits(asked):
    answers = iter([False] * (asked - 1) + [True] + [False] * 99)
    with pytest.raises(PrintCancelledError):
        render_visit_book(MANY, RUN, cancelled=lambda: next(answers))


def test_a_recovery_sheet_holds_the_code_on_paper_only():
    kit = RecoveryKit(
        vault_name="周静怡的家访档案",
        owner_name="周静怡",
        vault_id="a1b2-c3d4",
        made_on="2025-11-20",
        code_groups=("7K3M", "Q9TW", "X2PD", "4HNE", "8RVC", "J6YB", "ZT"),
        qr_payload="7K3MQ9TWX2PD4HNE8RVCJ6YBZT",
    )
    sheet = render_recovery_kit(kit)
    assert sheet.pages == 1
    assert_sound(sheet.pdf)
    assert "7K3MQ9TWX2PD4HNE8RVCJ6YBZT" in text_of(sheet.pdf)
    described = str(PdfReader(BytesIO(sheet.pdf)).metadata)
    assert "周静怡" not in described
    assert "7K3M" not in described
    assert "7K3M" not in repr(kit)


def test_photos_are_embedded_as_they_are():
    photo = jpeg()
    pdf = render_visit_book([VERY_FULL], RUN).pdf
    assert photo in pdf
