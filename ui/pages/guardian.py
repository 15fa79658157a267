"""The page on which a finalised visit is shown to its guardian and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.guardian import GuardianPresenter
from ui.screens.guardian import GuardianView
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.around import Around
    from ui.signing_rows import VisitShown


class GuardianPage(Page):
    """Its subject is the id of a finalised visit."""

    view: GuardianView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = GuardianView(around.look)
        self.presenter = GuardianPresenter(self.view, around)
        self.presenter.shown.connect(self._on_shown)
        self._shown: VisitShown | None = None
        self._is_masked = False

    @property
    def subject(self) -> str:
        return self._shown.visit_id if self._shown is not None else ""

    @property
    def title(self) -> Title:
        if self._shown is None:
            return Title(_("Summary for the guardian"))
        name = self._shown.student_name
        strong = masked_name(name) if self._is_masked else name
        return Title(_("Summary for the guardian"), self._shown.context, strong)

    def enter(self, subject: str) -> None:
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.view.show_masked(is_masked)
        self.title_changed.emit()

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        words, keys = _("Hand over for signing"), "Ctrl+Return"
        return (Command(words, self.presenter.hand_over, keys, "signature"),)

    def _on_shown(self, shown: VisitShown) -> None:
        self._shown = shown
        self.title_changed.emit()
        self.ready.emit()
