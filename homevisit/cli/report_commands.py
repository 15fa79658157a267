"""`homevisit report …`: what goes to the principal and to the bureau."""

from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.class_prints import locked
from homevisit.cli.files import require_free, write_new_file
from homevisit.cli.invocation import asked
from homevisit.cli.lookups import term_of
from homevisit.cli.print_answers import written
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.domain.dates import iso_day
from homevisit.domain.suppression import USUAL_THRESHOLD
from homevisit.services import term_summaries
from homevisit.services.term_summaries import NamesShown, Wish
from homevisit.text import N_, _

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Sum up a term for the principal."),
    no_args_is_help=True,
    rich_markup_mode=None,
)


OutFile = Annotated[
    Path, typer.Option("--to", metavar="FILE", help=N_("The PDF to write; a new file."))
]
Excel = Annotated[
    Path | None,
    typer.Option("--excel", metavar="FILE", help=N_("Also write the tables as Excel.")),
]
TermTyped = Annotated[
    str, typer.Option("--term", help=N_("Another term, such as 2026-1."))
]
Until = Annotated[
    str, typer.Option("--until", help=N_("Count up to this day, 2026-11-20."))
]
Shown = Annotated[
    NamesShown, typer.Option("--names", help=N_("How names of children appear."))
]
Reason = Annotated[
    str, typer.Option("--reason", help=N_("For what; full names need it."))
]
Threshold = Annotated[
    int, typer.Option("--threshold", min=0, help=N_("Hide fewer children than this."))
]
Protect = Annotated[
    bool, typer.Option("--protect", help=N_("Ask for a password that opens the PDF."))
]


@app.command("term", cls=Spoken, help=N_("Print the summary of a term."))
def print_term(  # noqa: PLR0913  the options that can be typed
    context: typer.Context,
    *,
    to: OutFile,
    excel: Excel = None,
    term: TermTyped = "",
    until: Until = "",
    names: Shown = NamesShown.MASKED,
    reason: Reason = "",
    threshold: Threshold = USUAL_THRESHOLD,
    protect: Protect = False,
) -> Answer:
    for path in filter(None, (to, excel)):
        require_free(path)
    last = iso_day(until)
    if until and last is None:
        raise typer.BadParameter(until, param_hint="--until")
    password, lock = (
        asked(context).secrets.ask_new(_("Password: "))
        if protect
        else (asked(context).ask_password(), "")
    )
    with asked(context).session(password) as session:
        wish = Wish(
            term_id=term_of(session, term).id,
            cut_off=last,
            names=names,
            purpose=reason,
            threshold=threshold,
        )
        printed = term_summaries.print_both(session, wish)
    write_new_file(to, locked(printed.rendered, lock).pdf)
    if excel:
        write_new_file(excel, printed.workbook)
    told = {"report_no": printed.report_no, "excel": str(excel) if excel else ""}
    return written(to, printed.rendered, told)
