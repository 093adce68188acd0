"""A case study field by field, as lines of words: what is compared when a case is validated again.

A line is a mapping from language to words; what is the same in every language stands under ``""``. What a case leads
to is known by the UUID of the record, so that a site that was renamed is no change of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tripplanner.i18n import Message, msg
from tripplanner.planning.learning.case_content import Block, Content, Named, Result
from tripplanner.planning.learning.vocabulary import AXES
from tripplanner.text import Text

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Words by language; ``id`` is the record that they name, or nothing."""

    words: Words
    id: str = ""


@dataclass(frozen=True, slots=True)
class CaseField:
    """A field: its key in what is stored, its words, and how it is read."""

    key: str
    title: Message
    lines: Callable[[Content], Sequence[Line]]


def _text(key: str, title: Message) -> CaseField:
    return CaseField(key, title, lambda case: _of_texts([getattr(case, key)]))


def _texts(key: str, title: Message) -> CaseField:
    return CaseField(key, title, lambda case: _of_texts(getattr(case, key)))


def _plain(key: str, title: Message) -> CaseField:
    return CaseField(key, title, lambda case: _of_words([getattr(case, key)]))


def _links(key: str, title: Message) -> CaseField:
    return CaseField(key, title, lambda case: _of_named(getattr(case, key)))


def _axis(axis: str, title: Message) -> CaseField:
    return CaseField(f"axis:{axis}", title, lambda case: _of_named(case.axes.get(axis, ())))


def _of_texts(texts: Iterable[Text]) -> list[Line]:
    return [Line(dict(text.words)) for text in texts if text]


def _of_words(words: Iterable[str]) -> list[Line]:
    return [Line({"": one}) for one in words if one]


def _of_named(found: Iterable[Named]) -> list[Line]:
    return [Line(dict(one.name.words) or {"": one.code}, one.uuid or one.code) for one in found]


def joined(parts: Sequence[Text | str], between: str = " · ") -> Words:
    """Texts side by side in every language that the first of them has; what lacks a language says what it has."""
    first = parts[0]
    languages = tuple(first.words) if isinstance(first, Text) and first else ("",)
    said: dict[str, str] = {}
    for code in languages:
        words = (one.best(code) if isinstance(one, Text) else one for one in parts)
        said[code] = between.join(one for one in words if one)
    return said


def _result(one: Result) -> Line:
    return Line(joined((one.text, one.evidence, one.dated, one.url)))


def _block(one: Block) -> Line:
    return Line(joined((one.title, one.category.name if one.category else "")))


def _parts_of_blocks(case: Content, key: str) -> list[Line]:
    return [Line(joined((text, block.title))) for block in case.blocks for text in getattr(block, key)]


def _sources(case: Content) -> list[Line]:
    return _of_words(" · ".join(part for part in (one.citation, one.url) if part) for one in case.sources)


FIELDS: tuple[CaseField, ...] = (
    _plain("code", msg("Code")),
    _text("title", msg("Title")),
    CaseField("countries", msg("Countries"), lambda case: _of_words(case.countries)),
    _plain("region_words", msg("Biogeographical region")),
    _plain("scale_words", msg("Scale")),
    CaseField("scale", msg("Scale"), lambda case: _of_named([case.scale] if case.scale else [])),
    CaseField("region", msg("Region"), lambda case: _of_named([case.region] if case.region else [])),
    _text("period", msg("Period")),
    *(_axis(axis, title) for axis, title in AXES.items()),
    _links("themes", msg("Themes")),
    _texts("target_species", msg("Target species")),
    _text("context", msg("Context")),
    _text("challenge", msg("Challenge")),
    _text("ecological_stakes", msg("Ecological stakes")),
    _text("economic_stakes", msg("Economic stakes")),
    _texts("stakeholders", msg("Stakeholders")),
    _text("governance", msg("Governance")),
    _texts("actions", msg("Actions")),
    CaseField("results", msg("Results"), lambda case: [_result(one) for one in case.results]),
    _texts("lessons", msg("Lessons")),
    _texts("failures", msg("What failed")),
    _texts("trade_offs", msg("Trade-offs")),
    CaseField("blocks", msg("Building blocks"), lambda case: [_block(one) for one in case.blocks]),
    CaseField("factors", msg("What makes it work"), lambda case: _parts_of_blocks(case, "factors")),
    CaseField("block_lessons", msg("Lessons of building blocks"), lambda case: _parts_of_blocks(case, "lessons")),
    _text("transferability", msg("What could be transferred")),
    _text("funding", msg("Funding")),
    _links("sites", msg("Sites")),
    _links("organisations", msg("Organisations")),
    CaseField("sources", msg("Sources"), _sources),
    CaseField("to_verify", msg("To verify"), lambda case: _of_words(case.to_verify)),
    _plain("original_language", msg("Written in")),
    _plain("author", msg("Author")),
)


def stored(case: Content) -> dict[str, Any]:
    """A case as JSON, for :func:`tripplanner.planning.learning.validating.differences`; empty fields are left out."""
    found = {field.key: field.lines(case) for field in FIELDS}
    return {key: [_raw(line) for line in lines] for key, lines in found.items() if lines}


def _raw(line: Line) -> dict[str, Any]:
    return {"words": dict(line.words), **({"id": line.id} if line.id else {})}
