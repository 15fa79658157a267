"""What a dry run says: the columns, what would happen, and every row's problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.roster.targets import targets
from homevisit.services.roster_imports import summary_counts
from homevisit.text import _

if TYPE_CHECKING:
    from homevisit.roster.plan import ImportPlan, PlannedRow
    from homevisit.roster.readings import RowProblem
    from homevisit.services.roster_imports import RosterFile


def plan_facts(roster: RosterFile, plan: ImportPlan) -> dict[str, Any]:
    """Return everything that a dry run found, for programs."""
    return {
        "counts": summary_counts(plan),
        "notes": [*roster.notes(), *map(str, plan.notes)],
        "new_classes": [each.written for each in plan.new_classes],
        "columns": [
            {
                "column": each.column + 1,
                "heading": each.heading,
                "field": each.target,
                "why": str(each.why),
            }
            for each in roster.mapping.columns
        ],
        "problems": [_problem_facts(each) for each in plan.problems()],
        "changes": [each for row in plan.rows for each in _change_facts(row)],
    }


def _problem_facts(problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "field": problem.field,
        "value": problem.value,
        "code": problem.finding.code,
        "message": str(problem.finding),
        "error": problem.is_error,
    }


def _change_facts(row: PlannedRow) -> list[dict[str, Any]]:
    return [
        {
            "row": row.number,
            "kind": each.kind,
            "field": each.field,
            "on_file": each.on_file,
            "in_list": each.in_list,
        }
        for each in row.changes
    ]


def column_lines(roster: RosterFile) -> list[str]:
    """Return a line for each column: what it is taken for, and why."""
    known = targets()
    lines = []
    for each in roster.mapping.columns:
        target = known.get(each.target)
        taken = f"{target.label} ({each.target})" if target else _("left out")
        lines.append(f"{each.column + 1:>3}  {each.heading} → {taken}  {each.why}")
    return lines


def plan_lines(roster: RosterFile, plan: ImportPlan) -> list[str]:
    """Return what would happen, in words; errors first, then row by row."""
    counts = summary_counts(plan)
    said = _(
        "{new} new, {update} to update, {unchanged} unchanged, {skip} left out; "
        "{errors} errors, {warnings} warnings."
    )
    lines = [*roster.notes(), *map(str, plan.notes), said.format(**counts)]
    if plan.new_classes:
        names = "、".join(each.written for each in plan.new_classes)
        lines.append(_("Classes to be created: {names}").format(names=names))
    lines += [_problem_line(each) for each in plan.problems()]
    lines += [line for row in plan.rows for line in _change_lines(row)]
    return lines


def _problem_line(problem: RowProblem) -> str:
    target = targets().get(problem.field)
    said = _("Row {row}: {error}{label}{message}")
    return said.format(
        row=problem.row,
        error=_("not imported: ") if problem.is_error else "",
        label=_("{label} “{value}”: ").format(
            label=target.label if target else problem.field, value=problem.value
        )
        if problem.field
        else "",
        message=str(problem.finding),
    )


def _change_lines(row: PlannedRow) -> list[str]:
    said = _("Row {row}: {label} changes from “{old}” to “{new}”")
    known = {(each.kind, each.field): each for each in targets().values()}
    lines = []
    for each in row.changes:
        target = known.get((each.kind, each.field))
        label = target.label if target else each.field
        lines.append(
            said.format(row=row.number, label=label, old=each.on_file, new=each.in_list)
        )
    return lines
