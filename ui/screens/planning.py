"""Planning visits: whom, then on which days; village by village, moved as one likes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    ElidedLabel,
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import FlowLayout, Option
from ui.kit.fields import ChoiceBox, DateField, FieldBlock, TimeField, make_search
from ui.kit.planning_candidates import CandidateList
from ui.kit.planning_days import DaysList
from ui.planning_rows import Wishes
from ui.tokens import SPACE
from ui.words import read_date

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.planning_rows import PlanningChoices, Proposal

_SIDE, _SIDE_LARGE = 360, 430
_WIDE, _REMARK = 150, 130
_MINUTES = (30, 45, 60, 90)


class PlanningView(QWidget):
    """`wished` carries what a person set; `planned` asks to write it."""

    wished = Signal(object)
    planned = Signal()
    left = Signal()

    def __init__(self, look: Appearance, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.setProperty("clear", True)
        self._moved: dict[str, str] = {}
        self._campaign_id = ""
        self.people = CandidateList(look)
        self.days = DaysList(look)
        self.search = make_search(look, _("Name, pinyin, class or village"))
        self.since = DateField(look, today)
        self.time = TimeField()
        self.minutes = ChoiceBox(
            look,
            [Option(str(n), _("{count} min").format(count=n)) for n in _MINUTES],
        )
        self.who = ChoiceBox(look)
        self.form = ChoiceBox(look)
        for box in (self.who, self.form):
            box.setMaximumWidth(_WIDE)
        self.remark = QLineEdit()
        self.remark.setMinimumWidth(_REMARK)
        self.save = make_button("", "primary", size="footer")
        self.save.setToolTip("Ctrl+Return")
        self._drop = make_button(_("Back"), "quiet", size="footer")
        self._build()
        self._connect()
        look.follow(self._fit)

    @property
    def wishes(self) -> Wishes:
        """What is set now."""
        return Wishes(
            student_ids=tuple(self.people.people.ticked),
            moved=tuple(self._moved.items()),
            since=read_date(self.since.text(), self._today) or "",
            time=self.time.value,
            minutes=int(self.minutes.value or _MINUTES[1]),
            assignee_id=self.who.value,
            visit_form=self.form.value,
            remark=self.remark.text().strip(),
            campaign_id=self._campaign_id,
        )

    def begin(self, choices: PlanningChoices, student_ids: tuple[str, ...]) -> None:
        """Start a planning for these students, or for nobody yet."""
        self._moved = {}
        self.search.clear()
        self._begin_campaign(choices)
        self.time.set_value("16:30")
        self.minutes.set_value("45")
        self.remark.setText("")
        self.form.set_options([Option(*each) for each in choices.forms])
        self.form.set_value("onsite_home")
        self.people.people.show(choices.candidates)
        self.people.people.tick(student_ids)
        if choices.candidates:
            self.people.setCurrentIndex(self.people.people.index(0))

    def _begin_campaign(self, choices: PlanningChoices) -> None:
        """Set from when on and who goes: in a campaign as it says."""
        campaign = choices.campaign
        self._campaign_id = campaign.id if campaign else ""
        first = campaign.first_day if campaign else ""
        tomorrow = (self._today + timedelta(days=1)).isoformat()
        self.since.set_value(max(first, tomorrow))
        people = [Option(each.id, each.name) for each in choices.people]
        if campaign:
            people.insert(0, Option("", _("As the campaign says")))
        self.who.set_options(people)
        self.who.set_value("" if campaign else choices.own_id)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the days; the trip under the cursor keeps it."""
        key = self.days.current_key()
        self.days.days.show(proposal.lines)
        self.days.choose(key)
        self._body.setCurrentIndex(0 if proposal.lines else 1)
        self.save.setEnabled(bool(proposal.trips))
        self._say(proposal)

    def move_trip(self, key: str, day: str) -> None:
        """Put a trip on a day that is not past."""
        self._moved[key] = max(day, self._today.isoformat())
        self._wish()

    def take_out(self, student_ids: tuple[str, ...]) -> None:
        """Leave the children of a trip out."""
        kept = [
            each for each in self.people.people.ticked if each not in set(student_ids)
        ]
        self.people.people.tick(tuple(kept))

    def show_masked(self, is_masked: bool) -> None:
        self.people.people.show_masked(is_masked)
        self.days.days.show_masked(is_masked)

    def focus_first(self) -> None:
        target = self.days if self.people.people.ticked else self.people
        target.setFocus()

    def _say(self, proposal: Proposal) -> None:
        if not proposal.trips:
            self.save.setText(_("Plan visits"))
            return
        trips = translate_count("{count} trip", "{count} trips", proposal.trips)
        said = _("Plan {trips} to {count} children")
        self.save.setText(said.format(trips=trips, count=proposal.students))

    def _build(self) -> None:
        line = row(gap=SPACE.gap, margins=(SPACE.page, 0, SPACE.page, SPACE.gap))
        self._left = self._build_people()
        line.addWidget(self._left)
        line.addWidget(self._build_days(), 1)
        self.setLayout(line)

    def _build_people(self) -> QWidget:
        head = hold(column(self.search, margins=(14, 12, 14, 10)))
        foot = row(gap=6, margins=(14, 8, 14, 8))
        for key, words in (("Space", _("choose")), ("Ctrl A", _("all shown"))):
            foot.addWidget(make_label(key, "key"))
            foot.addWidget(ElidedLabel(words, "caption"))
        foot.addStretch(1)
        stack = column(head, make_rule(), self.people, make_rule(), foot, margins=1)
        stack.setStretch(2, 1)
        return Sheet(stack)

    def _build_days(self) -> QWidget:
        fields = FlowLayout(gap=12)
        for label, field in (
            (_("From the day"), self.since),
            (_("First trip at"), self.time),
            (_("For each"), self.minutes),
            (_("Who goes"), self.who),
            (_("Form of the visit"), self.form),
            (_("Note for the way"), self.remark),
        ):
            fields.addWidget(FieldBlock(label, field))
        self._body = QStackedWidget()
        self._body.addWidget(self.days)
        self._body.addWidget(self._build_empty())
        above = hold(column(hold(fields), margins=(14, 10, 14, 10)))
        above.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        stack = column(above, make_rule(), self._body, self._build_foot(), margins=1)
        stack.setStretch(2, 1)
        return Sheet(stack)

    def _build_empty(self) -> QWidget:
        icon = make_icon(self._look, "calendar-days", "t3", 40)
        words = make_label(
            _("Choose children on the left. They are put together by village."),
            "secondary",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        stack = column(None, icon, words, None, gap=12)
        stack.setAlignment(icon, Qt.AlignmentFlag.AlignHCenter)
        return hold(stack)

    def _build_foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("footer", True)
        hints = row(gap=6)
        middle = Qt.AlignmentFlag.AlignVCenter
        for key, words in (("Alt ↑ ↓", _("another day")), ("Del", _("leave out"))):
            hints.addWidget(make_label(key, "key"), 0, middle)
            hints.addWidget(ElidedLabel(words, "caption"), 0, middle)
        hints.addStretch(1)
        held = hold(hints)
        # What the keys do gives way to what the button says.
        held.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = row(gap=6, margins=(14, 8, 14, 8))
        line.addWidget(held, 1)
        line.addWidget(self._drop)
        line.addWidget(self.save)
        foot.setLayout(line)
        return foot

    def _connect(self) -> None:
        self.search.textChanged.connect(self.people.people.narrow)
        self.search.installEventFilter(self)
        self.people.people.ticked_changed.connect(self._wish)
        self.days.days.moved.connect(self.move_trip)
        for box in (self.minutes, self.who, self.form):
            box.chosen.connect(self._wish)
        self.time.textEdited.connect(self._wish)
        self.since.changed.connect(self._on_since)
        self.save.clicked.connect(self.planned)
        self._drop.clicked.connect(self.left)
        QShortcut("Ctrl+Return", self, self.save.click)
        QShortcut("Ctrl+F", self, self.search.setFocus)

    def _on_since(self) -> None:
        """Propose anew from another day; what was moved by hand is let go."""
        self._moved = {}
        self._wish()

    def _wish(self) -> None:
        self.wished.emit(self.wishes)

    def _fit(self) -> None:
        self._left.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Space in the search go to the list, Esc clears."""
        is_press = event.type() == QEvent.Type.KeyPress
        if watched is self.search and is_press and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.people.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)
