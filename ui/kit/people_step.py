"""Whose vault it is: school, person, post, and the folder it lies in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QWidget

from homevisit.text import _
from ui.kit.basics import column, make_button, make_label, row
from ui.kit.choices import Chips, Option
from ui.kit.fields import ChoiceBox, FieldBlock
from ui.kit.file_choice import ask_for_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.appearance import Appearance


class PeopleStep(QWidget):
    """The first questions of a new vault."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.school_field = QLineEdit()
        self.owner_field = QLineEdit()
        self._role = ChoiceBox(look)
        self._stages = Chips(look, [])
        self._system = ChoiceBox(look)
        self._place = QLineEdit()
        self._place.setAccessibleName(_("Folder of the vault"))
        self._build()

    @property
    def school(self) -> str:
        return self.school_field.text().strip()

    @property
    def owner(self) -> str:
        return self.owner_field.text().strip()

    @property
    def role(self) -> str:
        return self._role.value

    @property
    def stages(self) -> tuple[str, ...]:
        return tuple(self._stages.value)

    @property
    def system(self) -> str:
        return self._system.value

    @property
    def folder(self) -> str:
        return self._place.text().strip()

    def show_choices(
        self,
        roles: Iterable[tuple[str, str]],
        stages: Iterable[tuple[str, str]],
        systems: Iterable[tuple[str, str]],
    ) -> None:
        """Offer posts, stages of a school and ways of counting grades."""
        self._role.set_options([Option(*each) for each in roles])
        self._stages.set_options([Option(*each) for each in stages])
        self._system.set_options([Option(*each) for each in systems])
        self._system.setCurrentIndex(0)

    def answers(self) -> dict[str, Any]:
        """Return what was said, for `fill`."""
        return {
            "school": self.school,
            "owner": self.owner,
            "role": self.role,
            "stages": self.stages,
            "system": self.system,
            "folder": self.folder,
        }

    def fill(self, said: dict[str, Any]) -> None:
        """Say again what was said before; nothing where nothing was."""
        if not said:
            return
        self.school_field.setText(said["school"])
        self.owner_field.setText(said["owner"])
        self._role.set_value(said["role"])
        self._stages.set_value(list(said["stages"]))
        self._system.set_value(said["system"])
        self._place.setText(said["folder"])

    def propose_folder(self, folder: str) -> None:
        self._place.setText(folder)

    def is_complete(self) -> bool:
        """Say beside each field what is still needed."""
        needed = _("This answer is required.")
        self._school_block.show_message("" if self.school else needed)
        self._owner_block.show_message("" if self.owner else needed)
        return bool(self.school and self.owner and self.folder)

    def focus_first(self) -> None:
        self.school_field.setFocus()

    def _build(self) -> None:
        choose = make_button(_("Other folder…"))
        choose.clicked.connect(self._on_choose)
        place = row(self._place, choose, gap=8)
        place.setStretch(0, 1)
        self._school_block = FieldBlock(
            _("Name of the school"), self.school_field, required=True
        )
        self._owner_block = FieldBlock(_("Your name"), self.owner_field, required=True)
        people = row(
            FieldBlock(_("Your post"), self._role),
            FieldBlock(_("School system"), self._system),
            gap=16,
        )
        note = _("A vault belongs to one person. Colleagues have their own.")
        self.setLayout(
            column(
                make_label(note, "secondary", wrap=True),
                self._school_block,
                FieldBlock(_("Stages"), self._stages),
                self._owner_block,
                people,
                make_label(_("Folder of the vault"), "secondary"),
                place,
                None,
                gap=11,
            )
        )

    def _on_choose(self) -> None:
        ask_for_folder(self, _("Where the vault shall lie"), self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._place.setText(str(Path(folder) / Path(self.folder).name))
