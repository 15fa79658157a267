"""Turns the token table into the application's style sheet and palette.

Widgets say what they are by properties (`kind`, `role`, `sheet`, `state`); nothing
here knows a screen. Fusion is the style below, so that every system looks the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from ui.tokens import SPACE

if TYPE_CHECKING:
    from ui.tokens import Palette, Sizes


def make_palette(c: Palette) -> QPalette:
    """Return Qt's palette for what the style sheet leaves to the style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: c.ground,
        role.WindowText: c.t1,
        role.Base: c.sheet,
        role.AlternateBase: c.inset,
        role.Text: c.t1,
        role.Button: c.sheet,
        role.ButtonText: c.t1,
        role.Highlight: c.pine,
        role.HighlightedText: c.on_pine,
        role.PlaceholderText: c.t3,
        role.Link: c.pine_t,
        role.ToolTipBase: c.sheet,
        role.ToolTipText: c.t1,
        role.Mid: c.line2,
        role.Midlight: c.line,
        role.Dark: c.ctl,
        role.Light: c.inset,
        role.Shadow: c.line2,
        role.Accent: c.pine,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, name, QColor(c.t3))
    return palette


def make_style_sheet(c: Palette, s: Sizes) -> str:
    """Return the whole style sheet for one theme and one text size."""
    parts = (
        _ground(c, s),
        _sheets(c),
        _labels(c, s),
        _buttons(c, s),
        _button_sizes(s),
        _tool_buttons(c, s),
        _fields(c, s),
        _views(c, s),
        _grids(c, s),
        _bars(c),
        _menus(c, s),
    )
    return "\n".join(parts)


def _ground(c: Palette, s: Sizes) -> str:
    return f"""
QWidget {{ color: {c.t1}; font-size: {s.body}px; }}
QMainWindow, QDialog, QWidget[ground="true"] {{ background: {c.ground}; }}
QWidget[rail="true"] {{ background: {c.rail}; border-right: 1px solid {c.line}; }}
QWidget[practice="true"] {{ background: {c.tip}; }}
QFrame[rule="true"] {{ background: {c.line}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] {{
  background: transparent; border: none; }}
QWidget[clear="true"] {{ background: transparent; }}
QFrame[footer="true"] {{ background: {c.sheet}; border: none;
  border-top: 1px solid {c.line}; }}
"""


def _sheets(c: Palette) -> str:
    radius = SPACE.radius_sheet
    return f"""
QFrame[sheet="plain"] {{ background: {c.sheet}; border: 1px solid {c.line};
  border-radius: {radius}px; }}
QFrame[sheet="tip"] {{ background: {c.tip}; border: 1px solid {c.tip_line};
  border-radius: {radius}px; }}
QFrame[sheet="soft"] {{ background: {c.pine_soft}; border: 1px solid {c.pine_line};
  border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="inset"] {{ background: {c.inset}; border: 1px solid {c.line};
  border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="warning"] {{ background: {c.yellow_soft};
  border: 1px solid {c.yellow_line}; border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="error"] {{ background: {c.red_soft}; border: 1px solid {c.red_line};
  border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="warm"] {{ background: {c.orange_soft};
  border: 1px solid {c.orange_line}; border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="confidential"] {{ background: {c.plum_soft};
  border: 1px solid {c.plum_line}; border-radius: {SPACE.radius_box}px; }}
QFrame[sheet="tabs"] {{ background: {c.inset}; border: none;
  border-top: 1px solid {c.line}; border-bottom-left-radius: {radius - 1}px;
  border-bottom-right-radius: {radius - 1}px; }}
QFrame[toast="true"] {{ background: {c.t1}; border: none;
  border-radius: {SPACE.radius_box}px; }}
QFrame[toast="true"] QLabel {{ color: {c.sheet}; }}
QFrame[toast="true"] QPushButton {{ color: {c.sheet}; font-weight: 700;
  border: 1px solid transparent; background: transparent; padding: 0 8px; }}
QFrame[toast="true"] QPushButton:focus {{ border: 2px solid {c.sheet}; }}
QFrame[desk="true"] {{ background: {c.rail}; border: none;
  border-bottom-left-radius: {radius - 1}px;
  border-bottom-right-radius: {radius - 1}px; }}
"""


