"""What the library adds: sites and their access rules, cases, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tripplanner.documents.content.common import OrganisationLine, Photo, Ref
from tripplanner.documents.content.programme import QuestionLine
from tripplanner.text import EMPTY, Text, Texts


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """A theme and the slot kind that colours it."""

    ref: Ref
    name: Text
    colour: str


@dataclass(frozen=True, slots=True)
class AccessContent:
    """Access rules of a site; ``None`` is unknown, never open or allowed. Weekdays: 1 = Monday."""

    months: tuple[int, ...] | None = None
    weekdays: tuple[int, ...] | None = None
    hours: tuple[tuple[str, str], ...] | None = None
    group_cap: int | None = None
    permit_needed: bool | None = None
    walk_min: int | None = None
    ascent_m: int | None = None
    step_free: bool | None = None
    outdoor: bool | None = None
    max_vehicle_seats: int | None = None
    lead_days: int | None = None
    season_note: Text = EMPTY
    permit_note: Text = EMPTY
    group_note: Text = EMPTY
    access_note: Text = EMPTY
    fallback: Text = EMPTY


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case study to read further."""

    ref: Ref
    code: str
    title: Text
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """A visited site. ``number`` is its place in the visiting order; ``days`` the numbers of the days it is seen."""

    ref: Ref
    number: int
    code: str
    name: Text
    kind: Text
    country: str
    area: str
    massif: str
    latitude: float | None
    longitude: float | None
    altitude_m: int | None
    managing_body: Text
    summary: Text
    facts: Texts
    typical_visit_min: int | None
    website: str
    access: AccessContent
    themes: tuple[ThemeTag, ...]
    organisations: tuple[OrganisationLine, ...]
    days: tuple[int, ...]
    questions: tuple[QuestionLine, ...]
    cases: tuple[CaseLine, ...]
    source: str = ""
    to_verify: tuple[str, ...] = ()
    photo: Photo | None = None
    photo_lost: bool = False


@dataclass(frozen=True, slots=True)
class TermLine:
    """A glossary term. ``forbidden``: words per language that must not render it."""

    ref: Ref
    term: Text
    category: str
    note: Text
    status: str
    forbidden: Mapping[str, tuple[str, ...]]
