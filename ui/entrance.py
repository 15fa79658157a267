"""The ways in that are rarely taken, put together: a new vault, and recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.presenters.entrance import CreateVaultPresenter, RecoverPresenter
from ui.presenters.restore import RestorePresenter
from ui.screens.create_vault import CreateVaultView
from ui.screens.recover import RecoverView
from ui.screens.restore import RestoreView

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.device import Device
    from ui.serial_thread import SerialThread


def make_create(
    look: Appearance, thread: SerialThread, device: Device
) -> tuple[CreateVaultView, CreateVaultPresenter]:
    """Return the wizard for a new vault with its presenter."""
    view = CreateVaultView(look)
    return view, CreateVaultPresenter(view, thread, device.clock)


def make_restore(
    look: Appearance, thread: SerialThread, device: Device, folder: str = ""
) -> tuple[RestoreView, RestorePresenter]:
    """Return the wizard that restores a backup or takes in a vault from a stick.

    It begins with the backup in `folder`, where one was chosen.
    """
    view = RestoreView(look)
    presenter = RestorePresenter(view, thread, device.clock)
    known = [each.folder for each in device.settings.recent]
    presenter.show_known(known, folder)
    return view, presenter


def make_recover(
    look: Appearance, thread: SerialThread, device: Device
) -> tuple[RecoverView, RecoverPresenter]:
    """Return the way in by the recovery sheet with its presenter."""
    view = RecoverView(look)
    view.show_vaults(device.settings.recent)
    return view, RecoverPresenter(view, thread, device.clock)
