"""`homevisit students …`: the list, and finding a child by pinyin or characters."""

from typing import Annotated, Any

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.invocation import asked
from homevisit.cli.lookups import class_id_of
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.services import students, words
from homevisit.services.session import Session
from homevisit.services.students import StudentQuery, StudentRow
from homevisit.services.words import Words
from homevisit.text import N_, _, translate_count

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("List and find students."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

ClassName = Annotated[
    str, typer.Option("--class", help=N_("Only this class, such as 七(2)班."))
]
Limit = Annotated[int, typer.Option("--limit", min=1, help=N_("At most so many."))]


@app.command("list", cls=Spoken, help=N_("List the students of the school."))
def list_students(
    context: typer.Context,
    *,
    in_class: ClassName = "",
    group: Annotated[
        list[str] | None,
        typer.Option("--group", help=N_("Only this special group; may be repeated.")),
    ] = None,
    not_visited: Annotated[
        bool,
        typer.Option("--not-visited", help=N_("Only who was not visited this term.")),
    ] = False,
    limit: Limit = 500,
) -> Answer:
    with asked(context).session() as session:
        query = StudentQuery(
            class_ids=(class_id_of(session, in_class),) if in_class else (),
            groups=tuple(group or ()),
            not_visited_this_term=not_visited,
        )
        return _found(session, query, limit)


@app.command("search", cls=Spoken, help=N_("Find students by pinyin or characters."))
def search(
    context: typer.Context,
    typed: Annotated[
        str, typer.Argument(metavar="WORDS", help=N_("Initials, pinyin or characters."))
    ],
    *,
    limit: Limit = 20,
) -> Answer:
    with asked(context).session() as session:
        return _found(session, StudentQuery(typed=typed), limit)


def _found(session: Session, query: StudentQuery, limit: int) -> Answer:
    ids = students.find_ids(session, query)
    rows = students.rows(session, ids[:limit])
    labels = words.read_words(session)
    lines = [_line(row, labels) for row in rows]
    lines.append(translate_count("{count} student", "{count} students", len(ids)))
    if len(ids) > len(rows):
        lines.append(_("Only the first {count} are shown.").format(count=len(rows)))
    facts = {"count": len(ids), "students": [_facts(row) for row in rows]}
    return Answer(facts, lines)


def _facts(row: StudentRow) -> dict[str, Any]:
    return {
        "id": row.student_id,
        "name": row.name,
        "pinyin": row.pinyin,
        "sex": row.sex,
        "class_id": row.class_id,
        "class": row.class_name,
        "seat_no": row.seat_no,
        "status": row.roll_status,
        "groups": list(row.groups),
        "last_visit_on": row.last_visit_on or None,
        "visited_this_term": row.visited_this_term,
        "disputed": row.is_disputed,
    }


def _line(row: StudentRow, labels: Words) -> str:
    visited = row.last_visit_on or _("not visited yet")
    groups = "、".join(labels.labels("groups", row.groups))
    parts = (row.student_id, row.class_name, row.seat_no, row.name, visited, groups)
    return "  ".join(part for part in parts if part)
