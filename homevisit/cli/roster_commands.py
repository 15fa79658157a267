"""`homevisit roster …`: bringing a class list in, dry at first, and taking it back."""

from pathlib import Path
from typing import Annotated

import typer

from homevisit.cli.answers import Answer
from homevisit.cli.history_commands import undone_answer
from homevisit.cli.invocation import asked
from homevisit.cli.lookups import class_id_of
from homevisit.cli.root import Spoken, SpokenGroup
from homevisit.cli.roster_reports import column_lines, plan_facts, plan_lines
from homevisit.errors import Problem
from homevisit.roster.known import Answers
from homevisit.roster.plan import ImportPlan
from homevisit.roster.targets import targets
from homevisit.services import records, roster_imports
from homevisit.services.roster_imports import Receipt, RosterFile
from homevisit.text import N_, _, translate_count

app = typer.Typer(
    cls=SpokenGroup,
    help=N_("Bring class lists in."),
    no_args_is_help=True,
    rich_markup_mode=None,
)


class NoSuchColumnError(Problem):
    """A column was assigned that the list or the program does not have."""

    code = "no_such_column"
    what = N_("The list has no such column, or there is no such field.")
    safe = N_("Nothing was changed.")
    todo = N_("Write the column's number and a field as the dry run lists them.")


class NoImportToUndoError(Problem):
    """No import stands among the latest saves."""

    code = "no_import_to_undo"
    what = N_("There is no import in this vault that could be taken back.")
    safe = N_("Nothing was changed.")
    todo = N_("Look at homevisit history; older saves can be undone by their id.")


@app.command("import", cls=Spoken, help=N_("Try a list dry; with --write, import it."))
def import_list(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=N_("A list: .xlsx, .xls or .csv."))
    ],
    *,
    write: Annotated[
        bool,
        typer.Option("--write", help=N_("Import, as one save that can be undone.")),
    ] = False,
    in_class: Annotated[
        str, typer.Option("--class", help=N_("The class, if the list names none."))
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="NUMBER=FIELD",
            help=N_("Say what a column holds, such as 3=student.name; repeatable."),
        ),
    ] = None,
) -> Answer:
    with asked(context).session() as session:
        roster = roster_imports.read_roster(session, file)
        for chosen in column or ():
            roster = _chosen(roster, chosen)
        class_id = class_id_of(session, in_class) if in_class else ""
        plan = roster_imports.try_import(session, roster, Answers(class_id=class_id))
        if not write:
            return _tried(roster, plan)
        receipt = roster_imports.import_roster(session, roster, plan)
    return _imported(roster, plan, receipt)


def _tried(roster: RosterFile, plan: ImportPlan) -> Answer:
    facts = {"written": False, **plan_facts(roster, plan)}
    lines = [*column_lines(roster), *plan_lines(roster, plan)]
    return Answer(facts, [*lines, _("Nothing was written. Add --write to import.")])


def _imported(roster: RosterFile, plan: ImportPlan, receipt: Receipt) -> Answer:
    facts = {
        "written": receipt.save_id is not None,
        "save_id": receipt.save_id,
        "possible_duplicates": receipt.possible_duplicates,
        **plan_facts(roster, plan),
    }
    if receipt.save_id is None:
        said = [_("There was nothing to import.")]
    else:
        said = [
            _("Imported as save {save_id}.").format(save_id=receipt.save_id),
            _("homevisit roster undo takes it back."),
        ]
        if receipt.possible_duplicates:
            alike = translate_count(
                "{count} pair of files may be one child's.",
                "{count} pairs of files may be one child's.",
                receipt.possible_duplicates,
            )
            said.append(alike)
    return Answer(facts, [*plan_lines(roster, plan), *said])


@app.command("undo", cls=Spoken, help=N_("Take the latest import back."))
def undo(context: typer.Context) -> Answer:
    with asked(context).session() as session:
        saves = records.recent_saves(session, 1000)
        taken_back = {each.label for each in saves if each.purpose == "undo"}
        for each in saves:
            is_import = each.purpose == roster_imports.PURPOSE
            if is_import and each.save_id not in taken_back:
                return undone_answer(records.take_back(session, each.save_id))
    raise NoImportToUndoError


def _chosen(roster: RosterFile, words: str) -> RosterFile:
    number, _mark, target = words.partition("=")
    known = {each.column for each in roster.mapping.columns}
    is_there = number.isascii() and number.isdigit() and int(number) - 1 in known
    if not is_there or (target and target not in targets()):
        raise NoSuchColumnError
    return roster_imports.choose_column(roster, int(number) - 1, target)
