"""A finalised visit as the guardian will see it, before the computer is handed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from homevisit.text import _
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
    restyle,
    row,
)
from ui.kit.guardian_cover import GuardianCover
from ui.kit.pen_pad import SignaturePicture
from ui.kit.summary_sheet import SummarySheet
from ui.kit.unsigned_box import UnsignedBox
from ui.signing_rows import SummaryPart
from ui.tokens import SPACE
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.signing_rows import SignatureLine, VisitShown

_SIDE, _BAR = 380, 14
_PREVIEW_HEIGHT = 120


class GuardianView(QWidget):
    """Read-only; hands over to the guardian, or notes why nobody signs."""

    hand_over_requested = Signal()
    unsigned = Signal(str, str)
    export_requested = Signal()
    visit_requested = Signal()
    sibling_requested = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self._shown: VisitShown | None = None
        self._is_masked = False
        self.sheet = SummarySheet(look)
        self.reasons = UnsignedBox(look)
        self._state = make_label("", "body", wrap=True)
        self._sign = make_icon(look, "signature", "t2")
        self._warning = make_label("", "warning", wrap=True)
        self.preview = SignaturePicture(look)
        self.preview.setFixedHeight(_PREVIEW_HEIGHT)
        self._build()
        self._connect()

    @property
    def state(self) -> str:
        """What is said of the signature."""
        return self._state.text()

    def show_visit(self, shown: VisitShown) -> None:
        self._shown = shown
        self.reasons.hide()
        self._show()

    def show_masked(self, is_masked: bool) -> None:
        """Mask the child and the family; the cover is theirs and masks nothing."""
        self._is_masked = is_masked
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        shown = masked(self._shown) if self._is_masked else self._shown
        self.sheet.show_visit(shown)
        self._show_signature(shown.signature)
        self._show_siblings(shown.siblings)

    def cover(self) -> GuardianCover:
        """Return guardian mode over this window; it is not begun yet."""
        return GuardianCover(self._look, self.window())

    def focus_first(self) -> None:
        self.hand_over.setFocus()

    def _show_signature(self, found: SignatureLine | None) -> None:
        nothing = _("Nobody has signed yet.")
        self._state.setText(found.text if found else nothing)
        is_signed = bool(found and found.is_signed)
        restyle(self._state, "role", "done" if is_signed else "body")
        self._look.set_icon(
            self._sign,
            "badge-check" if is_signed else "signature",
            "pine_t" if is_signed else "t2",
        )
        warning = found.warning if found else ""
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.preview.show_strokes(found.strokes if found else ())
        self.preview.setVisible(is_signed and not self._is_masked)
        self.not_now.setVisible(not is_signed)
        self.hand_over.setText(
            _("Let it be signed again") if is_signed else _("Hand over for signing")
        )

    def _show_siblings(self, siblings: tuple[tuple[str, str], ...]) -> None:
        empty(self._links)
        for visit_id, name in siblings:
            link = make_button(name, "link")
            link.clicked.connect(
                lambda _on=False, an_id=visit_id: self.sibling_requested.emit(an_id)
            )
            self._links.addWidget(link)
        self._trip.setVisible(bool(siblings))

    def _build(self) -> None:
        line = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, 12))
        line.addWidget(self.sheet, 1)
        line.addWidget(self._build_side())
        stack = column(line, self._build_footer())
        stack.setStretch(0, 1)
        self.setLayout(stack)

    def _build_side(self) -> Sheet:
        title = SerifLabel(self._look, "section", _("Guardian's signature"))
        state = row(self._sign, gap=8)
        state.addWidget(self._state, 1)
        note = _(
            "The guardian sees this page alone, over the whole screen: no signs of "
            "risk, no other child. Your password leads back."
        )
        self.not_now = make_button(_("Not signed: note why"), "link")
        self._links = column(gap=4)
        words = _("Visited on the same trip; each child's visit is signed by itself:")
        about = make_label(words, "secondary", wrap=True)
        self._trip = hold(column(make_rule(), about, self._links, gap=8))
        parts = hold(
            column(
                title,
                state,
                self._warning,
                self.preview,
                make_label(note, "secondary", wrap=True),
                row(self.not_now, None),
                self.reasons,
                self._trip,
                None,
                gap=12,
                margins=(SPACE.form, 16, SPACE.form, 18),
            )
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its height follows from its width, which a long word shall not change.
        parts.setFixedWidth(_SIDE - _BAR)
        area.setWidget(parts)
        side = Sheet(column(area, margins=1))
        side.setFixedWidth(_SIDE)
        return side

    def _build_footer(self) -> QFrame:
        self.whole = make_button(_("The whole visit"), "quiet", size="footer")
        self.export = make_button(_("Export PDF"), size="footer")
        words = _("Hand over for signing")
        self.hand_over = make_button(words, "primary", size="footer")
        self._look.set_icon(self.whole, "file-text", "t1")
        self._look.set_icon(self.export, "file-down", "t1")
        self._look.set_icon(self.hand_over, "signature", "on_pine")
        self.export.setShortcut("Ctrl+E")
        self.hand_over.setShortcut("Ctrl+Return")
        footer = QFrame()
        footer.setProperty("footer", True)
        parts = (self.whole, None, self.export, self.hand_over)
        footer.setLayout(row(*parts, gap=10, margins=(SPACE.page, 11, SPACE.page, 11)))
        return footer

    def _connect(self) -> None:
        self.hand_over.clicked.connect(self.hand_over_requested)
        self.export.clicked.connect(self.export_requested)
        self.whole.clicked.connect(self.visit_requested)
        self.not_now.clicked.connect(self._on_not_now)
        self.reasons.cancelled.connect(self.reasons.hide)
        self.reasons.given.connect(self.unsigned)

    def _on_not_now(self) -> None:
        if self._shown is not None:
            self.reasons.ask(self._shown.reasons)


def masked(shown: VisitShown) -> VisitShown:
    """Return the same with the names of child and family masked; no handwriting."""

    def hide(words: str) -> str:
        for name in (*shown.people, *(each for _id, each in shown.siblings)):
            words = words.replace(name, masked_name(name)) if name else words
        return words

    parts = tuple(
        SummaryPart(
            part.title, tuple((label, hide(text)) for label, text in part.lines)
        )
        for part in shown.parts
    )
    found = shown.signature
    signature = found and replace(found, text=hide(found.text), strokes=())
    siblings = tuple((an_id, masked_name(name)) for an_id, name in shown.siblings)
    return replace(shown, parts=parts, signature=signature, siblings=siblings)
