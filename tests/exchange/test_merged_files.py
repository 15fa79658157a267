"""A file that one colleague merged and another still writes into."""

from __future__ import annotations

from homevisit.exchange.readers import Post, reach_of
from homevisit.exchange.withholding import Reader
from homevisit.ledger.rebuild import rebuild
from homevisit.ledger.record_rows import read_row
from homevisit.services import comparing, merging, records
from tests.exchange.staffroom import CLASS_A, CLASS_B, add_child


def merge(person, kept, merged):
    comparison = comparing.compare(person.session, kept, merged)
    decided = {
        (pair.kind, pair.name): pair.options[0] for pair in comparison.undecided()
    }
    return merging.merge(person.session, comparison, decided)


def meet(one, other):
    one.hand_to(other, confirm_posts=True)
    other.hand_to(one, confirm_posts=True)
    one.hand_to(other, confirm_posts=True)


def filed(person, record):
    row = read_row(person.db, record)
    return row.student_id, row.values["student_id"]


def test_a_colleague_s_later_visit_for_the_old_id_is_in_the_kept_file(school):
    one, other = school.homeroom, school.psychologist
    meet(one, other)
    merge(one, "child-1", "child-2")
    other.write("late", "visit", "child-2", student_id="child-2")
    other.write("child-2", "student", "child-2", strengths="会修自行车")

    meet(one, other)

    assert filed(one, "late") == filed(other, "late") == ("child-1", "child-1")
    for each in (one, other):
        (merged,) = merging.merged_files(each.session)
        assert merged.news == ("strengths",)
        assert rebuild(each.session.ledger)
    assert one.digest() == other.digest()


def test_two_colleagues_who_merge_the_other_way_round_come_to_one_file(school):
    one, other = school.homeroom, school.psychologist
    meet(one, other)
    merge(one, "child-1", "child-2")
    mine = merge(other, "child-2", "child-1")

    meet(one, other)

    assert [f.kept_id for f in merging.merged_files(one.session)] == ["child-1"]
    assert one.digest() == other.digest()

    records.take_back(other.session, mine.save_id)
    meet(one, other)
    assert [f.merged_id for f in merging.merged_files(one.session)] == ["child-2"]
    assert one.digest() == other.digest()


def shown(person, class_id):
    posts = (Post("homeroom_teacher", class_id),)
    eyes = Reader(person.db, "a-reader", reach_of(posts, "2026-03-02", {}))
    return {
        change.record_id
        for save in person.saves()
        for change in eyes.shown(save).changes
        if change
    }


def test_who_may_read_the_kept_file_reads_what_was_merged_into_it(school):
    one = school.homeroom
    add_child(one, "child-9", "学生1", CLASS_B)
    one.write("old-visit", "visit", "child-1", student_id="child-1", at_home="在家")
    assert "old-visit" not in shown(one, CLASS_B)

    merge(one, "child-9", "child-1")

    now, before = shown(one, CLASS_B), shown(one, CLASS_A)
    merges = {row[0] for row in one.db.execute(
        "SELECT id FROM record WHERE kind = 'student_merge'"
    )}  # fmt: skip
    assert {"old-visit", "child-1-private", "child-9"} | merges <= now
    assert merges <= before
    assert not {"old-visit", "child-9-private"} & before
