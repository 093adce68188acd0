"""From tokens to Qt: the palette every widget and delegate reads, and the short style sheet."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QPalette

from tripplanner.ui.theme.tokens import Tokens

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent_soft",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

#: Radius, borders, rail; heights are fixed because a styled button loses Fusion's minimum.
_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMenuBar { background: $sunken; border-bottom: 1px solid $line; padding: 6px 8px 3px 46px; }
QMenuBar::item { padding: 4px 9px; border-radius: 6px; color: $text2; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; color: $text; }
QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { left: 8px; width: 14px; height: 14px; }
QMenu::indicator:checked { image: url("$mark"); }
QPushButton { min-height: 30px; max-height: 30px; padding: 0 14px; border: 1px solid $border;
  border-radius: 6px; background: $surface; color: $text; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:disabled { color: $text3; border-color: $line; background: transparent; }
QPushButton[look="filled"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[look="filled"]:hover { background: $accent_hover; }
QPushButton[look="filled"]:disabled { background: $line; color: $text3; border-color: $line; }
QPushButton[look="pill"] { min-height: 26px; max-height: 26px; border-radius: 6px; border-color: transparent;
  background: $accent_soft; color: $accent; font-weight: 600; padding: 0 10px; }
QPushButton[look="link"] { border-color: transparent; background: transparent; color: $link; padding: 0 6px; }
QPushButton[look="link"][side="left"] { text-align: left; padding: 0 4px; }
QPushButton[look="link"]:hover { background: $sunken; }
QPushButton[look="link"]:disabled, QPushButton[look="pill"]:disabled { color: $text3; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: 28px; max-height: 28px; }
QPushButton[look="pill"]:focus { padding: 0 9px; min-height: 24px; max-height: 24px; }
QPushButton[look="link"]:focus { padding: 0 5px; }
QToolButton { min-height: 28px; min-width: 28px; border: 1px solid transparent; border-radius: 6px;
  color: $text2; background: transparent; padding: 0 3px; }
QToolButton:hover { background: $sunken; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:focus { border: 2px solid $focus; padding: 0 2px; min-height: 26px; min-width: 26px; }
QLineEdit, QComboBox, QSpinBox, QDateEdit, QTimeEdit { min-height: 30px; max-height: 30px; padding: 0 9px;
  border: 1px solid $border; border-radius: 6px; background: $surface; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; border: 1px solid $border; border-radius: 6px; background: $surface;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus, QTimeEdit:focus {
  border: 2px solid $focus; padding: 0 8px; min-height: 28px; max-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 3px 5px; }
QPlainTextEdit:read-only { background: $sunken; border-color: $line; }
QPlainTextEdit[look="bare"], QTextEdit[look="bare"] { border-color: transparent; background: transparent; }
QPlainTextEdit[look="bare"]:focus, QTextEdit[look="bare"]:focus { border-color: $focus; }
QLineEdit QToolButton { min-height: 0; min-width: 0; padding: 0; border: none; }
QLineEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDateEdit:disabled, QTimeEdit:disabled {
    color: $text3; border-color: $line; background: $sunken; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $error_ink; }
QComboBox[wrong="true"], QDateEdit[wrong="true"] { border-color: $error_ink; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 26px; background: transparent; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; outline: none; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text; }
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {
  width: 18px; border: none; background: transparent; }
QSpinBox::up-arrow, QTimeEdit::up-arrow { image: url("$chevron_up"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QTimeEdit::down-arrow { image: url("$chevron"); width: 10px; height: 10px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 28px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $border; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate { background: $accent_soft; border: 2px solid $accent; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $border; border-radius: 8px;
  background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }
QRadioButton::indicator:focus { border: 2px solid $focus; width: 12px; height: 12px; }
QRadioButton::indicator:checked:focus { background: $accent; }
QListView::indicator, QTreeView::indicator { width: 14px; height: 14px; border: 1px solid $border;
  border-radius: 4px; background: $surface; }
QListView::indicator:checked, QTreeView::indicator:checked { background: $accent; border-color: $accent;
  image: url("$tick"); }
QListView::indicator:disabled, QTreeView::indicator:disabled { background: $sunken; }
QCheckBox::indicator:focus { border: 2px solid $focus; width: 12px; height: 12px; }
QTableView, QListView, QTreeView { border: 2px solid $surface; border-radius: 8px; background: $surface;
  outline: none; gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView:focus, QListView:focus, QTreeView:focus { border-color: $focus; }
QHeaderView { background: $surface; border: none; }
QTableCornerButton::section { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none; border-bottom: 1px solid $line;
  padding: 0 8px; font-size: 12px; font-weight: 600; min-height: 32px; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QTabBar::tab { padding: 8px 10px; margin-right: 4px; border: none; border-bottom: 2px solid transparent;
  color: $text2; background: transparent; }
QTabBar[look="fitted"]::tab { padding: 8px 6px; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { border-bottom-color: $focus; color: $focus; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QProgressBar { border: none; border-radius: 3px; background: $sunken; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { border-radius: 3px; background: $accent; }
QDialog { background: $window; }
QFrame[look="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[look="sunken"] { background: $sunken; border: none; border-radius: 8px; }
QFrame[look="segments"] { background: $sunken; border: 1px solid $line; border-radius: 8px; }
QFrame[look="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QWidget[look="rail"] { background: $sunken; }
QFrame[look="rail"] { background: $sunken; border: none; border-right: 1px solid $line; }
QFrame[look="head"] { background: $window; border: none; border-bottom: 1px solid $line; }
QFrame[look="panel"] { background: $window; border: none; border-left: 1px solid $line; }
QPushButton[look="segment"] { min-height: 26px; max-height: 26px; border: 1px solid transparent;
  background: transparent; color: $text2; padding: 0 10px; }
QPushButton[look="segment"]:checked { background: $surface; border-color: $border; color: $text; font-weight: 600; }
QPushButton[look="segment"]:focus { border: 2px solid $focus; padding: 0 9px; min-height: 24px; max-height: 24px; }
QPushButton[look="tick"] { min-height: 26px; max-height: 26px; min-width: 20px; padding: 0 5px; }
QPushButton[look="tick"]:checked { background: $accent_soft; border-color: $accent; color: $accent; font-weight: 600; }
QPushButton[look="tick"]:focus { border: 2px solid $focus; padding: 0 4px; min-height: 24px; max-height: 24px; }
QPushButton[look="search"] { background: $surface; border-color: $line; color: $text2; text-align: left;
  min-height: 26px; max-height: 26px; padding: 0 8px; }
QPushButton[look="search"]:focus { border: 2px solid $focus; min-height: 24px; max-height: 24px; padding: 0 7px; }
QPushButton[look="todo"] { border-color: transparent; background: transparent; text-align: left; font-weight: 600;
  padding: 0 2px; min-height: 26px; max-height: 26px; }
QPushButton[look="todo"]:hover { color: $accent; }
QPushButton[look="todo"]:focus { border: 2px solid $focus; padding: 0 1px; min-height: 24px; max-height: 24px; }
QLabel { background: transparent; }
QLabel[ink="text2"] { color: $text2; }
QLabel[ink="text3"] { color: $text3; }
QLabel[ink="accent"] { color: $accent; }
QLabel[ink="warn"] { color: $warn_ink; }
QLabel[ink="error"] { color: $error_ink; }
QLabel[ink="stale"] { color: $stale_ink; }
QLabel[ink="info"] { color: $info_ink; }
QLabel[scale="caption"] { font-size: 11px; }
QLabel[scale="dense"] { font-size: 12px; }
QLabel[scale="emphasis"] { font-size: 15px; }
QLabel[scale="section"] { font-size: 17px; font-weight: 600; }
QLabel[scale="title"] { font-size: 20px; font-weight: 600; }
QLabel[scale="hero"] { font-size: 26px; font-weight: 600; }
QLabel[strong="true"] { font-weight: 600; }
QLabel[script="han"], QLineEdit[script="han"], QPlainTextEdit[script="han"] { font-family: $han; }
QLabel[script="latin"], QLineEdit[script="latin"], QPlainTextEdit[script="latin"] { font-family: $latin; }
""")


