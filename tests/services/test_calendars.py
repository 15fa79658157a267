"""The school year goes on by itself, and two colleagues make one calendar."""

from __future__ import annotations

from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.queries import Query
from homevisit.services import calendars, records, school, vaults, visits
from tests.services.conftest import CHEAP, PASSWORD
from tests.services.test_visits import filled


def test_after_september_visits_can_still_be_finalised(session, jiang, clock):
    school.promote(session, 2027)
    clock.advance(days=310)

    form = filled(session, jiang, visit_date="2027-09-20")
    done = visits.finalise_visit(session, form)

    visit = records.read(session, done.visit_ids[0])
    assert records.read(session, visit.term_id).kind == "first"


def test_unlocking_in_a_new_school_year_adds_its_calendar(session, clock):
    folder = session.vault.folder
    vaults.lock(session)
    clock.advance(days=310)

    again = vaults.unlock(folder, PASSWORD, clock=clock)

    try:
        assert calendars.current_term(again) is not None
        count = len(records.find(again, Query("term")))
    finally:
        again.close()
    once_more = vaults.unlock(folder, PASSWORD, clock=clock)
    assert len(records.find(once_more, Query("term"))) == count
    once_more.close()


def test_two_vaults_that_set_up_the_school_have_one_calendar(session, tmp_path, clock):
    setup = vaults.Setup(school.Owner("顾明岚"), {"name": "禾田镇中心学校"})
    other = vaults.create(
        tmp_path / "gu.homevisit", PASSWORD, setup, clock=clock, kdf=CHEAP
    ).session

    session.ledger.receive(list(saves_beyond(other.ledger.db, {})))

    other.close()
    for kind, count in (("school", 1), ("term", 2), ("holiday_rule", 1)):
        assert len(records.find(session, Query(kind))) == count
    assert records.find(session, Query("term", in_conflict=True)) == ()
