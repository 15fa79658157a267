"""The sheet with the recovery code: the way back when the password is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homevisit.text import _
from reports.document import Document, Rendered
from reports.layout.edges import Heading, draw_foot, draw_heading
from reports.layout.flow import Section, flow
from reports.layout.plain_text import one_line
from reports.layout.style import LEFT, RIGHT, Style
from reports.layout.table import Row, label_cell, text_cell
from reports.visit_pages import FRAME

if TYPE_CHECKING:
    from reports.layout.flow import Part
    from reports.layout.sheet import Sheet

_CODE = Style("bold", 17)
_LINE = Style("plain", 9.5)
_GROUPS_PER_LINE = 4
_CODE_LEADING = 30.0


@dataclass(frozen=True, slots=True)
class RecoveryKit:
    """What stands on the sheet; the code is a secret as good as the password."""

    vault_name: str
    owner_name: str
    vault_id: str
    made_on: str
    code_groups: tuple[str, ...] = field(repr=False)
    qr_payload: str = field(default="", repr=False)


def render_recovery_kit(kit: RecoveryKit) -> Rendered:
    """Return the one-page sheet; its metadata holds neither name nor code."""
    title = _("Recovery sheet")
    document = Document(title)
    heading = Heading(
        kit.vault_name,
        title,
        ((_("Vault"), kit.vault_id), (_("Made on"), kit.made_on)),
        kit.qr_payload,
    )
    pages = flow(_sections(kit), FRAME)
    for number, page in enumerate(pages, start=1):
        with document.page() as sheet:
            document.add_to_outline(title)
            if number == 1:
                draw_heading(sheet, heading)
            for placed in page:
                placed.part.draw(sheet, placed.top)
            note = _("Keep this sheet on paper only: no photo, no scan, no chat.")
            draw_foot(sheet, note, number, len(pages))
    return document.finish()


def _sections(kit: RecoveryKit) -> list[Section]:
    steps = (
        _("Open HomeVisit, choose “Forgotten password” and type the code above."),
        _("Choose a new password. You get a new sheet; this one stops working."),
        _("Destroy this sheet then, and keep the new one."),
    )
    cautions = (
        _("With this sheet and the computer or a backup, anybody can read everything."),
        _("Keep it locked up and away from the computer, in a safe if there is one."),
        _("If password and sheet are both lost, nobody can open the vault any more."),
        _("The code is no backup: without the vault's files there is nothing to open."),
    )
    owner: list[Part] = [
        _row(_("Owner"), kit.owner_name),
        _CodeRow(tuple(one_line(group) for group in kit.code_groups)),
    ]
    return [
        Section(_("Recovery code"), tuple(owner)),
        Section(_("If you forget the password"), _numbered(steps)),
        Section(_("Please know"), _numbered(cautions)),
    ]


def _row(label: str, value: str) -> Row:
    return Row((label_cell(LEFT, 110.4, label), text_cell(110.4, RIGHT, value)))


def _numbered(sentences: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(
        Row((label_cell(LEFT, 76, str(number)), text_cell(76, RIGHT, sentence)))
        for number, sentence in enumerate(sentences, start=1)
    )


@dataclass(frozen=True, slots=True)
class _CodeRow:
    """The code in groups, large, four groups to the line."""

    groups: tuple[str, ...]

    @property
    def height(self) -> float:
        lines = -(-len(self.groups) // _GROUPS_PER_LINE)
        return 24 + _CODE_LEADING * max(1, lines)

    def draw(self, sheet: Sheet, top: float) -> None:
        sheet.frame((LEFT, top), (RIGHT - LEFT, self.height))
        pitch = (RIGHT - LEFT - 40) / _GROUPS_PER_LINE
        for number, group in enumerate(self.groups):
            line, column = divmod(number, _GROUPS_PER_LINE)
            x = LEFT + 20 + pitch * (column + 0.5)
            y = top + 31 + _CODE_LEADING * line
            sheet.text_centred(x, y, group, _CODE)

    def split(self, room: float) -> None:
        """Stay whole whatever the `room`."""
