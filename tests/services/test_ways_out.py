"""No list, print or book tells anything of a concern, a case or the counselling room.

Papers of care are made on purpose, one by one, and logged with a reason; they are the
only exception and are named here. A new way out has to be put into one of the tables.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import zipfile
from io import BytesIO

import pytest

import homevisit.services as package
from homevisit.domain.kinds import KINDS
from homevisit.domain.record import Compartment, Shape, facts_of
from homevisit.services import (
    campaign_reports,
    campaigns,
    concerns,
    lists,
    mandatory_reports,
    paper_forms,
    print_batches,
    printing,
    records,
    room,
    route_sheets,
    staffing,
    talk_sheets,
    term_summaries,
    visits,
)
from homevisit.services.concerns import ConcernEntry
from homevisit.services.records import RecordEdit
from homevisit.services.students import StudentQuery
from reports.visit_data import VisitSection
from tests.services.conftest import PASSWORD
from tests.services.printed import text_of
from tests.services.test_visits import filled

CANARY = "鹬蚌相争"
DAY = "2026-11-20"
# Verbs that begin so make something that leaves, or show how it would look.
_WORDS = ("print_", "export_", "preview_", "save_these", "as_workbook", "take_along")
TRIED = {
    "campaign_reports.print_report",
    "lists.export_students",
    "lists.export_these",
    "lists.save_these",
    "paper_forms.preview_forms",
    "paper_forms.print_forms",
    "print_batches.print_visits",
    "printing.preview_chosen",
    "printing.preview_visit",
    "printing.print_chosen",
    "printing.print_class",
    "printing.print_student_term",
    "printing.print_visit",
    "route_sheets.preview_route",
    "route_sheets.print_route",
    "talk_sheets.print_sheet",
    "talk_sheets.print_workbook",
    "term_summaries.print_both",
    "term_summaries.print_summary",
    "term_summaries.print_workbook",
}
NOT_A_LIST = {
    # Sealed to one colleague; tests/exchange says who is handed what.
    "changes.export_changes",
    "changes.export_room",
    # The whole vault, encrypted; the room stays a file of its own in it.
    "moving.take_along",
    # One paper of care at a time, with a reason that is logged.
    "care_papers.print_paper",
    # Nothing of a child, or only what another verb of the table made.
    "classes.preview_promotion",
    "paper_forms.print_blank",
    "paper_forms.print_run",
    "term_summaries.as_workbook",
    "term_summaries.print_again",
}


def test_every_way_out_is_in_a_table():
    found = set()
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        found |= {
            f"{module.name}.{name}"
            for name, verb in inspect.getmembers(loaded, inspect.isfunction)
            if verb.__module__ == loaded.__name__ and name.startswith(_WORDS)
        }
    assert found == TRIED | NOT_A_LIST


@pytest.fixture
def told(session, jiang):
    """A child of whom everything confidential is written, in both ledgers."""
    staffing.add_post(session, session.person_id, "psychologist")
    said = {"facts": CANARY, "child_words": CANARY, "done_already": CANARY}
    raised = concerns.raise_concern(session, ConcernEntry(jiang, said))
    form = mandatory_reports.begin(session, jiang, raised.concern_id)
    mandatory_reports.sign(session, form.filled(situations=["injury"]))
    shell = {"hint": CANARY, "severity": 4, "state": "intervening"}
    records.save(session, [RecordEdit("care_case", shell, raised.case_id, jiang)])
    opened = room.make_room(session, PASSWORD)
    for kind, model in KINDS.items():
        here = opened if model.COMPARTMENT is Compartment.COUNSELLING else session
        is_closed = model.COMPARTMENT in {
            Compartment.CARE,
            Compartment.LEADERS,
            Compartment.COUNSELLING,
        }
        if is_closed:
            records.save(here, [records.edit(kind, _full(model, jiang))])
    return jiang


def _full(model, student_id):
    """Return the canary in every field of words, and the child's id."""
    words = {Shape.TEXT, Shape.NOTE, Shape.NAME}
    values = {
        name: CANARY for name, facts in facts_of(model).items() if facts.shape in words
    }
    return {**values, "student_id": student_id, "class_id": ""}


@pytest.fixture
def visit_id(session, told):
    return visits.finalise_visit(session, filled(session, told)).visit_ids[0]


@pytest.fixture
def plan_id(session, told):
    wish = {"planned_date": "2026-11-24", "purpose": "了解家庭"}
    edit = records.edit("visit_plan", {**wish, "student_id": told, "state": "todo"})
    return records.save(session, [edit]).record_ids[0]


def _words_of(made):
    if made.startswith(b"%PDF"):
        return text_of(made)
    if made.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(made)) as book:
            return "".join(book.read(each).decode("utf-8") for each in book.namelist())
    return made.decode("utf-8-sig")


def test_no_way_out_carries_any_of_it(
    session, told, class_id, visit_id, plan_id, tmp_path
):
    term_id = records.read(session, visit_id).term_id
    file = tmp_path / "list.xlsx"
    lists.save_these(session, [told], file, "测试")
    route = route_sheets.RouteWish((plan_id,), with_phones=True)
    wish = term_summaries.Wish(
        names=term_summaries.NamesShown.FULL, purpose="校内汇报使用"
    )
    both = term_summaries.print_both(session, wish)
    scope = {"first_day": "2026-11-01", "last_day": "2026-11-30", "scope": "all"}
    begun = campaigns.begin(session, {"name": "Autumn", **scope}).record_ids[0]
    made = {
        "campaign": campaign_reports.print_report(session, begun).pdf,
        "list": lists.export_students(session, StudentQuery(), purpose="测试"),
        "csv": lists.export_these(session, [told], lists.CSV, "测试"),
        "file": file.read_bytes(),
        "form": paper_forms.preview_forms(session, [told, plan_id]).pdf,
        "forms": paper_forms.print_forms(session, [told]).rendered.pdf,
        "chosen": printing.preview_chosen(session, [visit_id]).pdf,
        "visit": printing.print_visit(session, visit_id).pdf,
        "whole": printing.preview_visit(session, visit_id, frozenset(VisitSection)).pdf,
        "book": printing.print_chosen(session, [visit_id]).pdf,
        "term": printing.print_student_term(session, told, term_id).pdf,
        "class": printing.print_class(session, class_id, term_id).pdf,
        "route": route_sheets.preview_route(session, route).pdf,
        "printed route": route_sheets.print_route(session, route).pdf,
        "talks": talk_sheets.print_sheet(session).pdf,
        "talk book": talk_sheets.print_workbook(session),
        "summary": both.rendered.pdf,
        "summary book": both.workbook,
    }
    singly = print_batches.print_visits(session, [visit_id])
    made |= {f"singly {each}": rendered.pdf for each, rendered in singly}

    for name, content in made.items():
        words = _words_of(content)
        assert words, name
        assert CANARY not in words, name


def test_the_search_for_it_would_find_a_leak(session, told):
    """Control: the same canary in an ordinary field is on paper and is found."""
    form = filled(session, told, at_home=CANARY)
    visit_id = visits.finalise_visit(session, form).visit_ids[0]
    assert CANARY in _words_of(printing.print_visit(session, visit_id).pdf)
    records.save(session, [RecordEdit("student", {"name": CANARY}, told)])
    listed = lists.export_these(session, [told], lists.XLSX, "测试")
    assert CANARY in _words_of(listed)
