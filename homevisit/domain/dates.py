"""Dates in the spellings of real files, read to `YYYY-MM-DD` or `YYYY-MM`.

A year of two digits, or a day before its month, is refused: a guess would be wrong
about a child's age.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homevisit.domain.record import Doubt
from homevisit.text import N_

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?$")
_PARTS = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?[-/.]?")
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}([-/.月]\d{1,2}日?)?|\d{1,2}年.*")
_SERIAL_TEXT = re.compile(r"\d{5}(\.\d+)?")
_YEARS = range(1900, 2101)
# Days from 1910 to 2099; smaller numbers are years, ages or something else.
_SERIALS = range(3653, 73051)
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)

DOUBTS = {
    "date_unclear": N_("This could not be read as a date."),
    "date_impossible": N_("There is no such day."),
    "date_short_year": N_("The year has only two digits; please give all four."),
    "date_without_day": N_("The day is missing."),
    "date_future": N_("This day is still to come."),
}


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell was read as: `iso` of a day or a month, or why there is none."""

    iso: str = ""
    problem: str = ""

    @property
    def is_month(self) -> bool:
        """Whether only the year and month are known."""
        return len(self.iso) == 7


def iso_day(text: str) -> date | None:
    """Return the day of a `YYYY-MM-DD` text, or None."""
    if not _ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_iso_month(text: str) -> bool:
    """Say whether a text is a month, `YYYY-MM`."""
    return bool(_ISO_MONTH.fullmatch(text))


def _of_parts(year: str, month: str, day: str | None) -> DateReading:
    if int(year) not in _YEARS:
        return DateReading(problem="date_unclear")
    if not day:
        found = f"{year}-{int(month):02}"
        fits = is_iso_month(found)
        return DateReading(found) if fits else DateReading(problem="date_impossible")
    found = f"{year}-{int(month):02}-{int(day):02}"
    if iso_day(found):
        return DateReading(found)
    return DateReading(problem="date_impossible")


def _of_number(number: float, *, epoch_1904: bool) -> DateReading:
    if int(number) in _SERIALS:
        epoch = _EPOCH_1904 if epoch_1904 else _EPOCH_1900
        return DateReading((epoch + timedelta(days=int(number))).isoformat())
    year, _, month = f"{number:.2f}".partition(".")
    # 2012.5 is May; 2012.1 may have been 2012.10 before the sheet dropped its zero.
    if int(year) in _YEARS and month[1] == "0" and month not in {"00", "10"}:
        return _of_parts(year, month[0], None)
    if int(year) in _YEARS and month in {"11", "12"}:
        return _of_parts(year, month, None)
    return DateReading(problem="date_unclear")


def _chinese(text: str) -> str:
    """Return a date with Chinese numerals for month and day in digits."""

    def digits(match: re.Match[str]) -> str:
        word = match.group()
        tens, mark, ones = word.partition("十")
        if not mark:
            return word.translate(_CHINESE_DIGITS)
        front = tens.translate(_CHINESE_DIGITS) or "1"
        return front + (ones.translate(_CHINESE_DIGITS) or "0")

    return re.sub(r"[〇零○一二三四五六七八九十]+", digits, text)


def _of_text(text: str, *, epoch_1904: bool) -> DateReading:
    for form in (_RUN, _PARTS):
        match = form.fullmatch(text)
        if match:
            return _of_parts(*match.groups())
    if _SERIAL_TEXT.fullmatch(text):
        return _of_number(float(text), epoch_1904=epoch_1904)
    short = _SHORT_YEAR.fullmatch(text)
    return DateReading(problem="date_short_year" if short else "date_unclear")


def read_date(raw: object, *, epoch_1904: bool = False) -> DateReading:
    """Return the day or month that a cell means; an empty cell means neither.

    `epoch_1904` is the workbook's own setting and concerns serial numbers only.
    """
    if raw is None or isinstance(raw, bool):
        return DateReading()
    if isinstance(raw, datetime):
        return DateReading(raw.date().isoformat())
    if isinstance(raw, date):
        return DateReading(raw.isoformat())
    if isinstance(raw, int | float) and 0 < raw < _SERIALS.stop:
        return _of_number(raw, epoch_1904=epoch_1904)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    text = "".join(_CLOCK.sub("", _chinese(text)).split())
    if not text:
        return DateReading()
    return _of_text(text, epoch_1904=epoch_1904)


def date_doubts(
    field: str, text: str, *, not_after: date | None = None
) -> tuple[Doubt, ...]:
    """Return what is odd about a stored day: not ISO, without a day, or to come."""
    if not text:
        return ()
    day = iso_day(text)
    if day is None:
        code = "date_without_day" if is_iso_month(text) else "date_unclear"
        return (Doubt(field, code, DOUBTS[code]),)
    if not_after and day > not_after:
        return (Doubt(field, "date_future", DOUBTS["date_future"]),)
    return ()
