"""The page on which a visit is written and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.visit_form import VisitFormPresenter
from ui.presenters.visit_tail import VisitTailPresenter
from ui.screens.visit_form import VisitFormView
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field
    from ui.rows import VisitForm


class VisitPage(Page):
    """Its subject is `student:`, `draft:` or `visit:` with an id."""

    view: VisitFormView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        given = (around.thread, around.session)
        self.view = VisitFormView(around.look)
        self.presenter = VisitFormPresenter(self.view, *given)
        self._tail = VisitTailPresenter(self.view.tail, *given)
        self._shown: VisitForm | None = None
        self._is_masked = False
        self._connect()

    @property
    def subject(self) -> str:
        form = self._shown
        if form is None:
            return ""
        is_final = form.is_final
        return f"visit:{form.visit_id}" if is_final else f"draft:{form.draft_id}"

    @property
    def about_child(self) -> str:
        form = self._shown
        return f"visit:{form.student_id}:{form.visit_id}" if form else ""

    @property
    def title(self) -> Title:
        form = self._shown
        if form is None:
            return Title(_("Home visit"))
        state = _("finalised") if form.is_final else _("draft")
        name = masked_name(form.student_name) if self._is_masked else form.student_name
        return Title(_("Home visit"), f"{form.context}  {state}", name)

    def enter(self, subject: str) -> None:
        kind, _colon, an_id = subject.partition(":")
        ways = {
            "student": self.presenter.begin,
            "draft": self.presenter.open_draft,
            "visit": self.presenter.open_visit,
        }
        ways[kind](an_id)

    def refresh(self) -> None:
        self._tail.refresh()

    def leave(self) -> None:
        self.presenter.leave()

    def flush(self) -> None:
        self.presenter.flush()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.view.show_masked(is_masked)
        self.title_changed.emit()

    def unsent_fields(self) -> dict[str, Field]:
        tail = self.view.tail
        return {**tail.addenda.fields, "review": tail.review.remark}

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        if self._shown is None or not self.presenter.is_writing:
            return ()
        finalise, save, print_ = (
            self.view.finalise_requested.emit,
            self.view.save_requested.emit,
            self.view.export_requested.emit,
        )
        return (
            Command(_("Finalise the visit"), finalise, "Ctrl+Return", "signature"),
            Command(_("Save now"), save, "Ctrl+S", "save"),
            Command(_("Print or save as PDF"), print_, "Ctrl+E", "file-down"),
        )

    def _connect(self) -> None:
        ways, presenter = self.around.ways, self.presenter
        presenter.opened.connect(self._tail.show)
        presenter.shown.connect(self._on_shown)
        presenter.visit_requested.connect(presenter.open_visit)
        presenter.finalised.connect(self._on_finalised)
        presenter.export_ready.connect(ways.print_visit)
        self.view.guardian_requested.connect(lambda each: ways.go("guardian", each))
        self._tail.reviewed.connect(self._on_reviewed)
        self.view.tail.papers.opened.connect(ways.open_paper)
        for source in (presenter, self._tail):
            source.problem.connect(ways.explain)
            source.result.connect(ways.say)

    def _on_shown(self, form: VisitForm) -> None:
        self._shown = form
        self.title_changed.emit()
        self.ready.emit()

    def _on_finalised(self, visit_id: str, can_sign: bool) -> None:
        self.around.ways.note_saved()
        self.presenter.open_visit(visit_id)
        if can_sign:
            self.around.ways.go("guardian", visit_id)

    def _on_reviewed(self, visit_id: str) -> None:
        self.around.ways.note_saved()
        self.presenter.open_visit(visit_id)
