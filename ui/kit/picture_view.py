"""One picture, as large as there is room or as one likes; pulled to look about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from homevisit.text import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

_STEP = 1.25
_LEAST, _MOST = 0.05, 8.0


class PictureView(QGraphicsView):
    """`+` and `-` change its size, `0` fits it in; so does the wheel with Ctrl."""

    def __init__(self) -> None:
        scene = QGraphicsScene()
        super().__init__(scene)
        scene.setParent(self)
        self._is_fitted = True
        self._item = scene.addPixmap(QPixmap())
        self._item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Picture"))

    def show_picture(self, content: bytes) -> bool:
        """Show a JPEG; False if it is none."""
        image = QImage.fromData(content)
        self._item.setPixmap(QPixmap.fromImage(image))
        self.scene().setSceneRect(QRectF(image.rect()))
        self.fit()
        return not image.isNull()

    def clear(self) -> None:
        """Let go of the picture and its memory."""
        self._item.setPixmap(QPixmap())

    @property
    def scale_shown(self) -> float:
        return self.transform().m11()

    def fit(self) -> None:
        """Show all of it."""
        self._is_fitted = True
        if not self._item.pixmap().isNull():
            self.fitInView(self._item, Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, by: int) -> None:
        """Make it larger or smaller by a step."""
        wanted = self.scale_shown * (_STEP if by > 0 else 1 / _STEP)
        if _LEAST <= wanted <= _MOST:
            self._is_fitted = False
            self.scale(wanted / self.scale_shown, wanted / self.scale_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        if event.key() in steps:
            self.zoom(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            return
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()
