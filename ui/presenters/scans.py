"""Reading signed sheets, saying what the codes do not say, and attaching them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from homevisit.services import scan_files
from homevisit.services.print_runs import LongWork
from homevisit.services.scans import Said
from homevisit.text import _, sentences, translate_count
from ui.desk import paper, scans
from ui.long_work import Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from homevisit.services.scan_files import FileRead
    from homevisit.services.scans import Attached
    from ui.around import Around
    from ui.scan_rows import SheetRow
    from ui.serial_thread import Job


class ScansPresenter(QObject):
    """Feeds a `ScansView`; pages wait here until they are attached or taken out."""

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._pile = scans.Pile()
        self._said: dict[str, Said] = {}
        self._rows: tuple[SheetRow, ...] = ()
        view.files_chosen.connect(self.add_files)
        view.folder_chosen.connect(self._on_folder)
        view.shown.connect(self._on_shown)
        view.code_typed.connect(self._on_code)
        view.people_wanted.connect(self._on_typed)
        view.student_said.connect(self._on_student)
        view.place_said.connect(self._on_place)
        view.dropped.connect(self._on_dropped)
        view.attach_requested.connect(self._on_attach)

    def refresh(self) -> None:
        """Match the pages again: a visit may have come or gone."""
        if self._pile.seen or self._pile.broken:
            self._match()

    def add_files(self, paths: Sequence[str]) -> None:
        """Read photos and scans in workers, away from the vault's thread."""
        self._read(lambda: tuple(paths))

    def _on_folder(self, folder: str) -> None:
        self._read(lambda: scan_files.files_in(folder))

    def _read(self, paths: Callable[[], tuple[str, ...]]) -> None:
        answers = Answers(self._on_read, self._around.ways.explain)
        self._around.work.run(
            self._around.drawing,
            _("Reading the sheets…"),
            lambda job: scan_files.read_files(paths(), _work(job)),
            answers,
        )

    def _on_read(self, files: tuple[FileRead, ...]) -> None:
        if not files:
            self._around.ways.say(_("There are no photos or PDFs in this folder."))
            return
        self._pile.add(files)
        self._match()

    def _match(self) -> None:
        session, pile = self._around.session, self._pile.snapshot()
        said = dict(self._said)
        self._around.thread.post(
            self,
            lambda _job: scans.rows(session, pile, said),
            done=self._on_matched,
            failed=self._around.ways.explain,
            key="match-sheets",
        )

    def _on_matched(self, rows: tuple[SheetRow, ...]) -> None:
        self._rows = rows
        self._view.show_sheets(rows)

    def _on_shown(self, key: str) -> None:
        sheet = self._sheet(key)
        pages = (self._pile.pages.get(each) for each in sheet.pages) if sheet else ()
        self._view.show_pictures(page.photo.jpeg for page in pages if page)

    def _on_code(self, key: str, typed: str) -> None:
        self._say(key, code=typed.strip(), student_id="", place="")

    def _on_student(self, key: str, student_id: str) -> None:
        self._say(key, student_id=student_id, place="")

    def _on_place(self, key: str, place: str) -> None:
        self._say(key, place=place)

    def _say(self, key: str, **said: str) -> None:
        self._said[key] = replace(self._said.get(key, Said()), **said)
        self._view.list.sheets.forget_choice(key)
        self._match()

    def _on_typed(self, typed: str) -> None:
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: paper.find_people(session, typed),
            done=self._view.details.show_people,
            key="sheet-people",
        )

    def _on_dropped(self, key: str) -> None:
        sheet = self._sheet(key)
        before, kept = self._pile.snapshot(), dict(self._said)
        self._pile.without((key, *(sheet.pages if sheet else ())))
        self._match()
        words = _("Taken out of the list; the file itself is untouched.")
        self._around.ways.say(words, lambda: self._put_back(before, kept))

    def _on_attach(self) -> None:
        session, chosen = self._around.session, self._view.list.sheets.wanted
        before, kept = self._pile.snapshot(), dict(self._said)

        def done(attached: Attached) -> None:
            self._pile.without([key for row in chosen for key in row.pages])
            self._around.ways.note_saved()
            self._match()
            self._around.ways.say(
                _attached_words(attached),
                lambda: self._take_back(attached, before, kept),
            )

        self._around.thread.post(
            self,
            lambda _job: scans.attach(session, before, chosen),
            done=done,
            failed=self._around.ways.explain,
        )

    def _take_back(
        self, attached: Attached, before: scans.Pile, kept: dict[str, Said]
    ) -> None:
        session = self._around.session

        def done(_none: object) -> None:
            self._around.ways.note_saved()
            self._put_back(before, kept)

        self._around.thread.post(
            self,
            lambda _job: scans.take_back(session, attached),
            done=done,
            failed=self._around.ways.explain,
        )

    def _put_back(self, before: scans.Pile, kept: dict[str, Said]) -> None:
        self._pile.put_back(before)
        self._said = {**kept, **self._said}
        self._match()

    def _sheet(self, key: str) -> SheetRow | None:
        return next((each for each in self._rows if each.key == key), None)


def _work(job: Job) -> LongWork:
    return LongWork(job.report, lambda: job.is_cancelled)


def _attached_words(attached: Attached) -> str:
    count = attached.count
    words = translate_count(
        "{count} sheet was attached.", "{count} sheets were attached.", count
    )
    if not attached.begun:
        return words
    begun = translate_count(
        "{count} visit was begun for it.",
        "{count} visits were begun for them.",
        len(attached.begun),
    )
    return sentences(words, begun)
