"""The program `homevisit`: every command, and the options that all of them share."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli import (
    changes_commands,
    demo_command,
    history_commands,
    pdf_commands,
    report_commands,
    roster_commands,
    student_commands,
    vault_commands,
    visit_commands,
)
from homevisit.cli.invocation import Invocation
from homevisit.cli.root import Root, Spoken
from homevisit.cli.secret_sources import SecretSource
from homevisit.text import N_
from homevisit.vault.hardening import harden_process

app = typer.Typer(
    name="homevisit",
    cls=Root,
    help=N_("Encrypted student files and home visits, without a network."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(vault_commands.app, name="vault")
app.add_typer(roster_commands.app, name="roster")
app.add_typer(student_commands.app, name="students")
app.add_typer(visit_commands.app, name="visit")
app.add_typer(pdf_commands.app, name="pdf")
app.add_typer(report_commands.app, name="report")
app.add_typer(changes_commands.app, name="changes")
app.command("demo", cls=Spoken, help=N_("Build an invented school to look at."))(
    demo_command.demo
)
app.command("history", cls=Spoken, help=N_("Show saves, or who wrote what."))(
    history_commands.history
)
app.command("undo", cls=Spoken, help=N_("Take back any save or import."))(
    history_commands.undo
)


@app.callback()
def shared(  # noqa: PLR0913  one parameter for each option that a user types
    context: typer.Context,
    *,
    vault: Annotated[
        Path | None,
        typer.Option("--vault", metavar="DIR", help=N_("Folder of the vault.")),
    ] = None,
    password_file: Annotated[
        Path | None,
        typer.Option(
            "--password-file", metavar="FILE", help=N_("Read passwords from here.")
        ),
    ] = None,
    password_stdin: Annotated[
        bool,
        typer.Option("--password-stdin", help=N_("Read passwords from stdin.")),
    ] = False,
    accept_older: Annotated[
        bool,
        typer.Option(
            "--accept-older",
            help=N_("Open even a vault that went back in time."),
        ),
    ] = False,
    language: Annotated[
        str, typer.Option("--lang", help=N_("Language: zh_CN or en."))
    ] = "zh_CN",
    as_json: Annotated[
        bool, typer.Option("--json", help=N_("Answer with one JSON object."))
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help=N_("Show where a defect happened."))
    ] = False,
) -> None:
    del language, as_json, debug  # `Root` has already looked at them
    context.obj = Invocation(
        vault=vault,
        secrets=SecretSource(password_file, password_stdin),
        accept_older=accept_older,
    )


def run() -> None:
    """Run the command that was typed; ends by `SystemExit`."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    harden_process()
    app(prog_name="homevisit")
