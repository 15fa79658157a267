"""Every page holds a language that is 40 % longer, in the smallest window."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui.fitting import misfits
from ui.kit.basics import hold, row

SMALLEST = (1180, 640)


@pytest.fixture
def folder(tmp_path, full_template):
    return Path(shutil.copytree(full_template, tmp_path / full_template.name))


def lay_out(window):
    """Give a window the least size and let everything in it find its place."""
    window.resize(*SMALLEST)
    for _again in range(3):
        QApplication.processEvents()
    window.grab()
    QApplication.processEvents()


def test_longer_words_are_not_cut(longer_texts, desk, tour):
    found = {}
    for stop in tour.walk():
        lay_out(desk)
        assert (str(stop), desk.width(), desk.height()) == (str(stop), *SMALLEST)
        if wrong := misfits(desk):
            found[str(stop)] = wrong
    assert found == {}


def test_words_that_are_cut_are_found(look, qtbot):
    root = hold(row(QLabel("a few words that need more room than there is")))
    qtbot.addWidget(root)
    root.setFixedWidth(60)
    root.layout().itemAt(0).widget().setFixedWidth(50)
    root.show()
    assert [each.split(":")[0] for each in misfits(root)] == ["cut"]


def test_what_sticks_out_or_lies_over_another_is_found(look, qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    one, other = QPushButton("one"), QPushButton("other")
    root.setLayout(row(one, other))
    root.resize(300, 60)
    root.show()
    assert misfits(root) == []
    other.move(one.x() + 4, one.y())
    assert len([each for each in misfits(root) if each.startswith("over")]) == 2
    other.move(290, 0)
    assert [each.split()[0] for each in misfits(root)] == ["outside"]
