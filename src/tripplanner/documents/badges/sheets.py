"""Sheets of labels by their measures: where each label lies on an A4 sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tripplanner.documents.typesetting import style as st
from tripplanner.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """Labels in rows on A4. All in mm: size of a label, where the first lies, from one to the next."""

    title: Message
    width: float
    height: float
    across: int
    down: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.across * self.down

    def places(self) -> Iterator[tuple[float, float]]:
        """Left upper corner of each label in pt, row by row."""
        for row in range(self.down):
            for column in range(self.across):
                yield (self.left + column * self.pitch_x) * st.MM, (self.top + row * self.pitch_y) * st.MM


# The makers' measures; each fills A4: 2 × margin + labels + gaps = 210 × 297 mm.
BADGES: Mapping[str, LabelSheet] = MappingProxyType({
    "80x50": LabelSheet(msg("80 × 50 mm, 10 per sheet (as L4785)"), 80, 50, 2, 5, 17.5, 13.5, 95, 55),
    "99x68": LabelSheet(msg("99.1 × 67.7 mm, 8 per sheet (as L7165)"), 99.1, 67.7, 2, 4, 4.65, 13.1, 101.6, 67.7),
    "99x38": LabelSheet(msg("99.1 × 38.1 mm, 14 per sheet (as L7163)"), 99.1, 38.1, 2, 7, 4.65, 15.15, 101.6, 38.1),
})  # fmt: skip

TABLE: Mapping[str, LabelSheet] = MappingProxyType({
    "190x120": LabelSheet(msg("190 × 60 mm folded, 2 per sheet"), 190, 120, 1, 2, 10, 20, 190, 137),
    "90x100": LabelSheet(msg("90 × 50 mm folded, 4 per sheet"), 90, 100, 2, 2, 11, 35, 98, 127),
})  # fmt: skip
MOST = max(sheet.count for sheet in BADGES.values())
