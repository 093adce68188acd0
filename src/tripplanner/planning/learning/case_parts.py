"""The parts of a case that are records of their own: its results, and its codes on each of the five axes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.cases import CaseAxis, CaseResult, CaseStudy
from tripplanner.model.themes import AxisCode
from tripplanner.planning import finding
from tripplanner.planning.learning.case_content import WHAT
from tripplanner.planning.learning.vocabulary import AXES
from tripplanner.text import Text

_DATED = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result in its place."""

    id: int
    text: Text
    evidence: Text
    dated: str
    url: str


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One of the five axes: all its codes (number, words) in order, and the numbers of those the case carries."""

    axis: str
    title: Message
    codes: tuple[tuple[int, Text], ...]
    chosen: frozenset[int]


def results(session: Session, case_id: int) -> tuple[ResultRow, ...]:
    """The results of a case, in order; raises :class:`NotFound`."""
    found = finding.get(session, CaseStudy, case_id, WHAT).results
    return tuple(ResultRow(one.id, one.text, one.evidence, one.dated, one.url) for one in found)


def set_result(
    session: Session,
    case_id: int,
    result_id: int | None,
    language: str,
    words: str,
    *,
    evidence: str = "",
    dated: str = "",
    url: str = "",
) -> int:
    """A new result (``result_id`` is ``None``), or other words of one in one language; its number.

    ``dated``: a year, a month or a day (2019, 2019-09, 2019-09-30). Raises where it is none, where the address is no
    web address, and for a result without words.
    """
    case = finding.get(session, CaseStudy, case_id, WHAT)
    row = _own(case, result_id) if result_id is not None else _new(case)
    text = row.text.with_words(language, words.strip())
    if not text:
        raise _refused(msg("A result needs words."), msg("Write what came of it."))
    if dated and not _DATED.fullmatch(dated):
        raise _refused(
            msg("“{value}” is no date.", value=dated), msg("Write a year, a month or a day: 2019, 2019-09, 2019-09-30.")
        )
    if url and not _ADDRESS.match(url):
        raise _refused(msg("“{value}” is no web address.", value=url), msg("Write it with https:// at the beginning."))
    row.dated, row.url = dated, url
    if row.text.get(language) != words.strip():
        row.text = text
    if row.evidence.get(language) != evidence.strip():
        row.evidence = row.evidence.with_words(language, evidence.strip())
    if result_id is None:
        case.results.append(row)
    session.flush()
    return row.id


def remove_result(session: Session, case_id: int, result_id: int) -> None:
    """Take a result away."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    case.results.remove(_own(case, result_id))
    session.flush()


def axes(session: Session, case_id: int) -> tuple[AxisRow, ...]:
    """The five axes with the codes that a case carries; raises :class:`NotFound`."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    chosen = frozenset(link.axis_code_id for link in case.axis_links)
    wanted = sa.select(AxisCode.axis, AxisCode.id, AxisCode.label).where(AxisCode.axis.in_(AXES))
    codes: dict[str, list[tuple[int, Text]]] = {axis: [] for axis in AXES}
    for axis, id, label in session.execute(wanted.order_by(AxisCode.position, AxisCode.id)):
        codes[axis].append((id, label))
    return tuple(AxisRow(axis, title, tuple(codes[axis]), chosen) for axis, title in AXES.items())


def set_axis(session: Session, case_id: int, axis: str, chosen: Collection[int]) -> None:
    """Give a case exactly these codes on one of the axes; raises where one is not of that axis."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    known = set(session.scalars(sa.select(AxisCode.id).where(AxisCode.axis == axis)))
    if axis not in AXES or not set(chosen) <= known:
        raise ValueError(f"codes that are not of the axis {axis!r}")
    own = {link.axis_code_id: link for link in case.axis_links if link.axis_code_id in known}
    for code, link in own.items():
        if code not in chosen:
            case.axis_links.remove(link)
    place = max((link.position for link in case.axis_links), default=-1) + 1
    new = [code for code in chosen if code not in own]
    case.axis_links += [CaseAxis(axis_code_id=code, position=place + n) for n, code in enumerate(new)]
    session.flush()
    session.expire(case, ["axis_links"])


@dataclass(frozen=True, slots=True)
class Places:
    """The codes of the vocabularies *scale* and *region* in words, and those of the case (empty: none)."""

    scales: tuple[tuple[str, Text], ...]
    regions: tuple[tuple[str, Text], ...]
    scale: str
    region: str


def places(session: Session, case_id: int) -> Places:
    """At which scale and in which region a case lies, and what there is to choose from."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    words: dict[str, list[tuple[str, Text]]] = {"scale": [], "region": []}
    wanted = sa.select(AxisCode.axis, AxisCode.code, AxisCode.label).where(AxisCode.axis.in_(words))
    for axis, code, label in session.execute(wanted.order_by(AxisCode.position, AxisCode.id)):
        words[axis].append((code, label))
    return Places(tuple(words["scale"]), tuple(words["region"]), case.scale_code, case.region_code)


def set_places(session: Session, case_id: int, scale: str, region: str) -> None:
    """At which scale and in which region a case lies; raises for a code that no vocabulary has, unless it was there."""
    case, known = finding.get(session, CaseStudy, case_id, WHAT), places(session, case_id)
    for code, codes, now in ((scale, known.scales, known.scale), (region, known.regions, known.region)):
        if code and code != now and code not in dict(codes):
            raise ValueError(f"no such code: {code!r}")
    case.scale_code, case.region_code = scale, region
    session.flush()


def _own(case: CaseStudy, result_id: int) -> CaseResult:
    found = next((one for one in case.results if one.id == result_id), None)
    if found is None:
        raise _refused(msg("This is no longer part of the record."), msg("Read the record again."))
    return found


def _new(case: CaseStudy) -> CaseResult:
    last = max((one.position for one in case.results), default=-1)
    return CaseResult(position=last + 1, text=Text(), evidence=Text())


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)
