"""Pairs of files: listed with reasons, compared, merged, kept apart, separated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import duplicates as services
from homevisit.services import merging, records
from homevisit.text import _, translate_count
from ui.compare_rows import MERGED
from ui.desk import duplicates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homevisit.services.merging import Merged, Separated
    from homevisit.services.records import Undone, Written
    from ui.around import Around
    from ui.compare_rows import CaseRow, Decision
    from ui.desk.duplicates import PairShown
    from ui.screens.duplicates import DuplicatesView


class DuplicatesPresenter(QObject):
    """Feeds a `DuplicatesView`; `listed` carries how many pairs there are."""

    listed = Signal(int)

    def __init__(self, view: DuplicatesView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._shown: PairShown | None = None
        self._is_deciding = False
        self._wanted = ""
        view.case_chosen.connect(self._on_case)
        view.confirmed.connect(self._on_confirmed)
        view.kept_apart.connect(self._on_kept_apart)
        view.separated.connect(self._on_separated)
        view.swapped.connect(self._on_swapped)
        view.revealed.connect(self._on_revealed)

    @property
    def subject(self) -> str:
        """The pair that is shown."""
        return self._view.list.current_key()

    def open(self, subject: str) -> None:
        """Show all pairs; `subject` is a pair's key or one student of it."""
        self._wanted = subject
        self.refresh()

    def refresh(self) -> None:
        session = self._around.session
        self._post(
            lambda: duplicates.read_cases(session), self._on_cases, key="duplicates"
        )

    def _on_cases(self, cases: tuple[CaseRow, ...]) -> None:
        before = self._view.list.current_key()
        wanted = next((row.key for row in cases if self._wanted in row.key), "")
        self._view.show_cases(cases, wanted if self._wanted else "")
        self._wanted = ""
        self.listed.emit(sum(row.kind != MERGED for row in cases))
        if cases and self._view.list.current_key() == before:
            self._on_case(before)

    def _on_case(self, key: str) -> None:
        rows = {row.key: row for row in self._view.list.cases.rows}
        if key not in rows:
            return
        one, other = key.split("|")
        session = self._around.session
        self._post(
            lambda: duplicates.read_proposal(session, one, other),
            self._on_read,
            key="pair",
        )

    def _on_read(self, shown: PairShown) -> None:
        self._shown, self._is_deciding = shown, False
        self._view.show_pair(shown.sheet, is_merged=shown.is_merged)

    def _on_swapped(self) -> None:
        if self._shown is None:
            return
        session, found = self._around.session, self._shown.comparison
        kept, other = found.other.student_id, found.kept.student_id
        self._post(
            lambda: duplicates.read_pair(session, kept, other),
            self._on_read,
            key="pair",
        )

    def _on_revealed(self, key: str) -> None:
        if self._shown is None:
            return
        session, found = self._around.session, self._shown.comparison
        self._post(
            lambda: duplicates.note_looked(session, found, key), lambda _none: None
        )

    def _on_confirmed(self, decisions: Mapping[str, Decision]) -> None:
        if self._shown is None:
            return
        session, found = self._around.session, self._shown.comparison
        self._decide(
            lambda: duplicates.merge(session, found, decisions), self._on_merged
        )

    def _on_merged(self, merged: Merged) -> None:
        moved = sum(merged.moved.values())
        said = translate_count(
            "Both are one file now; {count} entry came along.",
            "Both are one file now; {count} entries came along.",
            moved,
        )
        self._say(said, merged.save_id)

    def _on_kept_apart(self) -> None:
        if self._shown is None:
            return
        session, found = self._around.session, self._shown.comparison
        one, other = found.kept.student_id, found.other.student_id
        self._decide(lambda: services.keep_apart(session, one, other), self._on_apart)

    def _on_apart(self, written: Written) -> None:
        self._say(_("These two will not be asked about again."), written.save_id or "")

    def _on_separated(self) -> None:
        if self._shown is None:
            return
        session, found = self._around.session, self._shown.comparison
        self._decide(
            lambda: merging.separate(session, found.other.student_id), self._on_two
        )

    def _on_two(self, separated: Separated) -> None:
        self._say(_two_again(separated.stayed), separated.save_id)

    def _say(self, words: str, save_id: str) -> None:
        undo = (lambda: self._take_back(save_id)) if save_id else None
        self._around.ways.say(words, undo)
        self._around.ways.note_saved()

    def _take_back(self, save_id: str) -> None:
        session = self._around.session
        self._post(lambda: records.take_back(session, save_id), self._on_taken_back)

    def _on_taken_back(self, undone: Undone) -> None:
        if undone.kept:
            self._around.ways.say(_two_again(len(undone.kept)))
        self._around.ways.note_saved()

    def _decide(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do it once, however often it is pressed before the next pair is shown."""
        if self._is_deciding:
            return

        def refused(error: BaseException) -> None:
            self._is_deciding = False
            self._around.ways.explain(error)

        self._is_deciding = True
        self._around.thread.post(self, lambda _job: work(), done=done, failed=refused)

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], key: str = ""
    ) -> None:
        self._around.thread.post(
            self,
            lambda _job: work(),
            done=done,
            failed=self._around.ways.explain,
            key=key,
        )


def _two_again(stayed: int) -> str:
    if not stayed:
        return _("They are two files again.")
    return translate_count(
        "They are two files again. {count} field that was written since stays.",
        "They are two files again. {count} fields that were written since stay.",
        stayed,
    )
