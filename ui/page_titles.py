"""What the header says of each page: its title and what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homevisit.text import _, translate_count
from ui.words import masked_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.header import HeaderBar
    from ui.rows import StudentFile, VisitForm
    from ui.today_rows import TodayPage


@dataclass(slots=True)
class PageTitles:
    """What is known for the titles; `show` names one of the pages."""

    header: HeaderBar
    total: int = 0
    today: TodayPage | None = None
    file: StudentFile | None = None
    form: VisitForm | None = None
    is_masked: bool = False

    def show(self, page: str, *, can_go_back: bool) -> None:
        """Say in the header which page this is and what it is about."""
        say: dict[str, Callable[[], tuple[str, ...]]] = {
            "today": self._today,
            "students": self._students,
            "file": self._file,
            "visit": self._visit,
            "import": self._import,
            "export": lambda: (_("Print and export"), _("Visit summary")),
        }
        title, context, *strong = say[page]()
        self.header.show_page(
            title, context, strong="".join(strong), can_go_back=can_go_back
        )

    def _today(self) -> tuple[str, ...]:
        if self.today is None:
            return _("Today"), ""
        return self.today.greeting, self.today.day

    def _students(self) -> tuple[str, ...]:
        count = translate_count("{count} student", "{count} students", self.total)
        return _("Students"), count

    def _file(self) -> tuple[str, ...]:
        return _("Student file"), self.file.class_line if self.file else ""

    def _visit(self) -> tuple[str, ...]:
        if self.form is None:
            return _("Home visit"), ""
        state = _("finalised") if self.form.is_final else _("draft")
        name = self.form.student_name
        name = masked_name(name) if self.is_masked else name
        return _("Home visit"), f"{self.form.context}  {state}", name

    @staticmethod
    def _import() -> tuple[str, ...]:
        said = _("Checked first, then written; can be undone as a whole")
        return _("Import a list"), said
