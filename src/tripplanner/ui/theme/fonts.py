"""Which font families the window uses: the system's own first, the bundled ones where it has none.

A bundled file is loaded when somebody needs it: Latin only on a system whose
interface font is a last resort, Chinese only where the system has no good
Chinese family and Chinese is about to be shown.
"""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from tripplanner.resources import resource
from tripplanner.ui.theme import tokens

LATIN, CHINESE = "Noto Sans", "Noto Sans SC"
_FILES = {
    LATIN: ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf"),
    CHINESE: ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"),
}
#: Families a system falls back to when it has no interface font of its own.
_LAST_RESORTS = ("", "DejaVu Sans", "Bitstream Vera Sans", "Liberation Sans", "Droid Sans Fallback")
_ELISION = re.compile(r"[^\W\d_\u2e80-\u9fff]’[^\W\d_\u2e80-\u9fff]")
_GOOD_CHINESE = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
)


def ui_font(language: str, system: QFont) -> QFont:
    """The font of the window: 13 px, families ordered for ``language``.

    The order decides whose punctuation is used: Chinese first in a Chinese window.
    """
    families = [latin_family(system), chinese_family()]
    if language == "zh":
        families.reverse()
    font = QFont(system)
    font.setFamilies(families)
    font.setPixelSize(tokens.BODY[0])
    return font


@cache
def _system_latin(family: str) -> str:
    found = QFontInfo(QFont(family)).family() if family else ""
    return _load(LATIN) if found in _LAST_RESORTS else family


def latin_family(system: QFont) -> str:
    """The system's interface family, or the bundled Noto Sans."""
    return _system_latin(system.family())


@cache
def chinese_family() -> str:
    """A good Chinese family of the system, or the bundled Noto Sans SC (loaded now)."""
    present = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    good = [family for family in _GOOD_CHINESE if family in present]
    return good[0] if good else _load(CHINESE)


def families_for(font: QFont, language: str) -> list[str]:
    """The families of the window's font in the order for a text in ``language``: the first gives punctuation."""
    chinese = chinese_family()
    others = [family for family in font.families() if family != chinese]
    return [chinese, *others] if language == "zh" else [*others, chinese]


def has_han(text: str) -> bool:
    """Whether ``text`` is set with Chinese punctuation: it holds a Chinese character, and no apostrophe of French.

    In a Chinese face the apostrophe is as wide as a character (*d’ études*); Chinese has none between letters.
    """
    if not any("\u2e80" <= character <= "\u9fff" for character in text):
        return False
    return "’" not in text or _ELISION.search(text) is None


def _load(family: str) -> str:
    """Make a bundled family known to Qt; its name."""
    for name in _FILES[family]:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
    return family


def sized(base: QFont, size: tuple[int, int], bold: bool = False) -> QFont:
    """``base`` at a size of the scale (``tokens.DENSE`` …), regular or semi-bold."""
    font = QFont(base)
    font.setPixelSize(size[0])
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font
