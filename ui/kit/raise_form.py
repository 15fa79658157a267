"""The fields a concern is raised with: what was seen, said and done, in plain facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from homevisit.canonical import read_json, write_json
from homevisit.text import _
from ui.concern_rows import RaiseForm, Raising, Told
from ui.kit.basics import (
    ElidedLabel,
    SerifLabel,
    Sheet,
    column,
    empty,
    hold,
    make_icon,
    make_label,
    row,
)
from ui.kit.choices import Segments
from ui.kit.concern_signs import SignBoard
from ui.kit.fields import ChoiceBox, FieldBlock, TextArea
from ui.kit.harm_panel import HarmPanel
from ui.kit.student_picker import StudentPicker
from ui.kit.tab_order import step_within
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ui.appearance import Appearance


class RaiseFields(QWidget):
    """`changed` on every tick and choice; `lead` says which field to go to first."""

    changed = Signal()

    def __init__(self, look: Appearance, today: date, now: Callable[[], str]) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._is_masked = False
        self._harms: tuple[str, ...] = ()
        self.form = RaiseForm()
        self.picker = StudentPicker(look, _("Which student? Name, pinyin or number"))
        self.source = ChoiceBox(look)
        self.signs = SignBoard(look)
        self.harm = HarmPanel(look, today, now)
        self.facts = TextArea(least=3)
        self.child_words = TextArea()
        self.urgency = Segments(look, ())
        self.done = TextArea(least=1)
        # Carries ticks and choices over a lock, as the fields carry their words.
        self.kept = QLineEdit(self)
        self.kept.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.kept.hide()
        self._name = SerifLabel(look, "section", "")
        self._about = make_label("", "secondary")
        self._urgent = make_label("", "late", wrap=True)
        self._segments = row()
        self._build()
        self._connect()

    def begin(self, form: RaiseForm) -> None:
        """Show empty fields for a student, or for one who is still to be found."""
        self._clear()
        self.harm.begin()
        self.show_form(form)
        self.source.set_value(form.source)

    def show_form(self, form: RaiseForm) -> None:
        """Show whom it is about and what can be chosen; what was entered stays."""
        self.form = form
        self.show_masked(self._is_masked)
        self.source.set_options(form.sources)
        if not self.source.value:
            self.source.set_value(form.source)
        self.signs.show_groups(form.groups)
        self.harm.offer(form.situations, form.contacts)
        self._offer_urgencies()
        self._on_signs()

    def forget(self) -> None:
        """Empty every field; what stood there was raised."""
        self._clear()
        self.kept.clear()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        name = self.form.name
        self._name.setText(masked_name(name) if is_masked else name)
        self._about.setText(self.form.about)
        for part in self._who:
            part.setVisible(bool(self.form.student_id))
        self.picker.setVisible(not self.form.student_id)

    def focus_first(self) -> None:
        if self.form.student_id:
            self.signs.focus_first()
        else:
            self.picker.search.setFocus()

    def text_fields(self) -> dict[str, QLineEdit | QPlainTextEdit]:
        """Return what outlives leaving and locking, by name."""
        return {
            "facts": self.facts,
            "child's words": self.child_words,
            "done already": self.done,
            "ticked": self.kept,
        }

    def read(self) -> Raising:
        """Return what was entered."""
        has_harm = bool(self.signs.harms)
        return Raising(
            student_id=self.form.student_id,
            subject=self.form.subject,
            source=self.source.value,
            signs=self.signs.signs,
            harm_signs=self.signs.harms,
            facts=self.facts.toPlainText().strip(),
            child_words=self.child_words.toPlainText().strip(),
            urgency=self.urgency.value,
            done_already=self.done.toPlainText().strip(),
            situations=tuple(self.harm.situations.value) if has_harm else (),
            discovered_at=self.harm.discovered_at if has_harm else "",
            told=self.harm.who_was_told if has_harm else (),
        )

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes down the form, whichever parts of it are open."""
        return step_within(self, forward=forward) or super().focusNextPrevChild(forward)

    def _clear(self) -> None:
        for field in (self.facts, self.child_words, self.done):
            field.clear()
        self.signs.tick(())
        self.urgency.set_value("")
        self.picker.search.clear()
        self._on_signs()

    def _offer_urgencies(self) -> None:
        value = self.urgency.value
        empty(self._segments)
        self.urgency = Segments(self._look, self.form.urgencies, can_clear=True)
        self.urgency.set_name(_("How urgent it seems to you"))
        self.urgency.set_value(value)
        self.urgency.chosen.connect(lambda _code: self._remember())
        self._segments.addWidget(self.urgency)

    def _on_ticked(self) -> None:
        """Open the way of reporting with the situation that fits what was ticked."""
        new = [each for each in self.signs.harms if each not in self._harms]
        fitting = self.form.fitting
        self.harm.suggest([fitting[each] for each in new if each in fitting])
        self._on_signs()

    def _on_signs(self) -> None:
        self._harms = self.signs.harms
        self.harm.setVisible(bool(self.signs.harms))
        words = _("Do not leave the child alone, and tell the psychologist at once.")
        self._urgent.setText(words)
        self._urgent_line.setVisible(self.signs.has_urgent)
        self._remember()

    def _remember(self) -> None:
        """Keep ticks and choices as text; nothing chosen is no text."""
        if self._is_empty():
            self.kept.clear()
        else:
            state = {
                "signs": [list(key) for key in self.signs.ticked],
                "urgency": self.urgency.value,
                "situations": self.harm.situations.value,
                "found": self.harm.discovered_at,
                "told": [[each.whom, each.at] for each in self.harm.who_was_told],
            }
            self.kept.blockSignals(True)
            self.kept.setText(write_json(state).decode())
            self.kept.blockSignals(False)
        self.changed.emit()

    def _is_empty(self) -> bool:
        return not (self.signs.ticked or self.urgency.value)

    def _recall(self, text: str) -> None:
        """Take up what was ticked before the vault was locked."""
        if not text or not self.form.groups:
            return
        state = read_json(text.encode())
        self.signs.tick((group, sign) for group, sign in state["signs"])
        self.urgency.set_value(state["urgency"])
        self.harm.situations.set_value(state["situations"])
        self.harm.set_discovered(state["found"])
        self.harm.show_told([Told(whom, at, "phone") for whom, at in state["told"]])
        self._on_signs()

    def _connect(self) -> None:
        self.signs.changed.connect(self._on_ticked)
        self.harm.changed.connect(self._remember)
        self.kept.textChanged.connect(self._recall)

    def _build(self) -> None:
        words = ElidedLabel(_("How you learnt of it"), "secondary")
        self.source.setAccessibleName(words.text())
        who = row(self._name, self._about, self.picker, None, words, gap=10)
        who.addWidget(self.source)
        self._who = (self._name, self._about)
        urgent = row(make_icon(self._look, "circle-alert", "red"), gap=8)
        urgent.addWidget(self._urgent, 1)
        self._urgent_line = hold(urgent)
        facts = _("Facts: what, where and when; no guesses about causes")
        own = FieldBlock(_("Your own words"), self.facts, hint=facts)
        stack = column(
            who,
            make_label(_("What you saw"), "strong"),
            self.signs,
            self._urgent_line,
            self.harm,
            own,
            self._build_quote(),
            self._build_urgency(),
            FieldBlock(_("What was done already"), self.done),
            None,
            gap=12,
            margins=(SPACE.form, 12, SPACE.form, 16),
        )
        self.setLayout(stack)

    def _build_quote(self) -> QWidget:
        name = _("The child's own words")
        self.child_words.setAccessibleName(name)
        icon = make_icon(self._look, "message-square-text", "t2")
        apart = ElidedLabel(_("as they were said, apart from what you saw"), "muted")
        head = row(icon, make_label(name, "strong"), apart, None, gap=8)
        inner = column(head, self.child_words, gap=8, margins=(12, 10, 12, 12))
        return Sheet(inner, kind="tip")

    def _build_urgency(self) -> QWidget:
        title = make_label(_("How urgent it seems to you"), "secondary")
        after = make_label(_("May stay empty; the psychologist decides."), "caption")
        return hold(column(row(title, None, after), row(self._segments, None), gap=5))
