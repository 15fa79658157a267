"""How a campaign ends: a few words and its paper, or why it does not take place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, hold, make_button, make_label, row
from ui.kit.choices import FlowLayout
from ui.kit.setting_fields import NoteSetting

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LEAST = 2  # letters of a reason


class CampaignClosing(QWidget):
    """`closed` carries what sums it up, `cancelled` why it does not happen."""

    closed = Signal(str)
    cancelled = Signal(str)
    reopened = Signal()
    report_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.summary = NoteSetting(_("Summing up"))
        self.close_it = make_button(_("Close the campaign"))
        self.report = make_button(_("Closing report…"))
        self.cancel = make_button(_("Cancel the campaign…"), "link")
        self.open_again = make_button(_("Open it again"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why does it not take place?"))
        self.reason.setAccessibleName(_("Why it was cancelled"))
        self.send = make_button(_("Cancel the campaign"))
        self._back = make_button(_("Back"), "quiet")
        self._why = make_label("", "secondary", wrap=True)
        self._is_open = False
        self._deeds, self._question = self._build()
        self.setLayout(
            column(self.summary, self._why, self._deeds, self._question, gap=12)
        )
        self._connect()
        self._ask(is_asking=False)

    def show_state(self, *, is_open: bool, why: str) -> None:
        """Offer what can be done now; `why` says why it was cancelled."""
        self._is_open = is_open
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for each in (self.close_it, self.cancel):
            each.setVisible(is_open)
        self.open_again.setVisible(not is_open)
        if not is_open:
            self._ask(is_asking=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._question.isVisible():
            self._on_back()
        else:
            super().keyPressEvent(event)

    def _build(self) -> tuple[QWidget, QWidget]:
        laid = FlowLayout(gap=8)
        for each in (self.close_it, self.open_again, self.report, self.cancel):
            laid.addWidget(each)
        line = row(self.reason, self.send, self._back, gap=8)
        line.setStretch(0, 1)
        return hold(laid), hold(line)

    def _connect(self) -> None:
        self.close_it.clicked.connect(lambda: self.closed.emit(self.summary.text))
        self.open_again.clicked.connect(self.reopened)
        self.report.clicked.connect(self.report_wanted)
        self.cancel.clicked.connect(lambda: self._ask(is_asking=True))
        self._back.clicked.connect(self._on_back)
        self.reason.textChanged.connect(
            lambda text: self.send.setEnabled(len(text.strip()) >= _LEAST)
        )
        self.reason.returnPressed.connect(self.send.click)
        self.send.clicked.connect(self._on_send)

    def _ask(self, *, is_asking: bool) -> None:
        self._deeds.setVisible(not is_asking)
        self._question.setVisible(is_asking)
        if is_asking:
            self.send.setEnabled(False)
            self.reason.setFocus()
        else:
            self.reason.clear()

    def _on_back(self) -> None:
        self._ask(is_asking=False)
        self.cancel.setFocus()

    def _on_send(self) -> None:
        reason = self.reason.text().strip()
        self._ask(is_asking=False)
        self.cancelled.emit(reason)
