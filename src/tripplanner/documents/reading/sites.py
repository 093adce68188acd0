"""The sheets of the visited sites, numbered in the order of the visits, with what is linked to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tripplanner.documents.content import (
    AccessContent,
    CaseLine,
    ItemContent,
    QuestionLine,
    Ref,
    SiteSheet,
    ThemeTag,
)
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.photos import Attached, attached_photos
from tripplanner.text import Text

# Themes use two names more than slots have colours.
THEME_COLOURS = {"governance": "urban", "method": "alpine"}


@dataclass
class SiteTable:
    """Sites as the items need them: rows, reference and colour by number, names of fallback sites, what is linked."""

    rows: list[Any]
    marks: dict[int, tuple[Ref, str]]
    names: dict[int, Text]
    themes: Mapping[int, Sequence[Any]]
    organisations: Mapping[int, Sequence[Any]]
    cases: dict[int, list[int]] = field(default_factory=dict[int, list[int]])


def read_sites(desk: Desk, items: Sequence[Any]) -> SiteTable:
    """The sites of these items; a fallback site gives its name only."""
    visited = {item.site_id for item in items if item.site_id}
    fallbacks = {item.fallback_site_id for item in items if item.fallback_site_id} - visited
    rows = list(desk.numbered("site", visited).values())
    organisations = desk.by_owner("site_organisation", "site_id", visited)
    desk.read_organisations(link.organisation_id for links in organisations.values() for link in links)
    names = {row.id: row.name for row in rows}
    names |= {id: row.name for id, row in desk.numbered("site", fallbacks).items()}
    themes = _themes(desk, visited)
    marks = {row.id: (desk.ref(row), _colour(themes[row.id])) for row in rows}
    return SiteTable(rows, marks, names, themes, organisations)


def _themes(desk: Desk, site_ids: Iterable[int]) -> Mapping[int, Sequence[Any]]:
    """The themes of each site, in their order."""
    links = desk.by_owner("site_theme", "site_id", site_ids)
    rows = desk.numbered("theme", (link.theme_id for found in links.values() for link in found))
    return defaultdict(list, {site: [rows[link.theme_id] for link in found] for site, found in links.items()})


def _colour(themes: Sequence[Any]) -> str:
    return _theme_colour(themes[0]) if themes else ""


def _theme_colour(theme: Any) -> str:
    colour: str = theme.colour
    return THEME_COLOURS.get(colour, colour)


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
    pictures = attached_photos(desk, {row.uuid: row.photo_id for row in seen}) if photos else Attached()
    reader = _SheetReader(desk, table, first_day, cases, sources, doubts, pictures)
    return tuple(reader(number, row, visits[Ref("site", row.uuid)]) for number, row in enumerate(seen, 1))


def _provenance(desk: Desk, owners: list[str]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """The first source and what is not verified, by site."""
    sources: dict[str, str] = {}
    for owner, rows in desk.by_owner("reference", "owner_uuid", owners).items():
        sources[owner] = rows[0].url or rows[0].citation
    doubts: dict[str, tuple[str, ...]] = {}
    for owner, rows in desk.by_owner("verify_mark", "owner_uuid", owners).items():
        open_marks = [row for row in rows if row.settled_at is None]
        doubts |= {owner: tuple(row.what for row in open_marks)} if open_marks else {}
        for row in open_marks:
            desk.note(row.updated_at)
    return sources, doubts


@dataclass(frozen=True)
class _SheetReader:
    desk: Desk
    table: SiteTable
    first_day: date
    cases: Mapping[int, CaseLine]
    sources: Mapping[str, str]
    doubts: Mapping[str, tuple[str, ...]]
    pictures: Attached

    def __call__(self, number: int, row: Any, visits: Sequence[ItemContent]) -> SiteSheet:
        organisations = (self.desk.organisation(link.organisation_id) for link in self.table.organisations[row.id])
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
            themes=tuple(self._tag(theme) for theme in self.table.themes[row.id]),
            organisations=tuple(line for line in organisations if line),
            days=tuple(dict.fromkeys((visit.start.date() - self.first_day).days + 1 for visit in visits)),
            questions=_questions(visits),
            cases=self._cases(row, visits),
            source=self.sources.get(row.uuid, ""),
            to_verify=self.doubts.get(row.uuid, ()),
            photo=self.pictures.photos.get(row.uuid),
            photo_lost=row.uuid in self.pictures.lost,
        )

    def _tag(self, theme: Any) -> ThemeTag:
        return ThemeTag(self.desk.ref(theme), theme.name, _theme_colour(theme))

    def _cases(self, row: Any, visits: Sequence[ItemContent]) -> tuple[CaseLine, ...]:
        """Cases of the visits first, then those that can be seen at the site."""
        by_ref = {case.ref: case for case in self.cases.values()}
        of_visits = [by_ref[ref] for visit in visits for ref in visit.cases if ref in by_ref]
        of_site = [self.cases[id] for id in self.table.cases.get(row.id, []) if id in self.cases]
        return tuple(dict.fromkeys((*of_visits, *of_site)))


def _questions(visits: Iterable[ItemContent]) -> tuple[QuestionLine, ...]:
    return tuple({question.text: question for visit in visits for question in visit.questions}.values())


def _access(row: Any) -> AccessContent:
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
