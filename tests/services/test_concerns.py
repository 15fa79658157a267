"""A concern: raised in one save, never edited, added to; what a teacher then sees."""

from __future__ import annotations

import pytest

from homevisit.ledger import drafts
from homevisit.ledger.queries import Query
from homevisit.ledger.undo import NothingToUndoError
from homevisit.services import (
    care_approvals,
    care_shells,
    concerns,
    follow_ups,
    records,
    staffing,
    students,
)
from homevisit.services.care_approvals import (
    AlreadyDecidedError,
    NotALeaderError,
    OwnQuestionError,
)
from homevisit.services.care_shells import NoSuchDutyError
from homevisit.services.concerns import ConcernDraft, ConcernEmptyError, ConcernEntry
from homevisit.services.records import (
    NoSuchRecordError,
    ReasonMissingError,
    RecordEdit,
    SignedRecordError,
)


def raise_it(session, student_id, promises=(), draft_id="", **values):
    given = {"facts": "上课时趴着，手臂上有划痕", **values}
    entry = ConcernEntry(student_id, given, promises, draft_id)
    return concerns.raise_concern(session, entry)


@pytest.fixture
def raised(session, jiang):
    return raise_it(session, jiang)


def publish(session, case_id, **values):
    """Write into the shell as the psychologist's vault does."""
    student = records.values_of(session, case_id)["student_id"]
    records.save(session, [RecordEdit("care_case", values, case_id, student)])


def test_concern_and_shell_are_one_save_that_names_child_term_and_raiser(
    session, jiang, class_id, raised
):
    (concern,) = concerns.of_student(session, jiang)
    (shell,) = care_shells.shells(session)

    assert (concern.raised_by, concern.class_id) == (session.person_id, class_id)
    assert concern.raised_at == concern.signed_at == "2026-11-20T09:00:00Z"
    assert records.read(session, concern.term_id).kind == "first"
    assert (shell.case_id, shell.state, shell.severity) == (
        concern.case_id,
        "raised",
        None,
    )
    assert shell.next_due_kind == "accept"
    assert shell.next_due_at > concern.raised_at
    assert raised.concern_no.startswith("XS-2026-")
    assert shell.case_no.startswith("XL-2026-")
    assert {
        each.save_id
        for record_id in (raised.concern_id, raised.case_id)
        for each in records.history_of(session, record_id)
    } == {raised.written.save_id}


def test_what_others_see_of_the_save_does_not_say_what_it_is(session, jiang, raised):
    """The purpose travels to everybody, also where the content is withheld."""
    line = next(
        each
        for each in records.recent_saves(session)
        if each.save_id == raised.written.save_id
    )
    assert (line.purpose, line.label) == ("save", "concern")


def test_the_more_urgent_it_seems_the_sooner_it_is_due(session, class_id):
    due = []
    for severity in (4, 3, 2, 1):
        child = students.add_student(session, {"name": "某", "class_id": class_id})
        raise_it(session, child.record_ids[0], suggested_severity=severity)
        (shell,) = care_shells.shells(session, child.record_ids[0])
        due.append(shell.next_due_at)
    assert due == sorted(due)
    assert len(set(due)) == len(due)


def test_nothing_said_is_not_raised_and_an_unknown_child_neither(session, jiang):
    empty = ConcernEntry(jiang, {"facts": "  ", "signs": [], "suggested_severity": 3})
    with pytest.raises(ConcernEmptyError):
        concerns.raise_concern(session, empty)
    with pytest.raises(NoSuchRecordError):
        raise_it(session, "nobody")
    assert concerns.of_student(session, jiang) == ()


def test_it_is_never_edited_archived_or_taken_back(session, jiang, raised):
    edit = RecordEdit("concern", {"facts": "没事"}, raised.concern_id, jiang)
    with pytest.raises(SignedRecordError):
        records.save(session, [edit])
    with pytest.raises(SignedRecordError):
        records.archive(session, raised.concern_id, "写错了")
    with pytest.raises(NothingToUndoError):
        records.take_back(session, raised.written.save_id)
    (concern,) = concerns.of_student(session, jiang)
    assert concern.facts == "上课时趴着，手臂上有划痕"
    assert len(care_shells.shells(session)) == 1


