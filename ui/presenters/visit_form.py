"""Writing a visit: nothing typed is lost, and finalising says what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import visits
from homevisit.text import _, sentences, translate_count
from ui.desk import visit_forms
from ui.desk.visit_answers import with_answers
from ui.desk.visit_questions import MET
from ui.presenters.carry_over import CarryOver
from ui.presenters.draft_keeper import DraftKeeper
from ui.progress import missing_questions

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.desk.visit_forms import Writing
    from ui.serial_thread import SerialThread


class VisitFormPresenter(QObject):
    """Feeds a `VisitFormView`.

    `shown` carries the form's row and `opened` the form with it, `finalised` the
    visit's id and whether the guardian can be asked to sign, `problem` what to explain.
    """

    shown = Signal(object)
    opened = Signal(object)
    finalised = Signal(str, bool)
    export_ready = Signal(str)
    visit_requested = Signal(str)
    problem = Signal(object)
    result = Signal(str, object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        self._writing: Writing | None = None
        self._has_typed = False
        self._judged: dict[str, str] = {}
        self._keeper = DraftKeeper(
            view, thread, session, lambda: self._form() if self.is_writing else None
        )
        self._keeper.problem.connect(self.problem)
        view.edited.connect(self._on_edited)
        view.section_left.connect(self._keeper.flush)
        view.save_requested.connect(self._keeper.save)
        view.retry_requested.connect(self._keeper.save)
        self._carrying = CarryOver(view)
        self._carrying.edited.connect(self._on_edited)
        self._carrying.result.connect(self.result)
        view.promise_judged.connect(self._on_judged)
        view.finalise_requested.connect(self._on_finalise)
        view.export_requested.connect(self._on_export)
        view.addendum_written.connect(self._on_addendum)
        view.last_visit_requested.connect(self.visit_requested)

    @property
    def is_writing(self) -> bool:
        return self._writing is not None and not self._writing.shown.is_final

    def begin(self, student_id: str) -> None:
        """Continue or begin the student's visit."""
        self._open(lambda: visit_forms.begin(self._session, student_id))

    def open_draft(self, draft_id: str) -> None:
        self._open(lambda: visit_forms.open_draft(self._session, draft_id))

    def open_visit(self, visit_id: str) -> None:
        self._open(lambda: visit_forms.open_visit(self._session, visit_id))

    def flush(self) -> None:
        """Hand what is unsaved to the vault's thread now."""
        self._keeper.flush()

    def leave(self) -> None:
        """Save and let go of the form."""
        self.flush()
        self._writing = None

    def _open(self, read: Callable[[], Writing | None]) -> None:
        def done(writing: Writing | None) -> None:
            if self._has_typed:
                # What was typed meanwhile is kept before another form takes its place.
                self._open(read)
            else:
                self._on_opened(writing)

        self.flush()
        self._has_typed = False
        self._thread.post(self, lambda _job: read(), done=done, key="form")

    def _on_opened(self, writing: Writing | None) -> None:
        if writing is None:
            return
        self._writing = writing
        self._judged = dict(writing.shown.judged)
        self._view.show_form(writing.shown, self._session.clock.today())
        self._carrying.show(writing.shown)
        self._keeper.begin(writing.shown.saved_at)
        self.opened.emit(writing)
        self.shown.emit(writing.shown)

    def _on_edited(self) -> None:
        if self.is_writing:
            self._has_typed = True
            self._keeper.note_change()

    def _on_judged(self, item_id: str, outcome: str) -> None:
        self._judged[item_id] = outcome
        self._on_edited()

    def _form(self) -> visits.VisitForm | None:
        if self._writing is None:
            return None
        form = self._writing.form
        view = self._view
        return with_answers(form, view.values, self._judged, view.kept_words)

    def _on_finalise(self) -> None:
        form = self._form()
        if form is None or self._writing is None or not self.is_writing:
            return
        missing = missing_questions(self._writing.shown.sections, self._view.values)
        self._view.show_missing(missing)
        self._keeper.note_change()
        self._keeper.flush()
        self._has_typed = False
        if not missing:
            self._thread.post(
                self,
                lambda _job: visit_forms.finalise(self._session, form),
                done=lambda ended: self._on_finalised(form, ended),
                failed=self.problem.emit,
            )

    def _on_finalised(self, form: visits.VisitForm, ended: visits.Finalised) -> None:
        self._let_go()
        said = _("The visit is finalised.")
        if ended.open_ids:
            waiting = translate_count(
                "{count} sibling's record is still open.",
                "{count} siblings' records are still open.",
                len(ended.open_ids),
            )
            said = sentences(said, waiting)
        self.result.emit(said, None)
        was_met = form.values.get("outcome") == MET
        self.finalised.emit(ended.visit_ids[0], was_met)

    def _on_export(self) -> None:
        form = self._form()
        if form is None or self._writing is None:
            return
        if self._writing.shown.is_final:
            self.export_ready.emit(form.visit_id)
            return
        self._keeper.forget()
        self._has_typed = False
        self._thread.post(
            self,
            lambda _job: visits.save_visit(self._session, form).record_ids[0],
            done=self._on_kept_for_export,
            failed=self._on_not_kept,
        )

    def _on_kept_for_export(self, visit_id: str) -> None:
        self._let_go()
        self.export_ready.emit(visit_id)

    def _on_not_kept(self, error: BaseException) -> None:
        self._keeper.note_change()
        self.problem.emit(error)

    def _let_go(self) -> None:
        """Let go of a form that was written; words typed since are a draft again."""
        if self._has_typed:
            self._keeper.flush()
        else:
            self._keeper.forget()
        self._writing = None

    def _on_addendum(self, content: str, reason: str) -> None:
        if self._writing is None:
            return
        form = self._writing.form
        self._thread.post(
            self,
            lambda _job: visit_forms.add(self._session, form, content, reason),
            done=self._on_added,
            failed=self.problem.emit,
        )

    def _on_added(self, writing: Writing) -> None:
        self._on_opened(writing)
        self.result.emit(_("Added to the visit."), None)
