"""What documents say: frozen values read once from the database, written without it.

Texts stay :class:`~tripplanner.text.Text`, so the writer of a document chooses the languages and marks what is
missing, stale or a draft. Times are civil, each with its IANA zone. Every piece names the record it came from
(:class:`Ref`), so that a click on a page, or a list of missing translations, leads to the field. Nothing that the
audience must not read is in here: it is left out by :mod:`tripplanner.documents.reading`, not hidden later.
"""

from __future__ import annotations

from tripplanner.documents.content.common import (
    NOWHERE,
    Edition,
    Head,
    OfficeIdentity,
    OrganisationLine,
    Photo,
    PlaceLine,
    ReaderOfCopy,
    Ref,
    StandardText,
    Subscription,
)
from tripplanner.documents.content.library import (
    AccessContent,
    CaseLine,
    SiteSheet,
    TermLine,
    ThemeTag,
)
from tripplanner.documents.content.logistics import CostLine, JourneyLine, RoomLine
from tripplanner.documents.content.people import (
    DelegationContent,
    LodgingLine,
    PersonLine,
    SubGroup,
    VehicleLine,
)
from tripplanner.documents.content.programme import (
    DayContent,
    HostLine,
    ItemContent,
    NightLine,
    Presence,
    QuestionLine,
)
from tripplanner.documents.content.trip import (
    TripContent,
)

__all__ = [
    "NOWHERE",
    "AccessContent",
    "CaseLine",
    "CostLine",
    "DayContent",
    "DelegationContent",
    "Edition",
    "Head",
    "HostLine",
    "ItemContent",
    "JourneyLine",
    "LodgingLine",
    "NightLine",
    "OfficeIdentity",
    "OrganisationLine",
    "PersonLine",
    "Photo",
    "PlaceLine",
    "Presence",
    "QuestionLine",
    "ReaderOfCopy",
    "Ref",
    "RoomLine",
    "SiteSheet",
    "StandardText",
    "SubGroup",
    "Subscription",
    "TermLine",
    "ThemeTag",
    "TripContent",
    "VehicleLine",
]
