"""The Chinese catalogue is complete, and its checks find what they look for."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from tools import catalogue


def part(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")


def one(msgid: str, text: str) -> str:
    return f'msgid "{msgid}"\nmsgstr "{text}"\n\n'


def test_every_text_of_the_code_is_chinese():
    assert list(catalogue.missing(catalogue.extract(), catalogue.read_parts())) == []


def test_no_translation_is_left_over():
    assert list(catalogue.unused(catalogue.extract(), catalogue.read_parts())) == []


def test_translations_are_well_written():
    assert list(catalogue.ill_written(catalogue.read_parts())) == []


def test_all_ways_to_mark_a_text_are_extracted(tmp_path):
    for folder in catalogue.SOURCES:
        (tmp_path / folder).mkdir()
    source = (
        '_("a"), N_("b"), translate("c" " d"), mark("e")\n'
        'translate_count("{count} f", "{count} fs", 3)\n'
    )
    (tmp_path / "ui" / "screen.py").write_text(source, encoding="utf-8")
    assert set(catalogue.extract(tmp_path)) == {"a", "b", "c d", "e", "{count} f"}


def test_missing_and_unused_texts_are_named(tmp_path):
    part(tmp_path, "a.po", one("known", "知道") + one("old", "旧") + one("empty", ""))
    parts = catalogue.read_parts(tmp_path)
    used = {"known": ["a.py"], "empty": ["b.py"], "new": ["c.py"]}
    assert list(catalogue.missing(used, parts)) == [
        "no translation: b.py: empty",
        "no translation: c.py: new",
    ]
    assert list(catalogue.unused(used, parts)) == ["unused: a.po: old"]


@pytest.mark.parametrize(
    ("msgid", "text", "finding"),
    [
        ("{name} left.", "{who}走了。", "other placeholders"),
        ("Saved {n}.", "已保存。", "other placeholders"),
        ("Done.", "好了.", "half-width"),
        ("Yes, saved.", "是的,已保存。", "half-width"),
        ("Class (new)", "班级(新)", "half-width"),
        ("Saved in {n}.", "保存在 {n}.", "half-width"),
    ],
)
def test_ill_written_texts_are_found(tmp_path, msgid, text, finding):
    part(tmp_path, "a.po", one(msgid, text))
    found = list(catalogue.ill_written(catalogue.read_parts(tmp_path)))
    assert any(line.startswith(finding) for line in found)


@pytest.mark.parametrize(
    "text",
    ["已保存，{n} 份。", "另存为 .xlsx", "时间 14:02", "（{n}）好的。", "PDF/A (2b)"],
)
def test_good_punctuation_is_left_alone(tmp_path, text):
    msgid = "{n}" if "{n}" in text else "x"
    part(tmp_path, "a.po", one(msgid, text))
    assert list(catalogue.ill_written(catalogue.read_parts(tmp_path))) == []


def test_fuzzy_and_disagreeing_parts_are_found(tmp_path):
    part(tmp_path, "a.po", "#, fuzzy\n" + one("a", "甲"))
    part(tmp_path, "b.po", one("a", "乙"))
    found = list(catalogue.ill_written(catalogue.read_parts(tmp_path)))
    assert found == ["a.po: fuzzy: a", "b.po and a.po disagree: a"]


def test_the_compiled_catalogue_speaks(tmp_path):
    plural = (
        'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "{count} 天"\n'
    )
    part(tmp_path, "a.po", one("Save", "保存") + plural)
    target = tmp_path / "zh_CN" / "LC_MESSAGES" / "homevisit.mo"
    assert catalogue.compile_parts(tmp_path, target) == 2
    chinese = gettext.translation("homevisit", str(tmp_path), languages=["zh_CN"])
    assert chinese.gettext("Save") == "保存"
    assert chinese.ngettext("{count} day", "{count} days", 3) == "{count} 天"
