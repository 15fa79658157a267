"""Three colleagues: strangers at first, or acquainted with a school at the first one's.

Their vaults are made once and copied for each test.
"""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest

from tests.exchange.staffroom import (
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    found_school,
    introduce,
    reopen,
    settle_in,
)

PEOPLE = {"homeroom": HOMEROOM, "subject": SUBJECT, "psychologist": PSYCHOLOGIST}


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Return a folder with the vaults of the strangers, and of the school."""
    folder = tmp_path_factory.mktemp("made_once")
    people = [
        settle_in(folder / "strangers" / name, person)
        for name, person in PEOPLE.items()
    ]
    for each in people:
        each.copy(folder / "school" / each.folder.name).session.close()
        each.session.close()
    people = [reopen(folder / "school" / name) for name in PEOPLE]
    introduce(*people)
    found_school(people[0])
    for each in people:
        each.session.close()
    return folder


def opened(template, folder):
    shutil.copytree(template, folder)
    people = SimpleNamespace(**{name: reopen(folder / name) for name in PEOPLE})
    yield people
    for each in vars(people).values():
        each.session.close()


@pytest.fixture
def strangers(made_once, tmp_path):
    yield from opened(made_once / "strangers", tmp_path / "vaults")


@pytest.fixture
def school(made_once, tmp_path):
    yield from opened(made_once / "school", tmp_path / "vaults")


@pytest.fixture(scope="module")
def quiet_school(made_once, tmp_path_factory):
    """Return a school for tests that leave it as it was."""
    yield from opened(made_once / "school", tmp_path_factory.mktemp("quiet") / "vaults")
