"""Everything a case study says, read once into frozen values: for its sheet, for comparing, for what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from tripplanner.i18n import msg
from tripplanner.model.cases import (
    BuildingBlock,
    CaseAxis,
    CaseOrganisation,
    CaseSite,
    CaseStudy,
    CaseTheme,
)
from tripplanner.model.themes import AxisCode
from tripplanner.planning import finding
from tripplanner.planning.learning.vocabulary import AXES
from tripplanner.text import EMPTY, Text, Texts

WHAT = msg("case study")


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a case leads to."""

    uuid: str
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Result:
    """A result with what shows it; ``dated``: a year, a month or a day as ISO 8601 writes them, or nothing."""

    id: int
    text: Text
    evidence: Text
    dated: str
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A building block; ``category`` in words, ``None`` where it has none."""

    id: int
    uuid: str
    title: Text
    category: Named | None
    factors: Texts
    lessons: Texts


@dataclass(frozen=True, slots=True)
class Source:
    """An address or a citation; ``kind``: source, more or reference."""

    kind: str
    citation: str
    url: str


@dataclass(frozen=True, slots=True)
class Content:
    """A case study. ``axes`` holds the codes of each of the five axes; ``scale`` and ``region`` are of vocabularies,
    ``scale_words`` and ``region_words`` as somebody wrote them.
    """

    id: int
    uuid: str
    code: str
    title: Text
    countries: tuple[str, ...]
    region_words: str
    scale_words: str
    scale: Named | None
    region: Named | None
    period: Text
    axes: Mapping[str, tuple[Named, ...]]
    themes: tuple[Named, ...]
    target_species: Texts
    ecological_stakes: Text
    economic_stakes: Text
    stakeholders: Texts
    governance: Text
    context: Text
    challenge: Text
    actions: Texts
    results: tuple[Result, ...]
    lessons: Texts
    failures: Texts
    trade_offs: Texts
    blocks: tuple[Block, ...]
    transferability: Text
    funding: Text
    sites: tuple[Named, ...]
    organisations: tuple[Named, ...]
    sources: tuple[Source, ...]
    to_verify: tuple[str, ...]
    original_language: str
    author: str
    reviewer: str
    validation: str


_LOADED = (
    selectinload(CaseStudy.blocks).selectinload(BuildingBlock.category),
    selectinload(CaseStudy.results),
    selectinload(CaseStudy.axis_links).selectinload(CaseAxis.axis_code),
    selectinload(CaseStudy.theme_links).selectinload(CaseTheme.theme),
    selectinload(CaseStudy.site_links).selectinload(CaseSite.site),
    selectinload(CaseStudy.organisation_links).selectinload(CaseOrganisation.organisation),
    selectinload(CaseStudy.references),
    selectinload(CaseStudy.verify_marks),
)


def content(session: Session, case_id: int) -> Content:
    """What one case says; raises :class:`NotFound`."""
    finding.get(session, CaseStudy, case_id, WHAT)
    return contents(session, [case_id])[0]


def contents(session: Session, ids: Sequence[int]) -> list[Content]:
    """What these cases say, in the order of ``ids``; one that is gone is left out."""
    found: dict[int, CaseStudy] = {}
    for start in range(0, len(ids), 500):
        wanted = sa.select(CaseStudy).where(CaseStudy.id.in_(ids[start : start + 500])).options(*_LOADED)
        found.update((case.id, case) for case in session.scalars(wanted))
    words = _words(session)
    return [_content(found[id], words) for id in ids if id in found]


Vocabulary = Mapping[tuple[str, str], Named]


def _words(session: Session) -> Vocabulary:
    rows = session.scalars(sa.select(AxisCode).where(AxisCode.axis.in_(("scale", "region"))))
    return {(row.axis, row.code): _named(row) for row in rows}


def _content(case: CaseStudy, words: Vocabulary) -> Content:
    return Content(
        case.id, case.uuid, case.code, case.title, tuple(case.countries or ()),
        case.biogeographical_region, case.scale,
        _of(words, "scale", case.scale_code), _of(words, "region", case.region_code),
        case.period, _axes(case), _linked(case.theme_links, "theme"),
        tuple(case.target_species or ()), case.ecological_stakes, case.economic_stakes,
        tuple(case.stakeholders or ()), case.governance, case.context, case.challenge, tuple(case.actions or ()),
        tuple(Result(one.id, one.text, one.evidence, one.dated, one.url) for one in case.results),
        tuple(case.lessons or ()), tuple(case.failures or ()), tuple(case.trade_offs or ()),
        tuple(_block(one) for one in case.blocks), case.transferability, case.funding,
        _linked(case.site_links, "site"), _linked(case.organisation_links, "organisation"),
        tuple(Source(one.kind, one.citation, one.url) for one in case.references),
        tuple(mark.what for mark in case.verify_marks if mark.settled_at is None),
        case.original_language, case.author, case.reviewer, case.validation,
    )  # fmt: skip


def _of(words: Vocabulary, axis: str, code: str) -> Named | None:
    """A code without an entry in the vocabulary stands for itself."""
    return words.get((axis, code), Named("", code, EMPTY)) if code else None


def _axes(case: CaseStudy) -> Mapping[str, tuple[Named, ...]]:
    found: dict[str, list[Named]] = {axis: [] for axis in AXES}
    for link in case.axis_links:
        found.setdefault(link.axis_code.axis, []).append(_named(link.axis_code))
    return {axis: tuple(codes) for axis, codes in found.items()}


def _linked(links: Sequence[Any], name: str) -> tuple[Named, ...]:
    return tuple(_named(getattr(link, name)) for link in links)


def _named(record: Any) -> Named:
    return Named(record.uuid, record.code, record.label if isinstance(record, AxisCode) else record.name)


def _block(one: BuildingBlock) -> Block:
    category = _named(one.category) if one.category is not None else None
    return Block(one.id, one.uuid, one.title, category, tuple(one.enabling_factors or ()), tuple(one.lessons or ()))
