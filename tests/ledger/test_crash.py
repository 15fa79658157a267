"""SIGKILL at any moment of a save: nothing corrupt, nothing confirmed is lost."""

from __future__ import annotations

import os

import pytest

from tests.ledger.killing import campaign

pytestmark = [
    pytest.mark.crash,
    pytest.mark.timeout(3600),
]


def test_no_kill_loses_a_confirmed_save_or_damages_the_vault(tmp_path, crash_runs):
    if not hasattr(os, "fork"):
        pytest.fail("this campaign kills forked processes; run it on Linux or macOS")

    outcome = campaign(tmp_path / "killed.homevisit", crash_runs)

    assert outcome.kills == crash_runs
    assert outcome.inside >= 0.3 * outcome.kills
    assert outcome.acknowledged > outcome.kills
