"""Making a vault and recovering one: both end with a code that must go on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.text import _
from ui import paper_printing
from ui.defects import defect_explanation
from ui.desk import gate

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from homevisit.clock import Clock
    from ui.desk.gate import Entered, Offer
    from ui.serial_thread import SerialThread

_ENDING = ".homevisit"


class EntrancePresenter(QObject):
    """What both ways have in common; `entered` follows the typed-back code."""

    opened = Signal(object)
    entered = Signal(object)
    given_up = Signal()

    def __init__(self, view: Any, thread: SerialThread, clock: Clock) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._clock = view, thread, clock
        self._entered: Entered | None = None
        view.offer_requested.connect(self.offer)
        view.password_typed.connect(self._on_typed)
        view.save_requested.connect(self._on_save)
        view.recovery.print_requested.connect(self._on_print)
        view.recovery.offer_printing()
        view.finished.connect(self._on_finished)
        view.given_up.connect(self.given_up)

    def offer(self) -> None:
        """Show five fresh words."""
        self._thread.post(self, lambda _job: gate.offer(), done=self._on_offer)

    def _names(self) -> tuple[str, ...]:
        return ()

    def _on_offer(self, found: Offer) -> None:
        self._view.password.show_offer(found.words, found.typed)

    def _on_typed(self, password: str) -> None:
        names = self._names()
        self._thread.post(
            self,
            lambda _job: gate.grade(password, names) if password else "",
            done=self._view.password.show_grade,
            key="grade",
        )

    def _on_entered(self, entered: Entered) -> None:
        self._entered = entered
        self.opened.emit(entered)
        self._view.show_making(False)
        self._view.show_code(entered.code)

    def _on_failed(self, error: BaseException) -> None:
        self._view.show_making(False)
        self.show_problem(error)

    def show_problem(self, error: BaseException) -> None:
        """Say in the wizard what went wrong."""
        is_known = isinstance(error, Problem)
        said = error.explain() if is_known else defect_explanation()  # type: ignore[attr-defined]
        self._view.show_error(str(said))

    def _on_save(self, path: str) -> None:
        entered = self._entered
        if entered is None:
            return
        self._thread.post(
            self,
            lambda _job: gate.write_kit(entered, path),
            done=lambda _none: self._view.recovery.show_saved(),
            failed=self._on_not_saved,
        )

    def _on_print(self) -> None:
        if not paper_printing.printer_names():
            self.show_problem(paper_printing.NoPrinterError())
            return
        paper_printing.ask_for_printer(self._view, 1, self._print)

    def _print(self, printer: QPrinter) -> None:
        entered = self._entered
        if entered is not None:
            self._thread.post(
                self,
                lambda job: paper_printing.print_pages(job, gate.kit(entered), printer),
                done=lambda _pages: self._view.recovery.show_printed(),
                failed=self.show_problem,
            )

    def _on_not_saved(self, _error: BaseException) -> None:
        self._view.show_error(
            _("The sheet could not be written there; choose another folder.")
        )

    def _on_finished(self) -> None:
        if self._entered is not None:
            self.entered.emit(self._entered)


class CreateVaultPresenter(EntrancePresenter):
    """Feeds a `CreateVaultView`."""

    def __init__(self, view: Any, thread: SerialThread, clock: Clock) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view, thread, clock)
        view.make_requested.connect(self._on_make)
        people = view.people
        people.show_choices(gate.roles(), gate.stages(), gate.systems())
        people.propose_folder(str(_free_folder(Path.home())))

    def _names(self) -> tuple[str, ...]:
        people = self._view.people
        return (people.school, people.owner)

    def _on_make(self) -> None:
        view, people = self._view, self._view.people
        new = gate.NewVault(
            folder=people.folder,
            school=people.school,
            owner=people.owner,
            role=people.role,
            stages=people.stages,
            system=people.system,
            password=view.password.password,
        )
        view.show_error("")
        view.show_making(True)
        self._thread.post(
            self,
            lambda _job: gate.make(new, self._clock),
            done=self._on_entered,
            failed=self._on_failed,
        )


class RecoverPresenter(EntrancePresenter):
    """Feeds a `RecoverView`."""

    def __init__(self, view: Any, thread: SerialThread, clock: Clock) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view, thread, clock)
        view.recover_requested.connect(self._on_recover)
        self.offer()

    def _on_recover(self) -> None:
        view = self._view
        folder, code, password = view.folder, view.code, view.password.password
        view.show_error("")
        view.show_making(True)
        self._thread.post(
            self,
            lambda _job: gate.recover(folder, code, password, self._clock),
            done=self._on_entered,
            failed=self._on_failed,
        )


def _free_folder(home: Path) -> Path:
    """Return a folder for a new vault that does not exist yet and names nobody."""
    name = _("HomeVisit")
    number = 1
    while (home / f"{name}{number if number > 1 else ''}{_ENDING}").exists():
        number += 1
    return home / f"{name}{number if number > 1 else ''}{_ENDING}"
