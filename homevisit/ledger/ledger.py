"""The ledger: the only way to write a record, and everything that follows from that.

Every save is one transaction of changes. What is current, the search index, every list
and count are projections of the changes and can be rebuilt. Lives as long as the vault
is open, on the thread that opened it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from homevisit.ids import new_id
from homevisit.ledger import drafts, history_rows
from homevisit.ledger.admission import require_admitted
from homevisit.ledger.change import NO_LINK, SCHEMA, Change, Note, Save, SaveHead
from homevisit.ledger.filing import read_filing
from homevisit.ledger.folding import fold
from homevisit.ledger.hybrid_clock import HybridClock
from homevisit.ledger.plain_values import is_same, plain, plain_text
from homevisit.ledger.record_rows import read_states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from homevisit.clock import Clock
    from homevisit.ledger.change import Json
    from homevisit.ledger.database import Database
    from homevisit.ledger.filing import Filing
    from homevisit.ledger.indexing import Indexing
    from homevisit.ledger.merge import RecordState


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be written into one record.

    `seen` names, per field, the changes the author looked at (from
    `Ledger.standing`); left out, it is what stands at the moment of saving. A field
    whose value equals what stands alone already is not written again.
    """

    record_id: str
    kind: str
    student_id: str | None
    values: Mapping[str, Json]
    seen: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that is on the disk. `save_id` is None when there was nothing to write."""

    save_id: str | None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the person, this copy of the vault, and the person's signature."""

    person_id: str
    writer_id: str
    sign: Callable[[bytes], bytes]


@dataclass(slots=True)
class _Position:
    """Where this copy's chain stands."""

    hlc: int = 0
    seq: int = 0
    link: bytes = field(default=NO_LINK)


