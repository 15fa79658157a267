"""The page on which a paper of care is looked at, saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.desk.care_paper import is_of_room
from ui.page import Command, Page, Title
from ui.presenters.care_paper import CarePaperPresenter
from ui.presenters.paper_out import PaperOut
from ui.screens.care_paper import CarePaperView

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.page import Field
    from ui.serial_thread import Job


class CarePaperPage(Page):
    """Its subject is `paper:id`, such as `plan:` and the id of the case."""

    view: CarePaperView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = CarePaperView(around.look, around.drawing)
        self.presenter = CarePaperPresenter(self.view, around.thread, around.session)
        self._out = PaperOut(around, self.view)
        self.presenter.shown.connect(self._on_shown)
        self.presenter.emptied.connect(around.ways.go_back)
        self.presenter.problem.connect(around.ways.explain)
        self.presenter.printing.connect(self._on_print)
        self.presenter.saving.connect(self._out.to_file)

    @property
    def subject(self) -> str:
        return self.presenter.subject

    @property
    def title(self) -> Title:
        return Title(_("Print and export"), self.view.title.text())

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def leave(self) -> None:
        self.presenter.let_go()

    def unsent_fields(self) -> dict[str, Field]:
        # What concerns the room is kept in no other file, not even a reason.
        if is_of_room(self.subject):
            return {}
        return {"reason": self.view.reason}

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        wanted = self.view.out.print.click
        return (Command(_("Print this paper"), wanted, "Ctrl+P", "printer"),)

    def _on_shown(self) -> None:
        self.title_changed.emit()
        self.ready.emit()

    def _on_print(self, make: Callable[[Job], bytes]) -> None:
        self._out.to_printer(self.view.pages.page_count, make)
