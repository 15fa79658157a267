"""Raises a concern: once, for good; what is learnt later is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import concerns
from homevisit.text import _
from ui.desk import concern_raising, paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.concern_rows import Raised, RaiseForm, Raising
    from ui.screens.concern_raise import RaiseView


class RaisePresenter(QObject):
    """Feeds a `RaiseView`; `shown` says that the form for its subject is there."""

    shown = Signal()

    def __init__(self, view: RaiseView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self.subject = ""
        self._raised: Raised | None = None
        picker = view.fields.picker
        picker.wanted.connect(self._on_typed)
        picker.picked.connect(self._on_picked)
        view.raised.connect(self._on_raised)
        view.after.added.connect(self._on_added)
        view.after.report_wanted.connect(self._on_report)
        view.after.left.connect(around.ways.go_back)

    def begin(self, subject: str) -> None:
        """Begin a concern about `source:student:record`, any of them empty."""
        self.subject = subject
        self._raised = None
        self._read(self._view.begin, self.shown.emit)

    def refresh(self) -> None:
        """Read anew what can be chosen; what was entered stays."""
        if not self._view.is_done:
            self._read(self._view.show_form)

    def _read(
        self,
        show: Callable[[RaiseForm], None],
        then: Callable[[], None] = lambda: None,
    ) -> None:
        subject, session = self.subject, self._around.session

        def done(form: RaiseForm) -> None:
            if form.subject == self.subject:
                show(form)
                then()

        self._post(
            lambda: concern_raising.read_form(session, subject), done, key="raise"
        )

    def _on_typed(self, typed: str) -> None:
        session = self._around.session
        self._post(
            lambda: paper.find_people(session, typed),
            self._view.fields.picker.show_people,
            key="raise people",
        )

    def _on_picked(self, student_id: str, _name: str) -> None:
        source = self.subject.partition(":")[0] or "student"
        self.subject = f"{source}:{student_id}:"
        self._read(self._view.show_form, self._view.focus_first)

    def _on_raised(self, entered: Raising) -> None:
        session = self._around.session
        self._view.send.setEnabled(False)
        self._post(
            lambda: concern_raising.raise_it(session, entered),
            self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, raised: Raised) -> None:
        self._raised = raised
        self._view.send.setEnabled(True)
        self._view.show_raised(raised)
        self._around.ways.note_saved()

    def _on_failed(self, error: BaseException) -> None:
        self._view.send.setEnabled(True)
        self._around.ways.explain(error)

    def _on_added(self, text: str) -> None:
        if self._raised is None:
            return
        session, concern_id = self._around.session, self._raised.concern_id
        self._post(
            lambda: concerns.add(session, concern_id, {"facts": text}),
            lambda _written: self._on_addition_kept(),
        )

    def _on_addition_kept(self) -> None:
        self._view.after.addition.clear()
        self._around.ways.note_saved()
        self._around.ways.say(_("Added; the concern itself stays as it was raised."))

    def _on_report(self) -> None:
        if self._raised is not None:
            self._around.ways.go("mandatory", self._raised.report_id)

    def _post(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        *,
        key: str = "",
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._around.thread.post(
            self,
            lambda _job: work(),
            done=done,
            failed=failed or self._around.ways.explain,
            key=key,
        )
