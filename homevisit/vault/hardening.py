"""Keeping a running process's memory and files to itself, where the system lets us."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress

_PR_SET_DUMPABLE = 4
_PRIVATE_UMASK = 0o077


def harden_process() -> None:
    """Write no core dump, be no debugger's prey, and make new files private.

    Call it once, before a password is asked for. It is the best a process can do for
    itself: an administrator, or a program of the same user on Windows, still can look.
    """
    os.umask(_PRIVATE_UMASK)
    if sys.platform != "win32":
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