_GROWS = re.compile(r"(\b(?:font-size|min-height|max-height|min-width): )(\d{2,})px")


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a theme; disabled text takes the caption colour."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(tokens, name)))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text3))
    return made


def style_sheet(tokens: Tokens, images: dict[str, str], families: dict[str, list[str]], scale: float = 1.0) -> str:
    """The style sheet of a theme; ``images`` holds file paths for ``chevron``, ``chevron_up``,
    ``tick`` (of a box) and ``mark`` (in a menu).

    ``families`` holds the order of fonts for a text in ``han`` and in ``latin`` letters.
    ``scale`` enlarges letters and the controls around them (1.0 to 2.0), never hairlines.
    """
    values = {name: getattr(tokens, name) for name in _ROLES.values()}
    extra = {"accent_hover": tokens.accent_hover, "border": tokens.border, "text2": tokens.text2}
    tones = {f"{name}_ink": tokens.tone(name).ink for name in ("info", "warn", "error", "stale")}
    tones["focus"] = tokens.focus
    fonts = {script: ", ".join(f'"{family}"' for family in names) for script, names in families.items()}
    sheet = _SHEET.substitute(values | extra | tones | images | fonts)
    return sheet if scale == 1.0 else _GROWS.sub(lambda m: f"{m[1]}{round(int(m[2]) * scale)}px", sheet)
