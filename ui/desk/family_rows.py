"""The family of a student as cards, and the home that siblings share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.domain.families import FamilyMember, Household
from homevisit.text import _
from ui.desk.masks import masked
from ui.edit_rows import CardAction, CardRow, Home
from ui.rows import Fact
from ui.words import masked_name

if TYPE_CHECKING:
    from homevisit.services.student_files import StudentFile
    from homevisit.services.words import Words
    from ui.desk.edit_fields import EditFields
    from ui.edit_rows import EditGroup
    from ui.rows import Concern

WHO = ("name", "relation", "phone", "is_guardian", "lives_together")
WHO_MORE = ("is_emergency_contact", "guardianship_ability", "member_health", "remark")
AWAY = ("is_away", "work_place", "away_since", "return_plan", "contact_frequency")
ENTRUSTED = ("entrusted_since", "address")
RARE = ("birth_date", "id_doc_no", "employer", "education", "marriage", "parent_case")
HOME = (
    "label",
    "size",
    "family_structure",
    "village",
    "income_sources",
    "way_there",
    "remark",
)
EARLIER, LATER = "earlier", "later"


def member_card(
    fields: EditFields,
    member: FamilyMember,
    table: Words,
    wrong: tuple[Concern, ...] = (),
    *,
    steps: str = "",
) -> CardRow:
    """Return one member; the entrusted carer's part is open for who is one."""
    relation = table.label("relations", member.relation)
    return CardRow(
        kind=member.KIND,
        record_id=member.id,
        title=member.name or _("No name yet"),
        masked_title=masked_name(member.name),
        subtitle=relation,
        chips=_chips(member),
        facts=_facts(member, table, wrong),
        groups=_groups(fields, member),
        actions=_actions(steps),
    )


def member_cards(
    fields: EditFields, file: StudentFile, table: Words, wrong: tuple[Concern, ...]
) -> tuple[CardRow, ...]:
    """Return the whole family; a guardian can change places with the next one."""
    guardians = [each.id for each in file.members if each.is_guardian]
    found = []
    for each in file.members:
        steps = ""
        if each.id in guardians:
            steps = EARLIER if each.id != guardians[0] else ""
            steps += LATER if each.id != guardians[-1] else ""
        found.append(member_card(fields, each, table, wrong, steps=steps))
    return tuple(found)


def home(
    fields: EditFields, file: StudentFile, home_id: str, classes: dict[str, str]
) -> Home:
    """Return the household; one that is not written down yet has the id given."""
    household = file.household or Household(id=home_id)
    siblings = tuple(
        (each.id, each.name, classes.get(each.class_id, "")) for each in file.siblings
    )
    return Home(siblings, (fields.group("home", "", (household, HOME)),))


def _groups(fields: EditFields, member: FamilyMember) -> tuple[EditGroup, ...]:
    is_carer = member.relation == "entrusted_carer" or bool(member.entrusted_since)
    return (
        fields.group("who", "", (member, (*WHO, *WHO_MORE))),
        fields.group("away", _("Away from home"), (member, AWAY)),
        fields.group(
            "entrusted",
            _("Entrusted care"),
            (member, ENTRUSTED),
            is_folded=not is_carer,
            note=_("Parents tell the school in writing whom they entrust with it."),
        ),
        fields.group(
            "rare",
            _("Rarely asked"),
            (member, RARE),
            is_folded=True,
            note=_("Fill these in only where a form of the authorities demands it."),
        ),
    )


def _chips(member: FamilyMember) -> tuple[str, ...]:
    found = []
    if member.is_guardian:
        found.append(_("Guardian"))
    if member.relation == "entrusted_carer":
        found.append(_("Entrusted care"))
    if member.is_emergency_contact:
        found.append(_("Emergency contact"))
    return tuple(found)


def _facts(
    member: FamilyMember, table: Words, wrong: tuple[Concern, ...]
) -> tuple[Fact, ...]:
    found = (c.text for c in wrong if (c.record_id, c.field) == (member.id, "phone"))
    together = ""
    if member.lives_together is not None:
        together = _("yes") if member.lives_together else _("no")
    contact = table.label("contact_frequencies", member.contact_frequency)
    secret = "phone" if member.phone else ""
    facts = (
        Fact(_("Phone"), masked(member.phone), secret, " ".join(found)),
        Fact(_("Works in"), member.work_place),
        Fact(_("Away since"), member.away_since),
        Fact(_("Contact"), contact),
        Fact(_("Lives with the student"), together),
    )
    return tuple(fact for fact in facts if fact.value)


def _actions(steps: str) -> tuple[CardAction, ...]:
    actions = (
        CardAction(EARLIER, "arrow-up", _("Ask earlier")),
        CardAction(LATER, "arrow-down", _("Ask later")),
    )
    remove = CardAction("remove", "trash-2", _("Take out of the family"))
    return (*(each for each in actions if each.code in steps), remove)
