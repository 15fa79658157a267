"""Care in a child's file: the shell of the case, as far as one may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.text import _
from ui.kit.basics import column, hold, row
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox
from ui.kit.file_tab import FileTab
from ui.kit.shell_pane import ShellPane

if TYPE_CHECKING:
    from datetime import date

    from ui.appearance import Appearance
    from ui.rows import StudentFile


class ConcernTab(FileTab):
    """One case at a time; of several the gravest open one comes first."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._file: StudentFile | None = None
        self.cases = ChoiceBox(look)
        self.cases.setAccessibleName(_("Case"))
        self.pane = ShellPane(look, in_file=True)
        self._several = hold(row(self.cases, None))
        stack = column(self._several, gap=8)
        stack.addWidget(self.pane, 1)
        self.setLayout(stack)
        self.cases.chosen.connect(self._show_case)
        self.pane.duty_done.connect(self.duty_done)
        self.pane.care_wanted.connect(self.care_wanted)
        self.pane.raise_wanted.connect(lambda _who: self.raise_wanted.emit())

    def show_file(self, file: StudentFile, today: date) -> None:  # noqa: ARG002  nothing here is dated
        self._file = file
        self.cases.set_options(
            [
                Option(each.case_id, f"{each.case_no}  {each.state}")
                for each in file.care
            ]
        )
        self._several.setVisible(len(file.care) > 1)
        if file.care:
            known = {each.case_id for each in file.care}
            at = self.cases.value if self.cases.value in known else ""
            self._show_case(at or file.care[0].case_id)

    def show_masked(self, is_masked: bool) -> None:
        super().show_masked(is_masked)
        self.pane.show_masked(is_masked)

    def focus_first(self) -> None:
        self.pane.focus_first()

    def _show_case(self, case_id: str) -> None:
        if self._file is None:
            return
        self.cases.set_value(case_id)
        for each in self._file.care:
            if each.case_id == case_id:
                self.pane.show_shell(each)
