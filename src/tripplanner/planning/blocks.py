"""Building blocks of a case study: what could be built elsewhere, what makes it work, what it taught."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.cases import BuildingBlock, CaseStudy
from tripplanner.model.themes import AxisCode
from tripplanner.planning import finding
from tripplanner.text import Text, Texts

WHAT = msg("building block")


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A building block in its place."""

    id: int
    title: Text
    category_id: int | None
    category: Text | None
    enabling_factors: Texts
    lessons: Texts


def blocks(session: Session, case_id: int) -> tuple[BlockRow, ...]:
    """The building blocks of a case, in order."""
    found = finding.get(session, CaseStudy, case_id, msg("case study")).blocks
    return tuple(
        BlockRow(
            one.id, one.title, one.category_id, one.category.label if one.category is not None else None,
            one.enabling_factors, one.lessons,
        )
        for one in found
    )  # fmt: skip


def categories(session: Session) -> tuple[tuple[int, Text], ...]:
    """The categories (number, words) of building blocks."""
    wanted = sa.select(AxisCode.id, AxisCode.label).where(AxisCode.axis == "block_category")
    return tuple((id, label) for id, label in session.execute(wanted.order_by(AxisCode.position, AxisCode.id)))


def set_block(
    session: Session,
    case_id: int,
    block_id: int | None,
    language: str,
    title: str,
    *,
    category_id: int | None = None,
    factors: Sequence[str] = (),
    lessons: Sequence[str] = (),
) -> int:
    """A new block (``block_id`` is ``None``), or another one's words in one language, a line per factor and lesson.

    Translations of a line stay with it by its place. Raises where the title is empty.
    """
    case = finding.get(session, CaseStudy, case_id, msg("case study"))
    block = _own(case, block_id) if block_id is not None else BuildingBlock(position=_next(case), title=Text())
    named = block.title.with_words(language, title.strip())
    if not named:
        raise TripPlannerError(
            msg("A building block needs a title."), msg("Nothing was changed."), msg("Write what it is called.")
        )
    if block_id is None:
        case.blocks.append(block)
    if block.title.get(language) != title.strip():
        block.title = named
    block.category_id = category_id
    block.enabling_factors = lines_in(block.enabling_factors or (), language, factors)
    block.lessons = lines_in(block.lessons or (), language, lessons)
    session.flush()
    session.expire(block, ["category"])
    return block.id


def remove_block(session: Session, case_id: int, block_id: int) -> None:
    """Take a building block away."""
    case = finding.get(session, CaseStudy, case_id, msg("case study"))
    case.blocks.remove(_own(case, block_id))
    session.flush()


def lines_in(texts: Texts, language: str, lines: Sequence[str]) -> Texts:
    """Texts with these lines in one language: a line that is gone takes its text along, a new one makes one.

    A line that repeats the words of another language is no translation: the text stays as it is.
    """
    wanted = [line.strip() for line in lines if line.strip()]
    known = [*texts, *(Text() for _ in wanted[len(texts) :])]
    return tuple(
        text if line in (text.get(language), text.best()) else text.with_words(language, line)
        for text, line in zip(known, wanted, strict=False)
    )


def _own(case: CaseStudy, block_id: int) -> BuildingBlock:
    found = next((one for one in case.blocks if one.id == block_id), None)
    if found is None:
        raise TripPlannerError(
            msg("This is no longer part of the record."), msg("Nothing was changed."), msg("Read the record again.")
        )
    return found


def _next(case: CaseStudy) -> int:
    return max((one.position for one in case.blocks), default=-1) + 1
