"""Reminders of the day: read after the page, planned or set aside with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from homevisit.services import records
from homevisit.text import _
from ui.desk import reminders

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.kit.reminder_card import ReminderCard
    from ui.reminder_rows import ReminderGroup


class RemindersPresenter(QObject):
    """Feeds a `ReminderCard`."""

    def __init__(self, card: ReminderCard, around: Around) -> None:
        super().__init__(card)
        self._card, self._around = card, around
        self._groups: dict[str, ReminderGroup] = {}
        card.planned.connect(self._on_planned)
        card.opened.connect(self._on_opened)
        card.dismissed.connect(self._on_dismissed)
        card.rules_requested.connect(lambda: around.ways.go("settings", "reminders"))

    def refresh(self) -> None:
        self._around.thread.post(
            self,
            lambda _job: reminders.read(self._around.session),
            done=self._on_read,
            key="reminders",
        )

    def _on_read(self, groups: tuple[ReminderGroup, ...]) -> None:
        self._groups = {each.rule: each for each in groups}
        self._card.show_rows(groups)

    def _on_opened(self, rule: str) -> None:
        self._around.ways.open_student(self._groups[rule].student_ids[0])

    def _on_planned(self, rule: str) -> None:
        group = self._groups[rule]
        if group.answer == "visit":
            self._around.ways.go("plan", ",".join(group.student_ids))
            return
        session = self._around.session
        self._save(
            lambda: reminders.plan_talks(session, group.student_ids),
            _("Talks planned for the coming week"),
        )

    def _on_dismissed(self, rule: str, reason: str) -> None:
        session = self._around.session
        self._save(
            lambda: reminders.dismiss(session, rule, reason), _("Reminder set aside")
        )

    def _save(self, work: Callable[[], str | None], words: str) -> None:
        self._around.thread.post(
            self,
            lambda _job: work(),
            done=lambda save_id: self._on_saved(save_id, words),
            failed=self._around.ways.explain,
        )

    def _on_saved(self, save_id: str | None, words: str) -> None:
        ways = self._around.ways
        if save_id is None:
            ways.say(_("A talk is planned with each of them already."))
            return
        ways.note_saved()
        ways.say(words, lambda: self._take_back(save_id))

    def _take_back(self, save_id: str) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: records.take_back(session, save_id),
            done=lambda _undone: self._around.ways.note_saved(),
            failed=self._around.ways.explain,
        )
