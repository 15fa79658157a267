"""Which records name which: a value equal to a record's id is a reference to it.

Whatever the field is called (`class_id`, `source_id`, a list of `student_ids`, one of a
newer version), so nothing has to be listed here and nothing can be forgotten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database


_AT_ONCE = 500


def texts_in(value: Json) -> Iterator[str]:
    """Yield every text inside a value."""
    level = [value]
    while level:
        each = level.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            level.extend(each.values())
        elif isinstance(each, list | tuple):
            level.extend(each)


def named_by_others(db: Database, ids: set[str], besides: set[str]) -> set[str]:
    """Return those of `ids` that a record which is not archived names.

    What the records `besides` name does not count.
    """
    if not ids:
        return set()
    texts = _texts_of_length({len(each) for each in ids})
    named: set[str] = set()
    rows = db.execute("SELECT id, own_file, body FROM record WHERE archived = 0")
    while some := rows.fetchmany(_AT_ONCE):
        for record_id, student_id, body in some:
            if record_id not in besides:
                named |= ids.intersection((student_id, *texts(body)))
    return named


def _texts_of_length(lengths: set[int]) -> Callable[[str], list[str]]:
    """Return what finds the JSON texts of some lengths: parsing every body is slower.

    Ids are printable ASCII without quotes, so the JSON of one is itself in quotes. The
    closing quote is only looked at: it may open the next text after a key's name.
    """
    counts = "|".join(rf"[!#-\[\]-~]{{{length}}}" for length in sorted(lengths))
    return re.compile(rf'"({counts})(?=")').findall
