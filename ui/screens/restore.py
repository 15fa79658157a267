"""Restoring in four steps: which backup, what opens it, what is in it, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.restore_steps import CODE, KeyStep, RestoredStep, SightStep, WhichStep
from ui.kit.wizard import Wizard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.backup_rows import BackupRow, Sight

WHICH, KEY, SIGHT, RESTORED = range(4)


class RestoreView(Wizard):
    """A wizard that overwrites nothing. `finished` asks for the new vault."""

    folder_chosen = Signal(str)
    look_requested = Signal()
    restore_requested = Signal()
    offer_requested = Signal()
    password_typed = Signal(str)
    save_requested = Signal(str)
    finished = Signal()
    given_up = Signal()

    def __init__(self, look: Appearance, *, is_inside: bool = False) -> None:
        self.which = WhichStep(look)
        self.key = KeyStep(look)
        self.sight = SightStep(look)
        if is_inside:
            ends = (_("Lock and open the restored one"), _("Stay with this vault"))
        else:
            ends = (_("Open it now"), _("Back to the first page"))
        self.restored = RestoredStep(look, *ends)
        self.password = self.key.new_password
        self.recovery = self.restored.recovery
        self._is_offered = False
        steps = (
            (_("Which backup"), _("on this disk or a stick")),
            (_("What opens it"), _("password or paper")),
            (_("What is in it"), _("seen in a copy")),
            (_("Restored"), _("as a vault of its own")),
        )
        title = "" if is_inside else _("Restore or move here")
        super().__init__(
            look, title, steps, (self.which, self.key, self.sight, self.restored)
        )
        self.name_step(KEY, _("Look into it"))
        self.name_step(SIGHT, _("Restore"))
        self._connect()

    def show_rows(self, rows: Sequence[BackupRow], chosen: str = "") -> None:
        self.which.show_rows(rows, chosen)

    def show_sight(self, sight: Sight) -> None:
        self.sight.show_sight(sight)
        self.show_step(SIGHT)

    def show_restored(self, folder: str, code: str) -> None:
        self.restored.show_restored(folder, code)
        self.show_step(RESTORED, is_final=True)

    def start(self) -> None:
        """Begin at the first step."""
        self.show_step(WHICH)

    def _connect(self) -> None:
        self.left.connect(self.given_up)
        self.confirmed.connect(self._on_confirmed_step)
        self.which.looked_in.connect(self.folder_chosen)
        self.key.kind_chosen.connect(self._on_kind)
        self.password.offer_requested.connect(self.offer_requested)
        self.password.typed.connect(self.password_typed)
        self.recovery.save_requested.connect(self.save_requested)
        self.restored.go_on.clicked.connect(self.finished)
        self.restored.stay.clicked.connect(self.given_up)

    def _on_confirmed_step(self, at: int) -> None:
        if at == WHICH and self.which.folder:
            self.show_step(KEY)
        elif at == KEY and self.key.is_complete():
            self.look_requested.emit()
        elif at == SIGHT and self.sight.into:
            self.restore_requested.emit()

    def _on_kind(self, kind: str) -> None:
        if kind == CODE and not self._is_offered:
            self._is_offered = True
            self.offer_requested.emit()
