"""The section of limits for mandatory reports: changed at once, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import mandatory_reports
from homevisit.text import _
from ui.kit.setting_report_limits import ReportLimitsPane
from ui.presenters.settings import SettingSection
from ui.report_limit_rows import ReportLimitLine

if TYPE_CHECKING:
    from homevisit.services.session import Session
    from ui.around import Around


class ReportLimitsSection(SettingSection):
    """Which limits apply in the school, and how long they are."""

    view: ReportLimitsPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ReportLimitsPane(around.look, mandatory_reports.LIMIT_MINUTES)
        self.view.switched.connect(self._on_switched)
        self.view.timed.connect(self._on_timed)

    def refresh(self) -> None:
        self.read(lambda: _lines(self.around.session), self.view.show_limits)

    def _on_switched(self, code: str, is_on: bool) -> None:
        session = self.around.session
        words = _("The limit applies") if is_on else _("The limit does not apply")
        self.write(
            lambda: mandatory_reports.set_limit(session, code, is_on=is_on), words
        )

    def _on_timed(self, code: str, minutes: int) -> None:
        session = self.around.session
        self.write(
            lambda: mandatory_reports.set_limit(session, code, minutes=minutes),
            _("Limit changed"),
            refused=self.view.minutes[code].refuse,
        )


def _lines(session: Session) -> tuple[ReportLimitLine, ...]:
    return tuple(
        ReportLimitLine(
            each.code, each.label, each.source, each.minutes, each.is_on, each.is_law
        )
        for each in mandatory_reports.limits(session)
    )
