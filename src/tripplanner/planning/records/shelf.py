"""Finds the records that rows stand for, compares them and writes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import starmap, zip_longest
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tripplanner.planning.records.kinds import KINDS
from tripplanner.planning.records.rows import Kind, Parts, Row
from tripplanner.text import Text

IMPORTED_AS = "imported_as"  # in the provenance of a record that a programme file brought: its token there
Content = dict[str, Any]


class Shelf:
    """Records by token. Library kinds are found by their code, records of the sample by their sample key.

    ``following``: the rows are from somebody who may not know what happened here since (:meth:`Text.following`).
    """

    def __init__(self, session: Session, *, by_code: bool = True, following: bool = False) -> None:
        self.session = session
        self._by_code, self._following = by_code, following
        self._found: dict[str, Any] = {}
        self._loaded: set[str] = set()
        self._tokens: dict[str, str] = {}  # token by UUID

    def put(self, token: str, record: Any) -> None:
        """Remember a record under its token."""
        self._found[token] = record

    def forget(self, token: str) -> None:
        """The record is no longer there."""
        self._found.pop(token, None)

    def get(self, token: str | None) -> Any:
        """The record, or ``None``."""
        if token is None:
            return None
        kind = KINDS.get(token.partition(":")[0])
        if kind is None:
            return self._placed(token)
        if token not in self._found:
            self._load(kind)
        return self._found.get(token)

    def _placed(self, token: str) -> Any:
        """A record that stands in a list of its trip: what the sample brought as this, else what is in that place."""
        scope, name, place = token.partition(":")[2].rsplit("/", 2)
        trip = self._found.get(f"trip:{scope}")
        there: list[Any] = list(getattr(trip, name)) if trip is not None else []
        own = next((one for one in there if one.sample_key == token), None)
        return own or (there[int(place)] if int(place) < len(there) else None)

    def load_sample(self, kinds: Iterable[Kind]) -> None:
        """Load every record of the sample of these kinds, with its parts, in few statements."""
        for kind in kinds:
            column: Any = kind.cls.__table__.c.sample_key
            if self.session.execute(select(column).where(column.is_not(None)).limit(1)).first() is None:
                continue  # a cheap question first: compiling the other costs more than asking it
            options = [found for part in kind.parts for found in _loading(kind.cls, part)]
            asked = select(kind.cls).where(kind.cls.sample_key.is_not(None)).options(*options)
            for record in self.session.scalars(asked):
                self.put(record.sample_key, record)

    def _load(self, kind: Kind) -> None:
        """Library records by their codes; where two share a code, the first stays."""
        if not self._by_code or kind.name in self._loaded or kind.owner:
            return
        self._loaded.add(kind.name)
        for record in self.session.scalars(select(kind.cls).order_by(kind.cls.id.desc())):
            code = f"{record.axis}/{record.code}" if kind.name == "axis" else getattr(record, kind.code, None)
            if code:
                self._found.setdefault(f"{kind.name}:{code}", record)

    def token_of(self, record: Any) -> str | None:
        """How content names a linked record: its sample key, the key it was imported under, its code or its UUID."""
        if record is None:
            return None
        notes: Mapping[str, Any] = getattr(record, "provenance", None) or {}
        return record.sample_key or notes.get(IMPORTED_AS) or record.uuid

    def content(self, record: Any, kind: Kind) -> Content:
        """What the database holds of ``record``, as JSON that :meth:`wanted` can be compared with."""
        values = {field.target: encoded(getattr(record, field.target)) for field in kind.fields}
        if kind.code:
            values[kind.code] = getattr(record, kind.code)
        if kind.ordered and hasattr(kind.cls, "position"):
            values["position"] = record.position
        links = {link.target: self.token_of(getattr(record, link.target)) for link in kind.links}
        parts = {
            part.target: _sorted([self.content(one, part.kind) for one in getattr(record, part.target)], part.kind)
            for part in kind.parts
        }
        return {"values": values, "links": links, "parts": parts}

    def wanted(self, row: Row, record: Any = None) -> Content:
        """What the row says of ``record``, in the same form."""
        links = {name: self._named(token) for name, token in row.links.items()}
        parts = {part.target: self._wanted_parts(part, row, record) for part in row.kind.parts}
        values = {name: encoded(self._said(record, name, value)) for name, value in row.values.items()}
        return {"values": values, "links": links, "parts": parts}

    def _wanted_parts(self, part: Parts, row: Row, record: Any) -> list[Content]:
        there = list(getattr(record, part.target)) if record is not None and part.kind.ordered else []
        pairs = zip_longest(row.parts[part.target], there[: len(row.parts[part.target])])
        return _sorted([self.wanted(one, beside) for one, beside in pairs], part.kind)

    def _said(self, record: Any, name: str, value: Any) -> Any:
        """The value of a row as it goes on from what the record has."""
        former = getattr(record, name) if record is not None and self._following else None
        if isinstance(value, tuple) and isinstance(former, tuple) and len(value) == len(former):  # pyright: ignore
            return tuple(starmap(_gone_on, zip(value, former, strict=True)))  # pyright: ignore
        return _gone_on(value, former)

    def _named(self, token: str | None) -> str | None:
        record = self.get(token)
        return token if record is None else self.token_of(record)

    def create(self, row: Row, *, sample: bool) -> Any:
        """A new record with the row's values; :meth:`connect` gives it its links and parts."""
        record = row.kind.cls(**row.values)
        if sample:
            record.sample_key = row.token
        elif hasattr(record, "provenance"):
            record.provenance = {**(record.provenance or {}), IMPORTED_AS: row.token}
        self.put(row.token, record)
        return record

    def update(self, record: Any, row: Row) -> None:
        """Give an existing record the row's values."""
        for name, value in row.values.items():
            if name == "provenance":
                value = _with_key(value, record.provenance)
            value = self._said(record, name, value)
            if encoded(getattr(record, name)) != encoded(value):
                setattr(record, name, value)

    def connect(self, record: Any, row: Row, *, sample: bool) -> None:
        """Set the links and parts of a record as the row has them; parts that fit already stay as they are."""
        for name, token in row.links.items():
            target = self.get(token)
            if getattr(record, name) is not target:
                setattr(record, name, target)
        for part in row.kind.parts:
            self._parts(record, part, row.parts[part.target], sample=sample)

    def _parts(self, record: Any, part: Parts, wanted: Sequence[Row], *, sample: bool) -> None:
        now: list[Any] = list(getattr(record, part.target))
        wanted = [row for row in wanted if self._complete(row)]
        if not now and not wanted:
            return
        kept, fresh = (_in_order if part.kind.ordered else self._as_a_set)(now, wanted)
        for one in now:
            if one not in kept:
                getattr(record, part.target).remove(one)
        for one, row in kept.items():
            self.update(one, row)
            self.connect(one, row, sample=sample)
        for row in fresh:
            one = row.kind.cls(**row.values)
            one.sample_key = f"{row.token}" if sample else None
            self.connect(one, row, sample=sample)
            getattr(record, part.target).append(one)

    def _complete(self, row: Row) -> bool:
        return all(self.get(row.links[link.target]) is not None for link in row.kind.links if link.needed)

    def _as_a_set(self, now: Sequence[Any], wanted: Sequence[Row]) -> tuple[dict[Any, Row], list[Row]]:
        """Parts without order are matched by their content."""
        left = list(now)
        kept: dict[Any, Row] = {}
        fresh: list[Row] = []
        for row in wanted:
            same = next((one for one in left if self.content(one, row.kind) == self.wanted(row, one)), None)
            if same is None:
                fresh.append(row)
            else:
                left.remove(same)
                kept[same] = row
        return kept, fresh


