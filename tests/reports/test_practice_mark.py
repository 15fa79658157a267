"""Every page that is printed of invented people says so across it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from reports.layout.style import PRACTICE_MARK
from reports.visit_summary import render_visit
from tests.reports.reading import assert_sound, text_of
from tests.reports.samples import FULL, RUN, VERY_FULL

MARK = tuple(int(PRACTICE_MARK[at : at + 2], 16) for at in (1, 3, 5))


def marked_share(pdf):
    """Return, page by page, how much of it has the colour of the mark."""
    shares = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=0.5).to_pil().convert("RGB")
        pixels = list(image.get_flattened_data())
        near = sum(
            max(abs(a - b) for a, b in zip(pixel, MARK, strict=True)) < 12
            for pixel in pixels
        )
        shares.append(near / len(pixels))
    document.close()
    return shares


@pytest.mark.parametrize(("visit", "pages"), [(FULL, 1), (VERY_FULL, 3)])
def test_each_page_of_a_practice_print_is_marked_and_only_of_such(visit, pages):
    practised = render_visit(visit, replace(RUN, is_practice=True)).pdf
    assert_sound(practised)
    shares = marked_share(practised)
    assert len(shares) == pages
    assert min(shares) > 0.001
    assert max(marked_share(render_visit(visit, RUN).pdf)) < 0.0002


def test_the_mark_stands_in_nobodys_way_when_text_is_copied():
    practised = render_visit(FULL, replace(RUN, is_practice=True)).pdf
    assert text_of(practised) == text_of(render_visit(FULL, RUN).pdf)
