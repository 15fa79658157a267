"""A guardian signs what was shown, or says why not; the latest answer counts."""

from __future__ import annotations

import pytest

from homevisit.domain.record import Compartment
from homevisit.domain.signatures import VisitSignature
from homevisit.exchange.readers import compartment_of
from homevisit.ledger.undo import NothingToUndoError
from homevisit.services import (
    passwords,
    printing,
    records,
    revisions,
    student_files,
    visit_edits,
    visit_endings,
    visit_signatures,
    visits,
)
from homevisit.services.records import LockedRecordError, ReasonMissingError
from homevisit.services.revisions import Wanted
from homevisit.services.visit_endings import NotFinalisedError
from homevisit.services.visit_signatures import NoSignatureError, Signer
from tests.services.conftest import PASSWORD

STROKES = (((0.1, 0.2), (0.3, 0.25), (0.3, 0.25)), ((0.5, 0.1), (0.52, 0.4)))


@pytest.fixture
def visit_id(session, jiang):
    member = {
        "student_id": jiang,
        "name": "江守田",
        "relation": "paternal_grandfather",
        "is_guardian": True,
    }
    records.save(session, [records.edit("family_member", member, student_id=jiang)])
    form = visits.begin_visit(session, jiang).filled(
        interviewees=[
            {"name": "何桂香", "relation": "paternal_grandmother"},
            {"name": "江守田"},
            {"name": "何桂香"},
        ],
        purposes=["know_family"],
        risks_found=["safety"],
        risk_note="屋后的池塘没有围栏。",
        consensus="每周三视频。",
    )
    return visits.finalise_visit(session, form).visit_ids[0]


def signatures(session, visit_id):
    visit = records.read(session, visit_id)
    return visit_signatures.signatures_of(session, visit)


def test_who_was_spoken_with_and_then_the_guardians_can_sign(session, visit_id):
    found = visit_signatures.signers(session, visit_id)
    assert [each.name for each in found] == ["何桂香", "江守田"]
    assert found[0].relation == "paternal_grandmother"


def test_a_signature_is_kept_as_strokes_and_names_what_was_signed(session, visit_id):
    signer = visit_signatures.signers(session, visit_id)[0]
    visit_signatures.sign(session, visit_id, signer, STROKES)

    (signature,) = signatures(session, visit_id)
    assert signature.is_signed
    assert signature.strokes[0] == ((0.1, 0.2), (0.3, 0.25))
    assert (signature.signer_name, signature.witnessed_by) == (
        "何桂香",
        session.person_id,
    )
    assert visit_signatures.is_of_what_stands(session, signature)
    assert signature.signed_addenda == ()


def test_the_file_of_the_child_knows_which_visits_are_signed(session, jiang, visit_id):
    signer = Signer("何桂香")
    visit_signatures.leave_unsigned(session, visit_id, signer, "no_time")
    assert student_files.read_file(session, jiang).signed == frozenset()
    visit_signatures.sign(session, visit_id, signer, STROKES)
    assert student_files.read_file(session, jiang).signed == {visit_id}


def test_what_is_added_later_is_not_signed(session, visit_id):
    before = visit_endings.add_addendum(session, visit_id, "祖母已出院。", "后来得知")
    signer = Signer("何桂香")
    visit_signatures.sign(session, visit_id, signer, STROKES)
    visit_endings.add_addendum(session, visit_id, "又一句。", "后来得知")

    (signature,) = signatures(session, visit_id)
    assert signature.signed_addenda == before.record_ids
    assert visit_signatures.is_of_what_stands(session, signature)


def test_a_changed_promise_is_no_longer_what_was_signed(session, jiang):
    promise = {
        "description": "修围栏",
        "promised_by": "family",
        "due_date": "2026-12-01",
    }
    form = visits.begin_visit(session, jiang).filled(
        interviewees=[{"name": "何桂香"}],
        purposes=["know_family"],
        risks_found=["none"],
    )
    form = visits.VisitForm(
        form.draft_id, form.visit_id, jiang, form.values, promises=(promise,)
    )
    visit_id = visits.finalise_visit(session, form).visit_ids[0]
    visit_signatures.sign(session, visit_id, Signer("何桂香"), STROKES)
    item = visit_edits.promise_id_of(form, promise)
    records.correct(session, item, {"description": "不修了"}, "改主意")

    (signature,) = signatures(session, visit_id)
    assert not visit_signatures.is_of_what_stands(session, signature)


