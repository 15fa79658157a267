"""Taking a vault to a new computer, so that not two of them live on side by side.

The old vault remembers that it was taken away and says so at each opening. Nothing is
forbidden: whoever stays says so once, and the mark is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.errors import Problem
from homevisit.ledger import memory
from homevisit.paths import write_atomically
from homevisit.services import backups
from homevisit.text import N_
from homevisit.vault import BackupReason
from homevisit.vault.storage_problems import telling_storage_problems

if TYPE_CHECKING:
    from pathlib import Path

    from homevisit.services.backups import Tell
    from homevisit.services.session import Session
    from homevisit.vault import BackupReceipt

_MOVED = "moved_away_on"
README = "请先看这里 READ ME.txt"
_README = """\
家访档案：带到新电脑
====================
这个文件夹里是一份加密的档案库副本，没有密码谁也打不开。
1. 在新电脑上安装并打开“家访档案”。
2. 在第一页选“恢复或搬过来”，选中这个文件夹。
3. 输入原来的密码，按提示放到新电脑上。
4. 确认新电脑上一切都在以后，从 U 盘里删掉这个文件夹。
5. 旧电脑上的档案库请不要再写；两边各写各的，以后就对不上了。

HomeVisit: moving to a new computer
===================================
This folder holds an encrypted copy of a vault. Without its password nobody can open it.
1. Install HomeVisit on the new computer and open it.
2. On its first page choose "Restore or move here" and pick this folder.
3. Type the password you have always used, and follow the steps.
4. When everything is there, delete this folder from the stick.
5. Do not go on writing in the old computer's vault: the two would drift apart.
"""


class VaultMovedAway(Problem):
    """A warning: this vault was taken to another computer and goes on there."""

    code = "vault_moved_away"
    what = N_("This vault was taken to a new computer on {day}.")
    safe = N_("Everything in it is still here, as it was then.")
    todo = N_(
        "Go on writing on the new computer only; if you stay with this one, "
        "say so under “Backups”."
    )


def take_along(
    session: Session, stick: Path, tell: Tell | None = None
) -> BackupReceipt:
    """Make a verified copy with a plain note beside it; this vault is then marked.

    Raises the problems of `Vault.back_up`; the vault is then not marked.
    """
    made = backups.make(session, stick, reason=BackupReason.MOVING, tell=tell)
    with telling_storage_problems():
        write_atomically(made.folder.parent / README, _README.encode("utf-8-sig"))
    memory.remember(session.vault.db, _MOVED, session.clock.today().isoformat())
    return made


def moved_away_on(session: Session) -> str:
    """Return the day this vault was taken away, or an empty text."""
    return memory.recall(session.vault.db, _MOVED) or ""


def stay(session: Session) -> None:
    """Take the mark away: this vault is the living one, here."""
    if moved_away_on(session):
        memory.remember(session.vault.db, _MOVED, "")


def warn_if_moved(session: Session) -> None:
    """Add the warning to those of the vault, first of all."""
    day = moved_away_on(session)
    if day:
        warning = VaultMovedAway(day=day)
        session.vault.warnings = (warning, *session.vault.warnings)
