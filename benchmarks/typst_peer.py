"""The same visit through typst, a typesetting program with a Python module."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from homevisit.paths import resource_path

# Typst reads the visit as JSON, the photo as a file beside the template.
TEMPLATE = """
#let v = json("visit.json")
#let run = v.run
#set page(
  paper: "a4", margin: (left: 18mm, right: 16mm, top: 12mm, bottom: 16mm),
  background: rotate(-30deg, text(font: "Noto Serif SC", weight: 700, size: 38pt,
    fill: rgb("#F4F7F5"))[#run.school 家访档案]),
  header: text(size: 5.4pt)[#v.micro],
  footer: context text(size: 7.8pt)[本页不含心理辅导内容。 #h(1fr) 第
    #counter(page).display() 页，共 #counter(page).final().first() 页],
)
#set text(font: ("Noto Sans SC", "HanaMinB"), size: 9.5pt, lang: "zh", region: "cn")
#let serif(size, body) = text(
  font: ("Noto Serif SC", "HanaMinB"), weight: 700, size: size, body)
#let label(body) = text(size: 8.75pt, fill: rgb("#4E5955"), body)
#let head(body) = block(above: 14pt, below: 6pt, serif(11pt, body))
#let rows(columns, ..cells) = table(
  columns: columns, stroke: 0.5pt + rgb("#BDBFBB"), inset: 7pt,
  fill: (x, y) => if calc.even(x) { rgb("#F4F4F2") },
  ..cells.pos())
#grid(columns: (1fr, auto),
  [#serif(11pt, run.school) \\ #serif(21pt)[家访记录摘要]],
  align(right)[*#v.number* \\ #v.term \\ 核对码 #run.check_code])
#line(length: 100%, stroke: 1.5pt + rgb("#1F6658"))
#for section in v.sections {
  head(section.title)
  for group in section.groups {
    rows(group.columns.map(w => w * 1mm), ..group.rows.flatten().enumerate().map(
      ((n, words)) => if calc.even(calc.rem(n, group.columns.len())) { label(words) }
        else { words }))
  }
}
#head[4 签名]
#rows((66mm, 55mm, 55mm), ..v.signing)
#for caption in v.photos [
  #image("photo.jpg", width: 80mm) #caption
]
"""


def boxes(choices):
    return "　".join(f"{'☑' if c.chosen else '☐'} {c.words}" for c in choices)


def sections(v):
    """Return titles, column widths and rows, as the other peer's tables have them."""
    facts = [
        ["学生", v.student, "班级", v.class_name, "班主任", v.class_teacher],
        ["家访时间", v.visit_date, "形式", v.form, "次数", v.ordinal],
        ["家访地点", v.place, "主访教师", v.lead_teacher, "同行", v.companions],
        ["受访人", v.interviewees, "在场", v.student_present, "结果", v.outcome],
    ]
    seen = [
        ["家庭情况", v.family_situation],
        ["学习环境", boxes(v.study_places) + v.study_environment],
        ["在家表现", v.at_home],
        ["孩子的话", f"“{v.child_words}”"],
        ["在校反馈", v.at_school],
        ["家长意见", v.guardian_opinion],
    ]
    promised = [
        [side, promise.what, f"{promise.who} {promise.when}"]
        for side, promises in (("家庭", v.home_promises), ("学校", v.school_promises))
        for promise in promises
    ]
    rest = [
        ["政策宣传", boxes(v.policies)],
        ["下次回访", f"{v.next_visit}　家长满意度 {boxes(v.satisfaction)}"],
    ]
    wide = [21, 155]
    return [
        ("1 学生与家访", [([21, 59, 21, 21, 21, 33], facts)]),
        ("2 看到和听到的", [(wide, seen)]),
        ("3 一起商量好的", [([21, 110, 45], promised), (wide, rest)]),
    ]


def data(v, run):
    return {
        "run": {"school": run.school, "check_code": run.check_code},
        "number": v.number,
        "term": v.term,
        "micro": f"{run.school} · 家访档案 · 导出 {run.printed_by} {run.printed_at}",
        "sections": [
            {
                "title": title,
                "groups": [{"columns": c, "rows": r} for c, r in groups],
            }
            for title, groups in sections(v)
        ],
        "signing": ["监护人签名", "　".join(v.teachers.names), "学校审核"],
        "photos": [photo.caption for photo in v.photos],
    }


class TypstPeer:
    """A folder with the template, and one compiler that keeps its fonts loaded."""

    def __init__(self, module):
        self._module = module
        self._folder = tempfile.TemporaryDirectory()
        self._root = Path(self._folder.name)
        (self._root / "visit.typ").write_text(TEMPLATE, encoding="utf-8")
        self._compiler = self._new_compiler()

    def _new_compiler(self):
        return self._module.Compiler(
            root=str(self._root),
            font_paths=[str(resource_path("fonts"))],
            ignore_system_fonts=True,
        )

    def _compile(self, compiler, visit, run):
        facts = json.dumps(data(visit, run), ensure_ascii=False)
        (self._root / "visit.json").write_text(facts, encoding="utf-8")
        for photo in visit.photos:
            (self._root / "photo.jpg").write_bytes(photo.jpeg)
        return compiler.compile(input=str(self._root / "visit.typ"), format="pdf")

    def print(self, visit, run):
        """Print with the compiler that has its fonts and what it set before."""
        return self._compile(self._compiler, visit, run)

    def print_afresh(self, visit, run):
        """Print as the module's own one-call function does."""
        return self._compile(self._new_compiler(), visit, run)

    def close(self):
        self._folder.cleanup()
