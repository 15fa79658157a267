"""The page of the six talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import talk_sheets
from homevisit.text import _
from ui.kit.talk_bars import EXCEL
from ui.page import Command, Page, Title
from ui.presenters.paper_out import PaperOut
from ui.presenters.talks import TalksPresenter
from ui.screens.talks import TalksView

if TYPE_CHECKING:
    from ui.around import Around
    from ui.page import Field

_PLAN = "plan/"


class TalksPage(Page):
    """Its subject is whom to write a talk down for, ids joined by commas, or nobody.

    A kind of talk may stand before them, with a colon, and before that `plan/`.
    """

    view: TalksView
    writes_one = True

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = TalksView(around.look, around.device.clock.today())
        self.presenter = TalksPresenter(self.view, around.thread, around.session)
        self._out = PaperOut(around, self.view)
        self._connect()

    @property
    def about_child(self) -> str:
        drawer, (current, _kind) = self.view.drawer, self.view.table.current()
        named = drawer.form.student_ids if drawer.isVisible() else ()
        student_id = named[0] if named else current
        return f"talk:{student_id}:" if student_id else ""

    @property
    def title(self) -> Title:
        return Title(_("The six talks"), self.presenter.about)

    @property
    def subject(self) -> str:
        drawer = self.view.drawer
        return "" if drawer.isHidden() else drawer.form.place

    def enter(self, subject: str) -> None:
        kind, _colon, ids = subject.rpartition(":")
        whom = tuple(each for each in ids.split(",") if each)
        if kind.startswith(_PLAN):
            self.presenter.plan_next(whom, kind.removeprefix(_PLAN))
        elif whom:
            self.presenter.begin(whom, kind)
        # The form comes before the matrix, and with that the page is ready.
        self.refresh()

    def refresh(self) -> None:
        self.presenter.refresh()

    def unsent_fields(self) -> dict[str, Field]:
        drawer = self.view.drawer
        return {} if drawer.isHidden() else dict(drawer.text_fields())

    def show_masked(self, is_masked: bool) -> None:
        self.view.show_masked(is_masked)

    def focus_first(self) -> None:
        self.view.focus_first()

    def commands(self) -> tuple[Command, ...]:
        view = self.view
        return (
            Command(
                _("Write down a talk"),
                view.write_down,
                "Ctrl+T",
                "message-square-text",
            ),
            Command(_("Plan for many"), view.plan_for_many, icon="calendar-days"),
            Command(_("Print the six talks"), self._on_print, "Ctrl+P", "printer"),
        )

    def _on_shown(self) -> None:
        self.title_changed.emit()
        self.ready.emit()

    def _on_print(self) -> None:
        """Count the pages first: the printer's dialog wants to know."""
        session, asked = self.around.session, self.presenter.question
        self._out.run(
            lambda _job: talk_sheets.preview(session, asked).pages,
            lambda pages: self._out.to_printer(
                pages, lambda _job: talk_sheets.print_sheet(session, asked).pdf
            ),
        )

    def _on_file(self, path: str) -> None:
        session, asked = self.around.session, self.presenter.question
        if path.endswith(EXCEL):
            self._out.to_file(
                path,
                lambda _job: talk_sheets.print_workbook(session, asked),
                _("The Excel file was saved."),
            )
        else:
            make = talk_sheets.print_sheet
            self._out.to_file(path, lambda _job: make(session, asked).pdf)

    def _on_raise(self, student_id: str) -> None:
        self.around.ways.go("raise", f"talk:{student_id}:")

    def _connect(self) -> None:
        ways, presenter = self.around.ways, self.presenter
        presenter.shown.connect(self._on_shown)
        presenter.saved.connect(ways.note_saved)
        presenter.problem.connect(ways.explain)
        presenter.result.connect(ways.say)
        self.view.opened.connect(ways.open_student)
        self.view.print_wanted.connect(self._on_print)
        self.view.file_chosen.connect(self._on_file)
        self.view.drawer.raised.connect(self._on_raise)
