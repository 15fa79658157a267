"""What each step of a case asks for besides who, when, level and words.

`DETAILS` names the entries of a step's `details` in the order of its form. A required
one must be there before the step is written; nothing here is counted or scored.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from homevisit.domain.fields import (
    choice,
    choices,
    day,
    flag,
    key,
    link,
    note,
    number,
    text,
)
from homevisit.domain.record import OPTIONAL, REQUIRED, S0, S1, S2, S3, FieldFacts
from homevisit.text import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPT, REJECT, INTERVIEW, PANEL, PLAN = (
    "accept",
    "reject",
    "interview",
    "panel",
    "plan",
)
GUARDIAN_NOTICE, JOINT_MEETING = "guardian_notice", "joint_meeting"
REFERRAL, REFERRAL_FEEDBACK = "referral", "referral_feedback"
LEAVE, RETURN, FOLLOW_UP = "leave", "return_", "follow_up"
LEVEL_CHANGE, CONFIRM_LEVEL, ESCALATION = "level_change", "confirm_level", "escalation"
CONFIDENTIALITY_BREAK, HAND_OVER = "confidentiality_break", "hand_over"
PROPOSE_CLOSURE, CONFIRM_CLOSURE, REOPEN = (
    "propose_closure",
    "confirm_closure",
    "reopen",
)
TRANSFER, GRADUATE, MERGE = "transfer", "graduate", "merge"

_REASON = note(N_("Reason"), REQUIRED, S3)
# Such as an attempt: the education office is to be told within hours (domain.md 4.3).
_INCIDENT = flag(N_("An incident to be reported"), OPTIONAL, S3)

DETAILS: Mapping[str, Mapping[str, FieldFacts]] = MappingProxyType(
    {
        ACCEPT: {},
        REJECT: {"reason": _REASON},
        INTERVIEW: {
            "minutes": number(N_("Minutes"), OPTIONAL, S0),
            "place": text(N_("Place of meeting"), OPTIONAL, S0),
            "categories": choices(
                N_("Kinds of trouble"), "care_categories", OPTIONAL, S3
            ),
            "protective": note(N_("What protects"), OPTIONAL, S3),
            "incident": _INCIDENT,
        },
        PANEL: {
            "guests": text(N_("Guests from outside"), OPTIONAL, S2),
            "materials": text(N_("What was looked at"), OPTIONAL, S2),
            "decision": note(N_("What was decided"), REQUIRED, S3),
        },
        PLAN: {
            "goals": note(N_("Goals"), REQUIRED, S3),
            "forbidden": note(N_("Not to be done"), OPTIONAL, S3),
            "safety": note(N_("Safety measures"), OPTIONAL, S3),
        },
        GUARDIAN_NOTICE: {
            "notice_id": link(N_("Notice"), "guardian_notice", OPTIONAL, S1),
            "told": text(N_("Who was told"), OPTIONAL, S2),
            "signature": choice(
                N_("The guardian's signature"), "care_notice_signatures", OPTIONAL, S2
            ),
        },
        JOINT_MEETING: {
            "guests": text(N_("Guests from outside"), OPTIONAL, S2),
            "agreement": note(N_("What was agreed on"), REQUIRED, S3),
            "result": choice(
                N_("Outcome of the meeting"), "care_meeting_results", OPTIONAL, S3
            ),
        },
        REFERRAL: {
            "tier": choice(N_("Tier"), "care_tiers", REQUIRED, S1),
            "contact_id": link(N_("Place (on file)"), "care_contact", OPTIONAL, S1),
            "place": text(N_("Referred to"), REQUIRED, S2),
            "reason": _REASON,
            "urgency": choice(N_("How soon"), "care_urgencies", OPTIONAL, S2),
            "guardian_agrees": choice(
                N_("The guardian's consent"), "consent_answers", OPTIONAL, S2
            ),
        },
        REFERRAL_FEEDBACK: {
            "referral_id": key(N_("Answer to which referral"), OPTIONAL, S0),
            "summary": note(N_("What the place answered"), REQUIRED, S3),
            "advice": note(N_("Advice of the place"), OPTIONAL, S3),
        },
        LEAVE: {
            "from_date": day(N_("On leave from"), REQUIRED, S2),
            "to_date": day(N_("On leave until"), OPTIONAL, S2),
            "papers": text(N_("Papers handed in"), OPTIONAL, S2),
        },
        RETURN: {
            "result": choice(
                N_("Word on the return"), "care_return_results", REQUIRED, S3
            ),
            "papers": text(N_("Papers handed in"), OPTIONAL, S2),
            "support": note(N_("Support after the return"), OPTIONAL, S3),
        },
        FOLLOW_UP: {
            "action": note(N_("What was done now"), OPTIONAL, S3),
            "incident": _INCIDENT,
        },
        LEVEL_CHANGE: {"reason": _REASON, "incident": _INCIDENT},
        CONFIRM_LEVEL: {"proposal_id": key(N_("Which proposal"), OPTIONAL, S0)},
        ESCALATION: {
            "body": choice(N_("Who was told"), "care_bodies", REQUIRED, S2),
            "channel": choice(N_("How"), "care_channels", OPTIONAL, S1),
            "number": text(N_("Receipt number"), OPTIONAL, S1),
        },
        CONFIDENTIALITY_BREAK: {
            "because": choice(N_("Which danger"), "care_secrecy_reasons", REQUIRED, S3),
            "reason": _REASON,
            "told": text(N_("Who was told"), REQUIRED, S2),
            "minimum": note(N_("The least that was told"), REQUIRED, S3),
        },
        HAND_OVER: {
            "owner_id": link(N_("Handed over to"), "staff", REQUIRED, S1),
            "reason": note(N_("Reason"), OPTIONAL, S3),
        },
        PROPOSE_CLOSURE: {
            "closure": choice(
                N_("Why the case is closed"), "care_closure_reasons", REQUIRED, S2
            ),
            "observed_from": day(N_("Observed from"), OPTIONAL, S1),
        },
        CONFIRM_CLOSURE: {"proposal_id": key(N_("Which proposal"), OPTIONAL, S0)},
        REOPEN: {"reason": _REASON},
        TRANSFER: {"to_school": text(N_("New school"), OPTIONAL, S1)},
        GRADUATE: {},
        MERGE: {"into_id": key(N_("Merged into the case"), REQUIRED, S1)},
    }
)
