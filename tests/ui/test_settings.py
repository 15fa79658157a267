"""The computer's own settings survive what happens to their file."""

import json
from dataclasses import replace

import pytest

from homevisit.settings import (
    RECENT_LIMIT,
    RecentVault,
    Settings,
    SettingsFile,
    SettingsUnreadableError,
)


def test_without_a_file_there_are_defaults(tmp_path):
    settings = SettingsFile(tmp_path).load()
    assert (settings.language, settings.theme, settings.idle_minutes) == (
        "zh_CN",
        "system",
        10,
    )
    assert (settings.zoom, settings.reveal_seconds) == (100, 20)
    assert settings.block_screenshots
    assert not settings.mask_at_start


def test_what_was_saved_comes_back(tmp_path):
    file = SettingsFile(tmp_path / "new")
    settings = Settings(theme="dark", text_size="large", language="en", zoom=130)
    settings = replace(settings, less_motion=True, block_screenshots=False)
    settings = settings.with_recent(RecentVault("/a", "七年级工作库", "2026-03-02"))
    file.save(settings)
    assert file.load() == settings


def test_keys_of_a_newer_version_are_kept(tmp_path):
    file = SettingsFile(tmp_path)
    file.path.write_text(json.dumps({"theme": "dark", "later": [1]}), encoding="utf-8")
    file.save(file.load())
    stored = json.loads(file.path.read_text(encoding="utf-8"))
    assert stored["later"] == [1]
    assert stored["theme"] == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"nul"])
def test_a_broken_file_is_moved_aside_and_said(tmp_path, content):
    file = SettingsFile(tmp_path)
    file.path.write_bytes(content)
    with pytest.raises(SettingsUnreadableError):
        file.load()
    assert (tmp_path / "settings.broken.json").read_bytes() == content
    assert file.load() == Settings()


def test_odd_values_fall_back_one_by_one(tmp_path):
    file = SettingsFile(tmp_path)
    odd = {
        "theme": "pink",
        "idle_minutes": -3,
        "zoom": 137,
        "reveal_seconds": True,
        "block_screenshots": "no",
        "mask_at_start": True,
        "recent": [1, {"folder": "/v"}],
    }
    file.path.write_text(json.dumps(odd), encoding="utf-8")
    settings = file.load()
    assert (settings.theme, settings.idle_minutes) == ("system", 10)
    assert (settings.zoom, settings.reveal_seconds) == (100, 20)
    assert settings.block_screenshots
    assert settings.mask_at_start
    assert settings.recent == (RecentVault("/v", ""),)


def test_recent_vaults_are_listed_once_newest_first_and_few():
    settings = Settings()
    for number in range(RECENT_LIMIT + 3):
        settings = settings.with_recent(RecentVault(f"/{number}", "x"))
    settings = settings.with_recent(RecentVault("/7", "renamed"))
    assert len(settings.recent) == RECENT_LIMIT
    assert settings.recent[0] == RecentVault("/7", "renamed")
    assert settings.without_recent("/7").recent[0].folder == "/10"
