"""An import that is killed at any moment: all of it or nothing, and repeatable."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pytest

from homevisit.ledger.exchange_rows import read_contact_frontier
from homevisit.services.changes import contacts, export_changes, import_changes
from tests.exchange.staffroom import HOMEROOM, PSYCHOLOGIST, add_child, reopen
from tests.product_code import ROOT

pytestmark = pytest.mark.crash


def begin(folder, file):
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.exchange.import_child", folder, file],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout.readline() == "begin\n"
    return child


def end(child):
    child.kill()
    child.communicate()


def seconds_of_an_import(folder, file):
    child = begin(folder, file)
    started = time.monotonic()
    assert child.stdout.readline().startswith("done")
    took = time.monotonic() - started
    end(child)
    return took


def test_a_killed_import_repeats_cleanly(school, crash_runs, tmp_path):
    one, other = school.homeroom, school.psychologist
    for number in range(150):
        add_child(one, f"more-{number}", f"更多学生{number}", "class-a")
    file = tmp_path / "changes"
    file.write_bytes(export_changes(one.session, PSYCHOLOGIST).content)
    expected = one.digest()
    untouched = other.digest()
    other.session.close()
    runs = max(4, crash_runs // 6)
    folders = [tmp_path / f"{number}.homevisit" for number in range(runs + 1)]
    for folder in folders:
        shutil.copytree(other.folder, folder)
    took = seconds_of_an_import(folders.pop(), file)

    outcomes = []
    for number, folder in enumerate(folders):
        child = begin(folder, file)
        time.sleep(took * number / runs)
        end(child)
        outcomes.append(after_the_kill(folder, file, untouched, expected))

    # Most kills must have hit the work itself, or this would prove nothing.
    assert outcomes.count("nothing") >= runs // 2


def after_the_kill(folder, file, untouched, expected):
    person = reopen(folder)
    found = person.digest()
    frontier = read_contact_frontier(person.db, HOMEROOM)
    assert found in {untouched, expected}
    assert bool(frontier) == (found == expected)
    import_changes(person.session, file.read_bytes())
    assert person.digest() == expected
    assert len(contacts(person.session)) == 2
    person.session.close()
    return "all" if found == expected else "nothing"
