"""Building a page flashes no window: a part is shown only once it has its place."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.conftest import find_id, on_vault, settle
from ui import entrance
from ui.places import PAGES

PARTS = (
    "overview",
    "details",
    "family",
    "groups",
    "visits",
    "follow_ups",
    "attachments",
    "history",
)


class Strays(QObject):
    """Collects every widget that is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.found = []

    def eventFilter(self, watched, event):  # noqa: N802  Qt's own
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow():
            self.found.append(type(watched).__name__)
        return False


@pytest.fixture
def strays(qapp):
    filter_ = Strays()
    QApplication.instance().installEventFilter(filter_)
    yield filter_
    QApplication.instance().removeEventFilter(filter_)


@pytest.mark.parametrize("code", PAGES)
def test_no_page_shows_a_window_while_it_is_made(desk, strays, code):
    desk.page(code)
    assert strays.found == []


def test_filling_the_pages_of_a_child_shows_none(desk, strays, entered, qtbot, thread):
    who = on_vault(qtbot, thread, lambda: find_id(entered.session, "江予安"))
    desk.ways.open_student(who)
    settle(qtbot, thread)
    file = desk.page("file").view
    for part in PARTS:
        file.show_part(part)
        settle(qtbot, thread)
        assert file.part == part
    desk.ways.print_visit(desk.page("file").presenter.last_visit_id)
    settle(qtbot, thread, desk.drawing)
    desk.ways.begin_visit(who)
    settle(qtbot, thread)
    assert desk.page_code == "visit"
    assert strays.found == []


@pytest.mark.parametrize("which", ["create", "recover", "restore"])
def test_no_way_in_shows_a_window_while_it_is_made(
    look, thread, device, strays, qtbot, which
):
    view, _presenter = getattr(entrance, f"make_{which}")(look, thread, device)
    qtbot.addWidget(view)
    assert strays.found == []


def test_a_part_shown_without_a_place_is_noticed(look, strays, qtbot):
    lost = QWidget()
    qtbot.addWidget(lost)
    lost.setVisible(True)
    assert strays.found == ["QWidget"]
