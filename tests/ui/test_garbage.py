"""Unreachable objects go in the window's thread, whoever made the last object."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from tests.ui.conftest import settle
from ui.garbage import WindowGarbage


class Knot:
    """An object that only the collector can let go; says where that happened."""

    def __init__(self, ends):
        self.myself = self
        self.ends = ends

    def __del__(self):
        self.ends.append(threading.current_thread().name)


@pytest.fixture
def _as_python_does():
    gc.collect()
    gc.enable()
    yield
    gc.disable()


def make_many():
    for _ in range(20_000):
        together = []
        together.append(together)


def leave_knots_and_work(qtbot, thread, ends):
    for _ in range(5):
        Knot(ends)
    owner = QObject()
    thread.post(owner, lambda _job: make_many())
    settle(qtbot, thread)


def test_nothing_goes_on_the_thread_of_the_vault(qapp, qtbot, thread):
    garbage, ends = WindowGarbage(qapp), []
    leave_knots_and_work(qtbot, thread, ends)
    garbage.collect()
    assert ends == ["MainThread"] * 5
    garbage.deleteLater()


@pytest.mark.usefixtures("_as_python_does")
def test_python_alone_would_have_let_them_go_there(qapp, qtbot, thread):
    ends = []
    leave_knots_and_work(qtbot, thread, ends)
    assert "vault" in ends


def test_the_timer_lets_go_without_being_asked(qapp, qtbot):
    garbage, ends = WindowGarbage(qapp), []
    Knot(ends)
    kept = [[number] for number in range(2000)]
    qtbot.waitUntil(lambda: ends == ["MainThread"], timeout=3000)
    assert len(kept) == 2000
    garbage.deleteLater()


def test_old_objects_are_looked_at_only_once_all_is_loaded(qapp, monkeypatch):
    garbage, ages = WindowGarbage(qapp), []
    monkeypatch.setattr(gc, "get_count", lambda: (800, 12, 12))
    monkeypatch.setattr(gc, "collect", ages.append)
    garbage.collect()
    garbage.settle()
    garbage.collect()
    assert ages == [1, 2]
    garbage.deleteLater()
