"""dev.py: the right Python, what the machine lacks, and a second run that is quick."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tools import machine

SECOND_RUN_SECONDS = 2


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """A `.venv` that looks made, with commands written down instead of run."""
    ran = []
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setattr(machine, "PYTHON", python)
    monkeypatch.setattr(machine, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(
        machine.subprocess, "call", lambda command, **_: ran.append(command) or 0
    )
    return ran


def test_no_task_and_a_wrong_task_say_what_to_type(capsys):
    assert dev.main([]) == dev.main(["tset"]) == 2
    assert "python3 dev.py TASK" in capsys.readouterr().err


def test_help_names_every_task(capsys):
    assert dev.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert [name for name in dev.TASKS if f"  {name} " not in said] == []


def test_arguments_are_passed_on(monkeypatch):
    seen = []
    monkeypatch.setitem(dev.TASKS, "lint", lambda words: seen.extend(words) or 7)
    assert dev.main(["lint", "-x", "a b"]) == 7
    assert seen == ["-x", "a b"]


def test_the_first_run_installs_by_hash_and_the_second_does_nothing(environment):
    machine.need_packages("dev")
    [*_, install] = environment
    assert {"--require-hashes", "--only-binary"} <= set(install)
    assert "requirements/dev.txt" in install
    environment.clear()
    machine.need_packages("dev")
    machine.need_packages("app")
    assert environment == []


def test_a_changed_lock_installs_again_into_the_same_environment(environment):
    machine.need_packages("app")
    machine.STAMP.write_text(json.dumps({"app": "an older lock"}), encoding="utf-8")
    environment.clear()
    machine.need_packages("app")
    assert [command[1:3] for command in environment] == [["-m", "pip"]]


def test_a_broken_note_of_what_is_installed_starts_anew(environment):
    machine.STAMP.write_text("{", encoding="utf-8")
    machine.need_packages("app")
    assert [command[2] for command in environment] == ["venv", "pip"]


def test_without_network_the_first_run_says_what_to_do(
    environment, monkeypatch, capsys
):
    monkeypatch.setattr(machine.subprocess, "call", lambda *_a, **_k: 1)
    machine.STAMP.write_text(json.dumps({"app": "an older lock"}), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        machine.need_packages("app")
    assert ended.value.code == 3
    assert "mirror" in capsys.readouterr().err


def test_a_missing_library_is_named_with_the_one_command(monkeypatch, capsys):
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.setattr(machine, "_loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(machine, "_is_debian", lambda: True)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as ended:
        machine.need_qt_libraries()
    assert ended.value.code == 3
    command = "sudo apt-get install -y --no-install-recommends libegl1\n"
    assert capsys.readouterr().err.endswith(command)


def test_as_root_on_debian_a_missing_library_is_installed(environment, monkeypatch):
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.setattr(machine, "_loads", lambda name: name != "libEGL.so.1")
    monkeypatch.setattr(machine, "_is_debian", lambda: True)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 0, raising=False)
    machine.need_qt_libraries()
    assert [command[1] for command in environment] == ["update", "install"]
    assert environment[-1][-1] == "libegl1"


def test_another_python_hands_over_to_the_right_one(monkeypatch):
    handed = []
    monkeypatch.setattr(machine, "WANTED", (3, 99))
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/there/{name}")
    monkeypatch.setattr(machine, "_python_version", lambda _command: (3, 99))
    monkeypatch.setattr(
        machine.subprocess, "call", lambda command: handed.append(command) or 5
    )
    with pytest.raises(SystemExit) as ended:
        machine.use_right_python()
    assert ended.value.code == 5
    assert handed[0][:2] == ["/there/python3.11", str(machine.ROOT / "dev.py")]


def test_a_machine_without_the_right_python_is_told(monkeypatch, capsys):
    monkeypatch.setattr(machine, "WANTED", (3, 99))
    monkeypatch.setattr(machine.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as ended:
        machine.use_right_python()
    assert ended.value.code == 3
    assert "needs Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["dev.py", "tools/__init__.py", "tools/machine.py"])
def test_an_old_python_can_read_the_sentence_that_refuses_it(path):
    source = (machine.ROOT / path).read_text("utf-8")
    ast.parse(source, feature_version=(3, 8))
    with pytest.raises(SyntaxError):
        ast.parse("match x:\n case 1: pass", feature_version=(3, 8))


def test_a_name_that_is_no_python_is_passed_over():
    assert machine._python_version(["no-such-python"]) == ()
    assert machine._python_version([sys.executable]) == (3, 11)


def test_no_demo_overwrites_an_earlier_one(monkeypatch, tmp_path):
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    assert dev._free_demo_folder() == tmp_path / "build" / "demo"
    (tmp_path / "build" / "demo").mkdir(parents=True)
    assert dev._free_demo_folder() == tmp_path / "build" / "demo-2"


@pytest.fixture
def demo(monkeypatch):
    """Run the demo with nothing behind it; tell what it needed and what it started."""
    monkeypatch.setattr(machine.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    needed, started = [], []
    monkeypatch.setattr(dev, "set_up", lambda lock, window: needed.append(window))
    monkeypatch.setattr(dev, "run", lambda words, **_: started.append(words) or 0)

    def run_demo(display, *words):
        monkeypatch.setenv("DISPLAY", display)
        assert dev.demo(list(words)) == 0
        return needed, started

    return run_demo


def test_without_a_display_the_demo_needs_no_qt(demo):
    needed, started = demo("", "--to", "x")
    assert needed == [False]
    assert started == [["-P", "-m", "homevisit", "demo", "--to", "x", "--headless"]]


def test_with_a_display_the_demo_ends_in_the_window(demo):
    needed, started = demo(":0", "--to=x")
    assert needed == [True]
    assert started == [
        ["-P", "-m", "homevisit", "demo", "--to=x"],
        ["-P", "-m", "ui", str(Path("x", "school.homevisit"))],
    ]


def test_a_demo_that_failed_opens_no_window(demo, monkeypatch):
    started = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(dev, "run", lambda words, **_: started.append(words) or 4)
    assert dev.demo(["--to", "x"]) == 4
    assert len(started) == 1


def test_screenshots_renew_the_pictures_of_the_documents(monkeypatch, tmp_path):
    (tmp_path / "docs" / "screenshots").mkdir(parents=True)
    drawn = tmp_path / "drawn"
    drawn.mkdir()
    (drawn / "03-students-light-normal-zh_CN.png").write_bytes(b"a list")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "set_up", lambda _lock, window: None)
    monkeypatch.setattr(dev, "run", lambda _words, offscreen: 0)
    assert dev.screenshots([str(drawn)]) == 0
    pictures = list((tmp_path / "docs" / "screenshots").iterdir())
    assert [path.name for path in pictures] == ["students.png"]
    assert pictures[0].read_bytes() == b"a list"


def test_a_failed_check_fails_the_whole_and_shows_its_output(monkeypatch, capsys):
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setitem(dev.CHECKS, "lint", ["-c", "print('seen'); exit(1)"])
    monkeypatch.setitem(dev.CHECKS, "types", ["-c", "print('unseen')"])
    assert dev.check(["lint", "types"]) == ["lint"]
    said = capsys.readouterr().out
    assert "\nseen" in f"\n{said}"
    assert "unseen" not in said


def test_a_second_run_starts_within_two_seconds(tmp_path):
    """All that dev.py itself does before the task: load, compare locks, catalogue."""
    code = (
        "import sys, time; sys.path.insert(0, sys.argv[1]); start = time.monotonic();"
        "import dev; dev.need_packages('app'); dev.need_catalogue();"
        "print(time.monotonic() - start)"
    )
    ready = tmp_path / "checkout"
    for name in ("tools", "requirements"):
        shutil.copytree(machine.ROOT / name, ready / name)
    shutil.copy(machine.ROOT / "dev.py", ready)
    stamp = ready / ".venv" / "installed.json"
    python = ready / ".venv" / machine.PYTHON.relative_to(machine.VENV)
    python.parent.mkdir(parents=True)
    python.touch()
    stamp.write_text(json.dumps({"app": machine._digest("app")}), encoding="utf-8")
    catalogue = ready / "resources/locale/zh_CN/LC_MESSAGES/homevisit.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    took = subprocess.run(
        [sys.executable, "-I", "-c", code, str(ready)],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert float(took.stdout) < SECOND_RUN_SECONDS