def _labels(c: Palette, s: Sizes) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="caption"] {{ color: {c.t3}; font-size: {s.caption}px; }}
QLabel[role="secondary"] {{ color: {c.t2}; font-size: {s.secondary}px; }}
QLabel[role="muted"] {{ color: {c.t3}; font-size: {s.secondary}px; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="done"] {{ color: {c.pine_t}; font-size: {s.secondary}px; }}
QLabel[role="error"] {{ color: {c.red}; font-size: {s.secondary}px; }}
QLabel[role="warning"] {{ color: {c.yellow_text}; font-size: {s.secondary}px; }}
QLabel[role="late"] {{ color: {c.red}; font-size: {s.secondary}px;
  font-weight: 700; }}
QLabel[role="soon"] {{ color: {c.orange}; font-size: {s.secondary}px; }}
QLabel[hue="red"] {{ color: {c.red}; }}
QLabel[hue="orange"] {{ color: {c.orange}; }}
QWidget[plum="true"] QLabel {{ color: {c.plum}; }}
QLabel[role="key"] {{ color: {c.t2}; font-size: {s.caption}px;
  background: {c.inset}; border: 1px solid {c.line2}; border-radius: 4px;
  padding: 1px 6px; }}
QLabel[role="chip"] {{ color: {c.t2}; font-size: {s.caption}px;
  background: {c.inset}; border: 1px solid {c.line2};
  border-radius: {s.control_small // 2 - 2}px; padding: 2px 9px;
  min-height: {s.control_small - 9}px; }}
"""


def _buttons(c: Palette, s: Sizes) -> str:
    return f"""
QPushButton {{ background: {c.sheet}; color: {c.t1}; border: 1px solid {c.ctl};
  border-radius: {SPACE.radius_button}px; padding: 0 12px;
  min-height: {s.control - 2}px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.sel}; }}
QPushButton:disabled {{ color: {c.t3}; border-color: {c.line2};
  background: {c.inset}; }}
QPushButton[kind="primary"] {{ background: {c.pine}; color: {c.on_pine};
  border-color: {c.pine}; font-weight: 700; padding: 0 16px; }}
QPushButton[kind="primary"]:hover {{ background: {c.pine_hover}; }}
QPushButton[kind="plum"] {{ background: {c.plum}; color: {c.on_plum};
  border-color: {c.plum}; font-weight: 700; padding: 0 16px; }}
QPushButton[kind="primary"]:disabled, QPushButton[kind="plum"]:disabled {{
  background: {c.inset}; color: {c.t3}; border-color: {c.line2}; }}
QPushButton[kind="find"] {{ background: {c.sheet}; color: {c.t3};
  border-color: {c.ctl}; text-align: left; padding: 0 10px;
  font-size: {s.secondary}px; }}
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {c.hover}; }}
QPushButton[strong="true"] {{ font-weight: 700; }}
QPushButton[kind="soft"] {{ border-color: {c.line2}; font-size: {s.secondary}px; }}
QPushButton[kind="danger"] {{ color: {c.red}; border-color: {c.red_line}; }}
QPushButton[kind="link"] {{ background: transparent; border: none; color: {c.pine_t};
  font-size: {s.secondary}px; padding: 0 2px; min-height: {s.control_small - 4}px; }}