def test_what_is_known_later_is_added_beside_it(session, jiang, raised):
    concerns.add(session, raised.concern_id, {"child_words": "我只是累了。"})
    (added,) = concerns.addenda_of(session, raised.concern_id)
    assert (added.child_words, added.case_id) == ("我只是累了。", raised.case_id)
    with pytest.raises(ConcernEmptyError):
        concerns.add(session, raised.concern_id, {"facts": " "})
    with pytest.raises(SignedRecordError):
        records.save(session, [RecordEdit("concern_addendum", {}, added.id, jiang)])


def test_an_open_case_takes_the_next_concern_up_and_a_closed_one_does_not(
    session, jiang, raised
):
    again = raise_it(session, jiang, facts="又迟到了三天")
    assert again.case_id == raised.case_id
    assert len(care_shells.shells(session)) == 1
    of_case = {each.id for each in concerns.of_case(session, raised.case_id)}
    assert of_case == {raised.concern_id, again.concern_id}

    publish(session, raised.case_id, state="closed", closed_at="2026-11-20T09:00:00Z")
    anew = raise_it(session, jiang)
    assert anew.case_id != raised.case_id
    assert [each.case_id for each in care_shells.shells(session)] == [anew.case_id]
    assert len(care_shells.shells(session, jiang, open_only=False)) == 2


@pytest.mark.parametrize(
    ("values", "needs_report", "is_urgent"),
    [
        ({"signs": ["low_mood"]}, False, False),
        ({"signs": ["talks_of_death"]}, False, True),
        ({"harm_signs": ["wounds", "bullied"]}, True, True),
    ],
)
def test_signs_of_harm_open_the_path_of_the_report(
    session, jiang, values, needs_report, is_urgent
):
    raised = raise_it(session, jiang, **values)
    assert (raised.needs_report, raised.is_urgent) == (needs_report, is_urgent)
    assert raised.situations == (("injury",) if needs_report else ())


def test_every_sign_of_harm_leads_to_a_situation_of_the_law():
    from homevisit.domain.vocabulary import vocabulary

    signs = [term.code for term in vocabulary("care_harm_signs").terms]
    for sign in signs:
        (situation,) = concerns.situations_for([sign])
        assert situation in vocabulary("care_harm_situations")


def test_it_says_who_is_missing_and_that_the_child_has_left(session, jiang):
    assert len(raise_it(session, jiang).remarks) == 1
    staffing.add(session, "南乔", "psychologist")
    known = raise_it(session, jiang)
    gone = RecordEdit("student", {"roll_status": "transferred_out"}, jiang)
    records.save(session, [gone])
    left = raise_it(session, jiang)

    assert len(left.remarks) == len(known.remarks) + 1
    assert len(concerns.of_student(session, jiang)) == 3


@pytest.mark.parametrize("days", [-3 * 365, 3 * 365])
def test_a_clock_that_is_years_off_is_said_and_the_concern_is_kept(
    session, jiang, clock, days
):
    usual = len(raise_it(session, jiang).remarks)
    clock.advance(days=days)
    raised = raise_it(session, jiang)
    assert len(raised.remarks) == usual + 1
    assert str(abs(days)) in raised.remarks[0]
    assert len(concerns.of_student(session, jiang)) == 2


def test_a_draft_goes_with_what_it_became(session, jiang):
    draft = ConcernDraft("d1", jiang, {"facts": "半句"})
    assert concerns.keep_draft(session, draft)
    (kept,) = concerns.read_drafts(session)
    assert (kept.student_id, kept.body) == (jiang, {"facts": "半句"})
    raise_it(session, jiang, draft_id="d1")
    assert concerns.read_drafts(session) == ()
    concerns.keep_draft(session, draft)
    concerns.drop_draft(session, "d1")
    assert drafts.read_drafts(session.ledger.db) == ()


def test_what_was_agreed_becomes_an_item_that_says_nothing_of_a_concern(session, jiang):
    promise = {"description": "课间陪她说说话", "due_date": "2026-11-21"}
    raise_it(session, jiang, (promise,))
    (due,) = follow_ups.open_items(session, jiang)
    assert (due.item.description, due.item.source) == ("课间陪她说说话", "other")
    assert due.item.source_id == ""


