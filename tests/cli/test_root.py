"""What is typed, what goes wrong, and how the program says it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from homevisit import text
from homevisit.cli import root, vault_commands
from homevisit.cli.main import app
from homevisit.cli.root import hoisted
from tests.cli.conftest import PASSWORD
from tests.cli.test_secrets import every_command
from tests.product_code import ROOT

DOCS = ROOT / "docs" / "command-line.md"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a --json b", "--json a b"),
        ("a --vault v b", "--vault v a b"),
        ("a --vault=v b --json", "--vault=v --json a b"),
        ("a -- --json", "a -- --json"),
        ("a --vault", "--vault a"),
        ("--other --json", "--json --other"),
    ],
)
def test_shared_options_may_stand_anywhere(typed, expected):
    shared = {"--json": False, "--vault": True}
    assert hoisted(typed.split(), shared) == expected.split()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], "usage"),
        (["vault", "info", "--nonsense"], "no_such_option"),
        (["vault", "create"], "word_missing"),
        (["students", "list", "--limit", "many"], "word_unfit"),
        (["students", "list", "--limit", "0"], "word_unfit"),
        (["vault", "info"], "no_vault_named"),
    ],
)
def test_a_line_that_is_no_command_is_told_so(terminal, words, code):
    said = terminal.bare(*words, "--json", given=f"{PASSWORD}\n")
    assert (said.code, said.problem["error"], said.out) == (2, code, "")


def test_without_words_the_help_is_shown(terminal):
    said = terminal.bare()
    assert said.code == 2
    assert "roster" in said.out + said.err


def test_the_language_is_chinese_unless_asked_otherwise(terminal, vault, monkeypatch):
    monkeypatch.setattr(root, "translate", lambda message: f"<{message}>")
    said = terminal.bare("vault", "--help")
    assert "<Make, open and look after a vault.>" in said.out

    english = terminal.bare("vault", "info", "--vault", vault, "--lang", "en")
    assert "A password is needed" in english.err
    assert text.current_language() == "en"
    terminal.bare("vault", "info", "--vault", vault)
    assert text.current_language() == "zh_CN"


def test_every_command_and_option_says_what_it_is_for():
    silent = [
        (name, parameter.name)
        for name, command in every_command(get_command(app))
        for parameter in command.params
        if not getattr(parameter, "help", "")
    ]
    assert silent == []
    assert [n for n, c in every_command(get_command(app)) if not c.help] == []


def test_every_command_and_every_exit_code_is_documented():
    page = DOCS.read_text("utf-8")
    leaves = [
        name
        for name, command in every_command(get_command(app))
        if not getattr(command, "commands", None)
    ]
    assert [name for name in leaves if f"homevisit {name}" not in page] == []
    assert [n for n in (0, 1, 2, 3, 4, 5, 6, 130) if f"| {n} |" not in page] == []


def failing(error):
    def fail(*_args, **_options):
        raise error

    return fail


def test_a_defect_is_one_calm_sentence_without_data(terminal, monkeypatch):
    secret = ValueError("江予安 990101201305041234")
    monkeypatch.setattr(vault_commands.records, "recent_saves", failing(secret))

    said = terminal("vault", "info", "--lang", "en")
    debugged = terminal("vault", "info", "--lang", "en", "--debug")

    assert said.code == debugged.code == 1
    assert said.err.startswith("HomeVisit made a mistake of its own")
    assert "ValueError" not in said.err
    assert "ValueError" in debugged.err
    assert "vault_commands.py" in debugged.err
    assert "江予安" not in said.err + debugged.err + said.out + debugged.out
    assert "Traceback" not in debugged.err


def test_control_c_is_no_failure_and_says_what_is_safe(terminal, monkeypatch):
    stopped = failing(KeyboardInterrupt())
    monkeypatch.setattr(vault_commands.records, "recent_saves", stopped)

    said = terminal("vault", "info", "--json")

    assert (said.code, said.problem["error"]) == (130, "stopped")
    monkeypatch.undo()
    assert terminal("vault", "info").code == 0


def test_what_the_system_refuses_is_told_in_words(terminal, monkeypatch):
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(vault_commands.records, "recent_saves", failing(full))

    said = terminal("vault", "info", "--json")

    assert (said.code, said.problem["error"]) == (4, "disk_full")


def process(*words, given=""):
    return subprocess.run(
        [sys.executable, "-P", "-m", "homevisit", *map(str, words)],
        input=given.encode(),
        capture_output=True,
        cwd=Path(ROOT),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"},
        check=False,
    )


def test_a_real_process_speaks_utf8_whatever_the_terminal(vault):
    done = process(
        "vault", "info", "--vault", vault, "--password-stdin", given=f"{PASSWORD}\n"
    )
    assert done.returncode == 0
    assert "程知夏" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_real_process_ends_with_the_code_of_the_problem(vault):
    done = process("vault", "info", "--vault", vault, "--password-stdin", given="no\n")
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_failure(vault):
    reader = subprocess.Popen(
        [sys.executable, "-c", "pass"], stdin=subprocess.PIPE, cwd=Path(ROOT)
    )
    reader.wait()
    words = ["vault", "info", "--vault", str(vault), "--password-stdin"]
    writer = subprocess.run(
        [sys.executable, "-P", "-m", "homevisit", *words],
        input=f"{PASSWORD}\n".encode(),
        stdout=reader.stdin,
        stderr=subprocess.PIPE,
        cwd=Path(ROOT),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    reader.stdin.close()
    assert (writer.returncode, writer.stderr) == (0, b"")
