"""Below the questions of a visit: papers, the school's review, what was added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.addenda import AddendaBox
from ui.kit.basics import column, hold, make_rule
from ui.kit.papers import PapersBox
from ui.kit.review_box import ReviewBox
from ui.kit.signature_box import SignatureBox
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.rows import VisitForm

_SIDES = (SPACE.form, 0, SPACE.form, 20)


class VisitTail(QWidget):
    """Papers always; signature, review and additions once the visit is finalised."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.papers = PapersBox(look)
        self.review = ReviewBox(look)
        self.addenda = AddendaBox(look)
        self.signature = SignatureBox(look)
        sides = (SPACE.form, 16, SPACE.form, 20)
        review = column(self.review, margins=sides)
        signature = column(self.signature, margins=sides)
        parts = (signature, make_rule(), review, make_rule(), self.addenda)
        self._after = hold(column(make_rule(), *parts))
        self.setLayout(column(hold(column(self.papers, margins=_SIDES)), self._after))

    def show_form(self, form: VisitForm) -> None:
        """Show what belongs to this visit."""
        self.papers.show_papers(form.papers)
        self.papers.show_refused(())
        self.signature.show_signature(form.signature)
        can_write = form.can_review
        self.review.show_reviews(form.visit_id, form.reviews, can_write=can_write)
        self.addenda.show_addenda(form.addenda)
        self.addenda.offer(form.rescued)
        self._after.setVisible(form.is_final)
