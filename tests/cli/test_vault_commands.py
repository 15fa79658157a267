"""Making a vault, opening it, keeping it safe: from the command line."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from homevisit.clock import SystemClock
from homevisit.services import records, room, vaults
from homevisit.services.records import RecordEdit
from tests.cli.conftest import OWNER, PASSWORD, SCHOOL

NEW = "qiutian shiliu shujia deng"


def test_a_vault_is_made_with_a_recovery_sheet(terminal, tmp_path):
    folder, sheet = tmp_path / "new.homevisit", tmp_path / "sheet.pdf"
    made = terminal.facts(
        *("vault", "create", "--owner", OWNER, "--school", SCHOOL["name"]),
        *("--sheet", sheet),
        vault=folder,
    )
    info = terminal.facts("vault", "info", vault=folder)

    assert info["owner"] == OWNER
    assert info["school"] == SCHOOL["name"]
    assert info["vault_id"] == made["vault_id"]
    printed = PdfReader(sheet).pages[0].extract_text()
    assert made["recovery_code"].split("-")[0] in printed


def test_a_wrong_password_has_its_own_exit_code_and_sentence(terminal):
    said = terminal("vault", "info", "--json", given=["a wrong one altogether"])

    assert said.code == 3
    assert said.out == ""
    assert said.problem["error"] == "wrong_password"
    assert set(said.problem) == {"error", "what", "safe", "todo"}


def test_the_password_can_be_tried(terminal):
    assert terminal.facts("vault", "unlock-test")["opens"] is True


def test_the_password_is_changed(terminal):
    assert terminal("vault", "change-password", given=[PASSWORD, NEW]).code == 0
    assert terminal("vault", "info").code == 3
    assert terminal("vault", "info", given=[NEW]).code == 0


def test_a_new_password_must_be_good(terminal):
    said = terminal("vault", "change-password", "--json", given=[PASSWORD, "123456"])

    assert (said.code, said.problem["error"]) == (3, "password_too_short")
    assert terminal("vault", "info").code == 0


def test_the_recovery_code_opens_once_and_is_renewed(terminal, recovery_code):
    facts = terminal.facts("vault", "recover", given=[recovery_code, NEW])

    assert facts["recovery_code"] != recovery_code
    assert terminal("vault", "info", given=[NEW]).code == 0
    again = terminal("vault", "recover", "--json", given=[recovery_code, NEW])
    assert (again.code, again.problem["error"]) == (3, "wrong_recovery_code")


def test_a_new_recovery_code_ends_the_old_one(terminal, recovery_code):
    code = terminal.facts("vault", "recovery-kit")["recovery_code"]

    assert terminal("vault", "recover", given=[recovery_code, NEW]).code == 3
    assert terminal("vault", "recover", given=[code, NEW]).code == 0


def test_rotating_renews_keys_and_code(terminal, recovery_code):
    code = terminal.facts("vault", "rotate")["recovery_code"]

    assert code != recovery_code
    assert terminal("vault", "info").code == 0


def test_a_sound_vault_is_said_to_be_sound(terminal):
    found = terminal.facts("vault", "verify", "--deep")

    assert found["sound"] is True
    assert found["deep"] is True


def test_a_damaged_vault_is_not_said_to_be_sound(terminal, vault):
    database = max(vault.glob("*.db"), key=lambda path: path.stat().st_size)
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 0xFF
    database.write_bytes(content)

    said = terminal("vault", "verify", "--json")

    assert said.code in {4, 5}
    assert "damaged" in said.out + said.err


def test_a_backup_is_made_listed_and_restored(terminal, tmp_path):
    made = terminal.facts("vault", "backup")
    listed = terminal.facts("vault", "backups")
    into = tmp_path / "laptop.homevisit"
    restored = terminal.facts("vault", "restore", made["folder"], vault=into)

    assert made["folder"] in [each["folder"] for each in listed["backups"]]
    assert restored["vault_id"] == terminal.facts("vault", "info")["vault_id"]
    assert terminal("vault", "info", vault=into).code == 0


def test_nothing_is_restored_over_something(terminal, vault):
    made = terminal.facts("vault", "backup")
    said = terminal("vault", "restore", made["folder"], "--json")

    assert (said.code, said.problem["error"]) == (4, "folder_taken")


def test_a_rebuild_finds_nothing_different(enrolled):
    assert enrolled.facts("vault", "rebuild")["same"] is True


@pytest.mark.parametrize("command", ["info", "verify", "backups"])
def test_a_folder_that_is_no_vault_is_left_alone(terminal, tmp_path, command):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a.txt").write_text("own", encoding="utf-8")

    said = terminal("vault", command, "--json", vault=folder)

    assert (said.code, said.problem["error"]) == (4, "not_a_vault")
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_an_existing_sheet_is_not_overwritten(terminal, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"mine")

    said = terminal("vault", "recovery-kit", "--sheet", sheet, "--json")

    assert (said.code, said.problem["error"]) == (4, "file_exists_already")
    assert sheet.read_bytes() == b"mine"


def test_a_damaged_room_is_put_back(terminal):
    session = vaults.unlock(terminal.vault, PASSWORD, clock=SystemClock())
    post = {"roles": [{"role": "psychologist"}]}
    records.save(session, [RecordEdit("staff", post, session.person_id)])
    opened = room.make_room(session, PASSWORD)
    records.save(opened, [records.edit("counselling_note", {"said": "x"})])
    vaults.lock(session)
    path = terminal.vault / "counselling-1.db"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    assert terminal("vault", "verify", "--json").problem["error"] == "room_damaged"
    (found,) = terminal.facts("vault", "room-backups")["backups"]
    terminal.facts("vault", "put-room-back", found["folder"])
    assert terminal.facts("vault", "verify")["sound"]
