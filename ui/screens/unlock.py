"""The first page: which vault, and its password. Nothing inside is known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.choices import FlowLayout
from ui.kit.scene import EveningScene
from ui.kit.unlock_form import UnlockForm
from ui.kit.vault_list import VaultList, VaultListModel
from ui.kit.welcome import Welcome
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from ui.appearance import Appearance
    from ui.vault_rows import VaultChoice

_FORM_WIDTH, _FORM_WIDTH_LARGE = 500, 610
_SCENE_WIDTH = 540
_SHOWN_VAULTS = 4
_MARGIN = 24


class UnlockView(QWidget):
    """Vaults, the password of one, and the other ways in as links."""

    unlock_requested = Signal(str)
    vault_chosen = Signal(object)
    recovery_requested = Signal()
    open_other_requested = Signal()
    create_requested = Signal()
    restore_requested = Signal()
    language_requested = Signal()
    theme_requested = Signal()
    text_size_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.vaults = VaultListModel()
        self.form = UnlockForm(look)
        self.welcome = Welcome(look)
        self._scene = EveningScene(look)
        self._list = VaultList(look, self.vaults)
        self._title = SerifLabel(look, "person")
        self._build()
        self._connect()
        look.follow(self._draw)

    def show_vaults(self, vaults: Sequence[VaultChoice]) -> None:
        """List the vaults, the first preselected; with none of one's own, welcome."""
        self.vaults.show(vaults)
        self._show_list(is_shown=any(not each.is_practice for each in vaults))
        self._list.setCurrentIndex(self.vaults.index(0))
        self._draw()
        self.focus_first()

    def choose(self, vault: VaultChoice) -> None:
        """Take a listed vault in hand."""
        self._show_list(is_shown=True)
        self._list.setCurrentIndex(self.vaults.index(self.vaults.at(vault.folder)))
        self._draw()
        self.form.password.setFocus()

    def focus_first(self) -> None:
        if self.welcome.isVisibleTo(self):
            self.welcome.begin.setFocus()
        else:
            self.form.password.setFocus()

    def _show_list(self, *, is_shown: bool) -> None:
        for part in (self._box, self._head, self.form):
            part.setVisible(is_shown)
        self.welcome.setVisible(not is_shown)
        begin = _("How would you like to begin?")
        self._title.setText(_("Open a vault") if is_shown else begin)

    def _build(self) -> None:
        self._other = self._link("folder-open", _("Open another…"))
        self._restore = self._link("history", _("Restore or move here"))
        self._create = self._link("plus", _("New vault"))
        ways = (self._other, self._restore, self._create)
        flow = FlowLayout(gap=14)
        for part in (make_label(_("Used last"), "secondary"), *ways):
            flow.addWidget(part)
        self._head = hold(flow)
        self._box = Sheet(column(self._list, margins=1))
        self._list.setFrameShape(VaultList.Shape.NoFrame)
        safe = _("Everything stays on this computer and is encrypted until opened.")
        self._column = hold(
            column(
                self._title,
                make_label(safe, "secondary", wrap=True),
                12,
                self._head,
                self.welcome,
                self._box,
                18,
                self.form,
                gap=6,
            )
        )
        centred = row(None, self._column, None)
        foot = self._build_foot()
        right = column(None, centred, None, foot, margins=(_MARGIN, 20, _MARGIN, 18))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._scene)
        line.addLayout(right, 1)

    def _build_foot(self) -> QHBoxLayout:
        said = (
            ("shield-check", _("Encrypted here")),
            ("wifi-off", _("Works offline")),
        )
        praise = row(gap=8)
        for icon, words in said:
            praise.addWidget(make_icon(self._look, icon, "t3", 14))
            praise.addWidget(make_label(words, "caption"))
            praise.addSpacing(8)
        self._praise = hold(praise)
        foot = row(None, self._praise, gap=8)
        self._large = self._link("a-large-small", _("Large text"))
        self._theme = self._link("moon", _("Dark theme"))
        self._language = self._link("languages", "English / 中文")
        self._looks = (self._large, self._theme, self._language)
        for button in self._looks:
            foot.addWidget(button)
        foot.addStretch(1)
        return foot

    def _link(self, icon: str, text: str) -> QPushButton:
        button = make_button(text, "link")
        self._look.set_icon(button, icon, "pine_t", 15)
        return button

    def _connect(self) -> None:
        self._list.vault_chosen.connect(self._on_vault)
        self.form.unlock_requested.connect(self.unlock_requested)
        self.form.recovery_requested.connect(self.recovery_requested)
        for source in (self._other.clicked, self.welcome.open_requested):
            source.connect(self.open_other_requested)
        for source in (self._create.clicked, self.welcome.create_requested):
            source.connect(self.create_requested)
        for source in (self._restore.clicked, self.welcome.restore_requested):
            source.connect(self.restore_requested)
        self.welcome.practice_requested.connect(self._on_practise)
        self._language.clicked.connect(self.language_requested)
        self._theme.clicked.connect(self.theme_requested)
        self._large.clicked.connect(self.text_size_requested)

    def _on_practise(self) -> None:
        practice = self.vaults.practice()
        if practice is not None:
            self.choose(practice)

    def _on_vault(self, vault: VaultChoice | None) -> None:
        self.form.show_vault(vault)
        self.vault_chosen.emit(vault)
        self.form.password.setFocus()

    def _draw(self) -> None:
        row_height = 76 if self._look.is_large else 60
        shown = min(_SHOWN_VAULTS, max(1, self.vaults.rowCount()))
        self._list.setFixedHeight(shown * row_height)
        is_large = self._look.is_large
        self._column.setFixedWidth(_FORM_WIDTH_LARGE if is_large else _FORM_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scene.setVisible(self.width() >= SPACE.illustration_from)
        scene = min(_SCENE_WIDTH, int(self.width() * 0.4))
        self._scene.setFixedWidth(scene)
        wanted = (self._praise, *self._looks)
        needed = sum(each.sizeHint().width() + 8 for each in wanted)
        self._praise.setVisible(needed <= self.width() - scene - 2 * _MARGIN)
