"""Every problem speaks: a code of its own, three sentences, and their Chinese."""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache

import homevisit
from homevisit.errors import Problem
from tools import catalogue

PARTS = ("what", "safe", "todo")
END = ("。", "！", "？", "”", "）")


@cache
def problems() -> tuple[type[Problem], ...]:
    """Load the whole core and return every problem that it declares."""
    for module in pkgutil.walk_packages(homevisit.__path__, "homevisit."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, level = [], [Problem]
    while level:
        level = [child for parent in level for child in parent.__subclasses__()]
        found += [each for each in level if each.__module__.startswith("homevisit.")]
    return tuple(each for each in dict.fromkeys(found) if hasattr(each, "code"))


def test_there_are_problems():
    assert len(problems()) > 20


def test_codes_are_stable_words():
    codes = {each.code for each in problems()}
    assert {
        code for code in codes if not re.fullmatch(r"[a-z][a-z0-9_]+", code)
    } == set()


def test_a_code_belongs_to_one_problem_and_what_refines_it():
    first: dict[str, type[Problem]] = {}
    for each in problems():
        assert issubclass(each, first.setdefault(each.code, each)), each.code


def test_every_problem_says_what_happened_what_is_safe_and_what_to_do():
    incomplete = [
        f"{each.__name__}.{part}"
        for each in problems()
        for part in PARTS
        if not getattr(each, part, "").endswith((".", "?", "!", ")"))
    ]
    assert incomplete == []


def test_every_sentence_is_marked_for_translation_and_ends_in_chinese_too():
    known, chinese = catalogue.extract(), catalogue.read_parts().texts
    sentences = {getattr(each, part) for each in problems() for part in PARTS}
    assert sorted(sentences - set(known)) == []
    unended = [text for text in sentences if not chinese.get(text, "").endswith(END)]
    assert sorted(unended) == []


def test_every_problem_exits_with_a_code_of_its_family():
    assert {each.exit_code for each in problems()} <= set(range(1, 64))


def test_sentences_stand_apart_in_english_and_close_together_in_chinese():
    from homevisit.text import sentences, use_language

    use_language("en")
    assert (
        sentences("It broke.", "", "Nothing is lost.") == "It broke. Nothing is lost."
    )
    use_language("zh_CN")
    assert sentences("出错了。", "资料都在。") == "出错了。资料都在。"
