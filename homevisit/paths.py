"""Where shipped files lie, and the one way to replace a file of the user's.

Nothing here knows what is inside a file, and no path is ever logged.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped resource, bundled or in the source tree."""
    root = getattr(sys, "_MEIPASS", None) or Path(__file__).resolve().parent.parent
    return Path(root, "resources", *parts)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable where the system offers it (POSIX)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(target: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace `target` by `content`: afterwards it is the old file or the new one.

    Raises `OSError` as the system gives it; the old file is then untouched.
    """
    temporary = target.with_name(f".{target.name}.{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
