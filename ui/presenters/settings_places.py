"""The section about numbers that help and places to refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from homevisit.services import care_contacts, hotlines
from homevisit.text import _
from ui.care_setting_rows import HOTLINE
from ui.desk import settings_places
from ui.kit.setting_places import PlacesPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from ui.around import Around
    from ui.care_setting_rows import PlaceRow, PlacesSheet


class PlacesSection(SettingSection):
    """Changing, adding, checking numbers and places; the card leads to its print."""

    view: PlacesPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = PlacesPane(around.look)
        self._chosen = ""
        self._sheet: PlacesSheet | None = None
        self._connect()

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_places.read_sheet(session), self._on_read)

    def _connect(self) -> None:
        view, detail = self.view, self.view.detail
        view.chosen.connect(self._on_chosen)
        view.new.wanted.connect(self._on_new)
        view.restore_wanted.connect(self._on_restore)
        ways = self.around.ways
        view.card_wanted.connect(lambda: ways.go("care_paper", "hotlines:"))
        view.poster_wanted.connect(lambda: ways.go("care_paper", "hotline_poster:"))
        detail.changed.connect(self._on_changed)
        detail.shown.connect(self._on_shown)
        detail.moved.connect(self._on_moved)
        detail.confirmed.connect(self._on_confirmed)
        detail.removed.connect(self._on_removed)

    @property
    def _row(self) -> PlaceRow:
        rows = self._sheet.rows if self._sheet else ()
        return next(each for each in rows if each.id == self._chosen)

    @property
    def _verbs(self) -> Any:  # noqa: ANN401  two modules with verbs of one name
        return hotlines if self._row.kind == HOTLINE else care_contacts

    def _on_read(self, sheet: PlacesSheet) -> None:
        self._sheet = sheet
        ids = [each.id for each in sheet.rows]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self.view.show_sheet(sheet, self._chosen)

    def _on_chosen(self, record_id: str) -> None:
        if record_id != self._chosen and self._sheet is not None:
            self._chosen = record_id
            self.view.show_sheet(self._sheet, record_id)

    def _on_changed(self, name: str, text: str) -> None:
        session, verbs, chosen = self.around.session, self._verbs, self._chosen
        lines = self.view.detail.lines
        self.write(
            lambda: verbs.change(session, chosen, {name: text}),
            _("Saved"),
            refused=lines[name].refuse if name in lines else None,
        )

    def _on_shown(self, is_shown: bool) -> None:
        session, chosen = self.around.session, self._chosen
        words = _("On the card now") if is_shown else _("Off the card")
        self.write(lambda: hotlines.show(session, chosen, is_shown=is_shown), words)

    def _on_moved(self, by: int) -> None:
        session, chosen = self.around.session, self._chosen
        self.write(lambda: hotlines.move(session, chosen, by), _("Moved"))

    def _on_confirmed(self) -> None:
        session, chosen = self.around.session, self._chosen
        if self._row.kind == HOTLINE:
            self.write(lambda: hotlines.confirm(session, [chosen]), _("Noted"))
        else:
            self.write(lambda: care_contacts.confirm(session, chosen), _("Noted"))

    def _on_removed(self) -> None:
        session, verbs, chosen = self.around.session, self._verbs, self._chosen
        reason = _("Removed in the settings")
        self.write(lambda: verbs.remove(session, chosen, reason), _("Removed"))

    def _on_restore(self) -> None:
        session = self.around.session
        verbs = self._verbs
        words = _("Back as it was shipped; what you added is still there")
        self.write(lambda: verbs.restore(session), words)

    def _on_new(self, tier: str, name: str, number: str) -> None:
        session, new = self.around.session, self.view.new
        if tier:
            values = {"name": name, "tier": tier, "phone": number}
            self.write(
                lambda: care_contacts.add(session, values),
                _("Place added"),
                refused=new.refuse,
                done=self._on_added,
            )
            return
        line = {"name": name, "number": number}
        self.write(
            lambda: hotlines.add(session, line),
            _("Number added"),
            refused=new.refuse,
            done=self._on_added,
        )

    def _on_added(self, written: Written) -> None:
        self.view.new.clear()
        self._chosen = written.record_ids[0]
        self.refresh()
