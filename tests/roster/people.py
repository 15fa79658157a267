"""Invented pupils for rosters; region code 519901 is assigned to no place."""

from dataclasses import dataclass
from datetime import date, timedelta

REGION = "519901"
SURNAMES = "江丁何田苏方韩易杨严林陈赵孙周吴郑冯褚卫"
GIVEN = [
    "予安",
    "浩然",
    "景行",
    "苗苗",
    "晚晴",
    "立言",
    "家乐",
    "安澜",
    "砚舟",
    "子墨",
    "知夏",
    "明远",
    "书瑶",
    "一诺",
    "向阳",
]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(born, sequence, region=REGION):
    """Return a number of the right form with the right check character."""
    front = f"{region}{born:%Y%m%d}{sequence:03}"
    total = sum(int(d) * w for d, w in zip(front, _WEIGHTS, strict=True))
    return front + "10X98765432"[total % 11]


@dataclass(frozen=True)
class Pupil:
    name: str
    sex: str
    born: date
    id_no: str
    grade: str
    class_no: int
    seat: str
    phone: str
    address: str
    left_behind: str
    father: str
    mother: str

    @property
    def registry_no(self):
        return "G" + self.id_no

    @property
    def class_name(self):
        return f"{self.grade}({self.class_no})班"


def pupil(number, grade="七年级", class_no=2):
    sex = "男" if number % 2 else "女"
    born = date(2012, 9, 1) + timedelta(days=number * 11 % 365)
    surname = SURNAMES[number % len(SURNAMES)]
    given = GIVEN[number * 7 % len(GIVEN)]
    # Even sequences are girls', odd ones boys'.
    sequence = (number * 2 + (1 if sex == "男" else 0)) % 1000
    return Pupil(
        name=surname + given,
        sex=sex,
        born=born,
        id_no=id_number(born, sequence),
        grade=grade,
        class_no=class_no,
        seat=f"{number:03}",
        phone=f"138{number:04}2716",
        address=f"禾田镇柳溪村{number}组",
        left_behind=("非留守儿童", "单亲留守儿童", "双亲留守儿童")[number % 3],
        father=surname + "守田",
        mother="罗" + given,
    )


def pupils(count, **where):
    return [pupil(number, **where) for number in range(1, count + 1)]
