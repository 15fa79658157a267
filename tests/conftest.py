"""What holds for every test: no network, no real home, few derandomised examples."""

from __future__ import annotations

import os
import re
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from homevisit import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SLOW_MACHINES = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "everyday",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=SLOW_MACHINES,
)
settings.register_profile(
    "campaign",
    max_examples=2000,
    deadline=None,
    database=None,
    suppress_health_check=SLOW_MACHINES,
)
settings.load_profile("everyday")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--crash-runs",
        type=int,
        default=30,
        help="how many processes a crash test kills (dev.py crash: 300)",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count every test that takes the number of runs among the campaigns.

    Whoever looks at the invented school does so in one process: building it takes long.
    """
    for item in items:
        needs = getattr(item, "fixturenames", ())
        if "crash_runs" in needs:
            item.add_marker("crash")
        if "built" in needs:
            item.add_marker(pytest.mark.xdist_group("built"))


@pytest.fixture(scope="session")
def crash_runs(request: pytest.FixtureRequest) -> int:
    """How many processes a crash test kills: 30 by default, 300 in `dev.py crash`."""
    return int(request.config.getoption("--crash-runs"))


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection but the local ones that processes talk through."""
    local = getattr(socket, "AF_UNIX", None)

    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise AssertionError("a test tried to reach the network")

    def guard(name: str) -> None:
        real = getattr(socket.socket, name)

        def checked(self: socket.socket, *args: object) -> object:
            return real(self, *args) if self.family == local else refuse()

        monkeypatch.setattr(socket.socket, name, checked)

    for name in ("connect", "connect_ex", "bind", "sendto"):
        guard(name)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.fixture(autouse=True)
def _home_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test read or write the home, settings or caches of who runs it."""
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name, part in {
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_DOCUMENTS_DIR": "Documents",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }.items():
        monkeypatch.setenv(name, str(home / part))


@pytest.fixture(autouse=True)
def _default_language() -> Iterator[None]:
    """Start and leave every test in the default language."""
    text.use_language(text.DEFAULT_LANGUAGE)
    yield
    text.use_language(text.DEFAULT_LANGUAGE)


_PLACE = re.compile(r"(\{[^}]*\})")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "áëîøūýÁËÎØŪÝ")


class _Longer:
    """A catalogue whose every text is 40 % longer, accented, marked at both ends."""

    @staticmethod
    def gettext(message: str) -> str:
        parts = _PLACE.split(message)
        parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
        # A word that is left in the plain letters has not gone through gettext.
        more = max(0, round(len("".join(parts[::2])) * 0.4) - 2)
        # Words, for no language has one of sixty letters.
        filling = ("ö" * more) if " " not in message else (" ööööö" * more)[:more]
        return f"[{''.join(parts)}{filling.rstrip()}]"

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular if count == 1 else plural)


@pytest.fixture
def longer_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak a made-up language that is 40 % longer, to see whether screens hold."""
    monkeypatch.setattr(text, "_catalogue", lambda _language: _Longer())
