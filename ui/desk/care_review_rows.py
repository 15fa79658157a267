"""What was done in a case, newest first, down to what was raised and who looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import school, viewings, words
from homevisit.services.times import local_minute
from homevisit.text import _, listed, run_on
from ui.care_rows import ReviewRow
from ui.desk.care_signs import read_instant, until_words
from ui.desk.care_texts import step_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from homevisit.domain.care_records import Concern, ConcernAddendum
    from homevisit.services.care_board import CasePage, Entry
    from homevisit.services.room import Room
    from ui.desk.care_signs import LevelSigns

_LOOKS = 12


def review_rows(
    page: CasePage, room: Room, levels: LevelSigns
) -> tuple[ReviewRow, ...]:
    """Return the steps, then what was raised and added, then who looked."""
    rows = _Rows(room, levels)
    return (
        *(rows.step(each) for each in page.entries),
        *(rows.addendum(each) for each in page.addenda),
        *(rows.concern(each) for each in page.concerns),
        *rows.looks(page.row.student_id),
    )


class _Rows:
    """Says each thing in the words of this school."""

    def __init__(self, room: Room, levels: LevelSigns) -> None:
        self._room, self._levels = room, levels
        self._words = words.read_words(room.school)
        self._staff: Mapping[str, str] = school.staff_names(room.school)
        self._today = room.clock.today()

    def step(self, entry: Entry) -> ReviewRow:
        """Return one act, with the level before and after it."""
        step, level = entry.step, self._levels.sign
        people = [step.by_id, *(x for x in step.members if x != step.by_id)]
        return ReviewRow(
            id=step.id,
            day=self._day(step.at),
            title=self._words.label("care_steps", step.step),
            before=None if entry.before is None else level(entry.before),
            after=None if entry.after is None else level(entry.after),
            who=listed(self._staff.get(each, "") for each in people),
            text=step_words(step, self._words, self._staff),
            odd=entry.message,
        )

    def concern(self, concern: Concern) -> ReviewRow:
        """Return what was raised, in the words of who raised it."""
        source = self._words.label("care_sources", concern.source)
        return ReviewRow(
            id=concern.id,
            day=self._day(concern.raised_at),
            title=_("Concern raised"),
            who=run_on((self._staff.get(concern.raised_by, ""), source)),
            text=concern.facts,
        )

    def addendum(self, added: ConcernAddendum) -> ReviewRow:
        """Return what the raiser came to know later."""
        return ReviewRow(
            id=added.id,
            day=self._day(added.added_at),
            title=_("Added to the concern"),
            who=self._staff.get(added.added_by, ""),
            text="\n".join(x for x in (added.facts, added.child_words) if x),
        )

    def looks(self, student_id: str) -> Iterator[ReviewRow]:
        """Yield a line of who looked and when; it holds no content."""
        said = [
            run_on((local_minute(each.at), self._staff.get(each.person_id, "")))
            for each in viewings.of_student(self._room, student_id)[:_LOOKS]
        ]
        if said:
            yield ReviewRow("looks", "", _("Who looked"), text="\n".join(said))

    def _day(self, instant: str) -> str:
        at = read_instant(instant)
        return until_words(at, self._today, with_time=False) if at else ""
