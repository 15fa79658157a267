"""The school's review of a finalised visit: what was said, and a place to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_icon,
    make_label,
    row,
)
from ui.kit.choices import Option, Segments
from ui.kit.fields import FieldBlock, TextArea

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import Review

ACCEPTED, RETURNED = "accepted", "returned"


class ReviewBox(QWidget):
    """Everybody reads it; only who holds such a post writes it."""

    given = Signal(bool, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._visit_id = ""
        self._reviews: tuple[Review, ...] = ()
        self._is_given = False
        self._said = column(gap=8)
        options = (Option(ACCEPTED, _("Accept")), Option(RETURNED, _("Return")))
        self.decision = Segments(look, options)
        self.remark = TextArea()
        self.save = make_button(_("Save the review"))
        look.set_icon(self.save, "badge-check", "t1")
        self.save.clicked.connect(self._on_save)
        self._decision = FieldBlock(_("Decision"), self.decision, required=True)
        self._remark = FieldBlock(
            _("What the school says"), self.remark, hint=_("needed when it is returned")
        )
        self._form = hold(
            column(self._decision, self._remark, row(self.save, None), gap=12)
        )
        title = SerifLabel(look, "section", _("The school's review"))
        self.setLayout(column(title, self._said, self._form, gap=12))

    def show_reviews(
        self, visit_id: str, reviews: tuple[Review, ...], *, can_write: bool
    ) -> None:
        """Show what was said; what is being typed stays while the visit stays."""
        empty(self._said)
        for each in reviews:
            self._said.addWidget(self._line(each))
        self._form.setVisible(can_write)
        is_given = self._is_given and reviews != self._reviews
        if is_given or visit_id != self._visit_id:
            self.decision.set_value("")
            self.remark.setPlainText("")
            self._is_given = False
        self._visit_id, self._reviews = visit_id, reviews
        self.setVisible(can_write or bool(reviews))

    def _line(self, review: Review) -> QWidget:
        icon = "badge-check" if review.is_accepted else "undo-2"
        colour = "pine_t" if review.is_accepted else "orange"
        head = row(
            make_icon(self._look, icon, colour),
            make_label(review.decision, "done" if review.is_accepted else "soon"),
            make_label(f"{review.at}  {review.who}", "muted"),
            None,
            gap=8,
        )
        box = column(head, gap=4)
        if review.remark:
            box.addWidget(make_label(review.remark, wrap=True))
        return hold(box)

    def _on_save(self) -> None:
        decision = self.decision.value
        remark = self.remark.toPlainText().strip()
        lacks = decision == RETURNED and not remark
        self._decision.show_message("" if decision else _("Choose one of the two."))
        self._remark.show_message(_("Say what is to be changed.") if lacks else "")
        if decision and not lacks:
            self._is_given = True
            self.given.emit(decision == ACCEPTED, remark)
