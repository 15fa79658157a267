"""A small invented school, built once in a real process without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from homevisit.clock import SystemClock
from homevisit.services import vaults
from tests.product_code import ROOT

STUDENTS = 36


@dataclass
class Built:
    """What the demo said, and the folder that it filled."""

    said: dict
    folder: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "school"
    words = ["demo", "--to", str(folder), "--headless", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "homevisit", *words, "--students", str(STUDENTS)],
        capture_output=True,
        env=environment,
        cwd=folder.parent,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return Built(json.loads(done.stdout), folder)


@pytest.fixture(scope="session")
def session(built):
    """The vault that was built, open for reading."""
    opened = vaults.unlock(
        Path(built.said["vault"]), built.said["password"], clock=SystemClock()
    )
    yield opened
    vaults.lock(opened)
