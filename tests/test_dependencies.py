"""What is installed is what was locked, and what was locked is what was decided."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import distributions, packages_distributions, version

import pytest
from packaging.markers import Marker
from PySide6.QtCore import QObject
from sqlcipher3 import dbapi2

import homevisit
from tests.product_code import ROOT

LOCKS = ("app", "dev", "build", "bench")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)
VOID_CALLS = 1000


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    """Return what the lock asks for on the system that runs this."""
    return {
        package: pin
        for package, pin, marker in PINNED.findall(lock(name))
        if not marker or Marker(marker).evaluate()
    }


def spelled(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_line_is_a_pin_with_hashes_and_nothing_else(name):
    entries = re.split(r"\n(?=\S)", lock(name).strip())
    entry = re.compile(
        r"[a-z0-9-]+==\S+(?: ; .+)?( \\\n    --hash=sha256:[0-9a-f]{64})+"
    )
    odd = [text.partition("\n")[0] for text in entries if not entry.fullmatch(text)]
    assert odd == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.*")), ids=str)
def test_no_requirement_names_a_registry(path):
    text = path.read_text("utf-8")
    assert re.findall(r"https?:|--index|--extra-index|--find-links|@ ", text) == []


@pytest.mark.parametrize("longer", ["dev", "build", "bench"])
def test_the_longer_locks_hold_the_application_at_the_same_versions(longer):
    assert pins("app").items() <= pins(longer).items()


def wishes() -> list[str]:
    """Return the packages of app.in; lines with a marker only narrow one of them."""
    lines = (ROOT / "requirements" / "app.in").read_text("utf-8").splitlines()
    return [re.split(r"[=<>]", x)[0] for x in lines if x[:1] != "#" and ";" not in x]


def test_every_wish_is_locked():
    assert {spelled(name) for name in wishes()} <= set(pins("app"))


def test_what_is_installed_is_what_is_locked():
    installed = {spelled(d.metadata["Name"]): d.version for d in distributions()}
    locked = {
        name: locked_version
        for name, locked_version in pins("app").items()
        if name in installed
    }
    assert locked == {name: installed[name] for name in locked}
    assert {"pyside6-essentials", "sqlcipher3", "reportlab"} <= set(locked)


def test_qt_is_the_version_that_survives_python_3_11():
    assert pins("app")["pyside6-essentials"] == "6.11.3"
    assert version("PySide6_Essentials") == "6.11.3"


def test_calls_that_return_nothing_lose_no_reference_to_none():
    """PySide6 6.12.0 lost one per call on Python 3.11 and ended the process."""
    thing = QObject()
    before = sys.getrefcount(None)
    for number in range(VOID_CALLS):
        thing.setObjectName("odd" if number % 2 else "even")
    assert sys.getrefcount(None) > before - VOID_CALLS // 10


def test_exactly_one_package_brings_the_encrypted_database():
    """Three packages share this import name; only one of them is ours."""
    assert set(packages_distributions()["sqlcipher3"]) == {"sqlcipher3"}
    with dbapi2.connect(":memory:") as connection:
        found = connection.execute("PRAGMA cipher_version").fetchone()[0]
    connection.close()
    assert tuple(int(part) for part in found.split()[0].split(".")) >= (4, 19)


def test_one_version_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[(.+?)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == project["version"] == homevisit.__version__


def test_every_dependency_has_its_reason_and_licence():
    decision = (ROOT / "docs" / "adr" / "0003-dependencies.md").read_text("utf-8")
    assert [name for name in wishes() if f"| {name} |" not in decision] == []
