"""What a value means that an undo wrote again: the change that wrote it first.

An undo is a save like any other, so what it puts back stands under a new change. Who
asks whose value that is, or whether it was written since, means the first one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.canonical import write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.ledger.change import Change
    from homevisit.ledger.history_rows import SaveFacts

    Known = Mapping[str, tuple[Change, SaveFacts]]

UNDO = "undo"


def meant(known: Known, name: str, change_id: str) -> str:
    """Return the change that an undo wrote again; any other change means itself.

    `known` are the changes of the record, by id.
    """
    change, save = known[change_id]
    if save.purpose != UNDO:
        return change_id
    value = write_json(change.written.get(name))
    same = [
        (known[each][1].hlc, each)
        for each in past(known, name, change_id) & known.keys()
        if known[each][1].purpose != UNDO
        and write_json(known[each][0].written.get(name)) == value
    ]
    return max(same)[1] if same else change_id


def past(known: Known, name: str, change_id: str) -> set[str]:
    """Return every change whose value of a field led to that of this change."""
    found: set[str] = set()
    todo = [change_id]
    while todo:
        change, _ = known.get(todo.pop(), (None, None))
        replaced = change.replaces.get(name, ()) if change else ()
        todo += [each for each in replaced if each not in found]
        found.update(replaced)
    return found