class Ledger:
    """Writes saves and folds them; see `history`, `undo`, `drafts` for the rest."""

    def __init__(
        self, db: Database, indexing: Indexing, author: Author, clock: Clock
    ) -> None:
        self.db = db
        self.indexing = indexing
        self.author = author
        self.clock = clock
        position = self._read_position()
        self._stamps = HybridClock(clock, position.hlc)
        self._step: Callable[[int, int], None] = lambda _done, _total: None

    def save(
        self,
        edits: Sequence[Edit],
        *,
        purpose: str = "save",
        note: Note | None = None,
        erase_draft: str = "",
    ) -> Saved:
        """Write `edits` as one save; afterwards all of it is on the disk, or nothing.

        `erase_draft` names a draft that this save makes good: it goes with the save or
        stays with it. Raises what the vault raises (disk full, damaged); nothing is
        then written.
        """
        single = _one_per_record(edits)
        with self.db.transaction():
            states = read_states(self.db, (edit.record_id for edit in single))
            filing = read_filing(self.db)
            changes = [
                change
                for edit in single
                if (change := self._change(edit, states.get(edit.record_id), filing))
            ]
            if erase_draft:
                drafts.erase_within(self.db, erase_draft)
            return self._commit(changes, states, purpose, note)

    @contextmanager
    def watched(self, step: Callable[[int, int], None]) -> Iterator[None]:
        """Tell `step` of saves made meanwhile how many records are done of how many.

        It may raise to stop; then nothing of that save is written.
        """
        before, self._step = self._step, step
        try:
            yield
        finally:
            self._step = before

    def save_changes(
        self,
        changes: Sequence[Change],
        states: Mapping[str, RecordState],
        *,
        purpose: str,
        note: Note,
    ) -> Saved:
        """Write changes made elsewhere in this package, such as an undo's.

        `states` are those that the changes were made from; they are used up.
        """
        with self.db.transaction():
            return self._commit(changes, states, purpose, note)

    def new_change(
        self,
        state: RecordState,
        written: Mapping[str, Json],
        replaces: Mapping[str, tuple[str, ...]],
    ) -> Change:
        """Return a change of an existing record, not yet saved."""
        return Change(
            new_id(self.clock),
            state.id,
            state.kind,
            state.student_id,
            dict(written),
            {name: tuple(ids) for name, ids in replaces.items() if ids},
        )

    def standing(self, record_id: str) -> dict[str, tuple[str, ...]]:
        """Return, per field, the changes that stand now: what a form's user sees."""
        state = read_states(self.db, (record_id,)).get(record_id)
        if state is None:
            return {}
        return {name: tuple(ids) for name, ids in state.living.items()}

    def receive(self, saves: Iterable[Save]) -> Saved:
        """Take in saves made elsewhere; known ones change nothing, order is free.

        The caller has verified signatures and digests. Content that was withheld
        before and comes now is added. One transaction: all or nothing.
        """
        with self.db.transaction():
            fresh: list[tuple[Change, int]] = []
            arrived: list[tuple[Save, bool]] = []
            for save in {each.head.id: each for each in saves}.values():
                known = history_rows.read_save(self.db, save.head.id)
                news = _unknown_parts(save, known)
                arrived.append((news, known is None))
                fresh.extend((c, save.head.hlc) for c in news.changes if c)
                self._stamps.witness(save.head.hlc)
            require_admitted(self.indexing, (change.kind for change, _ in fresh))
            records = fold(self.db, self.indexing, fresh) if fresh else ()
            for save, is_new in arrived:
                self._store(save, is_new=is_new)
            self._write_position(self._read_position())
            return Saved(None, records)

    def head(self) -> tuple[int, bytes]:
        """Return number and link of this copy's last save, to be signed elsewhere."""
        position = self._read_position()
        return position.seq, position.link

    def _change(
        self, edit: Edit, state: RecordState | None, filing: Filing
    ) -> Change | None:
        living = state.living if state else {}
        body = state.body if state else {}
        written = {}
        for name, given in edit.values.items():
            value = plain(given)
            stands_alone = len(living.get(name, ())) <= 1
            seen_it = edit.seen is None or edit.seen.get(name, ()) == tuple(
                living.get(name, ())
            )
            # A form of a merged file's record gives back the student that it shows.
            shown = filing.shown_value(name, body.get(name))
            if (
                stands_alone
                and seen_it
                and is_same(filing.shown_value(name, value), shown)
            ):
                continue
            written[name] = value
        if not written and state is not None:
            return None
        seen = edit.seen if edit.seen is not None else living
        return Change(
            new_id(self.clock),
            edit.record_id,
            edit.kind,
            edit.student_id,
            written,
            {name: tuple(seen[name]) for name in written if seen.get(name)},
            creates=state is None,
        )

    def _commit(
        self,
        changes: Sequence[Change],
        states: Mapping[str, RecordState],
        purpose: str,
        note: Note | None,
    ) -> Saved:
        if not changes:
            return Saved(None)
        require_admitted(self.indexing, (change.kind for change in changes))
        position = self._read_position()
        note = _plain_note(note) if note else Note()
        head = SaveHead(
            id=new_id(self.clock),
            writer=self.author.writer_id,
            seq=position.seq + 1,
            hlc=self._stamps.tick(),
            author=self.author.person_id,
            purpose=purpose,
            schema=SCHEMA,
            prev=position.link,
            digests=(note.digest(), *(change.digest() for change in changes)),
        )
        link = head.link()
        save = Save(head, self.author.sign(link), note, tuple(changes))
        stamped = [(each, head.hlc) for each in changes]
        records = fold(self.db, self.indexing, stamped, states, self._step)
        self._store(save, is_new=True)
        self._write_position(_Position(self._stamps.last, head.seq, link))
        return Saved(head.id, records)

    def _store(self, save: Save, *, is_new: bool) -> None:
        if is_new:
            received = self.clock.now().isoformat(timespec="milliseconds")
            history_rows.write_save(self.db, save, received)
        else:
            history_rows.write_late(self.db, save)

    def _read_position(self) -> _Position:
        rows = dict(self.db.execute("SELECT name, value FROM ledger_state").fetchall())
        if rows.get("writer") != self.author.writer_id:
            # A restored or copied vault writes a chain of its own from here on.
            return _Position(hlc=int(rows.get("hlc", "0")))
        return _Position(
            int(rows["hlc"]), int(rows["seq"]), bytes.fromhex(rows["link"])
        )

    def _write_position(self, position: _Position) -> None:
        self.db.executemany(
            "INSERT OR REPLACE INTO ledger_state VALUES (?, ?)",
            [
                ("writer", self.author.writer_id),
                ("hlc", str(self._stamps.last)),
                ("seq", str(position.seq)),
                ("link", position.link.hex()),
            ],
        )


def _one_per_record(edits: Iterable[Edit]) -> list[Edit]:
    """Join edits of one record: within a save a later one continues the earlier."""
    joined: dict[str, Edit] = {}
    for edit in edits:
        earlier = joined.get(edit.record_id)
        if earlier is not None:
            seen = None
            if earlier.seen is not None or edit.seen is not None:
                seen = {**(edit.seen or {}), **(earlier.seen or {})}
            edit = replace(  # noqa: PLW2901  the joined one stands for both
                edit, values={**earlier.values, **edit.values}, seen=seen
            )
        joined[edit.record_id] = edit
    return list(joined.values())


def _plain_note(note: Note) -> Note:
    return replace(note, reason=plain_text(note.reason), label=plain_text(note.label))


def _unknown_parts(save: Save, known: Save | None) -> Save:
    if known is None:
        return save
    changes = tuple(
        None if had is not None else new
        for new, had in zip(save.changes, known.changes, strict=True)
    )
    return Save(save.head, save.signature, known.note or save.note, changes)
