"""The care board of the psychology staff; it opens with the password each time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from homevisit.text import _
from ui.kit.care_panes import CASE
from ui.page import Command, Page, Title
from ui.presenters.care_board import CarePresenter
from ui.screens.care_board import CareBoardView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.desk.care_room import RoomState

OTHERS = "concerns"
_ICON = "arrow-right"


class CarePage(Page):
    """Its subject is a case, or empty; who is not of the staff is led elsewhere."""

    view: CareBoardView

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = CareBoardView(around.look, around.device.clock.today())
        self.presenter = CarePresenter(self.view, around.thread, around.session)
        self._is_entering = False
        self._connect()

    @property
    def subject(self) -> str:
        return self.presenter.case_id

    @property
    def title(self) -> Title:
        return Title(_("Care"), _("the psychologist's desk"))

    def enter(self, subject: str) -> None:
        self._is_entering = True
        if subject:
            self.presenter.case_id = subject
        self.presenter.room.ask()

    def refresh(self) -> None:
        self.presenter.refresh()

    def flush(self) -> None:
        self.presenter.flush()

    def leave(self) -> None:
        self.presenter.flush()

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        go = self.around.ways.go
        elsewhere = (
            Command(_("Screenings"), lambda: go("screening"), icon="file-chart-column"),
            Command(_("What others see of concerns"), lambda: go(OTHERS), icon="eye"),
        )
        here = (*self._acts(), *self._of_board()) if self.view.is_open else ()
        return (*here, *elsewhere)

    def _acts(self) -> tuple[Command, ...]:
        bar = self.view.case.acts
        acts = bar.acts if self.view.shown == CASE else ()
        return tuple(
            Command(x.label, partial(bar.want, x.code), icon=x.icon or _ICON)
            for x in acts
        )

    def _of_board(self) -> tuple[Command, ...]:
        view, side = self.view, self.view.side
        return (
            Command(
                _("Close the room"),
                view.lock_wanted.emit,
                "Ctrl+Shift+L",
                "lock-keyhole",
            ),
            Command(
                _("Look at the first new clue"), side.accept_first, "Ctrl+J", "bell"
            ),
            Command(
                _("Appointments"), side.book_wanted.emit, "Ctrl+M", "calendar-days"
            ),
        )

    def _on_known(self, state: RoomState) -> None:
        if not state.is_staff:
            self.around.ways.go_to_place(OTHERS)
        elif self._is_entering:
            self.ready.emit()
        self._is_entering = False

    def _connect(self) -> None:
        ways, presenter = self.around.ways, self.presenter
        presenter.room.known.connect(self._on_known)
        presenter.saved.connect(ways.note_saved)
        presenter.problem.connect(ways.explain)
        presenter.result.connect(ways.say)
        self.view.case.opened.connect(ways.open_student)
        self.view.clue.opened.connect(ways.open_student)
        self.view.clue.report_wanted.connect(lambda _who: ways.go("mandatory"))
        self.view.side.page_wanted.connect(ways.go)
        self.view.case.acts.paper_wanted.connect(
            lambda paper: ways.go("care_paper", paper)
        )
