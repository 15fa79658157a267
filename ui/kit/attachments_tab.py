"""The photos and papers of a file: looked through, and brought in from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QBuffer,
    QIODevice,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from homevisit.text import _, run_on
from ui.kit.basics import (
    Sheet,
    column,
    hold,
    make_button,
    make_icon,
    make_label,
    make_rule,
    row,
)
from ui.kit.file_choice import ask_for_files
from ui.kit.file_tab import FileTab
from ui.kit.painting import Brush

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import (
        QDragEnterEvent,
        QDropEvent,
        QKeyEvent,
        QPainter,
        QShowEvent,
    )

    from ui.appearance import Appearance
    from ui.attachment_rows import PaperCard
    from ui.rows import StudentFile

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
CARD_ROLE = int(Qt.ItemDataRole.UserRole)
KINDS = "*.jpg *.jpeg *.png *.pdf"
_WIDE, _HIGH = 168, 112


class PaperModel(QAbstractListModel):
    """An immutable tuple of cards; thumbnails are decoded once."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: tuple[PaperCard, ...] = ()
        self._pictures: dict[str, QPixmap] = {}

    def show(self, cards: tuple[PaperCard, ...]) -> None:
        self.beginResetModel()
        known = {card.id for card in cards}
        self._pictures = {k: p for k, p in self._pictures.items() if k in known}
        self._cards = cards
        self.endResetModel()

    def card(self, at: int) -> PaperCard | None:
        return self._cards[at] if 0 <= at < len(self._cards) else None

    def picture(self, card: PaperCard) -> QPixmap:
        """Return the thumbnail; a null one where there is none."""
        if card.id not in self._pictures:
            image = QImage.fromData(card.thumbnail) if card.thumbnail else QImage()
            self._pictures[card.id] = QPixmap.fromImage(image)
        return self._pictures[card.id]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        card = self._cards[index.row()]
        if role is CARD_ROLE:
            return card
        if role is _DISPLAY or role is _ACCESSIBLE:
            parts = (card.title, card.kind, card.on, card.who, card.about, card.size)
            return run_on(part for part in parts if part)
        return None


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, look: Appearance, view: QListView, model: PaperModel) -> None:
        super().__init__(view)
        self._look, self._view, self._model = look, view, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        words = 2 * (self._look.sizes.body + 6) + 14
        return QSize(_WIDE + 20, _HIGH + words + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        painter.save()
        brush = Brush(painter, self._look, painter.device().devicePixelRatioF())
        card: PaperCard = index.data(CARD_ROLE)
        area: QRect = option.rect.adjusted(5, 5, -5, -5)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        edge = "focus" if is_on and self._view.hasFocus() else "line"
        brush.box(QRectF(area), "sel" if is_on else "inset", edge, 8)
        frame = QRect(area.left() + 5, area.top() + 6, area.width() - 10, _HIGH)
        self._picture(brush, frame, card)
        line = QRect(frame.left() + 4, frame.bottom() + 5, frame.width() - 8, 0)
        line.setHeight(self._look.sizes.body + 6)
        brush.text(line, card.title, font="strong")
        below = line.translated(0, line.height())
        brush.text(below, f"{card.on}  {card.about}", font="secondary", colour="t3")
        painter.restore()

    def _picture(self, brush: Brush, frame: QRect, card: PaperCard) -> None:
        picture = self._model.picture(card)
        if picture.isNull():
            middle = frame.center() - QPoint(20, 20)
            brush.icon(middle, "file-text", "t3", 40)
            return
        size = picture.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveCenter(frame.center())
        brush.painter.drawPixmap(place, picture)


class _CardList(QListView):
    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, look: Appearance, model: PaperModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setItemDelegate(_CardDelegate(look, self, model))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Photos and papers"))
        self.setAcceptDrops(False)
        self.doubleClicked.connect(lambda _index: self._open())
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        elif event.key() == Qt.Key.Key_Delete and self.current is not None:
            self.removed.emit(self.current.id)
        else:
            super().keyPressEvent(event)

    @property
    def current(self) -> PaperCard | None:
        return self._model.card(self.currentIndex().row())

    def _open(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current.id)


class AttachmentsTab(FileTab):
    """Files can be chosen, dropped anywhere here, or pasted as a picture."""

    offered = Signal(list)
    pasted = Signal(bytes)
    paper_opened = Signal(str)
    removed = Signal(str)
    opened = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.setAcceptDrops(True)
        self.papers = PaperModel()
        self.list = _CardList(look, self.papers)
        self._build()
        self.list.opened.connect(self.paper_opened)
        self.list.removed.connect(self.removed)
        self._add.clicked.connect(self._on_add)
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Paste), self, self._on_paste
        ).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_file(self, file: StudentFile, today: date) -> None:
        """Show nothing: the cards are read when the tab is seen."""

    def show_cards(self, cards: tuple[PaperCard, ...]) -> None:
        at = max(0, self.list.currentIndex().row())
        self.papers.show(cards)
        last = self.papers.rowCount() - 1
        self.list.setCurrentIndex(self.papers.index(min(at, last), 0))
        self._body.setCurrentIndex(0 if cards else 1)

    def show_adding(self, count: int, total: int) -> None:
        """Say how far it is; nothing can be added meanwhile."""
        self._add.setEnabled(False)
        self._say(_("Adding {count} of {total}…").format(count=count, total=total))

    def show_refused(self, sentences: tuple[str, ...]) -> None:
        """Say of each file that was not taken why, and what to do."""
        self._add.setEnabled(True)
        self._refused.setText("\n".join(sentences))
        self._refused.setVisible(bool(sentences))
        self._say("")

    def focus_first(self) -> None:
        (self.list if self.papers.rowCount() else self._add).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.opened.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [url.toLocalFile() for url in urls if url.isLocalFile()]
        if paths:
            self.offered.emit(paths)

    def _build(self) -> None:
        self._add = make_button(_("Add photos or papers…"), "soft", size="small")
        self._look.set_icon(self._add, "paperclip", "t2", 14)
        note = _("JPEG, PNG or PDF; drop them here, or paste a picture.")
        self._said = make_label(note, "muted")
        self._note = note
        self._refused = make_label("", "error", wrap=True)
        self._refused.hide()
        bar = row(self._add, self._said, None, gap=12, margins=(14, 8, 14, 8))
        refused = column(self._refused, margins=(14, 0, 14, 0))
        icon = make_icon(self._look, "paperclip", "t3", 40)
        words = make_label(_("No photo or paper in this file yet."), "secondary")
        nothing = column(None, icon, words, None, gap=12)
        for widget in (icon, words):
            nothing.setAlignment(widget, Qt.AlignmentFlag.AlignHCenter)
        self._body = QStackedWidget()
        self._body.addWidget(self.list)
        self._body.addWidget(hold(nothing))
        stack = column(bar, refused, make_rule(), self._body, margins=1)
        stack.setStretch(3, 1)
        self.setLayout(column(Sheet(stack)))

    def _say(self, words: str) -> None:
        self._said.setText(words or self._note)

    def _on_add(self) -> None:
        kinds = f"{_('Photos and papers')} ({KINDS})"
        ask_for_files(self, _("Choose photos"), kinds, self.offered.emit)

    def _on_paste(self) -> None:
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        self.pasted.emit(bytes(buffer.data().data()))
