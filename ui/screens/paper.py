"""Paper for the way: for whom and what is on it on the left, its pages on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from homevisit.text import _, translate_count
from ui import paper_rows as codes
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.out_bar import OutBar
from ui.kit.pages import PagesView
from ui.kit.paper_lines import PaperLines
from ui.kit.paper_options import PaperOptions
from ui.kit.student_picker import StudentPicker
from ui.paper_rows import PaperWish
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.paper_rows import PaperLine, PaperPreview
    from ui.serial_thread import SerialThread

_SIDE, _SIDE_LARGE = 336, 440
_MOST = 100  # of the room that is left, for the list where there is one
_LEAST_ROWS = 4
_COPIES = ("1", "5", "10", "30", "50")


def _words_beside() -> dict[str, str]:
    return {
        codes.FORMS: _(
            "Every form gets a code, so that a photo of it finds its visit."
        ),
        codes.ROUTE: _("Holds home addresses: put it away or destroy it after use."),
        codes.VISITS: _(
            "Every saved or printed copy is numbered and noted in the vault."
        ),
    }


class PaperView(QWidget):
    """`wish` is what is chosen; `wish_changed` asks to draw its pages anew."""

    kind_chosen = Signal(str)
    wish_changed = Signal()
    people_wanted = Signal(str)
    person_added = Signal(str)
    file_requested = Signal(str)
    folder_requested = Signal(str)
    print_requested = Signal()

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._kind = codes.FORMS
        self.people = PaperLines(look)
        self.picker = StudentPicker(look, _("Add a student by name or pinyin"))
        self.options = PaperOptions(look)
        self.out = OutBar(look)
        self.pages = PagesView(look, drawing)
        self._build()
        self._connect()

    @property
    def wish(self) -> PaperWish:
        copies, shown = int(self._copies.value or 1), self.options.chosen
        return PaperWish(self._kind, self.people.lines.ids, shown, copies)

    def show_kind(self, kind: str) -> None:
        """Offer what belongs to this kind of paper."""
        self._kind = kind
        is_of_visits = kind == codes.VISITS
        self._kinds.setVisible(not is_of_visits)
        self._kinds.set_value(kind)
        self.picker.setVisible(not is_of_visits)
        self.out.each.setVisible(is_of_visits)
        self._said.setText(_words_beside()[kind])
        for button in (self._up, self._down):
            button.setVisible(kind == codes.ROUTE)

    def show_lines(self, lines: tuple[PaperLine, ...], name: str) -> None:
        """Show whom the paper is for; `name` is offered as the file's name."""
        self.people.show_lines(lines)
        is_blank = not lines and self._kind == codes.FORMS
        self._blank.setVisible(is_blank)
        self._count.setText(
            translate_count("{count} line", "{count} lines", len(lines))
        )
        self.people.setVisible(bool(lines))
        self._fit_people()
        self._moves.setVisible(bool(lines))
        self._nobody.setVisible(not lines and not is_blank)
        self.out.name = name
        self.out.show_ready(bool(lines) or is_blank)
        self.options.offer(codes.OPTIONS[self._kind] if lines else ())

    def show_preview(self, preview: PaperPreview) -> None:
        self.pages.show_document(preview.pdf)
        said = _("Preview of the first {shown} of {total}").format(
            shown=preview.shown, total=preview.total
        )
        self._part.setText(said)
        self._part.setVisible(preview.shown < preview.total)

    def show_masked(self, is_masked: bool) -> None:
        self.people.lines.show_masked(is_masked)

    def focus_first(self) -> None:
        out = self.out.print
        (out if out.isEnabled() else self.picker.search).setFocus()

    def _build(self) -> None:
        side = self._build_side()
        self._side = Sheet(side)
        self._look.follow(self._fit_side)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(self._side, gap=SPACE.gap, margins=sides)
        line.addWidget(self.pages, 1)
        self.setLayout(line)

    def _build_side(self) -> QVBoxLayout:
        kinds = (
            Option(codes.FORMS, _("Visit forms")),
            Option(codes.ROUTE, _("Route sheet")),
        )
        self._kinds = Segments(self._look, kinds)
        self._kinds.set_name(_("Kind of paper"))
        self._part = make_label("", "muted", wrap=True)
        self._part.hide()
        inside = column(
            self._kinds,
            self.picker,
            self._build_nobody(),
            self._build_blank(),
            self.people,
            self._build_moves(),
            self.options,
            self._part,
            self._build_said(),
            None,
            gap=10,
            margins=16,
        )
        inside.setStretch(inside.indexOf(self.people), _MOST)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(hold(inside))
        stack = column(area, make_rule(), self.out, margins=1)
        stack.setStretch(0, 1)
        return stack

    def _build_nobody(self) -> QWidget:
        self._nobody = make_label(_("Nobody is on the way yet."), "secondary")
        return self._nobody

    def _build_blank(self) -> QWidget:
        words = _("Nobody is chosen, so the form is blank: for any family you call on.")
        options = tuple(Option(each, each) for each in _COPIES)
        self._copies = ChoiceBox(self._look, options)
        self._copies.set_value("1")
        self._blank = hold(
            column(
                make_label(words, "secondary", wrap=True),
                FieldBlock(_("How many blank forms"), self._copies),
                None,
                gap=10,
            )
        )
        return self._blank

    def _build_moves(self) -> QWidget:
        look = self._look
        self._up = make_icon_button(look, "arrow-up", _("Earlier (Alt+Up)"), boxed=True)
        down = _("Later (Alt+Down)")
        self._down = make_icon_button(look, "arrow-down", down, boxed=True)
        self._drop = make_icon_button(look, "x", _("Take out (Delete)"), boxed=True)
        self._count = make_label("", "muted")
        parts = (self._count, None, self._up, self._down, self._drop)
        self._moves = hold(row(*parts, gap=6))
        return self._moves

    def _build_said(self) -> QWidget:
        self._said = make_label("", "secondary", wrap=True)
        icon = make_icon(self._look, "badge-check", "pine_t")
        line = row(icon, gap=8, margins=12)
        line.addWidget(self._said, 1)
        return Sheet(line, kind="soft")

    def _connect(self) -> None:
        self._kinds.chosen.connect(self.kind_chosen)
        self.picker.wanted.connect(self.people_wanted)
        self.picker.picked.connect(lambda who, _name: self.person_added.emit(who))
        self.people.lines.changed.connect(self._on_changed)
        self._up.clicked.connect(lambda: self.people.shift(-1))
        self._down.clicked.connect(lambda: self.people.shift(1))
        self._drop.clicked.connect(self.people.drop)
        self.options.changed.connect(self.wish_changed)
        self.out.print_requested.connect(self.print_requested)
        self.out.file_requested.connect(self.file_requested)
        self.out.folder_requested.connect(self.folder_requested)

    def _on_changed(self) -> None:
        self.show_lines(self.people.lines.lines, self.out.name)
        self.wish_changed.emit()

    def _fit_people(self) -> None:
        rows = min(_LEAST_ROWS, len(self.people.lines.lines))
        self.people.setMinimumHeight(rows * self._look.sizes.row_student + 4)

    def _fit_side(self) -> None:
        self._fit_people()
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
