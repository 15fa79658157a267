"""A student's file by keys alone: open, edit, add, and take it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from homevisit.services import student_files
from tests.ui.conftest import find_id, on_vault, settle, type_text

KEY, MOD = Qt.Key, Qt.KeyboardModifier


class Keys:
    """Presses keys wherever the focus is, and waits for what they lead to."""

    def __init__(self, qtbot, thread):
        self._qtbot, self._thread = qtbot, thread

    @property
    def at(self):
        return QApplication.focusWidget()

    def press(self, key, modifier=MOD.NoModifier, times=1):
        for _ in range(times):
            self._qtbot.keyClick(self.at, key, modifier)
            settle(self._qtbot, self._thread)

    def type(self, text):
        type_text(self._qtbot, self.at, text)


def test_the_file_is_kept_up_by_keys_alone(workspace, entered, qtbot, thread):
    keys = Keys(qtbot, thread)
    session = entered.session
    child = on_vault(qtbot, thread, lambda: find_id(session, "江予安"))

    def file():
        return on_vault(qtbot, thread, lambda: student_files.read_file(session, child))

    # Open the file.
    workspace.page("students").view.focus_first()
    keys.press(KEY.Key_F, MOD.ControlModifier)
    keys.type("jya")
    settle(qtbot, thread)
    keys.press(KEY.Key_Return)
    page = workspace.page("file").view
    assert workspace.stack.currentWidget() is page

    # Edit a member of the family.
    keys.press(KEY.Key_PageDown, MOD.ControlModifier, times=2)
    assert page.part == "family"
    keys.press(KEY.Key_Space)
    assert keys.at.text() == "江守田"
    keys.press(KEY.Key_Tab, times=2)
    keys.type("13700001111")
    keys.press(KEY.Key_Tab)
    assert file().members[0].phone == "13700001111"

    # Add a member: one key, and the name.
    keys.press(KEY.Key_Insert)
    keys.type("李秀英")
    keys.press(KEY.Key_Tab)
    assert [each.name for each in file().members] == ["江守田", "李秀英"]

    # Add a determination.
    keys.press(KEY.Key_PageDown, MOD.ControlModifier)
    assert page.part == "groups"
    keys.press(KEY.Key_Insert)
    keys.press(KEY.Key_Down, times=2)
    keys.press(KEY.Key_Tab)
    added = file().determinations[-1]
    assert (added.group_code, added.state) == ("migrant", "found")
    assert added.valid_from == "2026-11-20"

    # Add something to be done, and take it back.
    keys.press(KEY.Key_J, MOD.ControlModifier)
    keys.type("联系宿管老师")
    keys.press(KEY.Key_Return)
    assert "联系宿管老师" in {due.item.description for due in file().open_items}
    keys.press(KEY.Key_Z, MOD.ControlModifier)
    assert "联系宿管老师" not in {due.item.description for due in file().open_items}
