"""Foreign bytes are parsed in a process that can be killed, never in ours.

`run_in_worker` runs one top-level function there, with limits on time, memory and the
size of its answer. Every entry point of a frozen application must call
`multiprocessing.freeze_support()` first: the worker is the same executable, run again.
"""

from homevisit.workers.limits import Limits
from homevisit.workers.run import (
    AnswerTooLargeError,
    WorkerCrashedError,
    WorkerOutOfMemoryError,
    WorkerTookTooLongError,
    run_in_worker,
)

__all__ = [
    "AnswerTooLargeError",
    "Limits",
    "WorkerCrashedError",
    "WorkerOutOfMemoryError",
    "WorkerTookTooLongError",
    "run_in_worker",
]
