"""One person's encrypted folder: keys, database file, migrations, backup, integrity.

The only package that knows SQLCipher. It knows no record: what is in the database is
the ledger's business.
"""

from homevisit.vault.creating import create_vault
from homevisit.vault.database import Database
from homevisit.vault.kdf import KdfParameters
from homevisit.vault.vault import NewVault, Vault, open_vault

__all__ = [
    "Database",
    "KdfParameters",
    "NewVault",
    "Vault",
    "create_vault",
    "open_vault",
]
