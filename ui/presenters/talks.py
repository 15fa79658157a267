"""Feeds the page of the six talks: writes talks down, plans them, takes them back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import talk_exemptions, talks
from homevisit.services.talks import TalkEntry
from homevisit.text import _, translate, translate_count
from ui.desk import paper, talk_form, talk_matrix
from ui.presenters.undoing import Undoing
from ui.talk_rows import TalkFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.matrix import Filter
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.screens.talks import TalksView
    from ui.serial_thread import SerialThread
    from ui.talk_rows import TalkForm, TalkMatrix


class TalksPresenter(QObject):
    """`shown` says that the page can be looked at; `counted` what is in the header."""

    shown = Signal()
    saved = Signal()
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(self, view: TalksView, thread: SerialThread, session: Session) -> None:
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._filter = TalkFilter()
        self._undoing = Undoing(thread, session, self)
        self._undoing.failed.connect(self.problem)
        self._undoing.ended.connect(self._on_taken_back)
        self._aside: dict[str, dict[str, Any]] = {}
        self._to_plan: tuple[tuple[str, ...], str] | None = None
        self.about = ""
        view.filter_changed.connect(self._on_filter)
        view.log_wanted.connect(self.begin)
        view.planned.connect(self._on_planned)
        view.exempted.connect(self._on_exempted)
        view.needed_again.connect(self._on_needed_again)
        view.undo_wanted.connect(self._undoing.take_back)
        view.drawer.form_wanted.connect(self._on_form_wanted)
        view.drawer.closed.connect(self._put_aside)
        view.drawer.saved.connect(self._on_given)
        view.drawer.picker.wanted.connect(self._on_typed)

    def refresh(self) -> None:
        """Read the matrix again, such as after a save."""
        wanted = self._filter
        self._post(
            lambda: talk_matrix.read_matrix(self._session, wanted),
            self._on_matrix,
            key="talk-matrix",
        )

    @property
    def question(self) -> Filter:
        """What the matrix shows, as paper and Excel ask for it."""
        return talk_matrix.as_filter(self._filter)

    def begin(self, whom: tuple[str, ...], kind: str = "") -> None:
        """Open the drawer for these students."""
        self._put_aside()
        self._on_form_wanted(kind, whom, None)

    def plan_next(self, whom: tuple[str, ...], kind: str) -> None:
        """Ask for the day of a talk as soon as the matrix is shown."""
        self._to_plan = (whom, kind)

    def _on_matrix(self, found: TalkMatrix) -> None:
        self.about = found.about
        self._view.show_matrix(found)
        self.shown.emit()
        if self._to_plan is not None:
            whom, kind = self._to_plan
            self._to_plan = None
            self._view.table.select(whom[0], kind)
            self._view.ask_plan(whom, kind)

    def _on_filter(self, wanted: TalkFilter) -> None:
        self._filter = wanted
        self.refresh()

    def _on_form_wanted(self, kind: str, whom: tuple[str, ...], typed: Any) -> None:  # noqa: ANN401  answers by name, or None
        self._post(
            lambda: talk_form.read_form(self._session, kind, whom, typed),
            self._on_form,
            key="talk-form",
        )

    def _put_aside(self) -> None:
        """Keep what was typed for somebody while another form is shown, or none."""
        drawer = self._view.drawer
        if drawer.has_words:
            self._aside[drawer.form.place] = drawer.read()

    def _on_form(self, form: TalkForm) -> None:
        typed = self._aside.pop(form.place, None)
        if typed is not None:
            form = replace(form, values={**form.values, **typed})
        self._view.drawer.show_form(form)
        if len(form.people) == 1:
            self._view.table.select(form.student_ids[0], form.kind)

    def _on_typed(self, typed: str) -> None:
        self._post(
            lambda: paper.find_people(self._session, typed),
            self._view.drawer.picker.show_people,
            key="talk-people",
        )

    def _on_given(self, answers: dict[str, Any], then: str) -> None:
        form = self._view.drawer.form
        entry = talk_form.entry_of(form, answers)
        work = talks.plan if then == "plan" else talks.log
        self._post(
            lambda: work(self._session, entry),
            lambda written: self._on_written(written, form, then),
        )

    def _on_written(self, written: Written, form: TalkForm, then: str) -> None:
        if then == "plan":
            self._say_planned(written)
        else:
            self._say(written, _said(written, len(form.people)))
        self._view.drawer.forget()
        following = ""
        if then == "next":
            last = form.student_ids[-1]
            following = self._view.next_lacking(last, form.kind)
        if following:
            self.begin((following,), form.kind)
        else:
            self._view.close_drawer()

    def _on_planned(self, whom: tuple[str, ...], kind: str, day: str) -> None:
        def done(written: Written) -> None:
            self._view.close_strips()
            self._say_planned(written)

        entry = TalkEntry(kind, whom, {"on_date": day})
        self._post(lambda: talks.plan(self._session, entry), done)

    def _on_exempted(self, whom: tuple[str, ...], kind: str, reason: str) -> None:
        def done(written: Written) -> None:
            self._view.close_strips()
            words = translate_count(
                "Marked as not needed with {count} student.",
                "Marked as not needed with {count} students.",
                len(whom),
            )
            self._say(written, words)

        session = self._session
        self._post(lambda: talk_exemptions.exempt(session, whom, kind, reason), done)

    def _on_needed_again(self, whom: tuple[str, ...], kind: str) -> None:
        session = self._session
        self._post(
            lambda: talk_exemptions.lift(session, whom, kind),
            lambda written: self._say(written, _("This talk is needed again.")),
        )

    def _say_planned(self, written: Written) -> None:
        count = len(written.record_ids)
        words = translate_count(
            "{count} talk planned.", "{count} talks planned.", count
        )
        self._say(written, words if count else _("These talks were planned already."))

    def _say(self, written: Written, words: str) -> None:
        self.saved.emit()
        save_id = written.save_id
        if save_id is None:
            self.result.emit(words, None)
            return
        self._undoing.note(save_id)
        self.result.emit(words, lambda: self._undoing.take_back(save_id))

    def _on_taken_back(self, words: str) -> None:
        self.saved.emit()
        self.result.emit(words, None)

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str = ""
    ) -> None:
        self._thread.post(
            self,
            lambda _job: work(),
            done=done,
            failed=self.problem.emit,
            **({"key": key} if key else {}),
        )


def _said(written: Written, count: int) -> str:
    words = translate_count(
        "The talk was written down.",
        "The talk was written down for {count} students.",
        count,
    )
    doubts = [each for some in written.doubts.values() for each in some]
    if not doubts:
        return words
    odd = translate(doubts[0].message).format(**doubts[0].facts)
    return _("{said} Please look again: {odd}").format(said=words, odd=odd)
