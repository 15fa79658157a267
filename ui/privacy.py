"""Keeps the window out of screenshots, and what was copied out of other hands.

Windows: `SetWindowDisplayAffinity` (Windows 10 2004 can leave a window out altogether,
older ones show it black). macOS: `NSWindow.sharingType`. Linux has no such thing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QClipboard, QGuiApplication, QWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.device import Device

    # Takes the system's handle of a window and whether it is to be left out.
    Hide = Callable[[int, bool], None]

# winuser.h: WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE.
_SHOWN, _BLACK, _LEFT_OUT = 0x00, 0x01, 0x11
# NSWindow.h: NSWindowSharingNone, NSWindowSharingReadOnly.
_SHARED_NOT, _SHARED_READ_ONLY = 0, 1


def can_hide(platform: str = sys.platform) -> bool:
    """Say whether this system can keep a window out of screenshots."""
    return platform in {"win32", "darwin"}


def hider(platform: str = sys.platform) -> Hide | None:
    """Return what keeps a window out of screenshots here, or None where nothing can."""
    if platform == "win32":
        user32 = getattr(ctypes, "windll").user32  # noqa: B009  only Windows has it
        return lambda handle, is_hidden: hide_on_windows(user32, handle, is_hidden)
    if platform == "darwin":
        objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        return lambda handle, is_hidden: hide_on_mac(objc, handle, is_hidden)
    return None


def hide_on_windows(user32: Any, handle: int, is_hidden: bool) -> None:  # noqa: ANN401
    """Leave the window `handle` out of what is captured, or black on older systems."""
    say = user32.SetWindowDisplayAffinity
    say.argtypes, say.restype = (ctypes.c_void_p, ctypes.c_uint32), ctypes.c_int
    if not is_hidden:
        say(handle, _SHOWN)
    elif not say(handle, _LEFT_OUT):
        say(handle, _BLACK)


def hide_on_mac(objc: Any, handle: int, is_hidden: bool) -> None:  # noqa: ANN401
    """Let no other program read the window around the view `handle`."""
    named = objc["sel_registerName"]
    named.argtypes, named.restype = (ctypes.c_char_p,), ctypes.c_void_p
    # Each call has a shape of its own; taken by name again, it is another function.
    window_of = objc["objc_msgSend"]
    window_of.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    window_of.restype = ctypes.c_void_p
    window = window_of(handle, named(b"window"))
    if not window:
        return
    share = objc["objc_msgSend"]
    share.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    share.restype = None
    kind = _SHARED_NOT if is_hidden else _SHARED_READ_ONLY
    share(window, named(b"setSharingType:"), kind)


class ScreenPrivacy(QObject):
    """Keeps every window of the program out of screenshots while the setting says so.

    Menus and lists that drop down are windows of their own to the system, so each
    window is told when it is shown.
    """

    def __init__(self, device: Device, parent: QObject, hide: Hide | None) -> None:
        super().__init__(parent)
        self._device, self._hide = device, hide
        app = QGuiApplication.instance()
        # Looking at every event costs time; where nothing can be done nobody looks.
        if hide is not None and app is not None:
            app.installEventFilter(self)
            device.changed.connect(self._on_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWindow):
            self._tell(watched)
        return False

    def _on_changed(self, names: frozenset[str]) -> None:
        if "block_screenshots" in names:
            for window in QGuiApplication.topLevelWindows():
                if window.isVisible():
                    self._tell(window)

    def _tell(self, window: QWindow) -> None:
        if self._hide is not None:
            self._hide(int(window.winId()), self._device.settings.block_screenshots)


def forget_copied(clipboard: QClipboard) -> None:
    """Empty the clipboard, and the selection, where they still hold what we put in."""
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
