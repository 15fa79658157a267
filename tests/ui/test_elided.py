"""A line that is too long gives way, and the whole of it is still to be had."""

import pytest

from ui.kit.basics import ElidedLabel

LONG = "祖父 苏长贵、母亲 廖银花、父亲 苏运来"


@pytest.fixture
def label(qtbot, look):
    made = ElidedLabel(LONG)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_asks_for_all_of_its_width_and_can_do_with_little(label):
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(LONG)
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 2


def test_what_is_cut_off_is_said_on_hover(label):
    label.resize(80, 24)
    assert label.toolTip() == LONG
    cut = label.grab().toImage()
    label.resize(label.sizeHint())
    assert label.toolTip() == ""
    assert label.text() == LONG
    assert label.grab().toImage() != cut
