"""Cases for others, in a structure like that of PANORAMA (panorama.solutions): solutions made of building blocks.

:data:`FORMAT` and the keys are described in docs/benchmark.md. Texts are written in every language they have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from tripplanner.dates import listed
from tripplanner.documents.library.head import LibraryHead, in_all_languages, read_head
from tripplanner.documents.library.matrix import HEADING, STATES
from tripplanner.documents.library.registry import Asked
from tripplanner.documents.library.words import in_a_row, names
from tripplanner.documents.sheets import Cell, Column, Section, Sheet, said
from tripplanner.documents.sheets.workbook import workbook
from tripplanner.i18n import printed
from tripplanner.model.sites import Site
from tripplanner.planning.learning.case_content import Content, Named
from tripplanner.text import Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FORMAT, VERSION = "tripplanner solutions", 1
Json = dict[str, Any]
Places = dict[str, tuple[float | None, float | None, str]]


@dataclass(frozen=True, slots=True)
class SolutionsContent:
    """Cases with the coordinates and countries of the sites where they can be seen, by UUID."""

    head: LibraryHead
    languages: tuple[str, ...]
    cases: tuple[Content, ...]
    places: Places


def read(session: Session, asked: Asked) -> SolutionsContent:
    """The cases that are asked for: those named, else those that the view shows."""
    from tripplanner.planning.learning.benchmark import View
    from tripplanner.planning.learning.case_content import contents
    from tripplanner.planning.learning.matrix import holding, read_matrix

    ids = list(asked.cases)
    if not ids:
        matrix, view = read_matrix(session), asked.view or View(language=asked.language)
        ids = [line.id for line in matrix.shown(view, holding(session, matrix, view.words))]
    columns = sa.select(Site.uuid, Site.latitude, Site.longitude, Site.country)
    places = {uuid: (north, east, country) for uuid, north, east, country in session.execute(columns)}
    head = read_head(session, in_all_languages(HEADING), ids)
    return SolutionsContent(head, asked.languages, tuple(contents(session, ids)), places)


# -- JSON


def as_json(content: SolutionsContent) -> bytes:
    """UTF-8, one space of indent, the keys in the order of the description."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "edited": content.head.edition.moment.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "published_by": _text(content.head.office.name),
        "solutions": [_solution(case, content.places) for case in content.cases],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _solution(case: Content, places: Places) -> Json:
    return {
        "id": case.uuid,
        "code": case.code,
        "title": _text(case.title),
        "location": _location(case, places),
        "scale_of_implementation": _code(case.scale),
        "period": _text(case.period),
        "ecosystems": {"classification": _codes(case.axes.get("biogeography", ())), "text": case.region_words},
        "themes": _codes(case.themes),
        "challenges": {
            "ecological": _codes(case.axes.get("ecological_stakes", ())),
            "economic_and_social": _codes(case.axes.get("economic_stakes", ())),
            "text": _text(case.challenge),
            "ecological_text": _text(case.ecological_stakes),
            "economic_text": _text(case.economic_stakes),
        },
        "beneficiaries": {
            "classification": _codes(case.axes.get("stakeholders", ())),
            "text": _texts(case.stakeholders),
        },
        "governance": {"classification": _codes(case.axes.get("governance", ())), "text": _text(case.governance)},
        "target_species": _texts(case.target_species),
        "building_blocks": [
            {
                "title": _text(block.title),
                "category": _code(block.category),
                "enabling_factors": _texts(block.factors),
                "lessons_learned": _texts(block.lessons),
            }
            for block in case.blocks
        ],
        "impacts": [
            {"text": _text(one.text), "evidence": _text(one.evidence), "date": one.dated, "link": one.url}
            for one in case.results
        ],
        "story": {"context": _text(case.context), "actions": _texts(case.actions), "lessons": _texts(case.lessons)},
        "what_failed": _texts(case.failures),
        "trade_offs": _texts(case.trade_offs),
        "transferability": _text(case.transferability),
        "funding": _text(case.funding),
        "organisations": _codes(case.organisations),
        "references": [{"kind": one.kind, "citation": one.citation, "link": one.url} for one in case.sources],
        "to_verify": list(case.to_verify),
        "written_in": case.original_language,
        "contributed_by": case.author,
        "reviewed_by": case.reviewer,
        "validation": case.validation,
    }


