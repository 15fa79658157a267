"""The number at the place of care in the rail, as it stands after each save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.desk import care_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around

PLACE = "care"
_AGAIN_MS = 300_000


class CareBadge(QObject):
    """Hands the number to `show`, after each save and as time passes."""

    def __init__(
        self, around: Around, show: Callable[[str, int], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._around, self._show = around, show
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self.count)
        around.ways.saved.connect(self.count)

    def start(self) -> None:
        """Count now, and from now on."""
        self.count()
        self._timer.start()

    def stop(self) -> None:
        """Count no more: the vault is about to be closed."""
        self._timer.stop()

    def count(self) -> None:
        """Ask how much waits."""
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: care_count.count_waiting(session),
            done=lambda count: self._show(PLACE, count),
            key="care badge",
        )
