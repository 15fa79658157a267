"""The documents lead somewhere: links, tasks, commands and words exist."""

from __future__ import annotations

import re

import pytest
import typer

import dev
from homevisit.cli.main import app
from tests.product_code import ROOT, SHIPPED, sources

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# Labels of keys and signatures begin with the program's name too.
FORMATS = ("docs/keys.md", "docs/changes-format.md")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
TASK = re.compile(r"dev\.py ([a-z0-9]+)")
COMMAND = re.compile(r"`homevisit ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")


def texts():
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCUMENTS
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_the_project_lead_to_a_file(path):
    links = LINK.findall(path.read_text("utf-8"))
    near = [link for link in links if not link.startswith(("http", "mailto"))]
    assert [link for link in near if not (path.parent / link).exists()] == []


def test_every_task_that_is_named_exists():
    named = {task for text in texts().values() for task in TASK.findall(text)}
    assert named - set(dev.TASKS) == set()
    assert {"demo", "test"} <= named


def test_every_command_that_is_named_exists():
    program = typer.main.get_command(app)
    prose = [text for path, text in texts().items() if path not in FORMATS]
    named = {pair for text in prose for pair in COMMAND.findall(text)}
    unknown = []
    for first, second in named:
        command = program.commands.get(first)
        inner = getattr(command, "commands", None)
        if command is None or (inner is not None and second and second not in inner):
            unknown.append(f"{first} {second}")
    assert unknown == []
    assert ("vault", "rebuild") in named


def test_every_word_of_the_glossary_is_used_by_the_code():
    words = re.findall(
        r"^\|.*\|.*\| (`.+`) \|$", texts()["ARCHITECTURE.md"], re.MULTILINE
    )
    tables = (ROOT / "resources" / "vocabularies").glob("*.toml")
    code = "\n".join(source.text for source in sources(*SHIPPED))
    code += "\n".join(path.read_text("utf-8") for path in tables)
    known = set(re.findall(r"\w+", code))
    named = {name for cell in words for name in re.findall(r"`(\w+)`", cell)}
    assert len(named) > 30
    assert named - known == set()


def test_the_two_readmes_show_the_same_commands():
    def blocks(name):
        text = texts()[name]
        lines = "\n".join(re.findall(r"```\n(.*?)```", text, re.DOTALL)).splitlines()
        return [line.partition("#")[0].strip() for line in lines]

    assert blocks("README.md") == blocks("README.zh-CN.md") != []
