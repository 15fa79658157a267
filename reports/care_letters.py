"""Papers that leave for families and other bodies: referral, notice, consent.

The signature lines of the notice are those of domain.md 2.10. Nothing here names an
illness or a level: what was seen, what the school advises, what the family decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from reports.care_blocks import (
    CutLine,
    Paragraph,
    child_rows,
    choices_row,
    pair_row,
    signing_row,
    text_row,
)
from reports.care_pages import CarePaper, render_care
from reports.layout.flow import Section
from reports.visit_data import Choice

if TYPE_CHECKING:
    from reports.care_data import ConsentForm, GuardianNotice, ReferralLetter
    from reports.document import Rendered
    from reports.layout.flow import Part
    from reports.visit_data import PrintRun


def render_referral(letter: ReferralLetter, run: PrintRun) -> Rendered:
    """Return the letter to a centre or hospital, with a slip for their answer."""
    why = (
        choices_row(_("Urgency"), letter.urgency),
        text_row(_("What was seen"), letter.reason, 3),
        text_row(_("What the school did"), letter.done_already, 2),
        choices_row(_("Asked for"), letter.wanted),
    )
    to = (
        pair_row(
            (_("Referred to"), letter.to_name), (_("Answer by"), letter.feedback_by)
        ),
        text_row(_("Address, phone"), letter.to_place, 1),
    )
    consent = choices_row(_("Guardian agrees"), letter.consent)
    signed = signing_row(
        (
            (_("Guardian's signature"), ""),
            (_("Psychology teacher"), letter.psychologist),
            (_("Head of the school"), ""),
        ),
        seal_at=2,
        phone=True,
    )
    paper = CarePaper(
        _("Referral letter"),
        ((_("Case no."), letter.case_no), (_("Date"), letter.day)),
        (
            Section(_("Whom it is about"), tuple(child_rows(letter.child))),
            Section(_("To whom"), to),
            Section(_("Why this letter"), why),
            Section(
                _("Consent and signatures"),
                (consent, signed, *_return_slip(letter, run)),
                together=True,
            ),
        ),
        is_secret=True,
    )
    return render_care(paper, run)


def _return_slip(letter: ReferralLetter, run: PrintRun) -> tuple[Part, ...]:
    """Return what the other side fills in: it has the case's number and no name."""
    school = "\u3000".join(filter(None, (run.school, letter.school_phone)))
    next_steps = (
        Choice(_("go to school as usual")),
        Choice(_("go to school with support")),
        Choice(_("rest at home for now")),
        Choice(_("come again on the agreed day")),
    )
    return (
        CutLine(_("Please cut here and return this part to the school")),
        pair_row((_("Case no."), letter.case_no), (_("Return to"), school)),
        pair_row((_("Received on"), ""), (_("Received by"), "")),
        choices_row(_("Advice to the school"), next_steps, lines=2),
        pair_row((_("Signed"), ""), (_("Date"), "")),
    )


def render_notice(notice: GuardianNotice, run: PrintRun) -> Rendered:
    """Return what the family is told; two witnesses sign where nobody else does."""
    seen = (
        text_row(_("What was seen"), notice.observed, 4),
        text_row(_("The school's advice"), notice.advice, 2),
        choices_row(_("At home please"), notice.safety, notice.safety_note),
    )
    told = (
        pair_row((_("Told on"), notice.day), (_("Told how"), notice.form)),
        text_row(_("Who was told"), notice.told, 1),
    )
    family = (
        choices_row(_("We decide"), notice.choices, notice.choice_note, 1),
        signing_row(
            (
                (_("Guardian's signature (read, and understood)"), ""),
                (_("Homeroom teacher"), notice.homeroom_teacher),
                (_("Psychology teacher"), notice.psychologist),
                (_("Head of the school"), notice.leader),
            ),
            seal_at=3,
            phone=True,
        ),
    )
    paper = CarePaper(
        _("Notice to the guardian"),
        ((_("No."), notice.number), (_("Date"), notice.day)),
        (
            Section(
                _("Student"), (*child_rows(notice.child, with_guardian=False), *told)
            ),
            Section(_("What the school saw and advises"), seen),
            Section(_("Please know"), _explained()),
            Section(_("Decision and signatures"), family, together=True),
            *([_witnesses(notice)] if notice.with_witnesses else []),
        ),
    )
    return render_care(paper, run)


