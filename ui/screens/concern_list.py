"""Care, for all who are not psychologists: what waits at the left, one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from homevisit.text import _, labelled
from ui.kit.approval_pane import ApprovalPane
from ui.kit.basics import (
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
from ui.kit.care_levels import LevelTile
from ui.kit.choices import FlowLayout
from ui.kit.concern_list import ConcernList
from ui.kit.own_concern_pane import OwnConcernPane
from ui.kit.shell_pane import ShellPane
from ui.tokens import SPACE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit

    from ui.appearance import Appearance
    from ui.concern_rows import Approval, ConcernsShown, RaisedItem, Shell

_SIDE, _SIDE_LARGE = 392, 460


class ConcernsView(QWidget):
    """`chosen` carries a `ListItem`; the panes ask for what can be done with it."""

    chosen = Signal(object)
    raise_wanted = Signal()
    reports_wanted = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self.list = ConcernList(look)
        self.shell = ShellPane(look)
        self.own = OwnConcernPane(look)
        self.approval = ApprovalPane(look)
        self.raise_it = make_button(_("Raise a concern"), "primary")
        self.raise_it.setToolTip(f"{_('Raise a concern')}  Ctrl+G")
        look.set_icon(self.raise_it, "plus", "on_pine")
        self.reports = make_button(_("Mandatory reports"), "link")
        self._count = make_label("", "muted")
        self._late = make_label("", "late")
        self._notices = column(gap=6)
        self._legend = FlowLayout(gap=6)
        self._scheme = make_label("", "caption", wrap=True)
        self._build()
        self._connect()
        look.follow(self._fit)

    def show_list(self, shown: ConcernsShown) -> None:
        """Show the list; what was chosen stays so while it is there."""
        self.list.show_items(shown.items)
        self._count.setText(str(shown.total or ""))
        late = _("{count} overdue").format(count=shown.late)
        self._late.setText(late if shown.late else "")
        self._show_notices(shown.notices)
        empty(self._legend)
        for level in shown.legend:
            self._legend.addWidget(LevelTile(self._look, level))
        said = labelled(_("Levels"), shown.scheme) if shown.legend else ""
        self._scheme.setText(said)
        self._body.setCurrentIndex(0 if shown.items else 1)
        if not shown.items:
            self.show_nothing()

    def show_nothing(self) -> None:
        """Show the empty right side."""
        self._panes.setCurrentIndex(0)

    def show_shell(self, shell: Shell) -> None:
        self.shell.show_shell(shell)
        self._panes.setCurrentWidget(self.shell)

    def show_own(self, item: RaisedItem) -> None:
        self.own.show_item(item)
        self._panes.setCurrentWidget(self.own)

    def show_approval(self, approval: Approval) -> None:
        self.approval.show_approval(approval)
        self._panes.setCurrentWidget(self.approval)

    def show_masked(self, is_masked: bool) -> None:
        self.list.items.show_masked(is_masked)
        for pane in (self.shell, self.own, self.approval):
            pane.show_masked(is_masked)

    def focus_first(self) -> None:
        (self.list if self.list.first() else self.raise_it).setFocus()

    def text_fields(self) -> dict[str, QPlainTextEdit]:
        """Return what is typed here and not sent yet, by name."""
        pane = self._panes.currentWidget()
        if pane is self.shell:
            return {"reason": self.shell.more.reason}
        if pane is self.own:
            return {"addition": self.own.addition.text}
        return {"remark": self.approval.remark} if pane is self.approval else {}

    def focus_pane(self) -> None:
        """Go into what is shown at the right."""
        pane = self._panes.currentWidget()
        if isinstance(pane, ShellPane | OwnConcernPane | ApprovalPane):
            pane.focus_first()

    def _show_notices(self, notices: tuple[str, ...]) -> None:
        empty(self._notices)
        for words in notices:
            line = row(make_icon(self._look, "info", "yellow_text", 16), gap=8)
            line.addWidget(make_label(words, "secondary", wrap=True), 1)
            line.setContentsMargins(10, 7, 10, 7)
            self._notices.addWidget(Sheet(line, kind="warning"))

    def _build(self) -> None:
        icon = make_icon(self._look, "heart-handshake", "t2")
        title = make_label(_("Care"), "strong")
        head = row(icon, title, self._count, self._late, None, self.raise_it, gap=8)
        head.setContentsMargins(14, 10, 10, 10)
        self._notices.setContentsMargins(12, 0, 12, 10)
        foot = column(hold(self._legend), self._scheme, gap=5)
        foot.setContentsMargins(14, 8, 14, 10)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(self._build_nothing())
        below = row(self.reports, None, margins=(12, 4, 12, 6))
        parts = (head, self._notices, make_rule(), self._body, make_rule(), below)
        stack = column(*parts, make_rule(), foot, margins=1)
        stack.setStretch(3, 1)
        self._left = Sheet(stack)
        self._panes = QStackedWidget()
        words = _("Choose somebody at the left.")
        empty_pane = Sheet(column(None, _middle(make_label(words, "muted")), None))
        for pane in (empty_pane, self.shell, self.own, self.approval):
            self._panes.addWidget(pane)
        line = row(self._left, gap=SPACE.gap)
        line.setContentsMargins(SPACE.page, 0, SPACE.page, SPACE.gap)
        line.addWidget(self._panes, 1)
        self.setLayout(line)

    def _build_nothing(self) -> QWidget:
        icon = make_icon(self._look, "heart-handshake", "t3", 40)
        first = make_label(_("No child needs special care at present."), wrap=True)
        rest = make_label(
            _("What worries you can be raised at any time: Ctrl+G."), "muted", wrap=True
        )
        stack = column(None, _middle(icon), first, rest, None, gap=10, margins=24)
        return hold(stack)

    def _connect(self) -> None:
        self.list.chosen.connect(self.chosen)
        self.list.entered.connect(lambda _item: self.focus_pane())
        self.list.tick_wanted.connect(self._on_tick)
        self.raise_it.clicked.connect(self.raise_wanted)
        self.reports.clicked.connect(self.reports_wanted)

    def _on_tick(self) -> None:
        if self._panes.currentWidget() is self.shell:
            self.shell.duties.do_next()

    def _fit(self) -> None:
        self._left.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)


def _middle(widget: QWidget) -> QHBoxLayout:
    return row(None, widget, None)
