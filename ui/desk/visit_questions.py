"""The eight sections of the visit form: which field, asked how, offered what.

Field names are those of the visit record; words come from the school's vocabularies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _
from ui.rows import FormField, FormSection
from ui.words import masked_name

if TYPE_CHECKING:
    from homevisit.services.words import Words

Options = tuple[tuple[str, str], ...]
PROMISES = "promises"
SIBLINGS = "siblings"
RISK_OF = "risk_of_"
YES, NO = "yes", "no"
MET = "completed"
_MET = ("outcome", (MET,))
_RISKS = ("psychological", "guardianship", "harm", "dropout", "safety", "economic")


@dataclass(frozen=True, slots=True)
class Offered:
    """The people who can be chosen: of the family, of the school, brothers, sisters."""

    family: Options = ()
    masked_family: Options = ()
    staff: Options = ()
    siblings: Options = ()


def sections(words: Words, people: Offered) -> tuple[FormSection, ...]:
    """Return the form of one visit."""
    return (
        FormSection("basics", _("Basics"), _basics(words, people.staff)),
        FormSection("people", _("People, purpose"), _people(words, people)),
        FormSection("home", _("Family, home"), _home(words)),
        FormSection("student", _("The student"), _student()),
        FormSection("parents", _("Parents' views"), _parents(words)),
        FormSection("guidance", _("Agreement"), _guidance(words)),
        FormSection("risk", _("Risk, follow-up"), _risk(words, people.siblings)),
        FormSection("signing", _("Signature"), _signing(words)),
    )


def _basics(words: Words, staff: Options) -> tuple[FormField, ...]:
    return (
        FormField("visit_date", _("Date of the visit"), "date", required=True),
        FormField(
            "outcome",
            _("Outcome"),
            "segments",
            words.offered("outcomes"),
            required=True,
            hint=_("only a completed visit counts"),
        ),
        FormField("start_time", _("From"), "time"),
        FormField("end_time", _("To"), "time"),
        FormField(
            "visit_form",
            _("Form of the visit"),
            "choice",
            words.offered("visit_forms"),
            required=True,
        ),
        FormField(
            "visit_type",
            _("Type of visit"),
            "choice",
            words.offered("visit_types"),
            required=True,
        ),
        FormField("place", _("Place"), "line", wide=True),
        FormField(
            "companions", _("Came along"), "chips", staff, shown_when=_any(staff)
        ),
    )


def _any(options: Options) -> tuple[str, tuple[str, ...]] | None:
    # A question that offers nothing is not asked.
    return None if options else ("", ("never",))


def _people(words: Words, people: Offered) -> tuple[FormField, ...]:
    family = people.family
    return (
        FormField(
            "interviewees",
            _("Spoken with"),
            "chips",
            family,
            is_name=True,
            masked=people.masked_family,
            required_when=_MET,
            shown_when=_any(family),
        ),
        FormField(
            "interviewee_name",
            _("Somebody else who was spoken with"),
            "line",
            example=_("Name"),
            is_name=True,
            required_when=None if family else _MET,
        ),
        _present(),
        _siblings(people.siblings),
        FormField(
            "purposes",
            _("Purpose"),
            "chips",
            words.offered("visit_purposes"),
            required=True,
        ),
        FormField("purpose_note", _("Occasion"), "line"),
        FormField(
            "appointment_way",
            _("How it was arranged"),
            "segments",
            words.offered("appointment_ways"),
        ),
    )


def _present() -> FormField:
    options = ((YES, _("yes")), (NO, _("no")))
    return FormField("student_present", _("Student was present"), "segments", options)


def _siblings(siblings: Options) -> FormField:
    return FormField(
        SIBLINGS,
        _("Also visited on this trip"),
        "chips",
        siblings,
        is_name=True,
        masked=tuple((code, masked_name(name)) for code, name in siblings),
        hint=_("each gets an own record"),
        shown_when=_any(siblings),
    )


def _home(words: Words) -> tuple[FormField, ...]:
    changed = ("family_check", ("changed",))
    return (
        FormField(
            "family_check",
            _("Compared with the file"),
            "segments",
            words.offered("family_checks"),
        ),
        FormField(
            "living_env", _("Place to study"), "segments", words.offered("living_env")
        ),
        FormField(
            "family_situation",
            _("What has changed"),
            "text",
            shown_when=changed,
        ),
        FormField(
            "parenting",
            _("Care and upbringing"),
            "segments",
            words.offered("parenting"),
        ),
        FormField(
            "parent_child",
            _("Parents and child"),
            "segments",
            words.offered("parent_child"),
        ),
        FormField(
            "living_env_note",
            _("Seen and heard"),
            "text",
            hint=_("may stay empty"),
            example=_("What you saw, not what you think of it"),
        ),
    )


def _student() -> tuple[FormField, ...]:
    return (
        FormField(
            "at_home",
            _("The student at home"),
            "text",
            hint=_("self-care, study habits, phone, housework, hobbies"),
            example=_("One or two small things that can be seen are enough"),
        ),
        FormField(
            "child_words",
            _("The child's own words"),
            "text",
            example=_("In the child's own words, in quotation marks"),
            quoted=True,
        ),
        FormField("at_school", _("The student at school"), "text"),
    )


def _parents(words: Words) -> tuple[FormField, ...]:
    return (
        FormField("parent_opinion", _("Opinions and suggestions"), "text", quoted=True),
        FormField(
            "opinion_categories",
            _("They concern"),
            "chips",
            words.offered("opinion_categories"),
        ),
        FormField("parent_needs", _("Needs and difficulties"), "text"),
    )


def _guidance(words: Words) -> tuple[FormField, ...]:
    sides = tuple(pair for pair in words.offered("promise_sides") if pair[0] != "none")
    return (
        FormField(
            "policies_told", _("Policies explained"), "chips", words.offered("policies")
        ),
        FormField("guidance_given", _("Family education guidance"), "text"),
        FormField("consensus", _("Agreed between home and school"), "text"),
        FormField(
            PROMISES,
            _("Promises: who does what by when"),
            "items",
            sides,
            example=_("Add a promise"),
        ),
    )


def _risk(words: Words, siblings: Options) -> tuple[FormField, ...]:
    return (
        FormField(
            "risks_found",
            _("Were there signs of risk?"),
            "chips",
            words.offered("risk_kinds"),
            required=True,
            hint=_("always answer this, also with “none”"),
        ),
        FormField(
            "risk_note",
            _("What was seen or heard"),
            "text",
            required=True,
            shown_when=("risks_found", _RISKS),
            example=_("Facts, no diagnosis"),
        ),
        *(_sibling_risk(words, *each) for each in siblings),
        FormField("follow_up_plan", _("Further plan"), "text"),
        FormField("next_date", _("Return visit on"), "date"),
        FormField(
            "satisfaction",
            _("Parents' satisfaction"),
            "segments",
            words.offered("satisfaction"),
        ),
    )


def _sibling_risk(words: Words, student_id: str, name: str) -> FormField:
    return FormField(
        f"{RISK_OF}{student_id}",
        _("Signs of risk with {name}").format(name=name),
        "chips",
        words.offered("risk_kinds"),
        hint=_("without an answer this record stays open"),
        shown_when=(SIBLINGS, (student_id,)),
    )


def _signing(words: Words) -> tuple[FormField, ...]:
    unsigned = ("parent_sign", ("declined", "absent"))
    return (
        FormField(
            "parent_sign",
            _("Guardian's signature"),
            "segments",
            words.offered("parent_signs"),
            hint=_("on the screen it is given after finalising"),
        ),
        FormField(
            "parent_unsigned_reason",
            _("Why not signed"),
            "line",
            required=True,
            shown_when=unsigned,
        ),
        FormField("remark", _("Remarks"), "text"),
    )
