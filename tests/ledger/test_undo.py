"""Undo: what a save did is taken back, what was built upon it since is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from homevisit.clock import SetClock
from homevisit.ledger import history
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.ledger import Edit
from homevisit.ledger.rebuild import rebuild
from homevisit.ledger.record_rows import read_row
from homevisit.ledger.undo import NothingToUndoError, undo
from tests.ledger.replicas import hand_over, make_ledger, values, write

BEGUN = ("class", "home", "a", "a-private", "a-mother", "b", "b-private")


@pytest.fixture
def ledger():
    return make_ledger()


def roster(ledger) -> str:
    """Import two children of one class, the first with a mother and a household."""

    def of(child, **fields):
        return {"student_id": child, **fields}

    edits = [
        Edit("class", "school_class", None, {"name": "七（2）班"}),
        Edit("home", "household", "a", {"student_ids": ["a"]}),
        Edit("a", "student", "a", {"name": "江予安", "class_id": "class"}),
        Edit("a-private", "student_private", "a", of("a", household_id="home")),
        Edit("a-mother", "family_member", "a", of("a", name="江守田")),
        Edit("b", "student", "b", {"name": "柏舟", "class_id": "class"}),
        Edit("b-private", "student_private", "b", of("b", phone="1")),
    ]
    return ledger.save(edits, purpose="import").save_id


def archived(ledger) -> set[str]:
    return {each for each in BEGUN if read_row(ledger.db, each).is_archived}


def visit(ledger, record="v", **fields):
    told = {"student_id": "a", **fields}
    return ledger.save([Edit(record, "visit", "a", told)]).save_id


def test_the_file_of_a_visited_child_stays_whole(ledger):
    imported = roster(ledger)
    visit(ledger)

    undone = undo(ledger, imported)

    assert archived(ledger) == {"b", "b-private"}
    stays = ("class", "home", "a", "a-private", "a-mother")
    assert undone.kept == tuple((each, "") for each in stays)


def test_an_edited_part_keeps_the_whole_file(ledger):
    imported = roster(ledger)
    write(ledger, "a-mother", kind="family_member", student="a", phone="13800002716")

    undo(ledger, imported)

    assert archived(ledger) == {"b", "b-private"}


def test_a_class_that_a_later_child_is_in_stays_without_the_others(ledger):
    imported = roster(ledger)
    write(ledger, "c", kind="student", student="c", class_id="class")

    undone = undo(ledger, imported)

    assert archived(ledger) == set(BEGUN) - {"class"}
    assert undone.kept == (("class", ""),)


@pytest.mark.parametrize(
    "told", [{"of_id": "b"}, {"of": [{"member_id": "b"}]}, {"answers": {"b": 1}}]
)
def test_any_value_that_is_an_id_is_a_reference(ledger, told):
    imported = roster(ledger)
    write(ledger, "note", kind="of_a_newer_version", **told)

    undo(ledger, imported)

    assert archived(ledger).isdisjoint({"b", "b-private", "class"})


def test_what_names_it_no_longer_keeps_nothing(ledger):
    imported = roster(ledger)
    undo(ledger, visit(ledger))

    undo(ledger, imported)

    assert archived(ledger) == set(BEGUN)


def test_what_the_undo_takes_out_of_a_field_keeps_nothing(ledger):
    write(ledger, "old", kind="student", student="old", class_id="former")
    moved = ledger.save(
        [
            Edit("new-class", "school_class", None, {"name": "八（1）班"}),
            Edit("old", "student", "old", {"class_id": "new-class"}),
        ]
    )

    undone = undo(ledger, moved.save_id)

    assert undone.kept == ()
    assert read_row(ledger.db, "new-class").is_archived
    assert values(ledger, "old") == {"class_id": "former"}


def test_nothing_of_a_locked_visit_is_undone(ledger):
    visit(ledger, text="草稿")
    finalised = ledger.save(
        [
            Edit("v", "visit", "a", {"state": "finalised"}),
            Edit("promise", "follow_up", "a", {"source_id": "v"}),
            Edit("other", "note", None, {"text": "一"}),
        ]
    )

    undone = undo(ledger, finalised.save_id, keep={"v"})

    assert values(ledger, "v")["state"] == "finalised"
    assert not read_row(ledger.db, "promise").is_archived
    assert read_row(ledger.db, "other").is_archived
    assert undone.kept == (("v", ""), ("promise", ""))
    with pytest.raises(NothingToUndoError):
        undo(ledger, visit(ledger, "w"), keep=("w",))


def test_a_locked_visit_elsewhere_keeps_nothing_of_another_save(ledger):
    visit(ledger)
    later = write(ledger, "promise", kind="follow_up", student="a", source_id="v")

    undo(ledger, later.save_id, keep={"v"})

    assert read_row(ledger.db, "promise").is_archived


def colleague(ledger, **options):
    other = make_ledger("b" * 16, **options)
    hand_over(ledger, other)
    return other


def test_who_began_a_record_does_not_depend_on_a_clock(ledger):
    began = write(ledger, "r", name="江予安")
    behind = colleague(ledger, clock=SetClock(datetime(2000, 1, 1, tzinfo=UTC)))
    edited = write(behind, "r", text="二〇〇〇年写的")
    hand_over(behind, ledger)

    with pytest.raises(NothingToUndoError):
        undo(ledger, began.save_id)
    undo(ledger, edited.save_id)

    assert values(ledger, "r") == {"name": "江予安"}
    assert not read_row(ledger.db, "r").is_archived


def test_what_stood_before_and_was_withheld_is_not_taken_for_empty(ledger):
    for text in "一二三":
        saved = write(
            ledger, "r", text=text, **({"name": "新"} if text == "三" else {})
        )
    saves = list(saves_beyond(ledger.db, {}))
    other = make_ledger("b" * 16)
    other.receive([saves[0], replace(saves[1], note=None, changes=(None,)), saves[2]])

    undone = undo(other, saved.save_id)

    assert undone.kept == (("r", "text"),)
    assert values(other, "r")["text"] == "三"
    assert "name" not in values(other, "r")


def test_a_record_of_which_only_part_is_here_is_never_set_aside(ledger):
    write(ledger, "r", text="一")
    saved = write(ledger, "r", name="新")
    other = make_ledger("b" * 16)
    other.receive(list(saves_beyond(ledger.db, {}))[1:])

    undo(other, saved.save_id)

    row = read_row(other.db, "r")
    assert (dict(row.values), row.is_archived) == ({}, False)


def test_of_a_record_that_two_began_only_ones_own_part_goes(ledger):
    saved = write(ledger, "a-private", kind="student_private", phone="1")
    other = make_ledger("b" * 16)
    write(other, "a-private", kind="student_private", address="石桥村三组")
    hand_over(other, ledger)

    undo(ledger, saved.save_id)

    row = read_row(ledger.db, "a-private")
    assert (dict(row.values), row.is_archived) == ({"address": "石桥村三组"}, False)


def disputed(ledger) -> str:
    write(ledger, "r", text="一")
    seen = ledger.standing("r")
    write(ledger, "r", text="二")
    return ledger.save([Edit("r", "note", None, {"text": "三"}, seen)]).save_id


def test_undo_of_one_side_of_a_dispute_leaves_the_other_alone(ledger):
    undone = undo(ledger, disputed(ledger))

    assert values(ledger, "r") == {"text": "二"}
    assert history.rivals(ledger.db, "r") == {}
    undo(ledger, undone.save_id)
    assert {each.new for each in history.rivals(ledger.db, "r")["text"]} == {"二", "三"}


def test_undo_of_the_undo_of_a_settlement_settles_again(ledger):
    disputed(ledger)
    undone = undo(ledger, write(ledger, "r", text="合").save_id)

    undo(ledger, undone.save_id)

    assert values(ledger, "r") == {"text": "合"}
    assert len(ledger.standing("r")["text"]) == 1


def test_a_large_import_is_taken_back_with_few_questions(ledger):
    many = [
        Edit(f"{n:032x}", "student", f"{n:032x}", {"name": f"学生{n}", "remark": "x"})
        for n in range(600)
    ]
    imported = ledger.save(many)
    ledger.db.asked.clear()

    undo(ledger, imported.save_id)

    assert len(ledger.db.asked) < 50
    row = ledger.db.execute("SELECT count(*) FROM record WHERE archived = 1")
    assert row.fetchone() == (600,)


def test_a_field_of_a_record_set_aside_since_does_not_bring_it_back(ledger):
    began = write(ledger, "r", text="一").save_id
    saved = ledger.save(
        [Edit("r", "note", None, {"text": "二"}), Edit("q", "note", None, {"a": 1})]
    )
    standing = ledger.standing("r")
    saw = sorted({each for ids in standing.values() for each in ids})
    archive = {"archived": {"reason": "重复", "saw": saw}}
    ledger.save([Edit("r", "note", None, archive)])

    undone = undo(ledger, saved.save_id)

    assert undone.kept == (("r", ""),)
    assert read_row(ledger.db, "r").is_archived
    with pytest.raises(NothingToUndoError):
        undo(ledger, began)


def test_a_restored_file_that_is_in_use_again_is_not_set_aside_again(ledger):
    restored = undo(ledger, undo(ledger, roster(ledger)).save_id)
    visit(ledger)

    undone = undo(ledger, restored.save_id)

    assert archived(ledger) == {"b", "b-private"}
    assert ("a-private", "") in undone.kept


def test_an_edit_that_was_itself_undone_keeps_nothing(ledger):
    began = write(ledger, "r", text="一").save_id
    undo(ledger, write(ledger, "r", text="二", name="新").save_id)

    assert undo(ledger, began).kept == ()

    assert read_row(ledger.db, "r").is_archived


def test_what_two_began_in_the_same_words_stays_the_others(ledger):
    saved = write(ledger, "r", phone="1")
    other = make_ledger("b" * 16)
    write(other, "r", phone="1")
    hand_over(other, ledger)

    undo(ledger, saved.save_id)

    row = read_row(ledger.db, "r")
    assert (dict(row.values), row.is_archived) == ({"phone": "1"}, False)


def test_a_later_write_that_was_taken_back_is_no_later_write():
    ledger = make_ledger()
    write(ledger, "r", text="一", name="甲")
    first = write(ledger, "r", text="二")
    second = write(ledger, "r", text="三", name="乙")

    undo(ledger, second.save_id)
    undone = undo(ledger, first.save_id)

    assert undone.kept == ()
    assert values(ledger, "r") == {"text": "一", "name": "甲"}
    assert rebuild(ledger)


def test_what_was_brought_again_can_be_taken_back_again():
    ledger = make_ledger()
    write(ledger, "r", text="一")
    saved = write(ledger, "r", text="二")
    undone = undo(ledger, saved.save_id)
    undo(ledger, undone.save_id)

    again = undo(ledger, saved.save_id)

    assert again.kept == ()
    assert values(ledger, "r") == {"text": "一"}


def test_the_same_words_written_by_hand_are_a_later_write():
    ledger = make_ledger()
    write(ledger, "r", text="一")
    saved = write(ledger, "r", text="二")
    write(ledger, "r", text="三")
    write(ledger, "r", text="二")

    with pytest.raises(NothingToUndoError):
        undo(ledger, saved.save_id)
    assert values(ledger, "r") == {"text": "二"}
