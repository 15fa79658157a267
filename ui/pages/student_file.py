"""The page of one student's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.attachments import AttachmentsPresenter
from ui.presenters.history import HistoryPresenter
from ui.presenters.student_events import StudentEventsPresenter
from ui.presenters.student_file import StudentFilePresenter
from ui.screens.student_file import StudentFileView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field
    from ui.rows import StudentFile


class StudentFilePage(Page):
    """One student one file; its subject is the student's id."""

    view: StudentFileView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = StudentFileView(around.look, around.device.clock.today())
        given = (around.thread, around.session)
        self.presenter = StudentFilePresenter(self.view, *given)
        self._history = HistoryPresenter(self.view.history, *given)
        self._papers = AttachmentsPresenter(self.view.attachments, *given)
        self._events = StudentEventsPresenter(self.view, *given)
        self.shown: StudentFile | None = None
        self._connect()

    @property
    def title(self) -> Title:
        context = self.shown.class_line if self.shown else ""
        return Title(_("Student file"), context)

    @property
    def subject(self) -> str:
        return self.presenter.student_id

    @property
    def about_child(self) -> str:
        return f"student:{self.shown.id}:" if self.shown else ""

    def unsent_fields(self) -> dict[str, Field]:
        return {"event": self.view.event_strip.remark}

    def enter(self, subject: str) -> None:
        self._events.show(subject)
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.presenter.flush()

    def flush(self) -> None:
        self.presenter.flush()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        view = self.view
        return (
            Command(_("Write a visit"), view.visit_requested.emit, "Ctrl+N", "house"),
            Command(
                _("Write down a talk"), self._talk, "Ctrl+T", "message-square-text"
            ),
            Command(_("Add something to be done"), view.begin_item, "Ctrl+J", "flag"),
            self._adding(_("Add a family member"), "family", "users"),
            self._adding(_("Add a group"), "groups", "tag"),
            Command(_("Note an event"), self._events.begin, icon="bell"),
            Command(_("Take back the last save"), view.undo_wanted.emit, "Ctrl+Z"),
        )

    def _adding(self, words: str, part: str, icon: str) -> Command:
        return Command(words, lambda: self.view.add_to(part), icon=icon)

    def _talk(self) -> None:
        if self.shown:
            self.around.ways.go("talks", self.shown.id)

    def _connect(self) -> None:
        ways, presenter = self.around.ways, self.presenter
        QShortcut("Ctrl+T", self.view, self._talk)
        presenter.opened.connect(self.ready)
        presenter.shown.connect(self._on_shown)
        presenter.visit_requested.connect(ways.begin_visit)
        presenter.draft_opened.connect(ways.open_draft)
        presenter.visit_opened.connect(ways.open_visit)
        presenter.print_requested.connect(ways.print_visit)
        presenter.way_wanted.connect(ways.go)
        self.view.attachments.paper_opened.connect(ways.open_paper)
        self._events.noted.connect(presenter.tell_saved)
        self._events.problem.connect(ways.explain)
        for source in (presenter, self._history, self._papers):
            source.problem.connect(ways.explain)
            source.saved.connect(ways.note_saved)
            source.result.connect(ways.say)

    def _on_shown(self, shown: StudentFile) -> None:
        self.shown = shown
        self._history.show(shown.id)
        self._papers.show(shown.id)
        self.title_changed.emit()
