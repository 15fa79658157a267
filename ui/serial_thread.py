"""A thread that does one piece of work after the other and answers in the window.

The open vault lives in one such thread and is never touched from another; drawing PDF
pages has its own. There is no nested event loop and nothing here waits in the window's
thread, except `stop`.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable


class Job:
    """One piece of work; made by `SerialThread.post`, safe from both threads."""

    def __init__(self, owner: QObject, work: Callable[[Job], Any]) -> None:
        self.owner = weakref.ref(owner)
        self.work = work
        self.done: Callable[[Any], None] | None = None
        self.failed: Callable[[BaseException], None] | None = None
        self.progressed: Callable[[int, int], None] | None = None
        self.key = ""
        self._relay: _Relay | None = None
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end early; it answers all the same, as it sees fit."""
        self._cancelled.set()

    def report(self, count: int, total: int) -> None:
        """Say from inside the work how far it is."""
        if self._relay is not None:
            self._relay.progressed.emit(self, count, total)

    def run(self, relay: _Relay) -> None:
        """Do the work and hand its answer over; called in the thread."""
        self._relay = relay
        try:
            answer = self.work(self)
        except BaseException as error:  # noqa: BLE001  handed over, never swallowed
            relay.failed.emit(self, error)
        else:
            relay.finished.emit(self, answer)


class _Relay(QObject):
    """Lives in the window's thread; its queued signals carry answers across."""

    finished = Signal(object, object)
    failed = Signal(object, object)
    progressed = Signal(object, int, int)


class SerialThread(QObject):
    """Runs posted work in order on one thread.

    Answers reach `done` or `failed` in the thread that made this object, unless the
    owner of the work is gone. An error without a `failed` is announced
    by the signal `error_raised`. `busy_changed` tells when work begins and ends.
    """

    error_raised = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._relay = _Relay()
        queued = Qt.ConnectionType.QueuedConnection
        self._relay.finished.connect(self._on_finished, queued)
        self._relay.failed.connect(self._on_failed, queued)
        self._relay.progressed.connect(self._on_progressed, queued)
        self._jobs: deque[Job | None] = deque()
        self._ready = threading.Condition()
        self._open = 0
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def post(
        self,
        owner: QObject,
        work: Callable[[Job], Any],
        *,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        key: str = "",
    ) -> Job:
        """Queue `work`; a waiting job of the same non-empty `key` is dropped for it."""
        job = Job(owner, work)
        job.done, job.failed, job.key = done, failed, key
        with self._ready:
            if key:
                self._drop_waiting(key)
            self._jobs.append(job)
            self._count(+1)
            self._ready.notify()
        return job

    def stop(self) -> None:
        """Finish what is queued and end the thread; nothing can be posted after."""
        with self._ready:
            self._jobs.append(None)
            self._ready.notify()
        self._thread.join()

    @property
    def is_busy(self) -> bool:
        """Whether something is queued, running or not yet delivered."""
        return self._open > 0

    def _drop_waiting(self, key: str) -> None:
        stale = [job for job in self._jobs if job is not None and job.key == key]
        for job in stale:
            self._jobs.remove(job)
            self._count(-1)

    def _count(self, step: int) -> None:
        before = self._open
        self._open += step
        if (before == 0) != (self._open == 0):
            self.busy_changed.emit(self._open > 0)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job.run(self._relay)

    def _next(self) -> Job | None:
        with self._ready:
            while not self._jobs:
                self._ready.wait()
            return self._jobs.popleft()

    def _on_finished(self, job: Job, answer: object) -> None:
        self._count(-1)
        if self._is_wanted(job) and job.done is not None:
            job.done(answer)

    def _on_failed(self, job: Job, error: BaseException) -> None:
        self._count(-1)
        if not self._is_wanted(job):
            return
        if job.failed is not None:
            job.failed(error)
        else:
            self.error_raised.emit(error)

    def _on_progressed(self, job: Job, count: int, total: int) -> None:
        if self._is_wanted(job) and job.progressed is not None:
            job.progressed(count, total)

    @staticmethod
    def _is_wanted(job: Job) -> bool:
        owner = job.owner()
        return owner is not None and isValid(owner)
