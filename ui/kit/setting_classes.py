"""The classes: a list, the chosen one's facts, a new one, and September."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_label,
    row,
)
from ui.kit.choices import Option
from ui.kit.setting_fields import ChoiceSetting, LineSetting, NumberSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, flow, pairs, split

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.settings_rows import ClassesSheet, ClassRow, PromotionSheet

_NUMBERS = range(1, 61)


class ClassDetail(QWidget):
    """The facts of one class; `changed` carries a field and its value."""

    changed = Signal(str, object)
    teacher_chosen = Signal(str)
    closed = Signal()
    reopened = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._name = SerifLabel(look, "section")
        self._note = make_label("", "muted")
        self.alias = LineSetting(_("The class's own name"))
        self.number = NumberSetting(_("Class number"), _NUMBERS)
        self.entry_year = NumberSetting(_("Year of entry"), range(1990, 2100))
        self.teacher = ChoiceSetting(look, _("Homeroom teacher"), (), as_list=True)
        self._earlier = make_label("", "muted", wrap=True)
        self.close_class = make_button(_("Close this class"), "danger")
        self.reopen_class = make_button(_("Open this class again"))
        self._message = make_label("", "error", wrap=True)
        self.setLayout(
            column(
                self._name,
                self._note,
                pairs(self.alias, self.teacher, self.number, self.entry_year),
                self._earlier,
                row(self.close_class, self.reopen_class, None, gap=8),
                self._message,
                None,
                gap=12,
            )
        )
        self._connect()

    def show_class(self, each: ClassRow, teachers: tuple[Option, ...]) -> None:
        """Show a class; what is being typed stays."""
        self._name.setText(each.name)
        students = translate_count("{count} student", "{count} students", each.students)
        self._note.setText(students if each.is_open else each.note)
        self.alias.show_value(each.alias)
        self.alias.edit.setPlaceholderText(each.by_rule)
        self.number.show_value(str(each.class_no or ""))
        self.entry_year.show_value(str(each.entry_year or ""))
        self.teacher.show_options(teachers)
        self.teacher.show_value(each.teacher_id)
        self._earlier.setText(each.earlier)
        self._earlier.setVisible(bool(each.earlier))
        self.close_class.setVisible(each.is_open)
        self.reopen_class.setVisible(not each.is_open)
        self.refuse_close("")

    def refuse_close(self, reason: str) -> None:
        """Say why the class cannot be closed."""
        self._message.setText(reason)
        self._message.setVisible(bool(reason))
        self.close_class.setAccessibleDescription(reason)

    def _connect(self) -> None:
        self.alias.committed.connect(lambda text: self.changed.emit("alias", text))
        self.number.committed.connect(
            lambda text: self.changed.emit("class_no", int(text))
        )
        self.entry_year.committed.connect(
            lambda text: self.changed.emit("entry_year", int(text))
        )
        self.teacher.committed.connect(self.teacher_chosen)
        self.close_class.clicked.connect(self.closed)
        self.reopen_class.clicked.connect(self.reopened)


class NewClass(QWidget):
    """Stage, year of entry and number of a class to open."""

    wanted = Signal(str, int, int)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.stage = ChoiceSetting(look, _("Stage"), (), as_list=True)
        self.entry_year = NumberSetting(_("Year of entry"), range(1990, 2100))
        self.number = NumberSetting(_("Class number"), _NUMBERS)
        self.add = make_button(_("Add class"))
        look.set_icon(self.add, "plus", "t1")
        self.add.clicked.connect(self._on_add)
        fields = (self.stage, self.entry_year, self.number)
        self.setLayout(column(flow(*fields, button=self.add)))

    def show_stages(self, stages: tuple[Option, ...], this_year: int) -> None:
        """Offer the stages of the school; the year is this one at first."""
        self.stage.show_options(stages)
        if not self.stage.choice.value and stages:
            self.stage.show_value(stages[0].code)
        if not self.entry_year.text:
            self.entry_year.show_value(str(this_year))

    def refuse(self, reason: str) -> None:
        """Say beside the number why there is no such class to add."""
        self.number.show_message(reason)

    def clear(self) -> None:
        self.number.show_value("")
        self.number.put("")

    def _on_add(self) -> None:
        for field in (self.entry_year, self.number):
            reason = field.reason_against(field.text)
            field.show_message(reason)
            if reason:
                field.edit.setFocus()
                return
        self.wanted.emit(
            self.stage.choice.value, int(self.entry_year.text), int(self.number.text)
        )


class ClassesPane(SettingPane):
    """`chosen` carries a class's id; the rest comes from its parts."""

    chosen = Signal(str)
    promotion_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        about = _("A class keeps its file from entry to leaving; its grade follows.")
        super().__init__(look, _("Classes"), about)
        self.list = LineList(look, _("Classes"))
        self.detail = ClassDetail(look)
        self.new = NewClass(look)
        self.promote = make_button("")
        self.promote.clicked.connect(self.promotion_wanted)
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(14)
        self._steps.setVerticalSpacing(4)
        self._steps.setColumnStretch(3, 1)
        said = _("What a new school year does is shown here first, and undone as one.")
        self.fill(self.add_sheet(split(self.list, self.detail)))
        self.add_sheet(self.new, title=_("A new class"))
        self.add_sheet(
            make_label(said, "muted", wrap=True),
            hold(self._steps),
            row(self.promote, None),
            title=_("September"),
        )
        self.list.chosen.connect(self.chosen)

    def show_sheet(self, sheet: ClassesSheet, chosen: str) -> None:
        """Show all classes, and of the chosen one its facts."""
        lines = tuple(
            Line(each.id, each.name, each.note, is_faint=not each.is_open)
            for each in sheet.rows
        )
        self.list.show_lines(lines)
        self.list.choose(chosen)
        stages = tuple(Option(*each) for each in sheet.stages)
        self.new.show_stages(stages, sheet.this_year)
        self._show_promotion(sheet.promotion)
        found = next((each for each in sheet.rows if each.id == chosen), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            nobody = Option("", _("No homeroom teacher"))
            teachers = (nobody, *(Option(*each) for each in sheet.teachers))
            self.detail.show_class(found, teachers)

    def _show_promotion(self, sheet: PromotionSheet) -> None:
        empty(self._steps)
        for at, (before, after, note) in enumerate(sheet.lines):
            self._steps.addWidget(make_label(before), at, 0)
            self._steps.addWidget(make_label("→", "muted"), at, 1)
            self._steps.addWidget(make_label(after, "strong"), at, 2)
            self._steps.addWidget(make_label(note, "muted"), at, 3)
        words = _("Move on to {year}").format(year=sheet.name)
        self.promote.setText(words)
        self.look.set_icon(self.promote, "graduation-cap", "t1")
        self.promote.setEnabled(bool(sheet.lines))
