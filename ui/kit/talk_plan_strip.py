"""A strip to plan one kind of talk for many: for whom, which, on which day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import make_button, make_icon_button, make_label, row
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, DateField

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_AHEAD = timedelta(days=7)


class TalkPlanStrip(QWidget):
    """`planned` carries the students, the kind and the day; Enter plans, Esc closes.

    `whom` are the students of each kind that it would plan for.
    """

    planned = Signal(tuple, str, str)
    closed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.whom: Mapping[str, tuple[str, ...]] = {}
        self.kind = ChoiceBox(look)
        self.kind.setAccessibleName(_("Kind of talk"))
        self.day = DateField(look, today)
        self.day.setMaximumWidth(170)
        self.day.setAccessibleName(_("Planned for"))
        self.day.set_value((today + _AHEAD).isoformat())
        self.count = make_label("", "strong")
        self.go = make_button(_("Plan"), "primary", size="small")
        close = make_icon_button(look, "x", _("Close"))
        self.setLayout(
            row(
                make_label(_("Plan a talk:"), "secondary"),
                self.kind,
                make_label(_("on"), "secondary"),
                self.day,
                self.count,
                None,
                self.go,
                close,
                gap=8,
                margins=(14, 6, 10, 6),
            )
        )
        self.kind.chosen.connect(lambda _kind: self._count())
        self.go.clicked.connect(self._on_go)
        close.clicked.connect(self.closed)
        self.hide()

    def ask(
        self,
        kinds: tuple[tuple[str, str], ...],
        whom: Mapping[str, tuple[str, ...]],
        kind: str,
    ) -> None:
        """Ask for which day; the kind can still be changed."""
        self.whom = whom
        self.kind.set_options([Option(*each) for each in kinds])
        self.kind.set_value(kind)
        self._count()
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_go()
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _count(self) -> None:
        count = len(self.whom.get(self.kind.value, ()))
        words = translate_count(
            "for {count} student without one", "for {count} students without one", count
        )
        self.count.setText(words)
        self.go.setEnabled(bool(count))

    def _on_go(self) -> None:
        whom = self.whom.get(self.kind.value, ())
        if whom:
            self.planned.emit(whom, self.kind.value, self.day.value)
