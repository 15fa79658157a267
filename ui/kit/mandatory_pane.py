"""A mandatory report as it is written down, signed once, and added to afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from homevisit.text import _, labelled, listed
from ui.concern_rows import ReportChoices
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.fields import FieldBlock, TextArea
from ui.kit.harm_panel import HarmPanel
from ui.kit.scrolling import scrolled
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

    from ui.appearance import Appearance
    from ui.concern_rows import ReportSheet
    from ui.kit.basics import LabelRole


class MandatoryPane(Sheet):
    """`changed` on what is typed or told; `signed` after the confirmation.

    `told` carries the code of a body that was told just now.
    """

    changed = Signal()
    signed = Signal()
    told = Signal(str)
    noted = Signal(str)
    print_wanted = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, look: Appearance, today: date, now: Callable[[], str]) -> None:
        super().__init__()
        self._look = look
        self._is_masked = False
        self._is_showing = False
        self.sheet: ReportSheet | None = None
        self._choices = ReportChoices()
        self._name = SerifLabel(look, "person")
        self._about = make_label("", "secondary")
        self._stands = make_label("", "chip")
        self.harm = HarmPanel(look, today, now)
        self.facts = TextArea(least=3)
        self.protection = TextArea()
        self.note = TextArea(least=1)
        self.add_note = make_button(_("Add a note"), size="small")
        self._limits = column(gap=6)
        self._read = column(gap=10)
        self._notes = column(gap=8)
        self.sign = make_button(_("Sign…"), "primary")
        self.sure = make_button(_("Sign for good"), "danger")
        self.not_yet = make_button(_("Look again first"), "quiet")
        self.print = make_button(_("Print"))
        look.set_icon(self.print, "printer", "t1")
        self.file = make_button(_("Open the file"))
        self._lacking = make_label("", "warning", wrap=True)
        self._build()
        self._connect()

    def offer(self, choices: ReportChoices) -> None:
        """Say what can be chosen and whom to tell."""
        self._choices = choices
        self.harm.offer(choices.situations, choices.contacts)

    def show_sheet(self, sheet: ReportSheet) -> None:
        """Show a report; what is being typed into the same one stays."""
        is_same = self.sheet is not None and self.sheet.id == sheet.id
        self._is_showing = True
        self.sheet = sheet
        self._about.setText(sheet.about)
        self._stands.setText(sheet.signed if sheet.is_signed else _("Not signed yet"))
        if not is_same and not sheet.is_signed:
            self._fill(sheet)
        self.harm.show_told(sheet.told)
        self._writing.setVisible(not sheet.is_signed)
        self._reading.setVisible(sheet.is_signed)
        self.harm.lock(is_locked=sheet.is_signed)
        self._show_limits(sheet)
        self._show_lacking(sheet)
        self._show_signed(sheet)
        self.print.setVisible(sheet.is_signed)
        self._ask(is_asking=False)
        self.show_masked(self._is_masked)
        self._is_showing = False

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        if self.sheet is not None:
            name = self.sheet.name
            self._name.setText(masked_name(name) if is_masked else name)

    def focus_first(self) -> None:
        is_signed = self.sheet is not None and self.sheet.is_signed
        (self.note if is_signed else self.facts).setFocus()

    def text_fields(self) -> dict[str, QPlainTextEdit]:
        """Return what is kept over a lock: only notes, for drafts keep the rest."""
        return {"note": self.note}

    def read(self) -> dict[str, object]:
        """Return what is written down, by the names of the report's fields."""
        return {
            "discovered_at": self.harm.discovered_at,
            "situations": tuple(self.harm.situations.value),
            "facts": self.facts.toPlainText().strip(),
            "protection": self.protection.toPlainText().strip(),
            "told": self.harm.who_was_told,
        }

    def _fill(self, sheet: ReportSheet) -> None:
        self.harm.set_discovered(sheet.discovered_at)
        self.harm.situations.set_value(sheet.situations)
        self.facts.setPlainText(sheet.facts)
        self.protection.setPlainText(sheet.protection)
        self.note.clear()

    def _show_limits(self, sheet: ReportSheet) -> None:
        empty(self._limits)
        for each in sheet.limits:
            role: LabelRole = "late" if each.is_late else "muted"
            icon = (
                "check" if each.is_met else "clock-alert" if each.is_late else "clock"
            )
            colour = "red" if each.is_late else "pine_t" if each.is_met else "t2"
            line = row(make_icon(self._look, icon, colour, 14), gap=8)
            line.addWidget(make_label(each.words, wrap=True), 1)
            line.addWidget(make_label(each.stands, role))
            self._limits.addWidget(hold(line))
        if sheet.remark:
            self._limits.addWidget(make_label(sheet.remark, "warning", wrap=True))

    def _show_lacking(self, sheet: ReportSheet) -> None:
        words = _("Still empty: {fields}").format(fields=listed(sheet.lacking))
        self._lacking.setText(words)
        self._lacking.setVisible(bool(sheet.lacking) and not sheet.is_signed)
        self.sign.setEnabled(not sheet.lacking)

    def _show_signed(self, sheet: ReportSheet) -> None:
        empty(self._read)
        empty(self._notes)
        if not sheet.is_signed:
            return
        for label, words in (
            (_("Facts"), sheet.facts),
            (_("Protection given at once"), sheet.protection),
        ):
            if words:
                self._read.addWidget(_said(label, words))
        for at, words in sheet.notes:
            self._notes.addWidget(make_label(labelled(at, words), wrap=True))

    def _ask(self, *, is_asking: bool) -> None:
        is_open = self.sheet is not None and not self.sheet.is_signed
        self._sure_bar.setVisible(is_asking)
        self.sign.setVisible(is_open and not is_asking)
        if is_asking:
            self.not_yet.setFocus()

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.changed.emit()

    def _on_print(self) -> None:
        if self.sheet is not None:
            self.print_wanted.emit(self.sheet.id)

    def _on_note(self) -> None:
        words = self.note.toPlainText().strip()
        if words:
            self.noted.emit(words)

    def _connect(self) -> None:
        for field in (self.facts, self.protection):
            field.textChanged.connect(self._on_changed)
        self.harm.changed.connect(self._on_changed)
        self.harm.told.told.connect(self.told)
        self.sign.clicked.connect(lambda: self._ask(is_asking=True))
        self.not_yet.clicked.connect(lambda: self._ask(is_asking=False))
        self.sure.clicked.connect(self.signed)
        self.add_note.clicked.connect(self._on_note)
        self.print.clicked.connect(self._on_print)
        self.file.clicked.connect(
            lambda: self.file_wanted.emit(self.sheet.student_id if self.sheet else "")
        )

    def _build(self) -> None:
        sides = (16, 14, 16, 12)
        head = row(self._name, self._about, None, gap=10, margins=sides)
        head.addWidget(self._stands, 0, Qt.AlignmentFlag.AlignVCenter)
        facts = _("Facts as they were found; the child is not questioned again")
        self._writing = hold(
            column(
                FieldBlock(_("Facts"), self.facts, hint=facts),
                FieldBlock(_("Protection given at once"), self.protection),
                gap=12,
            )
        )
        self._reading = hold(column(self._read, self._build_notes(), gap=14))
        limits = Sheet(
            column(
                make_label(_("Time limits"), "strong"),
                self._limits,
                gap=8,
                margins=(14, 10, 14, 12),
            ),
            kind="inset",
        )
        body = column(self.harm, limits, self._writing, self._reading, None, gap=14)
        body.setContentsMargins(*sides)
        stack = column(
            head,
            make_rule(),
            scrolled(hold(body)),
            make_rule(),
            self._build_foot(),
            margins=1,
        )
        stack.setStretch(2, 1)
        self.setLayout(stack)

    def _build_notes(self) -> QWidget:
        block = FieldBlock(_("What followed, receipt numbers"), self.note)
        title = make_label(_("Added after signing"), "strong")
        return hold(column(title, self._notes, block, row(self.add_note, None), gap=8))

    def _build_foot(self) -> QVBoxLayout:
        words = _(
            "Once it is signed nothing of it can be changed, by nobody. Notes can be"
            " added."
        )
        icon = make_icon(self._look, "signature", "yellow_text", 18)
        bar = row(icon, gap=10, margins=(14, 8, 14, 8))
        bar.addWidget(make_label(words, wrap=True), 1)
        bar.addWidget(self.not_yet)
        bar.addWidget(self.sure)
        self._sure_bar = Sheet(bar, kind="warning")
        line = row(self.print, self.file, gap=8)
        line.addWidget(self._lacking, 1)
        line.addStretch(0)
        line.addWidget(self.sign)
        return column(self._sure_bar, line, gap=8, margins=(16, 10, 16, 10))


def _said(label: str, words: str) -> QWidget:
    return hold(column(make_label(label, "secondary"), make_label(words, wrap=True)))
