"""The number of a case (个案编号): made from the case, so it is the same for ever.

Two people without a network would give one running number to two cases, or two numbers
to one. So the number is the year and five characters that stand for the case's id. It
stands on paper in place of the name. No letter in it looks like a digit.
"""

from __future__ import annotations

import hashlib

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 5


def case_no(case_id: str, on_day: str) -> str:
    """Return the number of a case that was raised on an ISO day: `XL-2026-7K3QF`."""
    return f"XL-{_marked(case_id, on_day)}"


def concern_no(concern_id: str, on_day: str) -> str:
    """Return the number of a concern (线索编号): `XS-2026-04M9T`."""
    return f"XS-{_marked(concern_id, on_day)}"


def report_no(report_id: str, on_day: str) -> str:
    """Return the number of a mandatory report (报告编号): `BG-2026-9R2WD`."""
    return f"BG-{_marked(report_id, on_day)}"


def _marked(record_id: str, on_day: str) -> str:
    rest = int.from_bytes(hashlib.sha256(record_id.encode()).digest()[:8], "big")
    letters = ""
    for _ in range(_LENGTH):
        rest, at = divmod(rest, len(_LETTERS))
        letters += _LETTERS[at]
    return f"{on_day[:4]}-{letters}"
