"""What a booklet is made from: the trip as its reader may see it, the languages and the choices made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tripplanner.documents.booklet.margins import USUAL, Margins
from tripplanner.documents.content import TripContent
from tripplanner.documents.imposition import Imposition

SECTIONS = ("practical", "contents", "map", "days", "sites", "glossary", "group", "partners")
"""Between the cover and the emergency page, in their usual order."""
DayStart = Literal["left", "page", "run"]


@dataclass(frozen=True, slots=True)
class BookletContent:
    """A trip, one or two languages, the sections wanted in their order, and how the pages are laid out.

    ``facing``: the first language on left pages, the second on right pages, instead of side by side.
    ``imposition`` is ``None`` for a booklet printed page by page. ``day_start``: a day begins on a left page, on any
    page, or below the day before. ``apart``: the sites are a chapter in their place, instead of each behind its day.
    ``day_notes``: pages to write on after each day. ``notes``: at least so many at the end. ``named``: the cover says
    whose copy it is. ``grey``: black and white. ``margins``: the white around the text.
    """

    trip: TripContent
    languages: tuple[str, ...]
    sections: tuple[str, ...] = SECTIONS
    facing: bool = False
    imposition: Imposition | None = None
    day_start: DayStart = "left"
    apart: bool = False
    day_notes: int = 0
    notes: int = 1
    named: bool = False
    grey: bool = False
    margins: Margins = USUAL

    @property
    def on_facing_pages(self) -> bool:
        """Whether two languages face each other."""
        return self.facing and len(self.languages) == 2

    @property
    def sites_with_days(self) -> bool:
        """Whether each site follows its day: not where days follow each other on a page."""
        running = self.day_start == "run" and not self.on_facing_pages
        return "sites" in self.sections and "days" in self.sections and not self.apart and not running
