"""A trip in the languages of a document that has nothing else to say: what small kinds are made from."""

from __future__ import annotations

from dataclasses import dataclass

from tripplanner.documents.content import TripContent


@dataclass(frozen=True, slots=True)
class SpokenTrip:
    """A trip as one audience may read it, in one or two languages."""

    trip: TripContent
    languages: tuple[str, ...]

    @property
    def sections(self) -> frozenset[str]:
        """It has none that could be left out."""
        return frozenset()

    @property
    def facing(self) -> bool:
        """Its languages never stand on facing pages."""
        return False
