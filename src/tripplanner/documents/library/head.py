"""What stands around a document of the library: the office, a name, and the day of the last edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from tripplanner.dates import long_date
from tripplanner.documents.content import Edition, OfficeIdentity
from tripplanner.documents.reading.audience import policy_for
from tripplanner.documents.reading.desk import LONG_AGO, Desk
from tripplanner.documents.reading.library import read_office
from tripplanner.i18n import Message, languages, say
from tripplanner.model.cases import (
    BuildingBlock,
    CaseAxis,
    CaseOrganisation,
    CaseResult,
    CaseSite,
    CaseStudy,
    CaseTheme,
)
from tripplanner.model.offices import Office
from tripplanner.text import Text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PARTS = (BuildingBlock, CaseResult, CaseAxis, CaseTheme, CaseSite, CaseOrganisation)
_PORTION = 5_000


@dataclass(frozen=True, slots=True)
class LibraryHead:
    """The head of a document of the library; its date is that of the last edit of what it says, never the clock’s."""

    heading: Text
    office: OfficeIdentity
    edition: Edition
    zone: str = "UTC"

    def when(self, language: str) -> str:
        """The day of the last edit."""
        return long_date(self.edition.moment.date(), language)


def read_head(session: Session, heading: Text, cases: Sequence[int]) -> LibraryHead:
    """The head of a document about these cases."""
    office = read_office(Desk(session, policy_for("public")), logo=False)
    return LibraryHead(heading, office, Edition(0, False, _latest(session, cases), sort="library"))


def _latest(session: Session, cases: Sequence[int]) -> datetime:
    if not cases:  # a filter that no case passes, a library that has none: the day of the whole, or of the office
        whole = sa.func.max(CaseStudy.updated_at), sa.func.max(Office.updated_at)
        return next(filter(None, (session.scalar(sa.select(one)) for one in whole)), LONG_AGO)
    found = LONG_AGO
    for start in range(0, len(cases), _PORTION):
        portion = cases[start : start + _PORTION]
        columns: list[tuple[Any, Any]] = [(CaseStudy.updated_at, CaseStudy.id)]
        columns += [(part.updated_at, part.case_id) for part in _PARTS]
        for moment, owner in columns:
            latest = session.scalar(sa.select(sa.func.max(moment)).where(owner.in_(portion)))
            found = max(found, latest) if latest is not None else found
    return found


def in_all_languages(message: Message) -> Text:
    """Words of the program as a text."""
    return Text.of("en", **{code: say(message, code) for code in languages()})
