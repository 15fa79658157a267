"""Flipped, cut and stitched bytes: always refused, and never a row changed.

`campaign(count)` is for `dev.py crash`; the everyday run takes a short sample.
"""

from __future__ import annotations

import random

import pytest

from homevisit.errors import Problem
from homevisit.services.changes import export_changes, import_changes
from tests.exchange.staffroom import PSYCHOLOGIST


def spoilt(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    kind = chance.randrange(5)
    if kind == 0:
        return content[:place]
    if kind == 1:
        return content[:place] + content[place + 1 :]
    if kind == 2:
        return content[:place] + bytes([chance.randrange(256)]) + content[place:]
    if kind == 3:
        return content + bytes(chance.randrange(1, 300))
    flipped = bytearray(content)
    flipped[place] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def campaign(school, count: int, seed: int) -> None:
    """Spoil a file `count` times; raises where one is taken or changes a row."""
    content = export_changes(school.homeroom.session, PSYCHOLOGIST).content
    person = school.psychologist
    before = person.everything()
    chance = random.Random(seed)
    for _ in range(count):
        bad = spoilt(content, chance)
        with pytest.raises(Problem):
            import_changes(person.session, bad)
    assert person.everything() == before
    assert import_changes(person.session, content).new_saves > 0


def test_spoilt_files_are_refused(school, crash_runs):
    campaign(school, crash_runs * 20, seed=crash_runs)


def test_every_single_cut_of_the_outside_is_refused(school):
    content = export_changes(school.homeroom.session, PSYCHOLOGIST).content
    person = school.psychologist
    before = person.everything()
    for length in [*range(600), *range(600, len(content), 97)]:
        with pytest.raises(Problem):
            import_changes(person.session, content[:length])
    assert person.everything() == before
