"""A copy of a paper leaves the vault only once that is written down."""

from __future__ import annotations

import pytest

from homevisit.attachments import PreparedPhoto
from homevisit.ledger.queries import Query
from homevisit.services import files, papers, records
from homevisit.vault.storage_problems import DiskFullError

PHOTO = PreparedPhoto(b"\xff\xd8 a paper", 1358, 1920, b"\xff\xd8 small")


@pytest.fixture
def paper(session, jiang):
    target = files.Target("student", jiang, jiang)
    edit = files.photo_edit(session, target, PHOTO)
    return records.save(session, [edit]).record_ids[0]


def test_a_copy_that_cannot_be_logged_does_not_leave(
    session, paper, tmp_path, monkeypatch
):
    def full(*_any, **_all):
        raise DiskFullError

    monkeypatch.setattr(records, "save", full)
    with pytest.raises(DiskFullError):
        papers.save_copy(session, paper, tmp_path / "copy.jpg")
    assert not (tmp_path / "copy.jpg").exists()


def test_a_copy_is_logged_and_written_as_it_was_brought_in(session, paper, tmp_path):
    papers.save_copy(session, paper, tmp_path / "copy.jpg")
    assert (tmp_path / "copy.jpg").read_bytes() == PHOTO.jpeg
    (logged,) = records.find(session, Query("export"))
    assert logged.document == "attachment"
