"""Measures how long the window's thread does not come back to its event loop.

Another thread sends a beat every few milliseconds and looks when it is answered, as a
user would who clicks and waits. When an answer is late it notes where the window's
thread stands. A busy machine makes beats late too. So the time is taken off for which
the window's thread was ready and the system gave it no core, where the system says so
(Linux), and a freeze is what is late in each of several runs: noise is not, work is.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from ui.app import GIVE_WAY_S

LIMIT = 0.1
RUNS = 3
_EVERY = 0.005


class _Heart(QObject):
    """Lives in the window's thread and answers each beat there."""

    beat = Signal()

    def __init__(self):
        super().__init__()
        self.answered = threading.Event()
        self.beat.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def _answer(self):
        self.answered.set()


class Watchdog:
    """As a context: `longest` in seconds, and `stack` of what was in the way then."""

    def __init__(self):
        self.longest = 0.0
        self.stack = ""
        self.beats = 0
        self._heart = _Heart()
        self._window = threading.get_ident()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._usual = sys.getswitchinterval()
        # As the program does when it starts.
        sys.setswitchinterval(GIVE_WAY_S)
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self._is_over.set()
        self._thread.join()
        sys.setswitchinterval(self._usual)

    def _watch(self):
        while not self._is_over.wait(_EVERY):
            sent, queued, stack = time.perf_counter(), self._queued(), ""
            self._heart.answered.clear()
            self._heart.beat.emit()
            while not self._heart.answered.wait(LIMIT / 2):
                stack = stack or self._where()
                if self._is_over.is_set():
                    return
            late = time.perf_counter() - sent
            self._note(late - (self._queued() - queued), stack)

    def _note(self, late, stack):
        self.beats += 1
        if late > self.longest:
            self.longest, self.stack = late, stack

    def _queued(self):
        """Return for how many seconds the window's thread waited for a core so far."""
        try:
            return int(self._schedule.read_text().split()[1]) / 1e9
        except OSError:
            return 0.0

    def _where(self):
        names = {each.ident: each.name for each in threading.enumerate()}
        found = []
        for ident, frame in sys._current_frames().items():
            if ident != threading.get_ident():
                lines = traceback.format_stack(frame)[-6:]
                found.append(f"{names.get(ident, ident)}:\n{''.join(lines)}")
        return "".join(found)


def assert_no_freeze(act, *, limit=LIMIT):
    """Fail if every one of a few runs of `act` keeps the event loop waiting."""
    seen = []
    for _ in range(RUNS):
        with Watchdog() as watch:
            act()
        assert watch.beats, "the event loop was never watched"
        if watch.longest <= limit:
            return watch
        seen.append(watch)
    least = min(seen, key=lambda each: each.longest)
    late = ", ".join(f"{1000 * each.longest:.0f}" for each in seen)
    raise AssertionError(f"frozen for {late} ms in {RUNS} runs\n{least.stack}")
