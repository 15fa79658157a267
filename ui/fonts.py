"""Loads the bundled faces; a missing file means a plainer look, never a failure."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from homevisit.paths import resource_path

SANS = "Noto Sans SC"
SERIF = "Noto Serif SC"
RARE = "HanaMinB"
FIRST = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSerifSC-Bold.ttf")
# Rare characters of names, which the first page hardly ever shows.
LATER = ("HanaMinB.ttf",)
FAMILIES = (SANS, "Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", RARE)
SERIF_FAMILIES = (SERIF, *FAMILIES)

Face = Literal["sans", "serif"]


def load_fonts(files: tuple[str, ...] = FIRST + LATER) -> tuple[str, ...]:
    """Register bundled faces; return the names of files that are not there."""
    missing = []
    for name in files:
        path = resource_path("fonts", name)
        if not path.is_file() or QFontDatabase.addApplicationFont(str(path)) < 0:
            missing.append(name)
    return tuple(missing)


def make_font(pixels: int, *, bold: bool = False, face: Face = "sans") -> QFont:
    """Return a font of `pixels` whose fallbacks know the rare characters of names."""
    font = QFont()
    font.setFamilies(list(SERIF_FAMILIES if face == "serif" else FAMILIES))
    font.setPixelSize(pixels)
    font.setBold(bold or face == "serif")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
