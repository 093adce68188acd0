"""What a booklet is made from: the trip as its reader may see it, the languages and the choices made."""

from __future__ import annotations

from dataclasses import dataclass, field

from tripplanner.documents.content import TripContent
from tripplanner.documents.imposition import Imposition

SECTIONS = ("group", "contents", "map", "sites", "glossary", "partners", "notes")


@dataclass(frozen=True, slots=True)
class BookletContent:
    """A trip, one or two languages, the sections wanted, and how the pages are laid out.

    ``facing``: the first language on left pages, the second on right pages, instead of side by side.
    ``imposition`` is ``None`` for a booklet printed page by page.
    """

    trip: TripContent
    languages: tuple[str, ...]
    sections: frozenset[str] = field(default=frozenset(SECTIONS))
    facing: bool = False
    imposition: Imposition | None = None
