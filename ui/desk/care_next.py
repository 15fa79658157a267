"""What can be done in a case now: what comes next, and why something else does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import care_case as states
from homevisit.domain import care_steps as steps
from homevisit.domain.care_case import Act as Step
from homevisit.domain.care_clocks import observed_until
from homevisit.domain.care_flow import may_follow
from homevisit.domain.care_words import CLOSURE, PLAN
from homevisit.services import care_cases
from homevisit.text import N_, translate
from ui.care_rows import Act
from ui.desk.care_acts import ASK_CLOSURE, ASK_PLAN

if TYPE_CHECKING:
    from homevisit.domain.care_case import Case
    from homevisit.services.care_board import CasePage
    from ui.care_rows import ActPlace

DUTIES = "duties"
PRINT_PLAN, PRINT_REFERRAL, PRINT_CONSENT, PRINT_NOTICE = (
    "print_plan",
    "print_referral",
    "print_consent",
    "print_notice",
)
_LABELS = {
    steps.FOLLOW_UP: N_("Write a review"),
    steps.INTERVIEW: N_("Write an interview"),
    steps.PANEL: N_("Panel…"),
    steps.PLAN: N_("Plan…"),
    steps.LEVEL_CHANGE: N_("Change the level…"),
    steps.CONFIRM_LEVEL: N_("Confirm the lower level…"),
    steps.REFERRAL: N_("Refer…"),
    steps.REFERRAL_FEEDBACK: N_("Answer to a referral…"),
    steps.GUARDIAN_NOTICE: N_("Guardian told…"),
    steps.JOINT_MEETING: N_("Joint meeting…"),
    steps.LEAVE: N_("Leave…"),
    steps.RETURN: N_("Back from leave…"),
    steps.ESCALATION: N_("Told upwards…"),
    steps.HAND_OVER: N_("Hand over…"),
    steps.CONFIDENTIALITY_BREAK: N_("Record a break of confidentiality…"),
    steps.PROPOSE_CLOSURE: N_("Close…"),
    steps.CONFIRM_CLOSURE: N_("Confirm the closing…"),
    steps.REOPEN: N_("Reopen…"),
    steps.REJECT: N_("Not a case…"),
    steps.TRANSFER: N_("Child moved to another school…"),
    steps.GRADUATE: N_("Child has graduated…"),
    DUTIES: N_("Duties of teachers…"),
    ASK_PLAN: N_("Ask the leaders to agree to the plan"),
    ASK_CLOSURE: N_("Ask the leaders to agree to the closing"),
    PRINT_PLAN: N_("Print the plan…"),
    PRINT_REFERRAL: N_("Print the referral letter…"),
    PRINT_CONSENT: N_("Print a consent form…"),
    PRINT_NOTICE: N_("Print the notice to the guardian…"),
}
_ICONS = {
    steps.FOLLOW_UP: "pencil-line",
    steps.INTERVIEW: "pencil-line",
    steps.PANEL: "users",
    steps.PLAN: "hand-heart",
    steps.RETURN: "rotate-ccw",
    steps.REOPEN: "rotate-ccw",
    steps.REFERRAL_FEEDBACK: "pencil-line",
    steps.CONFIRM_CLOSURE: "check",
    steps.CONFIRM_LEVEL: "check",
    steps.CONFIDENTIALITY_BREAK: "shield-alert",
}
_MORE = (
    steps.INTERVIEW,
    steps.FOLLOW_UP,
    steps.PANEL,
    steps.PLAN,
    steps.GUARDIAN_NOTICE,
    steps.JOINT_MEETING,
    steps.REFERRAL_FEEDBACK,
    DUTIES,
    ASK_PLAN,
    ASK_CLOSURE,
    steps.ESCALATION,
    steps.LEAVE,
    steps.RETURN,
    steps.HAND_OVER,
    steps.REJECT,
    steps.TRANSFER,
    steps.GRADUATE,
)
# What only the form itself can answer is no reason not to open it.
_ASKED_IN_FORM = frozenset({"missing", "severity", "same_level"})
_ONLY_WHERE_THEY_FIT = frozenset(
    {steps.RETURN, steps.LEAVE, steps.REFERRAL_FEEDBACK, steps.REJECT}
)
_AFTER_THE_END = frozenset({steps.CONFIDENTIALITY_BREAK, steps.ESCALATION})
_OF_SCHOOL = frozenset({DUTIES, ASK_PLAN, ASK_CLOSURE})


def acts_of(page: CasePage, person_id: str) -> tuple[Act, ...]:
    """Return what to offer `person_id` in a case, in the order of the buttons."""
    first = _first(page.case, person_id)
    given: dict[str, ActPlace] = {first: "main"}
    for code in _near(page.case):
        given.setdefault(code, "near")
    for code in _MORE:
        if _is_offered(code, page):
            given.setdefault(code, "more")
    if page.case.is_open:
        given.setdefault(steps.CONFIDENTIALITY_BREAK, "end")
        given.setdefault(steps.PROPOSE_CLOSURE, "end")
    acts = (_act(code, place, page, person_id) for code, place in given.items())
    return (*acts, *_papers(page))


def _papers(page: CasePage) -> tuple[Act, ...]:
    """Return the papers that there is something for."""
    referrals = [x.step.id for x in page.entries if x.step.step == steps.REFERRAL]
    found = {
        PRINT_PLAN: f"plan:{page.row.case_id}" if page.plan else "",
        PRINT_REFERRAL: f"referral:{referrals[0]}" if referrals else "",
        PRINT_CONSENT: f"consent:{page.row.student_id}",
        PRINT_NOTICE: f"guardian_notice:{page.notices[-1].id}" if page.notices else "",
    }
    return tuple(
        Act(code, translate(_LABELS[code]), "more", paper=paper)
        for code, paper in found.items()
        if paper
    )


def _near(case: Case) -> tuple[str, ...]:
    if not case.is_open:
        return ()
    waiting = (
        (steps.CONFIRM_LEVEL, case.lower_level),
        (steps.CONFIRM_CLOSURE, case.closure),
    )
    found = [code for code, step in waiting if step is not None]
    return (*found, steps.LEVEL_CHANGE, steps.REFERRAL)


def _first(case: Case, person_id: str) -> str:
    """Return what comes next in the usual course of a case."""
    lower, closure = case.lower_level, case.closure
    course = (
        (not case.is_open, steps.REOPEN),
        (lower is not None and lower.by_id != person_id, steps.CONFIRM_LEVEL),
        (closure is not None and closure.by_id != person_id, steps.CONFIRM_CLOSURE),
        (case.state == states.ON_LEAVE, steps.RETURN),
        (bool(case.referrals), steps.REFERRAL_FEEDBACK),
        (case.interview is None and case.severity is None, steps.INTERVIEW),
        (case.panel is None, steps.PANEL),
        (case.plan is None, steps.PLAN),
    )
    return next((code for is_so, code in course if is_so), steps.FOLLOW_UP)


def _is_offered(code: str, page: CasePage) -> bool:
    """Say whether an act belongs into the list; what cannot be meant stays away."""
    case = page.case
    if not case.is_open:
        return code in _AFTER_THE_END
    waits = {each.what for each in page.approvals if not each.decision}
    if code == ASK_PLAN:
        return case.plan is not None and not case.is_plan_approved and PLAN not in waits
    if code == ASK_CLOSURE:
        return case.closure is not None and CLOSURE not in waits
    return code in page.possible or code not in _ONLY_WHERE_THEY_FIT


def _act(code: str, place: ActPlace, page: CasePage, person_id: str) -> Act:
    label, icon = translate(_LABELS[code]), _ICONS.get(code, "")
    if code in _OF_SCHOOL:
        return Act(code, label, place, icon)
    refusal = may_follow(
        page.case,
        Step("", code, "", person_id),
        approvals=page.approvals,
        observed_until=observed_until(page.case, page.watch),
        today=page.watch.now.astimezone(page.watch.zone).date().isoformat(),
    )
    if refusal is None or refusal.code in _ASKED_IN_FORM:
        return Act(code, label, place, icon)
    return Act(code, label, place, icon, care_cases.refusal_words(refusal))
