"""Backups made, checked, removed and taken along, each with progress and a cancel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import backups, moving
from homevisit.text import _
from ui.desk import backups as desk
from ui.long_work import Answers
from ui.telling import telling

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.backups import Tell
    from ui.around import Around


class BackupPresenter(QObject):
    """Feeds a `BackupView`."""

    shown = Signal()

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        view.backup_requested.connect(self.back_up)
        view.check_requested.connect(self._on_check)
        view.removal_requested.connect(self._on_remove)
        view.cards.copy_requested.connect(self.copy_to)
        view.cards.move_requested.connect(self._on_move)
        view.cards.stay_requested.connect(self._on_stay)

    def refresh(self) -> None:
        """Read the backups anew."""
        session = self._around.session
        self._around.thread.post(
            self, lambda _job: desk.read(session), done=self._on_read, key="backups"
        )

    def back_up(self) -> None:
        """Make a backup beside the vault."""
        session = self._around.session
        said = _("The backup is made and was proved.")
        self._run(
            _("Making a backup"),
            lambda tell: backups.make(session, tell=tell),
            lambda _made: self._say(said),
        )

    def copy_to(self, folder: str) -> None:
        """Make a copy in a folder, best on another disk."""
        session = self._around.session
        self._run(
            _("Copying to another disk"),
            lambda tell: backups.make(session, Path(folder), tell=tell),
            lambda made: self._on_copied(is_elsewhere=made.is_elsewhere),
        )

    def _on_copied(self, *, is_elsewhere: bool) -> None:
        if is_elsewhere:
            self._say(_("The copy is made and was checked."))
        else:
            self._say(_("The copy is made, but on the same disk as the vault."))

    def _on_check(self, folder: str) -> None:
        session = self._around.session
        self._run(
            _("Checking a backup"),
            lambda tell: desk.checked_words(session, folder, tell),
            self._say,
        )

    def _on_move(self, folder: str) -> None:
        session = self._around.session
        self._run(
            _("Putting the vault on the stick"),
            lambda tell: moving.take_along(session, Path(folder), tell),
            lambda _made: self._say(_("The copy is on the stick, with a note.")),
        )

    def _on_stay(self) -> None:
        session = self._around.session
        self._post(lambda: moving.stay(session), self.refresh)

    def _on_remove(self, folder: str) -> None:
        self._post(lambda: backups.remove(Path(folder)), self._on_removed)

    def _on_removed(self, aside: Path) -> None:
        self.refresh()
        undo = self._put_back(aside)
        self._around.ways.say(_("The backup was removed."), undo)

    def _put_back(self, aside: Path) -> Callable[[], None]:
        return lambda: self._post(lambda: backups.put_back(aside), self.refresh)

    def _post(self, work: Callable[[], Any], done: Callable[..., None]) -> None:
        self._around.thread.post(
            self,
            lambda _job: work(),
            done=lambda answer: done(answer) if answer is not None else done(),
            failed=self._around.ways.explain,
        )

    def _run(
        self,
        words: str,
        work: Callable[[Tell], Any],
        done: Callable[[Any], None],
    ) -> None:
        ways = self._around.ways
        self._around.work.run(
            self._around.thread,
            words,
            lambda job: work(telling(job)),
            Answers(
                done=done,
                failed=self._on_failed,
                cancelled=lambda: ways.say(_("Cancelled; nothing was left behind.")),
            ),
        )

    def _on_failed(self, error: BaseException) -> None:
        self._around.ways.explain(error)
        self.refresh()

    def _say(self, words: str) -> None:
        self._around.ways.say(words)
        self._around.ways.note_saved()
        self.refresh()

    def _on_read(self, page: Any) -> None:  # noqa: ANN401  `BackupsPage`
        self._view.show_page(page)
        self.shown.emit()
