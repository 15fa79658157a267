"""What a disk can do to us, told in sentences, and the one place that recognises it."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_REFUSED = {errno.EROFS, errno.EACCES, errno.EPERM}


class DiskFullError(Problem):
    """The disk, or the quota on it, has no room left."""

    code = "disk_full"
    what = N_("The disk is full, so this step could not be completed.")
    safe = N_("Everything saved before it is still there and intact.")
    todo = N_("Free at least 200 MB on this disk, then try again.")


class ReadOnlyFolderError(Problem):
    """The system does not let us write in the folder."""

    code = "read_only_folder"
    what = N_("HomeVisit may not write in this folder.")
    safe = N_("Nothing was changed, and everything in the folder is as it was.")
    todo = N_(
        "Choose a folder of your own, or remove the write protection, then try again."
    )


class StorageFailedError(Problem):
    """Reading or writing failed for a reason that only the system knows."""

    code = "storage_failed"
    what = N_("The disk reported an error (number {number}).")
    safe = N_("What was saved before is unchanged; the last step was not completed.")
    todo = N_(
        "Check that the disk is connected and healthy, then try again; "
        "if it happens again, restore the latest backup to another disk."
    )


def explain_os_error(error: OSError) -> Problem:
    """Return the problem that tells this system error."""
    if error.errno in _FULL:
        return DiskFullError()
    if error.errno in _REFUSED:
        return ReadOnlyFolderError()
    return StorageFailedError(number=error.errno or 0)


@contextmanager
def telling_storage_problems() -> Iterator[None]:
    """Turn an `OSError` raised inside into its problem; the path stays unsaid."""
    try:
        yield
    except OSError as error:
        raise explain_os_error(error) from None
