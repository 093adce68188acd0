"""The sheets of the visited sites, numbered in the order of the visits, with what is linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tripplanner.documents.content import (
    AccessContent,
    CaseLine,
    ItemContent,
    Photo,
    QuestionLine,
    Ref,
    SiteSheet,
    ThemeTag,
)
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.photos import attached_photos
from tripplanner.model.programme import Item
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.sites import Site, SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.text import Text

# Themes use two names more than slots have colours.
THEME_COLOURS = {"governance": "urban", "method": "alpine"}


@dataclass
class SiteTable:
    """Sites as the items need them: rows by number, reference and colour, names of fallback sites."""

    rows: list[Site]
    marks: dict[int, tuple[Ref, str]]
    names: dict[int, Text]
    cases: dict[int, list[int]] = field(default_factory=dict[int, list[int]])


def read_sites(desk: Desk, items: Sequence[Item]) -> SiteTable:
    """The sites of these items; a fallback site gives its name only."""
    visited = {item.site_id for item in items if item.site_id}
    fallbacks = {item.fallback_site_id for item in items if item.fallback_site_id} - visited
    query = select(Site).options(
        selectinload(Site.theme_links).joinedload(SiteTheme.theme).joinedload(Theme.parent),
        selectinload(Site.organisation_links),
    )
    rows = desk.by_id(query, Site.id, visited)
    desk.read_organisations(link.organisation_id for row in rows for link in row.organisation_links)
    names = {row.id: row.name for row in rows}
    names |= {row.id: row.name for row in desk.by_id(select(Site), Site.id, fallbacks)}
    return SiteTable(rows, {row.id: (desk.ref(row), _colour(row)) for row in rows}, names)


def _colour(site: Site) -> str:
    for link in site.theme_links:
        return _theme_colour(link.theme)
    return ""


def _theme_colour(theme: Theme) -> str:
    return THEME_COLOURS.get(theme.colour, theme.colour)


def site_sheets(
    desk: Desk,
    table: SiteTable,
    items: Sequence[ItemContent],
    first_day: date,
    cases: Mapping[int, CaseLine],
    *,
    photos: bool,
) -> tuple[SiteSheet, ...]:
    """One sheet per site, in the order of the first visit; a cancelled visit gives none."""
    visits: dict[Ref, list[ItemContent]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.starts_at):
        if item.site and not item.cancelled:
            visits[item.site].append(item)
    rows = {Ref("site", row.uuid): row for row in table.rows}
    seen = [rows[ref] for ref in visits if ref in rows]
    sources, doubts = _provenance(desk, [row.uuid for row in seen])
    pictures = attached_photos(desk, {row.uuid: row.photo_id for row in seen}) if photos else {}
    reader = _SheetReader(desk, table, first_day, cases, sources, doubts, pictures)
    return tuple(reader(number, row, visits[Ref("site", row.uuid)]) for number, row in enumerate(seen, 1))


def _provenance(desk: Desk, owners: list[str]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The first source and what is not verified, by site."""
    sources: dict[str, str] = {}
    query = select(Reference).order_by(Reference.owner_uuid, Reference.position)
    for row in desk.by_id(query, Reference.owner_uuid, owners):
        sources.setdefault(row.owner_uuid, row.url or row.citation)
    doubts: dict[str, list[str]] = defaultdict(list)
    unsettled = select(VerifyMark).where(VerifyMark.settled_at.is_(None)).order_by(VerifyMark.position)
    for row in desk.by_id(unsettled, VerifyMark.owner_uuid, owners):
        doubts[row.owner_uuid].append(row.what)
        desk.note(row.updated_at)
    return sources, {owner: tuple(whats) for owner, whats in doubts.items()}


@dataclass(frozen=True)
class _SheetReader:
    desk: Desk
    table: SiteTable
    first_day: date
    cases: Mapping[int, CaseLine]
    sources: Mapping[str, str]
    doubts: Mapping[str, tuple[str, ...]]
    pictures: Mapping[str, Photo]

    def __call__(self, number: int, row: Site, visits: Sequence[ItemContent]) -> SiteSheet:
        organisations = (self.desk.organisation(link.organisation_id) for link in row.organisation_links)
        return SiteSheet(
            self.desk.ref(row),
            number,
            row.code,
            row.name,
            row.kind,
            row.country,
            row.area,
            row.massif,
            row.latitude,
            row.longitude,
            row.altitude_m,
            row.managing_body,
            row.summary,
            tuple(row.facts),
            row.typical_visit_min,
            row.website,
            access=_access(row),
            themes=tuple(self._tag(link.theme) for link in row.theme_links),
            organisations=tuple(line for line in organisations if line),
            days=tuple(dict.fromkeys((visit.start.date() - self.first_day).days + 1 for visit in visits)),
            questions=_questions(visits),
            cases=self._cases(row, visits),
            source=self.sources.get(row.uuid, ""),
            to_verify=self.doubts.get(row.uuid, ()),
            photo=self.pictures.get(row.uuid),
        )

    def _tag(self, theme: Theme) -> ThemeTag:
        return ThemeTag(self.desk.ref(theme), theme.name, _theme_colour(theme))

    def _cases(self, row: Site, visits: Sequence[ItemContent]) -> tuple[CaseLine, ...]:
        """Cases of the visits first, then those that can be seen at the site."""
        by_ref = {case.ref: case for case in self.cases.values()}
        of_visits = [by_ref[ref] for visit in visits for ref in visit.cases if ref in by_ref]
        of_site = [self.cases[id] for id in self.table.cases.get(row.id, []) if id in self.cases]
        return tuple(dict.fromkeys((*of_visits, *of_site)))


def _questions(visits: Iterable[ItemContent]) -> tuple[QuestionLine, ...]:
    return tuple({question.text: question for visit in visits for question in visit.questions}.values())


def _access(row: Site) -> AccessContent:
    return AccessContent(
        _tuple(row.open_months),
        _tuple(row.open_weekdays),
        None if row.open_hours is None else tuple((a, b) for a, b in row.open_hours),
        row.group_cap,
        row.permit_needed,
        row.walk_min,
        row.ascent_m,
        row.step_free,
        row.outdoor,
        row.max_vehicle_seats,
        row.lead_days,
        row.season_note,
        row.permit_note,
        row.group_note,
        row.access_note,
        row.fallback,
    )


def _tuple(values: list[int] | None) -> tuple[int, ...] | None:
    return None if values is None else tuple(values)
