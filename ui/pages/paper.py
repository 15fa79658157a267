"""Paper for the way: blank and prefilled forms, route sheets, many summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui import paper_rows as codes
from ui.page import Command, Page, Title
from ui.presenters.paper import PaperPresenter
from ui.screens.paper import PaperView

if TYPE_CHECKING:
    from ui.around import Around


class FormsPage(Page):
    """Its subject are the ids of students or plans, joined by commas; none is blank."""

    view: PaperView
    kind = codes.FORMS

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PaperView(around.look, around.drawing)
        self.presenter = PaperPresenter(self.view, around)
        self.presenter.begun.connect(self.ready)

    @property
    def title(self) -> Title:
        words = {
            codes.FORMS: _("Visit forms on paper"),
            codes.ROUTE: _("Route sheet"),
            codes.VISITS: _("Print visits"),
        }
        return Title(words[self.kind])

    def enter(self, subject: str) -> None:
        ids = [each for each in subject.split(",") if each]
        self.presenter.begin(self.kind, ids)

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        wanted = self.view.print_requested.emit
        return (Command(_("Print the paper"), wanted, "Ctrl+P", "printer"),)


class RoutePage(FormsPage):
    """The same, begun as a route sheet."""

    kind = codes.ROUTE


class VisitPrintsPage(FormsPage):
    """Summaries of many visits; its subject are the ids of visits."""

    kind = codes.VISITS
