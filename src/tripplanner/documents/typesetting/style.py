"""The tokens of print: pages, type scale, colours. Measures in pt, y from the top of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

MM = 72 / 25.4
UNIT = 1.5
"""Leadings and gaps are multiples of this."""

# --- colours ---------------------------------------------------------------------------------------------
INK = "#16231D"
SECONDARY = "#4A5B53"
TERTIARY = "#5C6D65"
HAIRLINE = "#C9D3CD"
NOTE_LINE = "#9DAAA3"
FIR = "#1F6B4F"
FIR_TINT = "#E4F0EA"
BAND = "#EBEFED"
PAPER_TINT = "#F4F7F3"
WHITE = "#FFFFFF"
WARN = "#7F5200"
ERROR = "#A8281E"
STALE = "#6A4A9C"
LAKE = "#1D5F8E"
BORDER = "#7A4B63"

KIND_COLOURS = {
    "nature": "#256B43", "water": "#1F6E94", "alpine": "#4F5F99", "farm": "#8A5A00", "urban": "#7A4B63",
    "method": "#1D5F8E", "governance": "#7A4B63", "meal": "#9A4A1F", "transfer": "#56635D", "lodging": "#5B4A94",
    "meeting": "#7A4B63", "ceremony": "#7A4B63", "debrief": FIR, "free_time": "#56635D", "arrival": "#56635D",
    "departure": "#56635D", "visit": "#256B43",
}  # fmt: skip
"""Colour of a programme item by type, or of a visit by the colour of its theme."""

KIND_ICONS = {
    "arrival": "plane-landing", "departure": "plane-takeoff", "transfer": "bus", "meal": "utensils", "lodging": "bed",
    "meeting": "users", "ceremony": "handshake", "debrief": "message-circle-question-mark", "free_time": "coffee",
    "visit": "leaf", "nature": "leaf", "water": "waves", "alpine": "mountain", "farm": "wheat", "urban": "building-2",
    "governance": "users", "method": "chart-line",
}  # fmt: skip


# --- type ------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Style:
    """How words look. ``size`` is the Latin size; Han is 0.95 of it on the same leading and baseline."""

    size: float
    leading: float
    weight: int = 400
    colour: str = INK
    italic: bool = False
    strike: bool = False

    @property
    def han_size(self) -> float:
        """Size of Han: never below 7.25, except in tags (7)."""
        return 7.0 if self.size <= 7 else max(7.25, round(0.95 * self.size, 3))

    @property
    def baseline(self) -> float:
        """First baseline below the top of a line."""
        return (self.leading + 0.714 * self.size) / 2

    def bold(self) -> Style:
        return Style(self.size, self.leading, 700, self.colour, self.italic, self.strike)

    def in_(self, colour: str) -> Style:
        """The same in another colour."""
        return Style(self.size, self.leading, self.weight, colour, self.italic, self.strike)

    def struck(self) -> Style:
        return replace(self, strike=True, colour=TERTIARY)

    def scaled(self, factor: float) -> Style:
        """For large print: size and leading × ``factor``, the leading rounded to the vertical unit."""
        leading = round(self.leading * factor / UNIT) * UNIT
        return replace(self, size=self.size * factor, leading=leading)


COVER_TITLE = Style(25, 30, 700)
A4_TITLE = Style(21, 27, 700)
A4_TITLE_LONG = Style(16, 21, 700)
PAGE_TITLE = Style(17, 21, 700)
DAY_TITLE = Style(13, 16.5, 700)
DAY_NUMERAL = Style(38, 39, 700, FIR)
DAY_NUMERAL_A4 = Style(30, 33, 700, FIR)
SUBHEAD = Style(11, 15, 700)
BODY = Style(9, 12)
BODY_A4 = Style(9.5, 13.5)
RUNNING = Style(9, 13.5)
TRANSFER = Style(8, 12, colour=SECONDARY)
TRANSFER_A4 = Style(8.5, 12, colour=SECONDARY)
DETAIL = Style(7.5, 10.5, colour=SECONDARY)
DETAIL_A4 = Style(8, 10.5, colour=SECONDARY)
KICKER = Style(7.5, 10.5, 700, FIR)
TAG = Style(7, 10.5, 600)


# --- pages -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths of time · icon · first language · second language, from the text's left edge."""

    time: tuple[float, float]
    icon: tuple[float, float]
    first: tuple[float, float]
    second: tuple[float, float]
    running_first: tuple[float, float]
    running_second: tuple[float, float]

    @property
    def alone(self) -> tuple[float, float]:
        """The column of a document in one language: the width of both."""
        return self.first[0], self.second[0] + self.second[1] - self.first[0]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page size with its margins in pt. Odd pages bind left, even pages bind right when ``facing``."""

    name: str
    width: float
    height: float
    binding: float
    outer: float
    top: float
    bottom: float
    facing: bool
    columns: Columns

    @property
    def text_width(self) -> float:
        return self.width - self.binding - self.outer

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom

    def left(self, page: int) -> float:
        """Left edge of the text on page number ``page`` (1-based)."""
        return self.outer if self.facing and page % 2 == 0 else self.binding


A5 = PageSpec(
    "A5", 148 * MM, 210 * MM, 16 * MM, 12 * MM, 14 * MM, 17 * MM, True,
    Columns((0, 38), (43, 15), (63, 155), (228, 112), (0, 196), (208, 132)),
)  # fmt: skip
A4 = PageSpec(
    "A4", 210 * MM, 297 * MM, 20 * MM, 16 * MM, 15 * MM, 18 * MM, False,
    Columns((0, 44), (50, 16), (70, 209), (293, 200), (0, 277), (293, 200)),
)  # fmt: skip
