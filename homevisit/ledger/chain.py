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
    saves = list(history_rows.read_saves(db, "1", ()))
    links = {each.head.link() for each in saves} | {NO_LINK}
    places = {(each.head.writer, each.head.seq) for each in saves}
    return ChainFindings(
        checked=len(saves),
        altered=_ids(saves, lambda each: not each.is_whole()),
        unlinked=_ids(
            saves,
            lambda each: (
                each.head.prev not in links
                and (each.head.writer, each.head.seq - 1) in places
            ),
        ),
        unsigned=_ids(saves, lambda each: not is_signed(each)),
    )


def _ids(saves: list[Save], is_wrong: Signed) -> tuple[str, ...]:
    return tuple(each.head.id for each in saves if is_wrong(each))
