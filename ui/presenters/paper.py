"""Choosing, looking at and sending out paper for the way, or many summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.text import translate_count
from ui import paper_rows as codes
from ui.desk import paper
from ui.paper_rows import PaperWish
from ui.presenters.paper_out import PaperOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.around import Around
    from ui.paper_rows import PaperLine, PaperPreview
    from ui.serial_thread import Job


class PaperPresenter(QObject):
    """Feeds a `PaperView`; `begun` comes when it shows what was asked for."""

    begun = Signal()

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._kind = codes.FORMS
        self._coming: tuple[str, ...] = ()
        self._out = PaperOut(around, view)
        view.kind_chosen.connect(self._on_kind)
        view.wish_changed.connect(self._preview)
        view.people_wanted.connect(self._on_typed)
        view.person_added.connect(self._on_added)
        view.file_requested.connect(self._on_file)
        view.folder_requested.connect(self._on_folder)
        view.print_requested.connect(self._on_print)

    def begin(self, kind: str, ids: Sequence[str]) -> None:
        """Show the paper of a kind for these students, plans or visits."""
        self._kind, self._coming = kind, ()
        self._view.show_kind(kind)
        self._read(tuple(ids), self.begun.emit)

    def _read(self, ids: tuple[str, ...], then: Any = None) -> None:  # noqa: ANN401  a call or none
        kind, session = self._kind, self._around.session

        def work(_job: Job) -> tuple[tuple[PaperLine, ...], str]:
            lines = paper.read_lines(session, kind, ids)
            return lines, paper.file_name(session, PaperWish(kind, ids))

        def done(answer: tuple[tuple[PaperLine, ...], str]) -> None:
            if kind != self._kind:
                return
            self._coming = tuple(each for each in self._coming if each not in ids)
            self._view.show_lines(*answer)
            self._preview()
            if then is not None:
                then()

        self._around.thread.post(
            self, work, done=done, failed=self._around.ways.explain
        )

    def _on_kind(self, kind: str) -> None:
        self._kind = kind
        self._view.show_kind(kind)
        self._read(self._view.wish.ids)

    def _on_added(self, student_id: str) -> None:
        # Somebody added just before may not be shown yet.
        self._coming = (*self._coming, student_id)
        known = self._view.wish.ids
        self._read(tuple(dict.fromkeys((*known, *self._coming))))

    def _on_typed(self, typed: str) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: paper.find_people(session, typed),
            done=self._view.picker.show_people,
            key="paper-people",
        )

    def _preview(self) -> None:
        wish, session = self._view.wish, self._around.session
        if not wish.ids and wish.kind != codes.FORMS:
            return

        def done(preview: PaperPreview) -> None:
            self._view.show_preview(preview)

        self._around.thread.post(
            self,
            lambda _job: paper.preview(session, wish),
            done=done,
            failed=self._around.ways.explain,
            key="paper-preview",
        )

    def _on_file(self, path: str) -> None:
        wish, session = self._view.wish, self._around.session
        self._out.to_file(path, lambda job: paper.make(session, wish, job))

    def _on_print(self) -> None:
        wish, session = self._view.wish, self._around.session
        pages = self._view.pages.page_count
        shown = max(1, len(wish.first(4).ids))
        count = pages * max(1, len(wish.ids)) // shown
        self._out.to_printer(count, lambda job: paper.make(session, wish, job))

    def _on_folder(self, folder: str) -> None:
        wish, session = self._view.wish, self._around.session

        def done(count: int) -> None:
            words = translate_count(
                "{count} PDF was saved.", "{count} PDFs were saved.", count
            )
            self._around.ways.say(words)

        self._out.run(lambda job: paper.write_each(session, wish, folder, job), done)
