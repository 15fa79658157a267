"""What a list, a history or a draft costs: as much is read as is asked for, no more."""

from __future__ import annotations

import pytest

from homevisit.ledger import drafts, history, queries
from homevisit.ledger.ledger import Edit
from homevisit.ledger.queries import Query
from tests.ledger.replicas import make_ledger, write


def plans(db, ask) -> str:
    """Return how SQLite answers what `ask` asks."""
    db.asked.clear()
    ask()
    return " ".join(
        row[3]
        for sql in list(db.asked)
        for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", (0,) * sql.count("?"))
    )


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Query("visit", student_id="s"), "record_by_student"),
        (Query("visit", student_id="s", states=("open",)), "record_by_student"),
        (Query("student", class_id="c"), "record_by_class"),
        (Query("visit", class_id="c", states=("completed",)), "record_by_class"),
        (Query("visit", term_id="t"), "record_by_term"),
        (Query("visit", since="2026-01-01"), "record_by_kind"),
    ],
)
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_a_list_is_found_by_what_is_asked_and_not_by_kind(query, index, order):
    db = make_ledger().db

    assert f"USING INDEX {index} " in plans(db, lambda: queries.find(db, query, order))


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: queries.latest_days(db, Query("visit", states=("completed",))),
        lambda db: queries.latest_days(db, Query("visit", term_id="t", states=("x",))),
        lambda db: queries.latest_days(
            db, Query("talk", states=("done", "closed"), until="2027-06-20")
        ),
        lambda db: queries.ids_of(db, Query("student", states=("a", "b"))),
        lambda db: queries.titles(db, "student"),
        lambda db: queries.last_title(db, "visit", "JF-"),
        lambda db: queries.count(
            db, Query("visit", title_start="JF-", with_archived=True)
        ),
    ],
)
def test_a_count_of_the_whole_school_reads_no_record(ask):
    db = make_ledger().db

    assert "COVERING INDEX" in plans(db, lambda: ask(db))


@pytest.mark.parametrize("query", [Query("visit", term_id="t"), Query("visit")])
def test_visits_are_counted_from_the_index_of_their_words(query):
    db = make_ledger().db

    found = plans(db, lambda: list(queries.visits_counted(db, query)))
    assert "USING INDEX visit_counted" in found


def test_titles_are_counted_by_their_beginning():
    ledger = make_ledger()
    for number, name in enumerate(("JF-1", "JF-2", "JF", "JG-1", "jf-3", "")):
        write(ledger, f"r{number}", name=name)

    assert queries.count(ledger.db, Query("note", title_start="JF-")) == 2


def test_the_history_of_one_child_does_not_read_the_whole_import():
    ledger = make_ledger()
    ledger.save([Edit(f"s{n}", "student", f"s{n}", {"name": f"{n}"}) for n in range(9)])
    ledger.db.asked.clear()

    (line,) = history.of_record(ledger.db, "s3")

    assert line.new == "3"
    read = [sql for sql in ledger.db.asked if "written" in sql]
    assert all("WHERE record = ?" in sql for sql in read)
    (save,) = history.recent_saves(ledger.db)
    assert save.records == 9


def test_a_save_takes_its_draft_with_it_or_leaves_it():
    ledger = make_ledger()
    for name in ("kept", "done"):
        draft = drafts.Draft(name, "visit", None, None, {})
        drafts.keep_draft(ledger, draft)
    sign = ledger.author.sign
    edit = Edit("r", "note", None, {"text": "一"})

    object.__setattr__(ledger.author, "sign", lambda link: link + 1)
    with pytest.raises(TypeError):
        ledger.save([edit], erase_draft="done")
    assert len(drafts.read_drafts(ledger.db)) == 2

    object.__setattr__(ledger.author, "sign", sign)
    ledger.save([edit], erase_draft="done")
    assert [each.id for each in drafts.read_drafts(ledger.db)] == ["kept"]
    ledger.save([edit], erase_draft="kept")
    assert drafts.read_drafts(ledger.db) == ()
