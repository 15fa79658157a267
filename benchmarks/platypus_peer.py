"""The same visit as ReportLab's documentation would print it: Platypus, TTFont, tables.

Written as an experienced user would, fonts registered once, tuned neither way.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Image,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from homevisit.paths import resource_path

PINE, LINE, SHADE = HexColor("#1F6658"), HexColor("#BDBFBB"), HexColor("#F4F4F2")


def register_fonts() -> None:
    """Load the three faces that the page uses, once per process."""
    for name in ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Bold"):
        path = resource_path("fonts", f"{name}.ttf")
        pdfmetrics.registerFont(TTFont(name, str(path)))


def style(name, size, face="NotoSansSC-Regular", **more):
    return ParagraphStyle(
        name, fontName=face, fontSize=size, leading=size * 1.6, wordWrap="CJK", **more
    )


class Styles:
    def __init__(self):
        self.body = style("body", 9.5)
        self.label = style("label", 8.75, textColor=HexColor("#4E5955"))
        self.quote = style("quote", 9.5, "NotoSerifSC-Bold")
        self.name = style("name", 10.5, "NotoSansSC-Bold")
        self.head = style("head", 11, "NotoSerifSC-Bold", spaceBefore=14, spaceAfter=6)
        self.title = style("title", 21, "NotoSerifSC-Bold")
        self.small = style("small", 7.9, textColor=HexColor("#6B736F"))


GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, LINE),
    ("BACKGROUND", (0, 0), (0, -1), SHADE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def boxes(choices):
    # The font has no ballot boxes; letters stand in for them.
    return "　".join(f"[{'x' if c.chosen else ' '}] {c.words}" for c in choices)


class PeerVisit:
    """The flowables of one visit."""

    def __init__(self, visit, run, styles):
        self.visit, self.run, self.s = visit, run, styles

    def p(self, text, kind=None):
        return Paragraph(escape(text).replace("\n", "<br/>"), kind or self.s.body)

    def table(self, rows, *widths, kind=None):
        """Labels in the first and every other column, as in our rows."""
        cells = [
            [
                self.p(text, kind if n % 2 else self.s.label)
                for n, text in enumerate(row)
            ]
            for row in rows
        ]
        return Table(cells, colWidths=[width * mm for width in widths], style=GRID)

    def head(self):
        qr = Drawing(54, 54)
        payload = self.run.qr_payload
        qr.add(QrCodeWidget(payload, barWidth=54, barHeight=54, barLevel="M"))
        facts = [
            self.p(self.visit.number, self.s.name),
            self.p(self.visit.term),
            self.p(f"核对码 {self.run.check_code}"),
        ]
        titles = [self.p(self.run.school, self.s.head)]
        titles.append(self.p("家访记录摘要", self.s.title))
        return Table([[titles, facts, qr]], colWidths=[90 * mm, 64 * mm, 22 * mm])

    def facts(self):
        v = self.visit
        rows = [
            ("学生", v.student, "班级", v.class_name, "班主任", v.class_teacher),
            ("家访时间", v.visit_date, "形式", v.form, "次数", v.ordinal),
            ("家访地点", v.place, "主访教师", v.lead_teacher, "同行", v.companions),
            ("受访人", v.interviewees, "在场", v.student_present, "结果", v.outcome),
        ]
        return [
            self.p("1 学生与家访", self.s.head),
            self.table(rows, 21, 59, 21, 21, 21, 33),
            self.table([("目的", boxes(v.purposes))], 21, 155),
        ]

    def observations(self):
        v = self.visit
        seen = [
            ("家庭情况", v.family_situation),
            ("学习环境", boxes(v.study_places) + v.study_environment),
            ("在家表现", v.at_home),
        ]
        said = [("孩子的话", f"“{v.child_words}”")]
        told = [("在校反馈", v.at_school), ("家长意见", v.guardian_opinion)]
        return [
            self.p("2 看到和听到的", self.s.head),
            self.table(seen, 21, 155),
            self.table(said, 21, 155, kind=self.s.quote),
            self.table(told, 21, 155),
        ]

    def agreements(self):
        v = self.visit
        sides = (("家庭", v.home_promises), ("学校", v.school_promises))
        promised = [
            (side, promise.what, f"{promise.who} {promise.when}")
            for side, promises in sides
            for promise in promises
        ]
        rest = [
            ("政策宣传", boxes(v.policies)),
            ("下次回访", f"{v.next_visit}　家长满意度 {boxes(v.satisfaction)}"),
        ]
        return [
            self.p("3 一起商量好的", self.s.head),
            self.table(promised, 21, 110, 45),
            self.table(rest, 21, 155),
        ]

    def signatures(self):
        v, small = self.visit, self.s.small
        names = self.p("　".join(v.teachers.names), self.s.quote)
        cells = [
            [
                self.p("监护人签名（已读，内容属实）"),
                self.p("家访教师签名"),
                self.p("学校审核"),
            ],
            ["", names, self.p("（学校盖章）", small)],
            [
                self.p(v.guardian.signed_at, small),
                self.p(v.teachers.confirmed_at, small),
                self.p("审核人：", small),
            ],
        ]
        widths = [66 * mm, 55 * mm, 55 * mm]
        return [
            self.p("4 签名", self.s.head),
            Table(cells, colWidths=widths, style=GRID[:1]),
        ]

    def photos(self):
        for photo in self.visit.photos:
            yield Spacer(1, 6)
            yield Image(BytesIO(photo.jpeg), 80 * mm, 60 * mm)
            yield self.p(photo.caption, self.s.small)

    def story(self):
        return [
            self.head(),
            *self.facts(),
            *self.observations(),
            *self.agreements(),
            *self.signatures(),
            *self.photos(),
        ]


def decorate(run):
    """Return the painter of watermark, micro lines and page number."""
    micro = (
        f"{run.school} · 家访档案 · 仅限校内育人工作使用"
        f" · 导出 {run.printed_by} {run.printed_at} · 第 {run.copy_number} 份"
        f" · 请勿拍照、转发或上传网络平台 · 核对码 {run.check_code}"
    )

    def paint(canvas, document):
        canvas.saveState()
        canvas.setFillColor(HexColor("#F4F7F5"))
        canvas.setFont("NotoSerifSC-Bold", 38)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(30)
        canvas.drawCentredString(0, 0, f"{run.school} 家访档案")
        canvas.restoreState()
        canvas.setFont("NotoSansSC-Regular", 5.4)
        canvas.drawString(18 * mm, A4[1] - 23, micro)
        canvas.drawString(18 * mm, 33, micro)
        canvas.setFont("NotoSansSC-Regular", 7.8)
        canvas.drawString(
            18 * mm,
            20,
            "本页不含心理辅导内容。扫码或输入核对码可在校内电脑上核对原件。",
        )
        canvas.drawRightString(A4[0] - 16 * mm, 20, f"第 {document.page} 页")
        canvas.setFillColor(white)

    return paint


def print_visits(visits, run):
    """Return one PDF with all visits, each on a page of its own."""
    styles = Styles()
    flowables = []
    for number, visit in enumerate(visits):
        if number:
            flowables.append(PageBreak())
        flowables += PeerVisit(visit, run, styles).story()
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=16 * mm,
        topMargin=12 * mm,
        bottomMargin=16 * mm,
    )
    paint = decorate(run)
    document.build(flowables, onFirstPage=paint, onLaterPages=paint)
    return file.getvalue()
