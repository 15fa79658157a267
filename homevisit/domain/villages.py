"""The village or neighbourhood that an address lies in, to plan one way for many homes.

Nobody types it for every child, so it is read from the address where the file does not
say it: what governs (province, county, town) is left out, the first place is taken.
"""

from __future__ import annotations

import re

_GOVERNED = re.compile(
    r"^[^\d\s]{1,10}?(?:省|自治区|自治州|地区|市|县|(?<![社小园])区|自治县|旗|镇|乡|苏木|街道)"
    r"(?!村|社区|小区|居委会)"
)
_PLACE = re.compile(
    r"^.{1,14}?(?:社区|居委会|小区|新村|村|嘎查|花园|家园|苑|屯|寨|庄|弄|胡同|街|大道|路|巷|里)"
)
_NUMBER = re.compile(r"[\d０-９]|第?[一二三四五六七八九十]+(?:组|队|号|栋|幢|单元)")
# Names that end like a road or a lane and go on as a neighbourhood: 清河里社区.
_LONGER = re.compile(r"^(?:社区|小区|新村|村|居委会|花园)")


def village_of(address: str) -> str:
    """Return the village, neighbourhood or street of an address; "" where none is said.

    石桥村三组 is 石桥村; 禾田镇上田村四组12号 is 上田村; a town alone is the town.
    """
    rest = "".join(address.split())
    governed = ""
    while match := _GOVERNED.match(rest):
        governed, rest = match[0], rest[match.end() :]
    found = _PLACE.match(rest)
    if found is None:
        plain = _NUMBER.split(rest)[0]
        return plain or governed
    longer = _LONGER.match(rest[found.end() :])
    return found[0] + (longer[0] if longer else "")
