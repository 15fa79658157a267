"""The lines of the list of visits: plans, visits and drafts, without their texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from homevisit.domain import visit_plans as rules
from homevisit.domain.visit_rules import COMPLETED, Stage
from homevisit.ledger import queries
from homevisit.services import follow_ups, visit_plans, visit_proposals, visits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.services.session import Session
    from homevisit.services.visit_proposals import Home

PLANNED, DONE, NOT_MET = "planned", "done", "not_met"
TO_FOLLOW, DRAFTS, REVIEW = "to_follow", "drafts", "review"
PLAN, VISIT, DRAFT = "plan", "visit", "draft"

_OF_VISIT = (
    "class_id",
    "term_id",
    "visit_date",
    "start_time",
    "state",
    "outcome",
    "visit_form",
    "visit_type",
    "lead_teacher_id",
    "next_date",
    "trip_id",
    "remark",
)
_AUTHORS = ("lead_teacher_id", "finalised_by")


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One plan, visit or draft; `id` names it and its kind (`plan:…`).

    `states` are those it is listed under; `remark` is the note of a plan, why nobody
    was met, or why the school returned it. `stage` is the plan's state or where a visit
    stands with the school's review. `is_to_answer` marks a visit that was returned and
    not yet added to; `tried` is the day of the last attempt of a plan.
    """

    id: str
    states: frozenset[str]
    student_id: str
    name: str
    day: str = ""
    time: str = ""
    class_id: str = ""
    term_id: str = ""
    village: str = ""
    teacher_id: str = ""
    visit_form: str = ""
    visit_type: str = ""
    outcome: str = ""
    stage: str = ""
    remark: str = ""
    trip_id: str = ""
    next_date: str = ""
    tried: str = ""
    clashes_with: str = ""
    draft_id: str = ""
    open_items: int = 0
    is_late: bool = False
    is_to_answer: bool = False

    @property
    def kind(self) -> str:
        """Whether it is a plan, a visit or a draft."""
        return self.id.partition(":")[0]

    @property
    def record_id(self) -> str:
        """The id of the plan, visit or draft itself."""
        return self.id.partition(":")[2]


def read_lines(session: Session) -> tuple[VisitLine, ...]:
    """Return every line of the school's visits, in no order."""
    return tuple(_Reading(session).lines())


