"""`homevisit visit …`: recording a home visit and finalising it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer, Code
from homevisit.cli.files import read_bytes
from homevisit.cli.invocation import asked
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.cli.visit_forms import (
    doubt_lines,
    filled_form,
    missing_lines,
    read_visit,
    unknown_fields,
)
from homevisit.domain.visits import Visit
from homevisit.services import records, visits, words
from homevisit.services.session import Session
from homevisit.services.visits import VisitForm
from homevisit.text import N_, _

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Record home visits."),
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add", cls=Spoken, help=N_("Save a visit that is written as JSON."))
def add(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=N_("JSON file, or - for standard input.")),
    ],
    *,
    finalise: Annotated[
        bool, typer.Option("--finalise", help=N_("Lock it if nothing is missing."))
    ] = False,
) -> Answer:
    invocation = asked(context)
    password = invocation.ask_password()
    content = _input() if str(source) == "-" else read_bytes(source)
    parts = read_visit(content)
    with invocation.session(password) as session:
        form = filled_form(session, parts)
        if finalise and not visits.what_is_missing(form):
            return _finalised(session, form)
        return _saved(session, form, wanted=finalise)


@app.command("finalise", cls=Spoken, help=N_("Lock a visit that was saved."))
def finalise_visit(
    context: typer.Context,
    visit_id: Annotated[
        str, typer.Argument(metavar="VISIT", help=N_("Id of the visit."))
    ],
) -> Answer:
    with asked(context).session() as session:
        form = visits.open_form(session, visit_id)
        lacking = visits.what_is_missing(form)
        if not lacking:
            return _finalised(session, form)
    facts = {"finalised": False, "visit_id": visit_id, "missing": list(lacking)}
    lines = [_("The visit was not finalised."), *missing_lines(lacking)]
    return Answer(facts, lines, Code.INCOMPLETE)


@app.command("list", cls=Spoken, help=N_("List the visits to one student."))
def list_visits(
    context: typer.Context,
    student_id: Annotated[
        str, typer.Argument(metavar="STUDENT", help=N_("Id of the student."))
    ],
) -> Answer:
    with asked(context).session() as session:
        records.read(session, student_id)
        found = visits.visits_of(session, student_id)
        labels = words.read_words(session)
        lines = [
            "  ".join(
                (
                    each.id,
                    each.visit_no,
                    each.visit_date,
                    labels.label("visit_forms", each.visit_form),
                    labels.label("outcomes", each.outcome),
                    labels.label("visit_states", each.state),
                )
            )
            for each in found
        ]
    return Answer({"visits": [_facts(each) for each in found]}, lines)


def _input() -> bytes:
    return sys.stdin.read().encode()


def _saved(session: Session, form: VisitForm, *, wanted: bool) -> Answer:
    written = visits.save_visit(session, form)
    lacking = visits.what_is_missing(form)
    doubts = visits.doubts_about(form)
    unknown = unknown_fields(form)
    facts = {
        "finalised": False,
        "save_id": written.save_id,
        "visit_id": form.visit_id,
        "missing": list(lacking),
        "doubts": [
            {"field": each.field, "code": each.code, "message": line}
            for each, line in zip(doubts, doubt_lines(doubts), strict=True)
        ],
        "unknown_fields": list(unknown),
    }
    lines = [_("The visit was saved: {visit_id}").format(**facts)]
    lines += missing_lines(lacking) + doubt_lines(doubts)
    lines += [_("Not a field of a visit: {name}").format(name=each) for each in unknown]
    return Answer(facts, lines, Code.INCOMPLETE if wanted else Code.DONE)


def _finalised(session: Session, form: VisitForm) -> Answer:
    done = visits.finalise_visit(session, form)
    facts = {
        "finalised": True,
        "save_id": done.save_id,
        "visit_id": form.visit_id,
        "visit_ids": list(done.visit_ids),
        "missing": [],
        "doubts": [],
        "unknown_fields": list(unknown_fields(form)),
    }
    return Answer(facts, [_("The visit was finalised: {visit_id}").format(**facts)])


def _facts(visit: Visit) -> dict[str, object]:
    return {
        "id": visit.id,
        "visit_no": visit.visit_no,
        "visit_date": visit.visit_date,
        "visit_form": visit.visit_form,
        "outcome": visit.outcome,
        "state": visit.state,
    }