def _explained() -> tuple[Paragraph, ...]:
    """Return what a family is told at the meeting (domain.md 2.10, 6.4)."""
    said = (
        _(
            "The school cares for your child during school hours and offers "
            "counselling. It makes no medical diagnosis and cannot replace treatment."
        ),
        _("What was talked about stays with the few people who need to know it."),
        _("Every family in the same situation is told in the same way."),
        _("This notice does not go with the student's record to the next school."),
        _("Whether a boarder stays at home for a while is decided together."),
        _("A signature says that this was read. It gives up no right."),
    )
    return tuple(Paragraph(text, at) for at, text in enumerate(said, start=1))


def _witnesses(notice: GuardianNotice) -> Section:
    note = Paragraph(
        _(
            "Only if the guardian does not wish to sign: two people who were there "
            "confirm that the above was read out."
        )
    )
    first, second = notice.witnesses
    boxes = signing_row(((_("First witness"), first), (_("Second witness"), second)))
    how = text_row(_("How it came"), notice.refusal_note, 1)
    return Section(
        _("Without the guardian's signature"), (note, how, boxes), together=True
    )


def render_consent(form: ConsentForm, run: PrintRun) -> Rendered:
    """Return the form on which a family and a child agree, or do not."""
    screening = form.is_screening
    title = _("Consent to a screening") if screening else _("Consent to counselling")
    said = _about_screening() if screening else _about_counselling()
    decide = (Choice(_("I agree")), Choice(_("I do not agree")))
    what = _("Which screening") if screening else _("Counsellor")
    rows = [
        *child_rows(form.child),
        pair_row(
            (what, form.what if screening else form.counsellor),
            (_("School phone"), form.school_phone),
        ),
    ]
    consent = (
        choices_row(_("Guardian"), decide),
        choices_row(_("Student"), decide),
        signing_row(
            (
                (_("Guardian's signature"), ""),
                (_("Student's signature"), ""),
                (_("Psychology teacher"), form.counsellor),
            ),
            phone=True,
        ),
    )
    paper = CarePaper(
        title,
        ((_("No."), form.number),),
        (
            Section(_("Student"), tuple(rows)),
            Section(
                _("Please know"),
                tuple(Paragraph(text, at) for at, text in enumerate(said, start=1)),
            ),
            Section(_("Decision and signatures"), consent, together=True),
        ),
    )
    return render_care(paper, run)


def _about_counselling() -> tuple[str, ...]:
    return (
        _("Counselling is voluntary and free. It can be ended at any time."),
        _(
            "What is said stays between student and counsellor. If somebody's life or "
            "safety is in danger, or the law demands it, only what is needed is told, "
            "and only to those who must act. You will learn of it."
        ),
        _(
            "The counsellor keeps the notes apart from the class's records. They do "
            "not go with the student's record to the next school."
        ),
        _("No sound and no picture is recorded unless you agree to it separately."),
        _(
            "Counselling is no medical treatment. Where it is not enough, we name "
            "you places that help; you decide."
        ),
    )


def _about_screening() -> tuple[str, ...]:
    return (
        _(
            "The screening shows early who may wish for support. It is no medical "
            "examination, and its result is no diagnosis."
        ),
        _("Taking part is voluntary. Whoever does not take part has no disadvantage."),
        _(
            "Only the psychology teachers see the results of your child. Others learn "
            "numbers, never names with results."
        ),
        _(
            "Where a talk is suggested, the psychology teacher talks with your child, "
            "and with you."
        ),
        _("You can ask the psychology teacher what the result of your child means."),
    )
