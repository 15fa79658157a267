"""Merged files: where records show follows from the set of changes, in any order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homevisit.ledger import drafts, filing, queries, record_rows, search_rows
from homevisit.ledger.exchange_rows import saves_beyond
from homevisit.ledger.filing import Filing, read_filing
from homevisit.ledger.ledger import Edit
from homevisit.ledger.queries import Query
from homevisit.ledger.rebuild import dump_digest, rebuild
from homevisit.ledger.record_rows import read_row
from homevisit.ledger.undo import undo
from tests.ledger.replicas import hand_over, make_ledger, write

CHILDREN = ("anna", "bea", "cleo", "dora")


def child(ledger, name):
    ledger.save(
        [
            Edit(name, "student", name, {"name": f"{name}江"}),
            Edit(f"{name}-private", "student_private", name, {"student_id": name}),
        ]
    )


def merge(ledger, merged, kept, record=None):
    values = {"merged_id": merged, "kept_id": kept}
    record = record or f"{merged}-in-{kept}-{random.Random(0).random()}"
    return ledger.save([Edit(record, "student_merge", kept, values)])


def shown(ledger, record):
    row = read_row(ledger.db, record)
    return row.student_id, row.values.get("student_id")


@pytest.fixture
def ledger():
    made = make_ledger()
    for name in CHILDREN:
        child(made, name)
        write(made, f"visit-{name}", "visit", name, student_id=name, text=f"家访{name}")
    return made


def test_the_records_of_a_merged_file_show_in_the_kept_one(ledger):
    merge(ledger, "bea", "anna")

    visits = queries.find(ledger.db, Query("visit", student_id="anna"))
    assert {row.id for row in visits} == {"visit-anna", "visit-bea"}
    assert {row.values["student_id"] for row in visits} == {"anna"}
    assert read_row(ledger.db, "visit-bea").own_file == "bea"
    assert queries.find(ledger.db, Query("visit", student_id="bea")) == visits


def test_the_merged_file_itself_gives_way_in_lists_counts_and_search(ledger):
    merge(ledger, "bea", "anna")

    db = ledger.db
    assert queries.ids_of(db, Query("student")) == ["anna", "cleo", "dora"]
    assert queries.count(db, Query("student_private")) == 3
    assert search_rows.find_students(db, "bea") == []
    assert search_rows.find_students(db, "anna") == ["anna"]
    assert search_rows.find_texts(db, ledger.indexing, "家访bea") == ["visit-bea"]
    assert queries.latest_days(db, Query("visit"))["anna"][1] == 2
    assert [
        r.id for r in queries.find_of_students(db, "student_private", CHILDREN)
    ] == [
        "anna-private",
        "cleo-private",
        "dora-private",
    ]


def test_what_comes_later_for_the_old_id_finds_the_kept_file(ledger):
    other = make_ledger("b" * 16)
    hand_over(ledger, other)
    merge(ledger, "bea", "anna")
    write(other, "late", "visit", "bea", student_id="bea")
    write(other, "bea", "student", "bea", name="bea改了")

    hand_over(other, ledger)
    hand_over(ledger, other)

    assert shown(ledger, "late") == shown(other, "late") == ("anna", "anna")
    assert read_row(ledger.db, "bea").is_archived
    assert dump_digest(ledger.db) == dump_digest(other.db)


def test_a_merge_waits_until_the_kept_file_is_here(ledger):
    kept = make_ledger("b" * 16)
    child(kept, "eva")
    known = list(saves_beyond(kept.db, {}))
    merge(kept, "bea", "eva")
    merging = [s for s in saves_beyond(kept.db, {}) if s not in known]

    ledger.receive(merging)
    assert shown(ledger, "visit-bea") == ("bea", "bea")
    assert not read_row(ledger.db, "bea").is_archived

    ledger.receive(known)
    assert shown(ledger, "visit-bea") == ("eva", "eva")
    assert read_row(ledger.db, "bea").is_archived
    assert rebuild(ledger)


def test_undo_puts_back_and_what_was_added_later_stays_with_the_kept_file(ledger):
    before = dump_digest(ledger.db)
    saved = merge(ledger, "bea", "anna")
    write(ledger, "later", "visit", "anna", student_id="anna")
    write(ledger, "visit-bea", "visit", "anna", student_id="anna", text="改过")

    undone = undo(ledger, saved.save_id)

    assert undone.kept == ()
    assert shown(ledger, "visit-bea") == ("bea", "bea")
    assert shown(ledger, "later") == ("anna", "anna")
    assert search_rows.find_students(ledger.db, "bea") == ["bea"]
    assert rebuild(ledger)

    undo(ledger, undone.save_id)
    assert shown(ledger, "visit-bea") == ("anna", "anna")
    assert dump_digest(ledger.db) != before


def test_a_form_that_gives_the_shown_student_back_writes_no_student(ledger):
    merge(ledger, "bea", "anna")

    saved = write(ledger, "visit-bea", "visit", "anna", student_id="anna")

    assert saved.save_id is None


def test_lists_of_students_name_each_file_once(ledger):
    ids = ["cleo", "bea", "anna"]
    write(ledger, "home", "household", None, student_ids=ids)
    merge(ledger, "bea", "anna")

    assert read_row(ledger.db, "home").values["student_ids"] == ["cleo", "anna"]


def test_a_draft_of_a_merged_file_is_one_of_the_kept_file(ledger):
    draft = drafts.Draft("d", "visit", "bea", None, {})
    drafts.keep_draft(ledger, draft)

    merge(ledger, "bea", "anna")

    assert drafts.read_draft(ledger.db, "d").student_id == "anna"
    assert [each.student_id for each in drafts.read_drafts(ledger.db)] == ["anna"]


@pytest.mark.parametrize(
    ("merges", "ends"),
    [
        ([("bea", "anna"), ("cleo", "bea")], {"bea": "anna", "cleo": "anna"}),
        ([("bea", "anna"), ("anna", "bea")], {"bea": "anna"}),
        ([("bea", "dora"), ("bea", "cleo")], {"bea": "cleo"}),
        ([("bea", "cleo"), ("cleo", "dora"), ("dora", "bea")],
         {"cleo": "bea", "dora": "bea"}),
        ([("anna", "anna")], {}),
    ],
    ids=["chain", "mutual", "two-targets", "ring", "itself"],
)  # fmt: skip
def test_merges_of_several_people_come_to_one_end(ledger, merges, ends):
    for number, (merged, kept) in enumerate(merges):
        merge(ledger, merged, kept, f"m{number}")

    assert read_filing(ledger.db).kept == ends
    for name in CHILDREN:
        assert shown(ledger, f"visit-{name}") == (ends.get(name, name),) * 2


def expected(merges: dict[str, tuple[str, str]], students: set[str]) -> dict[str, str]:
    """Say where each student's records belong, by walking, apart from the product."""
    found = {}
    for start in CHILDREN:
        at, seen = start, [start]
        while kept := sorted(
            k for m, k in merges.values() if m == at and k in students
        ):
            at = kept[0]
            if at in seen:
                at = min(seen[seen.index(at) :])
                break
            seen.append(at)
        found[start] = at
    return found


