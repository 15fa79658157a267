"""A password on a PDF, and what can be read back from one."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from reports import check
from reports.check import (
    DamagedPdfError,
    NotOurPdfError,
    ProtectedPdfError,
    read_facts,
)
from reports.protect import protect
from reports.visit_summary import render_visit
from tests.reports.samples import FULL, RUN

PASSWORD = "纸鸢 42"


@pytest.fixture(scope="module")
def pdf():
    return render_visit(FULL, RUN).pdf


def foreign(**entries):
    """Return a sound PDF of another program with these Info entries."""
    file = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for key, value in entries.items():
            document.docinfo[f"/{key}"] = value
        document.save(file)
    return file.getvalue()


def test_protection_is_aes_256_and_opens_with_the_password_alone(pdf):
    protected = protect(pdf, PASSWORD)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(protected))
    with pikepdf.open(BytesIO(protected), password=PASSWORD) as document:
        assert document.encryption.R == 6
        assert document.encryption.bits == 256
        assert not document.allow.extract
        assert document.allow.accessibility
        assert document.allow.print_highres
    assert b"\xe5" in protected
    with pytest.raises(ValueError, match="password"):
        protect(pdf, "")


def test_facts_are_read_back(pdf):
    assert read_facts(pdf) == RUN.opaque_facts
    assert read_facts((protect(pdf, PASSWORD)), PASSWORD) == RUN.opaque_facts


def test_facts_of_any_kind_survive():
    facts = {
        "text": "()\\ 家 \U00020bb7",
        "list": [1, 2.5, None, True],
        "map": {"a": {}},
    }
    assert read_facts(render_visit(FULL, replace(RUN, opaque_facts=facts)).pdf) == facts


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_has_its_own_sentence(pdf, password):
    with pytest.raises(ProtectedPdfError) as raised:
        read_facts((protect(pdf, PASSWORD)), password)
    assert "密码" in str(raised.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"PK\x03\x04" + bytes(100),
        foreign(),
        foreign(HomeVisit="[1, 2]"),
        foreign(HomeVisit=pikepdf.Dictionary(A=1)),
        foreign(HomeVisit="x" * 300_000),
    ],
)
def test_what_is_not_ours_is_refused(content):
    with pytest.raises(NotOurPdfError):
        read_facts(content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n" + bytes(1000),
        foreign(HomeVisit="{broken"),
        foreign(HomeVisit="[" * 100_000),
    ],
)
def test_what_is_damaged_is_refused(content):
    with pytest.raises(DamagedPdfError):
        read_facts(content)


def test_a_truncated_file_of_ours_is_refused_or_read_right(pdf):
    # qpdf mends a lost end; what it mends must still be our facts or be refused.
    for length in range(0, len(pdf), 4099):
        try:
            facts = read_facts(pdf[:length])
        except (NotOurPdfError, DamagedPdfError):
            continue
        assert facts == RUN.opaque_facts


def test_flipped_bytes_are_refused_or_do_no_harm(pdf):
    for at in range(11, len(pdf), len(pdf) // 60):
        flipped = bytearray(pdf)
        flipped[at] ^= 0x55
        try:
            facts = read_facts(bytes(flipped))
        except (NotOurPdfError, DamagedPdfError, ProtectedPdfError):
            continue
        assert isinstance(json.dumps(facts), str)


def test_a_huge_file_is_not_read(monkeypatch, pdf):
    monkeypatch.setattr(check, "MAX_FILE", 1000)
    with pytest.raises(NotOurPdfError):
        read_facts(pdf)
