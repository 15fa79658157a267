"""Signed sheets come back: pages are put together by their codes, then attached.

Nothing is attached that was not shown; what a code does not settle, a person does.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from homevisit.ledger import drafts
from homevisit.services import files, records, visits
from homevisit.services.paper_trail import (
    Standing,
    Trace,
    is_ours,
    trace_qr,
    trace_typed,
)
from homevisit.services.visit_form import as_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from homevisit.attachments import PreparedPhoto
    from homevisit.domain.visits import Visit
    from homevisit.services.records import RecordEdit
    from homevisit.services.session import Session
    from homevisit.services.visits import VisitForm

VISIT, DRAFT, NEW = "visit", "draft", "new"
_PURPOSE = {"purpose": "signed_form"}
_OFFERED = 8  # visits to choose from; older ones hardly come back on paper
_SIDES = 2


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page that was read; `before` is the page just before it in the same scan."""

    key: str
    codes: tuple[str, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a page: the code typed, the student, where it belongs."""

    code: str = ""
    student_id: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sheet can be attached: a visit, a draft, or a visit yet to begin."""

    kind: str
    id: str = ""
    day: str = ""
    is_finalised: bool = False

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages that belong together, whose they are, and where they would go.

    `is_twice` says that a page of the same code lies before it; `has_two_codes` that
    one picture shows two sheets. `place` is chosen among `places`.
    """

    pages: tuple[str, ...]
    trace: Trace
    student_id: str = ""
    places: tuple[Place, ...] = ()
    place: Place | None = None
    is_twice: bool = False
    has_two_codes: bool = False

    @property
    def key(self) -> str:
        return self.pages[0]

    @property
    def is_ready(self) -> bool:
        return self.place is not None

    @property
    def is_wanted(self) -> bool:
        """Whether it goes along unless somebody says no."""
        again = self.trace.standing is Standing.RETURNED
        return self.is_ready and not (self.is_twice or self.has_two_codes or again)


@dataclass(frozen=True, slots=True)
class SheetToAttach:
    """One sheet as it was shown: its pages as pictures and where they go."""

    student_id: str
    place: Place
    pages: tuple[PreparedPhoto, ...] = field(repr=False)
    paper_id: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """One save that is on the disk, and the drafts that were begun for it."""

    save_id: str | None
    count: int
    begun: tuple[str, ...] = ()


def match(
    session: Session, pages: Sequence[PageSeen], said: Mapping[str, Said] | None = None
) -> tuple[Sheet, ...]:
    """Return the sheets that the pages make, in the order of their first pages."""
    told, nothing = said or {}, Said()
    desk, places = _Desk(session), _Places(session)
    for page in pages:
        desk.lay(page, told.get(page.key, nothing))
    return tuple(places.completed(x, told.get(x.key, nothing)) for x in desk.sheets)


def attach(session: Session, sheets: Sequence[SheetToAttach]) -> Attached:
    """Attach every page to its visit as one save; visits not there yet are begun.

    A begun visit is a draft with what the file knows; the sheet hangs on it already.
    """
    begun: dict[str, VisitForm] = {}
    edits: list[RecordEdit] = []
    for sheet in sheets:
        visit_id = _visit_id(session, sheet, begun)
        target = files.Target("visit", visit_id, sheet.student_id)
        edits += [
            files.photo_edit(session, target, each, _PURPOSE) for each in sheet.pages
        ]
        if sheet.paper_id:
            edits.append(_came_back(session, sheet, visit_id))
    written = records.save(session, edits, label="attachment")
    ids = tuple(form.draft_id for form in begun.values())
    return Attached(written.save_id, len(sheets), ids)


def take_back(session: Session, attached: Attached) -> None:
    """Undo `attach`; a visit begun for it goes too, unless somebody wrote in it."""
    begun = [form for form, _ in visits.read_drafts(session)]
    for form in begun:
        if form.draft_id in attached.begun and _is_untouched(session, form):
            drafts.erase_draft(session.ledger.db, form.draft_id)
    if attached.save_id:
        records.take_back(session, attached.save_id)


def _is_untouched(session: Session, form: VisitForm) -> bool:
    fresh = visits.begin_visit(session, form.student_id)
    return as_draft(form).body == as_draft(fresh).body


class _Pile:
    """A sheet being put together: pages with their numbers, 0 where none is said."""

    def __init__(self, trace: Trace, *, is_twice: bool, has_two_codes: bool) -> None:
        self.trace = trace
        self._is_twice, self._has_two_codes = is_twice, has_two_codes
        self._pages: list[tuple[int, str]] = []

    def add(self, number: int, key: str) -> None:
        self._pages.append((number, key))

    def takes(self, number: int) -> bool:
        """Whether a page of the same code and this number is not there yet."""
        if number:
            return all(number != each for each, _ in self._pages)
        return not self.trace.is_of_form or len(self._pages) < _SIDES

    @property
    def sheet(self) -> Sheet:
        numbered = all(number for number, _ in self._pages)
        pages = sorted(self._pages) if numbered else self._pages
        return Sheet(
            tuple(key for _, key in pages),
            self.trace,
            is_twice=self._is_twice,
            has_two_codes=self._has_two_codes,
        )


class _Desk:
    """Puts pages of one code together, and one without a code behind its neighbour."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._piles: list[_Pile] = []
        self._by_code: dict[str, _Pile] = {}
        self._of_page: dict[str, _Pile] = {}

    @property
    def sheets(self) -> list[Sheet]:
        return [each.sheet for each in self._piles]

    def lay(self, page: PageSeen, told: Said) -> None:
        trace, has_two = _trace(self._session, page, told)
        same, before = self._by_code.get(trace.code), self._of_page.get(page.before)
        if same is not None and same.takes(trace.page):
            pile = same
        elif trace.standing is Standing.NO_CODE and _continues(before):
            pile = cast("_Pile", before)
        else:
            pile = _Pile(trace, is_twice=same is not None, has_two_codes=has_two)
            self._piles.append(pile)
            if trace.code:
                self._by_code.setdefault(trace.code, pile)
        pile.add(trace.page, page.key)
        self._of_page[page.key] = pile


def _continues(before: _Pile | None) -> bool:
    return before is not None and bool(before.trace.code) and before.takes(0)


def _trace(session: Session, page: PageSeen, told: Said) -> tuple[Trace, bool]:
    """Return where a page leads, and whether two sheets are on it."""
    if told.code:
        return trace_typed(session, told.code), False
    traces = [trace_qr(session, each) for each in page.codes if is_ours(each)]
    if not traces:
        return Trace(Standing.NO_CODE), False
    return traces[0], len({each.code for each in traces}) > 1


class _Places:
    """Says where sheets can go; what is the same for all of them is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._drafts: dict[str, list[VisitForm]] = {}
        for form, _stamp in visits.read_drafts(session):
            self._drafts.setdefault(form.student_id, []).append(form)

    def completed(self, sheet: Sheet, told: Said) -> Sheet:
        """Return the sheet with its student, where it can go and where it would."""
        student_id = told.student_id or sheet.trace.student_id
        if not student_id:
            return sheet
        places = tuple(self._places(student_id, sheet.trace.visit_id))
        chosen = next((each for each in places if each.key == told.place), None)
        place = chosen or self._likely(sheet.trace, places)
        return replace(sheet, student_id=student_id, places=places, place=place)

    def _places(self, student_id: str, visit_id: str) -> Iterator[Place]:
        known = list(visits.visits_of(self._session, student_id))
        offered = known[-_OFFERED:][::-1]
        offered += [v for v in known if v.id == visit_id and v not in offered]
        saved = {each.id for each in known}
        for form in self._drafts.get(student_id, ()):
            if form.visit_id not in saved:
                day = str(form.values.get("visit_date") or "")
                yield Place(DRAFT, form.draft_id, day)
        for visit in offered:
            yield _place_of(visit)
        yield Place(NEW)

    def _likely(self, trace: Trace, places: Iterable[Place]) -> Place:
        """Return the visit of the print, else the first since it, else the draft."""
        every = list(places)
        own = next((each for each in every if each.id == trace.visit_id), None)
        if trace.visit_id and own:
            return own
        since = [
            each
            for each in every
            if each.kind == VISIT and trace.printed_on and each.day >= trace.printed_on
        ]
        draft = next((each for each in every if each.kind == DRAFT), None)
        return since[-1] if since else draft or every[-1]


def _place_of(visit: Visit) -> Place:
    return Place(VISIT, visit.id, visit.visit_date, bool(visit.finalised_at))


def _visit_id(
    session: Session, sheet: SheetToAttach, begun: dict[str, VisitForm]
) -> str:
    place = sheet.place
    if place.kind == VISIT:
        return place.id
    if place.kind == DRAFT:
        found = (form for form, _ in visits.read_drafts(session))
        draft = next((form for form in found if form.draft_id == place.id), None)
        if draft is not None:
            return draft.visit_id
    form = begun.get(sheet.student_id)
    if form is None:
        form = visits.begin_visit(session, sheet.student_id)
        visits.keep_draft(session, form)
        begun[sheet.student_id] = form
    return form.visit_id


def _came_back(session: Session, sheet: SheetToAttach, visit_id: str) -> RecordEdit:
    values = {
        "visit_id": visit_id,
        "student_id": sheet.student_id,
        "returned_on": session.clock.today().isoformat(),
    }
    return records.edit(
        "paper_form",
        values,
        record_id=sheet.paper_id,
        student_id=sheet.student_id,
    )
