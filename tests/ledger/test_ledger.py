"""Saving, history, undo, drafts: what a person may rely upon."""

from __future__ import annotations

import pytest

from homevisit.clock import SetClock
from homevisit.ledger import drafts, history
from homevisit.ledger.change import Note
from homevisit.ledger.exchange_rows import frontier, gaps, saves_beyond
from homevisit.ledger.ledger import Edit
from homevisit.ledger.record_rows import read_row
from homevisit.ledger.undo import NothingToUndoError, undo
from tests.ledger.replicas import hand_over, make_ledger, values, write


@pytest.fixture
def ledger():
    return make_ledger()


def test_a_field_that_did_not_change_is_not_written_again(ledger):
    write(ledger, "r", name="江予安", text="一")

    saved = write(ledger, "r", name="江予安", text="二")

    last = history.of_record(ledger.db, "r")[-1]
    assert saved.save_id
    assert (last.field, last.old, last.new) == ("text", ("一",), "二")
    assert write(ledger, "r", text="二").save_id is None


def test_an_edit_from_a_stale_form_keeps_both_values(ledger):
    write(ledger, "r", text="一")
    seen = ledger.standing("r")
    write(ledger, "r", text="二")

    ledger.save([Edit("r", "note", None, {"text": "三"}, seen)])

    rivals = history.rivals(ledger.db, "r")["text"]
    assert {each.new for each in rivals} == {"二", "三"}
    assert read_row(ledger.db, "r").conflicts == 1


def test_an_answer_to_a_dispute_replaces_all_values(ledger):
    test_an_edit_from_a_stale_form_keeps_both_values(ledger)

    write(ledger, "r", text="合")

    assert values(ledger, "r") == {"text": "合"}
    assert read_row(ledger.db, "r").conflicts == 0


def test_two_edits_of_a_record_in_one_save_are_one_change(ledger):
    ledger.save([Edit("r", "note", None, {"a": 1}), Edit("r", "note", None, {"b": 2})])

    assert values(ledger, "r") == {"a": 1, "b": 2}


def test_a_save_that_fails_leaves_nothing(ledger):
    class BrokenError(Exception):
        pass

    def refuse(link):
        raise BrokenError

    object.__setattr__(ledger.author, "sign", refuse)
    with pytest.raises(BrokenError):
        write(ledger, "r", text="一")

    assert read_row(ledger.db, "r") is None
    assert list(saves_beyond(ledger.db, {})) == []


def test_saves_are_chained_and_whole(ledger):
    write(ledger, "r", text="一")
    write(ledger, "r", text="二")

    first, second = saves_beyond(ledger.db, {})

    assert second.head.prev == first.head.link()
    assert first.is_whole()
    assert second.is_whole()
    assert ledger.head() == (2, second.head.link())


def test_history_tells_reason_and_what_stood_before(ledger):
    write(ledger, "r", text="一")
    ledger.save(
        [Edit("r", "note", None, {"text": "二"})],
        purpose="correction",
        note=Note(reason="写错了"),
    )

    first, second = history.of_record(ledger.db, "r", "text")

    assert (first.stands, second.stands) == (False, True)
    assert (second.reason, second.purpose) == ("写错了", "correction")


def test_undo_puts_back_what_stood_before(ledger):
    write(ledger, "r", text="一")
    saved = write(ledger, "r", text="二", name="新")

    undone = undo(ledger, saved.save_id)

    assert values(ledger, "r") == {"text": "一"}
    assert undone.kept == ()


def test_undo_of_an_undo_brings_it_again(ledger):
    saved = write(ledger, "r", text="一")
    undone = undo(ledger, saved.save_id)
    assert read_row(ledger.db, "r").is_archived

    undo(ledger, undone.save_id)

    assert not read_row(ledger.db, "r").is_archived


def test_undo_leaves_what_was_built_upon_since(ledger):
    saved = write(ledger, "r", text="一", name="甲")
    write(ledger, "v", kind="visit", student="r", text="家访")

    with pytest.raises(NothingToUndoError):
        undo(ledger, saved.save_id)

    assert not read_row(ledger.db, "r").is_archived


def test_undo_of_an_import_takes_back_only_its_own_records(ledger):
    imported = ledger.save(
        [Edit(f"s{n}", "student", f"s{n}", {"name": f"学生{n}"}) for n in range(3)],
        purpose="import",
    )
    write(ledger, "s1", kind="student", student="s1", name="改名")

    undone = undo(ledger, imported.save_id)

    archived = [read_row(ledger.db, f"s{n}").is_archived for n in range(3)]
    assert archived == [True, False, True]
    assert undone.kept == (("s1", ""),)


