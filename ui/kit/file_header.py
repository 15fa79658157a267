"""The head of a student's file: spine, name, strengths before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.care_levels import LevelTile
from ui.kit.facts import FactGrid, TagRow, check_mark
from ui.kit.folder_tabs import FolderTabs
from ui.kit.rail import Avatar
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from ui.appearance import Appearance
    from ui.rows import StudentFile


class Spine(QWidget):
    """The back of the folder with its title from top to bottom and a number."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._number = ""
        self.setFixedWidth(40)
        look.changed.connect(self.update)

    def show_number(self, number: str) -> None:
        self._number = number
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self._shape(), self._look.colour("spine"))
        font = self._look.font("section")
        font.setPixelSize(self._look.sizes.body)
        painter.setFont(font)
        painter.setPen(self._look.colour("on_pine"))
        signs = _("One file")
        if signs.isascii():
            self._upright(painter, signs)
        else:
            step = font.pixelSize() * 1.5
            for at, sign in enumerate(signs):
                place = QRectF(0, 12 + at * step, self.width(), step)
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, sign)
        painter.setFont(self._look.font("caption"))
        foot = QRectF(0, self.height() - 28, self.width(), 20)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self._number)

    def _upright(self, painter: QPainter, words: str) -> None:
        painter.save()
        painter.translate(0, self.height() - 30)
        painter.rotate(-90)
        place = QRectF(0, 0, self.height() - 40, self.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _shape(self) -> QPainterPath:
        radius = SPACE.radius_sheet - 1
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        area = QRectF(self.rect())
        path.addRoundedRect(area.adjusted(0, 0, radius, 0), radius, radius)
        clip = QPainterPath()
        clip.addRect(area)
        return path.intersected(clip)


class FileHeader(Sheet):
    """Who this is, what the child is good at, facts, what to do, and the tabs."""

    visit_requested = Signal()
    print_requested = Signal()
    concern_requested = Signal()
    event_requested = Signal()
    reveal_requested = Signal(str)
    tab_changed = Signal(int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._file: StudentFile | None = None
        self._is_masked = False
        self._spine = Spine(look)
        self._avatar = Avatar(look, 64)
        self._name = SerifLabel(look, "person")
        self._about = make_label("", "secondary")
        self._doubt = check_mark("")
        self._tags = TagRow(look)
        self._facts = FactGrid(look, columns=3)
        self._strengths = make_label("", "body")
        self._tabs = FolderTabs(look)
        self._tabs.setAccessibleName(_("Parts of the file"))
        self._build()
        self._facts.reveal_requested.connect(self.reveal_requested)
        self._tabs.currentChanged.connect(self.tab_changed)

    def show_file(self, file: StudentFile) -> None:
        self._file = file
        self._spine.show_number(file.seat)
        self._about.setText(" · ".join(p for p in (file.about, file.class_line) if p))
        self._doubt.setVisible(bool(file.name_doubt))
        self._doubt.setToolTip(file.name_doubt)
        self._doubt.setAccessibleDescription(file.name_doubt)
        self._facts.show_facts(file.facts)
        self._strengths.setText(file.strengths or _("Not written down yet"))
        self._visit.setText(
            _("Continue the visit") if file.draft_id else _("Write a visit")
        )
        self._look.set_icon(self._visit, "pencil-line", "on_pine")
        self._last.setText(file.last_line)
        self._last_icon.setVisible(bool(file.last_line))
        self._print.setVisible(bool(file.last_visit_id))
        empty(self._level)
        for level in [each.level for each in file.care if each.is_open][:1]:
            if level is not None:
                self._level.addWidget(LevelTile(self._look, level))
        self.show_masked(self._is_masked)

    def show_tabs(self, tabs: tuple[tuple[str, int], ...], chosen: int) -> None:
        self._tabs.blockSignals(True)
        self._tabs.show_tabs(tabs)
        self._tabs.setCurrentIndex(chosen)
        self._tabs.blockSignals(False)

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._tags.show_masked(is_masked)
        self._facts.show_masked(is_masked)
        if self._file is not None:
            name = self._file.name
            self._name.setText(masked_name(name) if is_masked else name)
            self._avatar.set_name(name)
            self._tags.show_tags(self._file.groups)

    def reveal(self, name: str, value: str) -> None:
        self._facts.reveal(name, value)

    def focus_first(self) -> None:
        self._visit.setFocus()

    def _build(self) -> None:
        self._tags.setMinimumWidth(220)
        self._level = row()
        first = row(self._name, self._doubt, 4, self._about, 6, self._level, gap=6)
        first.addWidget(self._tags, 1)
        star = make_icon(self._look, "star", "t3", 15)
        good = make_label(_("Strengths and interests"), "muted")
        last = row(star, good, self._strengths, None, gap=7)
        middle = column(first, self._facts, last, gap=9)
        actions = self._build_actions()
        upper = row(self._spine, gap=0)
        avatar = column(self._avatar, None, margins=(18, 14, 16, 0))
        upper.addLayout(avatar)
        upper.addWidget(hold(column(middle, margins=(0, 12, 12, 12))), 1)
        upper.addWidget(make_rule(vertical=True))
        upper.addLayout(actions)
        tabs = Sheet(row(self._tabs, None, margins=(10, 6, 10, 0)), kind="plain")
        tabs.setProperty("sheet", "tabs")
        self.setLayout(column(upper, tabs, margins=1))

    def _build_actions(self) -> QLayout:
        self._visit = make_button(_("Write a visit"), "primary", size="footer")
        self._visit.setShortcut("Ctrl+N")
        self._visit.setToolTip("Ctrl+N")
        self._print = make_icon_button(
            self._look, "printer", _("Print the latest visit"), boxed=True
        )
        self._look.set_icon(self._visit, "pencil-line", "on_pine")
        self._visit.clicked.connect(self.visit_requested)
        self._print.clicked.connect(self.print_requested)
        self._concern = make_icon_button(
            self._look, "heart-handshake", _("Raise a concern"), boxed=True
        )
        self._concern.setToolTip(f"{_('Raise a concern')}  Ctrl+G")
        self._concern.clicked.connect(self.concern_requested)
        self.note_event = make_icon_button(
            self._look, "bell", _("Note an event"), boxed=True
        )
        self.note_event.clicked.connect(self.event_requested)
        buttons = row(self._visit, self._print, self._concern, gap=8)
        self._last = make_label("", "secondary")
        self._last_icon = make_icon(self._look, "history", "t3", 15)
        when = row(self._last_icon, self._last, None, self.note_event, gap=6)
        return column(when, None, buttons, margins=(16, 16, 16, 14))
