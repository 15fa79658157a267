"""The doors to what must not be loaded before the first paint.

The services bring pydantic, which costs more than all of Qt; they and the screens are
loaded on the vault's thread while the password is typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def gate() -> ModuleType:
    """Return `ui.desk.gate`, loading the services if that was not done before."""
    from ui.desk import gate as module

    return module


def workspace() -> ModuleType:
    """Return `ui.workspace`, with every screen that needs an open vault."""
    from ui import workspace as module

    return module


def entrance() -> ModuleType:
    """Return `ui.entrance`, the ways in that are rarely taken."""
    from ui import entrance as module

    return module


def practice() -> ModuleType:
    """Return `ui.desk.practice`, with the invented school and all it needs."""
    from ui.desk import practice as module

    return module
