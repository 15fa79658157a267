"""The practice vault is built in its own process, whole or not at all."""

from __future__ import annotations

import pytest

from homevisit.clock import SystemClock
from homevisit.demo import practice as making
from homevisit.demo.names import PASSWORD
from homevisit.demo.practice import PracticeNotMadeError, make_practice_vault
from homevisit.services import practice, students, vaults


class StoppedError(Exception):
    """What a person who cancels raises."""


def test_it_is_built_marked_and_opens_with_the_password_that_is_told(tmp_path):
    told = []
    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / "old").write_text("of last time")
    vault = make_practice_vault(folder, lambda *each: told.append(each), students=4)
    session = vaults.unlock(vault, PASSWORD, clock=SystemClock())
    assert practice.is_practice(session)
    assert students.find_ids(session, students.StudentQuery())
    session.close()
    assert max(told)[0] > 1
    assert [each.name for each in tmp_path.iterdir()] == ["practice"]
    assert not (folder / "old").exists()


def test_whoever_changes_her_mind_keeps_what_she_had(tmp_path):
    folder = tmp_path / "practice"
    folder.mkdir()
    (folder / "old").write_text("of last time")

    def stop(_count, _total):
        raise StoppedError

    with pytest.raises(StoppedError):
        make_practice_vault(folder, stop, students=4)
    assert [each.name for each in tmp_path.rglob("*")] == ["practice", "old"]


def test_a_place_where_nothing_can_be_built_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(making.secrets, "token_hex", lambda _bytes: "0000")
    taken = tmp_path / ".practice.0000.unfinished"
    taken.mkdir()
    (taken / "something").write_text("here")
    with pytest.raises(PracticeNotMadeError):
        make_practice_vault(tmp_path / "practice", lambda *_each: None, students=4)
    assert not (tmp_path / "practice").exists()
