"""The sections about classes and colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homevisit.services import classes, school, staffing
from homevisit.text import _
from ui.desk import settings_people
from ui.kit.setting_classes import ClassesPane
from ui.kit.setting_staff import StaffPane
from ui.presenters.settings import SettingSection

if TYPE_CHECKING:
    from homevisit.services.records import Written
    from ui.around import Around
    from ui.settings_rows import ClassesSheet, StaffSheet


class ClassesSection(SettingSection):
    """Opening, naming and closing classes, their teachers, and September."""

    view: ClassesPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = ClassesPane(around.look)
        self._chosen = ""
        self._sheet: ClassesSheet | None = None
        self._connect()

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_people.read_classes(session), self._on_read)

    def _connect(self) -> None:
        view, detail = self.view, self.view.detail
        view.chosen.connect(self._on_chosen)
        view.promotion_wanted.connect(self._on_promotion)
        view.new.wanted.connect(self._on_new)
        detail.changed.connect(self._on_changed)
        detail.teacher_chosen.connect(self._on_teacher)
        detail.closed.connect(self._on_closed)
        detail.reopened.connect(self._on_reopened)

    def _on_read(self, sheet: ClassesSheet) -> None:
        self._sheet = sheet
        ids = [each.id for each in sheet.rows]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self.view.show_sheet(sheet, self._chosen)

    def _on_chosen(self, class_id: str) -> None:
        if class_id != self._chosen and self._sheet is not None:
            self._chosen = class_id
            self.view.show_sheet(self._sheet, class_id)

    def _on_new(self, stage: str, entry_year: int, number: int) -> None:
        session = self.around.session
        self.write(
            lambda: classes.open_class(session, stage, entry_year, number),
            _("Class added"),
            refused=self.view.new.refuse,
            done=self._on_opened,
        )

    def _on_opened(self, written: Written) -> None:
        self._chosen = written.record_ids[0]
        self.view.new.clear()
        self.refresh()

    def _on_changed(self, name: str, value: object) -> None:
        session, class_id = self.around.session, self._chosen
        detail = self.view.detail
        fields = {"class_no": detail.number, "entry_year": detail.entry_year}
        self.write(
            lambda: classes.change(session, class_id, {name: value}),
            _("Class saved"),
            refused=fields.get(name, detail.alias).refuse,
        )

    def _on_teacher(self, staff_id: str) -> None:
        session, class_id = self.around.session, self._chosen
        self.write(
            lambda: classes.set_homeroom_teacher(session, class_id, staff_id),
            _("Homeroom teacher saved"),
        )

    def _on_closed(self) -> None:
        session, class_id = self.around.session, self._chosen
        self.write(
            lambda: classes.close(session, class_id),
            _("Class closed"),
            refused=self.view.detail.refuse_close,
        )

    def _on_reopened(self) -> None:
        session, class_id = self.around.session, self._chosen
        self.write(lambda: classes.reopen(session, class_id), _("Class opened again"))

    def _on_promotion(self) -> None:
        if self._sheet is None:
            return
        session, promotion = self.around.session, self._sheet.promotion
        words = _("All classes have moved on to {year}").format(year=promotion.name)
        self.write(lambda: school.promote(session, promotion.year), words)


class StaffSection(SettingSection):
    """Colleagues, their posts, and whether they are still here."""

    view: StaffPane

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self.view = StaffPane(around.look)
        self._chosen = ""
        self._sheet: StaffSheet | None = None
        self._connect()

    def refresh(self) -> None:
        session = self.around.session
        self.read(lambda: settings_people.read_staff(session), self._on_read)

    def _connect(self) -> None:
        view, detail = self.view, self.view.detail
        view.chosen.connect(self._on_chosen)
        view.wanted.connect(self._on_new)
        detail.changed.connect(self._on_changed)
        detail.new_post.wanted.connect(self._on_post)
        detail.post_ended.connect(self._on_post_ended)
        detail.left.connect(self._on_left)
        detail.came_back.connect(self._on_came_back)

    def _on_read(self, sheet: StaffSheet) -> None:
        self._sheet = sheet
        ids = [each.id for each in sheet.rows]
        if self._chosen not in ids:
            self._chosen = ids[0] if ids else ""
        self.view.show_sheet(sheet, self._chosen)

    def _on_chosen(self, staff_id: str) -> None:
        if staff_id != self._chosen and self._sheet is not None:
            self._chosen = staff_id
            self.view.show_sheet(self._sheet, staff_id)

    def _on_new(self, name: str, role: str) -> None:
        session = self.around.session
        self.write(
            lambda: staffing.add(session, name, role),
            _("Colleague added"),
            done=self._on_added,
        )

    def _on_added(self, written: Written) -> None:
        self._chosen = written.record_ids[0]
        self.refresh()

    def _on_changed(self, name: str, text: str) -> None:
        session, staff_id = self.around.session, self._chosen
        self.write(
            lambda: staffing.change(session, staff_id, {name: text}),
            _("Colleague saved"),
        )

    def _on_post(self, role: str, class_id: str, subject: str) -> None:
        session, staff_id = self.around.session, self._chosen
        self.write(
            lambda: staffing.add_post(session, staff_id, role, class_id, subject),
            _("Post added"),
        )

    def _on_post_ended(self, at: int) -> None:
        session, staff_id = self.around.session, self._chosen
        self.write(lambda: staffing.end_post(session, staff_id, at), _("Post ended"))

    def _on_left(self) -> None:
        session, staff_id = self.around.session, self._chosen
        self.write(
            lambda: staffing.end_stay(session, staff_id), _("Has left the school")
        )

    def _on_came_back(self) -> None:
        session, staff_id = self.around.session, self._chosen
        self.write(
            lambda: staffing.come_back(session, staff_id), _("Is at the school again")
        )
