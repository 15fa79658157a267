"""A program that works on a vault without a pause until it is killed.

Each finished step is acknowledged by a line on standard output, after it returned.
"""

from __future__ import annotations

import sys
from itertools import count

from homevisit.vault import open_vault
from tests.vault.conftest import PASSWORD, new_clock


def say(word):
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def save_headers(vault, _clock):
    session = vault._session
    while True:
        session.save_header(session.header.next())
        say(session.header.generation)


def back_up(vault, clock):
    for day in count():
        vault.back_up()
        say(day)
        clock.advance(days=1)


def rotate(vault, _clock):
    while True:
        vault.rotate_key(PASSWORD)
        say(vault._session.header.file("data").n)


def main(work, folder):
    clock = new_clock()
    vault = open_vault(folder, PASSWORD, clock=clock)
    say("ready")
    {"headers": save_headers, "backups": back_up, "rotations": rotate}[work](
        vault, clock
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
