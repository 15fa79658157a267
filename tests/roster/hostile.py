"""Workbooks that want our time, memory or trust, made when a test asks for them.

`campaign` is what `dev.py crash` runs with a larger count.
"""

import io
import random
import struct
import zipfile
from collections import Counter

from homevisit.errors import Problem
from homevisit.roster.read import parse
from homevisit.workers import run_in_worker
from tests.roster import make_fixtures

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain_workbook():
    return make_fixtures.xlsxwriter_book(
        lambda book: make_fixtures.write_rows(
            book.add_worksheet("名单"), [["姓名", "性别"], ["江予安", "男"]]
        )
    )


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, **options):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part, **options)
    return target.getvalue()


def with_part(name, part):
    return packed((parts_of(plain_workbook()) | {name: part}).items())


def with_rows(rows):
    """Return a workbook whose sheet data is `rows`, as raw markup."""
    markup = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
    return with_part(SHEET, markup % (NAMESPACE, rows))


def cell_at(where, row=1):
    return with_rows(
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        b'<row r="%d"><c r="%s"><v>1</v></c></row>' % (row, where)
    )


def billion_laughs():
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10)
    )
    return with_part(
        SHEET,
        b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]><worksheet xmlns="%s"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>'
        b"</worksheet>" % (entities, NAMESPACE),
    )


def outside_entity():
    return with_part(
        "xl/sharedStrings.xml",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>',
    )


def zip_bomb(megabytes):
    return with_part("xl/sharedStrings.xml", b"<sst>" + bytes([32]) * (megabytes << 20))


def lying_bomb():
    """Claim a small size in the directory for a part that unpacks to 80 MB."""
    content = bytearray(zip_bomb(80))
    name = b"xl/sharedStrings.xml"
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(name))
    struct.pack_into("<L", content, entry + 24, 1000)
    return bytes(content)


def million_rows():
    return with_rows(
        b"".join(b'<row r="%d"><c><v>1</v></c></row>' % row for row in range(1, 10**6))
    )


def rows_without_numbers():
    return with_rows(b"<row><c><v>1</v></c></row>" * 30_000)


def overlapping_merges():
    row = b'<row r="%d"><c r="B%d"><v>1</v></c></row>'
    rows = row % (1, 1) + row % (2, 2)
    merged = b"<mergeCells>%s</mergeCells>" % (b'<mergeCell ref="A1:B2"/>' * 50_000)
    markup = b'<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>'
    return with_part(SHEET, markup % (NAMESPACE, rows, merged))


def duplicate_entry():
    parts = [*parts_of(plain_workbook()).items(), (SHEET, b"<worksheet/>")]
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return packed(parts)


def symlink():
    entry = zipfile.ZipInfo("xl/link.xml")
    entry.external_attr = 0o120777 << 16
    parts = [*parts_of(plain_workbook()).items(), (entry, b"/etc/passwd")]
    return packed(parts)


def many_entries():
    extra = [(f"xl/media/{number}", b"") for number in range(2100)]
    return packed([*parts_of(plain_workbook()).items(), *extra])


def marked_encrypted():
    """Set the flag of an encrypted entry in header and directory."""
    content = bytearray(plain_workbook())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def other_compression():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_BZIP2) as archive:
        for name, part in parts_of(plain_workbook()).items():
            archive.writestr(name, part)
    return target.getvalue()


def wrong_crc():
    content = bytearray(plain_workbook())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 16] ^= 0xFF
    return bytes(content)


def other_name_inside():
    """Give an entry another name in its own header than in the directory."""
    content = bytearray(plain_workbook())
    start = content.index(SHEET.encode())
    content[start : start + len(SHEET)] = b"xl/worksheets/sheet2.xml"
    return bytes(content)


def compound(*names):
    """Return a compound file of one directory sector that lists `names`."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<3H", header, 24, 0x3E, 3, 0xFFFE)
    struct.pack_into("<2H", header, 30, 9, 6)
    struct.pack_into("<2L", header, 44, 1, 1)
    struct.pack_into("<L", header, 56, 4096)
    struct.pack_into("<5L", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    for place in range(80, 512, 4):
        struct.pack_into("<L", header, place, 0xFFFFFFFF)
    table = struct.pack("<2L", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b""
    for name in ("Root Entry", *names):
        text = name.encode("utf-16-le") + b"\x00\x00"
        kind = 5 if name == "Root Entry" else 2
        directory += text.ljust(64, b"\x00") + struct.pack("<HB", len(text), kind)
        directory += bytes(49) + struct.pack("<2L", 0xFFFFFFFE, 0) + bytes(4)
    return bytes(header) + table + directory.ljust(512, b"\x00")


def endless_chain():
    """Let a compound file's directory point back to itself."""
    content = bytearray(compound("Workbook"))
    struct.pack_into("<L", content, 512 + 4, 1)
    return bytes(content)


def mutated(content, chance):
    """Return `content` with bytes changed, cut, doubled or moved."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        where = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[where] = chance.randrange(256)
            case 1:
                changed[where] ^= 1 << chance.randrange(8)
            case 2:
                del changed[where : where + chance.randrange(1, 64)]
            case _:
                changed[where:where] = changed[where : where + chance.randrange(1, 64)]
        if not changed:
            return b"x"
    return bytes(changed)


def mutated_parts(content, chance):
    """Return a sound archive around a mutated sheet, so that the parser sees it."""
    parts = parts_of(content)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = mutated(parts[name], chance)
    return packed(parts.items())


def mutation(content, seed):
    """Return one mutation of `content`, the same for the same seed."""
    chance = random.Random(seed)
    is_zip = content.startswith(b"PK")
    mutate = mutated_parts if is_zip and chance.random() < 0.5 else mutated
    return mutate(content, chance)


def parse_many(content, seeds):
    """Run inside a worker: parse a mutation per seed, count how each ended.

    Anything that is neither a result nor a `Problem` ends the worker, and is found.
    """
    ends = Counter()
    for seed in seeds:
        try:
            parse(mutation(content, seed))
            ends["read"] += 1
        except Problem as problem:
            ends[problem.code] += 1
    return dict(ends)


def one_by_one(content, seeds):
    """Parse each mutation as the application does; a worker that dies is an end too."""
    ends = Counter()
    for seed in seeds:
        try:
            run_in_worker(parse, mutation(content, seed))
            ends["read"] += 1
        except Problem as problem:
            ends[problem.code] += 1
    return ends


CAMPAIGN = (
    "01-registry-labels.openpyxl.xlsx",
    "07-hidden.xlsxwriter.xlsx",
    "12-legacy-titles.xlwt.xls",
    "14-dates.libreoffice.xls",
    "17-gb18030.csv",
)
_AT_ONCE = 100


def campaign(count, seed=1):
    """Parse `count` mutations of every kind of fixture in workers; return the ends.

    A hundred go to one worker to save time; if it dies, they go one by one.
    """
    ends = Counter()
    for number in range(0, count, _AT_ONCE):
        name = CAMPAIGN[number // _AT_ONCE % len(CAMPAIGN)]
        content = (make_fixtures.FOLDER / name).read_bytes()
        first = seed * 1_000_000 + number
        seeds = list(range(first, first + min(_AT_ONCE, count - number)))
        try:
            ends.update(run_in_worker(parse_many, content, seeds))
        except Problem:
            ends.update(one_by_one(content, seeds))
    return ends
