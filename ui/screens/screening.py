"""Screenings: batches on the left, one of them or a new file on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _
from ui.kit.basics import Sheet, column, hold, make_button, make_icon, make_label, row
from ui.kit.file_choice import ask_for_file
from ui.kit.screening_batch import ScreeningBatchPane
from ui.kit.screening_import import ScreeningImport
from ui.kit.setting_fields import TypedSetting
from ui.kit.setting_list import Line, LineList
from ui.room_watch import mark_confidential
from ui.tokens import SPACE

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.screening_rows import ScreeningSheet

_SIDE, _SIDE_LARGE = 260, 330
_CLOSED, _EMPTY, _BATCH, _FILE = range(4)
_KINDS = "*.xlsx *.xls *.csv"


class ScreeningView(QWidget):
    """`file_chosen` carries a path, `batch_chosen` the id of a batch."""

    file_chosen = Signal(str)
    batch_chosen = Signal(str)
    door_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        mark_confidential(self)
        self._look = look
        self.batches = LineList(look, _("Batches"))
        self.bring_in = make_button(_("Take in a file…"))
        look.set_icon(self.bring_in, "file-input", "t1")
        self.form = make_button(_("Consent form…"))
        look.set_icon(self.form, "printer", "t1")
        self.batch = ScreeningBatchPane(look, today)
        self.file = ScreeningImport(look, today)
        self.door = make_button(_("To the care board"), "primary")
        self._pages = QStackedWidget()
        for page in (self._closed(), self._empty(), self.batch, self.file):
            self._pages.addWidget(page)
        self._side = hold(column(self.bring_in, self.form, self.batches, gap=10))
        line = row(
            self._side,
            self._pages,
            gap=SPACE.gap,
            margins=(SPACE.page, 0, SPACE.page, SPACE.gap),
        )
        line.setStretch(1, 1)
        self.setLayout(line)
        self.batches.chosen.connect(self.batch_chosen)
        self.bring_in.clicked.connect(self._on_bring_in)
        self.door.clicked.connect(self.door_wanted)
        self.form.clicked.connect(self.form_wanted)
        look.follow(self._fit)
        self.show_closed()

    @property
    def is_open(self) -> bool:
        return self._pages.currentIndex() != _CLOSED

    def show_sheet(self, sheet: ScreeningSheet) -> None:
        """Show all batches and the chosen one; a file in work stays in front."""
        self._side.show()
        lines = tuple(Line(each.id, each.name, each.note) for each in sheet.batches)
        self.batches.show_lines(lines)
        if sheet.chosen is not None:
            self.batches.choose(sheet.chosen.id)
            self.batch.show_batch(sheet.chosen)
        if self._pages.currentIndex() != _FILE:
            self._pages.setCurrentIndex(_BATCH if sheet.chosen else _EMPTY)

    def show_file(self) -> None:
        """Bring the file in work to the front."""
        self._pages.setCurrentIndex(_FILE)

    def leave_file(self) -> None:
        """Go back to the batches."""
        self.file.clear()
        self._pages.setCurrentIndex(_BATCH if self.batches.lines else _EMPTY)

    def show_closed(self) -> None:
        """Hold nothing, in sight or not: the room is closed."""
        self.file.clear()
        self.batch.forget()
        self.batches.show_lines(())
        self._side.hide()
        self._pages.setCurrentIndex(_CLOSED)

    def show_masked(self, is_masked: bool) -> None:
        self.batch.show_masked(is_masked)

    def commit(self) -> None:
        """Hand on what is being typed at the moment, as leaving the field would."""
        each: QWidget | None = self.focusWidget()
        while each is not None and each is not self:
            if isinstance(each, TypedSetting):
                each.commit()
                return
            each = each.parentWidget()

    def focus_first(self) -> None:
        if not self.is_open:
            self.door.setFocus()
        else:
            (self.batches if self.batches.lines else self.bring_in).setFocus()

    def _closed(self) -> QWidget:
        words = _("Screenings are kept in the counselling room, which is closed.")
        return self._note(make_icon(self._look, "lock-keyhole", "plum", 28), words)

    def _note(self, icon: QWidget, words: str) -> QWidget:
        said = make_label(words, "secondary", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stack = column(
            None,
            row(None, icon, None),
            said,
            row(None, self.door, None),
            None,
            gap=14,
            margins=SPACE.page,
        )
        return Sheet(stack)

    def _empty(self) -> QWidget:
        words = _(
            "No screening yet. Take in the Excel file of your county or your program: "
            "totals and factors are kept, answers to single items are not."
        )
        said = make_label(words, "secondary", wrap=True)
        return Sheet(column(None, said, None, margins=SPACE.page))

    def _fit(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)

    def _on_bring_in(self) -> None:
        title = _("Take in a screening")
        kinds = _("Tables ({kinds})").format(kinds=_KINDS)
        ask_for_file(self, title, kinds, self.file_chosen.emit)
