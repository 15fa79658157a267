"""The guardian reads and signs; the teacher's password alone leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from homevisit.text import _
from ui.desk import visit_summary
from ui.presenters.hand_back import HandBackPresenter, said_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.kit.guardian_cover import GuardianCover
    from ui.signing_rows import SignerChoice, VisitShown


class GuardianPresenter(QObject):
    """Feeds a `GuardianView`; `shown` carries the visit each time it is read."""

    shown = Signal(object)

    def __init__(self, view: Any, around: Around) -> None:  # noqa: ANN401  any view of this shape
        super().__init__(view)
        self._view, self._around = view, around
        self._shown: VisitShown | None = None
        self.cover: GuardianCover | None = None
        self._back = HandBackPresenter(around.thread, around.session, self)
        self._back.opened.connect(self._leave)
        view.hand_over_requested.connect(self.hand_over)
        view.unsigned.connect(self._on_unsigned_here)
        view.export_requested.connect(self._on_export)
        view.visit_requested.connect(self._on_visit)
        view.sibling_requested.connect(self.open)

    def open(self, visit_id: str) -> None:
        """Read the visit and show it."""
        session = self._around.session
        self._around.thread.post(
            self,
            lambda _job: visit_summary.read(session, visit_id),
            done=self._on_read,
            failed=self._around.ways.explain,
            key="guardian",
        )

    def refresh(self) -> None:
        """Read again what is shown."""
        if self._shown is not None and self.cover is None:
            self.open(self._shown.visit_id)

    def hand_over(self) -> None:
        """Begin guardian mode."""
        if self._shown is None or self.cover is not None:
            return
        cover = self._view.cover()
        cover.card.signed.connect(self._on_signed)
        cover.card.unsigned.connect(self._on_unsigned)
        cover.lock_requested.connect(self._on_lock)
        self.cover = cover
        cover.begin(self._shown)
        self._back.begin(cover.back)

    def _on_read(self, shown: VisitShown) -> None:
        if self.cover is not None:
            # Handed over meanwhile: what is signed is what the guardian sees.
            return
        self._shown = shown
        self._view.show_visit(shown)
        self.shown.emit(shown)

    def _signer(self, code: str) -> SignerChoice:
        known = self._shown.signers if self._shown is not None else ()
        return next((each for each in known if each.code == code), visit_summary.NOBODY)

    def _on_signed(self, code: str) -> None:
        if self.cover is None or self._shown is None:
            return
        visit_id, who = self._shown.visit_id, self._signer(code)
        strokes, session = self.cover.card.pad.strokes, self._around.session
        self._keep(
            lambda: visit_summary.sign(session, visit_id, who, strokes), is_signed=True
        )

    def _on_unsigned(self, code: str, reason: str, note: str) -> None:
        if self._shown is None:
            return
        visit_id, who = self._shown.visit_id, self._signer(code)
        why, session = (reason, note), self._around.session
        self._keep(
            lambda: visit_summary.leave_unsigned(session, visit_id, who, why),
            is_signed=False,
        )

    def _on_unsigned_here(self, reason: str, note: str) -> None:
        first = self._shown.signers[:1] if self._shown is not None else ()
        code = first[0].code if first else ""
        self._on_unsigned(code, reason, note)

    def _keep(self, write: Callable[[], None], *, is_signed: bool) -> None:
        self._around.thread.post(
            self,
            lambda _job: write(),
            done=lambda _none: self._on_kept(is_signed=is_signed),
            failed=self._on_failed,
        )

    def _on_kept(self, *, is_signed: bool) -> None:
        if self.cover is not None:
            self.cover.card.show_ended(is_signed=is_signed)
            return
        self._around.ways.note_saved()
        self._around.ways.say(_("Noted why it is not signed."))

    def _on_failed(self, error: BaseException) -> None:
        if self.cover is None:
            self._around.ways.explain(error)
            return
        # The notice of a problem lies below the cover.
        self.cover.card.show_problem(said_of(error))

    def take_back(self) -> bool:
        """End guardian mode; tell whether somebody had wanted to close the window."""
        cover, self.cover = self.cover, None
        if cover is None:
            return False
        self._back.end()
        cover.end()
        return cover.wants_to_close

    def _leave(self) -> None:
        if self.take_back():
            self._view.window().close()
            return
        self._around.ways.note_saved()
        self.refresh()
        self._view.focus_first()

    def _on_lock(self) -> None:
        self.take_back()
        self._around.ways.lock_wanted.emit()

    def _on_export(self) -> None:
        if self._shown is not None:
            self._around.ways.print_visit(self._shown.visit_id)

    def _on_visit(self) -> None:
        if self._shown is not None:
            self._around.ways.open_visit(self._shown.visit_id)
