"""Signed sheets as the window shows them, and what attaching them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from homevisit.domain.paper_codes import spaced
from homevisit.services import records, scans
from homevisit.services.paper_trail import Standing
from homevisit.services.records import NoSuchRecordError
from homevisit.services.scans import PageSeen, Sheet, SheetToAttach
from homevisit.text import _
from ui.scan_rows import ASKING, READY, REFUSED, SheetRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.students import Student
    from homevisit.services.scan_files import FileRead, SheetPage
    from homevisit.services.scans import Attached, Place, Said
    from homevisit.services.session import Session


class Pile:
    """The pages that were read and not attached yet, in order; lives in the window."""

    def __init__(self) -> None:
        self.pages: dict[str, SheetPage] = {}
        self.seen: dict[str, PageSeen] = {}
        self.sources: dict[str, str] = {}
        self.broken: list[SheetRow] = []
        self._count = 0

    def add(self, files: Sequence[FileRead]) -> None:
        """Take in what was read; a file that could not be read is a line of its own."""
        for file in files:
            before = ""
            for page in file.pages:
                key = self._next("page")
                self.pages[key] = page
                self.seen[key] = PageSeen(key, page.codes, before)
                self.sources[key] = file.name
                before = key if file.is_scan else ""
            if file.problem is not None:
                said = file.problem.explain()
                row = SheetRow(self._next("file"), (), REFUSED, said.what, said.todo)
                self.broken.append(_with_source(row, file.name))

    def snapshot(self) -> Pile:
        """Return a copy for the vault's thread, while more pages may come in here."""
        copy = Pile()
        copy.pages, copy.seen = dict(self.pages), dict(self.seen)
        copy.sources, copy.broken = dict(self.sources), list(self.broken)
        return copy

    def put_back(self, other: Pile) -> None:
        """Take in again what `other` holds, where it stood before."""
        self.pages = {**other.pages, **self.pages}
        self.seen = {**other.seen, **self.seen}
        self.broken = list(dict.fromkeys((*other.broken, *self.broken)))

    def without(self, keys: Sequence[str]) -> None:
        """Take out pages and lines."""
        gone = set(keys)
        for each in gone:
            self.pages.pop(each, None)
            self.seen.pop(each, None)
        self.broken = [row for row in self.broken if row.key not in gone]

    def _next(self, what: str) -> str:
        self._count += 1
        return f"{what}{self._count}"


def rows(
    session: Session, pile: Pile, said: Mapping[str, Said]
) -> tuple[SheetRow, ...]:
    """Return the sheets that the pages make, then the files that made none."""
    found = scans.match(session, tuple(pile.seen.values()), said)
    made = (_row(session, each, pile) for each in found)
    return (*made, *pile.broken)


def attach(session: Session, pile: Pile, chosen: Sequence[SheetRow]) -> Attached:
    """Attach these sheets as one save."""
    wanted = [
        SheetToAttach(
            row.student_id,
            _place(row.place),
            tuple(pile.pages[key].photo for key in row.pages),
            row.paper_id,
        )
        for row in chosen
    ]
    return scans.attach(session, wanted)


def take_back(session: Session, attached: Attached) -> None:
    """Undo one attaching."""
    scans.take_back(session, attached)


def _row(session: Session, sheet: Sheet, pile: Pile) -> SheetRow:
    words, advice = _words(sheet)
    name = _name(session, sheet.student_id)
    return SheetRow(
        sheet.key,
        sheet.pages,
        READY if sheet.is_wanted else ASKING,
        words,
        advice,
        name=name,
        code=spaced(sheet.trace.code),
        source=pile.sources[sheet.key],
        student_id=sheet.student_id,
        paper_id=sheet.trace.paper_id,
        places=tuple((each.key, _place_words(each)) for each in sheet.places),
        place=sheet.place.key if sheet.place else "",
        is_wanted=sheet.is_wanted,
        thumbnail=pile.pages[sheet.key].photo.thumbnail,
    )


def _name(session: Session, student_id: str) -> str:
    if not student_id:
        return ""
    try:
        student = cast("Student", records.read(session, student_id, "student"))
    except NoSuchRecordError:
        return ""
    return student.name


def _place(key: str) -> Place:
    kind, _sep, record_id = key.partition(":")
    return scans.Place(kind, record_id)


def _words(sheet: Sheet) -> tuple[str, str]:
    """Return how a sheet stands, and what a person can do about it."""
    if sheet.has_two_codes:
        words = _("Two sheets on one picture")
        return words, _("Photograph each of them alone, or attach it as it is.")
    if sheet.is_twice:
        words = _("A second sheet with this code")
        return words, _("Look at both; attach it only if it is really another page.")
    if sheet.trace.standing is Standing.RETURNED:
        words = _("This form came back before")
        return words, _("Attach it again only if something was added on paper.")
    if sheet.place is not None:
        return _place_words(sheet.place), ""
    return _asking_words()[sheet.trace.standing]


def _asking_words() -> dict[Standing, tuple[str, str]]:
    whose = _("Find the student below, or type the code again.")
    return {
        Standing.BLANK: (
            _("A blank form"),
            _("Find the student below: a blank form does not know whose it is."),
        ),
        Standing.NO_CODE: (
            _("No code could be read"),
            _("Type the digits printed beside the QR code, or find the student below."),
        ),
        Standing.MISTYPED: (_("This is not a code of ours"), whose),
        Standing.UNKNOWN: (_("This vault never gave out this code"), whose),
        Standing.OTHER_VAULT: (
            _("This paper comes from another vault"),
            _("Give it to the colleague who printed it, or find the student below."),
        ),
        Standing.SEVERAL: (
            _("The contents page of several visits"),
            _("Find the student below and choose the visit it belongs to."),
        ),
        Standing.EXPECTED: (_("The student is not in this vault"), whose),
        Standing.SUMMARY: (_("The student is not in this vault"), whose),
        Standing.RETURNED: (_("This form came back before"), whose),
    }


def _place_words(place: Place) -> str:
    if place.kind == scans.NEW:
        return _("Begin a visit with it")
    if place.kind == scans.DRAFT:
        return _("To the unfinished visit of {day}").format(day=place.day)
    if place.is_finalised:
        return _("To the finalised visit of {day}").format(day=place.day)
    return _("To the open visit of {day}").format(day=place.day)


def _with_source(row: SheetRow, name: str) -> SheetRow:
    return SheetRow(row.key, (), row.tone, row.words, row.advice, source=name)