def test_a_duty_is_ticked_beside_the_shell(session, jiang, raised):
    me = session.person_id
    rows = [
        {"key": "a", "text": "每天打招呼", "owner_id": me, "due_date": "2026-12-01"},
        {"key": "b", "text": "联系家长", "owner_id": me, "due_date": "2026-11-25"},
        {"key": "c", "text": "别人的", "owner_id": "other", "due_date": "2026-11-21"},
    ]
    publish(session, raised.case_id, duties=rows, hint="请多鼓励", severity=2)
    assert [each.key for each in care_shells.duties(session)] == ["b", "a"]

    before = records.history_of(session, raised.case_id)
    written = care_shells.tick(session, raised.case_id, "b", "已电话联系")
    (shell,) = care_shells.shells(session, jiang)
    ticked = {each.key: each for each in shell.duties}["b"]
    assert (ticked.done_on, ticked.remark) == ("2026-11-20", "已电话联系")
    assert [each.key for each in care_shells.duties(session)] == ["a"]
    assert records.history_of(session, raised.case_id) == before
    with pytest.raises(NoSuchDutyError):
        care_shells.tick(session, raised.case_id, "z")

    records.take_back(session, written.save_id)
    assert [each.key for each in care_shells.duties(session)] == ["b", "a"]


def test_duties_are_for_who_sees_the_shell(session, class_id):
    for name, role in (("南乔", "psychologist"), ("柏舟", "subject_teacher")):
        staffing.add(session, name, role)
    head = staffing.add(session, "江山", "").record_ids[0]
    staffing.add_post(session, head, "homeroom_teacher", class_id)
    found = care_shells.who_may_have_duties(session, class_id)
    assert set(found.values()) == {"南乔", "江山"}
    elsewhere = care_shells.who_may_have_duties(session, "another class")
    assert set(elsewhere.values()) == {"南乔"}


def test_shells_come_the_gravest_first(session, jiang, raised, class_id):
    other = students.add_student(session, {"name": "喻书瑶", "class_id": class_id})
    grave = raise_it(session, other.record_ids[0])
    publish(session, raised.case_id, severity=1, state="assessed")
    publish(session, grave.case_id, severity=3, state="assessed")
    found = [each.severity for each in care_shells.shells(session)]
    assert found == [3, 1]


def test_the_raiser_learns_that_it_was_taken_up(session, jiang, raised):
    (line,) = care_shells.raised_by_me(session)
    assert (line.state, line.taken_up_at) == ("raised", "")
    publish(session, raised.case_id, state="intervening", owner_id="南乔")
    (line,) = care_shells.raised_by_me(session)
    assert (line.state, line.taken_up_by) == ("intervening", "南乔")


@pytest.fixture
def asked(session, raised):
    """Ask as somebody else, so that the owner can decide."""
    values = {"asked_by": "南乔", "what": "closure", "case_id": raised.case_id}
    edit = records.edit("care_approval", values)
    return records.save(session, [edit]).record_ids[0]


def test_a_leader_decides_once_and_never_what_she_asked(session, raised, asked):
    with pytest.raises(NotALeaderError):
        care_approvals.decide(session, asked, is_yes=True)
    staffing.add_post(session, session.person_id, "principal")
    with pytest.raises(ReasonMissingError):
        care_approvals.decide(session, asked, is_yes=False)
    own = care_approvals.ask(session, raised.case_id, "plan", severity=3)
    with pytest.raises(OwnQuestionError):
        care_approvals.decide(session, own.record_ids[0], is_yes=True)

    assert len(care_approvals.waiting(session)) == 2
    word = care_approvals.decide(session, asked, is_yes=True)
    with pytest.raises(NothingToUndoError):
        records.take_back(session, word.save_id)
    with pytest.raises(AlreadyDecidedError):
        care_approvals.decide(session, asked, is_yes=False, remark="再想想")
    (waiting,) = care_approvals.waiting(session)
    assert (waiting.what, waiting.severity) == ("plan", 3)
    decided = [
        each
        for each in care_approvals.of_case(session, raised.case_id)
        if each.decision == "yes"
    ]
    assert [each.decided_by for each in decided] == [session.person_id]
    with pytest.raises(LookupError):
        care_approvals.ask(session, raised.case_id, "score")
    records.take_back(session, own.save_id)
    assert care_approvals.waiting(session) == ()


def test_a_raised_child_has_no_other_records_than_these(session, jiang):
    """Nothing but the concern, its shell and what was promised is written."""
    before = _counts(session)
    raise_it(session, jiang)
    after = _counts(session)
    assert {kind for kind in after if after[kind] != before.get(kind)} == {
        "concern",
        "care_case",
    }


def _counts(session):
    return {
        kind: len(records.find(session, Query(kind, with_archived=True)))
        for kind in records.KINDS
    }