def test_undo_of_a_settled_dispute_brings_back_both_sides(ledger):
    test_an_edit_from_a_stale_form_keeps_both_values(ledger)
    settled = write(ledger, "r", text="合")

    undo(ledger, settled.save_id)

    rivals = history.rivals(ledger.db, "r")["text"]
    assert {each.new for each in rivals} == {"二", "三"}


def test_an_edit_elsewhere_beats_an_archive(ledger):
    saved = write(ledger, "r", text="一")
    other = make_ledger("b" * 16, clock=SetClock())
    hand_over(ledger, other)
    undo(ledger, saved.save_id)
    write(other, "r", name="还在用")

    hand_over(other, ledger)

    assert not read_row(ledger.db, "r").is_archived


def test_a_wild_clock_neither_wins_nor_spreads():
    wild = make_ledger("b" * 16)
    wild.clock.advance(days=50 * 365)
    write(wild, "r", text="2076")
    here = make_ledger()
    hand_over(wild, here)

    write(here, "r", text="现在")

    assert values(here, "r") == {"text": "现在"}
    assert history.of_record(here.db, "r")[0].at.year < 2030
    hand_over(here, wild)
    assert values(wild, "r") == {"text": "现在"}


def test_a_clock_that_was_ahead_once_is_not_believed_for_ever():
    ledger = make_ledger()
    ledger.clock.advance(days=50 * 365)
    write(ledger, "r", text="2076")
    ledger.clock.advance(days=-50 * 365)
    for text in ("今天", "后来"):
        write(ledger, "r", text=text)

    again = make_ledger(db=ledger.db)
    write(again, "r", text="重开以后")

    written = {each.new: each.at for each in history.of_record(again.db, "r")}
    assert tuple(written) == ("今天", "后来", "重开以后", "2076")
    assert written["2076"].year == 2076
    assert {at.date() for new, at in written.items() if new != "2076"} == {
        again.clock.today()
    }
    saves = sorted(saves_beyond(again.db, {}), key=lambda each: each.head.seq)
    assert [each.head.seq for each in saves] == [1, 2, 3, 4]
    assert values(again, "r") == {"text": "重开以后"}


def test_a_clock_set_back_a_little_does_not_put_saves_in_the_wrong_order():
    ledger = make_ledger()
    for text in "一二三":
        write(ledger, "r", text=text)
        ledger.clock.advance(minutes=-4)

    told = [each.new for each in history.of_record(ledger.db, "r")]

    assert told == ["一", "二", "三"]


def test_a_copied_vault_goes_on_without_losing_either_branch(ledger):
    write(ledger, "r", text="一")
    twin = make_ledger(db=ledger.db.copy())
    write(ledger, "r", name="甲")
    write(twin, "r", place="乙")

    hand_over(twin, ledger)

    assert values(ledger, "r") == {"text": "一", "name": "甲", "place": "乙"}


def test_frontier_and_gaps(ledger):
    for number in range(3):
        write(ledger, "r", text=str(number))
    other = make_ledger("b" * 16)
    saves = list(saves_beyond(ledger.db, {}))

    other.receive([saves[0], saves[2]])

    assert frontier(other.db) == {"a" * 16: 1}
    assert gaps(other.db) == {"a" * 16: 1}
    other.receive(saves)
    assert frontier(other.db) == {"a" * 16: 3}
    assert gaps(other.db) == {}


def test_content_that_was_withheld_is_added_when_it_comes(ledger):
    write(ledger, "r", text="一")
    (save,) = saves_beyond(ledger.db, {})
    other = make_ledger("b" * 16)
    other.receive([type(save)(save.head, save.signature, None, (None,))])
    assert read_row(other.db, "r") is None

    other.receive([save])

    assert values(other, "r") == {"text": "一"}


def test_a_draft_is_kept_whatever_it_says_and_erased_at_last(ledger):
    draft = drafts.Draft("d", "visit", "s", None, {"visit_date": "不是日期"})

    drafts.keep_draft(ledger, draft)
    ledger.clock.advance(seconds=2)
    stamp = drafts.keep_draft(ledger, draft)

    (kept,) = drafts.read_drafts(ledger.db)
    assert (dict(kept.body), kept.saved_at) == ({"visit_date": "不是日期"}, stamp)
    drafts.erase_draft(ledger.db, "d")
    assert drafts.read_draft(ledger.db, "d") is None
