"""Where pages lie on the long sheet that is scrolled: pure, so that a job can know what will be in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

from tripplanner.ui.documents.pages import PageSize

MARGIN, GAP = 20, 8
FIT_PAGE, FIT_WIDTH = "page", "width"
#: Screen pixels per point at 100 %.
_NATURAL = 96 / 72
#: Pages no wider than this many points (A5) are shown facing each other.
_FACING_BELOW = 430


@dataclass(frozen=True, slots=True)
class Placed:
    """A page and where it lies on the long sheet that is scrolled (device-independent pixels)."""

    page: int
    box: QRect


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All pages, at ``scale`` pixels per point, on a sheet of this size."""

    scale: float = 1.0
    placed: tuple[Placed, ...] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Aim:
    """What somebody looks at: the room for pages, the zoom, pixels of the screen per unit, the page and below it."""

    room: QSize
    zoom: str | int
    ratio: float
    page: int

    def wanted(self, sizes: Sequence[PageSize]) -> tuple[list[int], float]:
        """The page looked at and what lies beside it, and their pixels per point."""
        arranged = arrange(sizes, self.room, self.zoom)
        at = min(self.page, len(sizes) - 1)
        row = next((p.box for p in arranged.placed if p.page == at), QRect())
        beside = [p.page for p in arranged.placed if p.box.top() == row.top()]
        return beside, arranged.scale * self.ratio


def facing(sizes: Sequence[PageSize]) -> bool:
    """Whether pages are shown side by side, as a booklet lies open; a page alone is no booklet."""
    return len(sizes) > 1 and sizes[0].width < _FACING_BELOW


def key_of(page: int, scale: float) -> tuple[int, int]:
    """Which picture it is: the page, and thousandths of pixels per point."""
    return page, round(scale * 1000)


def arrange(sizes: Sequence[PageSize], room: QSize, zoom: str | int) -> Arrangement:
    """The pages below each other, or in pairs with the cover alone."""
    if not sizes:
        return Arrangement()
    paired = facing(sizes)
    scale = _scale(sizes, room, zoom, paired)
    placed: list[Placed] = []
    y, widest = MARGIN, 0
    for row in _rows(len(sizes), paired):
        boxes = [(round(sizes[i].width * scale), round(sizes[i].height * scale)) for i in row]
        x = _start(boxes, room.width(), paired, first=row == [0])
        for i, (w, h) in zip(row, boxes, strict=True):
            placed.append(Placed(i, QRect(x, y, w, h)))
            x += w + GAP
        widest = max(widest, x - GAP)
        y += max(h for _w, h in boxes) + MARGIN
    return Arrangement(scale, tuple(placed), widest + MARGIN, y)


def _start(boxes: Sequence[tuple[int, int]], room: int, paired: bool, *, first: bool) -> int:
    """Where a row begins: the cover lies at the right, a last page alone at the left."""
    alone = paired and len(boxes) == 1
    width = 2 * boxes[0][0] + GAP if alone else sum(w for w, _h in boxes) + GAP * (len(boxes) - 1)
    x = max(MARGIN, (room - width) // 2)
    return x + boxes[0][0] + GAP if alone and first else x


def _rows(count: int, paired: bool) -> list[list[int]]:
    """Pages side by side: the cover alone, then pairs; or one page a row."""
    if not paired or count < 2:
        return [[i] for i in range(count)]
    return [[0], *([i, i + 1] if i + 1 < count else [i] for i in range(1, count, 2))]


def _scale(sizes: Sequence[PageSize], room: QSize, zoom: str | int, paired: bool) -> float:
    """Pixels per point."""
    if isinstance(zoom, int):
        return _NATURAL * zoom / 100
    across = 2 if paired else 1
    widest, tallest = max(s.width for s in sizes), max(s.height for s in sizes)
    by_width = (room.width() - 2 * MARGIN - (across - 1) * GAP) / (widest * across)
    by_height = (room.height() - 2 * MARGIN) / tallest
    return max(0.2, by_width if zoom == FIT_WIDTH else min(by_width, by_height))
