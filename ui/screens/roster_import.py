"""Bringing in a class list: choose, match columns, check every row, import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QStackedWidget,
    QWidget,
)

from homevisit.text import _, listed, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    head_row,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox
from ui.kit.file_choice import ask_for_file
from ui.kit.import_columns import ImportColumns
from ui.kit.problem_table import ProblemTable
from ui.kit.stepper import Stepper
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ui.appearance import Appearance
    from ui.rows import ImportFile, ImportTrial

_MAPPING_WIDTH = 436
_KINDS = "*.xlsx *.xls *.csv"


class RosterImportView(QWidget):
    """Nothing is written before `import_requested`."""

    file_chosen = Signal(str)
    sheet_chosen = Signal(int)
    column_chosen = Signal(int, str)
    class_chosen = Signal(str)
    import_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.setAcceptDrops(True)
        self._problems = ProblemTable(look)
        self._build()

    def show_start(self) -> None:
        """Ask for a file."""
        self._pages.setCurrentIndex(0)
        self._stepper.show_step(0)
        self._footer.hide()

    def show_file(self, file: ImportFile) -> None:
        """Show how the columns were read; the check follows."""
        self._name.setText(file.name)
        self._sheets.set_options(
            [Option(str(at), name) for at, name in enumerate(file.sheets)]
        )
        self._sheets.set_value(str(file.sheet))
        self._sheets.setVisible(len(file.sheets) > 1)
        self._notes.setText("\n".join(file.notes))
        self._notes.setVisible(bool(file.notes))
        self._show_classes(file)
        self.columns.show_file(file)
        self._pages.setCurrentIndex(1)
        self._footer.show()
        self._stepper.show_step(1)

    def show_checking(self) -> None:
        self._import.setEnabled(False)
        self._counts.setText(_("Checking every row…"))

    def show_trial(self, trial: ImportTrial) -> None:
        """Show what an import would do."""
        counts = trial.counts
        parts = (
            (_("{count} new"), counts["new"]),
            (_("{count} to update"), counts["update"]),
            (_("{count} unchanged"), counts["unchanged"]),
            (_("{count} left out"), counts["skip"]),
        )
        said = " · ".join(text.format(count=count) for text, count in parts if count)
        if trial.new_classes:
            classes = listed(trial.new_classes)
            said += " · " + _("new classes: {classes}").format(classes=classes)
        self._counts.setText(said or _("Nothing to import."))
        self._problems.problems.show(trial.problems)
        self._result.setText(
            _("{errors} errors, {warnings} to check").format(
                errors=counts["errors"], warnings=counts["warnings"]
            )
        )
        writes = counts["new"] + counts["update"]
        self._import.setText(
            translate_count("Import {count} student", "Import {count} students", writes)
        )
        self._import.setEnabled(writes > 0)
        self._stepper.show_step(2)

    def show_lacking(self, text: str) -> None:
        """Say why the list cannot be checked yet."""
        self._counts.setText(text)
        self._problems.problems.show(())
        self._result.setText("")
        self._import.setEnabled(False)

    def show_importing(self) -> None:
        self._stepper.show_step(3)
        self._import.setEnabled(False)
        self._counts.setText(_("A backup is made, then the list is written…"))

    def show_masked(self, is_masked: bool) -> None:
        """Hide the names in the list and in the samples, or show them."""
        self.columns.show_masked(is_masked)
        self._problems.problems.show_masked(is_masked)

    def focus_first(self) -> None:
        (self._choose if self._pages.currentIndex() == 0 else self._import).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.file_chosen.emit(url.toLocalFile())
                return

    def _build(self) -> None:
        self._stepper = Stepper(
            self._look,
            (
                (_("Choose the file"), ".xlsx .xls .csv"),
                (_("Match the columns"), _("guessed, and remembered")),
                (_("Check"), _("row by row, nothing is written")),
                (_("Import"), _("can be undone as a whole")),
            ),
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self._build_start())
        self._pages.addWidget(self._build_check())
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        top = Sheet(column(self._stepper, margins=1))
        layout = column(top, self._pages, self._build_footer(), gap=12, margins=sides)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.show_start()

    def _build_start(self) -> QWidget:
        icon = make_icon(self._look, "file-input", "t3", 40)
        first = make_label(_("Drop the class list here, or choose it."), "strong")
        words = _("As the school has it: title rows and merged cells are fine.")
        second = make_label(words, "secondary")
        self._choose = make_button(_("Choose a file…"), "primary", size="footer")
        self._choose.clicked.connect(self._on_choose)
        stack = column(None, icon, first, second, self._choose, None, gap=14)
        for widget in (icon, first, second, self._choose):
            stack.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        return Sheet(stack)

    def _build_check(self) -> QWidget:
        self._name = make_label("", "muted")
        self._sheets = ChoiceBox(self._look)
        self._sheets.setAccessibleName(_("Sheet"))
        self._sheets.chosen.connect(lambda at: self.sheet_chosen.emit(int(at)))
        self._notes = make_label("", "secondary", wrap=True)
        head = head_row(self._look, "columns-3", _("Columns"), self._name)
        head.addStretch(1)
        head.addWidget(self._sheets)
        self.columns = ImportColumns(self._look)
        self.columns.chosen.connect(self.column_chosen)
        notes = hold(row(self._notes, margins=(14, 0, 14, 8)))
        stack = column(
            head, notes, self._build_class(), make_rule(), self.columns, margins=1
        )
        stack.setStretch(4, 1)
        left = Sheet(stack)
        left.setFixedWidth(_MAPPING_WIDTH)
        self._result = make_label("", "muted")
        found = head_row(self._look, "list-checks", _("What was found"), self._result)
        found.addStretch(1)
        right = column(found, self._problems, margins=1)
        right.setStretch(1, 1)
        line = row(left, gap=SPACE.gap)
        line.addWidget(Sheet(right), 1)
        return hold(line)

    def _build_class(self) -> QWidget:
        self._class = ChoiceBox(self._look)
        self._class.setAccessibleName(_("All of them are in class"))
        self._class.chosen.connect(self.class_chosen)
        words = make_label(_("All of them are in class"), "strong")
        self._class_place = hold(row(words, None, self._class, margins=(14, 0, 14, 10)))
        return self._class_place

    def _show_classes(self, file: ImportFile) -> None:
        """Ask for one class where the list does not say it."""
        nothing = Option("", _("choose"))
        self._class.set_options(
            [nothing, *(Option(each.id, each.name) for each in file.classes)]
        )
        self._class_place.setVisible(file.lacks_class and bool(file.classes))

    def _build_footer(self) -> QFrame:
        self._counts = make_label("", "strong")
        self._other = make_button(_("Another file…"), "quiet", size="footer")
        self._import = make_button(_("Import"), "primary", size="footer")
        self._import.setEnabled(False)
        self._other.clicked.connect(self._on_choose)
        self._import.clicked.connect(self.import_requested)
        undo = make_label(_("The whole import can be taken back."), "muted")
        parts = (self._counts, None, undo, self._other, self._import)
        self._footer = Sheet(row(*parts, gap=12, margins=(16, 11, 16, 11)))
        return self._footer

    def _on_choose(self) -> None:
        kinds = f"{_('Class lists')} ({_KINDS})"
        ask_for_file(self, _("Choose a class list"), kinds, self.file_chosen.emit)
