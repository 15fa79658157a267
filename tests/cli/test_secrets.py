"""Passwords come from a prompt, a file or standard input; never from an argument."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from homevisit.cli import secret_sources
from homevisit.cli.main import app
from homevisit.cli.secret_sources import (
    NoPasswordGivenError,
    PasswordFileUnreadableError,
    PasswordsDifferError,
    SecretSource,
)
from tests.cli.conftest import PASSWORD


def every_command(command, name=""):
    yield name or "homevisit", command
    for inner, found in getattr(command, "commands", {}).items():
        yield from every_command(found, f"{name} {inner}".strip())


def test_no_command_takes_a_secret_as_an_argument():
    secret = re.compile(r"passw|secret|recovery.?code|^code$|^key$", re.IGNORECASE)
    found = [
        (name, word)
        for name, command in every_command(get_command(app))
        for parameter in command.params
        for word in (*getattr(parameter, "opts", ()), parameter.name)
        if secret.search(word.lstrip("-"))
    ]
    allowed = {"--password-file", "password_file", "--password-stdin", "password_stdin"}
    assert {word for _name, word in found} == allowed


def test_no_option_reads_the_environment():
    named = [
        parameter.name
        for _name, command in every_command(get_command(app))
        for parameter in command.params
        if getattr(parameter, "envvar", None)
    ]
    assert named == []


def test_a_password_file_is_read_without_its_line_end(terminal, tmp_path, vault):
    file = tmp_path / "password"
    file.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\n")

    said = terminal.bare("vault", "info", "--vault", vault, "--password-file", file)

    assert said.code == 0


def test_a_file_holds_one_secret_a_line(tmp_path):
    file = tmp_path / "two"
    file.write_text("old one\nnew one\n", encoding="utf-8")
    assert SecretSource(file).ask_new("old: ") == ("old one", "new one")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"one line\n"])
def test_an_unusable_password_file_is_refused(tmp_path, content):
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(PasswordFileUnreadableError):
        SecretSource(file).ask("old: ", "new: ")


def test_without_a_terminal_nobody_is_asked(terminal, vault):
    said = terminal.bare("vault", "info", "--vault", vault, "--json")
    assert (said.code, said.problem["error"]) == (3, "no_password_given")


@pytest.fixture
def typing(monkeypatch):
    """Sit at a terminal and type these answers."""

    def type_answers(*answers):
        left = list(answers)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr(
            secret_sources.getpass, "getpass", lambda _question, stream: left.pop(0)
        )

    return type_answers


def test_a_password_is_typed_unseen(typing, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Tty", (), {"isatty": lambda _self: True})())
    typing("unseen")
    assert SecretSource().ask("Password: ") == ("unseen",)


def test_a_new_password_is_typed_twice(typing, monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Tty", (), {"isatty": lambda _self: True})())
    typing("same words", "same words")
    assert SecretSource().ask_new() == ("same words",)
    typing("same words", "other words")
    with pytest.raises(PasswordsDifferError):
        SecretSource().ask_new()


def test_standard_input_that_ends_is_noticed(monkeypatch):
    monkeypatch.setattr("sys.stdin", type("Empty", (), {"readline": lambda *_: ""})())
    with pytest.raises(NoPasswordGivenError):
        SecretSource(from_stdin=True).ask("Password: ")
