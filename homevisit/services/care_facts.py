"""What is known of cases here: shells and concerns of the school, steps of the room.

Read in a few statements for one case or for all, and folded into `care_case.Case`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from homevisit.domain import care_flow, care_numbers
from homevisit.domain.care_case import RAISED, Act
from homevisit.domain.care_clocks import PSYCHOLOGIST, STUDENT_AFFAIRS, Posts, Watch
from homevisit.domain.care_table import SECONDING
from homevisit.domain.dates import iso_day
from homevisit.domain.kinds import read_record
from homevisit.exchange.readers import is_within
from homevisit.ledger import queries
from homevisit.ledger.queries import Query
from homevisit.services import care_approvals, level_settings, records, school

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import tzinfo

    from homevisit.domain.care_case import Case
    from homevisit.domain.care_records import CareCase, Concern
    from homevisit.domain.care_room_records import CareFile
    from homevisit.domain.care_school_records import CareApproval
    from homevisit.services.room import Room
    from homevisit.services.session import Session

FILE, STEP, SHELL = "care_file", "care_step", "care_case"
CONCERN = "concern"
_IN_CHARGE = (PSYCHOLOGIST, STUDENT_AFFAIRS, "principal", "leader")
_OF_STEP = ("severity", "members", "details", "next_on", "approval_id", "after")


@dataclass(frozen=True, slots=True)
class Known:
    """One case: as it is folded, the psychologist's file of it, and its shell.

    A case that nobody has taken up has no file; one whose shell has not come yet has
    none of that. `concerns` are the oldest first.
    """

    id: str
    case: Case
    file: CareFile | None = None
    shell: CareCase | None = None
    concerns: tuple[Concern, ...] = ()
    acts: Mapping[str, Act] = field(default_factory=dict, hash=False)
    approvals: tuple[CareApproval, ...] = ()

    @property
    def student_id(self) -> str:
        """Whose case it is."""
        named = [each.student_id for each in (self.file, self.shell) if each]
        named += [each.student_id for each in self.concerns]
        return next(filter(None, named), "")

    @property
    def case_no(self) -> str:
        """Return the number of the case, which never changes."""
        numbers = [each.case_no for each in (self.shell, self.file) if each]
        numbers += [care_numbers.case_no(self.id, c.raised_at) for c in self.concerns]
        return next(filter(None, numbers), "")

    def new_concerns(self) -> tuple[Concern, ...]:
        """Return the concerns that nobody has taken in yet.

        All of them where the taking up was taken back.
        """
        is_taken_up = self.file is not None and self.case.state != RAISED
        taken = set(self.file.concern_ids) if self.file and is_taken_up else set()
        return tuple(each for each in self.concerns if each.id not in taken)


def read_watch(session: Session, zone: tzinfo | None = None) -> Watch:
    """Return the present with the posts and the level scheme of the school.

    `session` is the school's, not the room.
    """
    today = session.clock.today().isoformat()
    held: dict[str, list[str]] = {role: [] for role in _IN_CHARGE}
    for person in school.staff(session):
        if not is_within(today, person.from_date, person.to_date):
            continue
        for post in person.roles:
            if post.role in held and is_within(today, post.from_date, post.to_date):
                held[post.role].append(person.id)
    posts = Posts({role: tuple(dict.fromkeys(ids)) for role, ids in held.items()})
    scheme = level_settings.in_use(session).scheme
    return Watch(session.clock.now(), scheme, posts, zone)


def read_case(room: Room, case_id: str) -> Known:
    """Return one case.

    Raises `NoSuchRecordError` for a case of which there is neither shell nor file, and
    that no concern names.
    """
    shell = cast("CareCase | None", _record(room.school, case_id, SHELL))
    file = cast("CareFile | None", _record(room, case_id, FILE))
    head = file or shell
    whose = Query(CONCERN, student_id=head.student_id if head else "")
    concerns = _concerns(room.school, whose)
    own = [each for each in concerns if _belongs(each, case_id, shell, file)]
    if head is None and not own:
        raise records.NoSuchRecordError
    acts = _acts(room, Query(STEP, title=case_id)).get(case_id, {})
    approvals = care_approvals.given(room.school, case_id)
    found = _known(case_id, (file, shell), own, acts, approvals)
    return _with_notice(found, _told_on(room.school, case_id).get(case_id, ""))


def read_cases(room: Room) -> dict[str, Known]:
    """Return all cases that this vault knows of, by their ids."""
    shells = _by_id(records.find(room.school, Query(SHELL), "id"))
    files = _by_id(records.find(room, Query(FILE), "id"))
    acts = _acts(room, Query(STEP))
    concerns = _by_case(_concerns(room.school, Query(CONCERN)), shells.values())
    approvals: dict[str, list[CareApproval]] = defaultdict(list)
    for approval in care_approvals.given(room.school):
        approvals[approval.case_id].append(approval)
    told_on = _told_on(room.school)
    found = (
        _known(
            case_id,
            (files.get(case_id), shells.get(case_id)),
            concerns.get(case_id, []),
            acts.get(case_id, {}),
            tuple(approvals.get(case_id, ())),
        )
        for case_id in sorted({*shells, *files, *filter(None, concerns)})
    )
    return {each.id: _with_notice(each, told_on.get(each.id, "")) for each in found}


def all_step_ids(room: Room, case_id: str) -> frozenset[str]:
    """Return the ids of all steps there ever were, also those taken back."""
    asked = Query(STEP, title=case_id, with_archived=True)
    return frozenset(queries.ids_of(room.ledger.db, asked))


def _known(
    case_id: str,
    heads: tuple[CareFile | None, CareCase | None],
    concerns: list[Concern],
    acts: Mapping[str, Act],
    approvals: tuple[CareApproval, ...],
) -> Known:
    file, shell = heads
    raised: Iterable[Any] = concerns
    head = shell or file
    if head and not concerns:
        # What was raised may be on its way, or not for us: the shell says since when.
        raised = (read_record(CONCERN, case_id, {"raised_at": head.opened_at}),)
    case = care_flow.fold(raised, acts.values(), approvals)
    ordered = tuple(sorted(concerns, key=lambda each: (each.raised_at, each.id)))
    return Known(case_id, case, file, shell, ordered, acts, approvals)


def _told_on(session: Session, case_id: str = "") -> dict[str, str]:
    """Return the latest day on which a guardian was told in writing, by case."""
    asked = Query("guardian_notice", title=case_id)
    rows = queries.columns(session.ledger.db, asked, ())
    found: dict[str, str] = {}
    for _id, _student, day, _state, _author, case in rows:
        found[case] = max(found.get(case, ""), day)
    return found


def _with_notice(known: Known, told_on: str) -> Known:
    """Return the case with what a teacher wrote down of telling the guardian."""
    told_at = f"{told_on}T23:59:59Z" if iso_day(told_on) else ""
    if told_at <= known.case.guardian_told_at:
        return known
    return replace(known, case=replace(known.case, guardian_told_at=told_at))


def _record(session: Session, record_id: str, kind: str) -> object:
    values = records.values_if_known(session, record_id)
    if not values or values.get("archived"):
        return None
    return read_record(kind, record_id, values)


def _by_id(found: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in found}


def _concerns(session: Session, query: Query) -> tuple[Concern, ...]:
    return cast("tuple[Concern, ...]", records.find(session, query))


def _belongs(
    concern: Concern, case_id: str, shell: CareCase | None, file: CareFile | None
) -> bool:
    named = {each for one in (shell, file) if one for each in one.concern_ids}
    return concern.case_id == case_id or concern.id in named


def _by_case(
    concerns: Iterable[Concern], shells: Iterable[CareCase]
) -> dict[str, list[Concern]]:
    named = {each: shell.id for shell in shells for each in shell.concern_ids}
    found: dict[str, list[Concern]] = defaultdict(list)
    for each in concerns:
        found[each.case_id or named.get(each.id, "")].append(each)
    return found


def _acts(room: Room, query: Query) -> dict[str, dict[str, Act]]:
    """Return the steps without their words, by case."""
    found: dict[str, dict[str, Act]] = defaultdict(dict)
    for row in queries.columns(room.ledger.db, query, _OF_STEP):
        step_id, _student, at, step, by_id, case_id, severity, *more = row
        members, details, next_on, approval_id, after = more
        found[case_id][step_id] = Act(
            step_id,
            step,
            at,
            _signer(room, step_id) or by_id if step in SECONDING else by_id,
            severity if isinstance(severity, int) else None,
            _texts(members),
            _table(details),
            next_on if isinstance(next_on, str) else "",
            approval_id,
            _texts(after),
        )
    return found


def _signer(room: Room, step_id: str) -> str:
    """Return who signed a step, which counts more than whom it names."""
    writes = records.history_of(room, step_id, "by_id")
    return min((each.author for each in writes if each.stands), default="")


def _texts(written: object) -> tuple[str, ...]:
    value = _value(written)
    values = value if isinstance(value, list) else []
    return tuple(each for each in values if isinstance(each, str))


def _table(written: object) -> dict[str, Any]:
    value = _value(written)
    return value if isinstance(value, dict) else {}


def _value(written: object) -> Any:  # noqa: ANN401  what a list or table was written as
    """Read a list or table; a value of another shape comes as its bare text."""
    try:
        # Most are empty, and to say so by an error takes ten times as long.
        return json.loads(written) if written and isinstance(written, str) else None
    except ValueError:
        return None
