"""Care as those see it who are not psychologists: what waits, shells, one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import level_schemes
from homevisit.services import (
    care_approvals,
    care_people,
    care_shells,
    concerns,
    school,
    words,
)
from homevisit.services.records import NoSuchRecordError
from homevisit.services.times import local_minute
from homevisit.text import N_, _, run_on, translate, translate_count
from ui.concern_rows import Approval, ConcernsShown, ListHead, ListItem, RaisedItem
from ui.desk.care_signs import read_levels
from ui.desk.clue_lines import clue_line
from ui.desk.concern_shells import due_of, late_words, level_of, neutral
from ui.desk.student_lines import student_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_school_records import CareApproval
    from homevisit.services.care_shells import RaisedLine, ShellLine
    from homevisit.services.records import Written
    from homevisit.services.session import Session

_MEANS = {
    "plan": N_("The plan for this child begins once a leader agrees to it."),
    "closure": N_(
        "The case is closed after observation; two persons confirm it, and from this"
        " level on a leader agrees."
    ),
    "level_down": N_("The level is lowered; a second person confirms it as well."),
    "panel": N_("The panel's word stands once a leader agrees."),
}
_DOT = " · "


def read_list(session: Session) -> ConcernsShown:
    """Return everything that waits or was told here."""
    shells = care_shells.shells(session)
    own = care_shells.raised_by_me(session)
    waiting = waiting_for(session)
    who = student_lines(
        session,
        [
            *(each.student_id for each in shells),
            *(each.concern.student_id for each in own),
            *(each.student_id for each in waiting),
        ],
    )
    cases = [_case_item(session, each, who) for each in shells]
    late = sum(each.due is not None and each.due.state == "late" for each in cases)
    levels = read_levels(session)
    return ConcernsShown(
        items=(
            *_headed(
                _("Waiting for your word"),
                [_approval_item(session, each, who) for each in waiting],
            ),
            *_headed(_("Children in care"), cases),
            *_headed(
                _("Raised by you"), [_raised_item(session, each, who) for each in own]
            ),
        ),
        total=len(shells),
        late=late,
        legend=tuple(
            neutral(levels, each.severity)
            for each in level_schemes.in_order(levels.scheme)
            if each.severity
        ),
        scheme=levels.scheme.name,
        notices=_notices(session, cases, shells, levels.notice),
        is_leader=is_leader(session),
    )


def is_leader(session: Session) -> bool:
    """Whether the owner of the vault decides for the school."""
    return care_people.holds(session, session.person_id, care_people.LEADING)


def waiting_for(session: Session) -> tuple[CareApproval, ...]:
    """Return what the owner of the vault is to decide; nothing for who does not."""
    if not is_leader(session):
        return ()
    found = care_approvals.waiting(session)
    return tuple(each for each in found if each.asked_by != session.person_id)


def read_approval(session: Session, approval_id: str) -> Approval:
    """Return what is asked, in words; raises `NoSuchRecordError` once it is decided."""
    for each in waiting_for(session):
        if each.id == approval_id:
            return _approval(session, each)
    raise NoSuchRecordError


def decide(session: Session, approval_id: str, decision: str, remark: str) -> Written:
    """Say yes or no. Raises the problems of `care_approvals.decide`."""
    is_yes = decision == care_approvals.YES
    return care_approvals.decide(session, approval_id, is_yes=is_yes, remark=remark)


def read_raised(session: Session, concern_id: str) -> RaisedItem:
    """Return a concern of one's own; raises `NoSuchRecordError`."""
    for each in care_shells.raised_by_me(session):
        if each.concern.id == concern_id:
            return raised_of(session, each)
    raise NoSuchRecordError


def raised_of(session: Session, line: RaisedLine) -> RaisedItem:
    """Return a concern of one's own with what became of it."""
    table, names = words.read_words(session), school.staff_names(session)
    concern = line.concern
    name, about = student_lines(session, (concern.student_id,))[concern.student_id]
    said = []
    if line.taken_up_at:
        said.append(
            _("Accepted by {name} on {day}.").format(
                name=names.get(line.taken_up_by, _("the psychologist")),
                day=local_minute(line.taken_up_at)[:10],
            )
        )
    said.append(_("What the psychologist writes about it stays with the psychologist."))
    return RaisedItem(
        clue=clue_line(session, concern, table, names),
        student_id=concern.student_id,
        name=name,
        about=about,
        stands=table.label("care_states", line.state),
        notices=tuple(said),
    )


def _headed(label: str, items: Sequence[ListItem]) -> tuple[ListHead | ListItem, ...]:
    return (ListHead(label, len(items)), *items) if items else ()


def _case_item(
    session: Session, line: ShellLine, who: Mapping[str, tuple[str, str]]
) -> ListItem:
    table = words.read_words(session)
    raised = concerns.of_case(session, line.case_id)
    name, about = who[line.student_id]
    open_ones = sum(not each.done_on for each in line.duties)
    duties = translate_count("{count} duty", "{count} duties", open_ones)
    state = table.label("care_states", line.state)
    return ListItem(
        kind="case",
        key=line.case_id,
        name=name,
        about=about,
        level=level_of(session, line),
        due=due_of(session, line, raised),
        note=_DOT.join((state, duties) if open_ones else (state,)),
    )


def _raised_item(
    session: Session, line: RaisedLine, who: Mapping[str, tuple[str, str]]
) -> ListItem:
    table = words.read_words(session)
    name, about = who[line.concern.student_id]
    state = table.label("care_states", line.state)
    day = local_minute(line.concern.raised_at)[5:10]
    note = _DOT.join((line.concern.concern_no, day, state))
    return ListItem("raised", line.concern.id, name, about, note=note)


def _approval_item(
    session: Session, each: CareApproval, who: Mapping[str, tuple[str, str]]
) -> ListItem:
    name, about = who[each.student_id]
    table, names = words.read_words(session), school.staff_names(session)
    note = _DOT.join(
        (
            table.label("care_matters", each.what),
            names.get(each.asked_by, ""),
            local_minute(each.asked_at)[5:10],
        )
    )
    level = None
    if each.severity is not None:
        level = neutral(read_levels(session), each.severity)
    return ListItem("approval", each.id, name, about, level, note=note)


def _approval(session: Session, each: CareApproval) -> Approval:
    name, about = student_lines(session, (each.student_id,))[each.student_id]
    table, names = words.read_words(session), school.staff_names(session)
    level = None
    if each.severity is not None:
        level = neutral(read_levels(session), each.severity)
    return Approval(
        id=each.id,
        case_id=each.case_id,
        student_id=each.student_id,
        name=name,
        about=about,
        what=table.label("care_matters", each.what),
        means=translate(_MEANS.get(each.what, "")),
        asked=_("Asked by {who}").format(
            who=run_on(
                (names.get(each.asked_by, ""), local_minute(each.asked_at)),
            )
        ),
        level=level,
    )


def _notices(
    session: Session,
    cases: Sequence[ListItem],
    shells: Sequence[ShellLine],
    scheme: str,
) -> tuple[str, ...]:
    is_late = any(
        item.due is not None and item.due.state == "late" and shell.state == "raised"
        for item, shell in zip(cases, shells, strict=True)
    )
    return tuple(
        each for each in (late_words(session) if is_late else "", scheme) if each
    )
