"""Care as those see it who are not psychologists: what waits, shells, one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain import level_schemes
from homevisit.services import (
    care_approvals,
    care_people,
    care_shells,
    room,
    school,
    words,
)
from homevisit.services.records import NoSuchRecordError
from homevisit.services.times import local_minute
from homevisit.text import N_, _, run_on, translate, translate_count
from ui.concern_rows import Approval, ConcernsShown, ListHead, ListItem, RaisedItem
from ui.desk.care_outside import late_words, read_outside
from ui.desk.clue_lines import clue_line
from ui.desk.student_lines import student_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from homevisit.domain.care_school_records import CareApproval
    from homevisit.services.care_shells import RaisedLine, ShellLine
    from homevisit.services.records import Written
    from homevisit.services.session import Session
    from ui.care_rows import LevelSign
    from ui.desk.care_outside import Outside

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
    outside = read_outside(session)
    shells = care_shells.shells(session)
    own, waiting = care_shells.raised_by_me(session), waiting_for(session)
    children = {each.case_id: each.student_id for each in shells}
    asked = [
        (each, each.student_id or children.get(each.case_id, "")) for each in waiting
    ]
    who = student_lines(
        session,
        [
            *children.values(),
            *(each.concern.student_id for each in own),
            *(student_id for _each, student_id in asked),
        ],
    )
    cases = [_case_item(outside, each, who) for each in shells]
    return ConcernsShown(
        items=(
            *_headed(
                _("Waiting for your word"),
                [_approval_item(outside, each, *who[child]) for each, child in asked],
            ),
            *_headed(_("Children in care"), cases),
            *_headed(
                _("Raised by you"), [_raised_item(outside, each, who) for each in own]
            ),
        ),
        total=len(shells),
        late=sum(each.due is not None and each.due.state == "late" for each in cases),
        legend=_legend(outside),
        scheme=outside.levels.scheme.name,
        notices=_notices(outside, shells),
        is_leader=is_leader(session),
    )


def _legend(outside: Outside) -> tuple[LevelSign, ...]:
    levels = level_schemes.in_order(outside.levels.scheme)
    found = (outside.level(each.severity) for each in levels if each.severity)
    return tuple(each for each in found if each is not None)


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
            return _approval(read_outside(session), each)
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
    outside: Outside, line: ShellLine, who: Mapping[str, tuple[str, str]]
) -> ListItem:
    name, about = who[line.student_id]
    open_ones = sum(not each.done_on for each in line.duties)
    duties = translate_count("{count} duty", "{count} duties", open_ones)
    state = outside.state(line.state)
    return ListItem(
        kind="case",
        key=line.case_id,
        name=name,
        about=about,
        level=outside.level(line.severity),
        due=outside.due(line),
        note=_DOT.join((state, duties) if open_ones else (state,)),
    )


def _raised_item(
    outside: Outside, line: RaisedLine, who: Mapping[str, tuple[str, str]]
) -> ListItem:
    name, about = who[line.concern.student_id]
    day = local_minute(line.concern.raised_at)[5:10]
    note = _DOT.join((line.concern.concern_no, day, outside.state(line.state)))
    return ListItem("raised", line.concern.id, name, about, note=note)


def _approval_item(
    outside: Outside, each: CareApproval, name: str, about: str
) -> ListItem:
    said = (
        outside.table.label("care_matters", each.what),
        outside.names.get(each.asked_by, ""),
        local_minute(each.asked_at)[5:10],
    )
    level = outside.level(each.severity)
    return ListItem("approval", each.id, name, about, level, note=_DOT.join(said))


def _approval(outside: Outside, each: CareApproval) -> Approval:
    shells = care_shells.shells(outside.session, open_only=False)
    children = {line.case_id: line.student_id for line in shells}
    student_id = each.student_id or children.get(each.case_id, "")
    name, about = student_lines(outside.session, (student_id,))[student_id]
    who = (outside.names.get(each.asked_by, ""), local_minute(each.asked_at))
    return Approval(
        id=each.id,
        case_id=each.case_id,
        student_id=student_id,
        name=name,
        about=about,
        what=outside.table.label("care_matters", each.what),
        means=translate(_MEANS.get(each.what, "")),
        asked=_("Asked by {who}").format(who=run_on(who)),
        level=outside.level(each.severity),
    )


def _notices(outside: Outside, shells: Sequence[ShellLine]) -> tuple[str, ...]:
    is_late = not room.is_psychologist(outside.session) and any(
        map(outside.is_unaccepted, shells)
    )
    said = (late_words(outside.session) if is_late else "", outside.levels.notice)
    return tuple(each for each in said if each)
