"""The visits: listed as one types, moved and cancelled with a way back, reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from homevisit.services import visit_endings, visit_plans
from homevisit.text import _, translate_count
from ui import visits_rows as codes
from ui.desk import today, visits_rows
from ui.screens.visits import LIST
from ui.visits_rows import VisitsFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homevisit.services.session import Session
    from ui.desk.visits_rows import Found, Shelf
    from ui.screens.visits import VisitsView
    from ui.serial_thread import SerialThread
    from ui.visits_rows import MonthPage, VisitRow


class VisitsPresenter(QObject):
    """Feeds a `VisitsView`; `shown` says that it can be looked at."""

    shown = Signal()
    saved = Signal()
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(
        self, view: VisitsView, thread: SerialThread, session: Session
    ) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._shelf: Shelf | None = None
        self._found: Found | None = None
        self._filter = VisitsFilter()
        view.filter_changed.connect(self._on_filter)
        view.mode_changed.connect(lambda _mode: self._show())
        view.visits.page_wanted.connect(self._on_page_wanted)
        view.month.month_wanted.connect(lambda *_at: self._show_month(*_at[:2]))
        view.month.day_chosen.connect(self._show_day)
        view.given.connect(self._on_given)

    def refresh(self) -> None:
        """Read everything again, such as after a save."""
        self._thread.post(
            self,
            lambda _job: visits_rows.read_shelf(self._session),
            done=self._on_shelf,
            key="visits-shelf",
        )

    def mark_arranged(self, rows: Sequence[VisitRow]) -> None:
        ids = [each.record_id for each in rows]
        self._save(
            lambda: visit_plans.mark_arranged(self._session, ids).save_id,
            _("Noted that the family agreed."),
        )

    def accept(self, rows: Sequence[VisitRow]) -> None:
        """Accept several visits as one save."""
        self._review(rows, accepted=True, remark="")

    def _on_given(
        self, code: str, rows: Sequence[VisitRow], day: str, time: str, reason: str
    ) -> None:
        ids = [each.record_id for each in rows]
        if code == codes.MOVE:
            self._save(
                lambda: (
                    visit_plans.reschedule(
                        self._session, ids, day=day, time=time, reason=reason
                    ).save_id
                ),
                _("Moved to {day}.").format(day=day),
            )
        elif code == codes.CANCEL:
            self._save(
                lambda: visit_plans.cancel(self._session, ids, reason).save_id,
                _("The plan is cancelled."),
            )
        elif code == codes.RETURN:
            self._review(rows, accepted=False, remark=reason)
        else:
            self._note_attempt(code, rows, reason)

    def _note_attempt(self, outcome: str, rows: Sequence[VisitRow], why: str) -> None:
        """Write that nobody was met, for all children of the way."""
        whom = list(dict.fromkeys(self._along(rows)))

        def note() -> None:
            visit_plans.note_attempt(self._session, whom, outcome, why)

        # It is locked like every finalised visit, so there is no way back to offer.
        said = _("Noted as an attempt; it does not count as a visit.")
        self._save(note, said)

    def _along(self, rows: Sequence[VisitRow]) -> list[str]:
        trips = {each.trip_id for each in rows if each.trip_id}
        lines = self._shelf.book.lines if self._shelf else ()
        along = (
            each.student_id
            for each in lines
            if each.kind == codes.PLAN and each.trip_id in trips
        )
        return [*(each.student_id for each in rows), *along]

    def _review(self, rows: Sequence[VisitRow], *, accepted: bool, remark: str) -> None:
        ids = [each.record_id for each in rows]
        told = translate_count(
            "{count} visit accepted.", "{count} visits accepted.", len(ids)
        )
        self._save(
            lambda: (
                visit_endings.review_visits(
                    self._session, ids, accepted=accepted, remark=remark
                ).save_id
            ),
            told if accepted else _("Returned with your remark."),
        )

    def _save(self, work: Callable[[], str | None], words: str) -> None:
        self._thread.post(
            self,
            lambda _job: work(),
            done=lambda save_id: self._on_saved(save_id, words),
            failed=self.problem.emit,
        )

    def _on_saved(self, save_id: str | None, words: str) -> None:
        self.saved.emit()
        undo = None if save_id is None else lambda: self._take_back(save_id)
        self.result.emit(words, undo)

    def _take_back(self, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: today.take_back(self._session, save_id),
            done=lambda _none: self.saved.emit(),
            failed=self.problem.emit,
        )

    def _on_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._view.show_choices(shelf.choices, can_review=shelf.can_review)
        self._show()

    def _on_filter(self, wanted: VisitsFilter) -> None:
        self._filter = wanted
        self._show()

    def _show(self) -> None:
        if self._view.mode == LIST:
            self._find()
        else:
            self._show_month(*self._view.month.at)

    def _find(self) -> None:
        shelf, wanted = self._shelf, self._filter
        if shelf is None:
            return
        self._thread.post(
            self,
            lambda _job: visits_rows.find(self._session, shelf, wanted),
            done=self._on_found,
            key="visits-find",
        )

    def _on_found(self, found: Found) -> None:
        self._found = found
        self._view.show_found(len(found.lines), found.first, found.counts)
        self.shown.emit()

    def _on_page_wanted(self, page: int) -> None:
        shelf, found, state = self._shelf, self._found, self._filter.state
        if shelf is None or found is None:
            return
        size = visits_rows.PAGE
        lines = found.lines[page * size : (page + 1) * size]

        def show(rows: tuple[VisitRow, ...]) -> None:
            # The list may have changed while its page was made.
            if self._found is found:
                self._view.visits.put_page(page, rows)

        self._thread.post(
            self, lambda _job: visits_rows.page(shelf, lines, state), done=show
        )

    def _show_month(self, year: int, month: int) -> None:
        shelf, wanted = self._shelf, self._filter
        if shelf is None:
            return
        self._thread.post(
            self,
            lambda _job: visits_rows.month(self._session, shelf, wanted, (year, month)),
            done=self._on_month,
            key="visits-month",
        )

    def _on_month(self, page: MonthPage) -> None:
        self._view.show_month(page)
        self.shown.emit()

    def _show_day(self, day: str) -> None:
        shelf, wanted = self._shelf, self._filter
        if shelf is None:
            return
        self._thread.post(
            self,
            lambda _job: visits_rows.of_day(self._session, shelf, day, wanted),
            done=lambda rows: self._view.show_day(day, rows),
            key="visits-day",
        )
