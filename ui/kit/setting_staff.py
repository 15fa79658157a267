"""The colleagues: a list, the chosen one with her posts, and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import (
    SerifLabel,
    column,
    empty,
    hold,
    make_button,
    make_icon_button,
    make_label,
    row,
)
from ui.kit.choices import Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.password_field import PRIVATE_HINTS
from ui.kit.setting_fields import LineSetting
from ui.kit.setting_list import Line, LineList
from ui.kit.setting_pane import SettingPane, flow, pairs, split

if TYPE_CHECKING:
    from ui.appearance import Appearance
    from ui.settings_rows import PostRow, StaffRow, StaffSheet


class NewPost(QWidget):
    """A role, perhaps for a class or a subject; `wanted` carries all three."""

    wanted = Signal(str, str, str)

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.role = ChoiceBox(look)
        self._role_block = FieldBlock(_("Post"), self.role)
        self.school_class = ChoiceBox(look)
        self.subject = QLineEdit()
        self.subject.setMaximumWidth(140)
        self.add = make_button(_("Add post"))
        look.set_icon(self.add, "plus", "t1")
        self.add.clicked.connect(self._on_add)
        fields = (
            self._role_block,
            FieldBlock(_("Class"), self.school_class),
            FieldBlock(_("Subject"), self.subject),
        )
        self.setLayout(column(flow(*fields, button=self.add)))

    def show_choices(self, sheet: StaffSheet) -> None:
        """Offer the school's posts and classes, keeping what is chosen."""
        self.role.set_options([Option(*each) for each in sheet.roles])
        classes = [Option("", _("Whole school")), *(Option(*c) for c in sheet.classes)]
        self.school_class.set_options(classes)

    def _on_add(self) -> None:
        role = self.role.value
        self._role_block.show_message("" if role else _("Choose a post first."))
        if not role:
            self.role.setFocus()
            return
        subject = self.subject.text().strip()
        self.wanted.emit(role, self.school_class.value, subject)
        self.subject.clear()


class StaffDetail(QWidget):
    """One colleague; `changed` carries a field and its text."""

    changed = Signal(str, str)
    post_ended = Signal(int)
    left = Signal()
    came_back = Signal()

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._look = look
        self._heading = SerifLabel(look, "section")
        self._own = make_label(_("This is your vault"), "chip")
        self.name = LineSetting(_("Colleague's name"), required=True)
        self.phone = LineSetting(_("Colleague's phone"))
        self._posts = column(gap=6)
        self._shown: tuple[PostRow, ...] = ()
        self.new_post = NewPost(look)
        self.leave = make_button(_("Has left the school"), "danger")
        self.come_back = make_button(_("Is at the school again"))
        self.setLayout(
            column(
                row(self._heading, self._own, None, gap=10),
                pairs(self.name, self.phone),
                make_label(_("Posts"), "strong"),
                hold(self._posts),
                self.new_post,
                row(self.leave, self.come_back, None),
                None,
                gap=12,
            )
        )
        self.name.committed.connect(lambda text: self.changed.emit("name", text))
        self.phone.committed.connect(lambda text: self.changed.emit("phone", text))
        self.leave.clicked.connect(self.left)
        self.come_back.clicked.connect(self.came_back)

    def show_person(self, each: StaffRow) -> None:
        """Show a colleague; the owner of the vault cannot leave in it."""
        self._heading.setText(each.name)
        self._own.setVisible(each.is_owner)
        self.name.show_value(each.name)
        self.phone.show_value(each.phone)
        if "phone" in each.doubts:
            self.phone.doubt(each.doubts["phone"])
        self.leave.setVisible(each.is_here and not each.is_owner)
        self.come_back.setVisible(not each.is_here)
        self.new_post.setVisible(each.is_here)
        if each.posts != self._shown:
            self._show_posts(each.posts)

    def _show_posts(self, posts: tuple[PostRow, ...]) -> None:
        self._shown = posts
        empty(self._posts)
        for post in posts:
            words = make_label(post.words, "body" if post.is_held else "muted")
            line = row(words, make_label(post.note, "caption"), None, gap=10)
            if post.is_held:
                name = _("End this post: {post}").format(post=post.words)
                end = make_icon_button(self._look, "x", name)
                end.clicked.connect(lambda _on, at=post.at: self.post_ended.emit(at))
                line.addWidget(end)
            self._posts.addWidget(hold(line))
        if not posts:
            self._posts.addWidget(make_label(_("No post yet"), "muted"))


class StaffPane(SettingPane):
    """`chosen` carries a colleague's id, `wanted` the name and role of a new one."""

    chosen = Signal(str)
    wanted = Signal(str, str)

    def __init__(self, look: Appearance) -> None:
        about = _("Posts decide what a colleague receives in an exchange.")
        super().__init__(look, _("Staff"), about)
        self.list = LineList(look, _("Staff"))
        self.detail = StaffDetail(look)
        self.new_name = QLineEdit()
        self.new_name.setInputMethodHints(PRIVATE_HINTS)
        self.new_role = ChoiceBox(look)
        self.add_person = make_button(_("Add colleague"))
        look.set_icon(self.add_person, "plus", "t1")
        self._name_block = FieldBlock(_("Name"), self.new_name)
        role = FieldBlock(_("First post"), self.new_role)
        line = flow(self._name_block, role, button=self.add_person)
        self.fill(self.add_sheet(split(self.list, self.detail)))
        self.add_sheet(line, title=_("A new colleague"))
        self.list.chosen.connect(self.chosen)
        self.add_person.clicked.connect(self._on_add)
        self.new_name.returnPressed.connect(self._on_add)

    def show_sheet(self, sheet: StaffSheet, chosen: str) -> None:
        """Show all colleagues, and the chosen one's facts."""
        lines = tuple(
            Line(each.id, each.name, each.note, is_faint=not each.is_here)
            for each in sheet.rows
        )
        self.list.show_lines(lines)
        self.list.choose(chosen)
        options = [Option("", _("No post yet")), *(Option(*r) for r in sheet.roles)]
        self.new_role.set_options(options)
        self.detail.new_post.show_choices(sheet)
        found = next((each for each in sheet.rows if each.id == chosen), None)
        self.detail.setVisible(found is not None)
        if found is not None:
            self.detail.show_person(found)

    def _on_add(self) -> None:
        name = self.new_name.text().strip()
        self._name_block.show_message("" if name else _("Write the name first."))
        if not name:
            self.new_name.setFocus()
            return
        self.wanted.emit(name, self.new_role.value)
        self.new_name.clear()
        self.new_role.set_value("")
