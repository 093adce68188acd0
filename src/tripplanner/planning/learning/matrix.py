"""Reads the benchmark matrix: every case with its values, and the vocabularies in their order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import languages
from tripplanner.model.cases import BuildingBlock, CaseAxis, CaseResult, CaseStudy, CaseTheme
from tripplanner.model.themes import AxisCode, Theme
from tripplanner.planning.browsing.asking import narrowed
from tripplanner.planning.learning.benchmark import Line, Matrix, Value
from tripplanner.planning.learning.validating import edited_since
from tripplanner.planning.learning.vocabulary import AXES, CHANGED, DIMENSIONS, NONE, STATES
from tripplanner.planning.rows import columns_of, counted, execute, grouped, stored
from tripplanner.text import Text
from tripplanner.worldnames import country_name


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    uuid: str
    code: str
    title_json: str
    countries_json: str | None
    scale_code: str
    region_code: str
    validation: str


_COLUMNS = columns_of(
    _Row,
    id=CaseStudy.id,
    uuid=CaseStudy.uuid,
    code=CaseStudy.code,
    title_json=stored(CaseStudy.title),
    countries_json=stored(CaseStudy.countries),
    scale_code=CaseStudy.scale_code,
    region_code=CaseStudy.region_code,
    validation=CaseStudy.validation,
)


def read_matrix(session: Session) -> Matrix:
    """All cases, in seven statements whatever their number."""
    rows = [_Row(*row) for row in execute(session, sa.select(*_COLUMNS).order_by(CaseStudy.code, CaseStudy.id))]
    axes = _axes_of(session)
    themes = _themes_of(session)
    blocks, results = counted(session, BuildingBlock.case_id), counted(session, CaseResult.case_id)
    edited = edited_since(session)
    lines = [
        Line(
            row.id, row.uuid, row.code, row.title_json, blocks.get(row.id, 0), results.get(row.id, 0),
            _values(row, axes.get(row.id, {}), themes.get(row.id, ()), row.id in edited),
        )
        for row in rows
    ]  # fmt: skip
    return Matrix(lines, _vocabulary(session, lines))


def holding(session: Session, matrix: Matrix, words: str) -> set[int] | None:
    """The numbers of the cases that hold the words anywhere (in any language, by pinyin too); ``None``: no words."""
    if not words.strip():
        return None
    return set(narrowed(session, "cases", [line.id for line in matrix.lines], words))


def _targets(session: Session, link: Any, column: Any) -> dict[int, tuple[int, ...]]:
    """What each case leads to by a table of links, in order.

    SQLite hands the numbers of a case over as one string: thirty thousand rows one by one cost more than all the rest.
    """
    pairs = sa.select(link.case_id, column).order_by(link.case_id, link.position, link.id)
    if session.get_bind().dialect.name != "sqlite":
        return dict(grouped(session, pairs))
    inner = pairs.subquery()
    joined = sa.select(inner.c[0], sa.func.group_concat(inner.c[1])).group_by(inner.c[0])
    known: dict[str, tuple[int, ...]] = {}
    found: dict[int, tuple[int, ...]] = {}
    for case, numbers in execute(session, joined):
        if numbers not in known:
            known[numbers] = tuple(map(int, numbers.split(",")))
        found[case] = known[numbers]
    return found


def _themes_of(session: Session) -> dict[int, tuple[str, ...]]:
    codes = dict(execute(session, sa.select(Theme.id, Theme.code)))
    found = _targets(session, CaseTheme, CaseTheme.theme_id)
    return {case: tuple(codes[id] for id in ids) for case, ids in found.items()}


def _axes_of(session: Session) -> dict[int, dict[str, tuple[str, ...]]]:
    """The codes of each axis, by case, in the order of the case; cases with the same codes share them."""
    codes = sa.select(AxisCode.id, AxisCode.axis, AxisCode.code)
    named = {id: (axis, code) for id, axis, code in execute(session, codes)}
    found, known = (
        _targets(session, CaseAxis, CaseAxis.axis_code_id),
        dict[tuple[int, ...], dict[str, tuple[str, ...]]](),
    )
    for ids in set(found.values()):
        own: dict[str, tuple[str, ...]] = {}
        for axis, code in (named[id] for id in ids):
            own[axis] = (*own.get(axis, ()), code)
        known[ids] = own
    return {case: known[ids] for case, ids in found.items()}


def _values(
    row: _Row, axes: Mapping[str, tuple[str, ...]], themes: tuple[str, ...], edited: bool
) -> Mapping[str, tuple[str, ...]]:
    given = {
        **{axis: axes.get(axis, ()) for axis in AXES},
        "themes": themes,
        "scale": (row.scale_code,) if row.scale_code else (),
        "region": (row.region_code,) if row.region_code else (),
        "countries": tuple(json.loads(row.countries_json)) if row.countries_json else (),
        "state": (CHANGED if edited else row.validation,),
    }
    return {name: codes or (NONE,) for name, codes in given.items()}


def _vocabulary(session: Session, lines: Sequence[Line]) -> dict[str, list[Value]]:
    """The values of each dimension in their order: those that a case has though no vocabulary knows them come last."""
    found: dict[str, list[Value]] = {name: [] for name in DIMENSIONS}
    columns = sa.select(AxisCode.axis, AxisCode.code, AxisCode.label).order_by(AxisCode.position, AxisCode.id)
    for axis, code, label in session.execute(columns):
        if axis in found:
            found[axis].append(Value(code, label))
    found["themes"] = _themes(session)
    found["state"] = [Value(code, label) for code, label in STATES.items()]
    for name in DIMENSIONS:
        codes = {code for given in {line.values[name] for line in lines} for code in given}
        known = {one.code for one in found[name]}
        strangers = sorted(code for code in codes if code not in known and code != NONE)
        found[name] += [Value(code, _country(code) if name == "countries" else code) for code in strangers]
        if NONE in codes:
            found[name].append(Value(NONE, NONE))
    return found


def _country(code: str) -> Text:
    """A country’s name in every language of the program."""
    return Text.of("en", **{language: country_name(code, language) for language in languages()})


def _themes(session: Session) -> list[Value]:
    """Each theme followed by those below it."""
    columns = sa.select(Theme.id, Theme.code, Theme.name, Theme.parent_id).order_by(Theme.position, Theme.id)
    codes = {id: (code, name, parent) for id, code, name, parent in session.execute(columns)}
    below: dict[int | None, list[int]] = defaultdict(list)
    for id, (_, _, parent) in codes.items():
        below[parent].append(id)
    order: dict[int, None] = {}
    waiting = list(reversed(below[None]))
    while waiting or len(order) < len(codes):
        id = waiting.pop() if waiting else next(one for one in codes if one not in order)  # one in a circle
        if id not in order:
            order[id] = None
            waiting += reversed(below[id])
    above = {id: codes[parent][0] for id, (_, _, parent) in codes.items() if parent is not None}
    return [Value(codes[id][0], codes[id][1], above.get(id, "")) for id in order]
