"""Where harm was seen: which situation, whom to tell, and who was told when.

The law asks the school to report at once. This panel reminds and keeps what was done;
it tells nobody anything by itself, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from homevisit.text import _, labelled, run_on
from ui.concern_rows import Told
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_label,
    repaint_style,
    row,
)
from ui.kit.choices import Chips, Option
from ui.kit.fields import DateField, FieldBlock, TimeField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.concern_rows import Contact


_PARTS = 4
_WIDEST = 560


class ToldList(QWidget):
    """A line per body: its number, and a button that notes the minute.

    `told` carries the body's code; what was told before is shown with its time.
    """

    told = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.buttons: dict[str, QPushButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(_PARTS, 12)

    def show_contacts(
        self, contacts: Sequence[Contact], told: Sequence[Told] = ()
    ) -> None:
        """Show whom to tell, and after each who was told when."""
        empty(self._grid)
        self.buttons = {}
        # Large words need the whole width; otherwise two stand side by side.
        half = len(contacts) if self._look.is_large else (len(contacts) + 1) // 2
        for at, each in enumerate(contacts):
            left = 0 if at < half else _PARTS + 1
            place = (at if at < half else at - half, left)
            self._add(place, each, tuple(t for t in told if t.whom == each.code))

    def _add(
        self, place: tuple[int, int], each: Contact, told: tuple[Told, ...]
    ) -> None:
        down, left = place
        button = make_button(_("Told now"), "soft", size="small")
        button.setAccessibleName(labelled(button.text(), each.label))
        button.clicked.connect(lambda _on, code=each.code: self.told.emit(code))
        self.buttons[each.code] = button
        number = make_label(each.number or "—", "strong")
        parts = (make_label(each.label, wrap=True), number, button, self._said(told))
        for at, part in enumerate(parts, left):
            self._grid.addWidget(part, down, at)
        self._grid.setColumnStretch(left + _PARTS - 1, 1)

    def _said(self, told: tuple[Told, ...]) -> QWidget:
        """Return when somebody was told; nothing as yet takes its room, too."""
        when = run_on(each.at[-5:] for each in told)
        words = _("told at {time}").format(time=when) if told else ""
        line = row(gap=4)
        if told:
            line.addWidget(make_icon(self._look, "check", "pine_t", 14))
        line.addWidget(make_label(words, "done", wrap=True), 1)
        return hold(line)


class HarmPanel(Sheet):
    """Opens below the signs as soon as one of harm is ticked; `changed` on every news.

    `now` gives the present minute as `YYYY-MM-DD HH:MM`.
    """

    changed = Signal()

    def __init__(self, look: Appearance, today: date, now: Callable[[], str]) -> None:
        super().__init__(kind="error")
        self._look, self._now = look, now
        self._contacts: tuple[Contact, ...] = ()
        self._told: list[Told] = []
        self.situations = Chips(look, ())
        self.day = DateField(look, today)
        self.time = TimeField()
        self.told = ToldList(look)
        self.situations.changed.connect(lambda _codes: self.changed.emit())
        self.day.changed.connect(lambda _day: self.changed.emit())
        self.time.changed.connect(lambda _time: self.changed.emit())
        self.told.told.connect(self._on_told)
        self.setLayout(self._build())

    def offer(self, situations: Sequence[Option], contacts: Sequence[Contact]) -> None:
        """Say what can be chosen and whom to tell."""
        self.situations.set_options([self._folded(each) for each in situations])
        self.situations.set_name(_("Situation"))
        self._contacts = tuple(contacts)
        self._draw()

    def _folded(self, option: Option) -> Option:
        """Return a choice on two lines where its words are too long for one."""
        metrics = QFontMetrics(self._look.font("strong"))
        if metrics.horizontalAdvance(option.label) <= _WIDEST:
            return option
        words = option.label
        at = words.rfind(" ", 0, len(words) // 2 + 1)
        at = at if at > 0 else len(words) // 2
        return option._replace(label=f"{words[:at].rstrip()}\n{words[at:].lstrip()}")

    def begin(self) -> None:
        """Begin anew: discovered now, nobody told."""
        self._told = []
        self.situations.set_value(())
        self.set_discovered(self._now())
        self._draw()

    def suggest(self, situations: Sequence[str]) -> None:
        """Tick the situations that fit a sign, besides those that were chosen."""
        chosen = self.situations.value
        more = [each for each in situations if each not in chosen]
        if more:
            self.situations.set_value([*chosen, *more])

    def set_discovered(self, at: str) -> None:
        """Show when it was discovered: a day, and perhaps a minute after it."""
        day, _space, time = at.partition(" ")
        self.day.set_value(day)
        self.time.set_value(time)

    def lock(self, *, is_locked: bool) -> None:
        """Let it only be read; whom to tell stays open, for that goes on."""
        self.day.lock(is_locked)
        self.time.setReadOnly(is_locked)
        repaint_style(self.time)
        self.situations.set_read_only(is_locked)

    @property
    def discovered_at(self) -> str:
        """When it was discovered, as it was typed; the day first."""
        return f"{self.day.value} {self.time.value}".strip()

    @property
    def who_was_told(self) -> tuple[Told, ...]:
        return tuple(self._told)

    def show_told(self, told: Sequence[Told]) -> None:
        self._told = list(told)
        self._draw()

    def _on_told(self, code: str) -> None:
        self._told.append(Told(code, self._now(), "phone"))
        self._draw()
        self.told.buttons[code].setFocus()
        self.changed.emit()

    def _draw(self) -> None:
        self.told.show_contacts(self._contacts, self._told)

    def _build(self) -> QVBoxLayout:
        icon = make_icon(self._look, "shield-alert", "red", 20)
        first = make_label(
            _("The school has to report this at once; first checks must not delay it."),
            "strong",
            wrap=True,
        )
        rest = make_label(
            _(
                "HomeVisit reminds you and keeps what was done. It does not report for"
                " you. Do not question the child again; whoever reports in good faith"
                " is protected."
            ),
            "secondary",
            wrap=True,
        )
        head = row(icon, gap=10)
        head.addLayout(column(first, rest, gap=3), 1)
        when = row(
            FieldBlock(_("Discovered on"), self.day),
            FieldBlock(_("at"), self.time),
            None,
            gap=10,
        )
        return column(
            head,
            FieldBlock(_("Situation"), self.situations),
            when,
            make_label(_("Whom to tell"), "secondary"),
            self.told,
            gap=12,
            margins=(14, 12, 14, 14),
        )
