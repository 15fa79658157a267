"""`homevisit changes …`: meeting colleagues, handing changes on, taking them in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.files import read_bytes, write_new_file
from homevisit.cli.invocation import asked
from homevisit.cli.lookups import class_id_of
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.errors import Problem
from homevisit.services import changes, duplicates, letters, records
from homevisit.text import N_, _, translate_count

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Hand changes on to colleagues and take theirs in."),
    no_args_is_help=True,
    rich_markup_mode=None,
)

GivenFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=N_("The file you were given."))
]

OfRoom = Annotated[
    bool, typer.Option("--room", help=N_("What is in the counselling room."))
]


class OtherDigitsError(Problem):
    """The digits read out are not those of the card."""

    code = "other_digits"
    what = N_("The digits you typed are not those of this card.")
    safe = N_("The card was not trusted, and nothing was changed.")
    todo = N_("Ask your colleague for the card again, by hand, and compare anew.")


@app.command("card", cls=Spoken, help=N_("Write your own contact card."))
def card(
    context: typer.Context,
    *,
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help=N_("Folder for the card."))
    ],
) -> Answer:
    with asked(context).session() as session:
        own = changes.my_card(session)
        person_id = session.person_id
    target = to / own.file_name
    write_new_file(target, own.content)
    facts = {"file": str(target), "person_id": person_id, "digits": own.code}
    lines = [
        _("The card was written: {file}").format(**facts),
        _("Read these digits aloud to your colleague: {digits}").format(**facts),
    ]
    return Answer(facts, lines)


@app.command("trust", cls=Spoken, help=N_("Trust a colleague's card after comparing."))
def trust(
    context: typer.Context,
    file: GivenFile,
    *,
    digits: Annotated[
        str,
        typer.Option("--digits", help=N_("The digits that your colleague reads out.")),
    ],
    post: Annotated[
        str, typer.Option("--post", help=N_("Enter her post, such as principal."))
    ] = "",
    in_class: Annotated[
        str, typer.Option("--class", help=N_("The class of the post, if it has one."))
    ] = "",
) -> Answer:
    content = read_bytes(file)
    with asked(context).session() as session:
        seen = changes.look_at_card(session, content)
        if _plain(digits) != _plain(seen.code):
            raise OtherDigitsError
        class_id = class_id_of(session, in_class) if in_class else ""
        contact = changes.trust_card(session, content)
        if post:
            role = {"role": post, "class_id": class_id}
            values = {"name": contact.name, "roles": [role]}
            entry = records.edit("staff", values, record_id=contact.person_id)
            records.save(session, [entry], label="staff")
    facts = {"person_id": contact.person_id, "name": contact.name}
    return Answer(facts, [_("You can exchange with {name} now.").format(**facts)])


@app.command(
    "contacts", cls=Spoken, help=N_("List the colleagues whose keys are known.")
)
def contacts(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        known = changes.contacts(session)
    facts = {
        "contacts": [
            {
                "person_id": each.person_id,
                "name": each.name,
                "compared": each.is_compared,
            }
            for each in known
        ]
    }
    return Answer(facts, [f"{each.person_id}  {each.name}" for each in known])


@app.command("export", cls=Spoken, help=N_("Write what a colleague has not seen."))
def export(
    context: typer.Context,
    *,
    person: Annotated[
        str, typer.Option("--to", metavar="PERSON", help=N_("Id of the colleague."))
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help=N_("Folder for the file."))
    ],
    confirm_posts: Annotated[
        bool,
        typer.Option("--confirm-posts", help=N_("Confirm the posts she claims.")),
    ] = False,
    of_room: OfRoom = False,
) -> Answer:
    with asked(context).whole_session(with_room=of_room) as session:
        hand_on = changes.export_room if of_room else changes.export_changes
        handed = hand_on(session, person, confirm_posts=confirm_posts)
    target = out / handed.file_name
    facts = {
        "file": str(target),
        "saves": handed.saves,
        "changes": handed.changes,
        "withheld": handed.withheld,
        "left": handed.left,
    }
    write_new_file(target, handed.content)
    lines = [_("{changes} changes were written for her: {file}").format(**facts)]
    if handed.left:
        lines.append(_("{left} saves follow when she has answered.").format(**facts))
    return Answer(facts, lines)


@app.command("import", cls=Spoken, help=N_("Take in a colleague's changes."))
def take_in(
    context: typer.Context, file: GivenFile, *, of_room: OfRoom = False
) -> Answer:
    content = read_bytes(file)
    with asked(context).whole_session(with_room=of_room) as session:
        came = changes.import_changes(session, content)
        alike = len(duplicates.among(session, came.students)) if came.students else 0
        unread = len(letters.unreadable(session))
    facts = {
        "sender_id": came.sender_id,
        "new_saves": came.new_saves,
        "completed": came.completed,
        "withheld": came.withheld,
        "records": list(came.records),
        "students": list(came.students),
        "conflicts": list(came.conflicts),
        "missing": came.missing,
        "possible_duplicates": alike,
        "letters_not_filed": unread,
    }
    lines = [_("Everything in this file was known already.")]
    if came.new_saves or came.completed:
        said = _("{saves} saves came, about {students} students.")
        lines = [said.format(saves=came.new_saves, students=len(came.students))]
    return Answer(facts, [*lines, *_to_look_at(len(came.conflicts), alike, unread)])


def _to_look_at(conflicts: int, alike: int, unread: int) -> Iterator[str]:
    if conflicts:
        said = _("{count} records hold two values now; choose between them.")
        yield said.format(count=conflicts)
    if alike:
        yield translate_count(
            "{count} pair of files may be one child's.",
            "{count} pairs of files may be one child's.",
            alike,
        )
    if unread:
        yield translate_count(
            "{count} sealed letter to you could not be filed; ask who wrote it.",
            "{count} sealed letters to you could not be filed; ask who wrote them.",
            unread,
        )


def _plain(digits: str) -> str:
    return "".join(each for each in digits if each.isdigit())
