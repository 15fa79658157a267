"""Backups to restore from, what was seen in one, and the vault that came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import restores
from homevisit.services.restores import Secret
from homevisit.text import _, translate_count
from ui.backup_rows import BackupRow, Sight
from ui.desk import gate
from ui.desk.backups import local, size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homevisit.clock import Clock
    from homevisit.services.backups import Tell
    from homevisit.services.restores import Backup, Glimpse, Lacking
    from homevisit.services.session import Session
    from ui.desk.gate import Entered

_ENDING = ".homevisit"

__all__ = ["Secret", "find", "look", "of_vaults", "restore"]


def find(chosen: str) -> tuple[BackupRow, ...]:
    """Return the backups that somebody who chose a folder may mean."""
    return tuple(_row(each) for each in restores.find_backups(Path(chosen)))


def of_vaults(folders: Iterable[str]) -> tuple[BackupRow, ...]:
    """Return the backups that lie inside known vaults, newest first."""
    found = [row for folder in folders for row in find(folder)]
    return tuple(sorted(found, key=lambda row: row.when, reverse=True))


def look(
    folder: str, secret: Secret, clock: Clock, present: Session | None = None
) -> Sight:
    """Look into a backup and propose where it could be restored."""
    backup = Path(folder)
    beside = _beside(backup, present)
    seen = restores.look(backup, secret, beside=beside, clock=clock, present=present)
    day = seen.made_at.astimezone().strftime("%Y%m%d")
    into = restores.free_folder(beside, seen.vault_name or _("HomeVisit"), day)
    return Sight(
        facts=_facts(seen),
        lacking=_lacking_words(seen.lacking),
        is_lacking=seen.lacking is not None and not seen.lacking.is_nothing,
        into=str(into),
    )


def restore(
    folder: str, into: str, secret: Secret, clock: Clock, tell: Tell
) -> Entered:
    """Make a new vault of a backup and open it."""
    opened = restores.restore(Path(folder), Path(into), secret, clock=clock, tell=tell)
    return gate.entered(opened.session, into, opened.recovery_code)


def _beside(backup: Path, present: Session | None) -> Path:
    """Return where a restored vault belongs: by the old one, or in one's own folder."""
    if present is not None:
        return present.vault.folder.parent
    inside = backup.parent.parent
    return inside.parent if inside.name.endswith(_ENDING) else Path.home()


def _row(backup: Backup) -> BackupRow:
    inside = backup.folder.parent.parent
    is_inside = inside.name.endswith(_ENDING)
    return BackupRow(
        folder=str(backup.folder),
        when=local(backup.made_at),
        reason=inside.name.removesuffix(_ENDING) if is_inside else "",
        place=str(backup.folder.parent),
        size=size(backup.byte_count),
        checked="",
        is_elsewhere=not is_inside,
        is_there=True,
    )


def _facts(seen: Glimpse) -> tuple[tuple[str, str], ...]:
    found = (
        (_("Whose vault"), seen.owner),
        (_("School"), seen.school),
        (_("Backup made"), local(seen.made_at)),
        (_("Last change in it"), seen.saved_on),
        (_("Students"), str(seen.students)),
        (_("Home visits"), str(seen.visits)),
        (_("Photos and files"), str(seen.attachments)),
    )
    return tuple(fact for fact in found if fact[1])


def _lacking_words(lacking: Lacking | None) -> str:
    if lacking is None:
        return ""
    if lacking.is_nothing:
        return _("The vault in use has nothing that is not in this backup.")
    counts = (lacking.saves, lacking.students, lacking.visits)
    saves, new_students, new_visits = counts
    parts = (
        translate_count("{count} save", "{count} saves", saves),
        translate_count("{count} new student", "{count} new students", new_students),
        translate_count("{count} new visit", "{count} new visits", new_visits),
    )
    said = _("The vault in use has what this backup has not: {parts}.")
    named = [part for part, count in zip(parts, counts, strict=True) if count]
    return said.format(parts=_(", ").join(named))