def _gone_on(value: Any, former: Any) -> Any:
    return value.following(former) if isinstance(value, Text) and isinstance(former, Text) else value


def _with_key(wanted: Any, now: Any) -> dict[str, Any] | None:
    """New notes for a record that remembers under which key it was imported."""
    return {**(wanted or {}), IMPORTED_AS: now[IMPORTED_AS]} if now and IMPORTED_AS in now else wanted


def _in_order(now: Sequence[Any], wanted: Sequence[Row]) -> tuple[dict[Any, Row], list[Row]]:
    return dict(zip(now, wanted, strict=False)), list(wanted[len(now) :])


def _loading(cls: Any, part: Parts) -> list[Any]:
    path = selectinload(getattr(cls, part.target))
    inner = [path.selectinload(getattr(part.kind.cls, one.target)) for one in part.kind.parts]
    return inner or [path]


def _sorted(contents: list[Content], kind: Kind) -> list[Content]:
    return contents if kind.ordered else sorted(contents, key=lambda one: json.dumps(one, sort_keys=True))


def encoded(value: Any) -> Any:
    """A value of a record as JSON; what a record keeps for itself in its provenance is left out."""
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encoded(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        rest = {name: note for name, note in value.items() if name != IMPORTED_AS}  # pyright: ignore
        return rest or None  # pyright: ignore[reportUnknownVariableType]
    return value


def digest(content: Content) -> str:
    """Sixteen hexadecimal digits of a content."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]
