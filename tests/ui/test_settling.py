"""The vault settles by itself once nothing has been asked of it for a moment."""

from PySide6.QtCore import Qt

from tests.ui.conftest import settle, type_text
from ui.settling import REST_MS


def test_the_beat_follows_a_saved_visit_after_a_moment_of_rest(
    workspace, folder, qtbot, thread
):
    beat = folder / "beat"
    before = beat.read_bytes()
    search = workspace.focusWidget()
    type_text(qtbot, search, "jya")
    settle(qtbot, thread)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(search, Qt.Key.Key_N, control)
    settle(qtbot, thread)
    qtbot.keyClick(workspace.focusWidget(), Qt.Key.Key_S, control)
    settle(qtbot, thread)
    assert beat.read_bytes() == before
    qtbot.waitUntil(lambda: beat.read_bytes() != before, timeout=REST_MS * 2)


def test_a_vault_at_rest_is_left_alone(workspace, qtbot, thread, monkeypatch):
    workspace._settling._settle()
    settle(qtbot, thread)
    qtbot.wait(50)
    assert not workspace._settling._timer.isActive()
