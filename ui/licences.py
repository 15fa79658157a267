"""Whose work the program is made of, and under which terms it may be used.

Texts of the Python packages come from what pip installed (or the package carries
along); those of Qt, the fonts and the icons lie in the resources.
"""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from homevisit.paths import resource_path
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution, PackagePath

# What requirements/app.txt installs; a test compares the two.
PACKAGES = (
    "annotated-doc",
    "annotated-types",
    "argon2-cffi",
    "argon2-cffi-bindings",
    "babel",
    "cffi",
    "charset-normalizer",
    "colorama",
    "cryptography",
    "deprecated",
    "lxml",
    "markdown-it-py",
    "mdurl",
    "packaging",
    "pikepdf",
    "pillow",
    "platformdirs",
    "pycparser",
    "pydantic",
    "pydantic-core",
    "pygments",
    "pypdfium2",
    "pypinyin",
    "pyside6-essentials",
    "python-calamine",
    "reportlab",
    "rich",
    "segno",
    "shellingham",
    "shiboken6",
    "sqlcipher3",
    "typer",
    "typing-extensions",
    "typing-inspection",
    "wrapt",
    "xlsxwriter",
    "zxing-cpp",
)
_RESOURCES = (
    ("Noto Sans SC", "OFL-1.1", ("fonts", "OFL-NotoSansSC.txt")),
    ("Noto Serif SC", "OFL-1.1", ("fonts", "OFL-NotoSerifSC.txt")),
    ("HanaMin B", "OFL-1.1", ("fonts", "LICENSE-Hanazono.txt")),
    ("Lucide", "ISC", ("icons", "LICENSE")),
)
_QT = {"pyside6-essentials", "shiboken6"}
_QT_TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt")
_NAME = re.compile(r"(licen[sc]e|copying|notice)", re.IGNORECASE)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Licence:
    """One part of the program: its name, version, terms in short, and their text."""

    name: str
    version: str
    terms: str
    text: str


def read_licences() -> Iterator[Licence]:
    """Yield every part that is installed here, then fonts and icons."""
    for name in PACKAGES:
        try:
            found = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            # Needed on another system only, such as colorama on Windows.
            continue
        yield Licence(name, found.version, _terms(found), _text(name, found))
    for name, terms, place in _RESOURCES:
        text = resource_path(*place).read_text(encoding="utf-8")
        yield Licence(name, "", terms, text)


def _terms(found: Distribution) -> str:
    facts = found.metadata
    said = facts["License-Expression"] or facts["License"] or ""
    if said and len(said) <= _LONGEST_NAME and "\n" not in said:
        return said
    classes = facts.get_all("Classifier") or []
    names = [each.rpartition(" :: ")[2] for each in classes if "License" in each]
    return names[0] if names else N_("see the text")


def _text(name: str, found: Distribution) -> str:
    if name in _QT:
        texts = (resource_path("licences", each) for each in _QT_TEXTS)
        return "\n\n".join(each.read_text(encoding="utf-8") for each in texts)
    files = [each for each in found.files or () if _is_licence(each)]
    # A few are not in UTF-8; a strange sign in a name is better than no text.
    contents = (Path(each.locate()).read_bytes() for each in sorted(files, key=str))
    return "\n\n".join(text.decode("utf-8", "replace") for text in contents)


def _is_licence(file: PackagePath) -> bool:
    path = str(file)
    if path.endswith((".py", ".pyc")) or ".dist-info/" not in path:
        return False
    return "/licenses/" in path or bool(_NAME.search(file.name))
