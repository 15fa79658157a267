"""`homevisit pdf …`: printing visits, and checking a print against the vault."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer, Code
from homevisit.cli.files import read_bytes, require_free, write_new_file
from homevisit.cli.invocation import asked, progress
from homevisit.cli.lookups import class_id_of, term_of
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.services import printing
from homevisit.services.printing import LongWork
from homevisit.text import N_, _, translate
from reports.document import Rendered
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

Protect = Annotated[
    bool, typer.Option("--protect", help=N_("Ask for a password that opens the PDF."))
]

_SECTIONS = {
    VisitSection.FACTS: N_("who, when and where"),
    VisitSection.OBSERVATIONS: N_("what was seen and heard"),
    VisitSection.AGREEMENTS: N_("what was agreed"),
    VisitSection.RISK: N_("signs of risk"),
    VisitSection.SIGNATURES: N_("signatures and review"),
    VisitSection.ADDENDA: N_("additions"),
    VisitSection.PHOTOS: N_("photos"),
}


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
        rendered = _locked(printing.print_visit(session, visit_id, sections), lock)
        copies = printing.copies_of(session, visit_id)
    write_new_file(to, rendered.pdf)
    return _written(to, rendered, {"visit_id": visit_id, "copy": copies})


@app.command("class", cls=Spoken, help=N_("Print all visits of a class in a term."))
def print_class(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="CLASS", help=N_("Its name, such as 七(2)班."))
    ],
    *,
    to: OutFile,
    term: Annotated[
        str, typer.Option("--term", help=N_("Another term, such as 2026-1."))
    ] = "",
    protect: Protect = False,
) -> Answer:
    require_free(to)
    password, lock = _passwords(context, protect=protect)
    with asked(context).session(password) as session:
        class_id = class_id_of(session, name)
        term_id = term_of(session, term).id
        with progress() as report:
            work = LongWork(progress=partial(report, _("Pages")))
            rendered = printing.print_class(session, class_id, term_id, work)
        rendered = _locked(rendered, lock)
    write_new_file(to, rendered.pdf)
    return _written(to, rendered, {"class_id": class_id, "term_id": term_id})


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
    facts = {
        "matches": found.matches,
        "visit_id": found.visit_id,
        "copy": found.copy_number,
        "sections": list(found.printed_sections),
        "differing": list(found.differing),
    }
    if found.matches:
        return Answer(facts, [_("The print matches the vault.")])
    lines = [
        _("Different today: {section}").format(section=_section_name(each))
        for each in found.differing
    ]
    return Answer(facts, lines, Code.DIFFERS)


def _passwords(context: typer.Context, *, protect: bool) -> tuple[str, str]:
    """Return the vault's password and the PDF's, which is empty for an open one."""
    secrets = asked(context).secrets
    if not protect:
        return asked(context).ask_password(), ""
    password, lock = secrets.ask_new(_("Password: "))
    return password, lock


def _locked(rendered: Rendered, lock: str) -> Rendered:
    return printing.protected(rendered, lock) if lock else rendered


def _section_name(code: str) -> str:
    known = {section.value: words for section, words in _SECTIONS.items()}
    return translate(known[code]) if code in known else code


def _written(to: Path, rendered: Rendered, facts: dict[str, object]) -> Answer:
    told = {
        **facts,
        "file": str(to),
        "pages": rendered.pages,
        "boxed_characters": list(rendered.uncovered),
    }
    lines = [_("{pages} pages were written: {file}").format(**told)]
    if rendered.uncovered:
        lines.append(
            _("No font has these characters, so boxes stand for them: {signs}").format(
                signs=" ".join(rendered.uncovered)
            )
        )
    return Answer(told, lines)
