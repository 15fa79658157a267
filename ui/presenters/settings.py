"""What every section of the settings shares: reading, saving at once, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from homevisit.errors import Problem
from homevisit.services import records
from homevisit.text import _, sentences

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from homevisit.services.records import Written
    from ui.around import Around


class SettingSection(QObject):
    """One section: its `view`, and how it is read again; made when first shown."""

    view: QWidget

    def __init__(self, around: Around) -> None:
        super().__init__(around.ways)
        self.around = around

    def refresh(self) -> None:
        """Read again what is shown."""

    def focus_first(self) -> None:
        """Put the focus where work in this section begins."""

    def read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Ask something of the vault; only the newest question is answered."""
        key = f"{type(self).__name__}.{done.__name__}"
        self.around.thread.post(self, lambda _job: work(), done=done, key=key)

    def write(
        self,
        work: Callable[[], Written],
        words: str,
        *,
        refused: Callable[[str], None] | None = None,
        done: Callable[[Written], None] | None = None,
    ) -> None:
        """Save something at once, say `words`, and offer to take it back.

        A problem is handed to `refused` as what to say beside the field.
        """

        def on_done(written: Written) -> None:
            self.tell(written, words)
            if done is not None:
                done(written)

        def on_failed(error: BaseException) -> None:
            if refused is not None and isinstance(error, Problem):
                explained = error.explain()
                refused(sentences(explained.what, explained.todo))
            else:
                self.around.ways.explain(error)

        self.around.thread.post(
            self, lambda _job: work(), done=on_done, failed=on_failed
        )

    def tell(self, written: Written, words: str) -> None:
        """Say what was saved, with a way back; nothing where nothing was new."""
        save_id = written.save_id
        if save_id is None:
            return
        self.around.ways.note_saved()
        self.around.ways.say(words, lambda: self.take_back(save_id))

    def take_back(self, save_id: str) -> None:
        """Undo a save of this section."""
        session = self.around.session
        self.around.thread.post(
            self,
            lambda _job: records.take_back(session, save_id),
            done=lambda _undone: self._on_taken_back(),
            failed=self.around.ways.explain,
        )

    def _on_taken_back(self) -> None:
        self.around.ways.note_saved()
        self.around.ways.say(_("Taken back"))
