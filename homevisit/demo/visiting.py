"""Two terms of visits: recorded through the form, finalised, followed up, reviewed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from homevisit.demo.handwriting import signature
from homevisit.demo.material import Decks
from homevisit.demo.photos import draw_photo
from homevisit.demo.visit_texts import VisitTexts, spoken_with
from homevisit.services import (
    files,
    follow_ups,
    visit_endings,
    visit_signatures,
    visits,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from homevisit.clock import SetClock
    from homevisit.demo.enrolled import Enrolled
    from homevisit.demo.occasions import Occasion
    from homevisit.demo.staff_room import StaffRoom
    from homevisit.services.session import Session

_PROMISE_EVERY, _FAMILY_EVERY = 3, 2
_REVIEW_EVERY, _RETURNED_EVERY, _ADDENDUM_EVERY, _COMPANY_EVERY = 2, 40, 33, 3
_MOST_PHOTOS = 8
_ON_SCREEN_EVERY, _UNSIGNED_EVERY = 4, 5
_LONG_PAST = 14  # days overdue
_LEFT_OPEN = 12  # every how many-th of those stays open
_NOT_IN_TIME_EVERY, _PARTLY_EVERY = 7, 15
_AFTERNOON = time(8, 20, tzinfo=UTC)


class Visiting:
    """Carries a plan of visits out, at the times that it names.

    Afterwards `made` holds (visit id, occasion) of those finalised, in order, and
    `counts` what came with them.
    """

    def __init__(
        self, session: Session, staff: StaffRoom, clock: SetClock, chance: Random
    ) -> None:
        self.session = session
        self._staff = staff
        self._clock = clock
        self._chance = chance
        self._texts = VisitTexts(chance)
        self._promises = Decks("promises", chance)
        self._visits = Decks("visits", chance)
        self._results: dict[str, str] = {}
        self._promised_to: set[str] = set()
        self._in_time: list[tuple[date, str, str]] = []
        self.made: list[tuple[str, Occasion]] = []
        self.counts = dict.fromkeys(
            ("promises_settled", "addenda", "reviews", "photos", "signatures"), 0
        )

    def carry_out(
        self, plan: Sequence[Occasion], report: Callable[[int, int], None]
    ) -> None:
        """Record every visit of the plan, the earliest first."""
        for number, occasion in enumerate(plan):
            report(number, len(plan))
            self._keep_in_time(occasion.at.date())
            self._move_to(occasion.at)
            self._record(occasion, number)

    def _move_to(self, moment: datetime) -> None:
        self._clock.at = max(self._clock.at + timedelta(seconds=2), moment)

    def _keep_in_time(self, until: date) -> None:
        """Write down, day by day, the promises that were kept before they were due."""
        waiting = sorted(self._in_time)
        self._in_time = [each for each in waiting if each[0] >= until]
        for day, student_id, item_id in waiting[: len(waiting) - len(self._in_time)]:
            self._move_to(datetime.combine(day, _AFTERNOON))
            for due in follow_ups.open_items(self.session, student_id):
                if due.item.id == item_id:
                    self._settle(item_id, due.item.description)

    def _settle(self, item_id: str, promised: str) -> None:
        place = self.counts["promises_settled"]
        self.counts["promises_settled"] += 1
        if place % _PARTLY_EVERY == 4:
            told = self._promises.deal("partly")
            follow_ups.settle(self.session, item_id, "partly", told)
        else:
            told = self._results.get(promised, "")
            follow_ups.settle(self.session, item_id, "kept", told)

    def close_what_is_long_past(self) -> None:
        """Write down how promises of the past turned out, as a living school does.

        A few stay open, so that there is something overdue to see; so does what was
        kept in part.
        """
        for place, due in enumerate(follow_ups.open_items(self.session)):
            long_past = due.days_left is not None and due.days_left < -_LONG_PAST
            is_followed = due.item.state == "tracking"
            if long_past and place % _LEFT_OPEN and not is_followed:
                told = self._results.get(due.item.description, "")
                follow_ups.settle(self.session, due.item.id, "kept", told)
                self.counts["promises_settled"] += 1

    def _record(self, occasion: Occasion, number: int) -> None:
        whom = occasion.whom
        form = visits.begin_visit(self.session, whom.student_id)
        answers = self._texts.answers(occasion)
        answers["lead_teacher_id"] = self._staff.homeroom[whom.class_id]
        if number % _COMPANY_EVERY == 0:
            answers["companions"] = [self._companion(number)]
        if occasion.outcome == "completed":
            answers["interviewees"] = whom.spoken_with(spoken_with(occasion))
        if _signs_on_screen(occasion, number):
            answers |= {"parent_sign": "pending", "parent_unsigned_reason": ""}
        form = form.filled(**answers)
        if occasion.outcome == "completed":
            form = replace(
                form,
                promises=self._new_promises(occasion, number),
                kept=self._kept_since(whom),
                siblings=tuple(each.student_id for each in occasion.siblings),
                sibling_risks={
                    each.student_id: ("none",) for each in occasion.siblings
                },
            )
        visits.finalise_visit(self.session, form)
        self.made.append((form.visit_id, occasion))
        if form.promises:
            self._promised_to.add(whom.student_id)
            self._remember(whom)
        self._afterwards(form.visit_id, occasion, number)

    def _remember(self, whom: Enrolled) -> None:
        """Take note of most of what was just promised, to be kept in time."""
        today = self._clock.today()
        for due in follow_ups.open_items(self.session, whom.student_id):
            is_new = due.item.raised_on == today.isoformat()
            if (
                is_new
                and due.days_left is not None
                and self._chance.randrange(_NOT_IN_TIME_EVERY)
            ):
                day = today + timedelta(days=due.days_left)
                kept_on = max(today, day - timedelta(days=self._chance.randrange(4)))
                self._in_time.append((kept_on, whom.student_id, due.item.id))

    def _companion(self, number: int) -> dict[str, str]:
        if number % 4 == 0:
            return {"staff_id": self._staff.leader, "role": "leader"}
        if number % 7 == 0:
            return {"name": "村儿童主任", "role": "village_official"}
        staff_id = self._staff.subject[number % len(self._staff.subject)]
        return {"staff_id": staff_id, "role": "subject_teacher"}

    def _new_promises(
        self, occasion: Occasion, number: int
    ) -> tuple[dict[str, Any], ...]:
        sides = []
        if occasion.whom.child.is_special or number % _PROMISE_EVERY == 0:
            sides.append("school")
        if number % _FAMILY_EVERY == 0:
            sides.append("family")
        return tuple(self._promise(side, occasion) for side in sides)

    def _promise(self, side: str, occasion: Occasion) -> dict[str, Any]:
        child = occasion.whom.child
        card = self._promises.deal(side, child.may_hear)
        voice = child.voice
        due = occasion.at.date() + timedelta(days=card["days"])
        what = card["what"].format(**voice)
        self._results[what] = card["result"].format(**voice)
        carer = occasion.whom.child.family[0].name
        return {
            "description": what,
            "promised_by": side,
            "due_date": due.isoformat(),
            "owner_name": carer if side == "family" else "",
        }

    def _kept_since(self, whom: Enrolled) -> dict[str, str]:
        """Settle what was promised before: some with a word, the rest on the form."""
        if whom.student_id not in self._promised_to:
            return {}
        kept: dict[str, str] = {}
        outcomes = ("kept", "kept", "partly", "kept", "not")
        for due in follow_ups.open_items(self.session, whom.student_id):
            place = self.counts["promises_settled"]
            outcome = outcomes[place % len(outcomes)]
            self.counts["promises_settled"] += 1
            if outcome == "not":
                kept[due.item.id] = outcome
                continue
            told = self._promises.deal("partly")
            if outcome == "kept":
                told = self._results.get(due.item.description, "")
            follow_ups.settle(self.session, due.item.id, outcome, told)
        return kept

    def _afterwards(self, visit_id: str, occasion: Occasion, number: int) -> None:
        if occasion.outcome != "completed":
            return
        if occasion.visit_form == "onsite_home" and number % 4 == 1:
            self._photograph(visit_id, occasion)
        if _signs_on_screen(occasion, number):
            self._sign(visit_id, number)
        if number % _ADDENDUM_EVERY == 8:
            self._add(visit_id, occasion)
        if number % _REVIEW_EVERY == 0:
            self._review(visit_id, occasion, number)

    def _photograph(self, visit_id: str, occasion: Occasion) -> None:
        if self.counts["photos"] >= _MOST_PHOTOS:
            return
        self._clock.advance(seconds=40)
        target = files.Target("visit", visit_id, occasion.whom.student_id)
        facts = {
            "purpose": "photo",
            "caption": "孩子的学习角",
            "taken_on": occasion.at.date().isoformat(),
        }
        files.attach_photo(self.session, target, draw_photo(self._chance), facts)
        self.counts["photos"] += 1

    def _sign(self, visit_id: str, number: int) -> None:
        """Have the guardian sign on the screen, or say why not now."""
        self._clock.advance(minutes=2)
        signer = visit_signatures.signers(self.session, visit_id)[0]
        if number % _UNSIGNED_EVERY:
            strokes = signature(self._chance)
            visit_signatures.sign(self.session, visit_id, signer, strokes)
            self.counts["signatures"] += 1
        else:
            reason = self._visits.deal("unsigned_reasons")
            visit_signatures.leave_unsigned(self.session, visit_id, signer, reason)

    def _add(self, visit_id: str, occasion: Occasion) -> None:
        self._clock.advance(minutes=3)
        card = self._visits.deal("addendum", occasion.whom.child.may_hear)
        content = card["content"].format(**occasion.whom.child.voice)
        visit_endings.add_addendum(self.session, visit_id, content, card["reason"])
        self.counts["addenda"] += 1

    def _review(self, visit_id: str, occasion: Occasion, number: int) -> None:
        self._clock.advance(minutes=5)
        if number % _RETURNED_EVERY == 10:
            remark = self._visits.deal("review_returned")
            visit_endings.review_visit(
                self.session, visit_id, accepted=False, remark=remark
            )
            self.counts["reviews"] += 1
            self._add(visit_id, occasion)
            self._clock.advance(minutes=5)
        remark = self._visits.deal("review_accepted")
        visit_endings.review_visit(self.session, visit_id, accepted=True, remark=remark)
        self.counts["reviews"] += 1


def _signs_on_screen(occasion: Occasion, number: int) -> bool:
    was_met = occasion.outcome == "completed"
    at_home = occasion.visit_form == "onsite_home"
    return was_met and at_home and number % _ON_SCREEN_EVERY == 0
