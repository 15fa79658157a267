"""The root of all commands: finds shared options anywhere, answers, explains.

Everything that can go wrong ends here, in one of four ways: a command line that was not
understood, a `Problem`, the user's Ctrl+C, or a defect of ours. None shows a traceback.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from typer._click import exceptions as click
from typer.core import TyperCommand, TyperGroup, TyperOption

from homevisit.cli.answers import Answer, Code
from homevisit.errors import Problem
from homevisit.text import DEFAULT_LANGUAGE, N_, translate, use_language
from homevisit.vault.storage_problems import explain_os_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADINGS = {
    "Usage: ": N_("Usage: "),
    "Options:": N_("Options:"),
    "Arguments:": N_("Arguments:"),
    "Commands:": N_("Commands:"),
    "Show this message and exit.": N_("Show this message and exit."),
    "[required]": N_("[required]"),
}


class CommandLineError(Problem):
    """The words typed make no command."""

    code = "usage"
    what = N_("The command line was not understood.")
    safe = N_("Nothing was done.")
    todo = N_("{command} --help shows what can be typed.")
    exit_code = Code.USAGE


class NoSuchOptionError(CommandLineError):
    """An option that the command does not have."""

    code = "no_such_option"
    what = N_("There is no option {name} here.")


class WordMissingError(CommandLineError):
    """An argument or option that the command needs."""

    code = "word_missing"
    what = N_("{name} is missing.")


class WordUnfitError(CommandLineError):
    """A value that its option or argument cannot take."""

    code = "word_unfit"
    what = N_("The value given for {name} cannot be used.")


class StoppedError(Problem):
    """The user pressed Ctrl+C."""

    code = "stopped"
    what = N_("The command was stopped, as you asked.")
    safe = N_("What was saved before is kept; the step under way left nothing behind.")
    todo = N_("Start the command again whenever you like.")


class DefectError(Problem):
    """Something that we did not foresee."""

    code = "defect"
    what = N_("HomeVisit made a mistake of its own and ended.")
    safe = N_("What was saved before is kept.")
    todo = N_("Please report it with the output of the same command with --debug.")
    exit_code = Code.DEFECT


class Spoken(TyperCommand):
    """A command whose help speaks the language in use."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  Typer keeps the type private
        return _in_language(super().get_help(ctx))


class SpokenGroup(TyperGroup):
    """A group of commands whose help speaks the language in use."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  Typer keeps the type private
        return _in_language(super().get_help(ctx))


class Root(SpokenGroup):
    """The program: prints what a command answers and ends with its exit code."""

    def main(self, *args: Any, **options: Any) -> NoReturn:  # noqa: ANN401  as Typer has it
        """Run the words given, or those typed; ends by `SystemExit`."""
        given = args[0] if args else options.pop("args", None)
        typed = sys.argv[1:] if given is None else given
        words = hoisted(list(typed), self._shared())
        use_language(_value_of(words, "--lang") or DEFAULT_LANGUAGE)
        _translate_help(self)
        options |= {"standalone_mode": False}
        as_json = "--json" in words
        try:
            code = _give(super().main(args=words, **options), as_json=as_json)
        except BrokenPipeError:
            code = _reader_left()
        except BaseException as error:  # noqa: BLE001  told to the user, never dropped
            code = _explain(error, as_json=as_json, with_trace="--debug" in words)
        raise SystemExit(int(code))

    def _shared(self) -> dict[str, bool]:
        """Return the options of the root, and whether each takes a value."""
        return {
            name: not option.is_flag
            for option in self.params
            if isinstance(option, TyperOption)
            for name in option.opts
        }


def hoisted(words: list[str], shared: dict[str, bool]) -> list[str]:
    """Return the words with shared options first, wherever they were typed."""
    first: list[str] = []
    others: list[str] = []
    rest = iter(words)
    for word in rest:
        name, is_joined, _value = word.partition("=")
        if word == "--":
            others += [word, *rest]
        elif name not in shared:
            others.append(word)
        else:
            first.append(word)
            if shared[name] and not is_joined:
                first += [value for value in [next(rest, None)] if value is not None]
    return first + others


def _value_of(words: Sequence[str], option: str) -> str:
    for at, word in enumerate(words):
        if word == option:
            return "".join(words[at + 1 : at + 2])
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return ""


def _translate_help(command: Any) -> None:  # noqa: ANN401  Typer keeps the type private
    command.help = translate(command.help or "")
    for parameter in command.params:
        parameter.help = translate(getattr(parameter, "help", "") or "")
    for inner in getattr(command, "commands", {}).values():
        _translate_help(inner)


def _in_language(page: str) -> str:
    for english, message in _HEADINGS.items():
        page = page.replace(english, translate(message))
    return page


def _give(answer: object, *, as_json: bool) -> int:
    """Print an answer and return its exit code; `--help` has printed by itself."""
    if answer == Code.CANCELLED:  # what Typer makes of Ctrl+C
        raise KeyboardInterrupt
    if not isinstance(answer, Answer):
        return Code.DONE
    text = answer.as_json() if as_json else answer.as_text()
    if text:
        typer.echo(text)
    return answer.exit_code


def _explain(error: BaseException, *, as_json: bool, with_trace: bool) -> int:
    """Say on standard error what happened and return the exit code."""
    if isinstance(error, SystemExit):
        raise error
    if isinstance(error, click.NoArgsIsHelpError):
        typer.echo(error.format_message(), err=True)
        return Code.USAGE
    problem, code = _problem_of(error)
    told = problem.explain()
    parts = {"what": told.what, "safe": told.safe, "todo": told.todo}
    if as_json:
        facts = {"error": problem.code, **parts}
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2), err=True)
    else:
        typer.echo("\n".join(parts.values()), err=True)
    if with_trace and isinstance(problem, DefectError):
        typer.echo("\n".join(_trace_without_values(error)), err=True)
    return code


def _problem_of(error: BaseException) -> tuple[Problem, int]:
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return StoppedError(), Code.CANCELLED
    if isinstance(error, click.UsageError):
        return _usage_problem(error), Code.USAGE
    if isinstance(error, OSError):
        problem = explain_os_error(error)
        return problem, problem.exit_code
    if isinstance(error, Problem):
        return error, error.exit_code
    return DefectError(), Code.DEFECT


def _usage_problem(error: click.UsageError) -> Problem:
    command = error.ctx.command_path if error.ctx else "homevisit"
    if isinstance(error, click.NoSuchOption):
        return NoSuchOptionError(name=error.option_name, command=command)
    hint = getattr(getattr(error, "param", None), "get_error_hint", None)
    name = str(hint() if hint else "").replace("'", "")
    if name and isinstance(error, click.MissingParameter):
        return WordMissingError(name=name, command=command)
    if name and isinstance(error, click.BadParameter):
        return WordUnfitError(name=name, command=command)
    return CommandLineError(command=command)


def _trace_without_values(error: BaseException) -> Iterable[str]:
    """Yield where it happened: places and types, no message and no line of data."""
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {os.path.basename(frame.filename)}:{frame.lineno} {frame.name}"  # noqa: PTH119  a text, not a path
    yield f"  {type(error).__name__}"


def _reader_left() -> int:
    """Let the interpreter's own last flush go nowhere: `… | head` is no failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Code.DONE
