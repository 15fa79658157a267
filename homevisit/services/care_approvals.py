"""A leader's word on one act of a case: asked for, given once, never taken back.

It says yes or no to an act and tells nothing of what the psychologist knows. Whoever
thinks again is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from homevisit.domain.vocabulary import vocabulary
from homevisit.errors import Problem
from homevisit.exchange.handing_on import has_held
from homevisit.ledger.queries import Query
from homevisit.services import records
from homevisit.services.care_people import LEADING, holds
from homevisit.services.records import RecordEdit
from homevisit.text import N_

if TYPE_CHECKING:
    from homevisit.domain.care_school_records import CareApproval
    from homevisit.services.records import Written
    from homevisit.services.session import Session

KIND = "care_approval"
YES, NO = "yes", "no"
# What was asked; a word given to it is given to nothing else.
_QUESTION = frozenset({"case_id", "what", "step_id", "severity", "asked_by"})


class NotALeaderError(Problem):
    """Only the principal or another leader decides."""

    code = "not_a_leader"
    what = N_("Only the principal or another leader of the school decides this.")
    safe = N_("Nothing was decided, and the question stays open.")
    todo = N_("Hand your changes on to a leader, who decides in a vault of her own.")


class OwnQuestionError(Problem):
    """Nobody decides what she asked herself."""

    code = "own_question"
    what = N_("You asked this yourself, so somebody else has to decide it.")
    safe = N_("Nothing was decided, and the question stays open.")
    todo = N_("Hand your changes on to another leader.")


class AlreadyDecidedError(Problem):
    """A word that was given stays."""

    code = "already_decided"
    what = N_("This was decided already.")
    safe = N_("The word that was given stays, with its name and its day.")
    todo = N_("If it has to be thought over, let it be asked anew.")


def ask(
    session: Session,
    case_id: str,
    what: str,
    *,
    step_id: str = "",
    severity: int | None = None,
) -> Written:
    """Ask a leader about a matter of `care_matters`.

    Raises `LookupError` for a matter that nobody knows.
    """
    if what not in vocabulary("care_matters"):
        raise LookupError(what)
    shell = records.values_if_known(session, case_id)
    student_id = str(shell.get("student_id") or "")
    values: dict[str, Any] = {
        "student_id": student_id,
        "case_id": case_id,
        "what": what,
        "step_id": step_id,
        "severity": severity,
        "asked_by": session.person_id,
        "asked_at": records.instant(session),
    }
    known = {name: value for name, value in values.items() if value not in ("", None)}
    edit = records.edit(KIND, known, student_id=student_id)
    return records.save(session, [edit], label=KIND)


def decide(
    session: Session, approval_id: str, *, is_yes: bool, remark: str = ""
) -> Written:
    """Say yes or no, as a leader.

    Raises `NotALeaderError`, `OwnQuestionError`, `AlreadyDecidedError`, or
    `ReasonMissingError` for a no without a word.
    """
    asked = cast("CareApproval", records.read(session, approval_id, KIND))
    if not holds(session, session.person_id, LEADING):
        raise NotALeaderError
    if asked.asked_by == session.person_id:
        raise OwnQuestionError
    if asked.decision:
        raise AlreadyDecidedError
    if not is_yes and len(remark.strip()) < records.MIN_REASON:
        raise records.ReasonMissingError
    values = {
        "decision": YES if is_yes else NO,
        "decided_by": session.person_id,
        "decided_at": records.instant(session),
        "remark": remark.strip(),
    }
    known = {name: value for name, value in values.items() if value}
    edit = RecordEdit(KIND, known, approval_id, asked.student_id)
    return records.save(session, [edit], label=KIND)


def waiting(session: Session) -> tuple[CareApproval, ...]:
    """Return what no leader has decided yet, the longest waiting first."""
    found = cast("tuple[CareApproval, ...]", records.find(session, Query(KIND)))
    return tuple(each for each in found if not each.decision)


def of_case(session: Session, case_id: str) -> tuple[CareApproval, ...]:
    """Return all that leaders were asked about a case, the oldest first."""
    query = Query(KIND, title=case_id)
    return cast("tuple[CareApproval, ...]", records.find(session, query))


def given(session: Session, case_id: str = "") -> tuple[CareApproval, ...]:
    """Return the words that were given by the leaders they name, signed by them.

    Of one case or of all. None is: a yes that somebody else wrote in a leader's name or
    without the post, that the one who asked gave, or to what was put differently later.
    """
    query = Query(KIND, title=case_id)
    found = cast("tuple[CareApproval, ...]", records.find(session, query))
    return tuple(
        each for each in found if each.decision and _is_leaders_word(session, each)
    )


def _is_leaders_word(session: Session, word: CareApproval) -> bool:
    writes = records.history_of(session, word.id)
    signers = {
        each.author for each in writes if each.field == "decision" and each.stands
    }
    asked_anew = any(each.field in _QUESTION and each.old for each in writes)
    return (
        signers == {word.decided_by}
        and word.decided_by != word.asked_by
        and not asked_anew
        and not records.disputes(session, word.id)
        and has_held(session, word.decided_by, LEADING)
    )
