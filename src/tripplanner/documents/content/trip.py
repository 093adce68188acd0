"""A whole trip as one audience may read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tripplanner.dates import date_span
from tripplanner.documents.content.common import (
    Edition,
    OfficeIdentity,
    OrganisationLine,
    ReaderOfCopy,
    Ref,
    StandardText,
    Subscription,
)
from tripplanner.documents.content.library import CaseLine, SiteSheet, TermLine
from tripplanner.documents.content.logistics import CostLine, JourneyLine, RoomLine
from tripplanner.documents.content.people import DelegationContent, LodgingLine, PersonLine, SubGroup, VehicleLine
from tripplanner.documents.content.programme import DayContent, ItemContent
from tripplanner.text import Text, Texts


@dataclass(frozen=True, slots=True)
class TripContent:
    """A trip as one audience may read it. Days in order, items of a day by their instant.

    ``rooms``, ``journeys`` and ``costs`` are there only where the reading asked for them; so are ``subscriptions``, by
    person, of which a person's own copy keeps that person's alone, as ``subscription``, and everybody's keeps none.
    """

    ref: Ref
    code: str
    title: Text
    short_title: Text
    route: Text
    stage: str
    first_day: date
    last_day: date
    zone: str
    calendar_url: str
    note: Text
    audience: str
    edition: Edition
    office: OfficeIdentity
    languages: tuple[str, ...] = ()
    objectives: Texts = ()
    compliance_notes: Texts = ()
    delegations: tuple[DelegationContent, ...] = ()
    members: tuple[PersonLine, ...] = ()
    vehicles: tuple[VehicleLine, ...] = ()
    lodgings: tuple[LodgingLine, ...] = ()
    days: tuple[DayContent, ...] = ()
    sites: tuple[SiteSheet, ...] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    cases: tuple[CaseLine, ...] = ()
    terms: tuple[TermLine, ...] = ()
    texts: Mapping[str, StandardText] = field(default_factory=lambda: MappingProxyType({}))
    reader: ReaderOfCopy | None = None
    host: OrganisationLine | None = None
    rooms: tuple[RoomLine, ...] = ()
    journeys: tuple[JourneyLine, ...] = ()
    costs: tuple[CostLine, ...] = ()
    subscriptions: Mapping[str, Subscription] = field(default_factory=lambda: MappingProxyType({}))
    subscription: Subscription | None = None

    @property
    def items(self) -> tuple[ItemContent, ...]:
        """Every placed item, day by day."""
        return tuple(item for day in self.days for item in day.items)

    @property
    def subgroups(self) -> tuple[SubGroup, ...]:
        """The sub-groups of all delegations."""
        return tuple(group for delegation in self.delegations for group in delegation.subgroups)

    @property
    def heading(self) -> Text:
        """The short title, else the title."""
        return self.short_title or self.title

    def when(self, language: str) -> str:
        """Its days."""
        return date_span(self.first_day, self.last_day, language)

    def site(self, ref: Ref | None) -> SiteSheet | None:
        """The sheet of the site ``ref``."""
        return next((sheet for sheet in self.sites if sheet.ref == ref), None)
