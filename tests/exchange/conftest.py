"""Three colleagues who know each other, and a school at the first one's."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.exchange.staffroom import (
    HOMEROOM,
    PSYCHOLOGIST,
    SUBJECT,
    found_school,
    introduce,
    settle_in,
)


@pytest.fixture
def strangers(tmp_path):
    people = SimpleNamespace(
        homeroom=settle_in(tmp_path / "h.homevisit", HOMEROOM),
        subject=settle_in(tmp_path / "s.homevisit", SUBJECT),
        psychologist=settle_in(tmp_path / "p.homevisit", PSYCHOLOGIST),
    )
    yield people
    for each in vars(people).values():
        each.session.close()


@pytest.fixture
def school(strangers):
    introduce(strangers.homeroom, strangers.subject, strangers.psychologist)
    found_school(strangers.homeroom)
    return strangers
