"""What stands above and below the matrix of talks: counts and deeds, signs and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    SerifLabel,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    row,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.talk_rows import TalkMatrix

_SIDE = 14
EXCEL, PDF = "xlsx", "pdf"


class TalkHeadBar(QWidget):
    """How many talks there were, and what to do with all; `file_wanted` says how."""

    file_wanted = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.count = SerifLabel(look, "section")
        self.whole = make_label("", "secondary")
        self.late = make_label("", "late")
        self.planned = make_label("", "done")
        self.bulk = make_button(_("Plan for many"), size="small")
        look.set_icon(self.bulk, "calendar-days", "t1")
        self.print = make_button(_("Print"), size="small")
        look.set_icon(self.print, "printer", "t1")
        self.print.setToolTip(f"{_('Print')}  Ctrl+P")
        self.export = make_icon_button(
            look, "file-down", _("Save as a file"), boxed=True
        )
        self._menu = QMenu(self)
        for words, form in ((_("Excel file…"), EXCEL), (_("PDF file…"), PDF)):
            action = self._menu.addAction(words)
            action.triggered.connect(lambda _on, f=form: self.file_wanted.emit(f))
        self.export.clicked.connect(self._show_menu)
        self._counts = (self.count, self.whole, self.late, self.planned)
        self._deeds = (self.bulk, self.print, self.export)
        self._has_planned = False
        line = row(*self._counts, None, *self._deeds, gap=8)
        line.setContentsMargins(14, 9, 14, 9)
        self.setLayout(line)

    def show_counts(self, shown: TalkMatrix) -> None:
        self.count.setText(str(shown.held))
        self.whole.setText(_("of {count} talks").format(count=shown.wanted))
        words = translate_count("{count} late", "{count} late", shown.late)
        self.late.setText(words)
        self.late.setVisible(bool(shown.late))
        self.planned.setText(_("{count} planned").format(count=shown.planned))
        self._has_planned = bool(shown.planned)
        self._share()
        for button in (self.print, self.export):
            button.setEnabled(bool(shown.lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Beside an open drawer what is planned gives way to the buttons."""
        parts = (*self._counts, *self._deeds)
        wanted = sum(each.sizeHint().width() + 8 for each in parts)
        has_room = wanted + 2 * _SIDE <= self.width()
        self.planned.setVisible(self._has_planned and has_room)

    def _show_menu(self) -> None:
        below = self.export.rect().bottomLeft()
        self._menu.popup(self.export.mapToGlobal(below))


class TalkFootBar(QWidget):
    """What the signs mean and which keys there are; the keys give way first."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        signs = row(gap=6)
        for icon, colour, words in (
            ("talk-done", "pine", _("talked")),
            ("talk-planned", "pine_t", _("planned")),
            ("talk-overdue", "red", _("late")),
            ("talk-none", "ctl", _("nothing yet")),
            ("talk-exempt", "ctl", _("not needed")),
        ):
            signs.addWidget(make_icon(look, icon, colour))
            signs.addWidget(make_label(words, "caption"))
            signs.addSpacing(6)
        keys = row(gap=6)
        for key, words in (
            ("Enter", _("write down")),
            ("P", _("plan")),
            ("X", _("not needed")),
            ("Ctrl Z", _("take back")),
        ):
            keys.addWidget(make_label(key, "key"))
            keys.addWidget(make_label(words, "caption"))
        self._signs, self._keys = hold(signs), hold(keys)
        sides = (_SIDE, 8, _SIDE, 8)
        self.setLayout(row(self._signs, None, self._keys, margins=sides))
        # However narrow, it never asks for more room than there is.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = self._signs.sizeHint().width() + self._keys.sizeHint().width()
        self._keys.setVisible(wanted + 3 * _SIDE <= self.width())
