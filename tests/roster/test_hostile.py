"""A foreign file is read, or refused with a sentence; it never costs more than that."""

import random
import struct
import time

import pytest

from homevisit.errors import Problem
from homevisit.roster.archive import (
    DamagedWorkbookError,
    EncryptedWorkbookError,
    LinksRefusedError,
    MacrosRefusedError,
    ObjectsRefusedError,
    UntrustworthyWorkbookError,
    WorkbookTooLargeError,
    open_archive,
)
from homevisit.roster.delimited import UnknownCodingError
from homevisit.roster.read import parse, read_workbook
from homevisit.roster.xls import OtherFormatError
from homevisit.roster.xlsx import TooManyColumnsError, TooManyRowsError
from homevisit.text import use_language
from homevisit.workers import Limits, WorkerCrashedError, WorkerOutOfMemoryError
from tests.roster import hostile, make_fixtures

MANIFEST = (
    b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled'
    b'.main+xml"/></Types>'
)

REFUSED = {
    "billion laughs": (hostile.billion_laughs, UntrustworthyWorkbookError),
    "outside entity": (hostile.outside_entity, UntrustworthyWorkbookError),
    "zip bomb": (lambda: hostile.zip_bomb(80), WorkbookTooLargeError),
    "lying zip bomb": (hostile.lying_bomb, WorkbookTooLargeError),
    "a million rows": (hostile.million_rows, TooManyRowsError),
    "rows without numbers": (hostile.rows_without_numbers, TooManyRowsError),
    "the last cell": (
        lambda: hostile.cell_at(b"XFD1048576", 1048576),
        TooManyColumnsError,
    ),
    "the last row": (lambda: hostile.cell_at(b"A1048576", 1048576), TooManyRowsError),
    "row 10^9": (lambda: hostile.cell_at(b"A1000000000", 10**9), TooManyRowsError),
    "row 10^9 in the cell only": (
        lambda: hostile.cell_at(b"A1000000000"),
        TooManyRowsError,
    ),
    "row 10^9 in the row only": (
        lambda: hostile.cell_at(b"A2", 10**9),
        TooManyRowsError,
    ),
    "column 257": (lambda: hostile.cell_at(b"IW2", 2), TooManyColumnsError),
    "row 20,001": (lambda: hostile.cell_at(b"A20001", 20_001), TooManyRowsError),
    "a row of no number": (
        lambda: hostile.with_rows(b'<row r="&#49;"><c><v>1</v></c></row>'),
        DamagedWorkbookError,
    ),
    "overlapping merges": (hostile.overlapping_merges, DamagedWorkbookError),
    "duplicate entry": (hostile.duplicate_entry, UntrustworthyWorkbookError),
    "case clash": (
        lambda: hostile.with_part("XL/Workbook.xml", b"<x/>"),
        UntrustworthyWorkbookError,
    ),
    "symlink": (hostile.symlink, UntrustworthyWorkbookError),
    "too many entries": (hostile.many_entries, WorkbookTooLargeError),
    "other compression": (hostile.other_compression, UntrustworthyWorkbookError),
    "encrypted entry": (hostile.marked_encrypted, EncryptedWorkbookError),
    "wrong checksum": (hostile.wrong_crc, DamagedWorkbookError),
    "two names for one entry": (hostile.other_name_inside, DamagedWorkbookError),
    "UTF-16 markup": (
        lambda: hostile.with_part(hostile.SHEET, "<worksheet/>".encode("utf-16")),
        UntrustworthyWorkbookError,
    ),
    "macros": (
        lambda: hostile.with_part("xl/vbaProject.bin", b"x"),
        MacrosRefusedError,
    ),
    "macro sheets": (
        lambda: hostile.with_part("xl/macrosheets/sheet1.xml", b"<x/>"),
        MacrosRefusedError,
    ),
    "macros by type": (
        lambda: hostile.with_part("[Content_Types].xml", MANIFEST),
        MacrosRefusedError,
    ),
    "links": (
        lambda: hostile.with_part("xl/externalLinks/externalLink1.xml", b"<x/>"),
        LinksRefusedError,
    ),
    "connections": (
        lambda: hostile.with_part("xl/connections.xml", b"<x/>"),
        LinksRefusedError,
    ),
    "objects": (
        lambda: hostile.with_part("xl/embeddings/oleObject1.bin", b"x"),
        ObjectsRefusedError,
    ),
    "controls": (
        lambda: hostile.with_part("xl/activeX/activeX1.xml", b"<x/>"),
        ObjectsRefusedError,
    ),
    "truncated": (lambda: hostile.plain_workbook()[:-300], DamagedWorkbookError),
    "only a beginning": (lambda: b"PK\x03\x04" + bytes(40), DamagedWorkbookError),
    "an empty archive": (lambda: b"PK\x05\x06" + bytes(18), DamagedWorkbookError),
    "a text document": (
        lambda: hostile.packed([("word/document.xml", b"<x/>")]),
        DamagedWorkbookError,
    ),
    "broken relations": (
        lambda: hostile.with_part("xl/_rels/workbook.xml.rels", b"<x>"),
        DamagedWorkbookError,
    ),
    "encrypted xlsx": (
        lambda: hostile.compound("EncryptedPackage", "EncryptionInfo"),
        EncryptedWorkbookError,
    ),
    "old Excel": (lambda: hostile.compound("Book"), OtherFormatError),
    "a Word document": (lambda: hostile.compound("WordDocument"), OtherFormatError),
    "macros in xls": (
        lambda: hostile.compound("Workbook", "_VBA_PROJECT_CUR"),
        MacrosRefusedError,
    ),
    "objects in xls": (
        lambda: hostile.compound("Workbook", "MBD00012345"),
        ObjectsRefusedError,
    ),
    "endless chain in xls": (hostile.endless_chain, DamagedWorkbookError),
    "beginning of an xls": (lambda: hostile.compound()[:20], DamagedWorkbookError),
    "Excel 4": (lambda: b"\x09\x04\x06\x00" + bytes(40), OtherFormatError),
    "a web page": (lambda: b"<html><table><tr><td>x", OtherFormatError),
    "XML": (lambda: b"<?xml version='1.0'?><Workbook/>", OtherFormatError),
    "a PDF": (lambda: b"%PDF-1.7", OtherFormatError),
    "bytes": (lambda: bytes(range(256)) * 20, UnknownCodingError),
    "one field of a megabyte": (lambda: b'"' + b"x" * (1 << 20), UnknownCodingError),
    "a long csv": (lambda: b"a,b\n" * 20_001, TooManyRowsError),
    "a wide csv": (lambda: b"a," * 257 + b"b\n", TooManyColumnsError),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_its_own_sentence_and_at_once(what):
    make, problem = REFUSED[what]
    content = make()
    began = time.process_time()
    with pytest.raises(problem) as caught:
        parse(content)
    assert time.process_time() - began < 4
    use_language("en")
    try:
        told = caught.value.explain()
    finally:
        use_language("zh_CN")
    assert all(part.endswith(".") for part in (told.what, told.safe, told.todo))


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.xml",
        "/etc/passwd",
        "C:/evil.xml",
        "xl\\evil.xml",
        "xl/NUL",
        "xl/con.xml",
        "xl/end./x.xml",
        "xl/end /x.xml",
        "xl//x.xml",
        "xl/a\x01b.xml",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    content = hostile.packed([*hostile.parts_of(hostile.plain_workbook()).items()])
    assert open_archive(content)
    with pytest.raises(UntrustworthyWorkbookError):
        open_archive(hostile.packed([(name, b"<x/>")]))


@pytest.mark.parametrize("what", ["a million rows", "zip bomb", "the last cell"])
def test_through_the_worker_it_is_the_same_sentence(what):
    make, problem = REFUSED[what]
    with pytest.raises(problem):
        read_workbook(make())


@pytest.mark.parametrize(
    "cell",
    [
        b'<c x=">" r="XFC99999999"><v>1</v></c>',
        b'<c x=">"\nr\n=\n"A9999999"><v>1</v></c>',
        b"<c r='xfd99999999'><v>1</v></c>",
        b'<c r="&#88;FD99999999"><v>1</v></c>',
    ],
)
def test_a_trap_in_unusual_markup_is_refused_too(cell):
    content = hostile.with_rows(
        b'<row r="1"><c r="A1"><v>1</v></c></row><row x=">">%s</row>' % cell
    )
    with pytest.raises((TooManyRowsError, TooManyColumnsError, DamagedWorkbookError)):
        read_workbook(content)


def test_what_gets_past_every_look_ends_at_the_workers_limits():
    content = hostile.with_rows(
        b"".join(
            b'<row r="%d"><c r="IV%d"><v>1</v></c></row>' % (row, row)
            for row in range(1, 20_001)
        )
    )
    with pytest.raises((WorkerCrashedError, WorkerOutOfMemoryError)):
        read_workbook(content, limits=Limits(memory_bytes=150 << 20))


def test_far_cells_without_content_are_no_trap():
    content = hostile.with_rows(
        b'<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        b'<row r="60000"><c r="A60000" s="1"></c></row>'
        b'<row r="99999"/><row r="1048576" hidden="1"><c r="A1048576" s="1"/></row>'
    )
    assert [row[0] for row in parse(content)[2][0]["rows"]] == [1.0]


def test_the_reader_sees_only_what_was_checked():
    """An entry that the directory does not list is not there for the reader either."""
    listed = hostile.plain_workbook()
    unlisted = hostile.packed([("xl/worksheets/sheet1.xml", b"<!DOCTYPE x>")])
    start = unlisted[: unlisted.index(b"PK\x01\x02")]
    assert parse(start + listed)[2][0]["rows"] == parse(listed)[2][0]["rows"]


def test_a_protected_xls_asks_for_its_password_to_be_taken_off():
    content = bytearray(make_fixtures.legacy())
    start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    content[start : start + 4] = b"\x2f\x00" + content[start + 2 : start + 4]
    with pytest.raises(EncryptedWorkbookError):
        parse(bytes(content))


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [(20_000, 0, TooManyRowsError), (3, 256, TooManyColumnsError)],
)
def test_a_cell_far_away_in_a_real_xls_is_refused(row, column, problem):
    content = bytearray(make_fixtures.legacy())
    start = content.index(struct.pack("<2H", 0x0203, 14)) + 4
    struct.pack_into("<2H", content, start, row, column)
    with pytest.raises(problem):
        parse(bytes(content))


