"""The chosen student beside the list: who, what matters now, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

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
    row,
)
from ui.kit.due_box import DueBox
from ui.kit.facts import FactGrid, TagRow
from ui.kit.rail import Avatar
from ui.words import masked_name

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.due_rows import StudentDue
    from ui.rows import StudentPreview

_ROLES = {"late": "late", "soon": "soon"}


class Card(Sheet):
    """A quiet box with a title and wrapped text, hidden while it has none."""

    def __init__(self, look: Appearance, icon: str, title: str, kind: str) -> None:
        super().__init__(kind=kind)  # type: ignore[arg-type]
        self._text = make_label("", "secondary", wrap=True)
        head = row(make_icon(look, icon), make_label(title, "strong"), None, gap=8)
        self.setLayout(column(head, self._text, gap=6, margins=12))

    def show_text(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))


class PreviewPanel(Sheet):
    """Loaded with a student, or empty; the buttons stay in sight."""

    open_requested = Signal()
    visit_requested = Signal()
    reveal_requested = Signal(str)
    due_wanted = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self._student: StudentPreview | None = None
        self._is_masked = False
        self._avatar = Avatar(look, 48)
        self._name = SerifLabel(look, "page")
        self._about = make_label("", "secondary")
        self._class = make_label("", "secondary")
        self._tags = TagRow(look)
        self._facts = FactGrid(look)
        self.due = DueBox(look)
        self.due.wanted.connect(self.due_wanted)
        self._urgent = column(gap=7)
        self._urgent_box = Sheet(kind="inset")
        self._strengths = Card(look, "star", _("Strengths and interests"), "inset")
        self._tip = Card(look, "lightbulb", _("How to talk"), "tip")
        self._build()
        self._facts.reveal_requested.connect(self.reveal_requested)

    def show_student(self, student: StudentPreview) -> None:
        self._student = student
        self._about.setText(student.about)
        self._class.setText(student.class_line)
        self._facts.show_facts(student.facts)
        self._show_urgent(student.urgent)
        self._strengths.show_text(student.strengths)
        self._tip.show_text(student.tip)
        self.show_masked(self._is_masked)
        self._body.setCurrentIndex(1)
        self._feet.show()

    @property
    def student_id(self) -> str:
        """Whom it shows."""
        return self._student.id if self._student else ""

    def show_nobody(self) -> None:
        self._student = None
        self._body.setCurrentIndex(0)
        self._feet.hide()

    def show_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self._tags.show_masked(is_masked)
        self._facts.show_masked(is_masked)
        if self._student is not None:
            name = self._student.name
            self._name.setText(masked_name(name) if is_masked else name)
            self._avatar.set_name(name)
            self._tags.show_tags(self._student.groups)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """What can be done for the student, in the order of Tab."""
        return self._open, self._visit

    def show_due(self, due: StudentDue | None) -> None:
        """Show what the targets still ask for with the student, and do it from here."""
        self.due.show_tasks(due.tasks if due else ())

    def reveal(self, name: str, value: str) -> None:
        self._facts.reveal(name, value)

    def _build(self) -> None:
        head = row(self._avatar, 2, gap=10)
        head.addLayout(
            column(row(self._name, self._about, None, gap=8), self._class, gap=1), 1
        )
        title = make_label(_("What matters now"), "strong")
        self._urgent_box.setLayout(column(title, self._urgent, gap=8, margins=12))
        cards = (self.due, self._strengths, self._urgent_box, self._tip)
        inside = hold(
            column(head, self._tags, self._facts, *cards, None, gap=11, margins=14)
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._body = QStackedWidget()
        self._body.addWidget(self._build_nobody())
        self._body.addWidget(area)
        self._open = make_button(_("Open the file"), "primary")
        self._visit = make_button(_("Write a visit"))
        self._look.set_icon(self._open, "book-user", "on_pine")
        self._look.set_icon(self._visit, "pencil-line", "t1")
        self._open.clicked.connect(self.open_requested)
        self._visit.clicked.connect(self.visit_requested)
        buttons = row(self._open, self._visit, gap=8, margins=(14, 12, 14, 12))
        self._feet = hold(column(make_rule(), buttons))
        stack = column(self._body, self._feet, margins=1)
        stack.setStretch(0, 1)
        self.setLayout(stack)
        self.show_nobody()

    def _build_nobody(self) -> QWidget:
        icon = make_icon(self._look, "user-round", "t3", 40)
        words = make_label(_("Choose a student in the list."), "muted")
        stack = column(None, icon, words, None, gap=10)
        stack.setAlignment(icon, Qt.AlignmentFlag.AlignHCenter)
        stack.setAlignment(words, Qt.AlignmentFlag.AlignHCenter)
        return hold(stack)

    def _show_urgent(self, urgent: tuple[tuple[str, str], ...]) -> None:
        empty(self._urgent)
        for state, words in urgent:
            self._urgent.addWidget(self._urgent_line(state, words))
        self._urgent_box.setVisible(bool(urgent))

    def _urgent_line(self, state: str, words: str) -> QWidget:
        icons = {"late": ("clock-alert", "red"), "soon": ("clock", "orange")}
        icon, colour = icons.get(state, ("file-pen-line", "pine_t"))
        label = make_label(words, "secondary", wrap=True)
        label.setProperty("role", _ROLES.get(state, "done"))
        line = row(make_icon(self._look, icon, colour, 14), gap=6)
        line.addWidget(label, 1)
        return hold(line)
