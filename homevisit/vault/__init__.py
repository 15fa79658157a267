"""One person's encrypted folder: keys, database file, migrations, backup, integrity.

The only package that knows SQLCipher. It knows no record: what is in the database is
the ledger's business.
"""

from homevisit.vault.backup import BackupReceipt
from homevisit.vault.backup_checking import BackupCheck
from homevisit.vault.backup_log import BackupReason, LoggedBackup
from homevisit.vault.backup_place import (
    Backup,
    find_backups,
    list_backups,
    put_back,
    set_aside,
)
from homevisit.vault.creating import create_vault
from homevisit.vault.database import Database
from homevisit.vault.folder_lock import knock, require_closed
from homevisit.vault.hardening import harden_process
from homevisit.vault.integrity import Findings
from homevisit.vault.kdf import KdfParameters
from homevisit.vault.layout import Layout
from homevisit.vault.looking import BackupSeen, looking_into
from homevisit.vault.pace import Pace
from homevisit.vault.passwords import require_good_password
from homevisit.vault.restoring import restore_backup, restore_with_recovery_code
from homevisit.vault.vault import (
    NewVault,
    RoomVault,
    Vault,
    open_vault,
    open_with_recovery_code,
)

__all__ = [
    "Backup",
    "BackupCheck",
    "BackupReason",
    "BackupReceipt",
    "BackupSeen",
    "Database",
    "Findings",
    "KdfParameters",
    "Layout",
    "LoggedBackup",
    "NewVault",
    "Pace",
    "RoomVault",
    "Vault",
    "create_vault",
    "find_backups",
    "harden_process",
    "knock",
    "list_backups",
    "looking_into",
    "open_vault",
    "open_with_recovery_code",
    "put_back",
    "require_closed",
    "require_good_password",
    "restore_backup",
    "restore_with_recovery_code",
    "set_aside",
]
