"""Search finds exactly what is there, for a text of any length."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from homevisit.ledger import search_rows
from homevisit.ledger.undo import undo
from tests.ledger.replicas import make_ledger, write

texts = st.text(alphabet="家访学生爸妈，。a1 𬱖", max_size=12)


def find(ledger, typed):
    return search_rows.find_texts(ledger.db, ledger.indexing, typed)


@given(st.lists(texts, min_size=1, max_size=6), texts)
def test_every_text_that_contains_the_query_is_found_and_no_other(notes, query):
    ledger = make_ledger()
    for number, text in enumerate(notes):
        write(ledger, f"r{number}", text=text)
    typed = search_rows.normalise(query).strip()
    expected = {
        f"r{number}"
        for number, text in enumerate(notes)
        if typed in search_rows.normalise(text)
    }

    found = set(find(ledger, query))

    searchable = bool(ledger.indexing.query_tokens(typed))
    assert found == (expected if searchable else set())


def test_the_index_follows_an_edit():
    ledger = make_ledger()
    write(ledger, "r", text="晚饭后在堂屋写作业")
    write(ledger, "r", text="晚饭后喂鸡")

    assert find(ledger, "喂鸡") == ["r"]
    assert find(ledger, "堂屋") == []


def test_an_archived_record_is_not_found():
    ledger = make_ledger()
    saved = write(ledger, "s", kind="student", name="江予安", text="喂鸡")

    undo(ledger, saved.save_id)

    assert find(ledger, "喂鸡") == []
    assert search_rows.find_students(ledger.db, "江") == []


def test_a_student_is_found_by_any_beginning_full_width_or_not():
    ledger = make_ledger()
    write(ledger, "s1", kind="student", name="江予安")
    write(ledger, "s2", kind="student", name="ab")

    assert search_rows.find_students(ledger.db, "江予") == ["s1"]
    assert search_rows.find_students(ledger.db, "予安") == ["s1"]
    assert search_rows.find_students(ledger.db, "Ａ b") == ["s2"]
    assert search_rows.find_students(ledger.db, "  ") == []
