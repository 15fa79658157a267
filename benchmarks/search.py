"""Search per keystroke: names by pinyin at 10,000 students, notes of any length.

Peers: `LIKE '%…%'` on the names and on the note table of the same encrypted file.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

from benchmarks.measure import heading, percentile
from homevisit.clock import SystemClock
from homevisit.ledger import search_rows
from homevisit.ledger.ledger import Author, Edit, Ledger
from homevisit.services.indexing import DomainIndexing
from homevisit.vault import KdfParameters, create_vault

SURNAMES = (
    "江袁喻余方严杨陆叶马易王李张刘陈赵黄周吴徐孙胡朱高林何郭罗梁宋郑谢韩唐冯于董萧"
)
GIVEN = (
    "予安知行书瑶思齐立言子墨砚舟星野听澜一帆念慈小满晓晨雨桐梓涵浩然嘉怡欣妍博文"
    "俊杰诗琪"
)
PLACES = ("堂屋", "院子", "灶间", "村口", "河边", "学校", "图书角", "操场")
DEEDS = (
    "写作业",
    "喂鸡",
    "修自行车",
    "给父亲打电话",
    "帮祖母洗菜",
    "读课外书",
    "照看弟弟",
    "画机械草图",
)
WORDS = (
    "不大说话",
    "笑着说",
    "想了想",
    "叫了三次才放下手机",
    "先把链条修好",
    "按时睡觉",
)


def sentences(chance: random.Random, length: int) -> str:
    found = ""
    while len(found) < length:
        found += (
            f"{chance.choice(PLACES)}里{chance.choice(DEEDS)}，"
            f"{chance.choice(WORDS)}{chance.randrange(60)}分钟。"
        )
    return found


def fill(ledger: Ledger, students: int, notes: int) -> None:
    chance = random.Random(7)
    edits = []
    for number in range(students):
        name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=2))
        edits.append(Edit(f"s{number}", "student", f"s{number}", {"name": name}))
    ledger.save(edits)
    for start in range(0, notes, 2000):
        ledger.save(
            [
                Edit(
                    f"v{number}",
                    "visit",
                    f"s{number % students}",
                    {"at_home": sentences(chance, 200)},
                )
                for number in range(start, min(notes, start + 2000))
            ]
        )


def keystrokes(words: list[str]) -> list[str]:
    return [word[:end] for word in words for end in range(1, len(word) + 1)]


def timed(queries: list[str], ask) -> list[float]:
    found = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        found.append(1000 * (time.perf_counter() - start))
    return found


def show(name: str, ours: list[float], peer: list[float]) -> None:
    print(name)
    for who, values in (("ours", ours), ("LIKE", peer)):
        print(
            f"  {who}  p50 {percentile(values, 0.5):8.2f} ms"
            f"   p95 {percentile(values, 0.95):8.2f} ms"
        )
    ratio = percentile(ours, 0.95) / percentile(peer, 0.95)
    print(f"  ratio of p95: {ratio:.4f}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--students", type=int, default=10_000)
    options.add_argument("--notes", type=int, default=20_000)
    chosen = options.parse_args()
    heading(
        f"Search: {chosen.students} students, {chosen.notes} notes of 200 characters"
    )
    with tempfile.TemporaryDirectory() as folder:
        vault = create_vault(
            Path(folder, "bench.homevisit"),
            owner_name="周静怡",
            password="一盏灯 两个人 三里路 四间屋",
            clock=SystemClock(),
            kdf=KdfParameters(memory_kib=19 * 1024, passes=1, lanes=1),
        ).vault
        author = Author("person", "a" * 16, vault.sign)
        ledger = Ledger(vault.db, DomainIndexing(), author, SystemClock())
        start = time.perf_counter()
        fill(ledger, chosen.students, chosen.notes)
        print(f"filled in {time.perf_counter() - start:.1f} s")
        measure(ledger)
        vault.close()


def measure(ledger: Ledger) -> None:
    db = ledger.db
    typed = keystrokes(
        ["jya", "jiangyuan", "yuanzhixing", "江予安", "予安", "wlx", "zhou", "杨砚舟"]
    )

    def like_name(query: str) -> list:
        return db.execute(
            "SELECT id FROM record WHERE kind = 'student' AND title LIKE ? LIMIT 200",
            (f"%{query}%",),
        ).fetchall()

    show(
        "Names, per keystroke (the peer finds no pinyin at all)",
        timed(typed, lambda query: search_rows.find_students(db, query)),
        timed(typed, like_name),
    )
    with db.transaction():
        db.execute("CREATE TEMP TABLE note AS SELECT record, content FROM searchable")
    notes = keystrokes(
        ["修自行车", "给父亲打电话", "叫了三次才放下", "河边", "没有这句话"]
    )

    def like_text(query: str) -> list:
        return db.execute(
            "SELECT record FROM note WHERE content LIKE ? ORDER BY rowid DESC LIMIT 50",
            (f"%{query}%",),
        ).fetchall()

    for query in notes:
        ours = set(search_rows.find_texts(db, ledger.indexing, query, limit=10**6))
        theirs = db.execute(
            "SELECT record FROM note WHERE content LIKE ?", (f"%{query}%",)
        )
        assert ours == {row[0] for row in theirs}, "recall"
    show(
        "Notes, per keystroke, newest 50 (recall checked: 1.0)",
        timed(notes, lambda query: search_rows.find_texts(db, ledger.indexing, query)),
        timed(notes, like_text),
    )


if __name__ == "__main__":
    main()
