"""What a new form expects, and what its draft keeps of the hints."""

from __future__ import annotations

from dataclasses import replace

from homevisit.services import records, visits


def test_a_new_form_expects_the_guardians_who_are_at_home(session, jiang):
    people = (("江守田", True, None), ("江大海", True, True), ("江小雨", False, None))
    edits = [
        records.edit(
            "family_member",
            {
                "student_id": jiang,
                "name": name,
                "is_guardian": is_guardian,
                "is_away": is_away,
            },
            student_id=jiang,
        )
        for name, is_guardian, is_away in people
    ]
    first = records.save(session, edits).record_ids[0]

    form = visits.begin_visit(session, jiang)

    assert form.values["interviewees"] == [{"member_id": first}]


def test_a_draft_keeps_the_words_that_were_kept(session, jiang):
    form = visits.begin_visit(session, jiang)
    form = replace(form, kept_words={"at_home": ("不听话",)})
    visits.keep_draft(session, form)
    ((kept, _at),) = visits.read_drafts(session)
    assert kept.kept_words == {"at_home": ("不听话",)}
