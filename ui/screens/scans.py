"""Signed sheets: what was photographed on the left, the page itself on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.file_choice import ask_for_files, ask_for_folder
from ui.kit.pages import PagesView
from ui.kit.sheet_details import SheetDetails
from ui.kit.sheet_list import SheetList
from ui.tokens import SPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ui.appearance import Appearance
    from ui.scan_rows import SheetRow
    from ui.serial_thread import SerialThread

_SIDE, _SIDE_LARGE = 420, 520
_KINDS = "*.jpg *.jpeg *.png *.pdf"


class ScansView(QWidget):
    """Nothing is attached before `attach_requested`."""

    files_chosen = Signal(list)
    folder_chosen = Signal(str)
    shown = Signal(str)
    code_typed = Signal(str, str)
    people_wanted = Signal(str)
    student_said = Signal(str, str)
    place_said = Signal(str, str)
    dropped = Signal(str)
    attach_requested = Signal()

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.setAcceptDrops(True)
        self.list = SheetList(look)
        self.details = SheetDetails(look)
        self.pages = PagesView(look, drawing)
        self._build()
        self._connect()
        self.show_sheets(())

    def show_sheets(self, sheets: tuple[SheetRow, ...]) -> None:
        """Show the sheets; the one that was chosen stays chosen."""
        was_empty = self._body.currentIndex() == 0
        self._body.setCurrentIndex(1 if sheets else 0)
        self.list.show_sheets(sheets)
        if sheets and was_empty:
            self.list.setFocus()
        self._show_current()

    def show_pictures(self, pictures: Iterable[bytes]) -> None:
        """Show the pages of the chosen sheet."""
        self.pages.show_pictures(pictures)

    def show_masked(self, is_masked: bool) -> None:
        self.list.sheets.show_masked(is_masked)

    def focus_first(self) -> None:
        (self.list if self.list.sheets.sheets else self._first).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        if paths:
            self.files_chosen.emit(paths)

    def ask_for_files(self) -> None:
        words = _("Photos or scans of signed sheets")
        ask_for_files(self, words, _KINDS, self.files_chosen.emit)

    def _build(self) -> None:
        self._body = QStackedWidget()
        self._body.addWidget(self._build_start())
        self._body.addWidget(self._build_work())
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        self.setLayout(column(self._body, margins=sides))

    def _build_start(self) -> QWidget:
        icon = make_icon(self._look, "file-input", "t3", 40)
        first = make_label(_("Drop photos or scans of signed sheets here."), "strong")
        words = _("The code on each sheet finds its visit. Nothing is attached yet.")
        self._first = make_button(
            _("Choose files…"), "primary", size="footer", shortcut="Ctrl+O"
        )
        self._folder = make_button(_("A whole folder…"), size="footer")
        buttons = row(None, self._first, self._folder, None, gap=10)
        second = make_label(words, "secondary")
        stack = column(None, icon, first, second, 6, buttons, None, gap=10)
        for widget in (icon, first, second):
            stack.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        return Sheet(stack)

    def _build_work(self) -> QWidget:
        stack = column(
            self._build_list_head(),
            make_rule(),
            self.list,
            make_rule(),
            self.details,
            make_rule(),
            self._build_foot(),
            margins=1,
        )
        stack.setStretch(2, 3)
        stack.setStretch(4, 2)
        self._side = Sheet(stack)
        self._look.follow(self._fit_side)
        line = row(self._side, gap=SPACE.gap)
        line.addWidget(self.pages, 1)
        return hold(line)

    def _build_list_head(self) -> QWidget:
        self._count = make_label("", "strong")
        self._more = make_button(_("More files…"), "link", size="small")
        return hold(row(self._count, None, self._more, margins=(14, 8, 10, 8)))

    def _build_foot(self) -> QWidget:
        self._attach = make_button("", "primary", size="footer", shortcut="Ctrl+Return")
        self._look.set_icon(self._attach, "paperclip", "on_pine")
        self._drop = make_button(_("Take out of the list"), "quiet", size="footer")
        foot = row(self._attach, self._drop, gap=8, margins=(14, 10, 14, 10))
        foot.setStretch(0, 1)
        return hold(foot)

    def _connect(self) -> None:
        self._first.clicked.connect(self.ask_for_files)
        self._more.clicked.connect(self.ask_for_files)
        self._folder.clicked.connect(self._on_folder)
        model = self.list.selectionModel()
        model.currentChanged.connect(lambda *_rows: self._show_current())
        self.list.asked.connect(self._on_asked)
        self.list.sheets.wanted_changed.connect(self._show_attach)
        self.details.code_typed.connect(self.code_typed)
        self.details.picker.wanted.connect(self.people_wanted)
        self.details.student_said.connect(self.student_said)
        self.details.place_said.connect(self.place_said)
        self._drop.clicked.connect(self._on_drop)
        self._attach.clicked.connect(self.attach_requested)

    def _show_current(self) -> None:
        sheet = self.list.current
        total = len(self.list.sheets.sheets)
        self._count.setText(translate_count("{count} sheet", "{count} sheets", total))
        self._show_attach()
        if sheet is None:
            return
        self.details.show_sheet(sheet)
        self.shown.emit(sheet.key)

    def _show_attach(self) -> None:
        count = len(self.list.sheets.wanted)
        words = translate_count("Attach {count} sheet", "Attach {count} sheets", count)
        self._attach.setText(words)
        self._attach.setShortcut("Ctrl+Return")
        self._attach.setToolTip(f"{words}  Ctrl+Return")
        self._attach.setEnabled(count > 0)

    def _on_asked(self) -> None:
        if self.list.current is not None:
            self.details.ask(self.list.current)

    def _on_drop(self) -> None:
        if self.list.current is not None:
            self.dropped.emit(self.list.current.key)

    def _on_folder(self) -> None:
        words = _("Folder with photos or scans")
        ask_for_folder(self, words, self.folder_chosen.emit)

    def _fit_side(self) -> None:
        self._side.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)
