"""The theme in force: light, dark or as the system says, switched while the window lives."""

from __future__ import annotations

import weakref
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tripplanner.ui.theme import fonts, icons
from tripplanner.ui.theme.palette import palette, style_sheet
from tripplanner.ui.theme.tokens import BODY, DARK, LIGHT, Tokens, strengthened

MODES = ("system", "light", "dark")
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Colours, fonts and icons for widgets; ``changing`` is emitted before a switch, ``changed`` after."""

    changed = Signal()
    changing = Signal()

    def __init__(self, application: QApplication, mode: str = "system", language: str = "fr") -> None:
        super().__init__(application)
        self._application = application
        self._system_font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._mode, self._language = mode, language
        self._drawings = QTemporaryDir()
        self._icons: dict[int, tuple[weakref.ref[QObject], str, str, int, int]] = {}
        self._widths: list[tuple[weakref.ref[QWidget], int]] = []
        self.scale = 1.0
        self.tokens: Tokens = LIGHT
        self._dark = self._strong = False
        self.font = QFont()
        self._dress: tuple[Tokens, QFont, float] | None = None
        application.setStyle("Fusion")
        application.styleHints().setColorScheme(_SCHEMES.get(mode, _SCHEMES["system"]))
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._follow_contrast()
        self._apply()

    @property
    def mode(self) -> str:
        return self._mode

    @property
    def dark(self) -> bool:
        return self._dark

    def set_mode(self, mode: str) -> None:
        """Switch to ``system``, ``light`` or ``dark``."""
        self._mode = mode
        self._application.styleHints().setColorScheme(_SCHEMES[mode])
        self._apply()

    def set_language(self, language: str) -> None:
        """Order the font families for ``language``."""
        self._language = language
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Enlarge letters and controls: 1.0 to 2.0."""
        self.scale = scale
        self._apply()

    def px(self, length: int) -> int:
        """A length that grows with the letters."""
        return round(length * self.scale)

    def colour(self, name: str) -> QColor:
        """A token (``text2``) or a part of a tone (``warn.ink``, ``warn.soft``) as a colour."""
        first, _, part = name.partition(".")
        value = getattr(self.tokens.tone(first), part) if part else getattr(self.tokens, first)
        return QColor(value)

    def hex(self, name: str) -> str:
        return self.colour(name).name()

    def sized(self, size: tuple[int, int], bold: bool = False) -> QFont:
        """The window's font at a size of the scale."""
        return fonts.sized(self.font, (self.px(size[0]), size[1]), bold)

    def icon(self, name: str, colour: str = "text2", size: int = 18, gap: int = 0) -> QIcon:
        """The icon ``name`` in a token's colour, with ``gap`` points of air at its right; it grows with the letters."""
        return icons.icon(name, self.hex(colour), self.tokens.text3, self.px(size), gap)

    def pixmap(self, name: str, colour: str = "text2", size: int = 18, ratio: float = 1.0) -> QPixmap:
        return icons.pixmap(name, self.hex(colour), size, ratio)

    def keep_width(self, widget: QWidget, length: int) -> None:
        """Give ``widget`` a width that grows with the letters, now and after every switch."""
        self._widths.append((weakref.ref(widget), length))
        widget.setFixedWidth(self.px(length))

    def put_icon(self, widget: QObject, name: str, colour: str = "text2", size: int = 18, gap: int = 0) -> None:
        """Set ``widget``'s icon now and again after every switch of theme."""
        self._icons[id(widget)] = (weakref.ref(widget), name, colour, size, gap)
        self._set_icon(*self._icons[id(widget)])

    def _set_icon(self, ref: weakref.ref[QObject], name: str, colour: str, size: int, gap: int) -> None:
        widget = ref()
        if widget is not None:
            widget.setIcon(self.icon(name, colour, size, gap))  # type: ignore[attr-defined]
            if isinstance(widget, QAbstractButton):
                widget.setIconSize(QSize(self.px(size) + gap, self.px(size)))

    def _follow_contrast(self) -> None:
        """High contrast as the system asks for it: Qt tells from 6.10 on."""
        hints = self._application.styleHints()
        if hasattr(hints, "accessibility"):
            asked = hints.accessibility()
            self._strong = asked.contrastPreference() == Qt.ContrastPreference.HighContrast
            asked.contrastPreferenceChanged.connect(self._contrast_changed)

    @Slot(object)
    def _contrast_changed(self, asked: object) -> None:
        self._strong = asked == Qt.ContrastPreference.HighContrast
        self._apply()

    @Slot()
    def _system_changed(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        """Dress the application, where anything about its dress changes: every widget there is takes part."""
        scheme = self._application.styleHints().colorScheme()
        dark = self._mode == "dark" or (self._mode == "system" and scheme == Qt.ColorScheme.Dark)
        tokens = DARK if dark else LIGHT
        tokens = strengthened(tokens) if self._strong else tokens
        font = fonts.ui_font(self._language, self._system_font)
        font.setPixelSize(self.px(BODY[0]))
        if (tokens, font, self.scale) == self._dress:
            return
        self.changing.emit()
        self._dress = (tokens, font, self.scale)
        self.tokens, self.font, self._dark = tokens, font, dark
        self._put_on()
        self._keep_widths()
        self._icons = {key: entry for key, entry in self._icons.items() if _alive(entry[0])}
        for entry in self._icons.values():
            self._set_icon(*entry)
        self.changed.emit()

    def _put_on(self) -> None:
        """A sheet in place of another one costs four times as much as taking that one off before."""
        sheet = style_sheet(self.tokens, self._draw_arrows(), self._families(), self.scale)
        other = sheet != self._application.styleSheet()
        if other:
            self._application.setStyleSheet("")
        self._application.setPalette(palette(self.tokens))
        self._application.setFont(self.font)
        if other:
            self._application.setStyleSheet(sheet)

    def _families(self) -> dict[str, list[str]]:
        """The families for a text in each script: the first one gives the punctuation."""
        return {"han": fonts.families_for(self.font, "zh"), "latin": fonts.families_for(self.font, "fr")}

    def _keep_widths(self) -> None:
        self._widths = [(ref, length) for ref, length in self._widths if _alive(ref)]
        for ref, length in self._widths:
            widget = ref()
            if widget is not None:
                widget.setFixedWidth(self.px(length))

    def _draw_arrows(self) -> dict[str, str]:
        """The drawings a style sheet can only take from files."""
        wanted = {
            "mark": ("check", self.tokens.text),
            "chevron": ("chevron-down", self.tokens.text2),
            "chevron_up": ("chevron-up", self.tokens.text2),
            "tick": ("check", self.tokens.on_accent),
        }
        made: dict[str, str] = {}
        for key, (name, colour) in wanted.items():
            path = Path(self._drawings.filePath(f"{key}-{colour[1:]}.svg"))
            if not path.exists():
                path.write_text(icons.svg(name, colour), encoding="utf-8")
            made[key] = path.as_posix()
        return made


def _alive(ref: weakref.ref[QObject] | weakref.ref[QWidget]) -> bool:
    """Whether the widget is still there, in Python and in Qt."""
    widget = ref()
    return widget is not None and shiboken6.isValid(widget)
