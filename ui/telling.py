"""How far work in a thread is, told to its strip; and the way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.long_work import WorkCancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.serial_thread import Job


def telling(job: Job) -> Callable[[int, int], None]:
    """Return what work calls with its count; it raises once somebody cancelled."""

    def tell(count: int, total: int) -> None:
        if job.is_cancelled:
            raise WorkCancelled
        job.report(count, total)

    return tell
