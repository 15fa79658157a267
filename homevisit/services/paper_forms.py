"""Paper forms to take along: each print is noted with its code and whose it is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from homevisit.domain import paper_codes
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import calendars, doorsteps, practice, records, school, words
from homevisit.services.print_runs import LongWork, log_edit
from homevisit.services.times import local_minute
from reports.paper_data import FormBoxes, PaperForm
from reports.visit_data import Choice, PrintRun, Promise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from homevisit.domain.follow_ups import FollowUp
    from homevisit.services.doorsteps import Doorstep
    from homevisit.services.records import RecordEdit
    from homevisit.services.session import Session
    from homevisit.services.words import Words
    from reports.document import Rendered

DOCUMENT = "visit_form"
_TAG_LABEL = "paper code"
_MOST_PROMISES = 6  # more belong on the screen, and the form stays one sheet
_OFTEN = ("onsite_home", "onsite_near", "at_school", "phone", "wechat_video")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed of what is known; paper gets lost, so phones are off."""

    address: bool = True
    phone: bool = False
    siblings: bool = True
    promises: bool = True


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """The PDF and the code of each form in it, in order."""

    rendered: Rendered
    codes: tuple[str, ...]


def preview_forms(
    session: Session, ids: Sequence[str], shown: Shown | None = None
) -> Rendered:
    """Return the forms as they would be, without a code; nothing is noted.

    `ids` are those of students or plans; without any it is one blank form.
    """
    doors = doorsteps.read_doorsteps(session, ids)
    known = _known(session, doors, shown or Shown()) or [_blank(session)]
    return _rendered(session, known, LongWork())


def print_forms(
    session: Session,
    ids: Sequence[str],
    shown: Shown | None = None,
    work: LongWork | None = None,
) -> PrintedForms:
    """Return a form for each student or plan and note their codes.

    Raises `NoSuchRecordError`, and `PrintCancelledError` with nothing noted.
    """
    doors = doorsteps.read_doorsteps(session, ids)
    forms = _known(session, doors, shown or Shown())
    expected = [(each.student_id, each.plan_id) for each in doors]
    return _print(session, forms, expected, work or LongWork())


def print_blank(session: Session, count: int = 1) -> PrintedForms:
    """Return blank forms, each with a code of its own, and note the codes."""
    forms = [_blank(session)] * count
    return _print(session, forms, [("", "")] * count, LongWork())


def vault_tag(session: Session) -> str:
    """Return the digits with which every paper code of this vault begins."""
    key = session.vault.subkey(_TAG_LABEL)
    digits = paper_codes.VAULT_DIGITS
    return f"{int.from_bytes(key[:8]) % 10**digits:0{digits}d}"


def _print(
    session: Session,
    forms: Sequence[PaperForm],
    expected: Sequence[tuple[str, str]],
    work: LongWork,
) -> PrintedForms:
    codes = _new_codes(session, len(forms))
    coded = [_with_code(*each) for each in zip(forms, codes, strict=True)]
    rendered = _rendered(session, coded, work)
    edits = [
        _noted(session, code, *whose)
        for code, whose in zip(codes, expected, strict=True)
    ]
    number = prints_of(session, DOCUMENT) + 1
    records.save(
        session, [*edits, log_edit(session, (), number, DOCUMENT)], label="export"
    )
    return PrintedForms(rendered, codes)


def prints_of(session: Session, document: str) -> int:
    """Return how often a kind of paper was printed."""
    return queries.count(session.ledger.db, Query("export", title=document))


def print_run(session: Session, document: str) -> PrintRun:
    """Return who prints such a paper, when, and which print of its kind it is."""
    return PrintRun(
        printed_by=school.staff_names(session).get(session.person_id, ""),
        printed_at=local_minute(records.instant(session)),
        copy_number=prints_of(session, document) + 1,
        school=calendars.read_school(session).name,
        is_practice=practice.is_practice(session),
    )


def _rendered(session: Session, forms: Sequence[PaperForm], work: LongWork) -> Rendered:
    from reports.blank_form import render_forms

    return render_forms(
        forms,
        _boxes(words.read_words(session)),
        print_run(session, DOCUMENT),
        progress=work.progress,
        cancelled=work.cancelled,
    )


def _new_codes(session: Session, count: int) -> tuple[str, ...]:
    """Return codes that no form of this vault has yet."""
    tag, digits = vault_tag(session), paper_codes.CHANCE_DIGITS
    made: dict[str, None] = {}
    while len(made) < count:
        chance = f"{secrets.randbelow(10**digits):0{digits}d}"
        code = paper_codes.make_code(tag, chance)
        query = Query("paper_form", title=code, with_archived=True)
        if not queries.count(session.ledger.db, query):
            made[code] = None
    return tuple(made)


def _noted(session: Session, code: str, student_id: str, plan_id: str) -> RecordEdit:
    values = {
        "paper_code": code,
        "student_id": student_id,
        "plan_id": plan_id,
        "printed_by": session.person_id,
        "printed_on": session.clock.today().isoformat(),
        "printed_at": records.instant(session),
    }
    kept = {name: value for name, value in values.items() if value}
    return records.edit("paper_form", kept, student_id=student_id)


def _with_code(form: PaperForm, code: str) -> PaperForm:
    qr = paper_codes.qr_text(code, 0)[:-1] + "{page}"
    return replace(form, code=paper_codes.spaced(code), qr_of_page=qr)


def _blank(session: Session) -> PaperForm:
    own = school.staff_names(session).get(session.person_id, "")
    return PaperForm(lead_teacher=own)


def _known(
    session: Session, doors: Sequence[Doorstep], shown: Shown
) -> list[PaperForm]:
    names = _Names(words.read_words(session), school.staff_names(session))
    own = _blank(session)
    return [_filled(own, each, shown, names) for each in doors]


@dataclass(frozen=True, slots=True)
class _Names:
    table: Words
    staff: dict[str, str]


def _filled(own: PaperForm, door: Doorstep, shown: Shown, names: _Names) -> PaperForm:
    phone = door.phone if shown.phone else ""
    promises = door.open_promises[:_MOST_PROMISES] if shown.promises else ()
    return replace(
        own,
        student=door.name,
        sex=door.sex,
        class_name=door.class_name,
        class_teacher=door.class_teacher,
        address=door.address if shown.address else "",
        guardian="\u3000".join(filter(None, (door.guardian, phone))),
        siblings=door.siblings if shown.siblings else "",
        planned=" ".join(filter(None, (door.day, door.time))),
        last_visit=_last(door, names.table),
        promises=tuple(_promise(each, names.staff) for each in promises),
    )


def _last(door: Doorstep, table: Words) -> str:
    last = door.last_visit
    if last is None:
        return ""
    form = table.label("visit_forms", last.visit_form)
    return " ".join(filter(None, (last.visit_date, form)))


def _promise(item: FollowUp, staff: dict[str, str]) -> Promise:
    who = item.owner_name or staff.get(item.owner_id, "")
    return Promise(item.description, who, item.due_date)


def _boxes(table: Words) -> FormBoxes:
    forms = [each for each in table.offered("visit_forms") if each[0] in _OFTEN]
    return FormBoxes(
        visit_forms=_to_tick(forms),
        outcomes=_to_tick(table.offered("outcomes")),
        purposes=_to_tick(table.offered("visit_purposes")),
        study_places=_to_tick(table.offered("living_env")),
        policies=_to_tick(table.offered("policies")),
        satisfaction=_to_tick(table.offered("satisfaction")),
    )


def _to_tick(offered: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(words) for _code, words in offered)
