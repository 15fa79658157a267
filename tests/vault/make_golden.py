"""Makes a golden vault for a released format: run once for each, then commit it.

`python -m tests.vault.make_golden NAME` writes tests/vault/golden/NAME, a vault with
the first migration only, so that opening it later goes through every step after that.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

from homevisit.vault import create_vault, creating, opening
from homevisit.vault.migrating import read_migrations
from tests.vault.conftest import CHEAP, OWNER, PASSWORD, fill, new_clock

GOLDEN = Path(__file__).with_name("golden")
PHOTO = b"an invented photo"


def make(name):
    first = read_migrations()[:1]
    for module in (creating, opening):
        module.read_migrations = lambda: first
    folder = GOLDEN / name
    shutil.rmtree(folder, ignore_errors=True)
    made = create_vault(
        folder, owner_name=OWNER, password=PASSWORD, clock=new_clock(), kdf=CHEAP
    )
    with made.vault as vault:
        fill(vault, rows=5)
        digest = hashlib.sha256(PHOTO).hexdigest()
        (vault.attachments_folder / digest).write_bytes(PHOTO)
        vault.back_up()
    (folder / "recovery-code.txt").write_text(made.recovery_code)
    (folder / "lock").unlink()


if __name__ == "__main__":
    make(sys.argv[1])
