"""The care board of the psychology staff; it opens with the password each time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from homevisit.text import _
from ui.page import Command, Page, Title
from ui.presenters.care_board import CarePresenter
from ui.screens.care_board import CASE, CareBoardView

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
        others = Command(
            _("What others see of concerns"),
            lambda: self.around.ways.go(OTHERS),
            icon="eye",
        )
        screenings = Command(
            _("Screenings"),
            lambda: self.around.ways.go("screening"),
            icon="file-chart-column",
        )
        if not self.view.is_open:
            return (screenings, others)
        bar = self.view.case.acts
        acts = bar.acts if self.view.shown == CASE else ()
        return (
            *(
                Command(
                    each.label, partial(bar.want, each.code), icon=each.icon or _ICON
                )
                for each in acts
            ),
            Command(
                _("Close the room"),
                self.view.lock_wanted.emit,
                "Ctrl+Shift+L",
                "lock-keyhole",
            ),
            Command(
                _("Look at the first new clue"),
                self.view.side.accept_first,
                "Ctrl+J",
                "bell",
            ),
            Command(
                _("Appointments"),
                self.view.side.book_wanted.emit,
                "Ctrl+M",
                "calendar-days",
            ),
            screenings,
            others,
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
