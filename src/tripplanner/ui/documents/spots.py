"""Words of a page that lead to where they come from: which lies under the pointer, which follows which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from tripplanner.documents.proofs import Spot

#: Points around words that still count as theirs.
_NEAR = 2.0


@dataclass(frozen=True, slots=True)
class PlacedSpot:
    """A spot and its page (from 0)."""

    page: int
    spot: Spot


class Spots:
    """The spots of the pages of one document, found when a page is first pointed at."""

    def __init__(self, find: Callable[[int], Sequence[Spot]] | None = None) -> None:
        self._find = find
        self._known: dict[int, Sequence[Spot]] = {}

    def of(self, page: int) -> Sequence[Spot]:
        """Those of a page, in reading order."""
        if self._find is None:
            return ()
        if page not in self._known:
            self._known[page] = self._find(page)
        return self._known[page]

    def at(self, page: int, x: float, y: float) -> PlacedSpot | None:
        """What lies at this place of a page (points from its upper left corner), else what is nearest in its row."""
        place = QPointF(x, y)
        for spot in self.of(page):
            if any(area_of(area).contains(place) for area in spot.areas):
                return PlacedSpot(page, spot)
        in_row = [spot for spot in self.of(page) if spot.row is not None and area_of(spot.row).contains(place)]
        nearest = min(in_row, key=lambda spot: _away(spot, x, y), default=None)
        return PlacedSpot(page, nearest) if nearest is not None else None

    def next(self, pages: Sequence[int], chosen: PlacedSpot | None, step: int) -> PlacedSpot | None:
        """The one ``step`` places after the chosen one on these pages, or the first; round to the other end."""
        found = [PlacedSpot(page, spot) for page in pages for spot in self.of(page)]
        if not found:
            return None
        at = found.index(chosen) + step if chosen in found else (0 if step > 0 else -1)  # type: ignore[arg-type]
        return found[at % len(found)]

    def again(self, chosen: PlacedSpot | None, pages: Sequence[int]) -> PlacedSpot | None:
        """What was chosen before the document was made again: the same field in the same language."""
        if chosen is None:
            return None
        wanted = (chosen.spot.source, chosen.spot.language)
        for page in (chosen.page, *pages):
            for spot in self.of(page):
                if (spot.source, spot.language) == wanted:
                    return PlacedSpot(page, spot)
        return None


def area_of(area: tuple[float, float, float, float]) -> QRectF:
    """The area with a little around it, in points."""
    left, top, right, bottom = area
    return QRectF(left, top, right - left, bottom - top).adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR)


def _away(spot: Spot, x: float, y: float) -> float:
    """How far a place is from the words, in points: sideways counts more, since columns are languages."""
    return min(
        3 * max(left - x, x - right, 0.0) + max(top - y, y - bottom, 0.0) for left, top, right, bottom in spot.areas
    )
