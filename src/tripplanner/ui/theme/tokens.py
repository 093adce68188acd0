"""The colours of the window, named by use. The only file that holds colour values.

Ratios against the surface are checked by ``tests/ui/test_tokens.py``: text
tokens reach 4.5:1 on window, surface and sunken, borders 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Tone:
    """A foreground and the soft fill it is read on."""

    ink: str
    soft: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Values are ``#RRGGBB``."""

    window: str
    surface: str
    sunken: str
    line: str
    text: str
    text2: str
    text3: str
    border: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    focus: str
    link: str
    shadow: str
    paper: str
    info: Tone
    warn: Tone
    error: Tone
    stale: Tone
    nature: Tone
    water: Tone
    alpine: Tone
    farm: Tone
    urban: Tone
    meal: Tone
    transfer: Tone
    lodging: Tone

    def tone(self, name: str) -> Tone:
        """The tone called ``name``; unknown names and ``ok`` give the accent on its soft fill."""
        value = getattr(self, name, None)
        return value if isinstance(value, Tone) else Tone(self.accent, self.accent_soft)


LIGHT = Tokens(
    window="#F6F8F6",
    surface="#FFFFFF",
    sunken="#ECF1EE",
    line="#D3DCD7",
    text="#16231D",
    text2="#4A5B53",
    text3="#5C6D65",
    border="#7C8C84",
    accent="#1F6B4F",
    on_accent="#FFFFFF",
    accent_hover="#185740",
    accent_soft="#DDEFE6",
    focus="#1A6FB0",
    link="#1A5F8A",
    shadow="#16231D",
    paper="#FFFFFF",
    info=Tone("#1D5F8E", "#E1EEF7"),
    warn=Tone("#7F5200", "#FFF1D1"),
    error=Tone("#A8281E", "#FDE6E3"),
    stale=Tone("#6A4A9C", "#EEE8F8"),
    nature=Tone("#256B43", "#E2F2E6"),
    water=Tone("#1F6E94", "#E0F0F7"),
    alpine=Tone("#4F5F99", "#E8EBF7"),
    farm=Tone("#8A5A00", "#FBEFD6"),
    urban=Tone("#7A4B63", "#F5E8EE"),
    meal=Tone("#9A4A1F", "#FBE9DF"),
    transfer=Tone("#56635D", "#EBEFED"),
    lodging=Tone("#5B4A94", "#ECE8F7"),
)

DARK = Tokens(
    window="#121916",
    surface="#1A231F",
    sunken="#0D1311",
    line="#31403A",
    text="#E7EFEA",
    text2="#B2C1B9",
    text3="#93A59C",
    border="#74867D",
    accent="#6FCBA3",
    on_accent="#06231A",
    accent_hover="#8AD9B7",
    accent_soft="#1D3A2F",
    focus="#6DB7EE",
    link="#7CBFEA",
    shadow="#030505",
    paper="#FBFBF9",
    info=Tone("#8CC6EE", "#17303F"),
    warn=Tone("#F0C063", "#3A2C0D"),
    error=Tone("#FF9A8F", "#431C18"),
    stale=Tone("#C7AEF0", "#2E2342"),
    nature=Tone("#7FD49B", "#1B3626"),
    water=Tone("#82C7EA", "#163140"),
    alpine=Tone("#AAB6F0", "#262C47"),
    farm=Tone("#EABF6B", "#3A2B10"),
    urban=Tone("#E0A9C3", "#3A2430"),
    meal=Tone("#F2AC84", "#3C2416"),
    transfer=Tone("#B7C4BD", "#28322D"),
    lodging=Tone("#BDAEF0", "#2B2445"),
)

#: The colour of a marker on paper with its alpha, the same in every theme.
MARKER = (250, 204, 21, 90)
_TONES = tuple(f.name for f in fields(Tokens) if isinstance(getattr(LIGHT, f.name), Tone))

#: Sizes in pixels: (font, line height).
CAPTION, DENSE, BODY, EMPHASIS = (11, 16), (12, 16), (13, 20), (15, 22)
SECTION, TITLE, HERO = (17, 24), (20, 28), (26, 34)

RADIUS_FIELD, RADIUS_ITEM, RADIUS_CARD = 6, 8, 10
CONTROL, ROW, ROW_COMPACT, TARGET = 32, 32, 26, 28


#: What high contrast asks of words, and of lines and borders.
_STRONG_INK, _STRONG_LINE = 7.0, 4.5


@cache
def strengthened(theme: Tokens) -> Tokens:
    """The theme for people who ask their system for high contrast: words reach 7:1, every line 4.5:1."""
    pole = "#000000" if _luminance(theme.surface) > 0.5 else "#FFFFFF"
    grounds = (theme.window, theme.surface, theme.sunken)

    def ink(colour: str, *more: str) -> str:
        return _towards(colour, pole, (*grounds, *more), _STRONG_INK)

    line = _towards(theme.border, pole, grounds, _STRONG_LINE)
    tones = {name: Tone(ink(theme.tone(name).ink, theme.tone(name).soft), theme.tone(name).soft) for name in _TONES}
    inks = {name: ink(getattr(theme, name)) for name in ("text3", "accent_hover", "focus", "link")}
    accent = ink(theme.accent, theme.accent_soft)
    return replace(theme, text2=theme.text, accent=accent, border=line, line=line, **inks, **tones)


def _towards(colour: str, pole: str, grounds: tuple[str, ...], least: float) -> str:
    """``colour``, mixed with as little of ``pole`` as reaches ``least`` on all ``grounds``."""
    for part in range(0, 101, 4):
        mixed = _mixed(colour, pole, part / 100)
        if min(contrast(mixed, ground) for ground in grounds) >= least:
            return mixed
    return pole


def _mixed(one: str, other: str, part: float) -> str:
    channels = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in channels)


def tone_names() -> tuple[str, ...]:
    """The names of all tones, in the order of the class."""
    return _TONES


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
