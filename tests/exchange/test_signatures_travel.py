"""A guardian's signature goes with its visit, to whoever may read the class's files."""

from __future__ import annotations

from homevisit.services import records, visit_signatures, visits
from homevisit.services.visit_signatures import Signer

STROKES = (((0.1, 0.2), (0.4, 0.3)), ((0.5, 0.1), (0.5, 0.4)))


def sign_a_visit(person):
    form = visits.begin_visit(person.session, "child-1").filled(
        interviewees=[{"name": "江守田"}],
        purposes=["know_family"],
        risks_found=["none"],
        term_id="term",
    )
    visit_id = visits.finalise_visit(person.session, form).visit_ids[0]
    visit_signatures.sign(person.session, visit_id, Signer("江守田"), STROKES)
    return visit_id


def test_it_arrives_whole_and_still_fits_what_was_signed(school):
    visit_id = sign_a_visit(school.homeroom)

    school.homeroom.hand_to(school.psychologist)

    there = school.psychologist.session
    visit = records.read(there, visit_id)
    (signature,) = visit_signatures.signatures_of(there, visit)
    assert signature.strokes == STROKES
    assert visit_signatures.is_of_what_stands(there, signature)


def test_a_subject_teacher_learns_nothing_of_it(school):
    sign_a_visit(school.homeroom)

    school.homeroom.hand_to(school.subject)

    assert "江守田" not in school.subject.everything()
