"""One person's encrypted folder: keys, database file, migrations, backup, integrity.

The only package that knows SQLCipher. It knows no record: what is in the database is
the ledger's business.
"""

from homevisit.vault.backup import Backup, BackupReceipt, list_backups
from homevisit.vault.creating import create_vault
from homevisit.vault.database import Database
from homevisit.vault.hardening import harden_process
from homevisit.vault.integrity import Findings
from homevisit.vault.kdf import KdfParameters
from homevisit.vault.passwords import require_good_password
from homevisit.vault.restoring import restore_backup, restore_with_recovery_code
from homevisit.vault.vault import (
    NewVault,
    Vault,
    open_vault,
    open_with_recovery_code,
)

__all__ = [
    "Backup",
    "BackupReceipt",
    "Database",
    "Findings",
    "KdfParameters",
    "NewVault",
    "Vault",
    "create_vault",
    "harden_process",
    "list_backups",
    "open_vault",
    "open_with_recovery_code",
    "require_good_password",
    "restore_backup",
    "restore_with_recovery_code",
]
