"""Lets go of unreachable objects in the window's thread and nowhere else.

Python looks for them wherever the last object was made. On the vault's thread that may
be a widget of the window: Qt would then take it apart a second time, later and in the
wrong order, which ended the whole program about once in ten thousand clicks.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 200


class WindowGarbage(QObject):
    """While it lives Python looks for unreachable objects only when its timer fires.

    Until `settle` it looks only at young ones: modules are still being loaded, and to
    look through all of them takes a tenth of a second.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._eldest = 1
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look for unreachable objects as far back as Python would have by now."""
        counts, most = gc.get_count(), gc.get_threshold()
        ages = range(self._eldest, -1, -1)
        due = [age for age in ages if counts[age] > most[age]]
        if due:
            gc.collect(due[0])

    def settle(self) -> None:
        """Leave out from now on what is there now and will stay, such as modules."""
        gc.freeze()
        self._eldest = 2
