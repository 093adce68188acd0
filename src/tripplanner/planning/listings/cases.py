"""Case studies of the benchmark: the list and its frozen rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.cases import BuildingBlock, CaseStudy, CaseTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.kinds import SOURCED, Column, Field, ListKind, listed, plain
from tripplanner.planning.rows import LazyText, among, columns_of, counted, extended, grouped, stored

WHAT = msg("case study")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case study in a list. ``themes`` are codes."""

    id: int
    uuid: str
    version: int
    code: str
    title_json: str
    countries_json: str | None
    scale_code: str
    region_code: str
    sample_key: str | None
    themes: tuple[str, ...] = ()
    blocks: int = 0

    title = LazyText("title_json")

    @property
    def countries(self) -> tuple[str, ...]:
        return tuple(json.loads(self.countries_json)) if self.countries_json else ()


_COLUMNS = columns_of(
    CaseRow,
    id=CaseStudy.id,
    uuid=CaseStudy.uuid,
    version=CaseStudy.version,
    code=CaseStudy.code,
    title_json=stored(CaseStudy.title),
    countries_json=stored(CaseStudy.countries),
    scale_code=CaseStudy.scale_code,
    region_code=CaseStudy.region_code,
    sample_key=CaseStudy.sample_key,
)


def list_cases(session: Session, ids: Sequence[int] | None = None) -> list[CaseRow]:
    """Every case study (those with these numbers, when given), by code."""
    pairs = sa.select(CaseTheme.case_id, Theme.code).join(Theme, CaseTheme.theme_id == Theme.id)
    pairs = among(pairs, CaseTheme.case_id, ids)
    themes = grouped(session, pairs.order_by(CaseTheme.case_id, CaseTheme.position))
    chosen = () if ids is None else (BuildingBlock.case_id.in_(ids),)
    blocks = counted(session, BuildingBlock.case_id, *chosen)
    statement = among(sa.select(*_COLUMNS), CaseStudy.id, ids).order_by(CaseStudy.code, CaseStudy.id)
    return extended(session, CaseRow, statement, lambda row: (themes.get(row[0], ()), blocks.get(row[0], 0)))


KIND = ListKind(
    key="cases",
    title=msg("Case studies"),
    what=WHAT,
    model=CaseStudy,
    rows=list_cases,
    columns=(
        Column("id", msg("No.")),
        Column("code", msg("Code")),
        Column("title", msg("Title")),
        Column("countries", msg("Countries")),
        Column("scale_code", msg("Scale")),
        Column("blocks", msg("Building blocks")),
        Column("themes", msg("Themes")),
    ),
    fields=(
        plain("code", msg("Code")),
        plain("title", msg("Title")),
        plain("countries", msg("Countries")),
        plain("biogeographical_region", msg("Biogeographical region")),
        plain("scale", msg("Scale")),
        plain("period", msg("Period")),
        Field("axes", msg("Axes"), lambda case: tuple(link.axis_code.label for link in case.axis_links)),
        listed("themes", msg("Themes"), "theme_links", "theme.name"),
        plain("target_species", msg("Target species")),
        plain("context", msg("Context")),
        plain("challenge", msg("Challenge")),
        plain("ecological_stakes", msg("Ecological stakes")),
        plain("economic_stakes", msg("Economic stakes")),
        plain("stakeholders", msg("Stakeholders")),
        plain("governance", msg("Governance")),
        plain("actions", msg("Actions")),
        listed("results", msg("Results"), "results", "text"),
        plain("lessons", msg("Lessons")),
        plain("failures", msg("What failed")),
        plain("trade_offs", msg("Trade-offs")),
        listed("blocks", msg("Building blocks"), "blocks", "title"),
        plain("transferability", msg("What could be transferred")),
        plain("funding", msg("Funding")),
        listed("sites", msg("Sites"), "site_links", "site.name"),
        listed("organisations", msg("Organisations"), "organisation_links", "organisation.name"),
        plain("original_language", msg("Written in")),
        plain("author", msg("Author")),
        plain("reviewer", msg("Reviewer")),
        *SOURCED,
    ),
    position=60,
)
