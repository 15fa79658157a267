"""Does things for those chosen in the list, each as one save with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.services import records
from ui.desk import campaigns, student_deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.session import Session
    from ui.desk.student_deeds import Done
    from ui.serial_thread import SerialThread


class ChosenStudentsPresenter(QObject):
    """Serves the bar of a `StudentsView`; `saved` comes after each change of records.

    `result` carries words and, where there is one, the way back; `added` the id of a
    student whose file was opened.
    """

    saved = Signal()
    added = Signal(str)
    result = Signal(str, object)
    problem = Signal(object)

    def __init__(self, view: Any, thread: SerialThread, session: Session) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._thread, self._session = view, thread, session
        view.bar.follow_up_given.connect(self._on_follow_up)
        view.bar.group_given.connect(self._on_group)
        view.bar.class_given.connect(self._on_class)
        view.bar.campaigns_wanted.connect(self._on_campaigns_wanted)
        view.bar.campaign_given.connect(self._on_campaign)
        view.list_wanted.connect(self._on_list)
        view.filters.adding.named.connect(self._on_new)

    def _on_follow_up(self, values: dict[str, Any]) -> None:
        self._do(lambda s, ids: student_deeds.add_follow_up(s, ids, values))

    def _on_group(self, group: str, since: str) -> None:
        self._do(lambda s, ids: student_deeds.add_to_group(s, ids, group, since))

    def _on_class(self, class_id: str) -> None:
        self._do(lambda s, ids: student_deeds.move_to_class(s, ids, class_id))

    def _on_campaigns_wanted(self) -> None:
        self._thread.post(
            self,
            lambda _job: campaigns.choices_of_lists(self._session),
            done=self._view.bar.show_campaigns,
            key="campaigns",
        )

    def _on_campaign(self, campaign_id: str) -> None:
        self._do(lambda s, ids: student_deeds.add_to_campaign(s, ids, campaign_id))

    def _on_list(self, path: str) -> None:
        self._do(lambda s, ids: student_deeds.export(s, ids, path))

    def _on_new(self, name: str) -> None:
        class_id = self._view.filters.filter.class_id
        self._thread.post(
            self,
            lambda _job: student_deeds.add_student(self._session, name, class_id),
            done=lambda made: self._on_added(*made),
            failed=self.problem.emit,
        )

    def _on_added(self, done: Done, student_id: str) -> None:
        self._on_done(done)
        self.added.emit(student_id)

    def _do(self, deed: Callable[[Session, tuple[str, ...]], Done]) -> None:
        ids = self._view.students.chosen
        self._view.bar.setEnabled(False)
        self._thread.post(
            self,
            lambda _job: deed(self._session, ids),
            done=self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, done: Done) -> None:
        self._view.bar.setEnabled(True)
        self._view.bar.back()
        if done.save_id:
            self.saved.emit()
        undo = (lambda: self._take_back(done.save_id)) if done.save_id else None
        self.result.emit(done.said, undo)

    def _on_failed(self, error: BaseException) -> None:
        self._view.bar.setEnabled(True)
        self.problem.emit(error)

    def _take_back(self, save_id: str) -> None:
        self._thread.post(
            self,
            lambda _job: records.take_back(self._session, save_id),
            done=lambda _undone: self.saved.emit(),
            failed=self.problem.emit,
        )
