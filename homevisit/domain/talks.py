"""The six talks (六谈): who talked with whom, and as much of it as others may know.

One record per student; students of one group talk share `session_id`. Each kind has its
own fields (domain.md 2.6): of a talk among peers only theme, number and whether a
teacher should look; of the psychologist's only that it took place. What a kind does not
keep is not written, so it is on nobody's disk. What was said to a leader is a record of
its own, see `leader_talks`.
"""

from __future__ import annotations

from typing import Annotated

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    instant,
    key,
    link,
    note,
    number,
    text,
    time_of_day,
)
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
    IndexedBy,
    Record,
    Whole,
)
from homevisit.domain.talk_rules import HELD, PEER, fields_kept
from homevisit.text import N_


class Talk(Record):
    """One student's part in one talk, planned or held.

    `on_date` is the day it was held, and until then the day for which it is planned, so
    that lists need one column. Term and school year are written with it and stay when
    the calendar is edited later.
    """

    KIND = "talk"
    COMPARTMENT = Compartment.CLASS_FILE
    INDEX = IndexedBy(on_date="on_date", author_id="talker_id", title="talk_kind")

    student_id: Annotated[str, link(N_("Student"), "student", REQUIRED, S1)] = ""
    class_id: Annotated[str, link(N_("Class"), "school_class", OPTIONAL, S0)] = ""
    school_year: Annotated[Whole, number(N_("School year"), OPTIONAL, S0)] = None
    term_id: Annotated[str, link(N_("Term"), "term", OPTIONAL, S0)] = ""
    session_id: Annotated[str, key(N_("Group talk"), OPTIONAL, S0)] = ""
    talk_kind: Annotated[
        str, choice(N_("Kind of talk"), "talk_kinds", REQUIRED, S0)
    ] = ""
    state: Annotated[
        str, choice(N_("State of the talk"), "talk_states", REQUIRED, S0)
    ] = ""
    on_date: Annotated[str, day(N_("Date of the talk"), REQUIRED, S0)] = ""
    start_time: Annotated[str, time_of_day(N_("Time"), OPTIONAL, S0)] = ""
    minutes: Annotated[Whole, number(N_("Minutes"), OPTIONAL, S0)] = None
    talker_id: Annotated[str, link(N_("Who talked"), "staff", CONDITIONAL, S1)] = ""
    place: Annotated[
        str, choice(N_("Place of the talk"), "talk_places", OPTIONAL, S0)
    ] = ""
    mode: Annotated[str, choice(N_("Way"), "talk_modes", OPTIONAL, S0)] = ""
    initiated_by: Annotated[
        str, choice(N_("Who asked for it"), "talk_initiators", OPTIONAL, S0)
    ] = ""
    topics: Annotated[Codes, choices(N_("Topics"), "talk_topics", CONDITIONAL, S1)] = ()
    aspects: Annotated[
        Codes, choices(N_("Spoken about"), "talk_aspects", OPTIONAL, S1)
    ] = ()
    mood: Annotated[
        str, choice(N_("How the student was"), "talk_moods", OPTIONAL, S2)
    ] = ""
    content: Annotated[str, note(N_("What was said"), OPTIONAL, S2)] = ""
    advice: Annotated[str, note(N_("Advice and measures"), OPTIONAL, S1)] = ""
    result: Annotated[str, note(N_("Effect"), OPTIONAL, S1)] = ""
    next_date: Annotated[str, day(N_("Talk again on"), OPTIONAL, S1)] = ""
    refer_psych: Annotated[
        Flag, flag(N_("Ask the psychologist to look"), OPTIONAL, S2)
    ] = None
    peer_group: Annotated[str, text(N_("Name of the group"), OPTIONAL, S0)] = ""
    peer_count: Annotated[Whole, number(N_("Number of peers"), OPTIONAL, S0)] = None
    theme: Annotated[str, text(N_("Theme"), CONDITIONAL, S1)] = ""
    needs_look: Annotated[Flag, flag(N_("A clue for the teacher"), OPTIONAL, S2)] = None
    subject: Annotated[str, text(N_("School subject"), OPTIONAL, S0)] = ""
    difficulty: Annotated[str, note(N_("Difficulty in learning"), OPTIONAL, S1)] = ""
    parent_id: Annotated[
        str, link(N_("Which parent"), "family_member", OPTIONAL, S1)
    ] = ""
    slip_returned: Annotated[Flag, flag(N_("Slip returned"), OPTIONAL, S0)] = None
    why_chosen: Annotated[
        str, text(N_("Why this student was chosen"), OPTIONAL, S2)
    ] = ""
    cancelled_because: Annotated[
        str, text(N_("Why it was cancelled"), OPTIONAL, S1)
    ] = ""
    recorder_id: Annotated[str, link(N_("Recorded by"), "staff", REQUIRED, S0)] = ""
    recorded_at: Annotated[str, instant(N_("Recorded at"), OPTIONAL, S0)] = ""

    def also_missing(self) -> tuple[str, ...]:
        if self.state not in HELD:
            return ()
        if self.talk_kind == PEER:
            return ("theme",)
        has_topics = "topics" in fields_kept(self.talk_kind)
        return ("talker_id", "topics") if has_topics else ("talker_id",)
