"""The prints speak Chinese in these tests, from their own catalogues."""

from __future__ import annotations

import gettext
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from homevisit import text
from homevisit.paths import resource_path

PARTS = (
    "reports",
    "paper",
    "term_summary",
    "care_papers",
    "talks",
    "talks_page",
    "campaigns",
    "domain",
)


def chinese_catalogue() -> gettext.GNUTranslations:
    """Return the Chinese of the prints, compiled in memory."""
    parts = (resource_path("locale", "parts", f"{name}.po") for name in PARTS)
    texts = b"\n".join(each.read_bytes() for each in parts)
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(header + texts), locale="zh_CN"))
    return gettext.GNUTranslations(BytesIO(compiled.getvalue()))


@pytest.fixture(scope="session")
def catalogue():
    return chinese_catalogue()


@pytest.fixture(autouse=True)
def speak_chinese(monkeypatch, catalogue):
    monkeypatch.setattr(text, "_catalogue", lambda _language: catalogue)
