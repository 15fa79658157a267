"""`homevisit history` and `homevisit undo`: who wrote what, and taking it back."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.invocation import asked
from homevisit.services import records, school
from homevisit.services.session import Session
from homevisit.text import N_, _

RecordId = Annotated[
    str,
    typer.Argument(metavar="[RECORD]", help=N_("Id of a record; without it, saves.")),
]


def history(
    context: typer.Context,
    record_id: RecordId = "",
    *,
    field: Annotated[
        str, typer.Option("--field", help=N_("Only this field of the record."))
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=1, help=N_("At most so many saves."))
    ] = 20,
) -> Answer:
    with asked(context).session() as session:
        if record_id:
            return _of_record(session, record_id, field)
        return _saves(session, limit)


def undo(
    context: typer.Context,
    save_id: Annotated[
        str, typer.Argument(metavar="SAVE", help=N_("Id of the save, from history."))
    ],
    *,
    reason: Annotated[
        str, typer.Option("--reason", help=N_("Why, in a few words."))
    ] = "",
) -> Answer:
    with asked(context).session() as session:
        undone = records.take_back(session, save_id, reason)
    return undone_answer(undone)


def undone_answer(undone: records.Undone) -> Answer:
    """Return what an undo did, and what it left because work was built upon it."""
    facts = {
        "save_id": undone.save_id,
        "kept": [{"record_id": each, "field": field} for each, field in undone.kept],
    }
    lines = [_("It was undone by the new save {save_id}.").format(**facts)]
    if undone.kept:
        said = _("{count} values were changed again since then and were left alone.")
        lines.append(said.format(count=len(undone.kept)))
    return Answer(facts, lines)


def _of_record(session: Session, record_id: str, field: str) -> Answer:
    records.read(session, record_id)
    names = school.staff_names(session)
    writes = records.history_of(session, record_id, field or None)
    facts: list[dict[str, Any]] = [
        {
            "at": each.at.isoformat(),
            "by": names.get(each.author, each.author),
            "field": each.field,
            "old": list(each.old),
            "new": each.new,
            "reason": each.reason,
            "save_id": each.save_id,
            "stands": each.stands,
        }
        for each in writes
    ]
    lines = [
        _line(each["at"], each["by"], each["field"], f"{each['new']}", each["reason"])
        for each in facts
    ]
    return Answer({"record_id": record_id, "writes": facts}, lines)


def _saves(session: Session, limit: int) -> Answer:
    names = school.staff_names(session)
    facts: list[dict[str, Any]] = [
        {
            "save_id": each.save_id,
            "at": each.at.isoformat(),
            "by": names.get(each.author, each.author),
            "purpose": each.purpose,
            "label": each.label,
            "reason": each.reason,
            "records": each.records,
        }
        for each in records.recent_saves(session, limit)
    ]
    said = _("{count} records")
    lines = [
        _line(
            each["save_id"],
            each["at"],
            each["by"],
            each["purpose"],
            said.format(count=each["records"]),
            each["reason"],
        )
        for each in facts
    ]
    return Answer({"saves": facts}, lines)


def _line(*parts: str) -> str:
    return "  ".join(_present(parts))


def _present(parts: Iterable[str]) -> Iterable[str]:
    return (part for part in parts if part)
