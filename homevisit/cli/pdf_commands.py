"""`homevisit pdf …`: printing visits, and checking a print against the vault."""

from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.class_prints import ClassVisits, locked, write_book, write_singly
from homevisit.cli.files import read_bytes, require_free, write_new_file
from homevisit.cli.invocation import asked
from homevisit.cli.lookups import class_id_of, term_of
from homevisit.cli.print_answers import check_answer, telling_left_out, written
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.services import printing
from homevisit.text import N_, _
from reports.visit_data import USUAL_SECTIONS, VisitSection

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Print visits and check prints."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

OutFile = Annotated[
    Path, typer.Option("--to", metavar="FILE", help=N_("The PDF to write; a new file."))
]

OutFileOrFolder = Annotated[
    Path,
    typer.Option(
        "--to",
        metavar="FILE",
        help=N_("The PDF to write; with --single, the folder for the PDFs."),
    ),
]

Single = Annotated[
    bool, typer.Option("--single", help=N_("Write a file for each visit."))
]

AlsoUnfinished = Annotated[
    bool,
    typer.Option(
        "--also-unfinished",
        help=N_("Also print visits not completed or not finalised."),
    ),
]

Protect = Annotated[
    bool, typer.Option("--protect", help=N_("Ask for a password that opens the PDF."))
]


@app.command("visit", cls=Spoken, help=N_("Print the summary of one visit."))
def print_visit(
    context: typer.Context,
    visit_id: Annotated[
        str, typer.Argument(metavar="VISIT", help=N_("Id of the visit."))
    ],
    *,
    to: OutFile,
    also: Annotated[
        list[VisitSection] | None,
        typer.Option("--also", help=N_("Also print this confidential section.")),
    ] = None,
    protect: Protect = False,
) -> Answer:
    require_free(to)
    sections = USUAL_SECTIONS | frozenset(also or ())
    password, lock = _passwords(context, protect=protect)
    with asked(context).session(password) as session:
        rendered = printing.print_visit(session, visit_id, sections)
        copies = printing.copies_of(session, visit_id)
    write_new_file(to, locked(rendered, lock).pdf)
    return written(to, rendered, {"visit_id": visit_id, "copy": copies})


@app.command("class", cls=Spoken, help=N_("Print all visits of a class in a term."))
def print_class(  # noqa: PLR0913  the options that can be typed
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="CLASS", help=N_("Its name, such as 七(2)班."))
    ],
    *,
    to: OutFileOrFolder,
    term: Annotated[
        str, typer.Option("--term", help=N_("Another term, such as 2026-1."))
    ] = "",
    single: Single = False,
    also_unfinished: AlsoUnfinished = False,
    protect: Protect = False,
) -> Answer:
    if not single:
        require_free(to)
    password, lock = _passwords(context, protect=protect)
    with asked(context).session(password) as session:
        wanted = ClassVisits(
            session,
            class_id_of(session, name),
            term_of(session, term).id,
            completed_only=not also_unfinished,
        )
        answer = (write_singly if single else write_book)(wanted, to, lock)
        return telling_left_out(answer, wanted.left_out())


@app.command(
    "check", cls=Spoken, help=N_("Say whether a print still matches the vault.")
)
def check(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=N_("The PDF to be checked."))
    ],
    *,
    protected: Annotated[
        bool,
        typer.Option("--protected", help=N_("Ask for the password of the PDF.")),
    ] = False,
) -> Answer:
    content = read_bytes(file)
    questions = (_("Password: "), *((_("Password of the PDF: "),) if protected else ()))
    password, *rest = asked(context).secrets.ask(*questions)
    with asked(context).session(password) as session:
        found = printing.check_pdf(session, content, *rest)
    return check_answer(found)


def _passwords(context: typer.Context, *, protect: bool) -> tuple[str, str]:
    """Return the vault's password and the PDF's, which is empty for an open one."""
    secrets = asked(context).secrets
    if not protect:
        return asked(context).ask_password(), ""
    password, lock = secrets.ask_new(_("Password: "))
    return password, lock
