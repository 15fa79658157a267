"""Everything behind the password: the pages of an open vault and the ways between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut

from homevisit.text import _
from ui.around import Around, Ways
from ui.care_badge import CareBadge
from ui.chrome import Chrome
from ui.commands import everywhere
from ui.daily_backup import DailyBackup
from ui.help_texts import help_text
from ui.kit.help_drawer import HelpDrawer
from ui.kit.palette import Palette
from ui.long_work import LongWork
from ui.page import Command
from ui.places import FIRST, PAGES
from ui.presenters.palette import PalettePresenter
from ui.serial_thread import SerialThread
from ui.settling import Settling
from ui.unsent import UnsentTexts

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.desk.gate import Entered
    from ui.device import Device
    from ui.page import Page


class Workspace(Chrome):
    """One open vault on screen; `lock_requested` asks to close it."""

    lock_requested = Signal()
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(
        self, look: Appearance, thread: SerialThread, entered: Entered, device: Device
    ) -> None:
        super().__init__(look, entered.owner)
        self.drawing = SerialThread("pages")
        self.ways = Ways(self)
        self._around = Around(
            look=look,
            thread=thread,
            session=entered.session,
            drawing=self.drawing,
            device=device,
            ways=self.ways,
            work=LongWork(self.task, self),
        )
        self._pages: dict[str, Page] = {}
        self._way: list[str] = []
        self._awaited = ""
        self._is_masked = False
        self._settling = Settling(self, thread, entered.session)
        self._unsent = UnsentTexts(self, thread, entered.session)
        self.daily = DailyBackup(self._around, self)
        self.badge = CareBadge(self._around, self.rail.show_count, self)
        self.palette_view = Palette(look, self)
        self._palette = PalettePresenter(
            self.palette_view, self._around, self.commands, lambda: self._is_masked
        )
        self.help = HelpDrawer(look, self)
        self._connect()

    def start(self) -> None:
        """Show the day, with what a crash left behind."""
        self.header.set_masked(is_masked=self._around.device.settings.mask_at_start)
        self._unsent.begin()
        self.go_to_place(FIRST)
        self.daily.start()
        self.badge.start()
        for warning in self._around.session.vault.warnings[:1]:
            self.show_problem(warning)

    def flush(self) -> None:
        """Hand everything unsaved to the vault's thread; called before closing."""
        self._settling.stop()
        self.daily.stop()
        self.badge.stop()
        self._gather()
        for page in self._pages.values():
            page.flush()

    def stop(self) -> None:
        self.drawing.stop()

    def page(self, code: str) -> Page:
        """Return a page of `PAGES`, making it when it is first asked for."""
        if code not in self._pages:
            page = PAGES[code](self._around)
            page.ready.connect(lambda: self._on_ready(code))
            page.title_changed.connect(self._show_title)
            page.show_masked(self._is_masked)
            self.stack.addWidget(page.view)
            self._pages[code] = page
        return self._pages[code]

    @property
    def page_code(self) -> str:
        """Which page is in front."""
        return self._way[-1] if self._way else ""

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done now: on the page in front, and everywhere."""
        here = self.page(self.page_code).commands() if self.page_code else ()
        concern = Command(
            _("Raise a concern"), self.raise_concern, "Ctrl+G", "heart-handshake"
        )
        return (*here, concern, *everywhere(self.ways, self.header))

    def go(self, code: str, subject: str = "") -> None:
        """Open a page above those that are open; it is shown once it is ready."""
        self._gather()
        self._awaited = code
        self.page(code).enter(subject)

    @property
    def place(self) -> tuple[str, str]:
        """The place of the rail that one is at, and what its page is about."""
        place = self._way[0] if self._way else FIRST
        return place, self.page(place).subject

    def go_to_place(self, place: str, subject: str = "") -> None:
        """Leave all pages for a place of the rail."""
        self._gather()
        for code in reversed(self._way):
            self.page(code).leave()
        self._way = []
        self.go(place, subject)

    def raise_concern(self) -> None:
        """Raise a concern about whom one is looking at, or about somebody to be found.

        Where one is raising already nothing happens, so that nothing typed is lost.
        """
        if self.page_code and self.page_code != "raise":
            self.go("raise", self.page(self.page_code).about_child)

    def toggle_help(self) -> None:
        """Show the help of the page in front, or put it away."""
        if self.help.isVisible():
            self.help.close_back()
            return
        code = self.page_code
        self.help.show_help(code, help_text(code))

    def go_back(self) -> None:
        """Leave the page in front for the one below it."""
        if len(self._way) > 1:
            self._gather()
            self.page(self._way.pop()).leave()
            below = self._way.pop()
            self.page(below).refresh()
            self._show(below)

    def _connect(self) -> None:
        QShortcut("Ctrl+K", self, self._palette.open)
        QShortcut("Ctrl+Shift+P", self, lambda: self.go("forms"))
        QShortcut("Ctrl+G", self, self.raise_concern)
        QShortcut("F1", self, self.toggle_help)
        self.help.keys_wanted.connect(lambda: self.go("settings", "keyboard"))
        self.help.about_wanted.connect(lambda: self.go("about"))
        self._around.thread.error_raised.connect(self.show_problem)
        self.drawing.error_raised.connect(self.show_problem)
        self.header.masking_changed.connect(self._on_masked)
        self.header.search_requested.connect(self._palette.open)
        self.header.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self.go_back)
        self.header.theme_chosen.connect(self.theme_chosen)
        self.header.text_size_chosen.connect(self.text_size_chosen)
        self.rail.place_chosen.connect(self.go_to_place)
        self.ways.page_wanted.connect(self.go)
        self.ways.place_wanted.connect(self.go_to_place)
        self.ways.back_wanted.connect(self.go_back)
        self.ways.lock_wanted.connect(self.lock_requested)
        self.ways.said.connect(self.toast.show_result)
        self.ways.problem.connect(self.show_problem)
        self.ways.saved.connect(self._on_saved)

    def _gather(self) -> None:
        """Take note of what was typed on the page in front and not sent."""
        if self._way:
            self._unsent.gather(self.page_code, self.page(self.page_code))

    def _on_ready(self, code: str) -> None:
        # Somebody may have gone elsewhere while the page was still reading.
        if code == self._awaited:
            self._awaited = ""
            self._unsent.give_back(code, self.page(code))
            self._show(code)

    def _show(self, code: str) -> None:
        if code in self._way:
            self._way = self._way[: self._way.index(code)]
        self._way.append(code)
        page = self.page(code)
        self.show_page(page.view, self._way[0])
        self.help.hide()
        self._show_title()
        page.focus_first()

    def _show_title(self) -> None:
        if self._way:
            title = self.page(self._way[-1]).title
            can_go_back = len(self._way) > 1
            self.header.show_page(title, can_go_back=can_go_back)

    def _on_saved(self) -> None:
        if self._way:
            self.page(self._way[-1]).refresh()

    def _on_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        for page in self._pages.values():
            page.show_masked(is_masked)
        self._show_title()
