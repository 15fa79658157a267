"""Import and export of 5,000 pupils × 25 columns against openpyxl and XlsxWriter.

Run: `.venv/bin/python -m benchmarks.roster [rounds]`. Both sides run in this process,
turn about, so that one load falls on both. Import is reading, matching columns and
planning against an empty school; the peer differs in the reader only. The worker's own
cost (starting a process and sending the cells back) is shown beside it in wall time.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from datetime import UTC, date, datetime

import openpyxl
import xlsxwriter

from homevisit.roster.export import to_xlsx
from homevisit.roster.known import Known, SchoolFacts
from homevisit.roster.mapping import guess_mapping
from homevisit.roster.plan import plan_import
from homevisit.roster.read import parse, read_workbook
from homevisit.roster.sheets import Sheet
from homevisit.roster.table import find_table

ROWS = 5000
HEADINGS = (
    "姓名",
    "性别",
    "出生日期",
    "民族",
    "身份证件类型",
    "身份证件号",
    "学籍号",
    "班内学号",
    "年级",
    "班级",
    "入学年月",
    "就读方式",
    "现住址",
    "联系电话",
    "健康状况",
    "是否留守儿童",
    "是否孤儿",
    "是否需要申请资助",
    "成员1姓名",
    "成员1关系",
    "成员1联系电话",
    "成员1是否监护人",
    "成员2姓名",
    "成员2关系",
    "成员2联系电话",
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = "江丁何田苏方韩易杨严林陈赵孙周吴郑冯褚卫"
_GIVEN = ("予安", "浩然", "景行", "苗苗", "晚晴", "立言", "家乐", "安澜", "砚舟")


def id_number(born: date, sequence: int) -> str:
    """Return a number with the right check; 519901 is assigned to no place."""
    front = f"519901{born:%Y%m%d}{sequence:03}"
    total = sum(int(d) * w for d, w in zip(front, _WEIGHTS, strict=True))
    return front + "10X98765432"[total % 11]


def pupil(number: int) -> list[str]:
    """Return one invented row."""
    born = date(2011 + number % 3, 1 + number % 12, 1 + number % 28)
    id_no = id_number(born, (number // 84 * 2 + number % 2) % 1000)
    surname = _SURNAMES[number % 20]
    return [
        surname + _GIVEN[number % 9] + _GIVEN[number // 9 % 9][0],
        "男" if number % 2 else "女",
        f"{born:%Y-%m-%d}",
        "汉族",
        "居民身份证",
        id_no,
        "G" + id_no,
        f"{number % 50:02}",
        ("七年级", "八年级", "九年级")[number % 3],
        f"{number % 20 + 1}班",
        "202509",
        "住校" if number % 2 else "走读",
        f"禾田镇柳溪村{number % 90}组{number}号",
        f"138{number:08}",
        "健康或良好",
        ("非留守儿童", "单亲留守儿童", "双亲留守儿童")[number % 3],
        "否",
        "是" if number % 5 else "否",
        surname + "守田",
        "父亲",
        f"139{number:08}",
        "是",
        "罗" + _GIVEN[number % 9],
        "母亲",
        f"137{number:08}",
    ]


def workbook(rows: list[list[str]]) -> bytes:
    """Return the list as XlsxWriter writes it: the file, and the peer of our export."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for number, row in enumerate([HEADINGS, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    book.close()
    return target.getvalue()


def planned(sheet: Sheet) -> int:
    """Return how many rows a plan for the sheet would write."""
    table = find_table(sheet)
    school = SchoolFacts(today=date(2026, 3, 2))
    plan = plan_import(table, guess_mapping(table), known=Known(), school=school)
    return len(plan.to_write())


def ours(content: bytes) -> int:
    """Import by our reader."""
    return planned(Sheet(**parse(content)[2][0]))


def by_openpyxl(content: bytes) -> int:
    """Import by openpyxl, with the same planning."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    return planned(Sheet("名单", rows))


def read_only_ours(content: bytes) -> int:
    """Read alone, by ours."""
    return len(parse(content)[2][0]["rows"])


def read_only_openpyxl(content: bytes) -> int:
    """Read alone, by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return len(list(book.active.iter_rows(values_only=True)))


def exported(rows: list[list[str]]) -> int:
    """Write the list by our export."""
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    return len(to_xlsx(HEADINGS, rows, title="名单", made_at=now))


def cpu(job, argument) -> float:
    """Return the CPU seconds of one run."""
    began = time.process_time()
    job(argument)
    return time.process_time() - began


def compare(job, peer, argument, rounds: int) -> dict[str, float]:
    """Return the medians of both, run turn about, and their ratio."""
    pairs = [(cpu(job, argument), cpu(peer, argument)) for _ in range(rounds)]
    one, other = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {
        "ours_ms": round(one * 1000, 1),
        "peer_ms": round(other * 1000, 1),
        "ratio": round(one / other, 3),
    }


def worker_ms(content: bytes, rounds: int) -> float:
    """Return the wall time of reading through the worker."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        read_workbook(content)
        times.append(time.perf_counter() - began)
    return round(statistics.median(times) * 1000, 1)


def main(rounds: int = 5) -> None:
    """Print every comparison as one line of JSON."""
    rows = [pupil(number) for number in range(ROWS)]
    content = workbook(rows)
    if ours(content) != ROWS or by_openpyxl(content) != ROWS:
        raise SystemExit("a side did not plan every row")
    results = {
        "read": compare(read_only_ours, read_only_openpyxl, content, rounds),
        "import": compare(ours, by_openpyxl, content, rounds),
        "export": compare(exported, workbook, rows, rounds),
    }
    for what, figures in results.items():
        print(json.dumps({"what": what, "peer": _PEERS[what], **figures}))
    print(json.dumps({"what": "read in worker", "wall_ms": worker_ms(content, rounds)}))


_PEERS = {"read": "openpyxl", "import": "openpyxl path", "export": "XlsxWriter"}

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
