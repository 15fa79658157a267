#!/usr/bin/env python3
"""Set everything up and run one task; needs Python 3.11 and nothing else.

    python3 dev.py demo     build an invented school, print its PDFs, open the window
    python3 dev.py test     run every check and every test, as the project's CI does

Further arguments go to the task. The first run makes `.venv` from the lock files in
`requirements/`; pip asks whatever mirror you have configured. Later runs need no
network and start at once.

Exit codes: 0 all is well; 1 a check, a test or the task itself failed; 2 no such task;
3 this machine lacks something, and the message says which one command brings it;
130 interrupted. Any other code is the task's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.machine import (
    PYTHON,
    ROOT,
    has_display,
    need_packages,
    need_qt_libraries,
    say,
    use_right_python,
)


def environment() -> dict[str, str]:
    """Return what a task sees: our sources, wherever it is started."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONNOUSERSITE": "1"}


def run(arguments: list[str], *, at_root: bool = True, offscreen: bool = False) -> int:
    """Run the environment's Python and return its exit code."""
    env = environment()
    if offscreen:
        env["QT_QPA_PLATFORM"] = "offscreen"
    where = ROOT if at_root else None
    return subprocess.call([str(PYTHON), *arguments], cwd=where, env=env)


def need_catalogue() -> None:
    """Compile the translations when a part is newer than the compiled catalogue."""
    locale = ROOT / "resources" / "locale"
    compiled = locale / "zh_CN" / "LC_MESSAGES" / "homevisit.mo"
    sources = [locale / "parts", *(locale / "parts").glob("*.po")]
    newest = max((path.stat().st_mtime for path in sources if path.exists()), default=0)
    if not compiled.exists() or compiled.stat().st_mtime < newest:
        code = run(["-m", "tools.catalogue", "compile"])
        if code:
            raise SystemExit(code)


def set_up(lock: str, *, window: bool = False) -> None:
    """Make the machine ready for a task."""
    if window:
        need_qt_libraries()
    need_packages(lock)
    need_catalogue()


def _free_demo_folder() -> Path:
    """Return a folder that no earlier demo has used: nothing is ever overwritten."""
    first = ROOT / "build" / "demo"
    later = (first.with_name(f"demo-{n}") for n in range(2, 10_000))
    return next(path for path in (first, *later) if not path.exists())


def _named_folder(words: list[str]) -> str:
    """Return what follows `--to`, if anything does."""
    for at, word in enumerate(words):
        if word == "--to":
            return "".join(words[at + 1 : at + 2])
        if word.startswith("--to="):
            return word.partition("=")[2]
    return ""


def demo(arguments: list[str]) -> int:
    """Build an invented school through every layer, then show it."""
    headless = "--headless" in arguments or not has_display()
    set_up("app", window=not headless)
    words = ["-P", "-m", "homevisit", "demo", *arguments]
    if headless and "--headless" not in arguments:
        say("there is no display here, so the window stays closed")
        words.append("--headless")
    folder = _named_folder(arguments)
    if not folder:
        folder = str(_free_demo_folder())
        words += ["--to", folder]
    code = run(words, at_root=False)
    if code or headless or "--help" in arguments:
        return code
    say("opening the window; the password of the invented vault is printed above")
    return run(["-P", "-m", "ui", str(Path(folder, "school.homevisit"))], at_root=False)


def window(arguments: list[str]) -> int:
    """Open the application."""
    set_up("app", window=True)
    return run(["-P", "-m", "ui", *arguments], at_root=False)


CHECKS: dict[str, list[str]] = {
    "lint": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import *; lint_imports_command()"],
}