def _location(case: Content, places: Places) -> Json:
    nowhere = (None, None, "")
    return {
        "countries": list(case.countries),
        "region": _code(case.region),
        "sites": [
            {**_named(site), "country": country, "latitude": north, "longitude": east}
            for site in case.sites
            for north, east, country in (places.get(site.uuid, nowhere),)
        ],
    }


def _text(text: Text) -> dict[str, str]:
    return dict(sorted(text.words.items()))


def _texts(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [_text(text) for text in texts]


def _named(one: Named) -> Json:
    return {"code": one.code, "name": _text(one.name)}


def _code(one: Named | None) -> Json | None:
    return _named(one) if one is not None else None


def _codes(found: Iterable[Named]) -> list[Json]:
    return [_named(one) for one in found]


# -- a workbook


def as_workbook(content: SolutionsContent) -> bytes:
    """Three sheets: the solutions, their building blocks, their impacts; each row begins with the code of the case."""
    sections = (_solutions(content.cases), _blocks(content.cases), _impacts(content.cases))
    nothing = printed("No case study answers.")
    sheet = Sheet(printed("Case studies as solutions"), content.head, content.languages, sections, nothing, wide=True)
    return workbook(sheet)


def _solutions(cases: Sequence[Content]) -> Section:
    heads = (
        printed("Code"), printed("Title"), printed("Location"), printed("Scale"), printed("Ecosystems"),
        printed("Themes"), printed("Challenges"), printed("Challenge"), printed("Beneficiaries"), printed("Story"),
        printed("What could be transferred"), printed("Validation"),
    )  # fmt: skip
    rows = (
        (
            said(case.code), said(case.title, bold=True), said(_where(case)), said(_name(case.scale)),
            said(names(case.axes.get("biogeography", ()))), said(names(case.themes)),
            said(names((*case.axes.get("ecological_stakes", ()), *case.axes.get("economic_stakes", ())))),
            said(case.challenge), said(names(case.axes.get("stakeholders", ()))),
            _story(case), said(case.transferability), said(STATES.get(case.validation, case.validation)),
        )
        for case in cases
    )  # fmt: skip
    return Section(tuple(Column(head) for head in heads), tuple(rows), (printed("Solutions"),))


def _blocks(cases: Sequence[Content]) -> Section:
    heads = (printed("Code"), printed("Building block"), printed("Category"), printed("What makes it work"),
             printed("Lessons"))  # fmt: skip
    rows = (
        (said(case.code), said(block.title, bold=True), said(_name(block.category)), _each(block.factors),
         _each(block.lessons))
        for case in cases for block in case.blocks
    )  # fmt: skip
    return Section(tuple(Column(head) for head in heads), tuple(rows), (printed("Building blocks"),))


def _impacts(cases: Sequence[Content]) -> Section:
    heads = (printed("Code"), printed("Result"), printed("Evidence"), printed("Date"), printed("Link"))
    rows = ((said(case.code), said(one.text), said(one.evidence), said(one.dated), said(one.url))
            for case in cases for one in case.results)  # fmt: skip
    return Section(tuple(Column(head) for head in heads), tuple(rows), (printed("Results"),))


def _where(case: Content) -> Text | str:
    region = case.region.name if case.region is not None else Text()
    countries = Text.of("en", **{code: listed(case.countries, code) for code in ("en", "fr", "zh")})
    return in_a_row([one for one in (countries if case.countries else Text(), region) if one], " · ")


def _story(case: Content) -> Cell:
    return _each((case.context, *case.actions))


def _each(texts: Iterable[Text]) -> Cell:
    return Cell(tuple(line for text in texts for line in said(text).lines))


def _name(one: Named | None) -> Text | str:
    return (one.name or one.code) if one is not None else ""
