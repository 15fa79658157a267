"""Chapters of a term summary as somebody began to write them; this vault's own memory.

They are no record until a summary is printed with them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import memory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.session import Session

_MEMORY = "term summary texts"


def read(session: Session, term_id: str, scope: str = "") -> dict[str, str]:
    """Return the chapters written for a term and scope, by code."""
    return dict(_stored(session).get(f"{term_id} {scope}", {}))


def keep(
    session: Session, term_id: str, texts: Mapping[str, str], *, scope: str = ""
) -> None:
    """Keep these chapters instead of those kept before; none takes them away."""
    stored = _stored(session) | {f"{term_id} {scope}": dict(texts)}
    plain = {place: each for place, each in stored.items() if each}
    memory.remember(session.ledger.db, _MEMORY, write_json(plain).decode())


def _stored(session: Session) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(
        memory.recall(session.ledger.db, _MEMORY) or "{}"
    )
    return found