def test_an_empty_pad_and_a_touch_by_accident_are_no_signature(session, visit_id):
    for strokes in ((), (((0.5, 0.5),),), (((0.5, 0.5), (0.51, 0.5)),)):
        with pytest.raises(NoSignatureError):
            visit_signatures.sign(session, visit_id, Signer("何桂香"), strokes)
    assert signatures(session, visit_id) == ()


def test_a_pad_full_of_ink_is_bounded(session, visit_id):
    endless = [[((at % 97) / 97, (at % 89) / 89) for at in range(20_000)]]
    visit_signatures.sign(session, visit_id, Signer("何桂香"), endless)
    (signature,) = signatures(session, visit_id)
    assert 1000 < sum(map(len, signature.strokes)) <= 6000


@pytest.mark.parametrize(
    ("reason", "note", "answer"),
    [
        ("think_over", "", "pending"),
        ("disagrees", "不同意第三条", "declined"),
        ("left", "", "absent"),
        ("other", "手伤了", "pending"),
    ],
)
def test_not_signing_has_a_reason(session, visit_id, reason, note, answer):
    signer = Signer("何桂香")
    visit_signatures.leave_unsigned(session, visit_id, signer, reason, note)
    (signature,) = signatures(session, visit_id)
    assert (signature.answer, signature.reason_note) == (answer, note)


def test_another_reason_must_be_said(session, visit_id):
    for reason, note in (("", ""), ("other", " "), ("made_up", "x y")):
        with pytest.raises(ReasonMissingError):
            visit_signatures.leave_unsigned(
                session, visit_id, Signer("何桂香"), reason, note
            )
    assert signatures(session, visit_id) == ()


def test_nothing_is_signed_before_it_is_finalised(session, jiang):
    saved = visits.save_visit(session, visits.begin_visit(session, jiang))
    with pytest.raises(NotFinalisedError):
        visit_signatures.sign(session, saved.record_ids[0], Signer("x"), STROKES)


def test_a_signature_cannot_be_taken_back_and_a_later_one_counts(session, visit_id):
    signer = Signer("何桂香")
    written = visit_signatures.leave_unsigned(session, visit_id, signer, "no_time")
    with pytest.raises(NothingToUndoError):
        records.take_back(session, written.save_id)
    session.clock.advance(seconds=60)
    visit_signatures.sign(session, visit_id, signer, STROKES)
    assert [each.answer for each in signatures(session, visit_id)] == [
        "pending",
        "signed",
    ]


def test_a_signature_goes_where_its_visit_goes():
    assert VisitSignature.COMPARTMENT is Compartment.CLASS_FILE
    assert compartment_of("visit_signature") == compartment_of("visit")


def test_the_print_has_the_strokes_and_its_check_sees_a_later_signature(
    session, visit_id
):
    unsigned = printing.print_visit(session, visit_id).pdf
    assert printing.check_pdf(session, unsigned).matches
    visit_signatures.sign(session, visit_id, Signer("何桂香"), STROKES)
    signed = printing.print_visit(session, visit_id).pdf
    assert printing.check_pdf(session, signed).matches
    assert printing.check_pdf(session, unsigned).differing == ("signatures",)
    assert signed != unsigned


def test_strokes_on_paper_are_as_large_as_a_hand_writes(session, visit_id):
    visit_signatures.sign(session, visit_id, Signer("何桂香"), STROKES)
    guardian = visit_signatures.shown_to_guardian(session, visit_id).guardian
    xs = [x for stroke in guardian.strokes for x, _y in stroke]
    assert max(xs) - min(xs) > 100


def test_a_guardian_is_shown_nothing_of_risk_or_of_the_teachers_opinion(
    session, visit_id
):
    shown = visit_signatures.shown_to_guardian(session, visit_id)
    assert shown.risk == ()
    assert "池塘" not in repr(shown)
    assert "视频" in repr(shown)


def test_only_the_password_of_this_vault_is_mine(session):
    assert passwords.is_mine(session, PASSWORD)
    assert not passwords.is_mine(session, PASSWORD + "x")
    assert not passwords.is_mine(session, "")


def test_no_value_of_a_signature_is_put_back_or_written_over(session, jiang, visit_id):
    visit_signatures.sign(session, visit_id, Signer("江守田"), STROKES)
    (signed,) = signatures(session, visit_id)
    writes = [
        write
        for save in revisions.page(session, Wanted(jiang, kinds=("visit_signature",)))
        for record in save.records
        for write in record.writes
    ]
    assert {"answer", "signer_name"} <= {each.field for each in writes}
    for write in writes:
        with pytest.raises(LockedRecordError):
            revisions.put_back(session, write)
    with pytest.raises(LockedRecordError):
        records.archive(session, signed.id, "写错了人")
    assert signatures(session, visit_id) == (signed,)
