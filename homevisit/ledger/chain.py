"""Checking that the past was not altered: digests, links and signatures of all saves.

A tail that was cut off shows only against a head known elsewhere (backups and other
people's vaults hold such heads).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger import history_rows
from homevisit.ledger.change import NO_LINK

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.ledger.change import Save
    from homevisit.ledger.database import Database

    Signed = Callable[[Save], bool]


@dataclass(frozen=True, slots=True)
class ChainFindings:
    """How many saves were checked, and the ids of those that do not hold."""

    checked: int
    altered: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not (self.altered or self.unlinked or self.unsigned)


def check_chain(db: Database, is_signed: Signed) -> ChainFindings:
    """Check every save; `is_signed` says whether its author's key signed its link.

    A save whose predecessor is not here at all (it has not arrived) is no finding.
    """
    altered, unsigned = [], []
    links = {NO_LINK}
    places: dict[tuple[str, int], list[tuple[str, bytes]]] = {}
    # One at a time: the content of all saves together is the whole vault.
    for save in history_rows.read_saves(db, "1", ()):
        head = save.head
        if not save.is_whole():
            altered.append(head.id)
        if not is_signed(save):
            unsigned.append(head.id)
        links.add(head.link())
        places.setdefault((head.writer, head.seq), []).append((head.id, head.prev))
    unlinked = [
        save_id
        for (writer, seq), found in places.items()
        for save_id, prev in found
        if prev not in links and (writer, seq - 1) in places
    ]
    return ChainFindings(
        sum(map(len, places.values())), tuple(altered), tuple(unlinked), tuple(unsigned)
    )
