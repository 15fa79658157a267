"""A psychologist's vault with a room, and a case that was raised in it."""

from __future__ import annotations

import pytest

from homevisit.services import room, staffing
from tests.services.care.acts import raised
from tests.services.conftest import PASSWORD


@pytest.fixture
def psychologist(session):
    staffing.add_post(session, session.person_id, "psychologist")
    return session


@pytest.fixture
def opened(psychologist):
    return room.make_room(psychologist, PASSWORD)


@pytest.fixture
def case_id(opened, jiang):
    return raised(opened, jiang)
