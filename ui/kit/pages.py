"""Shows the pages of a PDF that exists only in memory; drawn by pdfium elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QSizePolicy, QWidget

from homevisit.text import _, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    make_icon_button,
    make_label,
    make_rule,
    row,
)
from ui.kit.choices import Option, Segments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from ui.appearance import Appearance
    from ui.serial_thread import Job, SerialThread

_GAP = 18
_BESIDE_COLUMNS = 3  # in the bar, after the place, the columns and a stretch
_DRAWN_AT = 150 / 72
_READABLE = 0.36
_ZOOMS = (0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0)


def draw_pages(job: Job, content: bytes) -> tuple[QImage, ...]:
    """Return every page as an image; runs in the drawing thread, one at a time."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    images = []
    try:
        for number in range(len(document)):
            if job.is_cancelled:
                break
            bitmap = document[number].render(scale=_DRAWN_AT, rev_byteorder=True)
            images.append(_image_of(bitmap))
            job.report(number + 1, len(document))
    finally:
        document.close()
    return tuple(images)


def _image_of(bitmap: object) -> QImage:
    width, height = bitmap.width, bitmap.height  # type: ignore[attr-defined]
    stride, channels = bitmap.stride, bitmap.n_channels  # type: ignore[attr-defined]
    shape = QImage.Format.Format_RGBA8888 if channels == 4 else None
    shape = shape or QImage.Format.Format_RGB888
    raw = bytes(bitmap.buffer)  # type: ignore[attr-defined]
    # The copy owns its bytes, and is as the screen wants it: nothing is left to be
    # done in the window's thread.
    image = QImage(raw, width, height, stride, shape)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _unpacked(content: bytes) -> QImage:
    return QImage.fromData(content).convertToFormat(QImage.Format.Format_RGB32)


class PagesView(Sheet):
    """One or two pages side by side, with zoom; `ready` follows each drawing."""

    ready = Signal(int)

    def __init__(self, look: Appearance, drawing: SerialThread) -> None:
        super().__init__()
        self._look, self._drawing = look, drawing
        self._pages: list[QPixmap] = []
        self._zoom = 0.0
        self._build()
        look.changed.connect(self._arrange)

    def show_document(self, content: bytes) -> None:
        """Draw `content` elsewhere and show it when it is there."""
        self._place.setText(_("Drawing pages…"))
        self._drawing.post(
            self,
            lambda job: draw_pages(job, content),
            done=self._on_drawn,
            key=f"pages-{id(self)}",
        )

    def show_pictures(self, contents: Iterable[bytes]) -> None:
        """Unpack JPEGs elsewhere and show them as pages."""
        every = tuple(contents)
        self._drawing.post(
            self,
            lambda _job: tuple(map(_unpacked, every)),
            done=self._on_drawn,
            key=f"pages-{id(self)}",
        )

    def add_to_bar(self, widget: QWidget) -> None:
        """Put something between the ways of showing pages and the zoom."""
        self._bar.insertWidget(_BESIDE_COLUMNS, widget)

    def show_beside(self) -> None:
        """Show two pages side by side, where there are as many."""
        self._columns.set_value("2")
        self._arrange()

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Say how many pages there are where the bar has room for it."""
        self._place.show()
        self._place.setVisible(self._bar.sizeHint().width() <= self.width())

    def _build(self) -> None:
        look = self._look
        self._place = make_label("", "secondary")
        self._number = make_label("", "secondary")
        pages = (Option("1", _("One page")), Option("2", _("Two pages")))
        self._columns = Segments(look, pages)
        self._columns.set_name(_("Pages side by side"))
        self._columns.set_value("1")
        # What else stands in the bar gives way before these words do.
        policy = QSizePolicy.Policy
        self._columns.setSizePolicy(policy.Minimum, policy.Fixed)
        self._columns.chosen.connect(lambda _code: self._arrange())
        smaller = make_icon_button(look, "zoom-out", _("Smaller"), boxed=True)
        larger = make_icon_button(look, "zoom-in", _("Larger"), boxed=True)
        smaller.clicked.connect(lambda: self._step(-1))
        larger.clicked.connect(lambda: self._step(1))
        bar = row(
            self._place, self._columns, None, smaller, self._number, larger, gap=12
        )
        bar.setContentsMargins(14, 8, 14, 8)
        self._bar = bar
        self._scene = QGraphicsScene(self)
        self._view = _Canvas(self._scene, self)
        self._view.setAccessibleName(_("Pages"))
        self.setLayout(column(bar, make_rule(), self._view, margins=1))

    def _on_drawn(self, images: tuple[QImage, ...]) -> None:
        self._pages = [QPixmap.fromImage(image) for image in images]
        count = len(self._pages)
        self._columns.setVisible(count > 1)
        self._place.setText(translate_count("{count} page", "{count} pages", count))
        self._share()
        self._arrange()
        self.ready.emit(count)

    def _arrange(self) -> None:
        self._scene.clear()
        across = 2 if self._columns.value == "2" and len(self._pages) > 1 else 1
        x = y = 0.0
        for at, page in enumerate(self._pages):
            self._place_page(page, x, y)
            if at % across == across - 1:
                x, y = 0.0, y + page.height() + _GAP * 2
            else:
                x += page.width() + _GAP * 2
        area = self._scene.itemsBoundingRect().adjusted(-30, -30, 30, 30)
        self._scene.setSceneRect(area)
        self.fit()

    def _place_page(self, page: QPixmap, x: float, y: float) -> None:
        frame = self._scene.addRect(
            QRectF(x - 1, y - 1, page.width() + 2, page.height() + 2)
        )
        frame.setPen(QPen(self._look.colour("line2"), 1))
        frame.setBrush(self._look.colour("paper"))
        item = self._scene.addPixmap(page)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        item.setPos(x, y)

    def fit(self) -> None:
        """Zoom so that the whole width, or the chosen zoom, is seen."""
        area = self._scene.sceneRect()
        if not self._pages or area.width() <= 0:
            return
        room = self._view.viewport().size()
        across = room.width() / area.width()
        whole = min(across, room.height() / area.height())
        usual = max(whole, min(across, _READABLE))
        scale = self._zoom / _DRAWN_AT * 1.25 if self._zoom else usual
        self._view.resetTransform()
        self._view.scale(scale, scale)
        self._number.setText(f"{round(scale * _DRAWN_AT / 1.25 * 100)}%")

    def _step(self, by: int) -> None:
        now = self._view.transform().m11() * _DRAWN_AT / 1.25
        wider = [zoom for zoom in _ZOOMS if zoom > now * 1.02]
        narrower = [zoom for zoom in _ZOOMS if zoom < now * 0.98]
        if by > 0 and wider:
            self._zoom = wider[0]
        elif by < 0 and narrower:
            self._zoom = narrower[-1]
        self.fit()


class _Canvas(QGraphicsView):
    def __init__(self, scene: QGraphicsScene, pages: PagesView) -> None:
        super().__init__(scene)
        self._pages: QWidget = pages
        self._fit = pages.fit
        self.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