class _Reading:
    """One pass over plans, visits, reviews and drafts."""

    def __init__(self, session: Session) -> None:
        db = session.ledger.db
        self._session = session
        self._today = session.clock.today().isoformat()
        self._names = queries.titles(db, "student")
        self._homes: Mapping[str, Home] = visit_proposals.homes(session)
        self._visits = queries.fields(db, "visit", _OF_VISIT)
        # Where two files of a child were merged, the values still name the old one.
        headings = queries.headings(db, queries.Query("visit"))
        self._filed = {visit_id: student for visit_id, student, *_rest in headings}
        self._items = Counter(
            source
            for source, state in queries.fields(
                db, "follow_up", ("source_id", "state")
            ).values()
            if source and state in follow_ups.OPEN_STATES
        )
        self._reviews = latest_reviews(session)
        self._answers = _latest_answers(session)
        self._standing = visit_plans.read_standing(session)
        self._last_day = self._last_days()
        self._planned = {each.student_id for each in self._standing.still_open()}

    def lines(self) -> Iterator[VisitLine]:
        """Yield the lines; those of files that were set aside are left out."""
        return (each for each in self._all() if each.student_id in self._names)

    def _all(self) -> Iterator[VisitLine]:
        drafts = visits.read_drafts(self._session)
        by_visit = {form.visit_id: form for form, _at in drafts}
        yield from self._plans()
        for visit_id, values in self._visits.items():
            found = dict(zip(_OF_VISIT, (each or "" for each in values), strict=True))
            draft = by_visit.pop(visit_id, None)
            yield self._visit(visit_id, found, draft.draft_id if draft else "")
        for form in by_visit.values():
            yield self._draft(form.draft_id, form.student_id, form.values)

    def _plans(self) -> Iterator[VisitLine]:
        collisions = rules.clashes(self._standing.still_open())
        for plan in self._standing.still_open():
            tried = self._standing.tried.get(plan.id, ())
            yield VisitLine(
                f"{PLAN}:{plan.id}",
                frozenset({PLANNED}),
                plan.student_id,
                self._names.get(plan.student_id, ""),
                day=plan.planned_date,
                time=plan.planned_time,
                class_id=plan.class_id,
                term_id=plan.term_id,
                village=plan.village or self._village(plan.student_id),
                teacher_id=plan.assignee_id,
                visit_form=plan.visit_form,
                stage=plan.state,
                remark=plan.remark,
                trip_id=plan.trip_id,
                tried=tried[-1].day if tried else "",
                outcome=tried[-1].outcome if tried else "",
                clashes_with=collisions.get(plan.id, ""),
                is_late=bool(plan.planned_date) and plan.planned_date < self._today,
            )

    def _visit(
        self, visit_id: str, values: Mapping[str, str], draft_id: str
    ) -> VisitLine:
        student_id = self._filed.get(visit_id, "")
        review = self._reviews.get(visit_id, {})
        stage = _stage(values, review)
        states, is_to_answer = self._states(visit_id, values, stage)
        return VisitLine(
            f"{VISIT}:{visit_id}",
            states,
            student_id,
            self._names.get(student_id, ""),
            day=values["visit_date"],
            time=values["start_time"],
            class_id=values["class_id"],
            term_id=values["term_id"],
            village=self._village(student_id),
            teacher_id=values["lead_teacher_id"],
            visit_form=values["visit_form"],
            visit_type=values["visit_type"],
            outcome=values["outcome"],
            stage=stage,
            remark=_remark(values, review, stage),
            trip_id=values["trip_id"],
            next_date=values["next_date"],
            draft_id=draft_id,
            open_items=self._items[visit_id],
            is_late=TO_FOLLOW in states and "" < values["next_date"] < self._today,
            is_to_answer=is_to_answer,
        )

    def _states(
        self, visit_id: str, values: Mapping[str, str], stage: str
    ) -> tuple[frozenset[str], bool]:
        if stage == Stage.OPEN:
            return frozenset({DRAFTS}), False
        is_met = values["outcome"] == COMPLETED
        student_id = self._filed.get(visit_id, "")
        states = {DONE if is_met else NOT_MET}
        if is_met and (self._items[visit_id] or self._is_to_return(student_id, values)):
            states.add(TO_FOLLOW)
        if stage != Stage.ACCEPTED:
            states.add(REVIEW)
        returned_at = self._reviews.get(visit_id, {}).get("reviewed_at", "")
        answered = self._answers.get(visit_id, "") > returned_at
        return frozenset(states), stage == Stage.RETURNED and not answered

    def _is_to_return(self, student_id: str, values: Mapping[str, str]) -> bool:
        """Whether a return was agreed and nobody has been there since, nor plans to."""
        return (
            bool(values["next_date"])
            and self._last_day.get(student_id, "") <= values["visit_date"]
            and student_id not in self._planned
        )

    def _draft(
        self, draft_id: str, student_id: str, values: Mapping[str, Any]
    ) -> VisitLine:
        def said(name: str) -> str:
            value = values.get(name)
            return value if isinstance(value, str) else ""

        return VisitLine(
            f"{DRAFT}:{draft_id}",
            frozenset({DRAFTS}),
            student_id,
            self._names.get(student_id, ""),
            day=said("visit_date"),
            time=said("start_time"),
            class_id=said("class_id"),
            term_id=said("term_id"),
            village=self._village(student_id),
            teacher_id=said("lead_teacher_id"),
            visit_form=said("visit_form"),
            visit_type=said("visit_type"),
            stage=Stage.OPEN,
            draft_id=draft_id,
        )

    def _village(self, student_id: str) -> str:
        home = self._homes.get(student_id)
        return home.village if home else ""

    def _last_days(self) -> dict[str, str]:
        query = queries.Query("visit", states=(COMPLETED,))
        found = queries.latest_days(self._session.ledger.db, query)
        return {student: day for student, (day, _count) in found.items()}


def latest_reviews(session: Session) -> dict[str, dict[str, str]]:
    """Return, per visit that was reviewed, the school's latest word."""
    names = ("visit_id", "decision", "reviewed_at", "remark")
    found: dict[str, dict[str, str]] = {}
    rows = queries.fields(session.ledger.db, "visit_review", names)
    in_time = sorted(rows.items(), key=lambda item: (item[1][2] or "", item[0]))
    for _id, values in in_time:
        said = dict(zip(names, (each or "" for each in values), strict=True))
        if said["decision"] in set(Stage):
            found[said["visit_id"]] = said
    return found


def to_answer(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Return (visit, student, remark) of one's own visits that came back.

    The oldest return stands first; an addendum answers it.
    """
    back = {
        visit_id: said
        for visit_id, said in latest_reviews(session).items()
        if said["decision"] == Stage.RETURNED
    }
    if not back:
        return ()
    answers = _latest_answers(session)
    rows = queries.find_by_id(session.ledger.db, tuple(back))
    return tuple(
        (visit_id, rows[visit_id].student_id or "", said["remark"])
        for visit_id, said in back.items()
        if visit_id in rows
        and answers.get(visit_id, "") <= said["reviewed_at"]
        and session.person_id in (rows[visit_id].values.get(name) for name in _AUTHORS)
    )


def _latest_answers(session: Session) -> dict[str, str]:
    found: dict[str, str] = {}
    names = ("visit_id", "written_at")
    rows = queries.fields(session.ledger.db, "visit_addendum", names)
    for visit, at in rows.values():
        if visit and at:
            found[visit] = max(found.get(visit, ""), at)
    return found


def _stage(values: Mapping[str, str], review: Mapping[str, str]) -> str:
    if values["state"] != Stage.FINALISED:
        return Stage.OPEN
    return review.get("decision") or Stage.FINALISED


def _remark(values: Mapping[str, str], review: Mapping[str, str], stage: str) -> str:
    """Return why a visit came back, or why nobody was met."""
    if stage == Stage.RETURNED:
        return review.get("remark", "")
    return "" if values["outcome"] == COMPLETED else values["remark"]
