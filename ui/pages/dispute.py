"""The page on which a person decides between versions of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from ui.page import Command, Page, Title
from ui.presenters.dispute import DisputePresenter
from ui.screens.dispute import DisputeView

if TYPE_CHECKING:
    from ui.around import Around


class DisputePage(Page):
    """Its subject is a record's id, or empty for whichever comes first."""

    view: DisputeView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = DisputeView(around.look)
        self.presenter = DisputePresenter(self.view, around)
        self.presenter.listed.connect(self._on_listed)
        self._count = 0
        self._is_awaited = False

    @property
    def subject(self) -> str:
        return self.presenter.record_id

    @property
    def title(self) -> Title:
        words = translate_count(
            "{count} record with several versions",
            "{count} records with several versions",
            self._count,
        )
        return Title(_("Two versions"), words)

    def enter(self, subject: str) -> None:
        self._is_awaited = True
        self.presenter.open(subject)

    def refresh(self) -> None:
        self.presenter.refresh()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        settle = Command(_("Settle"), self.view.confirm.click, "Ctrl+Return", "check")
        return (settle,)

    def _on_listed(self, count: int) -> None:
        self._count = count
        self.title_changed.emit()
        if self._is_awaited:
            self._is_awaited = False
            self.ready.emit()
