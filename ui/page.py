"""What a page of an open vault is to the window around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

    from ui.around import Around

    Field = QLineEdit | QPlainTextEdit


@dataclass(frozen=True, slots=True)
class Title:
    """What the header says of a page; `strong` is whom it is about.

    A page from which one looks for somebody has the search as a field, not an icon.
    """

    title: str
    context: str = ""
    strong: str = ""
    has_search: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """Something the command palette offers; `keys` as `QKeySequence` reads them."""

    words: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = "arrow-right"


class Page(QObject):
    """One page: its view, what feeds it, and what is said of it in the header.

    Made when it is first wanted, with the vault open. `view` and `title` are enough for
    a page that only shows; the rest is for pages that hold something. `ready` asks the
    window to show the page, `title_changed` to say its title anew.
    """

    ready = Signal()
    title_changed = Signal()
    view: QWidget
    # Whether only one thing is written here at a time: earlier words of it are over.
    writes_one = False

    def __init__(self, around: Around) -> None:
        super().__init__(around.ways)
        self.around = around

    @property
    def subject(self) -> str:
        """What `enter` would need to show the same again."""
        return ""

    @property
    def about_child(self) -> str:
        """Whom one is looking at, as raising a concern wants it; empty for nobody.

        `source:student:record`: how the page came upon the child, and in which record.
        """
        return ""

    @property
    def title(self) -> Title:
        """Say what the header shows while this page is in front."""
        raise NotImplementedError

    def enter(self, subject: str) -> None:  # noqa: ARG002  for pages about something
        """Prepare what was asked for, an id or empty for the page as such; say `ready`.

        Called on every way that leads here but the way back. A page that has to read
        first says `ready` when it has read, so that nothing old is seen.
        """
        self.refresh()
        self.ready.emit()

    def refresh(self) -> None:
        """Read again what is shown: something was saved, or one comes back here."""

    def leave(self) -> None:
        """Let go of what is held, after keeping what was typed."""

    def flush(self) -> None:
        """Hand everything unsaved to the vault's thread now; the vault is closing."""

    def unsent_fields(self) -> dict[str, Field]:
        """Name the fields that a button sends; their words outlive leaving and locking.

        Said of `subject`, which has to tell one such page from another.
        """
        return {}

    def show_masked(self, is_masked: bool) -> None:
        """Mask or show the names of people."""

    def focus_first(self) -> None:
        """Put the focus where work on this page begins."""
        self.view.setFocus()

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the command palette."""
        return ()
