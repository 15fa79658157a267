"""The practice vault: known from inside, and kept apart from every colleague."""

from __future__ import annotations

import pytest

from homevisit.services import backups, changes, paper_forms, practice, restores
from homevisit.services.practice import PracticeVaultError
from homevisit.services.restores import Secret
from tests.services.conftest import PASSWORD


def test_an_ordinary_vault_is_none(session):
    assert not practice.is_practice(session)
    assert changes.my_card(session).content


def test_nothing_goes_out_of_it_and_nothing_comes_in(session):
    card = changes.my_card(session).content
    practice.mark(session)
    verbs = (
        lambda: changes.my_card(session),
        lambda: changes.trust_card(session, card),
        lambda: changes.export_changes(session, session.person_id),
        lambda: changes.import_changes(session, b""),
    )
    for verb in verbs:
        with pytest.raises(PracticeVaultError):
            verb()


def test_paper_of_it_is_marked(session):
    assert not paper_forms.print_run(session, "blank_form").is_practice
    practice.mark(session)
    assert paper_forms.print_run(session, "blank_form").is_practice


def test_the_mark_is_inside_and_survives_a_restore(session, clock, tmp_path):
    practice.mark(session)
    made = backups.make(session)
    into = tmp_path / "elsewhere.homevisit"
    opened = restores.restore(made.folder, into, Secret(PASSWORD), clock=clock)
    assert practice.is_practice(opened.session)
    opened.session.close()
