"""What was seen, to be ticked: groups of facts in which the arrows move about.

One stop of the Tab key for all of them, so that a person who uses the keyboard is in
the next field at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from homevisit.text import labelled
from ui.kit.basics import column, empty, hold, make_label, row
from ui.kit.choices import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.appearance import Appearance
    from ui.concern_rows import SignGroup
    from ui.kit.basics import LabelRole
    from ui.kit.choices import Option

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_JUMPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_BESIDE_WORDS = 22
_HEAD_SIGNS = 9


class SignBoard(QWidget):
    """Groups of chips; `changed` says that one was ticked or let go.

    Right and left go from sign to sign, down and up from group to group, Space ticks.
    """

    changed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._groups: tuple[SignGroup, ...] = ()
        self._chips: dict[tuple[str, str], QToolButton] = {}
        self._stack = column(gap=8)
        self.setLayout(self._stack)
        look.changed.connect(self._fit)

    def show_groups(self, groups: tuple[SignGroup, ...]) -> None:
        """Offer these signs; what was ticked stays where it is still offered."""
        if groups == self._groups:
            return
        ticked = self.ticked
        self._groups = groups
        empty(self._stack)
        self._chips = {}
        for group in groups:
            self._stack.addWidget(self._make_group(group))
        self.tick(ticked)
        self._guide(next(iter(self._chips.values()), None))

    @property
    def ticked(self) -> tuple[tuple[str, str], ...]:
        """Group and sign of what is ticked, in the order of the board."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    @property
    def harms(self) -> tuple[str, ...]:
        """The ticked signs of harm, for which the law asks to report."""
        harmful = {group.code for group in self._groups if group.is_harm}
        return tuple(sign for group, sign in self.ticked if group in harmful)

    @property
    def signs(self) -> tuple[str, ...]:
        """The ticked signs that are not of harm."""
        harmful = {group.code for group in self._groups if group.is_harm}
        return tuple(sign for group, sign in self.ticked if group not in harmful)

    @property
    def has_urgent(self) -> bool:
        """Whether a sign is ticked with which nobody leaves a child alone."""
        urgent = {group.code: group.urgent for group in self._groups}
        return any(sign in urgent[group] for group, sign in self.ticked)

    def tick(self, keys: Iterable[tuple[str, str]]) -> None:
        """Tick exactly these, without saying so."""
        wanted = set(keys)
        for key, chip in self._chips.items():
            chip.setChecked(key in wanted)
        self._fit()

    def focus_first(self) -> None:
        for chip in self._chips.values():
            chip.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def chip(self, group: str, sign: str) -> QToolButton:
        """Return the chip of a sign."""
        return self._chips[group, sign]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QToolButton):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self._guide(watched)
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS:
                return self._step(watched, _STEPS[key])
            if key in _JUMPS:
                return self._jump(watched, _JUMPS[key])
        return super().eventFilter(watched, event)

    def _step(self, chip: QToolButton, step: int) -> bool:
        chips = list(self._chips.values())
        at = chips.index(chip) + step
        if 0 <= at < len(chips):
            chips[at].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _jump(self, chip: QToolButton, step: int) -> bool:
        """Go to the first sign of the group below, or of the one above."""
        heads: dict[str, QToolButton] = {}
        here = ""
        for (group, _sign), each in self._chips.items():
            heads.setdefault(group, each)
            here = group if each is chip else here
        order = list(heads)
        at = order.index(here) + step
        if 0 <= at < len(order):
            heads[order[at]].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _guide(self, chosen: QToolButton | None) -> None:
        """Let Tab come to one sign only."""
        for chip in self._chips.values():
            policy = Qt.FocusPolicy
            is_on = chip is chosen
            chip.setFocusPolicy(policy.StrongFocus if is_on else policy.ClickFocus)

    def _make_group(self, group: SignGroup) -> QWidget:
        flow = FlowLayout(gap=6)
        for option in group.signs:
            chip = self._make_chip(group, option)
            self._chips[group.code, option.code] = chip
            flow.addWidget(chip)
        role: LabelRole = "late" if group.is_harm else "secondary"
        head = make_label(group.label, role, wrap=True)
        head.setMinimumHeight(self._look.sizes.control_small)
        head.setFixedWidth(self._look.sizes.body * _HEAD_SIGNS)
        line = row(gap=10)
        line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hold(flow), 1)
        return hold(line)

    def _make_chip(self, group: SignGroup, option: Option) -> QToolButton:
        chip = QToolButton()
        chip.setProperty("kind", "chip")
        chip.setText(option.label)
        chip.setAccessibleName(labelled(group.label, option.label))
        chip.setCheckable(True)
        chip.toggled.connect(lambda _on, c=chip: self._widen(c))
        chip.clicked.connect(lambda _on: self.changed.emit())
        chip.installEventFilter(self)
        return chip

    def _fit(self) -> None:
        for chip in self._chips.values():
            self._widen(chip)

    def _widen(self, chip: QToolButton) -> None:
        """Give bold words their room."""
        metrics = QFontMetrics(self._look.font("strong"))
        width = metrics.horizontalAdvance(chip.text()) + _BESIDE_WORDS
        chip.setMinimumWidth(width if chip.isChecked() else 0)
