"""The page on which a school's list becomes files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Page, Title
from ui.presenters.roster_import import RosterImportPresenter
from ui.screens.roster_import import RosterImportView

if TYPE_CHECKING:
    from ui.around import Around


class RosterImportPage(Page):
    """A file is read, checked, and only then written, as one save."""

    view: RosterImportView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = RosterImportView(around.look)
        self.presenter = RosterImportPresenter(self.view, around)
        self.presenter.imported.connect(self._on_imported)
        self.presenter.problem.connect(around.ways.explain)
        self.presenter.result.connect(around.ways.say)

    @property
    def title(self) -> Title:
        said = _("Checked first, then written; can be undone as a whole")
        return Title(_("Import a list"), said)

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def _on_imported(self) -> None:
        self.around.ways.note_saved()
        self.around.ways.go_to_place("students")
