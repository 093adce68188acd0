"""Case studies, glossary terms and themes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tripplanner.i18n import msg
from tripplanner.model.cases import BuildingBlock, CaseResult, CaseSite, CaseStudy, CaseTheme
from tripplanner.model.glossary import Term
from tripplanner.model.sites import SiteTheme
from tripplanner.model.themes import Theme
from tripplanner.planning.browsing.clauses import by_value, no_chinese, sourced, themed, to_verify, trusted
from tripplanner.planning.browsing.shapes import Browse, Condition, Grouping, Sort
from tripplanner.planning.listings.cases import list_cases
from tripplanner.planning.listings.terms import list_terms
from tripplanner.planning.listings.themes import FAMILIES, PARENT, list_themes
from tripplanner.planning.rows import stored


def _number(link: Any, column: Any, owner: Any) -> Any:
    return sa.select(sa.func.count(link.id)).where(column == owner).scalar_subquery()


def _of_case(part: Any, ids: Any) -> Any:
    return sa.select(part.case_id).where(part.id.in_(ids))


def _themes() -> Any:
    return sa.select(Theme.id).outerjoin(PARENT, Theme.parent_id == PARENT.id)


def _families(ids: Any) -> Any:
    """Each main theme with its sub-themes."""
    code, name = sa.func.coalesce(PARENT.code, Theme.code), sa.func.coalesce(stored(PARENT.name), stored(Theme.name))
    position = sa.func.min(sa.func.coalesce(PARENT.position, Theme.position))
    joined = sa.select(code, sa.func.count(), name).select_from(Theme).outerjoin(PARENT, Theme.parent_id == PARENT.id)
    return joined.where(Theme.id.in_(ids)).group_by(code, name).order_by(position)


_BLOCKS = _number(BuildingBlock, BuildingBlock.case_id, CaseStudy.id)
_SITES = _number(SiteTheme, SiteTheme.theme_id, Theme.id)
_CASES = _number(CaseTheme, CaseTheme.theme_id, Theme.id)
BROWSES = (
    Browse(
        "cases",
        CaseStudy,
        list_cases,
        lambda: sa.select(CaseStudy.id),
        (CaseStudy.code, CaseStudy.id),
        {
            "title": Sort(CaseStudy.id, field="title"),
            "code": Sort(CaseStudy.code, "words"),
            "countries": Sort(sa.type_coerce(CaseStudy.countries, sa.Text()), "words"),
            "scale": Sort(CaseStudy.scale_code, "words"),
            "region": Sort(CaseStudy.region_code, "words"),
            "blocks": Sort(_BLOCKS),
        },
        (
            themed(CaseStudy, CaseTheme, CaseTheme.case_id),
            trusted(CaseStudy),
            by_value("countries", msg("Countries"), CaseStudy.countries, CaseStudy, several=True),
        ),
        (
            to_verify(CaseStudy),
            no_chinese(CaseStudy.title),
            Condition(
                "no_site",
                msg("No site to see it"),
                lambda _: sa.not_(sa.exists().where(CaseSite.case_id == CaseStudy.id)),
                suggested=True,
            ),
            Condition("no_blocks", msg("No building block"), lambda _: _BLOCKS == 0),
            Condition("no_source", msg("No source"), lambda _: sa.not_(sourced(CaseStudy))),
        ),
        found_by=(
            ("case_study", lambda ids: CaseStudy.id.in_(ids)),
            ("building_block", lambda ids: CaseStudy.id.in_(_of_case(BuildingBlock, ids))),
            ("case_result", lambda ids: CaseStudy.id.in_(_of_case(CaseResult, ids))),
        ),
    ),
    Browse(
        "terms",
        Term,
        list_terms,
        lambda: sa.select(Term.id),
        (Term.code, Term.id),
        {
            "first": Sort(Term.id, field="term"),
            "code": Sort(Term.code, "words"),
            "category": Sort(Term.category, "words"),
            "status": Sort(Term.status, "words"),
        },
        (
            by_value("categories", msg("Categories"), Term.category, Term),
            by_value("status", msg("Status"), Term.status, Term),
        ),
        (
            Condition("draft", msg("Draft"), lambda _: Term.status == "draft", suggested=True),
            no_chinese(Term.term),
            to_verify(Term),
            Condition("no_note", msg("No note"), lambda _: sa.type_coerce(Term.note, sa.Text()) == ""),
        ),
        found_by=(("term", lambda ids: Term.id.in_(ids)),),
    ),
    Browse(
        "themes",
        Theme,
        list_themes,
        _themes,
        FAMILIES,
        {
            "name": Sort(Theme.id, field="name"),
            "parent": Sort(PARENT.name, "text"),
            "sites": Sort(_SITES),
            "cases": Sort(_CASES),
        },
        (
            Grouping(
                "families",
                msg("Main themes"),
                _families,
                lambda code: sa.or_(
                    Theme.code == code, Theme.parent_id.in_(sa.select(PARENT.id).where(PARENT.code == code))
                ),
                by_number=False,
            ),
        ),
        (
            Condition("no_site", msg("No site"), lambda _: _SITES == 0, suggested=True),
            Condition("no_case", msg("No case study"), lambda _: _CASES == 0, suggested=True),
            no_chinese(Theme.name),
        ),
        found_by=(("theme", lambda ids: Theme.id.in_(ids)),),
    ),
)