QWidget[plum="true"] QPushButton[kind="link"] {{ color: {c.plum}; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[seg] {{ border: 1px solid {c.ctl}; border-left-width: 0;
  border-radius: 0; padding: 0 8px; }}
QPushButton[seg="first"], QPushButton[seg="only"] {{ border-left-width: 1px;
  border-top-left-radius: {SPACE.radius_field}px;
  border-bottom-left-radius: {SPACE.radius_field}px; }}
QPushButton[seg="last"], QPushButton[seg="only"] {{
  border-top-right-radius: {SPACE.radius_field}px;
  border-bottom-right-radius: {SPACE.radius_field}px; }}
QPushButton[seg]:checked {{ background: {c.sel}; color: {c.pine_t};
  font-weight: 700; }}
QPushButton[seg]:focus {{ color: {c.pine_t}; }}
"""


def _button_sizes(s: Sizes) -> str:
    return f"""
QPushButton[scale="small"] {{ min-height: {s.control_small - 2}px;
  font-size: {s.secondary}px; padding: 0 10px; }}
QPushButton[scale="footer"] {{ min-height: {s.control_footer - 2}px; }}
QPushButton[scale="unlock"] {{ min-height: {s.control_unlock - 2}px;
  font-size: {s.body + 1}px; padding: 0 28px; }}
QLineEdit[scale="unlock"] {{ min-height: {s.control_unlock - 4}px;
  font-size: {s.body + 1}px; }}
"""


def _tool_buttons(c: Palette, s: Sizes) -> str:
    return f"""
QToolButton {{ background: transparent; border: 1px solid transparent;
  border-radius: {SPACE.radius_button}px; }}
QToolButton[kind="icon"] {{ min-width: {s.control - 2}px;
  min-height: {s.control - 2}px; }}
QToolButton[kind="icon"]:hover {{ background: {c.hover}; }}
QToolButton[kind="icon"]:checked {{ background: {c.pine_soft};
  border-color: {c.pine_line}; }}
QToolButton[kind="box"] {{ background: {c.sheet}; border-color: {c.ctl};
  min-width: {s.control - 2}px; min-height: {s.control - 2}px; }}
QToolButton[kind="box"]:hover {{ background: {c.hover}; }}
QToolButton[kind="rail"] {{ color: {c.t2}; font-size: {s.secondary}px;
  border-radius: {SPACE.radius_box}px; min-width: {s.rail - 8}px;
  max-width: {s.rail - 8}px; min-height: {s.rail_item - s.rail_item // 5}px;
  padding-top: 4px; }}
QToolButton[kind="rail"]:hover {{ background: {c.hover}; }}
QToolButton[kind="rail"]:checked {{ background: {c.sheet}; color: {c.pine_t};
  font-weight: 700; border-color: {c.line}; }}
QToolButton[kind="chip"] {{ color: {c.t2}; background: {c.sheet};
  border-color: {c.line2}; font-size: {s.secondary}px; padding: 0 8px;
  border-radius: {s.control_small // 2}px; min-height: {s.control_small - 2}px; }}
QToolButton[kind="chip"]:hover {{ background: {c.hover}; }}
QToolButton[kind="chip"]:checked {{ background: {c.pine_soft}; color: {c.pine_t};
  border-color: {c.pine}; font-weight: 700; }}
"""


def _fields(c: Palette, s: Sizes) -> str:
    field = "QLineEdit, QPlainTextEdit, QComboBox"
    focus = "QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus"
    return f"""
{field} {{ background: {c.sheet}; color: {c.t1}; border: 1px solid {c.ctl};
  border-radius: {SPACE.radius_field}px; padding: 0 9px;
  selection-background-color: {c.pine}; selection-color: {c.on_pine}; }}
QLineEdit, QComboBox {{ min-height: {s.control - 2}px; }}
QPlainTextEdit {{ padding: 4px 5px; }}
{focus} {{ border: 2px solid {c.focus}; padding: 0 8px; }}
QLineEdit:focus, QComboBox:focus {{ min-height: {s.control - 4}px; }}
QLineEdit[scale="unlock"]:focus {{ min-height: {s.control_unlock - 4}px; }}
QPlainTextEdit:focus {{ padding: 3px 4px; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"],
QComboBox[state="error"] {{ border-color: {c.red}; }}
QLineEdit[state="warning"], QPlainTextEdit[state="warning"],
QComboBox[state="warning"] {{ border-color: {c.yellow_text}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled,
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{
  background: {c.inset}; color: {c.t2}; border-color: {c.line2}; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0;
  min-height: {s.control - 8}px; }}
QComboBox::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {c.sheet}; color: {c.t1};
  border: 1px solid {c.line2}; selection-background-color: {c.sel};
  selection-color: {c.t1}; outline: none; padding: 4px; }}
"""


def _views(c: Palette, s: Sizes) -> str:
    return f"""
QAbstractItemView {{ background: {c.sheet}; border: none; outline: none;
  selection-background-color: {c.sel}; selection-color: {c.t1}; }}
QListView[clear="true"] {{ background: transparent; }}
QHeaderView {{ background: {c.inset}; border: none; }}
QHeaderView::section {{ background: {c.inset}; color: {c.t2};
  font-size: {s.secondary}px; border: none; border-top: 1px solid {c.line};
  border-bottom: 1px solid {c.line}; padding: 0 0 0 14px; height: 30px; }}
QTableCornerButton::section {{ background: {c.inset}; border: none; }}
QGraphicsView {{ background: {c.rail}; border: none; }}
"""


def _grids(c: Palette, s: Sizes) -> str:
    ring, edge = s.icon - 2, (s.icon - 2) // 4
    dot = ring - 2 * edge
    line = f"border: none; border-right: 1px solid {c.line}"
    return f"""
QFrame[cell] {{ background: {c.sheet}; {line};
  border-bottom: 1px solid {c.line}; }}
QFrame[cell="head"] {{ background: {c.inset}; }}
QFrame[cell="choice"]:hover {{ background: {c.hover}; }}
QRadioButton::indicator {{ width: {ring - 2}px; height: {ring - 2}px;
  border: 1px solid {c.ctl}; border-radius: {ring // 2}px; background: {c.sheet}; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px;
  border: {edge}px solid {c.pine}; background: {c.on_pine}; }}
QFrame[cell="on"] {{ background: {c.sel}; border: 2px solid {c.pine}; }}
"""


def _bars(c: Palette) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {c.line2}; border-radius: 4px;
  min-height: 36px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {c.line2}; border-radius: 4px;
  min-width: 36px; }}
QScrollBar::handle:hover {{ background: {c.ctl}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
QScrollBar::sub-page {{ background: transparent; border: none; width: 0; height: 0; }}
QProgressBar {{ background: {c.line}; border: none; border-radius: 3px;
  max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c.pine}; border-radius: 3px; }}
QSplitter::handle {{ background: transparent; }}
"""


def _menus(c: Palette, s: Sizes) -> str:
    return f"""
QToolTip {{ background: {c.sheet}; color: {c.t1}; border: 1px solid {c.line2};
  padding: 4px 8px; font-size: {s.secondary}px; }}
QMenu {{ background: {c.sheet}; border: 1px solid {c.line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 18px; border-radius: {SPACE.radius_tile}px; }}
QMenu::item:selected {{ background: {c.sel}; color: {c.t1}; }}
QCalendarWidget QAbstractItemView {{ background: {c.sheet}; color: {c.t1};
  selection-background-color: {c.pine}; selection-color: {c.on_pine}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.inset}; }}
QCalendarWidget QToolButton {{ color: {c.t1}; padding: 4px 8px; }}
"""
