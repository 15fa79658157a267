"""An altered past is noticed, whatever was altered."""

from __future__ import annotations

import pytest

from homevisit.ledger.chain import check_chain
from homevisit.ledger.exchange_rows import gaps
from tests.ledger.replicas import make_ledger, write


@pytest.fixture
def ledger():
    made = make_ledger()
    for number in range(5):
        write(made, "r", text=f"第{number}次")
    return made


def signed(save):
    return save.signature == save.head.link()


def test_an_untouched_chain_is_sound(ledger):
    findings = check_chain(ledger.db, signed)

    assert findings.is_sound
    assert findings.checked == 5


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE change SET written = replace(written, '第2次', '第9次')",
        "UPDATE change SET record = 'other' WHERE rowid = 2",
        "DELETE FROM save WHERE seq = 3",
        "UPDATE save SET author = 'somebody' WHERE seq = 2",
        'UPDATE save SET note = \'["因为",""]\' WHERE seq = 2',
        "UPDATE save SET hlc = hlc + 9 WHERE seq = 4",
        "UPDATE save SET seq = 9 WHERE seq = 5",
    ],
)
def test_an_altered_past_is_noticed(ledger, tampering):
    changed = ledger.db.execute(tampering).rowcount
    assert changed

    findings = check_chain(ledger.db, signed)

    assert gaps(ledger.db) or not findings.is_sound


def test_saves_are_checked_one_at_a_time(ledger):
    ledger.db.asked.clear()
    read = []

    def is_signed(_save):
        read.append(sum("FROM change" in sql for sql in ledger.db.asked))
        return True

    check_chain(ledger.db, is_signed)

    assert read == [1, 2, 3, 4, 5]
