"""Our side: start the worker, feed it through a pipe, wait no longer than allowed.

The answer is plain data only (numbers, text, bytes, dates and containers of them): a
worker that was taken over by a hostile file can send nothing that would run here.
"""

from __future__ import annotations

import io
import multiprocessing
import pickle  # read through _PlainUnpickler only
import signal
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar, cast

from homevisit.errors import Problem
from homevisit.text import N_
from homevisit.workers.child import DEFECT, LARGE, MEMORY, PROBLEM, VALUE, serve
from homevisit.workers.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.process import BaseProcess


class _Channel(Protocol):
    """A connection of either system."""

    def send_bytes(self, buf: bytes, /) -> None: ...
    def recv_bytes(self, maxlength: int | None = None, /) -> bytes: ...
    def close(self) -> None: ...


T = TypeVar("T")

_SAFE = N_("Nothing has been changed; the file itself is untouched.")
_USUAL = Limits()
_GRACE_SECONDS = 0.5
_PLAIN = {"date", "datetime", "time", "timedelta"}
_ENDED_BY_TIME = {
    "win32": 1816,  # ERROR_NOT_ENOUGH_QUOTA: the Job Object's time is used up
}.get(sys.platform, -getattr(signal, "SIGXCPU", 24))


class WorkerTookTooLongError(Problem):
    """The job used up its seconds."""

    code = "worker_took_too_long"
    what = N_("Reading this file took longer than {seconds} seconds and was stopped.")
    safe = _SAFE
    todo = N_("Save a smaller copy of the file and try again with that.")


class WorkerOutOfMemoryError(Problem):
    """The job wanted more memory than it may have."""

    code = "worker_out_of_memory"
    what = N_("Reading this file needed far too much memory and was stopped.")
    safe = _SAFE
    todo = N_("Save a smaller copy of the file and try again with that.")


class WorkerCrashedError(Problem):
    """The worker ended without an answer, or with one that makes no sense."""

    code = "worker_crashed"
    what = N_("This file could not be read: it is damaged or not what it seems.")
    safe = _SAFE
    todo = N_("Open it in the program it came from, save it anew and try again.")


class AnswerTooLargeError(Problem):
    """The job's answer is larger than anything useful."""

    code = "worker_answer_too_large"
    what = N_("This file holds far more content than can be taken in at once.")
    safe = _SAFE
    todo = N_("Divide it into several smaller files and try again.")


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  its signature
        if module == "datetime" and name in _PLAIN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


def _all_problems(kind: type[Problem] = Problem) -> Iterator[type[Problem]]:
    for child in kind.__subclasses__():
        yield child
        yield from _all_problems(child)


def _problem(code: object, facts: object) -> Problem:
    if not isinstance(facts, dict):
        return WorkerCrashedError()
    for kind in _all_problems():
        if getattr(kind, "code", None) == code:
            return kind(**facts)
    return WorkerCrashedError()


def open_answer(message: bytes) -> object:
    """Return the value in a worker's message or raise the problem it tells of.

    Raises `WorkerCrashedError` for whatever is not a well-formed answer.
    """
    try:
        answer = _PlainUnpickler(io.BytesIO(message)).load()
    except Exception as error:
        raise WorkerCrashedError from error
    match answer:
        case (tag, value) if tag == VALUE:
            return cast("object", value)
        case (tag, code, facts) if tag == PROBLEM:
            raise _problem(code, facts)
        case (tag,) if tag == MEMORY:
            raise WorkerOutOfMemoryError
        case (tag,) if tag == LARGE:
            raise AnswerTooLargeError
        case (tag, _name) if tag == DEFECT:
            raise WorkerCrashedError
    raise WorkerCrashedError


class _Deadline:
    """Kills a process when its time is over, which unblocks whoever waits for it."""

    def __init__(self, process: BaseProcess, seconds: float) -> None:
        self.has_passed = False
        self._process = process
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        self._process.kill()
        self._process.join()

    def _pass(self) -> None:
        self.has_passed = True
        self._process.kill()


def _exchange(
    channels: tuple[_Channel, _Channel], content: bytes, limits: Limits
) -> bytes | None:
    """Send the job's bytes and return its message, or None when it does not come."""
    to_worker, from_worker = channels
    try:
        to_worker.send_bytes(content)
        to_worker.close()
        return from_worker.recv_bytes(limits.answer_bytes)
    except (EOFError, OSError):
        return None


def _reason(process: BaseProcess, deadline: _Deadline, limits: Limits) -> Problem:
    """Return why no answer came; the deadline has ended the process by now."""
    if deadline.has_passed or process.exitcode == _ENDED_BY_TIME:
        return WorkerTookTooLongError(seconds=int(limits.wall_seconds))
    return WorkerCrashedError()


def _run(
    process: BaseProcess,
    channels: tuple[_Channel, _Channel],
    content: bytes,
    limits: Limits,
) -> bytes:
    with _Deadline(process, limits.wall_seconds) as deadline:
        message = _exchange(channels, content, limits)
        if message is None:
            process.join(_GRACE_SECONDS)
    if message is None:
        raise _reason(process, deadline, limits)
    return message


def run_in_worker(
    function: Callable[..., T],
    content: bytes,
    *parameters: object,
    limits: Limits = _USUAL,
) -> T:
    """Return `function(content, *parameters)`, computed in a worker process.

    `function` is importable by name and returns plain data. A `Problem` that it raises
    arrives here as the same `Problem`; a worker that fails in any other way is one of
    the four problems of this module.
    """
    context = multiprocessing.get_context("spawn")
    job_reader, job_writer = context.Pipe(duplex=False)
    answer_reader, answer_writer = context.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="homevisit-") as folder:
        process = context.Process(
            target=serve,
            args=(function, parameters, (job_reader, answer_writer), limits, folder),
            daemon=True,
        )
        process.start()
        job_reader.close()
        answer_writer.close()
        try:
            message = _run(process, (job_writer, answer_reader), content, limits)
        finally:
            job_writer.close()
            answer_reader.close()
    return cast("T", open_answer(message))
