"""What the library still has to verify, and which of its records name a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.model.themes import AxisCode
from tripplanner.planning.rows import decoded, stored
from tripplanner.text import Text


@dataclass(frozen=True, slots=True)
class Trust:
    """Per UUID of a record: how many things are to verify, and whether a source is named."""

    open_marks: Mapping[str, int]
    sourced: frozenset[str]


def trust(session: Session) -> Trust:
    """The marks nobody has settled and the records with an address or a citation other than "to verify"."""
    marks = (
        sa.select(VerifyMark.owner_uuid, sa.func.count())
        .where(VerifyMark.settled_at.is_(None))
        .group_by(VerifyMark.owner_uuid)
    )
    sources = sa.select(Reference.owner_uuid).where(Reference.url != "").distinct()
    counted = {str(uuid): int(number) for uuid, number in session.execute(marks)}
    return Trust(counted, frozenset(session.scalars(sources)))


def axis_labels(session: Session) -> dict[tuple[str, str], Text]:
    """The words of the vocabularies of the benchmark, by axis and code."""
    statement = sa.select(AxisCode.axis, AxisCode.code, stored(AxisCode.label))
    return {(axis, code): decoded(label) for axis, code, label in session.execute(statement)}
