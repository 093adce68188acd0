"""What an itinerary is made from."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.content import TripContent


@dataclass(frozen=True, slots=True)
class ItineraryContent:
    """A trip in one or two languages. ``approval``: for the approval file, with its notes and room to sign."""

    trip: TripContent
    languages: tuple[str, ...]
    approval: bool = False

    @property
    def sections(self) -> frozenset[str]:
        """An itinerary has none that could be left out."""
        return frozenset()

    @property
    def facing(self) -> bool:
        """Its languages never stand on facing pages."""
        return False
