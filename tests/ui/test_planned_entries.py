"""The file of a child tells which visit is planned, and begins it."""

from homevisit.services import visit_plans
from homevisit.services.visit_plans import PlannedTrip
from tests.ui.conftest import find_id, on_vault, settle


def test_a_planned_visit_stands_in_the_timeline_and_begins_with_it(
    desk, entered, qtbot, thread
):
    session = entered.session

    def prepare():
        who = find_id(session, "袁知行")
        trip = PlannedTrip((who,), "2026-11-24", "16:30", "石桥村")
        visit_plans.plan(session, [trip], visit_plans.Shared(visit_form="onsite_home"))
        return who

    who = on_vault(qtbot, thread, prepare)
    desk.ways.open_student(who)
    settle(qtbot, thread)
    shown = desk.page("file").shown
    (entry,) = (each for each in shown.timeline if each.state == "planned")
    assert (entry.on, entry.time, entry.facts) == ("2026-11-24", "16:30", "周静怡")
    desk.page("file").presenter._on_entry(entry)
    settle(qtbot, thread)
    assert desk.page_code == "visit"
