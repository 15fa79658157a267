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
    restyle,
    row,
)
from ui.kit.password_field import PasswordField
from ui.kit.scene import EveningScene
from ui.kit.vault_list import VaultList, VaultListModel
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from homevisit.settings import RecentVault
    from ui.appearance import Appearance

_FORM_WIDTH = 500
_SCENE_WIDTH = 540
_SHOWN_VAULTS = 4


class UnlockView(QWidget):
    """Recent vaults, password, ways in.

    Signals: `unlock_requested` with the password; the others are links.
    """

    unlock_requested = Signal(str)
    older_accepted = Signal(str)
    vault_chosen = Signal(object)
    open_other_requested = Signal()
    create_requested = Signal()
    recovery_requested = Signal()
    language_requested = Signal()
    theme_requested = Signal()
    text_size_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("ground", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.vaults = VaultListModel()
        self._scene = EveningScene(look)
        self._list = VaultList(look, self.vaults)
        self._password = PasswordField(look)
        self._unlock = make_button(_("Unlock"), "primary", size="unlock")
        self._message = make_label("", "error", wrap=True)
        self._build()
        self._connect()
        look.follow(self._draw)

    def show_vaults(self, vaults: Sequence[RecentVault]) -> None:
        """List the vaults, the first preselected; with none, offer to make one."""
        self.vaults.show(vaults)
        has_any = bool(vaults)
        self._box.setVisible(has_any)
        self._used_last.setVisible(has_any)
        self._create.setVisible(has_any)
        self._form.setVisible(has_any)
        self._welcome.setVisible(not has_any)
        if has_any:
            self._list.setCurrentIndex(self.vaults.index(0))
        self._draw()
        self.focus_first()

    def focus_first(self) -> None:
        target = self._password if self._form.isVisibleTo(self) else self._begin
        target.setFocus()

    def show_busy(self, is_busy: bool) -> None:
        """While the password is tried nothing else can be started."""
        self._password.setEnabled(not is_busy)
        self._unlock.setEnabled(not is_busy)
        self._unlock.setText(_("Opening…") if is_busy else _("Unlock"))

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong; the password can be typed again."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self._older.hide()
        restyle(self._password, "state", "error" if text else "")
        self._password.setAccessibleDescription(text)
        if text:
            self._password.selectAll()
            self._password.setFocus()

    def offer_older(self, is_offered: bool) -> None:
        """Let the owner open records that are older than they were."""
        self._older.setVisible(is_offered)

    def show_wait(self, seconds: int) -> None:
        """Count down until the next try is allowed."""
        self._unlock.setEnabled(seconds == 0)
        if seconds:
            words = _("Wrong password; you can try again in {seconds} s.")
            self.show_error(words.format(seconds=seconds))

    def clear_password(self) -> None:
        self._password.clear()

    def _build(self) -> None:
        self._used_last = make_label(_("Used last"), "secondary")
        head = row(self._used_last, None, gap=20)
        self._other = self._link("folder-open", _("Open another…"))
        self._create = self._link("plus", _("New vault"))
        head.addWidget(self._other)
        head.addWidget(self._create)
        self._box = Sheet(column(self._list, margins=1))
        self._list.setFrameShape(VaultList.Shape.NoFrame)
        self._form = self._build_form()
        self._begin = make_button(_("Make a vault"), "primary", size="unlock")
        self._welcome = self._build_welcome()
        middle = column(
            SerifLabel(self._look, "person", _("Open a vault")),
            make_label(
                _("Everything stays on this computer and is encrypted until opened."),
                "secondary",
            ),
            14,
            head,
            self._welcome,
            self._box,
            20,
            self._form,
            gap=6,
        )
        form = hold(middle)
        form.setFixedWidth(_FORM_WIDTH)
        self._column = form
        centred = row(None, form, None)
        right = column(
            None, centred, None, self._build_foot(), margins=(24, 20, 24, 18)
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._scene)
        line.addLayout(right, 1)

    def _build_form(self) -> QWidget:
        self._password.setProperty("scale", "unlock")
        self._password.setAccessibleName(_("Password"))
        label = make_label(_("Password"), "secondary")
        label.setBuddy(self._password)
        self._owner = make_label("", "strong")
        self._recover = self._link("key-round", _("Forgotten? Use the recovery kit"))
        entry = row(self._password, self._unlock, gap=10)
        entry.setStretch(0, 1)
        foot = row(self._password.caps_hint, None, self._recover)
        self._message.hide()
        self._older = self._link("history", _("Open with what is left"))
        self._older.hide()
        older = row(self._older, None)
        return hold(
            column(
                row(label, self._owner, None, gap=12),
                entry,
                self._message,
                older,
                foot,
                gap=6,
            )
        )

    def _build_welcome(self) -> QWidget:
        words = make_label(
            _("A vault is a folder on this computer that only your password opens."),
            "body",
            wrap=True,
        )
        inside = column(words, row(self._begin, None), gap=14, margins=20)
        return Sheet(inside)

    def _build_foot(self) -> QHBoxLayout:
        said = (
            ("shield-check", _("Encrypted here")),
            ("wifi-off", _("Works offline")),
        )
        foot = row(None, gap=8)
        for icon, words in said:
            foot.addWidget(make_icon(self._look, icon, "t3", 14))
            foot.addWidget(make_label(words, "caption"))
            foot.addSpacing(8)
        self._large = self._link("a-large-small", _("Large text"))
        self._theme = self._link("moon", _("Dark theme"))
        self._language = self._link("languages", "English / 中文")
        for button in (self._large, self._theme, self._language):
            foot.addWidget(button)
        foot.addStretch(1)
        return foot

    def _link(self, icon: str, text: str) -> QPushButton:
        button = make_button(text, "link")
        self._look.set_icon(button, icon, "pine_t", 15)
        return button

    def _connect(self) -> None:
        self._unlock.clicked.connect(self._on_unlock)
        self._password.returnPressed.connect(self._on_unlock)
        self._list.vault_chosen.connect(self._on_vault)
        self._other.clicked.connect(self.open_other_requested)
        self._create.clicked.connect(self.create_requested)
        self._begin.clicked.connect(self.create_requested)
        self._recover.clicked.connect(self.recovery_requested)
        self._older.clicked.connect(
            lambda: self.older_accepted.emit(self._password.text())
        )
        self._language.clicked.connect(self.language_requested)
        self._theme.clicked.connect(self.theme_requested)
        self._large.clicked.connect(self.text_size_requested)

    def _on_unlock(self) -> None:
        if self._unlock.isEnabled() and self._password.text():
            self.unlock_requested.emit(self._password.text())

    def _on_vault(self, vault: RecentVault | None) -> None:
        self._owner.setText(vault.name if vault else "")
        self.vault_chosen.emit(vault)
        self._password.setFocus()

    def _draw(self) -> None:
        row_height = 76 if self._look.is_large else 60
        shown = min(_SHOWN_VAULTS, max(1, self.vaults.rowCount()))
        self._list.setFixedHeight(shown * row_height)
        self._column.setFixedWidth(_FORM_WIDTH + (110 if self._look.is_large else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scene.setVisible(self.width() >= SPACE.illustration_from)
        self._scene.setFixedWidth(min(_SCENE_WIDTH, int(self.width() * 0.4)))