def test_excel_95_inside_a_stream_of_the_new_name_is_told():
    content = bytearray(make_fixtures.legacy())
    start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    content[start + 4 : start + 6] = b"\x00\x05"
    with pytest.raises(OtherFormatError):
        parse(bytes(content))


def test_mutated_files_are_read_or_refused_never_anything_else():
    ends = hostile.campaign(500)
    assert sum(ends.values()) == 500
    assert "worker_crashed" not in ends
    assert ends["read"] > 10
    assert ends["roster_file_damaged"] > 10


def test_the_campaign_would_notice_another_end():
    """A worker that meets anything but a result or a problem says so."""
    with pytest.raises((WorkerCrashedError, TypeError, AttributeError)):
        hostile.parse_many(None, [1])


def test_mutation_changes_files_and_repeats_itself():
    content = hostile.plain_workbook()
    made = [hostile.mutated(content, random.Random(seed)) for seed in range(20)]
    again = [hostile.mutated(content, random.Random(seed)) for seed in range(20)]
    assert made == again
    assert len({*made, content}) > 15


def test_every_problem_of_the_roster_has_a_code_of_its_own():
    codes = [problem.code for _, problem in REFUSED.values()]
    assert all(code.startswith("roster_") for code in codes)
    known = {problem.code: problem for _, problem in REFUSED.values()}
    assert len(known) == len({problem for _, problem in REFUSED.values()})
    assert all(issubclass(problem, Problem) for problem in known.values())
