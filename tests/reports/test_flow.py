"""What goes on which page."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from reports.layout.flow import Frame, Section, SectionHead, flow

FRAME = Frame(first_top=100, next_top=50, bottom=700)


@dataclass(frozen=True)
class Block:
    """A part of `lines` of 20 points; it can be cut between lines when asked to."""

    lines: int
    cuts: bool = True

    @property
    def height(self):
        return self.lines * 20.0

    def split(self, room):
        fit = int(room // 20)
        if not self.cuts or fit < 1 or fit >= self.lines:
            return None
        return Block(fit), Block(self.lines - fit)


def heads(page):
    return [p.part.title for p in page if isinstance(p.part, SectionHead)]


def blocks(page):
    return [placed.part for placed in page if isinstance(placed.part, Block)]


SECTIONS = st.lists(
    st.builds(
        lambda parts: Section("节", tuple(parts)),
        st.lists(st.builds(Block, st.integers(1, 90)), max_size=6),
    ),
    max_size=5,
)


@given(SECTIONS)
def test_nothing_is_lost_and_nothing_overlaps(sections):
    pages = flow(sections, FRAME)
    assert len(pages) >= 1
    placed = [part.lines for page in pages for part in blocks(page)]
    given_lines = sum(part.lines for section in sections for part in section.parts)
    assert sum(placed) == given_lines
    for number, page in enumerate(pages):
        top = FRAME.next_top if number else FRAME.first_top
        for item in page:
            assert item.top == top
            top += item.part.height
        assert top <= FRAME.bottom


@given(SECTIONS)
def test_no_head_stands_alone_at_the_foot_of_a_page(sections):
    filled = [section for section in sections if section.parts]
    for page in flow(filled, FRAME)[:-1]:
        assert not isinstance(page[-1].part, SectionHead)


def test_a_part_that_nearly_fits_goes_to_the_next_page_whole():
    first, second = flow([Section("一", (Block(27), Block(3)))], FRAME)
    assert blocks(first) == [Block(27)]
    assert blocks(second) == [Block(3)]
    assert heads(second) == ["一（续）"]


def test_a_very_high_part_begins_at_once_and_is_cut():
    pages = flow([Section("一", (Block(10), Block(60)))], FRAME)
    assert [sum(part.lines for part in blocks(page)) for page in pages] == [28, 30, 12]


def test_what_cannot_be_cut_is_placed_though_too_high():
    (page,) = flow([Section("一", (Block(60, cuts=False),))], FRAME)
    assert blocks(page) == [Block(60, cuts=False)]


def test_a_section_that_stays_together_turns_the_page():
    signing = Section("签名", (Block(3), Block(3)), together=True)
    first, second = flow([Section("一", (Block(24),)), signing], FRAME)
    assert heads(first) == ["一"]
    assert heads(second) == ["签名"]


def test_the_head_of_a_table_is_repeated():
    table = Section("目录", tuple([Block(2)] * 40), columns=Block(1))
    pages = flow([table], FRAME)
    assert len(pages) > 2
    assert all(blocks(page)[0] == Block(1) for page in pages)
