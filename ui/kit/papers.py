"""Photos and papers of a visit: thumbnails, and ways to bring in more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from homevisit.text import _, run_on
from ui.kit.basics import (
    Sheet,
    column,
    empty,
    hold,
    make_button,
    make_label,
    row,
)
from ui.kit.choices import FlowLayout
from ui.kit.file_choice import ask_for_files

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from ui.appearance import Appearance
    from ui.rows import Paper

_WIDE, _HIGH = 132, 96
_KINDS = "*.jpg *.jpeg *.png *.pdf"


class PapersBox(QWidget):
    """What hangs on a visit; files can be chosen or dropped here at any time."""

    offered = Signal(list)
    opened = Signal(str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setProperty("clear", True)
        self.setAcceptDrops(True)
        self._flow = FlowLayout(gap=10)
        self._said = make_label("", "error", wrap=True)
        self._said.hide()
        self.add = make_button(_("Add photos or a signed sheet…"), "soft", size="small")
        look.set_icon(self.add, "paperclip", "t2", 14)
        self.add.clicked.connect(self._on_add)
        note = _("JPEG, PNG or PDF; drop them here as well.")
        where = make_label(note, "muted", wrap=True)
        self._shown = hold(self._flow)
        title = make_label(_("Photos and papers"), "secondary")
        foot = row(self.add, where, gap=10)
        foot.setStretch(1, 1)
        self.setLayout(column(title, self._shown, foot, self._said, gap=8))

    def show_papers(self, papers: tuple[Paper, ...]) -> None:
        empty(self._flow)
        for each in papers:
            self._flow.addWidget(self._paper(each))
        self._shown.setVisible(bool(papers))
        self.add.setEnabled(True)

    def show_adding(self, count: int, total: int) -> None:
        """Say how far it is; nothing can be added meanwhile."""
        self.add.setEnabled(False)
        said = _("Adding {count} of {total}…").format(count=count, total=total)
        self._say(said, "muted")

    def show_refused(self, sentences: tuple[str, ...]) -> None:
        """Say of each file that was not taken why, and what to do."""
        self._say("\n".join(sentences), "error")
        self.add.setEnabled(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        if paths:
            self.offered.emit(paths)

    def _say(self, text: str, role: str) -> None:
        self._said.setProperty("role", role)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _paper(self, each: Paper) -> QWidget:
        picture = _PaperButton(run_on((each.title, each.at)))
        image = QImage.fromData(each.thumbnail) if each.thumbnail else QImage()
        if image.isNull():
            self._look.set_icon(picture, "file-text", "t3", 40)
        else:
            picture.setIcon(QIcon(QPixmap.fromImage(image)))
            picture.setIconSize(QSize(_WIDE - 8, _HIGH - 8))
        picture.clicked.connect(lambda: self.opened.emit(each.id))
        words = make_label(f"{each.title}  {each.at[5:]}", "caption")
        return Sheet(column(picture, words, gap=4, margins=6), kind="inset")

    def _on_add(self) -> QFileDialog:
        kinds = f"{_('Photos and papers')} ({_KINDS})"
        return ask_for_files(self, _("Choose photos"), kinds, self.offered.emit)


class _PaperButton(QToolButton):
    """A thumbnail that opens the picture."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "icon")
        self.setAccessibleName(name)
        self.setToolTip(_("Look at it"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(_WIDE, _HIGH)
