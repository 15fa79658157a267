"""Rows of the pages about backups, made from what services answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.services import backups, moving
from homevisit.text import N_, _, translate, translate_count
from ui.backup_rows import BackupRow, BackupsPage
from ui.desk.today import copy_age

if TYPE_CHECKING:
    from datetime import datetime

    from homevisit.services.backups import KeptBackup
    from homevisit.services.session import Session

_REASONS = {
    "by_hand": N_("Made by hand"),
    "daily": N_("Daily, by itself"),
    "before_import": N_("Before an import"),
    "before_upgrade": N_("Before an upgrade"),
    "moving": N_("For a new computer"),
}
_MB, _GB = 1_000_000, 1_000_000_000


def read(session: Session) -> BackupsPage:
    """Return the page as it stands now; looks at every disk it remembers."""
    found = backups.overview(session)
    age = copy_age(found.days_since_copy)
    if found.lacks_room:
        today = _(
            "The last backup is without the counselling room; open it, then back up."
        )
    elif found.is_changed:
        today = _("There is something new since the last backup.")
    else:
        today = _("Everything you wrote is in the last backup.")
    return BackupsPage(
        rows=tuple(_row(each) for each in found.kept),
        today=today,
        copy_line=age.line,
        is_copy_old=age.is_old,
        moved_on=moving.moved_away_on(session),
    )


def _row(kept: KeptBackup) -> BackupRow:
    return BackupRow(
        folder=str(kept.folder),
        when=local(kept.made_at),
        reason=_reason(kept),
        place=_place(kept),
        size=size(kept.byte_count),
        checked=_checked(kept),
        is_elsewhere=kept.is_elsewhere,
        is_there=kept.is_there,
    )


def _reason(kept: KeptBackup) -> str:
    said = translate(_REASONS.get(kept.reason, N_("Of an earlier time")))
    if kept.holds_room:
        return _("{reason}, with the counselling room").format(reason=said)
    return said


def _place(kept: KeptBackup) -> str:
    if not kept.is_there:
        return _("Not connected: {folder}").format(folder=kept.folder.parent.parent)
    if kept.is_elsewhere:
        said = _("On another disk: {folder}")
        return said.format(folder=kept.folder.parent.parent)
    return _("On this disk: {folder}").format(folder=kept.folder.parent)


def _checked(kept: KeptBackup) -> str:
    if kept.checked_at is None:
        return ""
    return _("Checked {time}").format(time=local(kept.checked_at))


def local(at: datetime) -> str:
    """Return an instant as day and time of this computer."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def size(byte_count: int) -> str:
    """Return a size as people say it."""
    if byte_count >= _GB:
        return f"{byte_count / _GB:.1f} GB"
    return f"{max(byte_count / _MB, 0.1):.1f} MB"


def checked_words(session: Session, folder: str, tell: backups.Tell) -> str:
    """Check a backup and return what was found."""
    found = backups.check(session, Path(folder), tell)
    if not found.is_room_sound:
        return _("The counselling room in it is damaged; all other records are whole.")
    if found.damaged_attachments:
        return translate_count(
            "All records are whole; {count} attachment is damaged.",
            "All records are whole; {count} attachments are damaged.",
            found.damaged_attachments,
        )
    if not found.is_proved:
        return _("It is whole; it opens with the password of its own day.")
    return _("It is whole: every record and every attachment.")
