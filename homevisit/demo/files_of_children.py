"""What no list tells and a school learns: strengths, groups, consents, who is away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.demo.material import Decks
from homevisit.demo.stories import OWN_GROUP
from homevisit.services import records, student_files
from homevisit.services.records import edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from homevisit.clock import SetClock
    from homevisit.demo.enrolled import Enrolled
    from homevisit.demo.people import Relative
    from homevisit.demo.staff_room import StaffRoom
    from homevisit.services.records import RecordEdit
    from homevisit.services.session import Session

_IN_ONE_SAVE = 60
_NOTICE = "学生档案与家访告知书（第2版）"
_BY_CERTIFICATE = {"disabled", "orphan", "martyr_child"}
_BY_LIST = {"economic_hardship", "de_facto_unattended", "in_difficulty"}
_REFUSES_PHOTOS, _WITHDRAWS = 9, 31


class ChildrensFiles:
    """Completes the files of the children who were imported."""

    def __init__(
        self, session: Session, staff: StaffRoom, clock: SetClock, chance: Random
    ) -> None:
        self._session = session
        self._staff = staff
        self._clock = clock
        self._visits = Decks("visits", chance)
        self._groups = Decks("groups", chance)
        # The import has begun those determinations that the list speaks of.
        self._begun: dict[tuple[str, str], str] = {}

    def complete(self, enrolled: Sequence[Enrolled]) -> None:
        """Write everything about all children, many records to a save."""
        own_group = {
            "vocabulary": "groups",
            "code": OWN_GROUP,
            "zh": "库区搬迁学生",
            "en": "Resettled from the reservoir",
            "order": 90,
            "is_active": True,
        }
        ids = [each.student_id for each in enrolled]
        suggested: dict[str, list[Any]] = dict(
            records.of_students(self._session, "determination", ids)
        )
        for found in suggested.values():
            for each in found:
                self._begun[each.student_id, each.group_code] = each.id
        edits = [edit("vocabulary_item", own_group)]
        edits += [one for each in enrolled for one in self._of(each)]
        for start in range(0, len(edits), _IN_ONE_SAVE):
            self._clock.advance(seconds=20)
            records.save(self._session, edits[start : start + _IN_ONE_SAVE])
        self._join_siblings(enrolled)

    def _of(self, each: Enrolled) -> Iterator[RecordEdit]:
        child = each.child
        strengths = self._visits.deal("strengths").format(**child.voice)
        about = {"strengths": strengths, "interests": child.voice["hobby"]}
        if child.pinyin:
            about["name_pinyin"] = child.pinyin
        if child.is_special:
            about["needs_care"] = True
        yield edit("student", about, record_id=each.student_id)
        marks = dict(child.story.marks)
        if child.is_special:
            marks["tip"] = self._visits.deal("tips").format(**child.voice)
        if marks:
            yield self._about(each, "student_private", marks, each.private_id)
        for relative in child.family:
            yield from self._relative(each, relative)
        for group, facts in child.story.groups.items():
            yield self._determination(each, group, facts)
        if "left_behind" in child.story.groups:
            yield self._past_hardship(each)
        yield self._consent(each)

    def _relative(self, each: Enrolled, relative: Relative) -> Iterator[RecordEdit]:
        known = each.members.get(relative.relation, "")
        facts: dict[str, Any] = {
            "is_away": relative.is_away,
            "lives_together": not relative.is_away,
        }
        if relative.is_away:
            facts |= {
                "work_place": relative.work_place,
                "away_since": relative.away_since,
                "contact_frequency": "weekly",
            }
        if not known:
            known = records.new_record_id(self._session)
            each.members[relative.relation] = known
            facts |= {
                "name": relative.name,
                "relation": relative.relation,
                "phone": relative.phone,
                "is_guardian": relative.is_guardian,
            }
        yield self._about(each, "family_member", facts, known)

    def _determination(
        self, each: Enrolled, group: str, facts: Mapping[str, Any]
    ) -> RecordEdit:
        today = self._clock.today()
        carer = each.child.voice["carer"]
        values: dict[str, Any] = {
            "group_code": group,
            "evidence_type": _evidence(group),
            "valid_from": today.isoformat(),
            "state": "approved",
            "found_by": self._staff.homeroom[each.class_id],
            "checked_by": self._staff.owner,
            "approved_by": self._staff.leader,
            "disclose_to_parent": False,
            "remark": self._groups.deal(group).format(carer=carer),
            **facts,
        }
        if group == "disabled":
            kind = f"{facts['disability_category']}{facts['disability_level']}"
            values["disability_cert_no"] = each.child.id_no + kind
        if group == "economic_hardship":
            values["school_year"] = today.year - (today.month < 9)
        if facts.get("has_entrusted"):
            values["entrusted_id"] = each.members[each.child.family[0].relation]
        begun = self._begun.get((each.student_id, group), "")
        return self._about(each, "determination", values, begun)

    def _past_hardship(self, each: Enrolled) -> RecordEdit:
        """Return what held for the last school year, and ended with it."""
        year = self._clock.today().year - 1
        values = {
            "group_code": "economic_hardship",
            "evidence_type": "authority_list",
            "valid_from": f"{year}-09-15",
            "valid_to": f"{year}-12-31",
            "school_year": year,
            "hardship_level": "general",
            "state": "ended",
            "found_by": self._staff.homeroom[each.class_id],
            "checked_by": self._staff.owner,
            "approved_by": self._staff.leader,
            "disclose_to_parent": False,
        }
        return self._about(each, "determination", values)

    def _consent(self, each: Enrolled) -> RecordEdit:
        number = each.child.number
        scopes = (
            ["core_file"] if number % _REFUSES_PHOTOS == 4 else ["core_file", "photo"]
        )
        values = {
            "scopes": scopes,
            "answer": "given",
            "version": _NOTICE,
            "given_on": self._clock.today().isoformat(),
            "given_by_id": each.members[each.child.family[0].relation],
            "way": "paper",
        }
        if number % _WITHDRAWS == 17:
            day = self._clock.today().isoformat()
            values |= {"answer": "withdrawn", "scopes": ["photo"], "withdrawn_on": day}
        return self._about(each, "consent", values)

    def _about(
        self,
        each: Enrolled,
        kind: str,
        values: Mapping[str, Any],
        record_id: str = "",
    ) -> RecordEdit:
        return edit(
            kind,
            {"student_id": each.student_id, **values},
            record_id=record_id,
            student_id=each.student_id,
        )

    def _join_siblings(self, enrolled: Sequence[Enrolled]) -> None:
        for each in enrolled:
            elder = each.child.sibling_of
            if elder is None:
                continue
            both = (enrolled[elder].student_id, each.student_id)
            self._clock.advance(seconds=20)
            student_files.join_household(self._session, both, each.child.address)


def _evidence(group: str) -> str:
    if group in _BY_CERTIFICATE:
        return "certificate"
    return "authority_list" if group in _BY_LIST else "home_visit"
