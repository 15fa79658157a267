"""Above the pages of a report: when it was counted, or how far the counting is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from homevisit.text import _
from ui.kit.basics import ElidedLabel, make_button, row

if TYPE_CHECKING:
    from ui.appearance import Appearance

_QUICK_MS = 400


class ReportState(QWidget):
    """`again_requested` wants it counted anew, `cancel_requested` not at all.

    What is done in a moment does not flicker: the cancel comes up only after that.
    """

    again_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._words = ElidedLabel("", "muted")
        self.again = make_button(_("Count again"), size="small", shortcut="F5")
        look.set_icon(self.again, "rotate-ccw", "t1")
        self.again.clicked.connect(self.again_requested)
        self.cancel = make_button(_("Cancel"), size="small")
        self.cancel.clicked.connect(self._on_cancel)
        self.cancel.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_QUICK_MS)
        self._patience.timeout.connect(self._show_long)
        self.setLayout(row(self._words, self.again, self.cancel, gap=10))
        look.follow(self._fit)

    def begin(self) -> None:
        """Say that it is being counted, if that takes longer than a moment."""
        if not self._patience.isActive() and not self.cancel.isVisibleTo(self):
            self._patience.start()

    def show_progress(self, count: int, total: int) -> None:
        if self.cancel.isVisibleTo(self) and self.cancel.isEnabled():
            words = _("Counting… {count} of {total}").format(count=count, total=total)
            self._words.setText(words)

    def show_counted(self, counted_at: str) -> None:
        """Say from when the numbers are that are shown."""
        self._end(_("As of {time}").format(time=counted_at))

    def show_stale(self) -> None:
        """Say that the pages are not what is chosen: it was stopped, or failed."""
        self._end(_("These pages are older than what is chosen."))

    def _end(self, words: str) -> None:
        self._patience.stop()
        self._words.setText(words)
        self.again.show()
        self.cancel.hide()

    def _show_long(self) -> None:
        self._words.setText(_("Counting…"))
        self.again.hide()
        self.cancel.setEnabled(True)
        self.cancel.show()

    def _fit(self) -> None:
        """Large words leave room for the sign alone; it says them on hover."""
        words = _("Count again")
        self.again.setText("" if self._look.is_large else words)
        self.again.setAccessibleName(words)
        self.again.setToolTip(f"{words}  F5")

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self._words.setText(_("Cancelling…"))
        self.cancel_requested.emit()
