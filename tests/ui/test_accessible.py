"""Whoever listens instead of looking finds a name on everything that can be used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.ui.conftest import settle
from ui.entrance import make_create, make_recover
from ui.screens.unlock import UnlockView


def nameless(root, *, shown_only=False):
    """Return what takes the keyboard but says neither name nor text."""
    buddies = {each.buddy() for each in root.findChildren(QLabel) if each.buddy()}
    found = []
    for widget in root.findChildren(QWidget):
        takes_keys = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        is_inner = widget.objectName().startswith("qt_") or widget.focusProxy()
        in_combo = isinstance(widget.parentWidget(), QComboBox) or isinstance(
            widget, QScrollArea
        )
        if (
            not takes_keys
            or is_inner
            or in_combo
            or (shown_only and not widget.isVisibleTo(root))
            or widget.window() is not root.window()
        ):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if not (widget.accessibleName() or text or widget in buddies):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def open_everything(workspace, qtbot, thread):
    """Show one page after the other, and yield each."""
    page = workspace.page("students").view
    yield "students", page
    workspace.ways.open_student(page.current_id())
    settle(qtbot, thread)
    yield "file", workspace.page("file").view
    workspace.ways.begin_visit(workspace.page("file").presenter.student_id)
    settle(qtbot, thread)
    yield "visit", workspace.page("visit").view
    first = workspace.page("file").presenter.last_visit_id
    if first:
        workspace.ways.print_visit(first)
        settle(qtbot, thread, workspace.drawing)
        yield "export", workspace.page("export").view


def test_every_field_and_button_of_the_workspace_has_a_name(workspace, qtbot, thread):
    workspace.page("students").view._search.setText("jya")
    settle(qtbot, thread)
    for _name, _page in open_everything(workspace, qtbot, thread):
        assert nameless(workspace) == []


@pytest.mark.parametrize("which", ["unlock", "create", "recover"])
def test_every_field_and_button_of_the_ways_in_has_a_name(
    look, thread, device, qtbot, which
):
    if which == "unlock":
        view = UnlockView(look)
    else:
        make = {"create": make_create, "recover": make_recover}[which]
        view, _presenter = make(look, thread, device)
    qtbot.addWidget(view)
    view.show()
    settle(qtbot, thread)
    assert nameless(view) == []


def test_a_nameless_field_is_found(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    QLineEdit(root)
    assert nameless(root) == ["QLineEdit in QWidget"]


def test_no_page_opens_a_stray_window(workspace, qtbot, thread):
    workspace.page("students").view._search.setText("jya")
    settle(qtbot, thread)
    for name, _page in open_everything(workspace, qtbot, thread):
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        assert (name, shown) == (name, [workspace])


@pytest.mark.parametrize("text", ["normal", "large"])
def test_nothing_is_wider_than_the_smallest_window(
    look, workspace, qtbot, thread, text
):
    look.use(theme="light", text=text)
    workspace.resize(1180, 640)
    try:
        for name, page in open_everything(workspace, qtbot, thread):
            least = page.minimumSizeHint()
            assert (name, workspace.width(), workspace.height()) == (name, 1180, 640)
            assert (name, least.width() <= page.width()) == (name, True)
            assert (name, least.height() <= page.height()) == (name, True)
    finally:
        look.use(theme="light", text="normal")
