"""Pages that are laid out and not yet a file: each can be made alone, at once, with what is on it and where it is from.

A proof gives the bytes of one page as they are in the whole, so that the page somebody looks at is shown before the
others exist. What is on a page is told in points from the upper left corner of the page as the file has it, sheets
included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tripplanner.documents.imposition import Imposition, SheetSide, sides
from tripplanner.documents.typesetting.marks import Box, Page, Source, boxes
from tripplanner.documents.voices import TranslationList
from tripplanner.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo

Area = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words on a page that come from a field of a record; an area for each of their lines.

    ``row``: the whole row that they stand in, with what comes from nowhere itself (hours, signs, details).
    """

    source: Source
    language: str
    words: str
    areas: tuple[Area, ...]
    row: Area | None = None


@dataclass(frozen=True)
class Proof:
    """The pages of a document. With an ``imposition`` the file has sides of sheets, ``slug`` over the first one."""

    pages: Sequence[Page]
    info: DocumentInfo
    outline: Sequence[Bookmark] = ()
    translations: TranslationList = field(default_factory=TranslationList)
    imposition: Imposition | None = None
    slug: Page | None = None

    @cached_property
    def _sides(self) -> tuple[SheetSide, ...]:
        if self.imposition is None or not self.pages:
            return ()
        return sides(len(self.pages), (self.pages[0].width, self.pages[0].height), self.imposition)

    @property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page of the file, in points."""
        if self.imposition is not None:
            return [self.imposition.sheet] * len(self._sides)
        return [(page.width, page.height) for page in self.pages]

    def whole(self, progress: Progress = NO_PROGRESS) -> bytes:
        """The file."""
        from tripplanner.documents.imposition import imposed
        from tripplanner.documents.pdf.surface import pdf_bytes

        if self.imposition is None:
            return pdf_bytes(self.pages, self.info, self.outline, progress)
        over = [self.slug] if self.slug else []
        data = pdf_bytes([*self.pages, *over], self.info, (), progress)
        return imposed(data, self.imposition, overlay=bool(over))

    def some(self, indices: Sequence[int]) -> list[bytes]:
        """Files that hold these pages (from 0) one after the other: pages together, a side of a sheet alone.

        They look as they do in the whole, but their links lead nowhere.
        """
        from tripplanner.documents.pdf.surface import pdf_bytes

        if self.imposition is None:
            return [pdf_bytes([self.pages[index] for index in indices], self.info)]
        return [self._side(index) for index in indices]

    def _side(self, index: int) -> bytes:
        from tripplanner.documents.imposition import imposed_side
        from tripplanner.documents.pdf.surface import pdf_bytes

        assert self.imposition is not None
        side = self._sides[index]
        over = [self.slug] if self.slug and side.outermost else []
        pages = [self.pages[place.page - 1] for place in side.places]
        return imposed_side(pdf_bytes([*pages, *over], self.info), side, self.imposition, overlay=bool(over))

    def index_of(self, number: int) -> int:
        """Where in the file (from 0) the page numbered ``number`` is."""
        if self.imposition is None:
            return number - 1
        return next(n for n, side in enumerate(self._sides) if any(place.page == number for place in side.places))

    def spots(self, index: int) -> tuple[Spot, ...]:
        """Where the words of page ``index`` come from, in reading order."""
        found: dict[tuple[Source, str, str], list[tuple[Area, str]]] = {}
        rows: dict[str, Area] = {}
        for number, (box, area) in enumerate(self._placed(index)):
            if box.row:
                rows[box.row] = _united(rows.get(box.row, area), area)
            if box.source is not None and box.text.strip():
                found.setdefault((box.source, box.language, box.row or str(number)), []).append((area, box.text))
        return tuple(
            Spot(source, language, " ".join(words for _, words in lines), tuple(a for a, _ in lines), rows.get(row))
            for (source, language, row), lines in found.items()
        )

    def _placed(self, index: int) -> Iterator[tuple[Box, Area]]:
        """What is on a page of the file, each with its area there."""
        if self.imposition is None:
            yield from ((box, _area(box)) for box in boxes([self.pages[index]]))
            return
        width, height = self.imposition.sheet
        side = self._sides[index]
        for place in side.places:
            page = self.pages[place.page - 1]
            top = height - place.y - page.height * place.scale
            for box in boxes([page]):
                left, up, right, down = (part * place.scale for part in _area(box))
                area = (place.x + left, top + up, place.x + right, top + down)
                if side.turned:
                    area = (width - area[2], height - area[3], width - area[0], height - area[1])
                yield box, area


def _area(box: Box) -> Area:
    return box.x, box.y, box.x + box.w, box.y + box.h


def _united(one: Area, other: Area) -> Area:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
