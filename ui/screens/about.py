"""What this program is, where it keeps what, and whose work it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QTextBrowser, QWidget

from homevisit import __version__
from homevisit.text import _, translate
from ui.kit.basics import (
    SerifLabel,
    Sheet,
    column,
    head_row,
    hold,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.setting_list import Line, LineList
from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.licences import Licence

_SIDE, _SIDE_LARGE, _NAMES = 420, 520, 260


class AboutView(QWidget):
    """The left says what is promised, the right lists the licences."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.names = LineList(look, _("Parts of the program"))
        self._terms = make_label("", "strong")
        self.text = QTextBrowser()
        self._licences: dict[str, Licence] = {}
        self._build()
        self.names.chosen.connect(self._on_chosen)
        look.follow(self._fit)

    def show_licences(self, licences: tuple[Licence, ...]) -> None:
        """List the parts of the program; the first is chosen."""
        self._licences = {each.name: each for each in licences}
        lines = (Line(each.name, each.name, each.version) for each in licences)
        self.names.show_lines(tuple(lines))
        self.names.choose(licences[0].name)
        self._on_chosen(licences[0].name)

    def focus_first(self) -> None:
        self.names.setFocus()

    def _build(self) -> None:
        self._left = Sheet(self._build_left())
        licences = head_row(self._look, "file-text", _("Licences"))
        licences.addStretch(1)
        self.names.setFixedWidth(_NAMES)
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(16)
        self.text.setAccessibleName(_("Text of the licence"))
        self._terms.setContentsMargins(16, 12, 16, 0)
        told = column(self._terms, self.text)
        body = row(self.names, make_rule(vertical=True))
        body.addLayout(told, 1)
        right = column(licences, make_rule(), body, margins=1)
        right.setStretch(2, 1)
        sides = (SPACE.page, 0, SPACE.page, SPACE.gap)
        line = row(gap=SPACE.gap, margins=sides)
        line.addWidget(self._left)
        line.addWidget(Sheet(right), 1)
        self.setLayout(line)

    def _build_left(self) -> QLayout:
        mark = make_icon(self._look, "mark", "pine_t", 40)
        name = SerifLabel(self._look, "person", _("HomeVisit"))
        version = make_label(
            _("Version {number} of the program").format(number=__version__), "muted"
        )
        head = row(mark, column(name, version, gap=0), None, gap=14)
        inner = column(head, gap=14, margins=20)
        for title, words in _promises():
            said = make_label(words, "secondary", wrap=True)
            inner.addLayout(column(make_label(title, "strong"), said, gap=4))
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(hold(inner))
        return column(area, margins=1)

    def _on_chosen(self, name: str) -> None:
        found = self._licences[name]
        self._terms.setText(translate(found.terms))
        self.text.setPlainText(found.text)

    def _fit(self) -> None:
        self._left.setFixedWidth(_SIDE_LARGE if self._look.is_large else _SIDE)


def _promises() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("No server, no account"),
            _("The program never connects to the internet. Nobody else has your data."),
        ),
        (
            _("Where your records are"),
            _(
                "In the folder of your vault and in its backups, encrypted. They open"
                " with your password or your recovery sheet, and with nothing else."
            ),
        ),
        (
            _("Outside the vault"),
            _(
                "Only how this window looks, and where the vaults opened last are. What"
                " you save or print yourself, such as a PDF, is not encrypted unless"
                " you give it a password."
            ),
        ),
        (
            _("What nobody can do"),
            _(
                "Nobody can restore a password. Without password and recovery sheet a"
                " vault stays closed for ever, for its maker, too."
            ),
        ),
        (
            _("Made of others' work, too"),
            _(
                "HomeVisit is free software under the Apache licence 2.0. Qt is used"
                " under the LGPL 3; its libraries lie beside the program and can be"
                " replaced."
            ),
        ),
    )
