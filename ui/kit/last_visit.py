"""What was said last time, and what is still missing now: both beside a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from homevisit.text import _
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    empty,
    head_row,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.appearance import Appearance
    from ui.rows import FormField, LastVisit


class LastVisitCard(Sheet):
    """Hidden where there was no visit before."""

    visit_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._visit_id = ""
        self._when = ElidedLabel(role="muted")
        self._text = make_label("", "secondary", wrap=True)
        self._link = make_button(_("Read it all"), "link")
        self._link.clicked.connect(lambda: self.visit_requested.emit(self._visit_id))
        head = head_row(look, "history", _("Last visit"))
        head.addWidget(self._when, 1)
        head.addWidget(self._link)
        text = hold(row(self._text, margins=(14, 10, 14, 12)))
        self.setLayout(column(head, make_rule(), text, margins=1))

    @property
    def text(self) -> str:
        return self._text.text()

    def show_visit(self, last: LastVisit | None) -> None:
        self.setVisible(last is not None)
        if last is not None:
            self._visit_id = last.visit_id
            self._when.setText(f"{last.on[5:]} {last.form}")
            self._text.setText("\n".join(last.lines))
            self._link.setVisible(bool(last.visit_id))


class MissingBar(Sheet):
    """Required answers still missing, each a link to its question."""

    question_chosen = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="error")
        self.links = FlowLayout(gap=10)
        icon = make_icon(look, "circle-alert", "red")
        words = make_label(_("Still missing before it can be finalised:"), "strong")
        head = row(icon, words, None, gap=8)
        self.setLayout(column(head, hold(self.links), gap=4, margins=(14, 8, 14, 8)))
        self.hide()

    def show_questions(self, questions: Sequence[FormField]) -> None:
        empty(self.links)
        for question in questions:
            link = make_button(question.label, "link")
            link.clicked.connect(
                lambda _on=False, name=question.name: self.question_chosen.emit(name)
            )
            self.links.addWidget(link)
        self.setVisible(bool(questions))
