"""What was said in a leader's talk: for leaders, not for the class file.

The talk itself keeps that it took place, when and with whom; what was promised is a
follow-up, so that the homeroom teacher sees what is to be done and nothing else
(domain.md §11).
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import choice, choices, flag, link, note, text
from homevisit.domain.record import (
    CONDITIONAL,
    OPTIONAL,
    REQUIRED,
    S0,
    S1,
    S2,
    Codes,
    Compartment,
    Flag,
    Record,
)
from homevisit.text import N_


class LeaderTalkNote(Record):
    """The words of one student's part in one talk with a leader.

    There is one for a talk: its id follows from that of the talk.
    """

    KIND = "leader_talk_note"
    COMPARTMENT = Compartment.LEADERS

    talk_id: Annotated[str, link(N_("Talk"), "talk", REQUIRED, S0)] = ""
    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    topics: Annotated[Codes, choices(N_("Topics"), "talk_topics", CONDITIONAL, S1)] = ()
    mood: Annotated[
        str, choice(N_("How the student was"), "talk_moods", OPTIONAL, S2)
    ] = ""
    content: Annotated[str, note(N_("What was said"), OPTIONAL, S2)] = ""
    advice: Annotated[str, note(N_("Advice and measures"), OPTIONAL, S1)] = ""
    result: Annotated[str, note(N_("Effect"), OPTIONAL, S1)] = ""
    why_chosen: Annotated[
        str, text(N_("Why this student was chosen"), OPTIONAL, S2)
    ] = ""
    refer_psych: Annotated[
        Flag, flag(N_("Ask the psychologist to look"), OPTIONAL, S2)
    ] = None
