"""Unlocking: Argon2id and a raw key, against SQLCipher's own passphrase."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.measure import compare, heading
from homevisit.clock import SystemClock
from homevisit.vault import KdfParameters, create_vault, open_vault

PASSWORD = "一盏灯 两个人 三里路 四间屋"


def main() -> None:
    heading("Unlock: from the password to an open, checked vault")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "bench.homevisit")
        clock = SystemClock()
        least = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
        create_vault(
            folder, owner_name="周静怡", password=PASSWORD, clock=clock, kdf=least
        ).vault.close()
        peer = Path(name, "peer.db")

        def ours() -> None:
            open_vault(folder, PASSWORD, clock=clock).close()

        def passphrase() -> None:
            connection = dbapi2.connect(str(peer))
            connection.execute(f"PRAGMA key = '{PASSWORD}'")
            connection.execute("CREATE TABLE IF NOT EXISTS t (x)")
            connection.execute("SELECT count(*) FROM t").fetchone()
            connection.close()

        compare(
            "Argon2id 64 MiB t3 p4 + open + integrity check, against SQLCipher's"
            " PBKDF2 passphrase + open",
            ours,
            passphrase,
            rounds=9,
            kind="wall",
        )


if __name__ == "__main__":
    main()
