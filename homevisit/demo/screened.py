"""A screening of the invented school: the Excel file of a test program, taken in.

The file has what such files have: answers to items, a level of the program's own, a
column nobody understands, families that did not agree. None of it is kept.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from homevisit.demo.names import SCREENING
from homevisit.paths import write_atomically
from homevisit.services import screening, screening_file
from homevisit.services.screening_file import Batch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from homevisit.demo.enrolled import Enrolled
    from homevisit.services.room import Room

_FACTORS = (
    "学习焦虑",
    "对人焦虑",
    "孤独倾向",
    "自责倾向",
    "过敏倾向",
    "身体症状",
    "恐怖倾向",
    "冲动倾向",
)
_ITEMS = 20
_MOST = 60
_SCALE = "mht"
_DAYS_AGO = 9


def screen(opened: Room, enrolled: Sequence[Enrolled], folder: Path) -> int:
    """Write the file into `folder`, take it in, and return how many results it gave."""
    path = folder / SCREENING
    write_atomically(path, _workbook(enrolled[:_MOST]))
    thresholds, invalid_from, source = screening.usual_rules(opened, _SCALE)
    day = opened.clock.today() - timedelta(days=_DAYS_AGO)
    batch = Batch(
        name="秋季心理测评",
        on_date=day.isoformat(),
        organiser="县教育体育局",
        thresholds=thresholds,
        invalid_from=invalid_from,
        threshold_source=source,
    )
    file = screening_file.read_screening(path, _SCALE)
    plan = screening_file.plan(opened, file, batch)
    return screening.take_in(opened, plan).taken


def _workbook(enrolled: Sequence[Enrolled]) -> bytes:
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = workbook.add_worksheet("测评结果")
    items = [f"题{number}" for number in range(1, _ITEMS + 1)]
    headings = ["学籍号", "姓名", "总分", *_FACTORS, "效度", "家长知情同意", *items]
    for column, heading in enumerate([*headings, "预警等级", "心情指数"]):
        sheet.write_string(0, column, heading)
    for row, each in enumerate(enrolled, start=1):
        for column, value in enumerate(_row(each)):
            sheet.write(row, column, value)
    workbook.close()
    return content.getvalue()


def _row(each: Enrolled) -> list[str | int]:
    """Return a row whose numbers follow from the child's number alone."""
    number = each.child.number
    factors = [(number * (place + 3) + place) % 8 for place in range(len(_FACTORS))]
    if number % 17 == 0:
        factors[number % len(_FACTORS)] = 9
    total = sum(factors) + (38 if number % 23 == 0 else 0)
    validity = 8 if number % 29 == 0 else number % 5
    agrees = "否" if number % 31 == 0 else "是"
    answers = [(number >> place) & 1 for place in range(_ITEMS)]
    who = [f"G{each.child.id_no}", each.child.name]
    return [*who, total, *factors, validity, agrees, *answers, "正常", number % 100]
