"""Which form a table holds the answers to, and which question each of its columns is.

Columns are known by the names of questions, whatever groups stand before them (``day_0613/d0613_learnt`` of
KoboToolbox, ``day_0613-d0613_learnt`` of ODK Central), or by their labels in any language of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.sheets import Line, Sheet
from tripplanner.model.feedback import FeedbackForm
from tripplanner.planning.learning.feedback.questions import MARK, FormContent, Question, from_json
from tripplanner.text import Text

_SPLIT = re.compile(r"[/\-:.>|\\]")
_LOOKED_AT = 12  # lines in which headings are looked for
_MARKS = 12_000  # lines whose mark is read
_IDENTITY = ("rootuuid", "key", "uuid", "instanceid")
"""What identifies an answer for good, the first that is there: an answer that is corrected gets another instanceID."""
_DAYS = ("submissiontime", "submissiondate", "today")
_LANGUAGES = ("language", "langue")
_MARK_OF = re.compile(r"([a-z_]+_[0-9a-f]{8})/(\w+)")


@dataclass(frozen=True)
class Edition:
    """A form that was given out, with what it asks."""

    id: int
    trip_id: int
    kind: str
    number: str
    content: FormContent

    @property
    def mark(self) -> str:
        """What its files bear."""
        return f"{self.content.key}/{self.number}"

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """By name."""
        return {one.name: one for one in self.content.questions()}

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        """What each question is called where it stands alone, by name."""
        content, found = self.content, dict[str, Text]()
        for group in content.groups:
            for one in group.questions:
                words = {code: content.full_label(group, one, code) for code in content.languages}
                found[one.name] = Text(words, content.languages[0])
        return found

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The names of questions by the words that stand over their columns, in any language."""
        found: dict[str, str] = {}
        for group in self.content.groups:
            for one in group.questions:
                for language, title in self.titles[one.name].words.items():
                    for words in (normalised(title), normalised(group.label[language] + title)):
                        found.setdefault(words, one.name)
        return found

    def name_of(self, heading: str) -> str:
        """The question that a column of this heading answers, empty for none."""
        parts = _SPLIT.split(heading.strip())
        for part in (parts[-1].strip(), parts[-2].strip() if len(parts) > 1 else ""):
            one = self.questions.get(part)
            if one is not None and (part == parts[-1].strip() or one.sort == "several"):
                return part
        return self.labels.get(normalised(heading)) or self._ticked(heading)

    def _ticked(self, heading: str) -> str:
        """The question one of whose choices has a column of its own, by labels: ``Which visits …/Asters``."""
        whole = normalised(heading)
        for one in self.questions.values():
            for language, label in one.label.items() if one.sort == "several" else ():
                ends = (normalised(choice.label[language]) for choice in one.choices)
                if any(normalised(label) + end in whole and whole.endswith(end) for end in ends):
                    return one.name
        return ""


@dataclass(frozen=True)
class Recognised:
    """The editions a table answers, the likeliest first; its lines, the first of which are the headings; the key of
    the field of each column, ``""`` for one that nothing takes.
    """

    editions: tuple[Edition, ...]
    lines: tuple[Line, ...]
    fields: tuple[str, ...] = field(default=())

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions of all its editions, the latest wording of each."""
        return {name: one for edition in reversed(self.editions) for name, one in edition.questions.items()}

    @property
    def titles(self) -> Mapping[str, Text]:
        """What these questions are called where they stand alone."""
        return {name: title for edition in reversed(self.editions) for name, title in edition.titles.items()}

    def name_of(self, heading: str) -> str:
        """The question that a column of this heading answers in any of its editions, empty for none."""
        return next((name for one in self.editions if (name := one.name_of(said_whole(heading)))), "")

    def column_of(self, wanted: Sequence[str]) -> int:
        """The column whose heading ends with one of these words; -1 for none."""
        return _first([said_whole(cell) for cell in self.lines[0].cells], wanted)

    def column(self, key: str) -> Sequence[str]:
        """What its answers say in the column of a field, as text."""
        at = self.fields.index(key) if key in self.fields else len(self.fields)
        return [str(line.cell(at) or "").strip() for line in self.lines[1:]]

    def edition_of(self, mark: str) -> Edition | None:
        """The edition of an answer: the one it is marked with; the likeliest of the same form where its own was never
        given out, or where it bears no mark. None where it is marked as another form.
        """
        exact = next((one for one in self.editions if one.mark == mark), None)
        same = (one for one in self.editions if not mark or one.content.key == mark.partition("/")[0])
        return exact or next(same, None)


def editions(session: Session) -> list[Edition]:
    """Every form that was given out, the latest first."""
    rows = session.scalars(sa.select(FeedbackForm).order_by(FeedbackForm.id.desc()))
    return [Edition(one.id, one.trip_id, one.kind, one.edition, from_json(one.questions)) for one in rows
            if one.questions]  # fmt: skip


def recognise(known: Sequence[Edition], sheet: Sheet) -> Recognised | None:
    """What a sheet answers; ``None`` where it has no question of any form."""
    marked = _marked(known, sheet)
    tried = marked or list(known)
    scored = [(*_best_line(one, sheet), one) for one in tried]
    score, at, best = max(scored, key=lambda one: (one[0], -one[1], one[2].id), default=(0, 0, None))
    if best is None or not score:
        return None
    same = [one for one in (marked or known) if one.content.key == best.content.key]
    found = (best, *(one for one in same if one is not best)) if marked else (best,)
    lines = sheet.lines[at:]
    return Recognised(found, lines, tuple(_fields(found, lines[0])))


def _marked(known: Sequence[Edition], sheet: Sheet) -> list[Edition]:
    """The editions of the forms whose marks are in the column of marks."""
    keys = {match[1] for mark in marks(sheet) if (match := _MARK_OF.fullmatch(mark))}
    return [one for one in known if one.content.key in keys]


def marks(sheet: Sheet) -> set[str]:
    """What the column of marks says, in all its lines."""
    for line in sheet.lines[:_LOOKED_AT]:
        for column, cell in enumerate(line.cells):
            if isinstance(cell, str) and _SPLIT.split(cell.strip())[-1] == MARK:
                cells = (one.cell(column) for one in sheet.lines[:_MARKS])
                return {cell.strip() for cell in cells if isinstance(cell, str)}
    return set()


def _best_line(edition: Edition, sheet: Sheet) -> tuple[int, int]:
    """How many questions the best line of headings has, and where it is."""
    counts = [len({edition.name_of(said_whole(cell)) for cell in line.cells} - {""})
              for line in sheet.lines[:_LOOKED_AT]]  # fmt: skip
    best = max(counts, default=0)
    return best, counts.index(best) if counts else 0


def said_whole(cell: object) -> str:
    """A heading as it stands; long labels are not shortened."""
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _fields(found: Iterable[Edition], head: Line) -> Iterator[str]:
    headings = [said_whole(cell) for cell in head.cells]
    identity = _first(headings, _IDENTITY)
    day, language = _first(headings, _DAYS), _first(headings, _LANGUAGES)
    for number, heading in enumerate(headings):
        name = next((name for one in found if (name := one.name_of(heading))), "")
        own = {identity: "key", day: "day", language: "language"}.get(number, "")
        yield name or ("edition" if _SPLIT.split(heading)[-1] == MARK else own)


def _first(headings: Sequence[str], wanted: Sequence[str]) -> int:
    """The column of the first of these words that any heading ends with; -1 for none."""
    tails = ["" if heading.startswith("formhub") else normalised(_SPLIT.split(heading)[-1]) for heading in headings]
    return next((tails.index(word) for word in wanted if word in tails), -1)
