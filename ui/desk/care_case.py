"""The page of a case: its way through the levels, its steps, its plan, its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import care_case as states
from homevisit.services import (
    care_board,
    care_drafts,
    counselling_notes,
    records,
    room,
    school,
    viewings,
    words,
)
from homevisit.services.viewings import Looked
from homevisit.text import N_, _, run_on, translate
from ui.care_rows import CasePage, Fork, NoteRow, TrackStep
from ui.desk.care_board import CLOCKS, STATES, countdown
from ui.desk.care_next import acts_of
from ui.desk.care_people import about_child
from ui.desk.care_plan_rows import plan_rows
from ui.desk.care_review_rows import review_rows
from ui.desk.care_signs import read_instant, read_levels, until_words
from ui.desk.care_texts import note_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homevisit.domain.care_case import Disagreement
    from homevisit.services.care_board import CasePage as Found
    from homevisit.services.room import Room
    from homevisit.services.session import Session
    from ui.desk.care_signs import LevelSigns

HINT = "hint"
_SETTLES = {
    states.TWO_ACCEPTED: ("hand_over", N_("Agree on who has it, and hand it over.")),
    states.TWO_LEVELS: ("level_change", N_("Agree on the level, and set it again.")),
    states.ENDED_AND_ACTIVE: (
        "propose_closure",
        N_("Go on with the case, or propose once more that it is closed."),
    ),
}


def read_case(
    session: Session, case_id: str, *, notes_look: bool = True
) -> CasePage | None:
    """Return a case in full; None for one that is not here.

    That somebody looked is noted unless it is only read again.
    """
    opened = room.room_of(session)
    try:
        found = care_board.case(opened, case_id)
    except records.NoSuchRecordError:
        return None
    if notes_look:
        viewings.note(opened, Looked(found.row.student_id, "care_file", case_id, ""))
    return _Maker(session, opened, found).page()


class _Maker:
    """Says one case in the words of this school."""

    def __init__(self, session: Session, opened: Room, found: Found) -> None:
        self._session, self._room, self._found = session, opened, found
        self._words = words.read_words(session)
        self._staff: Mapping[str, str] = school.staff_names(session)
        self._levels: LevelSigns = read_levels(session)
        self._today = session.clock.today()

    def page(self) -> CasePage:
        """Return the whole page."""
        row = self._found.row
        about, groups = about_child(self._session, row.student_id, self._words)
        clock = self._words.label(CLOCKS, row.clock_kind)
        hint = care_drafts.find(self._room, HINT, row.case_id)
        forks = tuple(self._fork(each) for each in self._found.case.disagreements)
        said = {each.words for each in forks}
        return CasePage(
            case_id=row.case_id,
            student_id=row.student_id,
            name=row.name,
            about=about or row.class_name,
            case_no=row.case_no,
            tags=groups,
            state=self._words.label(STATES, row.state),
            track=self._track(clock),
            due=countdown(row, clock, self._session.clock.now()),
            reviews=review_rows(self._found, self._room, self._levels),
            plan=plan_rows(self._found.plan, self._words, self._staff),
            notes=self._notes(),
            hint=self._found.hint,
            seen_by=_("Read by the homeroom teacher, the grade and the leaders."),
            forks=forks,
            notices=tuple(each for each in row.messages if each not in said),
            acts=acts_of(self._found, self._room.person_id),
            begun=self._begun(row.case_id),
            hint_begun=str(hint.answers.get(HINT, "")) if hint else "",
        )

    def _track(self, clock: str) -> tuple[TrackStep, ...]:
        marks = self._found.levels
        steps = [
            TrackStep(
                self._levels.sign(each.severity).label,
                self._since(each.at, is_last=each is marks[-1]),
                self._levels.sign(each.severity),
                "now" if each is marks[-1] else "past",
            )
            for each in marks
        ]
        due = self._found.row.due_at
        if due is not None:
            when = until_words(due, self._today, with_time=False)
            steps.append(TrackStep(clock, when, None, "planned"))
        return tuple(steps)

    def _since(self, at: str, *, is_last: bool) -> str:
        day = self._day(at)
        return _("since {day}").format(day=day) if is_last else day

    def _notes(self) -> tuple[NoteRow, ...]:
        drafts = [
            NoteRow(
                each.subject,
                "",
                _("Begun, not saved yet"),
                str(each.answers.get("process") or ""),
                is_draft=True,
            )
            for each in care_drafts.read(self._room)
            if each.act == "note" and each.case_id == self._found.row.case_id
        ]
        noted = [
            NoteRow(
                each.id,
                each.session_date,
                self._words.label("counselling_formats", each.format),
                note_words(each, self._words),
            )
            for each in counselling_notes.of_case(self._room, self._found.row.case_id)
        ]
        return (*drafts, *noted)

    def _begun(self, case_id: str) -> tuple[str, str] | None:
        found = (
            (each.act, each.subject)
            for each in care_drafts.read(self._room)
            if each.case_id == case_id and each.act != HINT
        )
        return next(found, None)

    def _fork(self, found: Disagreement) -> Fork:
        act, settle = _SETTLES[found.kind]
        steps = {each.step.id: each.step for each in self._found.entries}
        said = []
        for step_id in found.step_ids[:2]:
            step = steps[step_id]
            sign = None if step.severity is None else self._levels.sign(step.severity)
            parts = (
                self._staff.get(step.by_id, ""),
                self._day(step.at),
                self._words.label("care_steps", step.step),
                sign.label if sign else "",
            )
            said.append(run_on(parts))
        first, second = (*said, "", "")[:2]
        return Fork(translate(found.message), first, second, translate(settle), act)

    def _day(self, instant: str) -> str:
        at = read_instant(instant)
        return until_words(at, self._today, with_time=False) if at else ""