def check(names: list[str]) -> list[str]:
    """Run some of the checks side by side and return the names of those that failed."""
    started = time.monotonic()
    running = {
        name: subprocess.Popen(
            [str(PYTHON), *CHECKS[name]],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name in names
    }
    failed = []
    for name, process in running.items():
        output, _ = process.communicate()
        if process.returncode:
            failed.append(name)
            print(output.decode("utf-8", "replace"), flush=True)
        verdict = "failed" if process.returncode else "ok"
        say(f"{name}: {verdict} ({time.monotonic() - started:.0f} s)")
    return failed


def test(arguments: list[str]) -> int:
    """Run every check and every test; with arguments, only pytest with them."""
    set_up("dev", window=True)
    failed = [] if arguments else check(list(CHECKS))
    pytest = ["-m", "pytest", "-n", "auto", "--dist", "loadgroup"]
    tests = run([*pytest, *arguments], offscreen=True)
    if failed:
        say(f"the tests ended with {tests}, and these checks failed: {failed}")
    return tests or int(bool(failed))


def lint(_arguments: list[str]) -> int:
    """Run the linter, the format check and the import contracts."""
    set_up("dev")
    return int(bool(check(["lint", "format", "imports"])))


def types(_arguments: list[str]) -> int:
    """Run the type checker."""
    set_up("dev")
    return int(bool(check(["types"])))


def i18n(arguments: list[str]) -> int:
    """Compile the translations and say what is missing in them."""
    set_up("dev")
    compiled = run(["-m", "tools.catalogue", "compile"])
    return compiled or run(["-m", "tools.catalogue", "check", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure beside peers, both in one run; a missing peer is named."""
    set_up("bench", window=True)
    return run(["-m", "benchmarks", *arguments], offscreen=True)


def crash(arguments: list[str]) -> int:
    """Run the long campaigns: 300 kills, large property tests, hostile files."""
    set_up("dev", window=True)
    campaign = ["--crash-runs", "300", "--hypothesis-profile", "campaign"]
    campaign += ["--timeout", "3600", "-m", "crash or hypothesis", "-n", "auto"]
    tests = run(["-m", "pytest", *campaign, *arguments], offscreen=True)
    hostile = "from tests.roster.hostile import campaign; print(campaign(20_000, 2))"
    return tests or run(["-c", hostile])


PICTURES = {
    "01-unlock": "unlock",
    "03-students": "students",
    "04-file": "student-file",
    "05-visit": "visit-form",
    "06-print": "print",
    "09-import": "roster-import",
}


def screenshots(arguments: list[str]) -> int:
    """Draw every page in every look, and renew the pictures of the documents."""
    set_up("dev", window=True)
    folder = Path("".join(arguments[:1]) or ROOT / "build" / "screenshots").resolve()
    code = run(["-m", "ui.screenshots", str(folder)], offscreen=True)
    for page, name in PICTURES.items():
        drawn = folder / f"{page}-light-normal-zh_CN.png"
        if drawn.exists():
            shutil.copyfile(drawn, ROOT / "docs" / "screenshots" / f"{name}.png")
    return code


def build(arguments: list[str]) -> int:
    """Make the folder that runs without Python, in dist/."""
    set_up("build", window=True)
    options = ["--noconfirm", "--distpath", "dist", "--workpath", "build/work"]
    return run(["-m", "PyInstaller", *options, *arguments, "build.spec"])


TASKS = {
    "demo": demo,
    "test": test,
    "run": window,
    "lint": lint,
    "types": types,
    "i18n": i18n,
    "bench": bench,
    "crash": crash,
    "screenshots": screenshots,
    "build": build,
}


def usage() -> str:
    """Return what to type."""
    lines = (f"  {name:<12} {task.__doc__}" for name, task in TASKS.items())
    return "\n".join(("Usage: python3 dev.py TASK [ARGUMENTS]", "", *lines))


def main(words: list[str]) -> int:
    """Run the task that the first word names."""
    name = words[0] if words else ""
    if name in {"-h", "--help", "help"}:
        print(usage())
        return 0
    if name not in TASKS:
        print(usage(), file=sys.stderr)
        return 2
    use_right_python()
    try:
        return TASKS[name](words[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
