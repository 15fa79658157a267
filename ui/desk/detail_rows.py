"""The basic facts of a student, in the groups in which they are edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _

if TYPE_CHECKING:
    from homevisit.services.student_files import StudentFile
    from ui.desk.edit_fields import EditFields
    from ui.edit_rows import EditGroup

CORE = (
    "name",
    "sex",
    "birth_date",
    "class_id",
    "class_seat_no",
    "roll_status",
    "left_on",
    "name_pinyin",
    "former_name",
    "needs_care",
    "strengths",
    "interests",
    "remark",
)
TALK = ("tip",)
LIVING = ("phone", "home_address", "home_village", "nationality", "ethnic_group")
SCHOOL = ("boarding", "class_since", "entry_ym", "entry_mode")
WAY = ("commute_mode", "commute_km", "commute_minutes", "needs_bus")
HEALTH = ("health_status", "special_constitution", "allergies", "remark")
REGISTRY = (
    "id_doc_type",
    "id_doc_no",
    "student_registry_no",
    "former_registry_no",
    "registry_aux_no",
    "hukou_address",
    "registry_left_behind",
    "registry_migrant",
    "registry_orphan",
    "inclusive_class",
    "aid_needed",
    "boarding_subsidy",
    "registry_disability",
)
RARE = ("hukou_type", "only_child", "preschool", "martyr_child", "political_status")
EMERGENCY = ("emergency_name", "emergency_relation", "emergency_phone")


def details(fields: EditFields, file: StudentFile) -> tuple[EditGroup, ...]:
    """Return every field of the child's own two records, the sensitive ones folded."""
    student, private = file.student, file.private
    return (
        fields.group("core", _("Who the student is"), (student, CORE), (private, TALK)),
        fields.group("living", _("Home and contact"), (private, LIVING)),
        fields.group(
            "school", _("School and the way there"), (student, SCHOOL), (private, WAY)
        ),
        fields.group("health", _("Health"), (private, HEALTH), is_folded=True),
        fields.group(
            "registry", _("Identity and registry"), (private, REGISTRY), is_folded=True
        ),
        fields.group(
            "rare",
            _("Rarely asked"),
            (private, RARE),
            is_folded=True,
            note=_("Fill these in only where a form of the authorities demands it."),
        ),
    )


def emergency(fields: EditFields, file: StudentFile) -> tuple[EditGroup, ...]:
    """Return whom to call when nobody at home answers."""
    return (fields.group("emergency", "", (file.private, EMERGENCY)),)
