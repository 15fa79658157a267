"""Care on today's page: one's own duties, limits that passed, words that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import care_shells, mandatory_reports, room
from homevisit.text import translate_count
from ui.concern_rows import CareToday, DutyRow
from ui.desk import concern_reports
from ui.desk.care_outside import late_words, read_outside
from ui.desk.concern_list import waiting_for
from ui.desk.student_lines import student_lines

if TYPE_CHECKING:
    from homevisit.services.session import Session


def read(session: Session) -> CareToday:
    """Return what of care belongs to this day."""
    duties = care_shells.duties(session)
    who = student_lines(session, [each.student_id for each in duties])
    outside = read_outside(session)
    waiting = []
    if not room.is_psychologist(session) and any(
        outside.is_unaccepted(each) for each in care_shells.shells(session)
    ):
        waiting.append(late_words(session))
    words = len(waiting_for(session))
    if words:
        waiting.append(
            translate_count(
                "{count} matter waits for your word.",
                "{count} matters wait for your word.",
                words,
            )
        )
    _lines, unmet = concern_reports.read_lines(session)
    waiting += unmet
    return CareToday(
        duties=tuple(
            DutyRow(outside.duty(each), each.student_id, who[each.student_id][0])
            for each in duties
        ),
        waiting=tuple(waiting),
        reports=len(mandatory_reports.read_drafts(session)),
    )
