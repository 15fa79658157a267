"""Where harm was seen: which situation, whom to tell, and who was told when.

The law asks the school to report at once. This panel reminds and keeps what was done;
it tells nobody anything by itself, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from homevisit.text import _, labelled
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
from ui.kit.choices import Chips, FlowLayout, Option
from ui.kit.fields import DateField, FieldBlock, TimeField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ui.appearance import Appearance
    from ui.concern_rows import Contact


_WIDEST = 460


class ToldList(QWidget):
    """A line per body: its number, and a button that notes the minute.

    `told` carries the body's code; what was told before is shown with its time. Two
    lines stand side by side where there is room for them.
    """

    told = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(gap=8)
        self.setLayout(self._flow)

    def show_contacts(
        self, contacts: Sequence[Contact], told: Sequence[Told] = ()
    ) -> None:
        """Show whom to tell, and after each who was told when."""
        empty(self._flow)
        self.buttons = {}
        metrics, bold = self.fontMetrics(), QFontMetrics(self._look.font("strong"))
        widths = (
            max(
                (metrics.horizontalAdvance(each.label) for each in contacts), default=0
            ),
            max((bold.horizontalAdvance(each.number) for each in contacts), default=0),
        )
        for each in contacts:
            at = tuple(t for t in told if t.whom == each.code)
            self._flow.addWidget(self._line(each, at, widths))

    def _line(
        self, each: Contact, told: tuple[Told, ...], widths: tuple[int, int]
    ) -> QWidget:
        label = make_label(each.label)
        number = make_label(each.number or "—", "strong")
        for part, width in zip((label, number), widths, strict=True):
            part.setMinimumWidth(width + 4)
        button = make_button(_("Told now"), "soft", size="small")
        button.setAccessibleName(labelled(button.text(), each.label))
        button.clicked.connect(lambda _on, code=each.code: self.told.emit(code))
        self.buttons[each.code] = button
        return hold(row(label, number, button, self._said(told), gap=12))

    def _said(self, told: tuple[Told, ...]) -> QLabel:
        """Return when somebody was told; nothing as yet takes its room, too."""
        words = _("told at {time}")
        # The last time alone: each of them stands in the report.
        said = make_label(words.format(time=told[-1].at[-5:]) if told else "", "done")
        room = self.fontMetrics().horizontalAdvance(words.format(time="00:00"))
        said.setMinimumWidth(room + 6)
        return said


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
