"""The page of backups says where the counselling room is, and where it is not."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from homevisit.services import backups
from homevisit.services.backups import BackupOverview, KeptBackup
from ui.desk.backups import checked_words, read

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def session(monkeypatch):
    monkeypatch.setattr("homevisit.services.moving.moved_away_on", lambda _: "")
    return SimpleNamespace()


@pytest.mark.parametrize("holds_room", [True, False])
def test_each_line_says_whether_the_room_is_in_it(
    session, monkeypatch, tmp_path, holds_room
):
    kept = KeptBackup(tmp_path, AT, "daily", 1, False, True, None, holds_room)
    found = BackupOverview((kept,), False, 0, lacks_room=not holds_room)
    monkeypatch.setattr(backups, "overview", lambda _: found)
    page = read(session)
    assert page.rows[0].reason.endswith("with the counselling room") is holds_room
    assert ("without the counselling room" in page.today) is not holds_room


def test_a_check_that_finds_the_room_damaged_does_not_say_whole(session, monkeypatch):
    found = SimpleNamespace(
        damaged_attachments=0, is_proved=True, is_room_sound=False, is_sound=False
    )
    monkeypatch.setattr(backups, "check", lambda *_: found)
    said = checked_words(session, "/somewhere", lambda _done, _of: None)
    assert "counselling room in it is damaged" in said
