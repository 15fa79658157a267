"""What can be done for everybody chosen in the list; asks what it needs in its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import hold, make_button, make_icon_button, make_label, row
from ui.kit.choices import FlowLayout, Option
from ui.kit.fields import ChoiceBox, DateField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from ui.appearance import Appearance

_ASKING = {"follow_up": 1, "group": 2, "move": 3, "campaign": 4}


class ChosenBar(QWidget):
    """Hidden while nobody is chosen; Esc in a question goes back to the deeds.

    Its deeds and questions are made when somebody is chosen first: opening the list is
    quicker by what they take. `campaign_given` carries a campaign's id, "" a new one.
    """

    deed_wanted = Signal(str)
    follow_up_given = Signal(dict)
    group_given = Signal(str, str)
    class_given = Signal(str)
    campaigns_wanted = Signal()
    campaign_given = Signal(str)
    cleared = Signal()
    made = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.setProperty("clear", True)
        self._count = make_label("", "strong")
        self._elsewhere = make_label("", "muted")
        self._parts: tuple[QWidget, ...] = ()
        self._classes: tuple[Option, ...] = ()
        self._groups: tuple[Option, ...] = ()
        self.deeds: dict[str, QPushButton] = {}
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether a deed is waiting for what it needs to know."""
        return bool(self._parts) and self._parts[0].isHidden()

    def show_chosen(self, count: int, elsewhere: int) -> None:
        """Say how many are chosen, and how many of them the list does not show."""
        if count and not self._parts:
            self._build()
        text = translate_count("{count} chosen", "{count} chosen", count)
        self._count.setText(text)
        hidden = _("{count} not in this list").format(count=elsewhere)
        self._elsewhere.setText(hidden if elsewhere else "")
        self.setVisible(count > 0)
        if not count:
            self._show_part(0)

    def show_choices(
        self, classes: Sequence[tuple[str, str]], groups: Sequence[tuple[str, str]]
    ) -> None:
        """Offer these classes and groups, keeping what is chosen."""
        first = Option("", _("choose"))
        self._classes = (first, *(Option(*each) for each in classes))
        self._groups = (first, *(Option(*each) for each in groups))
        if self._parts:
            self._class.set_options(self._classes)
            self._group.set_options(self._groups)

    def show_campaigns(self, campaigns: Sequence[tuple[str, str]]) -> None:
        """Offer these campaigns, the first one chosen, and to begin one."""
        found = [Option(*each) for each in campaigns]
        self._campaign.set_options([*found, Option("", _("A new campaign"))])
        self._campaign.set_value(found[0].code if found else "")

    def ask(self, deed: str) -> None:
        """Ask what a deed needs to know."""
        self._show_part(_ASKING[deed])
        asked = (self._what, self._group, self._class, self._campaign)
        asked[_ASKING[deed] - 1].setFocus()
        if deed == "campaign":
            self.campaigns_wanted.emit()

    def back(self) -> None:
        """Show the deeds again; what was typed is done with."""
        if self._parts:
            self._what.clear()
            self._show_part(0)

    def _build(self) -> None:
        self._parts = (
            self._build_deeds(),
            self._build_follow_up(),
            self._build_group(),
            self._build_move(),
            self._build_campaign(),
        )
        clear = make_icon_button(self._look, "x", _("Choose nobody (Esc)"))
        clear.clicked.connect(self.cleared)
        words = row(self._count, self._elsewhere, gap=8)
        line = row(words, gap=12, margins=(14, 6, 8, 6))
        for part in self._parts:
            line.addWidget(part, 1)
        line.addWidget(clear)
        self.setLayout(line)
        self._show_part(0)
        self.made.emit()

    def _show_part(self, at: int) -> None:
        for each, part in enumerate(self._parts):
            part.setVisible(each == at)

    def _build_deeds(self) -> QWidget:
        words = (
            ("plan", "calendar-days", _("Plan visits")),
            ("follow_up", "flag", _("Add follow-up")),
            ("group", "tag", _("Into a group")),
            ("move", "arrow-right", _("Change class")),
            ("campaign", "clipboard-list", _("Into a campaign")),
            ("list", "download", _("Excel list")),
            ("paper", "printer", _("Paper forms")),
        )
        flow = FlowLayout(gap=4)
        for name, icon, text in words:
            button = make_button(text, "quiet")
            self._look.set_icon(button, icon, "t1", 15)
            button.clicked.connect(lambda _on, n=name: self._on_deed(n))
            self.deeds[name] = button
            flow.addWidget(button)
        return hold(flow)

    def _build_follow_up(self) -> QWidget:
        self._what = QLineEdit()
        self._what.setPlaceholderText(_("What is to be done for each of them"))
        self._what.setAccessibleName(_("What is to be done for each of them"))
        self._due = DateField(self._look, self._today)
        self._due.setAccessibleName(_("Due on"))
        self._due.setPlaceholderText(_("Due on"))
        self._what.returnPressed.connect(self._on_follow_up)
        self._due.returnPressed.connect(self._on_follow_up)
        return _question(self.back, self._on_follow_up, _("Add"), self._what, self._due)

    def _build_group(self) -> QWidget:
        self._group = ChoiceBox(self._look)
        self._group.set_options(self._groups)
        self._group.setAccessibleName(_("Group"))
        self._since = DateField(self._look, self._today)
        self._since.setAccessibleName(_("Valid from"))
        self._since.set_value(self._today.isoformat())
        self._since.returnPressed.connect(self._on_group)
        since = make_label(_("Valid from"), "secondary")
        parts = (self._group, since, self._since)
        return _question(self.back, self._on_group, _("Add"), *parts)

    def _build_move(self) -> QWidget:
        self._class = ChoiceBox(self._look)
        self._class.set_options(self._classes)
        self._class.setAccessibleName(_("New class"))
        note = make_label(_("The number in class is emptied."), "muted")
        return _question(self.back, self._on_move, _("Change class"), self._class, note)

    def _build_campaign(self) -> QWidget:
        self._campaign = ChoiceBox(self._look)
        self._campaign.setAccessibleName(_("Campaign"))
        note = make_label(_("Campaigns of a list are offered."), "muted")
        return _question(self.back, self._on_campaign, _("Add"), self._campaign, note)

    def _on_deed(self, name: str) -> None:
        if name in _ASKING:
            self.ask(name)
        else:
            self.deed_wanted.emit(name)

    def _on_follow_up(self) -> None:
        text = self._what.text().strip()
        if not text:
            self._what.setFocus()
            return
        self.follow_up_given.emit({"description": text, "due_date": self._due.value})

    def _on_group(self) -> None:
        if self._group.value:
            self.group_given.emit(self._group.value, self._since.value)
        else:
            self._group.setFocus()

    def _on_move(self) -> None:
        if self._class.value:
            self.class_given.emit(self._class.value)
        else:
            self._class.setFocus()

    def _on_campaign(self) -> None:
        self.campaign_given.emit(self._campaign.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_asking:
            self.back()
            next(iter(self.deeds.values())).setFocus()
        else:
            self.cleared.emit()


def _question(
    back: Callable[[], None], done: Callable[[], None], verb: str, *parts: QWidget
) -> QWidget:
    button = make_button(verb, "primary")
    button.clicked.connect(lambda _on: done())
    cancel = make_button(_("Cancel"), "quiet")
    cancel.clicked.connect(lambda _on: back())
    line = row(*parts, None, button, cancel, gap=8)
    line.setStretch(0, 9 if isinstance(parts[0], QLineEdit) else 0)
    return hold(line)
