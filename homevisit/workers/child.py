"""The worker's side: shut the doors, do the one job, answer, end."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

from homevisit.errors import Problem
from homevisit.workers.limits import Limits, restrict

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

VALUE, PROBLEM = "value", "problem"
MEMORY, LARGE, DEFECT = "memory", "large", "defect"

_SIDE_DOORS = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.startfile",
)


def _refuse_side_doors(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _SIDE_DOORS:
        raise PermissionError(event)


def _silence() -> None:
    """Send what a parser prints to nowhere: it could quote a child's data."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def answer_to(
    function: Callable[..., object], content: bytes, parameters: tuple[object, ...]
) -> bytes:
    """Run `function` and return its pickled answer, whatever comes of it."""
    answer: tuple[Any, ...]
    try:
        return pickle.dumps((VALUE, function(content, *parameters)), protocol=5)
    except Problem as problem:
        answer = (PROBLEM, problem.code, problem.facts)
    except MemoryError:
        answer = (MEMORY,)
    except BaseException as error:  # noqa: BLE001  process boundary; a Rust panic is one
        answer = (DEFECT, type(error).__name__)
    return pickle.dumps(answer, protocol=5)


def serve(
    function: Callable[..., object],
    parameters: tuple[object, ...],
    channels: tuple[Connection, Connection],
    limits: Limits,
    folder: str,
) -> None:
    """Answer one job read from the first channel on the second, inside `folder`."""
    inbox, outbox = channels
    os.chdir(folder)
    _silence()
    restrict(limits)
    sys.addaudithook(_refuse_side_doors)
    answer = answer_to(function, inbox.recv_bytes(), parameters)
    if len(answer) > limits.answer_bytes:
        answer = pickle.dumps((LARGE,), protocol=5)
    outbox.send_bytes(answer)
