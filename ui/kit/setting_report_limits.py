"""When a mandatory report is due: the law's word, and hours that the school sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from homevisit.text import _, labelled
from ui.kit.basics import column, hold, make_label, row
from ui.kit.setting_fields import NumberSetting, SwitchSetting
from ui.kit.setting_pane import SettingPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.appearance import Appearance
    from ui.report_limit_rows import ReportLimitLine


class ReportLimitsPane(SettingPane):
    """`switched` carries a limit and whether it is on, `timed` a limit and minutes."""

    switched = Signal(str, bool)
    timed = Signal(str, int)

    def __init__(self, look: Appearance, allowed: range) -> None:
        about = _(
            "Counted from the moment something was found. Reporting at once is law; the"
            " times below are examples of local rules, and the school sets its own."
        )
        super().__init__(look, _("Limits for mandatory reports"), about)
        self._allowed = allowed
        self.switches: dict[str, SwitchSetting] = {}
        self.minutes: dict[str, NumberSetting] = {}

    def show_limits(self, lines: tuple[ReportLimitLine, ...]) -> None:
        """Show how each limit stands now."""
        if not self.switches:
            self._build(lines)
        for line in lines:
            if not line.is_law:
                self.switches[line.code].show_value(line.is_on)
                self.minutes[line.code].show_value(str(line.minutes))

    def _build(self, lines: tuple[ReportLimitLine, ...]) -> None:
        for line in lines:
            if line.is_law:
                said = make_label(line.title, wrap=True)
                source = make_label(line.source, "muted", wrap=True)
                self.add_sheet(said, source, title=_("By law"))
        own = (self._line(each) for each in lines if not each.is_law)
        self.add_sheet(column(*own, gap=12), title=_("Set by the school"))

    def _line(self, line: ReportLimitLine) -> QWidget:
        code = line.code
        switch = SwitchSetting(self.look, line.title, line.source)
        switch.committed.connect(lambda is_on: self.switched.emit(code, is_on))
        self.switches[code] = switch
        minutes = NumberSetting(_("Within (minutes)"), self._allowed)
        minutes.edit.setAccessibleName(labelled(line.title, _("Within (minutes)")))
        minutes.committed.connect(lambda text: self.timed.emit(code, int(text)))
        self.minutes[code] = minutes
        laid = row(switch, gap=16)
        laid.setStretch(0, 1)
        laid.addWidget(minutes, 0, Qt.AlignmentFlag.AlignTop)
        return hold(laid)
