"""What was typed and not yet sent when the vault was locked; this vault's own memory.

It is no record: it does not travel, has no history, and is gone once it is sent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from homevisit.canonical import write_json
from homevisit.ledger import memory

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.services.session import Session

    # Of each place, the fields by name and what stood in them.
    Texts = Mapping[str, Mapping[str, str]]

_MEMORY = "unsent texts"


def read(session: Session) -> dict[str, dict[str, str]]:
    """Return what was kept, by place and field."""
    stored = json.loads(memory.recall(session.ledger.db, _MEMORY) or "{}")
    return {place: dict(texts) for place, texts in stored.items()}


def keep(session: Session, texts: Texts) -> None:
    """Keep these texts instead of those kept before."""
    plain = {place: dict(fields) for place, fields in texts.items() if fields}
    memory.remember(session.ledger.db, _MEMORY, write_json(plain).decode())