class School:
    """Two replicas that write, merge, undo and hand on in pieces."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ledgers = [make_ledger("a" * 16), make_ledger("b" * 16)]
        self.merges: dict[str, tuple[str, str]] = {}
        self.open: list[dict[str, str]] = [{}, {}]
        self.notes: dict[str, str] = {}
        self.students: set[str] = set()

    def step(self) -> None:
        who = self.chance.randrange(2)
        ledger = self.ledgers[who]
        verb = self.chance.choice(["child", "note", "note", "merge", "undo", "hand"])
        if verb == "child":
            name = self.chance.choice(CHILDREN)
            if name not in self.students:
                self.students.add(name)
                child(ledger, name)
        elif verb == "note":
            name, record = self.chance.choice(CHILDREN), f"n{len(self.notes)}"
            self.notes[record] = name
            write(ledger, record, "note", name, student_id=name, text=record)
        elif verb == "merge":
            pair = tuple(self.chance.sample(CHILDREN, 2))
            record = f"m{len(self.merges)}-{who}-{self.chance.random()}"
            self.merges[record] = pair
            self.open[who][record] = merge(ledger, *pair, record).save_id
        elif verb == "undo" and self.open[who]:
            record = self.chance.choice(sorted(self.open[who]))
            undo(ledger, self.open[who].pop(record))
            del self.merges[record]
        elif verb == "hand":
            saves = list(saves_beyond(ledger.db, {}))
            some = [each for each in saves if self.chance.random() < 0.6]
            self.chance.shuffle(some)
            self.ledgers[1 - who].receive(some)

    def meet_and_check(self) -> None:
        everything = [s for each in self.ledgers for s in saves_beyond(each.db, {})]
        for ledger in self.ledgers:
            self.chance.shuffle(everything)
            ledger.receive(everything)
        assert len({dump_digest(each.db) for each in self.ledgers}) == 1
        ends = expected(self.merges, self.students)
        for ledger in self.ledgers:
            for record, name in self.notes.items():
                assert shown(ledger, record) == (ends[name], ends[name])
            visible = {n for n in self.students if ends[n] == n}
            assert set(queries.ids_of(ledger.db, Query("student"))) == visible
            assert rebuild(ledger)


def run(seed: int) -> None:
    school = School(seed)
    for _ in range(18):
        school.step()
    school.meet_and_check()


@given(st.integers(0, 10**9))
def test_any_order_of_arrival_gives_one_filing(seed):
    run(seed)


def first_come_first_served(monkeypatch):
    real = filing.work_out

    def sticky(db):
        before = read_filing(db).kept
        return Filing({**real(db).kept, **before})

    monkeypatch.setattr("homevisit.ledger.refiling.work_out", sticky)


def forgotten_rows(monkeypatch):
    monkeypatch.setattr("homevisit.ledger.refiling._in_own_file", lambda *_: [])


def raw_students(monkeypatch):
    monkeypatch.setattr(record_rows, "read_filing", lambda _db: Filing())


@pytest.mark.parametrize(
    "plant", [first_come_first_served, forgotten_rows, raw_students]
)
def test_the_property_catches_a_planted_bug(plant, monkeypatch):
    plant(monkeypatch)

    assert any(fails(seed) for seed in range(30))


def fails(seed: int) -> bool:
    try:
        run(seed)
    except AssertionError:
        return True
    return False
