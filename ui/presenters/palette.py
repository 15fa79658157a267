"""Feeds the command palette: commands at once, students and texts as they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.commands import matching
from ui.desk import palette_rows
from ui.palette_rows import PaletteRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.around import Around
    from ui.desk.palette_rows import PaletteFound
    from ui.page import Command

_RECENT = 5
_COMMANDS = 6


class PalettePresenter(QObject):
    """`commands` and `is_masked` are asked for each time the palette opens."""

    def __init__(
        self,
        palette: Any,  # noqa: ANN401  any view of this shape
        around: Around,
        commands: Callable[[], tuple[Command, ...]],
        is_masked: Callable[[], bool],
    ) -> None:
        super().__init__(palette)
        self._palette, self._around = palette, around
        self._commands, self._is_masked = commands, is_masked
        self._offered: tuple[Command, ...] = ()
        self._recent: list[str] = []
        palette.typed.connect(self._on_typed)
        palette.run.connect(self._on_run)
        around.ways.page_wanted.connect(self._on_page)

    def open(self) -> None:
        """Open the palette over the window."""
        self._offered = self._commands()
        self._palette.open()

    def _on_page(self, page: str, subject: str) -> None:
        if page == "file":
            others = [each for each in self._recent if each != subject]
            self._recent = [subject, *others][:_RECENT]

    def _on_typed(self, typed: str) -> None:
        wanted, recent = typed.strip(), tuple(self._recent)
        self._around.thread.post(
            self,
            lambda _job: palette_rows.find(self._around.session, wanted, recent),
            done=self._on_found,
            key="palette",
        )

    def _on_found(self, found: PaletteFound) -> None:
        if found.typed != self._palette.field.text().strip():
            return
        commands = self._command_rows(found.typed)
        rows = (*found.students, *commands, *found.texts)
        self._palette.show_rows(rows, is_masked=self._is_masked())

    def _command_rows(self, typed: str) -> tuple[PaletteRow, ...]:
        found = matching(typed, self._offered) if typed else self._offered
        return tuple(
            PaletteRow(
                "command",
                str(self._offered.index(each)),
                each.words,
                right=each.keys,
                icon=each.icon,
            )
            for each in (found[:_COMMANDS] if typed else found)
        )

    def _on_run(self, found: PaletteRow, is_other: bool) -> None:
        ways = self._around.ways
        if found.kind == "command":
            self._offered[int(found.key)].run()
        elif is_other:
            ways.begin_visit(found.student_id)
        elif found.kind == "text" and found.key:
            ways.open_visit(found.key)
        else:
            ways.open_student(found.student_id)
