"""What one run of prints shares: who printed, the codes, and the count of copies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable  # noqa: TC003  the dataclass is inspected
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, practice, records, school
from homevisit.services.print_codes import PrintCodes
from homevisit.services.print_facts import FACTS_VERSION
from homevisit.services.print_material import gather
from homevisit.services.times import local_minute
from homevisit.services.visit_prints import VisitPrinter
from reports.visit_data import USUAL_SECTIONS, PrintRun, VisitSection, VisitSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from homevisit.services.print_facts import PrintFacts
    from homevisit.services.print_material import Material
    from homevisit.services.records import RecordEdit
    from homevisit.services.session import Session

SUMMARY, CLASS_BOOK, STUDENT_BOOK = "visit_summary", "class_book", "student_book"
CHOSEN_BOOK = "chosen_book"
_BATCH = 50


@dataclass(frozen=True, slots=True)
class LongWork:
    """How a long run tells of its progress and learns that it is not wanted."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


class PrintDesk:
    """Prepares prints; what all of them share is read once."""

    def __init__(
        self, session: Session, sections: frozenset[VisitSection] = USUAL_SECTIONS
    ) -> None:
        self._session = session
        self._sections = sections
        self._codes = PrintCodes(session)
        self._printer = VisitPrinter(session)
        self._printed_by = school.staff_names(session).get(session.person_id, "")
        self._school = calendars.read_school(session).name

    def prepare(
        self, visit_ids: Sequence[str], copy_number: int
    ) -> tuple[list[VisitSummary], PrintRun]:
        """Return the visits in words, and the run of the one print that holds them.

        Raises `NoSuchRecordError`.
        """
        return self._prepared(self._gathered(visit_ids), copy_number)

    def prepare_singly(
        self, copies: Mapping[str, int]
    ) -> Iterator[tuple[str, VisitSummary, PrintRun]]:
        """Yield visit by visit, in words, with the run of its own print.

        `copies` maps the visits to their copy numbers. They are read in batches, so
        that memory stays bounded.
        """
        waiting = list(copies)
        for start in range(0, len(waiting), _BATCH):
            for each in self._gathered(waiting[start : start + _BATCH]):
                visit_id = each.visit.id
                (summary,), run = self._prepared([each], copies[visit_id])
                yield visit_id, summary, run

    def _gathered(self, visit_ids: Sequence[str]) -> tuple[Material, ...]:
        with_photos = VisitSection.PHOTOS in self._sections
        return gather(self._session, visit_ids, with_photos=with_photos)

    def _prepared(
        self, materials: Sequence[Material], copy_number: int
    ) -> tuple[list[VisitSummary], PrintRun]:
        facts = self._codes.facts(materials, self._sections, copy_number)
        summaries = [self._printer.summary(each, self._sections) for each in materials]
        return summaries, self._run(facts)

    def _run(self, facts: PrintFacts) -> PrintRun:
        code = facts.code
        spaced = " ".join(code[at : at + 4] for at in range(0, len(code), 4))
        first = next(iter(facts.visits))
        return PrintRun(
            printed_by=self._printed_by,
            printed_at=local_minute(records.instant(self._session)),
            copy_number=facts.copy_number,
            school=self._school,
            check_code=spaced,
            qr_payload=f"HV{FACTS_VERSION}:{first}:{code}",
            opaque_facts=facts.as_json(),
            is_practice=practice.is_practice(self._session),
        )


def copies_by_visit(session: Session) -> Counter[str]:
    """Return how many copies that hold a visit have left the vault, by visit."""
    return Counter(each for _, ids in _logged(session) for each in ids)


def copies_of_book(session: Session, document: str, visit_ids: Iterable[str]) -> int:
    """Return how many such books of the same scope have left the vault.

    A visit belongs to one class and one term, so two class books that share a visit
    are of one scope; and likewise for a student.
    """
    own = set(visit_ids)
    return sum(
        title == document and not own.isdisjoint(ids) for title, ids in _logged(session)
    )


def log_edit(
    session: Session,
    visit_ids: Sequence[str],
    copy_number: int,
    document: str,
    *,
    check_code: str = "",
) -> RecordEdit:
    """Return the edit that logs one copy that leaves the vault.

    With its code the paper finds its way back when it is scanned.
    """
    code = {"check_code": check_code.replace(" ", "")} if check_code else {}
    values = {
        **code,
        "document": document,
        "visit_ids": list(visit_ids),
        "copy_number": copy_number,
        "exported_by": session.person_id,
        "exported_on": session.clock.today().isoformat(),
        "exported_at": records.instant(session),
    }
    return records.edit("export", values)


def write_log(session: Session, edits: Sequence[RecordEdit]) -> None:
    """Write down the copies that left the vault, as one save."""
    if edits:
        records.save(session, edits, label="export")


def _logged(session: Session) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in queries.find(session.ledger.db, Query("export")):
        found = records.as_record(row.kind, row.id, row.values)
        yield getattr(found, "document", ""), getattr(found, "visit_ids", ())
