"""A case goes from its author to a reviewer and is validated; each step keeps what the case said then.

What changed since is told by comparing two contents, field by field and language by language. Who validates a case
is never who wrote it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.base import now
from tripplanner.model.cases import (
    BuildingBlock,
    CaseAxis,
    CaseOrganisation,
    CaseResult,
    CaseSite,
    CaseStudy,
    CaseTheme,
    CaseValidation,
)
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.planning import finding
from tripplanner.planning.learning.case_content import WHAT, contents
from tripplanner.planning.learning.fields import FIELDS, stored
from tripplanner.planning.learning.vocabulary import CHANGED, STATES
from tripplanner.planning.rows import execute
from tripplanner.text import Text

Stored = Mapping[str, Any]
#: Rows that are part of what a case says.
_PARTS = (BuildingBlock, CaseResult, CaseAxis, CaseTheme, CaseSite, CaseOrganisation)
_PORTION = 5_000  # numbers in one statement


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a field, in one language (empty: in all): lines that are gone, lines that are new."""

    key: str
    title: Message
    language: str
    removed: tuple[Text | str, ...]
    added: tuple[Text | str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of validation; ``changes``: what is different from the step before."""

    state: str
    by: str
    at: datetime
    note: str
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. ``changes``: what was edited since the last step; ``steps``: the latest first."""

    state: str
    author: str
    reviewer: str
    steps: tuple[Step, ...]
    changes: tuple[Difference, ...]

    @property
    def shown(self) -> str:
        """The state as it is told: a validated case that was edited since says so."""
        return CHANGED if self.state == "validated" and self.changes else self.state


# -- comparing


def differences(before: Stored, after: Stored) -> tuple[Difference, ...]:
    """What differs between two stored contents, in the order of the fields; pure."""
    found: list[Difference] = []
    for field in FIELDS:
        old, new = before.get(field.key, []), after.get(field.key, [])
        if old != new:
            found += _of_field(field.key, field.title, old, new)
    return tuple(found)


def _of_field(key: str, title: Message, old: list[Any], new: list[Any]) -> list[Difference]:
    if any("id" in line for line in (*old, *new)):
        return _of_links(key, title, old, new)
    languages = sorted({code for line in (*old, *new) for code in line["words"]})
    found = (_of_language(key, title, code, old, new) for code in languages)
    return [one for one in found if one is not None]


def _of_links(key: str, title: Message, old: list[Any], new: list[Any]) -> list[Difference]:
    """Records that are no longer, or newly, led to; their order and their names make no difference."""
    before, after = {one["id"] for one in old}, {one["id"] for one in new}
    removed = tuple(_named(one) for one in old if one["id"] not in after)
    added = tuple(_named(one) for one in new if one["id"] not in before)
    return [Difference(key, title, "", removed, added)] if removed or added else []


def _named(line: Any) -> Text | str:
    words: Mapping[str, str] = line["words"]
    return words[""] if "" in words else Text.of(next(iter(words)), **words)


def _of_language(key: str, title: Message, code: str, old: list[Any], new: list[Any]) -> Difference | None:
    before = [line["words"][code] for line in old if code in line["words"]]
    after = [line["words"][code] for line in new if code in line["words"]]
    removed: list[str] = []
    added: list[str] = []
    for _, a, b, c, d in (one for one in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
                          if one[0] != "equal"):  # fmt: skip
        removed += before[a:b]
        added += after[c:d]
    return Difference(key, title, code, tuple(removed), tuple(added)) if removed or added else None


# -- reading


def standing(session: Session, case_id: int) -> Standing:
    """Where a case stands, with its steps and what changed between them; raises :class:`NotFound`."""
    case = finding.get(session, CaseStudy, case_id, WHAT)
    now_said = stored(contents(session, [case_id])[0])
    steps: list[Step] = []
    before: Stored | None = None
    for row in case.validations:
        said: Stored = row.content or {}
        changes = differences(before, said) if before is not None else ()
        steps.append(Step(row.state, row.by, row.at, row.note, changes))
        before = said
    since = differences(before, now_said) if before is not None else ()
    return Standing(case.validation, case.author, case.reviewer, tuple(reversed(steps)), since)


def edited_since(session: Session) -> set[int]:
    """The numbers of the validated cases that say something else than when they were validated.

    Contents are compared only where rows were written since.
    """
    last = sa.select(sa.func.max(CaseValidation.id)).group_by(CaseValidation.case_id)
    wanted = sa.select(CaseValidation.case_id, CaseValidation.stamp).join(
        CaseStudy, CaseStudy.id == CaseValidation.case_id
    )
    rows = execute(session, wanted.where(CaseValidation.id.in_(last), CaseStudy.validation == "validated"))
    kept: dict[int, str] = dict(rows)
    stamps = _stamps(session, list(kept))
    doubtful = [case for case, stamp in kept.items() if stamp != stamps.get(case)]
    return {one.id for one in contents(session, doubtful) if _differs(session, one.id, stored(one))}


def _differs(session: Session, case_id: int, said: Stored) -> bool:
    kept = session.scalars(
        sa.select(CaseValidation).where(CaseValidation.case_id == case_id).order_by(CaseValidation.id.desc()).limit(1)
    ).one()
    return bool(differences(kept.content or {}, said))


def _stamps(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """What the versions of the rows of these cases are, in 32 letters: whatever is written to them changes it."""
    seen: dict[int, list[Any]] = {}
    for start in range(0, len(ids), _PORTION):
        portion = ids[start : start + _PORTION]
        rows = execute(
            session, sa.select(CaseStudy.id, CaseStudy.uuid, CaseStudy.version).where(CaseStudy.id.in_(portion))
        )
        uuids = {uuid: id for id, uuid, _ in rows}
        seen.update((id, [version]) for id, _, version in rows)
        for part in _PARTS:
            _count(session, part, part.case_id, dict(zip(portion, portion, strict=True)), seen)
        for part in (Reference, VerifyMark):
            _count(session, part, part.owner_uuid, uuids, seen)
    return {id: hashlib.sha256(repr(marks).encode()).hexdigest()[:32] for id, marks in seen.items()}


def _count(session: Session, part: Any, owner: Any, ids: Mapping[Any, int], seen: dict[int, list[Any]]) -> None:
    """Adds how many rows of a part each case has, and the sums of their versions and numbers."""
    sums = sa.select(owner, sa.func.count(), sa.func.sum(part.version), sa.func.sum(part.id))
    for key, *numbers in execute(session, sums.where(owner.in_(ids)).group_by(owner)):
        seen[ids[key]].append((part.__tablename__, *map(int, numbers)))


# -- steps


def hand_on(session: Session, case_id: int, by: str, note: str = "") -> None:
    """Its author hands a case to whoever reviews it; raises where it is there already, or nothing changed since."""
    case, name = _asked(session, case_id, by)
    if case.validation == "review":
        raise _refused(msg("The case is in review already."), msg("Validate it, or give it back."))
    if case.validation == "validated" and not standing(session, case_id).changes:
        raise _refused(msg("Nothing has changed since the case was validated."), msg("Edit it first."))
    if not case.title:
        raise _refused(msg("A case needs a title before it is reviewed."), msg("Write what it is called."))
    case.author = case.author or name
    _step(session, case, "review", name, note)


def validate(session: Session, case_id: int, by: str, note: str = "") -> None:
    """A reviewer vouches for a case as it stands; raises where it is not in review, or for its own author."""
    case, name = _asked(session, case_id, by)
    if case.validation != "review":
        raise _refused(msg("Only a case in review can be validated."), msg("Hand it to a reviewer first."))
    if name.casefold() == case.author.casefold():
        raise _refused(msg("{name} wrote this case.", name=name), msg("Let somebody else read and validate it."))
    case.reviewer = name
    _step(session, case, "validated", name, note)


def give_back(session: Session, case_id: int, by: str, note: str) -> None:
    """A case goes back to its author, with the reason."""
    case, name = _asked(session, case_id, by)
    if case.validation == "draft":
        raise _refused(msg("The case is a draft."), msg("Hand it to a reviewer first."))
    if not note.strip():
        raise _refused(msg("Its author should know why."), msg("Write what is to be changed."))
    _step(session, case, "draft", name, note)


def _asked(session: Session, case_id: int, by: str) -> tuple[CaseStudy, str]:
    case, name = finding.get(session, CaseStudy, case_id, WHAT), " ".join(by.split())
    if not name:
        raise _refused(msg("A step of validation needs a name."), msg("Write who takes it."))
    if len(name) > 120:
        raise _refused(msg("The name is too long."), msg("Write at most {n} letters.", n=120))
    return case, name


def _step(session: Session, case: CaseStudy, state: str, by: str, note: str) -> None:
    assert state in STATES
    case.validation = state
    session.flush()
    session.expire(case)
    said = stored(contents(session, [case.id])[0])
    made = CaseValidation(state=state, by=by, at=now(), note=note.strip(), content=said)
    made.stamp = _stamps(session, [case.id])[case.id]
    case.validations.append(made)
    session.flush()


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), todo)


def languages_of(changes: Iterable[Difference]) -> tuple[str, ...]:
    """The languages in which something changed, each once."""
    return tuple(dict.fromkeys(one.language for one in changes if one.language))
