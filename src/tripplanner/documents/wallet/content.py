"""Whose emergency cards are printed, and in which languages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tripplanner.documents.content import PersonLine, TripContent
from tripplanner.documents.lists.people import everybody
from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.registry import Request
from tripplanner.documents.spoken import SpokenTrip

# What a passer-by reads, by country; English elsewhere.
_LOCAL = {
    **dict.fromkeys(("FR", "CH", "BE", "LU", "MC"), "fr"), **dict.fromkeys(("CN", "HK", "MO", "TW", "SG"), "zh"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WalletCard(SpokenTrip):
    """One card: what concerns its bearer; ``bearer`` ``None`` leaves a line for the name."""

    bearer: PersonLine | None
    local: str


@dataclass(frozen=True, slots=True)
class WalletCards(SpokenTrip):
    """The cards of a trip, or that of one person."""

    cards: tuple[WalletCard, ...]


def cards_of(trip: TripContent, request: Request) -> WalletCards:
    """A card for each delegate and member of the team, or for ``request.person`` alone.

    The language of the place always stands on it: somebody in the street must be able to read it.
    """
    local = local_language(trip)
    languages = request.languages if len(request.languages) == 2 or request.language == local else (
        request.language, local
    )  # fmt: skip
    bearers = [person for person in everybody(trip) if request.person in (None, person.person)]
    cards = [WalletCard(narrowed(trip, one.person), _own_first(languages, one), one, local) for one in bearers]
    blank = WalletCard(trip, languages, None, local)
    return WalletCards(trip, languages, tuple(cards) or (blank,))


def local_language(trip: TripContent) -> str:
    """The language of the country in which most of the programme takes place."""
    countries = Counter(item.place.country for item in trip.items if item.place and item.place.country)
    return language_of_country(max(countries, key=countries.__getitem__)) if countries else "en"


def language_of_country(country: str) -> str:
    """What somebody in the street of a country (ISO 3166, two letters) reads, of the languages of the program."""
    return _LOCAL.get(country, "en")


def _own_first(languages: tuple[str, ...], person: PersonLine) -> tuple[str, ...]:
    own = person.language or next(iter(person.working_languages), "")
    return (own, *(code for code in languages if code != own)) if own in languages else languages
