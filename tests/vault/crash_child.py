"""A program that works on a vault without a pause until it is killed.

Each finished step is acknowledged by a line on standard output, after it returned.
"""

from __future__ import annotations

import sys
from itertools import count

from homevisit.vault import open_vault
from tests.vault.conftest import PASSWORD, fill, new_clock, notes


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


def live_in_the_room(vault, _clock):
    """Make the room unless it is there; then write, close and open it over and over."""
    session = vault._session
    while True:
        if not vault.room.is_made:
            fill(vault.room.make(PASSWORD), rows=1)
        room = vault.room.open(PASSWORD)
        for _ in range(3):
            with room.db.transaction():
                room.db.execute("INSERT INTO note (text) VALUES ('x')")
            say(notes(room))
        room.close()
        vault.rotate_key(PASSWORD)
        assert session.room is None


def main(work, folder):
    clock = new_clock()
    vault = open_vault(folder, PASSWORD, clock=clock)
    say("ready")
    works = {
        "headers": save_headers,
        "backups": back_up,
        "rotations": rotate,
        "room": live_in_the_room,
    }
    works[work](vault, clock)


if __name__ == "__main__":
    main(*sys.argv[1:])
