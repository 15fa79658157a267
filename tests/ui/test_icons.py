"""Every icon that the window names is shipped, and drawn in the colour asked for."""

import ast

import pytest
from PySide6.QtGui import QColor

from tests.product_code import ROOT, sources
from ui.icons import IconPainter

FOLDER = ROOT / "resources" / "icons"
SHIPPED = {path.stem for path in FOLDER.glob("*.svg")}
NOT_ICONS = {"unlock-scene"}


def asked_for():
    """Return the names given to the functions that draw icons."""
    found = set()
    places = {"set_icon": 1, "make_icon": 1, "make_icon_button": 1, "head_row": 1}
    places |= {"pixmap": 0, "icon": 0, "_link": 0, "Card": 1}
    for source in sources("ui"):
        for node in source.nodes:
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            at = places.get(name)
            if at is not None and len(node.args) > at:
                found |= {
                    part.value
                    for part in ast.walk(node.args[at])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_every_icon_that_is_asked_for_is_shipped():
    assert len(asked_for()) > 30
    assert asked_for() - SHIPPED == set()


def test_the_icons_of_tables_are_shipped():
    from ui.desk.tags import _ICONS
    from ui.desk.timeline_rows import _FORM_ICONS, _UNMET

    tables = {*_ICONS.values(), *_FORM_ICONS.values(), *_UNMET.values(), "tag", "house"}
    assert tables - SHIPPED == set()


@pytest.mark.parametrize("name", sorted(SHIPPED - NOT_ICONS - {"mark"}))
def test_an_icon_takes_the_colour_asked_for(qapp, name):
    image = IconPainter().pixmap(name, "#B3261E", 32, 1.0).toImage()
    wanted = QColor("#B3261E")
    strongest = max(
        (
            image.pixelColor(x, y)
            for x in range(image.width())
            for y in range(image.height())
        ),
        key=lambda colour: colour.alpha(),
    )
    assert strongest.alpha() > 100
    assert abs(strongest.red() - wanted.red()) < 30
    assert abs(strongest.green() - wanted.green()) < 30
