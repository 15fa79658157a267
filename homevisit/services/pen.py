"""Writes single fields of records that are being looked at, and overwrites nothing.

What is written names the changes that stood when it was shown, so that a value which
somebody else wrote meanwhile stays beside it as a dispute. One's own writes follow on
each other, however fast they come.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from homevisit.services import families, follow_ups, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from homevisit.services.records import RecordEdit, Written
    from homevisit.services.session import Session

Standing = tuple[str, ...]


class Pen:
    """One writer's hand over an open vault; remembers what she wrote over what."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._followed: dict[tuple[str, str, Standing], Standing] = {}

    def seen(self, record_id: str) -> dict[str, Standing]:
        """Return, per field, what stands now: to be handed back with a change of it."""
        return dict(self._session.ledger.standing(record_id))

    def write(self, edits: Iterable[RecordEdit], *, reason: str = "") -> Written:
        """Write the edits as one save, with what follows from them.

        A reason makes it a correction. Raises what `records.save` raises.
        """
        asked = [self._up_to_date(each) for each in edits]
        before = {each.record_id: self.seen(each.record_id) for each in asked}
        written = records.save(
            self._session,
            self._with_consequences(asked),
            purpose="correction" if reason.strip() else "save",
            reason=reason.strip(),
        )
        for each in asked:
            self._follow(each, before[each.record_id])
        return written

    def _up_to_date(self, edit: RecordEdit) -> RecordEdit:
        if edit.seen is None:
            return edit
        seen = {
            field: self._latest(edit.record_id, field, edit.seen.get(field, ()))
            for field in edit.values
        }
        return replace(edit, seen=seen)

    def _latest(self, record_id: str, field: str, stood: Standing) -> Standing:
        while (key := (record_id, field, tuple(sorted(stood)))) in self._followed:
            stood = self._followed[key]
        return stood

    def _follow(self, edit: RecordEdit, before: Mapping[str, Standing]) -> None:
        after = self.seen(edit.record_id)
        for field in edit.values:
            own = set(after.get(field, ())).difference(before.get(field, ()))
            if own and edit.seen is not None:
                stood = tuple(sorted(edit.seen.get(field, ())))
                self._followed[edit.record_id, field, stood] = tuple(sorted(own))

    def _with_consequences(self, edits: Sequence[RecordEdit]) -> list[RecordEdit]:
        also = {
            "follow_up": follow_ups.with_closing,
            "household": families.with_first_child,
        }
        found: list[RecordEdit] = []
        for each in edits:
            found.append(each)
            if each.kind in also:
                follow = also[each.kind](self._session, each)
                found += [self._as_it_stands(edit) for edit in follow]
        return found

    def _as_it_stands(self, edit: RecordEdit) -> RecordEdit:
        standing = self.seen(edit.record_id)
        return replace(edit, seen={f: standing.get(f, ()) for f in edit.values})
