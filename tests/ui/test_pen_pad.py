"""The pad takes a pen, a finger or a mouse, and keeps shares of its width."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.pen_pad import PenPad

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pad(look, qtbot):
    shown = PenPad(look)
    qtbot.addWidget(shown)
    shown.resize(500, 250)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_a_pen_writes_with_pressure(pad):
    def pen(kind, x, pressure):
        at = QPointF(x, 100)
        device = QPointingDevice.primaryPointingDevice()
        none = Qt.KeyboardModifier.NoModifier
        event = QTabletEvent(
            kind, device, at, at, pressure, 0, 0, 0, 0, 0, none, LEFT, LEFT
        )
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()

    pen(QEvent.Type.TabletMove, 20, 0.0)
    assert pad.is_empty
    pen(QEvent.Type.TabletPress, 50, 0.4)
    pen(QEvent.Type.TabletMove, 250, 0.9)
    pen(QEvent.Type.TabletRelease, 250, 0.0)
    pen(QEvent.Type.TabletMove, 400, 0.0)
    assert pad.strokes == (((0.1, 0.2), (0.5, 0.2)),)
    assert pad._widths == [0.9]


def test_a_finger_writes_and_the_ball_of_the_hand_does_not(pad, qtbot):
    device = QTest.createTouchDevice()
    QTest.touchEvent(pad, device).press(0, QPoint(50, 100), pad)
    both = QTest.touchEvent(pad, device).move(0, QPoint(250, 100), pad)
    both.press(1, QPoint(400, 240), pad)
    del both
    QTest.touchEvent(pad, device).release(0, QPoint(250, 100), pad)
    qtbot.waitUntil(lambda: not pad._is_writing)
    assert pad.strokes == (((0.1, 0.2), (0.5, 0.2)),)


def test_a_stroke_that_leaves_the_pad_ends_at_its_edge(pad, qtbot):
    qtbot.mousePress(pad, LEFT, pos=QPoint(250, 100))
    qtbot.mouseMove(pad, QPoint(900, -50))
    qtbot.mouseRelease(pad, LEFT, pos=QPoint(900, -50))
    assert pad.strokes[0][-1] == (1.0, 0.0)
    assert pad.accessibleName().endswith("signed")
