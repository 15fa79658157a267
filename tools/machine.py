"""What this machine must bring before a task can run, and how it gets there.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
WANTED = (3, 11)
LACKING = 3

# What the Qt wheel expects of a Linux system, and the Debian package that has it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def say(text: str) -> None:
    print(f"dev.py: {text}", flush=True)


def give_up(text: str) -> NoReturn:
    """End with a sentence about what this machine lacks."""
    sys.stdout.flush()
    print(f"dev.py: {text}", file=sys.stderr)
    raise SystemExit(LACKING)


def _python_version(command: list[str]) -> tuple[int, ...]:
    code = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [*command, "-c", code], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(part) for part in answer.stdout.split())


def _another_python() -> list[str] | None:
    """Find Python 3.11 beside the Python that runs this file."""
    for command in (["python3.11"], ["py", "-3.11"], ["python3"], ["python"]):
        found = shutil.which(command[0])
        if found and _python_version([found, *command[1:]]) == WANTED:
            return [found, *command[1:]]
    return None


def use_right_python() -> None:
    """Go on only under Python 3.11; start it if it is here under another name."""
    if sys.version_info[:2] == WANTED:
        return
    command = _another_python()
    if command is None:
        here = ".".join(str(part) for part in sys.version_info[:2])
        give_up(
            f"HomeVisit needs Python 3.11, and this is Python {here}. Install Python "
            "3.11 beside it (it does no harm to the other one), then run this again."
        )
    raise SystemExit(subprocess.call([*command, str(ROOT / "dev.py"), *sys.argv[1:]]))


def _is_debian() -> bool:
    return Path("/etc/debian_version").exists() and bool(shutil.which("apt-get"))


def bring(packages: list[str], purpose: str) -> None:
    """Install Debian packages as root; otherwise say the one command and end."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not _is_debian():
        give_up(
            f"{purpose} is missing. On Debian and Ubuntu the packages are called "
            f"{' '.join(packages)}; install what your system calls them."
        )
    if os.geteuid() != 0:
        give_up(f"{purpose} is missing. Run: sudo {shlex.join(install)}")
    say(f"{purpose} is missing; installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-q"], install):
        if subprocess.call(command, env=quiet, stdin=subprocess.DEVNULL):
            give_up(f"That did not work. Run: {shlex.join(install)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_qt_libraries() -> None:
    """See that Qt finds the system libraries that its wheel does not contain."""
    if not sys.platform.startswith("linux"):
        return
    missing = [pkg for lib, pkg in QT_LIBRARIES.items() if not _loads(lib)]
    if missing:
        bring(sorted(set(missing)), "A system library for the window")


def has_display() -> bool:
    """Say whether a window could be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _digest(lock: str) -> str:
    content = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _installed() -> dict[str, str]:
    if not PYTHON.exists():
        return {}
    try:
        found = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _make_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        bring(["python3.11-venv"], "Python's own venv module")
    say("making .venv")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        give_up("Python could not make .venv; see above.")


def _install(lock: str) -> None:
    say(f"installing what requirements/{lock}.txt locks; once, for some minutes")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", f"requirements/{lock}.txt"]
    if subprocess.call(command, cwd=ROOT, stdin=subprocess.DEVNULL):
        give_up(
            "pip could not install; see above. The first run needs the network or a "
            "mirror in pip's own configuration (pip config set global.index-url …)."
        )


def need_packages(lock: str) -> None:
    """Have exactly what `requirements/<lock>.txt` locks in `.venv`.

    Every longer lock holds the application's at the same versions (a test says so), so
    installing one of them also satisfies `app`.
    """
    installed = _installed()
    if installed.get(lock) == _digest(lock):
        return
    if not installed:
        _make_environment()
    _install(lock)
    installed |= {"app": _digest("app"), lock: _digest(lock)}
    STAMP.write_text(json.dumps(installed), encoding="utf-8")
