"""Keeps what was typed and not sent, over other pages and over a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from homevisit.services import unsent

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.page import Field, Page
    from ui.serial_thread import SerialThread


class UnsentTexts(QObject):
    """The texts of one vault, by page and subject; the vault keeps them encrypted."""

    def __init__(self, parent: QObject, thread: SerialThread, session: Session) -> None:
        super().__init__(parent)
        self._thread, self._session = thread, session
        self._texts: dict[str, dict[str, str]] = {}

    def begin(self) -> None:
        """Read what an earlier day left."""
        self._thread.post(
            self,
            lambda _job: unsent.read(self._session),
            done=self._on_read,
        )

    def gather(self, code: str, page: Page) -> None:
        """Take note of what stands in the fields of a page, before it is left."""
        place = f"{code} {page.subject}"
        found = {name: _text(field) for name, field in page.unsent_fields().items()}
        texts = {name: text for name, text in found.items() if text.strip()}
        over = self._over(code, place) if page.writes_one else []
        if texts == self._texts.get(place, {}) and not over:
            return
        self._texts[place] = texts
        for each in over:
            self._texts[each] = {}
        kept = {place: dict(fields) for place, fields in self._texts.items()}
        self._thread.post(
            self,
            lambda _job: unsent.keep(self._session, kept),
            key="unsent",
        )

    def _over(self, code: str, place: str) -> list[str]:
        """Return the other places of a page with words that were not sent."""
        return [
            each
            for each, texts in self._texts.items()
            if texts and each != place and each.startswith(f"{code} ")
        ]

    def give_back(self, code: str, page: Page) -> None:
        """Put into the empty fields of a page what was not sent from there."""
        texts = self._texts.get(f"{code} {page.subject}", {})
        for name, field in page.unsent_fields().items():
            if name in texts and not _text(field).strip():
                _write(field, texts[name])

    def _on_read(self, texts: dict[str, dict[str, str]]) -> None:
        self._texts = texts | self._texts


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _write(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
