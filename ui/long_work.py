"""Work that takes longer than a moment: one at a time, with a count and a cancel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.notices import TaskStrip
    from ui.serial_thread import Job, SerialThread


class StillWorkingError(Problem):
    """Other long work has not ended yet."""

    code = "still_working"
    what = N_("Something else is still being worked on.")
    safe = N_("Nothing was started, and nothing was changed.")
    todo = N_("Wait until it has ended, or cancel it, and try again.")


class WorkCancelled(Exception):  # noqa: N818  not an error: somebody asked for it
    """Raised by work that ended early because it was asked to."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What to do with the end of long work; nothing is said where nothing is given.

    Without `can_cancel` the strip offers none: such work ends only by being done.
    """

    done: Callable[[Any], None] | None = None
    failed: Callable[[BaseException], None] | None = None
    cancelled: Callable[[], None] | None = None
    can_cancel: bool = True


class LongWork(QObject):
    """Runs one piece of work on a thread and shows it in the task strip.

    The work gets the `Job`: `job.report(count, total)` moves the strip; it asks
    `job.is_cancelled` wherever it can end with nothing changed, and then raises
    `WorkCancelled`.
    """

    ended = Signal()

    def __init__(self, strip: TaskStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._job: Job | None = None
        self._answers = Answers()
        strip.cancel_requested.connect(self._on_cancel)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def run(
        self,
        thread: SerialThread,
        words: str,
        work: Callable[[Job], Any],
        answers: Answers,
    ) -> bool:
        """Begin `work`; False, and a problem for `answers.failed`, while other runs."""
        if self.is_running:
            if answers.failed is not None:
                answers.failed(StillWorkingError())
            return False
        self._answers = answers
        self._strip.begin(words, can_cancel=answers.can_cancel)
        self._job = thread.post(self, work, done=self._on_done, failed=self._on_failed)
        self._job.progressed = self._strip.show_progress
        return True

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, answer: object) -> None:
        self._end()
        if self._answers.done is not None:
            self._answers.done(answer)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, WorkCancelled):
            if self._answers.cancelled is not None:
                self._answers.cancelled()
        elif self._answers.failed is not None:
            self._answers.failed(error)

    def _end(self) -> None:
        self._job = None
        self._strip.end()
        self.ended.emit()
