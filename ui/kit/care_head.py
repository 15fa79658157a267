"""The head of a case: who, the number, the way through the levels, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from homevisit.text import _, run_on
from ui.kit.basics import (
    ElidedLabel,
    SerifLabel,
    Sheet,
    column,
    hold,
    make_icon_button,
    make_label,
    restyle,
    row,
)
from ui.kit.beside import BesideOrBelow
from ui.kit.care_levels import LevelTrack
from ui.kit.facts import TagRow
from ui.kit.painting import Brush
from ui.kit.rail import Avatar
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.appearance import Appearance
    from ui.care_rows import CasePage, Countdown

_COLOURS = {"late": "red", "soon": "orange", "fine": "t1"}
_DOT = " · "
_SHEETS = {"late": "error", "soon": "warm", "fine": "inset"}
# Below this a head has no room for the round sign of the child.
_SIGN_FROM = 560
_SPARED = 36


def fit_head(head: QWidget, sign: QWidget, due: DueCard, look: Appearance) -> None:
    """Where it is narrow, give the room of the sign and of the card to the name."""
    is_wide = head.width() >= _SIGN_FROM * (1.2 if look.is_large else 1.0)
    sign.setVisible(is_wide)
    due.show_wide(is_wide)


class DueBar(QWidget):
    """How much of the time has gone."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look, self._share, self._colour = look, 0.0, "ctl"
        self.setFixedHeight(5)

    def show_share(self, share: float, colour: str) -> None:
        self._share, self._colour = share, colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        brush = Brush(painter, self._look, self.devicePixelRatioF())
        brush.bar(QRectF(self.rect()), self._share, self._colour)


class DueCard(Sheet):
    """What is due next in a case: until when, by whom, how long still."""

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="inset")
        self._look, self._is_wide = look, True
        self._what = ElidedLabel(role="secondary")
        self._until = make_label("", "secondary")
        self._words = SerifLabel(look, "page")
        self._bar = DueBar(look)
        upper = row(self._what, 10, self._until)
        upper.setStretch(0, 1)
        lines = column(upper, self._words, self._bar, gap=3, margins=(12, 8, 12, 10))
        self.setLayout(lines)
        look.follow(self._draw)

    def show_due(self, due: Countdown | None) -> None:
        self.setVisible(due is not None)
        if due is None:
            return
        self._what.setText(_DOT.join(x for x in (due.what, due.owner) if x))
        self._until.setText(due.until)
        self._words.setText(due.words)
        colour = _COLOURS[due.state]
        restyle(self, "sheet", _SHEETS[due.state])
        restyle(self._words, "hue", "" if colour == "t1" else colour)
        self._bar.show_share(due.elapsed, "ctl" if colour == "t1" else colour)
        self.setAccessibleName(run_on((due.what, due.until, due.words, due.owner)))

    def show_wide(self, is_wide: bool) -> None:
        """Let long words have more room, or only what the time needs."""
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._draw()

    def _draw(self) -> None:
        least = 262 if self._look.is_large else 218
        self.setMinimumWidth(least if self._is_wide else least - _SPARED)
        self.setMaximumWidth(least + least // 2 if self._is_wide else least - _SPARED)


class CaseHead(QWidget):
    """`opened` asks for the child's own file."""

    opened = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._is_masked = look, False
        self._page: CasePage | None = None
        self._avatar = Avatar(look, 52, hue="plum")
        self._name = SerifLabel(look, "person")
        self._about = ElidedLabel(role="secondary")
        self._tags = TagRow(look)
        self._number = ElidedLabel(role="secondary")
        self._file = make_icon_button(look, "folder-open", _("Open the file"))
        self._file.clicked.connect(self.opened)
        self._track = LevelTrack(look)
        self.due = DueCard(look)
        self._build()

    def show_case(self, page: CasePage) -> None:
        self._page = page
        self._about.setText(page.about)
        number = _("Case {number}").format(number=page.case_no)
        self._number.setText(_DOT.join(x for x in (number, page.state) if x))
        self._track.show_track(page.track)
        self._track.setVisible(bool(page.track))
        self.due.show_due(page.due)
        self._tags.show_tags(page.tags)
        self._tags.setVisible(bool(page.tags))
        self.show_masked(self._is_masked)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._tags.show_masked(is_masked)
        if self._page is not None:
            name = self._page.name
            self._name.setText(masked_name(name) if is_masked else name)
            self._avatar.set_name(name)
            self._first.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_head(self, self._avatar, self.due, self._look)

    def _build(self) -> None:
        facts = row(self._about, self._tags, gap=10)
        # The number gives way before the age and the class do.
        policy = QSizePolicy.Policy
        self._number.setSizePolicy(policy.Ignored, policy.Preferred)
        self._number.setMinimumWidth(self._look.sizes.secondary * 6)
        facts.addWidget(self._number, 1)
        self._first = BesideOrBelow(self._name, hold(facts))
        # Beside the track it needs no line of its own where it is narrow.
        second = row(gap=10)
        second.addWidget(self._track, 1)
        second.addWidget(self._file, 0, Qt.AlignmentFlag.AlignTop)
        middle = column(self._first, second, None, gap=9)
        line = row(gap=14, margins=(16, 12, 16, 10))
        line.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hold(middle), 1)
        line.addWidget(self.due, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
