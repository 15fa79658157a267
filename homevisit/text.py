"""Interface text: gettext with English msgids and a complete Chinese catalogue.

The language belongs to the process, as it does in gettext itself: set once at start,
changed only by the user's choice. Chinese is the default.
"""

from __future__ import annotations

import gettext as _gettext
from functools import lru_cache
from typing import TYPE_CHECKING

from homevisit.paths import resource_path

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_LANGUAGE = "zh_CN"
LANGUAGES = ("zh_CN", "en")

_current = DEFAULT_LANGUAGE


@lru_cache(maxsize=4)
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(
        "homevisit", str(resource_path("locale")), languages=[language], fallback=True
    )


def use_language(language: str) -> None:
    """Speak `language` from now on; an unknown one falls back to Chinese."""
    global _current  # noqa: PLW0603  gettext's own model: one language per process
    _current = language if language in LANGUAGES else DEFAULT_LANGUAGE


def current_language() -> str:
    """Return the language in use, such as `zh_CN`."""
    return _current


def translate(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalogue(_current).gettext(message) if message else ""


def translate_count(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that fits `count`, with `{count}` filled in."""
    text = _catalogue(_current).ngettext(singular, plural, count)
    return text.format(count=count)


def sentences(*parts: str) -> str:
    """Return sentences after each other, as the language in use spaces them."""
    between = " " if _current == "en" else ""
    return between.join(part for part in parts if part)


def listed(parts: Iterable[str]) -> str:
    """Return names or values one after the other, as the language lists them."""
    return (", " if _current == "en" else "、").join(part for part in parts if part)


def run_on(parts: Iterable[str]) -> str:
    """Return pieces of one sentence, with the comma of the language."""
    return (", " if _current == "en" else "，").join(part for part in parts if part)


def labelled(label: str, value: str) -> str:
    """Return a label and what it says, with the colon of the language."""
    return f"{label}: {value}" if _current == "en" else f"{label}：{value}"


def mark(message: str) -> str:
    """Mark a msgid for extraction where it is declared, to be translated when shown."""
    return message


_ = translate
N_ = mark
