"""One photo or paper, large; the others of the file are a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFileDialog, QLayout, QLineEdit, QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.file_choice import ask_where_to_save
from ui.kit.picture_view import PictureView
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.attachment_rows import PaperCard, PaperPages

_SIDE, _SIDE_LARGE = 300, 380


class PaperView(QWidget):
    """Signals ask for another paper, more pages, a name, a copy, or its removal."""

    moved = Signal(int)
    pages_wanted = Signal(int)
    named = Signal(str)
    copy_requested = Signal(str)
    print_requested = Signal()
    remove_requested = Signal()
    visit_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.picture = PictureView()
        self._card: PaperCard | None = None
        self._pages: dict[int, bytes] = {}
        self._page = self._total = 0
        self._build()
        self._connect()
        look.follow(self._fit)

    def show_card(self, card: PaperCard, at: int, count: int) -> None:
        """Say which paper it is; its pages come with `show_pages`."""
        self._card, self._pages, self._page, self._total = card, {}, 0, 0
        self.picture.clear()
        self._place.setText(f"{at + 1} / {count}")
        self._before.setEnabled(at > 0)
        self._after.setEnabled(at < count - 1)
        self._kind.setText(card.kind)
        self._facts.setText("\n".join(p for p in (card.on, card.who, card.size) if p))
        self._visit.setText(card.about)
        self._visit.setVisible(bool(card.visit_id))
        self._caption.setText(card.caption)
        self._say(_("Opening…"))

    @property
    def page_count(self) -> int:
        return self._total

    def show_pages(self, found: PaperPages) -> None:
        """Show a page when it has come."""
        self._total = found.total
        self._pages.update(enumerate(found.pages, start=found.first))
        self._show_page()

    def show_problem(self, words: str) -> None:
        """Say in place of the picture why it cannot be shown."""
        self._say(words)

    def let_go(self) -> None:
        """Keep no picture in memory while the page is not in front."""
        self._pages = {}
        self.picture.clear()

    def focus_first(self) -> None:
        self.picture.setFocus()

    def _show_page(self) -> None:
        has_many = self._total > 1
        self._page_bar.setVisible(has_many)
        words = _("Page {number} of {total}")
        self._page_number.setText(
            words.format(number=self._page + 1, total=self._total)
        )
        self._up.setEnabled(self._page > 0)
        self._down.setEnabled(self._page < self._total - 1)
        if self._page not in self._pages:
            self._say(_("Drawing pages…"))
            self.pages_wanted.emit(self._page)
        elif self.picture.show_picture(self._pages[self._page]):
            self._body.setCurrentWidget(self.picture)
        else:
            self._say(_("This picture cannot be shown."))

    def _turn(self, by: int) -> None:
        if 0 <= self._page + by < self._total:
            self._page += by
            self._show_page()

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._body.setCurrentIndex(1)

    def _build(self) -> None:
        look = self._look
        self._before = make_icon_button(
            look, "chevron-left", _("The one before"), shortcut="Left", boxed=True
        )
        self._after = make_icon_button(
            look, "chevron-right", _("The next one"), shortcut="Right", boxed=True
        )
        self._place = make_label("", "secondary")
        self._smaller = make_icon_button(look, "zoom-out", _("Smaller"), boxed=True)
        self._larger = make_icon_button(look, "zoom-in", _("Larger"), boxed=True)
        self._fitted = make_button(_("Fit"), size="small")
        self._page_bar = hold(self._build_page_bar())
        turn = (self._before, self._place, self._after, self._page_bar, None)
        zoom = (self._smaller, self._fitted, self._larger)
        bar = row(*turn, *zoom, gap=10, margins=(14, 8, 14, 8))
        self._said = make_label("", "secondary", wrap=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QStackedWidget()
        self._body.addWidget(self.picture)
        self._body.addWidget(self._said)
        left = column(bar, make_rule(), self._body, margins=1)
        left.setStretch(2, 1)
        self._side = Sheet(self._build_side())
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(Sheet(left), 1)
        line.addWidget(self._side)
        self.setLayout(line)

    def _build_page_bar(self) -> QLayout:
        look = self._look
        self._up = make_icon_button(
            look, "chevron-up", _("Page before"), shortcut="PgUp", boxed=True
        )
        self._down = make_icon_button(
            look, "chevron-down", _("Next page"), shortcut="PgDown", boxed=True
        )
        self._page_number = make_label("", "secondary")
        return row(12, self._up, self._page_number, self._down, gap=8)

    def _build_side(self) -> QLayout:
        self._kind = make_label("", "strong", wrap=True)
        self._facts = make_label("", "secondary", wrap=True)
        self._visit = make_button("", "link")
        self._caption = QLineEdit()
        self._caption.setMaxLength(200)
        label = make_label(_("What it shows"), "secondary")
        label.setBuddy(self._caption)
        self._caption.setAccessibleName(_("What it shows"))
        self._copy = make_button(_("Save a copy…"), "secondary")
        self._print = make_button(_("Print…"), "secondary", shortcut="Ctrl+P")
        self._remove = make_button(_("Remove from the file"), "danger")
        words = (self._kind, self._facts, self._visit, 10, label, self._caption)
        return column(
            *words,
            None,
            self._print,
            self._copy,
            self._remove,
            gap=8,
            margins=(16, 14, 16, 14),
        )

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self.moved.emit(-1))
        self._after.clicked.connect(lambda: self.moved.emit(1))
        self._smaller.clicked.connect(lambda: self.picture.zoom(-1))
        self._larger.clicked.connect(lambda: self.picture.zoom(1))
        self._fitted.clicked.connect(self.picture.fit)
        self._up.clicked.connect(lambda: self._turn(-1))
        self._down.clicked.connect(lambda: self._turn(1))
        self._visit.clicked.connect(self.visit_requested)
        self._caption.editingFinished.connect(self._on_caption)
        self._copy.clicked.connect(self._on_copy)
        self._print.clicked.connect(self.print_requested)
        self._remove.clicked.connect(self.remove_requested)
        QShortcut("Delete", self.picture, self.remove_requested.emit).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def _on_caption(self) -> None:
        typed = self._caption.text().strip()
        if self._card is not None and typed != self._card.caption:
            self.named.emit(typed)

    def _on_copy(self) -> QFileDialog | None:
        if self._card is None:
            return None
        # The name says nothing: a file that leaves the vault names nobody.
        name = _("attachment") + (".pdf" if self._card.is_pdf else ".jpg")
        return ask_where_to_save(self, _("Save a copy"), name, self.copy_requested.emit)

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
