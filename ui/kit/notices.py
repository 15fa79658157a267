"""What the window says by itself: toast, notice of a problem, long work, save stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from homevisit.text import _, sentences, translate_count
from ui.kit.basics import (
    Sheet,
    column,
    make_button,
    make_icon,
    make_icon_button,
    make_label,
    restyle,
    row,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from homevisit.errors import Explanation
    from ui.appearance import Appearance

_TOAST_MS = 8000
_ABOVE_BOTTOM = 28
_SURE_AFTER_S = 1.0
StampState = Literal["empty", "waiting", "saved", "failed"]


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text`, where one is listening."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Toast(QFrame):
    """A result at the bottom with a way back, for eight seconds; stays while used."""

    def __init__(self, look: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("toast", True)
        self._text = make_label("")
        self._undo = make_button(_("Undo"), "quiet")
        self._close = make_button(_("Close"), "quiet")
        self._icon = make_icon(look, "circle-check", "sheet")
        self._undo.clicked.connect(self._on_undo)
        self._close.clicked.connect(self.hide)
        parts = (self._icon, self._text, 12, self._undo, self._close)
        self.setLayout(row(*parts, gap=8, margins=(14, 4, 8, 4)))
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self._on_timeout)
        window.installEventFilter(self)
        self.hide()

    def show_result(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show `text`; with `undo` a button takes the deed back."""
        self._text.setText(text)
        self._action = undo
        self._undo.setVisible(undo is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def _on_undo(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _on_timeout(self) -> None:
        if self.underMouse() or self._undo.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left = (self._window.width() - self.width()) // 2
        self.move(left, self._window.height() - self.height() - _ABOVE_BOTTOM)


class NoticeBar(Sheet):
    """What happened · what is safe · what to do, until it is closed."""

    closed = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__(kind="warning")
        self._what = make_label("", "strong", wrap=True)
        self._rest = make_label("", "secondary", wrap=True)
        icon = make_icon(look, "triangle-alert", "yellow_text", 18)
        close = make_icon_button(look, "x", _("Close notice"))
        close.clicked.connect(self._on_close)
        top = Qt.AlignmentFlag.AlignTop
        words = column(self._what, self._rest, gap=2)
        line = row(icon, gap=10, margins=(14, 8, 6, 8))
        line.setAlignment(icon, top)
        line.addLayout(words, 1)
        line.addWidget(close, 0, top)
        self.setLayout(line)
        self.hide()

    def show_problem(self, explanation: Explanation) -> None:
        """Show the three sentences of a problem."""
        self._what.setText(explanation.what)
        self._rest.setText(sentences(explanation.safe, explanation.todo))
        self.setAccessibleName(str(explanation))
        self.show()
        announce(self, str(explanation))

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()


class TaskStrip(Sheet):
    """Long work: what, how far, how long still, and a cancel that always answers."""

    cancel_requested = Signal()
    shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._clock = QElapsedTimer()
        self._what = make_label("", "strong")
        self._left = make_label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = make_button(_("Cancel"), size="small")
        self._cancel.clicked.connect(self._on_cancel)
        words = column(row(self._what, None, self._left), self._bar, gap=6)
        line = row(gap=14, margins=(16, 10, 12, 10))
        line.addLayout(words, 1)
        line.addWidget(self._cancel)
        self.setLayout(line)
        self.hide()

    def begin(self, what: str, *, can_cancel: bool = True) -> None:
        """Show what is being worked on, with a cancel where it can end early."""
        self._what.setText(what)
        self._cancel.setVisible(can_cancel)
        self._left.setText("")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self._clock.start()
        self.show()
        self.shown.emit()
        announce(self, what)

    def show_progress(self, count: int, total: int) -> None:
        """Show how much is done and, once it can be told, how long it still takes."""
        self._bar.setRange(0, total)
        self._bar.setValue(count)
        if self._cancel.isEnabled():
            self._left.setText(f"{count} / {total}{self._time_left(count, total)}")

    def end(self) -> None:
        self.hide()
        self.shown.emit()

    def _time_left(self, count: int, total: int) -> str:
        elapsed = self._clock.elapsed() / 1000
        if not count or elapsed < _SURE_AFTER_S:
            return ""
        seconds = max(1, round(elapsed / count * (total - count)))
        said = translate_count("{count} second left", "{count} seconds left", seconds)
        return f"  {said}"

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._left.setText(_("Cancelling…"))
        self.cancel_requested.emit()


class SaveStamp(QWidget):
    """Whether what was typed is safe, always in sight."""

    retry_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._icon = make_icon(look, "circle-check", "pine_t")
        self._text = make_label("", "done")
        self._more = make_label("", "muted")
        self._retry = make_button(_("Try again"), "link")
        self._retry.clicked.connect(self.retry_requested)
        self._retry.hide()
        self._safe = ""
        # The comfort gives way, whole, where the footer is narrow.
        ignored = QSizePolicy.Policy.Ignored
        self._more.setSizePolicy(ignored, QSizePolicy.Policy.Preferred)
        line = row(self._icon, self._text, self._retry, gap=6)
        line.addWidget(self._more, 1)
        self.setLayout(line)
        self.show_state("empty")

    def show_state(self, state: StampState, time: str = "") -> None:
        """Show `saved` with its time of day, `waiting`, `failed` or nothing yet."""
        texts = {
            "empty": _("Nothing to save yet"),
            "waiting": _("Saving…"),
            "saved": _("Saved automatically {time}").format(time=time),
            "failed": _("Not saved"),
        }
        icons = {
            "empty": ("info", "t3"),
            "waiting": ("refresh-cw", "t3"),
            "saved": ("circle-check", "pine_t"),
            "failed": ("circle-x", "red"),
        }
        roles = {"saved": "done", "failed": "late"}
        self._text.setText(texts[state])
        restyle(self._text, "role", roles.get(state, "muted"))
        self._look.set_icon(self._icon, *icons[state])
        self._retry.setVisible(state == "failed")
        safe = _("Kept even when half filled or the power fails")
        self._safe = safe if state == "saved" else ""
        self._fit()
        if state == "failed":
            announce(self, texts[state])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say all of the comfort, or none of it."""
        taken = self._icon.sizeHint().width() + self._text.sizeHint().width() + 24
        needed = self._more.fontMetrics().horizontalAdvance(self._safe)
        self._more.setText(self._safe if taken + needed <= self.width() else "")
