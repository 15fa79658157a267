"""What is written down of one visit: the answers of the form, sentence by sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from homevisit.demo.material import Decks

if TYPE_CHECKING:
    from random import Random

    from homevisit.demo.occasions import Occasion
    from homevisit.demo.people import Relative

_ON_SITE = {"onsite_home", "onsite_near", "onsite_workplace"}
_FACE_TO_FACE = _ON_SITE | {"at_school"}
_WRITTEN = {"message", "letter"}
_PURPOSES = (
    ("know_family", "report_school"),
    ("guidance", "praise"),
    ("study_help", "report_school"),
    ("safety", "policy"),
    ("parent_child", "guidance"),
    ("opinions", "know_family"),
)
_TYPE_PURPOSE = {
    "condolence": "aid",
    "dropout": "dropout",
    "key_group": "psych_care",
    "thematic": "behaviour",
    "urgent": "health",
}
_POLICIES = (
    ("safety",),
    ("family_education_law", "safety"),
    ("aid",),
    ("double_reduction",),
    ("psychology", "family_education_law"),
    ("stay_at_school", "aid"),
)
_OPINIONS = ("management", "teaching", "board", "safety", "other")
_RISKS = {6: "safety", 19: "guardianship", 33: "economic", 47: "safety"}
_RISK_EVERY = 50
_NEEDS_MUCH, _NEEDS_NOTHING = 3, 5


class VisitTexts:
    """Writes the answers of one visit after the other; the numbers only alternate."""

    def __init__(self, chance: Random) -> None:
        self._decks = Decks("visits", chance)
        self._chance = chance
        self._written = 0

    def answers(self, occasion: Occasion) -> dict[str, Any]:
        """Return the fields of the visit form, finalisable."""
        self._written += 1
        found: dict[str, Any] = {
            "visit_date": occasion.at.date().isoformat(),
            "visit_form": occasion.visit_form,
            "visit_type": occasion.visit_type,
            "outcome": occasion.outcome,
            "purposes": self._purposes(occasion),
            "risks_found": ["none"],
        }
        if occasion.outcome != "completed":
            return {**found, "remark": self._say(occasion.outcome, occasion)}
        found |= self._course(occasion)
        found |= self._seen(occasion)
        found |= self._talked(occasion)
        found |= self._ending(occasion)
        return found

    def _say(self, key: str, occasion: Occasion) -> str:
        child = occasion.whom.child
        is_chosen = key.startswith(("family_", "needs_")) and key != "family_ordinary"
        text: str = self._decks.deal(key, None if is_chosen else child.may_hear)
        return text.format(**child.voice)

    def _say_two(self, key: str, occasion: Occasion) -> str:
        """Return two sentences: whole texts then hardly ever repeat."""
        return self._say(key, occasion) + self._say(key, occasion)

    def _purposes(self, occasion: Occasion) -> list[str]:
        own = _TYPE_PURPOSE.get(occasion.visit_type)
        usual = _PURPOSES[self._written % len(_PURPOSES)]
        return [own, usual[0]] if own else list(usual)

    def _course(self, occasion: Occasion) -> dict[str, Any]:
        if occasion.visit_form in _WRITTEN:
            return {"purpose_note": self._say("purpose_note", occasion)}
        begin = 17 * 60 + 30 + 10 * self._chance.randrange(13)
        lasted = 10 * self._chance.randrange(3, 9)
        if occasion.visit_form not in _FACE_TO_FACE:
            lasted = 5 * self._chance.randrange(3, 8)
        arranged = occasion.at.date() - timedelta(days=self._chance.randrange(1, 6))
        return {
            "purpose_note": self._say("purpose_note", occasion),
            "start_time": _clock_time(begin),
            "end_time": _clock_time(begin + lasted),
            "minutes": lasted,
            "appointment_way": self._chance.choice(("phone", "wechat", "in_person")),
            "appointment_on": arranged.isoformat(),
            "student_present": occasion.visit_form in _ON_SITE
            or self._chance.random() < 0.4,
        }

    def _seen(self, occasion: Occasion) -> dict[str, Any]:
        story = occasion.whom.child.story
        topic = story.found or story.needs
        found: dict[str, Any] = {
            "family_check": "changed" if self._written % 11 == 0 else "same",
            "family_situation": self._say(f"family_{topic}", occasion),
            "at_home": self._say_two("at_home", occasion),
            "at_school": self._say_two("at_school", occasion),
            "parent_child": "fair" if self._written % 6 == 0 else "good",
            "parent_child_note": self._say("parent_child_note", occasion),
            "parenting": "inconsistent" if self._written % 14 == 0 else "democratic",
        }
        if occasion.visit_form == "onsite_home":
            found |= {
                "living_env": "shared_desk" if self._written % 4 == 0 else "own_desk",
                "living_env_note": self._say("living_env_note", occasion),
                "book_count": self._chance.randrange(6, 60),
            }
        return found

    def _talked(self, occasion: Occasion) -> dict[str, Any]:
        needs = occasion.whom.child.story.needs
        found: dict[str, Any] = {
            "parent_opinion": self._say("parent_opinion", occasion),
            "opinion_categories": [_OPINIONS[self._written % len(_OPINIONS)]],
            "policies_told": list(_POLICIES[self._written % len(_POLICIES)]),
            "guidance_given": self._say_two("guidance_given", occasion),
            "consensus": self._say("consensus", occasion),
        }
        if needs != "ordinary" or self._written % _NEEDS_MUCH == 0:
            found["parent_needs"] = self._say(f"needs_{needs}", occasion)
        if occasion.visit_form not in _WRITTEN:
            found["child_words"] = self._say("child_words", occasion)
        if self._written % _NEEDS_NOTHING == 0:
            found["problems"] = self._say("problems", occasion)
        return found

    def _ending(self, occasion: Occasion) -> dict[str, Any]:
        found: dict[str, Any] = {
            "follow_up_plan": self._say("follow_up_plan", occasion),
            "satisfaction": "mostly" if self._written % 7 == 0 else "satisfied",
            "remark": self._say("remark", occasion),
            **self._signature(occasion),
        }
        risk = _RISKS.get(self._written % _RISK_EVERY)
        if occasion.visit_type == "dropout":
            risk = "dropout"
        if risk:
            found |= {
                "risks_found": [risk],
                "risk_note": self._say(f"risk_{risk}", occasion),
            }
        if occasion.whom.child.is_special:
            later = occasion.at.date() + timedelta(days=42)
            found["next_date"] = later.isoformat()
        return found

    def _signature(self, occasion: Occasion) -> dict[str, str]:
        if occasion.visit_form not in _FACE_TO_FACE:
            reason = self._say("unsigned_absent", occasion)
            return {"parent_sign": "absent", "parent_unsigned_reason": reason}
        if self._written % 23 == 0:
            reason = self._say("unsigned_declined", occasion)
            return {"parent_sign": "declined", "parent_unsigned_reason": reason}
        return {"parent_sign": "paper"}


def spoken_with(occasion: Occasion) -> list[Relative]:
    """Return who was spoken with: those at home, or by video whoever is away."""
    child = occasion.whom.child
    away = [each for each in child.family if each.is_away]
    if away and occasion.visit_form in {"wechat_video", "onsite_workplace"}:
        return away[:1]
    return list(child.at_home[: 2 if occasion.visit_form in _ON_SITE else 1])


def _clock_time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
