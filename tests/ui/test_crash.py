"""The power fails in mid-sentence: the next start offers the text back."""

import subprocess
import sys
import time

import pytest

from homevisit.services import vaults, visits
from tests.product_code import ROOT
from tests.ui.conftest import PASSWORD
from tests.ui.typing_child import EVERY_MS

# Two seconds of typing, and what the timer and a busy machine add to them.
MOST_LOST = 2000 // EVERY_MS


@pytest.mark.crash
def test_at_most_two_seconds_are_missing_after_a_kill(folder, clock, crash_runs):
    seconds = 60 if crash_runs > 30 else 4
    arguments = [sys.executable, "-m", "tests.ui.typing_child", str(folder), PASSWORD]
    child = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    typed = 0
    end = None
    while end is None or time.monotonic() < end:
        typed = int(child.stdout.readline())
        end = end or time.monotonic() + seconds
    child.kill()
    typed = max(
        [typed, *(int(line) for line in child.stdout if line.strip().isdigit())]
    )
    child.stdout.close()
    child.wait()
    assert typed > seconds * 5
    session = vaults.unlock(folder, PASSWORD, clock=clock)
    ((form, _saved_at),) = visits.read_drafts(session)
    session.close()
    kept = [int(number) for number in form.values["at_home"].split()]
    assert kept == list(range(1, len(kept) + 1))
    assert typed - len(kept) <= MOST_LOST
