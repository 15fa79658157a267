"""Work posted to the vault's thread: order, answers, errors, cancel, dead owners."""

import gc
import sys
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from ui.serial_thread import SerialThread


def wait(qtbot, thread):
    qtbot.waitUntil(lambda: not thread.is_busy, timeout=3000)


def test_work_runs_in_order_elsewhere_and_answers_here(qtbot):
    thread, owner, seen = SerialThread("t"), QObject(), []
    for number in range(20):
        thread.post(
            owner,
            lambda _job, n=number: (n, threading.current_thread().name),
            done=lambda answer: seen.append((*answer, threading.current_thread())),
        )
    wait(qtbot, thread)
    assert [entry[0] for entry in seen] == list(range(20))
    assert {entry[1] for entry in seen} == {"t"}
    assert {entry[2] for entry in seen} == {threading.main_thread()}
    thread.stop()


def test_an_error_reaches_the_one_who_asked_or_everybody(qtbot):
    thread, owner, own, common = SerialThread("t"), QObject(), [], []
    thread.error_raised.connect(common.append)
    thread.post(owner, lambda _job: 1 / 0, failed=own.append)
    thread.post(owner, lambda _job: {}["x"])
    wait(qtbot, thread)
    assert [type(error) for error in own] == [ZeroDivisionError]
    assert [type(error) for error in common] == [KeyError]
    thread.stop()


def test_an_answer_for_a_closed_owner_is_dropped(qtbot):
    thread, gone, seen = SerialThread("t"), QObject(), []
    hold = threading.Event()
    thread.post(gone, lambda _job: hold.wait(3), done=seen.append)
    del gone
    gc.collect()
    hold.set()
    wait(qtbot, thread)
    assert seen == []
    thread.stop()


def test_a_newer_question_replaces_the_one_that_still_waits(qtbot):
    thread, owner, seen = SerialThread("t"), QObject(), []
    hold = threading.Event()
    thread.post(owner, lambda _job: hold.wait(3))
    for text in ("y", "ya", "yan"):
        thread.post(owner, lambda _job, t=text: t, done=seen.append, key="search")
    hold.set()
    wait(qtbot, thread)
    assert seen == ["yan"]
    thread.stop()


def test_long_work_reports_and_can_be_cancelled(qtbot):
    thread, owner, steps = SerialThread("t"), QObject(), []
    begun = threading.Event()

    def work(job):
        done = 0
        while not job.is_cancelled:
            done += 1
            if done == 1:
                job.report(done, 100)
                begun.set()
        return done

    job = thread.post(owner, work, done=steps.append)
    job.progressed = lambda count, total: steps.append((count, total))
    begun.wait(3)
    qtbot.waitUntil(lambda: bool(steps), timeout=3000)
    job.cancel()
    wait(qtbot, thread)
    assert steps[0] == (1, 100)
    assert steps[1] >= 1
    thread.stop()


def test_void_calls_of_this_qt_do_not_use_up_none(qtbot):
    """PySide6 6.12.0 lost a reference to None per void call and then aborted."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
    assert sys.getrefcount(None) > before - 500
