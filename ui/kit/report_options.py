"""What a term summary is about, which parts it has, and what it keeps to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from homevisit.services.records import MIN_REASON
from homevisit.text import _, labelled
from ui import report_rows as codes
from ui.kit.basics import Sheet, column, hold, make_icon, make_label, restyle, row
from ui.kit.checks import CheckBox
from ui.kit.choices import Option, Segments
from ui.kit.fields import ChoiceBox, DateField, FieldBlock
from ui.kit.password_field import PRIVATE_HINTS
from ui.report_rows import ReportWish, TermChoice
from ui.words import read_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ui.appearance import Appearance
    from ui.report_rows import ReportChoices, ReportPreview

_LEAST_SIGNS = 8
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class ReportOptions(QWidget):
    """`changed` says that another paper is wanted; `place_changed` another subject.

    A subject is a term with its classes: the chapters in words belong to it.
    """

    changed = Signal()
    place_changed = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look, self._today = look, today
        self._terms: dict[str, TermChoice] = {}
        self._day = ""
        self.term = ChoiceBox(look)
        self.day = DateField(look, today)
        self.scope = Segments(look, _scopes())
        self.which = ChoiceBox(look)
        for box in (self.term, self.which):
            box.setMinimumContentsLength(_LEAST_SIGNS)
            box.setSizeAdjustPolicy(_NARROW)
        self._of_scope: dict[str, tuple[Option, ...]] = {}
        self.ticks: dict[str, CheckBox] = {}
        self.names = Segments(look, _names())
        self.purpose = QLineEdit()
        self.threshold = ChoiceBox(look, [Option(n, n) for n in codes.THRESHOLDS])
        self._build()
        self._connect()

    def show_choices(self, choices: ReportChoices) -> None:
        """Offer what there is; what is chosen stays where it is still offered."""
        before = self.term.value
        self._terms = {each.id: each for each in choices.terms}
        self.term.set_options([Option(each.id, each.name) for each in choices.terms])
        self._of_scope = {
            codes.GRADE: tuple(Option(*each) for each in choices.grades),
            codes.CLASS: tuple(Option(*each) for each in choices.classes),
        }
        for code, words in choices.parts:
            if code not in self.ticks:
                self._add_part(code, words)
        if not before:
            first = next(iter(self._terms), "")
            self.term.set_value(choices.present or first)
            self._show_day()
        self._offer_which()

    def show_preview(self, preview: ReportPreview) -> None:
        """Say on which page each part begins, and whether the numbers agree."""
        for code, label in self._places.items():
            page = preview.starts.get(code)
            label.setText(_("page {number}").format(number=page) if page else "")
        self._show_checks([words for words, agrees in preview.checks if not agrees])
        self._checked.setVisible(bool(preview.checks))

    def wish(self, texts: Mapping[str, str]) -> ReportWish:
        """Return what is wanted, with these chapters written by a person."""
        which = self.which.value if self.scope.value != codes.SCHOOL else ""
        return ReportWish(
            term_id=self.term.value,
            cut_off=self._day,
            class_ids=tuple(filter(None, which.split(","))),
            parts=frozenset(
                code for code, tick in self.ticks.items() if tick.isChecked()
            ),
            names=self.names.value or codes.MASKED,
            threshold=int(self.threshold.value or codes.USUAL_THRESHOLD),
            purpose=self.purpose.text().strip(),
            texts=dict(texts),
        )

    def has_reason(self) -> bool:
        """Tell whether the paper may leave; ask for the reason where it is missing."""
        is_bare = self.names.value == codes.FULL and (
            len(self.purpose.text().strip()) < MIN_REASON
        )
        words = _("Say in a few words what the full names are needed for.")
        self._why.show_message(words if is_bare else "")
        if is_bare:
            self.purpose.setFocus()
        return not is_bare

    def _build(self) -> None:
        self.scope.set_value(codes.SCHOOL)
        self.names.set_value(codes.MASKED)
        self.threshold.set_value(str(codes.USUAL_THRESHOLD))
        self.which.setAccessibleName(_("Which grade or class"))
        self.which.hide()
        self.purpose.setInputMethodHints(PRIVATE_HINTS)
        hint = _("such as: talk with homeroom teachers")
        self.purpose.setPlaceholderText(hint)
        self._why = FieldBlock(_("What for"), self.purpose, required=True)
        self._why.hide()
        self._until = FieldBlock(_("Counted up to"), self.day)
        self._parts = column(gap=4)
        self._places: dict[str, QLabel] = {}
        self.setLayout(
            column(
                FieldBlock(_("Term"), self.term),
                self._until,
                FieldBlock(_("Scope"), self.scope),
                self.which,
                make_label(_("On the paper"), "strong"),
                self._parts,
                make_label(_("Protection"), "strong"),
                FieldBlock(_("Names of those not visited"), self.names),
                self._why,
                FieldBlock(_("Hide counts of fewer than"), self.threshold),
                self._build_checked(),
                None,
                gap=10,
            )
        )

    def _build_checked(self) -> QWidget:
        self._checked_icon = make_icon(self._look, "badge-check", "pine_t")
        self._checked_words = make_label("", "secondary", wrap=True)
        line = row(self._checked_icon, gap=8, margins=12)
        line.addWidget(self._checked_words, 1)
        self._checked = Sheet(line, kind="soft")
        self._checked.hide()
        return self._checked

    def _add_part(self, code: str, words: str) -> None:
        tick, place = CheckBox(self._look, words), make_label("", "caption")
        tick.setChecked(True)
        tick.toggled.connect(lambda _on: self.changed.emit())
        self.ticks[code], self._places[code] = tick, place
        line = row(tick, place, gap=6)
        line.setStretch(0, 1)
        self._parts.addWidget(hold(line))

    def _connect(self) -> None:
        self.term.chosen.connect(lambda _code: self._on_term())
        self.day.changed.connect(lambda _text: self._on_day())
        self.scope.chosen.connect(lambda _code: self._on_scope())
        self.which.chosen.connect(lambda _code: self.place_changed.emit())
        self.names.chosen.connect(self._on_names)
        self.threshold.chosen.connect(lambda _code: self.changed.emit())

    def _on_term(self) -> None:
        self._show_day()
        self.place_changed.emit()

    def _show_day(self) -> None:
        term = self._terms.get(self.term.value)
        self._day = term.day if term else ""
        self.day.set_value(self._day)
        self._until.show_message("")

    def _on_day(self) -> None:
        typed = self.day.text().strip()
        day = read_date(typed, self._today) if typed else ""
        odd = _("This is no day; the one before is still counted to.")
        self._until.show_message(odd if day is None else "", "warning")
        if day is not None and day != self._day:
            self._day = day
            self.changed.emit()

    def _on_scope(self) -> None:
        self._offer_which()
        self.place_changed.emit()

    def _offer_which(self) -> None:
        offered = self._of_scope.get(self.scope.value, ())
        self.which.set_options(offered)
        if offered and not self.which.value:
            self.which.set_value(offered[0].code)
        self.which.setVisible(bool(offered))

    def _on_names(self, code: str) -> None:
        self._why.setVisible(code == codes.FULL)
        if code == codes.FULL:
            self.purpose.setFocus()
        self.changed.emit()

    def _show_checks(self, differing: list[str]) -> None:
        if differing:
            words = labelled(_("These numbers differ"), " ".join(differing))
        else:
            words = _("The numbers were held against each other and agree.")
        icon, colour = (
            ("triangle-alert", "red") if differing else ("badge-check", "pine_t")
        )
        self._look.set_icon(self._checked_icon, icon, colour)
        self._checked_words.setText(words)
        restyle(self._checked, "sheet", "error" if differing else "soft")


def _scopes() -> tuple[Option, ...]:
    return (
        Option(codes.SCHOOL, _("School")),
        Option(codes.GRADE, _("Grade")),
        Option(codes.CLASS, _("Class")),
    )


def _names() -> tuple[Option, ...]:
    return (
        Option(codes.MASKED, _("Masked")),
        Option(codes.COUNTED, _("Count only")),
        Option(codes.FULL, _("In full")),
    )
