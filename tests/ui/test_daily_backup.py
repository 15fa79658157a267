"""The day's backup: made at rest, given up at a touch, told only when it fails."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from homevisit.services import backups
from tests.ui.conftest import on_vault, settle
from ui.daily_backup import DailyBackup


@pytest.fixture
def daily(desk, qtbot, thread):
    """The one of the workspace, which rests for a moment only."""
    found = desk.daily
    found._rest.setInterval(10)
    return found


def kept(qtbot, thread, entered):
    session = entered.session
    return on_vault(qtbot, thread, lambda: backups.overview(session).kept)


def made(folder):
    return [each for each in (folder / "backup").iterdir() if each.name[0] != "."]


def test_it_is_made_once_nobody_types(daily, qtbot, thread, entered, folder):
    daily._rest.start()
    qtbot.waitUntil(lambda: len(made(folder)) == 1)
    settle(qtbot, thread)
    assert [each.reason for each in kept(qtbot, thread, entered)] == ["daily"]
    daily._rest.start()
    qtbot.wait(40)
    settle(qtbot, thread)
    assert len(made(folder)) == 1


def test_every_key_puts_it_off(desk, daily, qtbot, folder):
    assert isinstance(daily, DailyBackup)
    daily._rest.setInterval(200)
    daily._rest.start()
    for _ in range(5):
        qtbot.wait(60)
        qtbot.keyClick(desk, Qt.Key.Key_Shift)
    assert made(folder) == []
    assert daily._rest.isActive()


def test_a_key_in_its_midst_ends_it_and_it_begins_again(
    desk, daily, qtbot, thread, folder, monkeypatch
):
    real, begun = backups.make_daily, []

    def slow(session, tell):
        begun.append(1)
        if len(begun) == 1:
            while True:
                tell(0, 1)
        return real(session, tell)

    monkeypatch.setattr(backups, "make_daily", slow)
    daily._rest.start()
    qtbot.waitUntil(lambda: bool(begun))
    assert made(folder) == []
    qtbot.keyClick(desk, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: len(begun) == 2 and len(made(folder)) == 1)
    settle(qtbot, thread)


def test_it_waits_while_other_work_is_done(desk, daily, qtbot, thread, folder):
    gate = []
    thread.post(desk, lambda _job: wait_for(gate))
    daily._rest.start()
    qtbot.wait(60)
    assert daily._job is None
    gate.append(1)
    qtbot.waitUntil(lambda: len(made(folder)) == 1)
    settle(qtbot, thread)


def wait_for(gate):
    while not gate:
        pass


def test_a_full_disk_is_told_once(desk, daily, qtbot, thread, monkeypatch):
    asked = []

    def full(_session, _tell):
        from homevisit.vault.storage_problems import DiskFullError

        asked.append(1)
        raise DiskFullError

    monkeypatch.setattr(backups, "make_daily", full)
    daily._rest.start()
    qtbot.waitUntil(lambda: "full" in desk.notice.accessibleName())
    qtbot.keyClick(desk, Qt.Key.Key_Shift)
    qtbot.wait(60)
    settle(qtbot, thread)
    assert asked == [1]
