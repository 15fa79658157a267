"""Where passwords and recovery codes come from: a prompt, a file, standard input.

Never an argument and never the environment: other programs can read both.
"""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.text import N_, _

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST_LINE = 4096


class NoPasswordGivenError(Problem):
    """Nobody can be asked, and nothing was handed in."""

    code = "no_password_given"
    what = N_("A password is needed, and there is no terminal to ask for it.")
    safe = N_("Nothing was done.")
    todo = N_("Give it with --password-file FILE or through --password-stdin.")
    exit_code = 3


class PasswordFileUnreadableError(Problem):
    """The password file is missing, refused or not text."""

    code = "password_file_unreadable"
    what = N_("The file with the password cannot be read as text.")
    safe = N_("Nothing was done.")
    todo = N_("Check its name; it must be a UTF-8 text with the password alone.")
    exit_code = 3


class PasswordsDifferError(Problem):
    """A new password was typed differently the second time."""

    code = "passwords_differ"
    what = N_("The new password was typed differently the second time.")
    safe = N_("Nothing was changed.")
    todo = N_("Start the command again and type it twice alike.")
    exit_code = 3


@dataclass(frozen=True, slots=True)
class SecretSource:
    """Hands out one secret after the other, in the order that a command asks.

    A file or standard input holds one secret a line; the rest of standard input stays
    for the command itself.
    """

    file: Path | None = None
    from_stdin: bool = False

    def ask(self, *questions: str) -> tuple[str, ...]:
        """Return the answers to the questions, which are already translated."""
        if self.file is not None:
            return _lines_of(self.file, len(questions))
        if self.from_stdin:
            return tuple(_line_of_input() for _question in questions)
        return tuple(_typed(question) for question in questions)

    def ask_new(self, *before: str) -> tuple[str, ...]:
        """Return answers to `before`, then a new password, typed twice at a prompt."""
        if self.file is not None or self.from_stdin:
            return self.ask(*before, "")
        *known, new, again = self.ask(
            *before, _("New password: "), _("New password once more: ")
        )
        if new != again:
            raise PasswordsDifferError
        return (*known, new)


def _lines_of(file: Path, wanted: int) -> tuple[str, ...]:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = tuple(
                lines.readline(_LONGEST_LINE).rstrip("\r\n") for _line in range(wanted)
            )
    except (OSError, ValueError):
        raise PasswordFileUnreadableError from None
    if not all(found):
        raise PasswordFileUnreadableError
    return found


def _line_of_input() -> str:
    line = sys.stdin.readline(_LONGEST_LINE)
    if not line:
        raise NoPasswordGivenError
    return line.removeprefix("\ufeff").rstrip("\r\n")


def _typed(question: str) -> str:
    if not sys.stdin.isatty():
        raise NoPasswordGivenError
    return getpass.getpass(question, stream=sys.stderr)
