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


def story(visit, run, styles):
    """Return the flowables of one visit."""
    s = styles

    def p(text, kind=s.body):
        return Paragraph(escape(text).replace("\n", "<br/>"), kind)

    def rows(*pairs, kind=s.body):
        cells = [[p(label, s.label), p(text, kind)] for label, text in pairs]
        return Table(cells, colWidths=[21 * mm, 155 * mm], style=GRID)

    qr = Drawing(54, 54)
    qr.add(QrCodeWidget(run.qr_payload, barWidth=54, barHeight=54, barLevel="M"))
    facts = [p(visit.number, s.name), p(visit.term), p(f"核对码 {run.check_code}")]
    head = [[[p(run.school, s.head), p("家访记录摘要", s.title)], facts, qr]]
    six = [
        (
            "学生",
            visit.student,
            "班级",
            visit.class_name,
            "班主任",
            visit.class_teacher,
        ),
        ("家访时间", visit.visit_date, "形式", visit.form, "次数", visit.ordinal),
        (
            "家访地点",
            visit.place,
            "主访教师",
            visit.lead_teacher,
            "同行",
            visit.companions,
        ),
        (
            "受访人",
            visit.interviewees,
            "学生在场",
            visit.student_present,
            "结果",
            visit.outcome,
        ),
    ]
    signing = [
        [p("监护人签名（已读，内容属实）"), p("家访教师签名"), p("学校审核")],
        ["", p("　".join(visit.teachers.names), s.quote), p("（学校盖章）", s.small)],
        [
            p(visit.guardian.signed_at, s.small),
            p(visit.teachers.confirmed_at, s.small),
            p("审核人：", s.small),
        ],
    ]
    flowables = [
        Table(head, colWidths=[90 * mm, 64 * mm, 22 * mm]),
        p("1 学生与家访", s.head),
        Table(
            [
                [p(t, s.body if n % 2 else s.label) for n, t in enumerate(row)]
                for row in six
            ],
            colWidths=[21 * mm, 59 * mm, 21 * mm, 21 * mm, 21 * mm, 33 * mm],
            style=GRID,
        ),
        rows(("目的", boxes(visit.purposes))),
        p("2 看到和听到的", s.head),
        rows(
            ("家庭情况", visit.family_situation),
            ("学习环境", boxes(visit.study_places) + visit.study_environment),
            ("在家表现", visit.at_home),
        ),
        rows(("孩子的话", f"“{visit.child_words}”"), kind=s.quote),
        rows(("在校反馈", visit.at_school), ("家长意见", visit.guardian_opinion)),
        p("3 一起商量好的", s.head),
        Table(
            [
                [
                    p(side, s.label),
                    p(promise.what),
                    p(f"{promise.who} {promise.when}", s.label),
                ]
                for side, promises in (
                    ("家庭", visit.home_promises),
                    ("学校", visit.school_promises),
                )
                for promise in promises
            ],
            colWidths=[21 * mm, 110 * mm, 45 * mm],
            style=GRID,
        ),
        rows(
            ("政策宣传", boxes(visit.policies)),
            ("下次回访", f"{visit.next_visit}　家长满意度 {boxes(visit.satisfaction)}"),
        ),
        p("4 签名", s.head),
        Table(signing, colWidths=[66 * mm, 55 * mm, 55 * mm], style=GRID[:1]),
    ]
    for photo in visit.photos:
        flowables += [
            Spacer(1, 6),
            Image(BytesIO(photo.jpeg), 80 * mm, 60 * mm),
            p(photo.caption, s.small),
        ]
    return flowables


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
        flowables += story(visit, run, styles)
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
