"""Classes and colleagues as the settings show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.calendar import school_year_name, school_year_of
from homevisit.domain.phones import phone_doubts
from homevisit.services import classes, school, staffing
from homevisit.services.words import read_words
from homevisit.text import _, translate_count
from ui.desk.settings_school import said
from ui.settings_rows import (
    ClassesSheet,
    ClassRow,
    PostRow,
    PromotionSheet,
    StaffRow,
    StaffSheet,
)

if TYPE_CHECKING:
    from homevisit.services.classes import ClassLine
    from homevisit.services.session import Session
    from homevisit.services.staffing import Post, StaffLine
    from homevisit.services.words import Words


def read_classes(session: Session) -> ClassesSheet:
    """Return all classes, with what September will do to them."""
    words = read_words(session)
    own = set(school.read_school(session).stages)
    stages = words.offered("stages")
    offered = tuple(each for each in stages if not own or each[0] in own)
    teachers = [each for each in staffing.read_lines(session) if each.is_here]
    earlier = staffing.earlier_holders(session, classes.HOMEROOM)
    return ClassesSheet(
        tuple(
            _class(each, words, earlier.get(each.id, ()))
            for each in classes.read_lines(session)
        ),
        tuple((each.id, each.name) for each in teachers),
        offered,
        school_year_of(session.clock.today()),
        _promotion(session),
    )


def _class(
    each: ClassLine, words: Words, earlier: tuple[tuple[str, str, str], ...]
) -> ClassRow:
    is_open = each.state == "active"
    students = translate_count("{count} student", "{count} students", each.students)
    note = each.teacher or students
    if not is_open:
        note = words.label("class_states", each.state)
    return ClassRow(
        each.id,
        each.name,
        note,
        each.stage,
        each.entry_year,
        each.class_no,
        each.alias,
        each.teacher_id,
        each.students,
        is_open,
        each.by_rule,
        "\n".join(map(_before, earlier)),
    )


def _before(held: tuple[str, str, str]) -> str:
    name, first, last = held
    if first:
        return _("Before: {name}, {first} to {last}").format(
            name=name, first=first, last=last
        )
    return _("Before: {name}, until {last}").format(name=name, last=last)


def _promotion(session: Session) -> PromotionSheet:
    year = classes.next_school_year(session)
    lines = []
    for step in classes.preview_promotion(session, year):
        note = translate_count("{count} student", "{count} students", step.students)
        lines.append((step.before, step.after or _("leaves the school"), note))
    return PromotionSheet(year, school_year_name(year), tuple(lines))


def read_staff(session: Session) -> StaffSheet:
    """Return all colleagues with their posts."""
    words = read_words(session)
    names = school.class_names(session)
    lines = staffing.read_lines(session)
    here = [each.id for each in school.classes(session)]
    return StaffSheet(
        tuple(_colleague(each, words, names) for each in lines),
        words.offered("staff_roles"),
        tuple((each, names.get(each, "")) for each in here),
    )


def _colleague(each: StaffLine, words: Words, names: dict[str, str]) -> StaffRow:
    posts = tuple(_post(post, words, names) for post in each.posts)
    held = next((post.words for post in posts if post.is_held), "")
    note = held if each.is_here else _("has left")
    doubts = said(phone_doubts("phone", each.phone)) if each.phone else {}
    return StaffRow(
        each.id,
        each.name,
        note,
        each.phone,
        posts,
        each.is_here,
        each.is_owner,
        doubts,
    )


def _post(post: Post, words: Words, names: dict[str, str]) -> PostRow:
    parts = (
        words.label("staff_roles", post.role),
        names.get(post.class_id, ""),
        post.subject,
    )
    days = ""
    if post.to_date:
        days = _("until {day}").format(day=post.to_date)
    elif post.from_date:
        days = _("since {day}").format(day=post.from_date)
    shown = " · ".join(part for part in parts if part)
    return PostRow(post.at, shown, days, post.is_held)
