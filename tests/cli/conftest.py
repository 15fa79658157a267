"""Commands run as typed, on a vault of an invented teacher that is copied per test."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homevisit.cli.main import app
from homevisit.clock import SystemClock
from homevisit.services import school, vaults
from homevisit.vault import KdfParameters

PASSWORD = "chuntian pingguo shubao"
OWNER = "程知夏"
SCHOOL = {"name": "柳溪初级中学", "system": "six_three", "class_style": "short"}
CHEAP = KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1)

HEADINGS = ["姓名", "性别", "出生日期", "班级", "身份证号", "联系电话", "父亲姓名"]
ROWS = [
    ["江予安", "女", "2013-05-04", "七(2)班", "", "19900000001", "江守田"],
    ["扎西·旺堆", "男", "2013-02-11", "七(2)班", "", "19900000002", "旺堆·次仁"],
    ["陈𬭚宜", "女", "2012-13-40", "七(1)班", "990101201305041234", "1990000", ""],
]


@dataclass
class Said:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> dict:
        return json.loads(self.out)

    @property
    def problem(self) -> dict:
        return json.loads(self.err)


class Terminal:
    """Types commands; the password of the vault goes in by standard input."""

    def __init__(self, vault: Path) -> None:
        self.vault = vault

    def bare(self, *words, given=""):
        """Run the words as they are."""
        result = CliRunner().invoke(app, [str(word) for word in words], input=given)
        return Said(result.exit_code, result.stdout, result.stderr)

    def __call__(self, *words, given=(PASSWORD,), vault=None):
        """Run a command on the vault with lines on standard input."""
        lines = "".join(f"{line}\n" for line in given)
        shared = ("--vault", vault or self.vault, "--password-stdin")
        return self.bare(*words, *shared, given=lines)

    def facts(self, *words, **how):
        """Run a command that must end well and return its JSON object."""
        said = self(*words, "--json", **how)
        assert said.code == 0, said.err
        return said.facts


@pytest.fixture(scope="session")
def _template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "cheng.homevisit"
    owner = school.Owner(OWNER, (("homeroom_teacher", ""),))
    setup = vaults.Setup(owner, SCHOOL)
    made = vaults.create(folder, PASSWORD, setup, clock=SystemClock(), kdf=CHEAP)
    vaults.lock(made.session)
    return folder, made.recovery_code


@pytest.fixture
def vault(_template, tmp_path):
    folder = tmp_path / _template[0].name
    shutil.copytree(_template[0], folder)
    return folder


@pytest.fixture
def recovery_code(_template):
    return _template[1]


@pytest.fixture
def terminal(vault):
    return Terminal(vault)


def write_list(folder):
    """Write a list of three children; the third row has wrong numbers."""
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *ROWS])
    path = folder / "list.csv"
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


@pytest.fixture
def roster(tmp_path):
    return write_list(tmp_path)


@pytest.fixture(scope="session")
def _enrolled_template(_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("enrolled")
    vault = folder / _template[0].name
    shutil.copytree(_template[0], vault)
    Terminal(vault).facts("roster", "import", write_list(folder), "--write")
    return vault


@pytest.fixture
def enrolled(_enrolled_template, terminal):
    """The terminal on a vault in which the three children are."""
    shutil.rmtree(terminal.vault)
    shutil.copytree(_enrolled_template, terminal.vault)
    return terminal
