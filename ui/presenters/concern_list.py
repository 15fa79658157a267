"""The page of concerns: read anew whenever shown; duties, words of leaders, asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.errors import Problem
from homevisit.services import care_shells, concerns, records, room_requests
from homevisit.services.care_papers import Paper
from homevisit.text import _
from ui.concern_rows import ListItem
from ui.desk import concern_list
from ui.desk.concern_looks import Looks
from ui.presenters.concern_released import Released

if TYPE_CHECKING:
    from collections.abc import Callable

    from homevisit.services.records import Written
    from ui.around import Around
    from ui.concern_rows import ConcernsShown, Duty
    from ui.screens.concern_list import ConcernsView


class ConcernsPresenter(QObject):
    """Feeds a `ConcernsView`; `shown` says that what was asked for is there."""

    shown = Signal()

    def __init__(self, view: ConcernsView, around: Around) -> None:
        super().__init__(view)
        self._view, self._around = view, around
        self._wanted: tuple[str, str] = ("", "")
        self._looks = Looks(around.session)
        self.released = Released(view.shell, around)
        self.released.changed.connect(self._show)
        self._connect()

    @property
    def subject(self) -> str:
        """What is in front: its kind and its id."""
        kind, key = self._wanted
        return f"{kind}:{key}" if key else ""

    def open(self, subject: str) -> None:
        """Show the list, with `kind:id` in front where it is there."""
        kind, _colon, key = subject.partition(":")
        if key:
            self._want(kind, key)
        self.refresh()

    def refresh(self) -> None:
        session = self._around.session
        self._post(
            lambda: concern_list.read_list(session), self._on_list, key="concerns"
        )

    def _connect(self) -> None:
        view, ways = self._view, self._around.ways
        view.chosen.connect(self._on_chosen)
        view.raise_wanted.connect(lambda: ways.go("raise"))
        view.reports_wanted.connect(lambda: ways.go("mandatory"))
        shell = view.shell
        shell.duty_done.connect(self._on_duty)
        shell.asked.connect(self._on_asked)
        shell.read_wanted.connect(lambda: self.released.read(self._wanted[1]))
        shell.file_wanted.connect(ways.open_student)
        shell.notice_wanted.connect(
            lambda notice: ways.go("care_paper", f"{Paper.NOTICE}:{notice}")
        )
        shell.raise_wanted.connect(lambda who: ways.go("raise", f"student:{who}:"))
        view.own.added.connect(self._on_added)
        view.own.file_wanted.connect(ways.open_student)
        view.approval.decided.connect(self._on_decided)
        view.approval.more_wanted.connect(self._on_more)

    def _want(self, kind: str, key: str) -> None:
        if (kind, key) != self._wanted:
            self.released.forget()
        self._wanted = (kind, key)

    def _on_list(self, found: ConcernsShown) -> None:
        self._view.show_list(found)
        items = [each for each in found.items if isinstance(each, ListItem)]
        if self._wanted not in {(each.kind, each.key) for each in items} and items:
            self._want(items[0].kind, items[0].key)
        if items:
            self._view.list.select(*self._wanted)
            self._show()
        else:
            self.shown.emit()

    def _on_chosen(self, item: ListItem) -> None:
        self._want(item.kind, item.key)
        self._show()

    def _show(self) -> None:
        kind, key = self._wanted
        session, released = self._around.session, self.released.of(key)
        reads: dict[str, Callable[[], Any]] = {
            "case": lambda: self._looks.shell(key, released),
            "raised": lambda: concern_list.read_raised(session, key),
            "approval": lambda: self._looks.approval(key),
        }
        shows: dict[str, Callable[[Any], None]] = {
            "case": self._view.show_shell,
            "raised": self._view.show_own,
            "approval": self._view.show_approval,
        }

        def done(found: Any) -> None:  # noqa: ANN401  what the kind shows
            if self._wanted == (kind, key):
                shows[kind](found)
                self.shown.emit()

        self._post(reads[kind], done, key="concern")

    def _on_duty(self, duty: Duty) -> None:
        session = self._around.session
        self._write(
            lambda: care_shells.tick(session, duty.case_id, duty.key),
            _("Marked as done."),
        )

    def _on_asked(self, reason: str) -> None:
        session, (_kind, key) = self._around.session, self._wanted
        self._write(
            lambda: room_requests.ask(session, key, reason),
            _("Asked; the psychologist sees it with your next file of changes."),
            then=self._view.shell.more.clear,
        )

    def _on_added(self, text: str) -> None:
        session, (_kind, key) = self._around.session, self._wanted
        self._post(
            lambda: concerns.add(session, key, {"facts": text}),
            lambda _written: self._on_addition_kept(),
        )

    def _on_addition_kept(self) -> None:
        self._view.own.addition.clear()
        self._tell(_("Added; the concern itself stays as it was raised."))

    def _on_decided(self, decision: str, remark: str) -> None:
        session, (_kind, key) = self._around.session, self._wanted
        self._post(
            lambda: concern_list.decide(session, key, decision, remark),
            lambda _written: self._tell(_("Your word is written down and stays.")),
        )

    def _on_more(self, case_id: str) -> None:
        self._want("case", case_id)
        if self._view.list.select("case", case_id):
            self._show()

    def _tell(self, words: str) -> None:
        """Say what was written for good."""
        self._around.ways.note_saved()
        self._around.ways.say(words)

    def _write(
        self,
        work: Callable[[], Written],
        words: str,
        *,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Save something that can be taken back."""

        def done(written: Written) -> None:
            then()
            self._around.ways.note_saved()
            save_id = written.save_id
            undo = (lambda: self._take_back(save_id)) if save_id else None
            self._around.ways.say(words, undo)

        self._post(work, done)

    def _take_back(self, save_id: str) -> None:
        session, ways = self._around.session, self._around.ways
        self._post(
            lambda: records.take_back(session, save_id),
            lambda _undone: ways.note_saved(),
        )

    def _post(
        self, work: Callable[[], Any], done: Callable[[Any], None], *, key: str = ""
    ) -> None:
        self._around.thread.post(
            self, lambda _job: work(), done=done, failed=self._on_failed, key=key
        )

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Problem):
            self._around.thread.error_raised.emit(error)
            return
        self._around.ways.explain(error)
