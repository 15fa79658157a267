"""Nothing that was raised slips through: it stands on the board until it is ended."""

from __future__ import annotations

from dataclasses import replace

from homevisit.domain import care_steps as steps
from homevisit.ledger.ledger import Edit, Ledger
from homevisit.ledger.queries import Query
from homevisit.services import care_approvals, care_board, care_cases, care_shells, records
from homevisit.services.concerns import CASE, KIND
from tests.services.care.acts import followed, raised, step


def on_board(opened):
    """Return the ids of the cases that can be seen on the board, and of clues."""
    queue = care_board.queue(opened)
    rows = {row.case_id for group in queue.groups for row in group.rows}
    return rows | {each.case_id for each in queue.clues}


def by_another(session, person="0198000000007000800000000000dddd"):
    """Return a ledger that writes as a colleague does in a vault of her own."""
    ledger = session.ledger
    author = replace(ledger.author, person_id=person)
    return Ledger(ledger.db, ledger.indexing, author, ledger.clock)


def test_accept_undone_after_more(opened, case_id):
    accepted = care_cases.accept(opened, case_id)
    care_cases.share_hint(opened, case_id, "多陪陪她")
    care_cases.take_back(opened, accepted.save_id)
    assert on_board(opened) == {case_id}


def test_concern_without_shell(opened, jiang):
    other = by_another(opened.school)
    other.save([Edit("c1", KIND, jiang, {"student_id": jiang, "case_id": "k1", "facts": "x", "raised_at": "2026-11-01T00:00:00Z", "raised_by": "0198000000007000800000000000dddd"})])
    assert on_board(opened) == {"k1"}
    care_cases.accept(opened, "k1")
    assert on_board(opened) == {"k1"}
    (row,) = [r for g in care_board.queue(opened).groups for r in g.rows]
    print(row)
    assert row.name and row.case_no


def test_shell_archived(opened, jiang, case_id):
    other = by_another(opened.school)
    other.save([Edit(case_id, CASE, jiang, {"archived": {"reason": "x", "saw": []}})])
    assert on_board(opened) == {case_id}


def test_new_concern_on_ended(opened, jiang, case_id):
    care_cases.accept(opened, case_id)
    step(opened, case_id, steps.REJECT)
    other = by_another(opened.school)
    other.save([Edit("c1", KIND, jiang, {"student_id": jiang, "case_id": case_id, "facts": "x", "raised_at": "2026-11-01T00:00:00Z", "raised_by": "0198000000007000800000000000dddd"})])
    (clue,) = care_board.queue(opened).clues
    print(clue)
    care_cases.take_in(opened, "c1")
    assert on_board(opened) == {case_id}


def test_forged_as_of(opened, jiang, case_id):
    other = by_another(opened.school)
    care_cases.accept(opened, case_id)
    other.save([Edit(case_id, CASE, jiang, {"as_of": ["abcd"], "hint": "这孩子有病", "state": "closed"})])
    care_cases.publish(opened)
    (s,) = care_shells.shells(opened.school)
    assert s.hint == ""


def test_forged_approval(opened, jiang, case_id, clock):
    followed(opened, case_id, severity=3)
    who = "0198000000007000800000000000dddd"
    by_another(opened.school).save([Edit("a1", "care_approval", jiang, {"case_id": case_id, "what": "plan", "decision": "yes", "decided_by": who})])
    assert care_approvals.given(opened.school, case_id) == ()
