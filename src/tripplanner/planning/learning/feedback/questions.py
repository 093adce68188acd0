"""The content of a form: groups of questions in all the languages of the trip, as it is frozen in an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Words = Mapping[str, str]
"""The same words by language; none is empty."""
Sort = Literal["scale", "words", "one", "several", "date", "who"]
"""``scale`` 1 to 5, ``one`` or ``several`` of the choices; ``who``: the one question whose answer is a person."""

SCALE = (1, 2, 3, 4, 5)
WHO, NAMED, MARK = "respondent", "may_name", "form_edition"
"""Names of three questions that every form has; the last is filled in by the form itself."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers offered: its value in files, what it is called."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``name`` is what files call it: the same in every edition of every form, for the same thing.

    ``about`` is the UUID of the visit, objective or commitment it concerns, or a day (ISO). ``says`` tells what the
    answer is: *rating*, a kind of observation, *before* or *after* (self-assessment), *commitment*, *due*, *status*,
    *overall*. ``lines``: room on paper.
    """

    name: str
    sort: Sort
    label: Words
    hint: Words = field(default_factory=dict[str, str])
    choices: tuple[Choice, ...] = ()
    about: str = ""
    says: str = ""
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one heading: who answers, a day, a visit, the objectives, the trip as a whole."""

    name: str
    label: Words
    questions: tuple[Question, ...]
    hint: Words = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class FormContent:
    """What a form asks. ``key`` tells the trip and the kind of form apart from all others, in every file made of it."""

    kind: str
    key: str
    title: Words
    trip: Words
    languages: tuple[str, ...]
    groups: tuple[Group, ...]

    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for group in self.groups:
            yield from group.questions

    def full_label(self, group: Group, question: Question, language: str) -> str:
        """The question as it stands alone, without the heading above it: of the same words no two ask the same."""
        own = question.label[language]
        alike = sum(one.label[language] == own for one in self.questions())
        return f"{group.label[language]} – {own}" if alike > 1 else own


def to_json(content: FormContent) -> list[Any]:
    """The content as it is kept in an edition: what the form is first, then a group each."""
    head = {"kind": content.kind, "key": content.key, "title": dict(content.title), "trip": dict(content.trip),
            "languages": list(content.languages)}  # fmt: skip
    return [head, *(_group_json(group) for group in content.groups)]


def from_json(raw: Iterable[Any]) -> FormContent:
    """The opposite of :func:`to_json`."""
    head, *groups = raw
    return FormContent(head["kind"], head["key"], head["title"], head["trip"], tuple(head["languages"]),
                       tuple(map(_group, groups)))  # fmt: skip


def _group_json(group: Group) -> dict[str, Any]:
    own: dict[str, Any] = {"name": group.name, "label": dict(group.label)}
    if group.hint:
        own["hint"] = dict(group.hint)
    return own | {"questions": [_question_json(one) for one in group.questions]}


def _question_json(one: Question) -> dict[str, Any]:
    own: dict[str, Any] = {"name": one.name, "sort": one.sort, "label": dict(one.label), "lines": one.lines}
    if one.hint:
        own["hint"] = dict(one.hint)
    if one.choices:
        own["choices"] = [{"value": choice.value, "label": dict(choice.label)} for choice in one.choices]
    return own | {key: getattr(one, key) for key in ("about", "says") if getattr(one, key)}


def _group(raw: Mapping[str, Any]) -> Group:
    return Group(raw["name"], raw["label"], tuple(map(_question, raw["questions"])), raw.get("hint", {}))


def _question(raw: Mapping[str, Any]) -> Question:
    choices = tuple(Choice(one["value"], one["label"]) for one in raw.get("choices", ()))
    return Question(raw["name"], raw["sort"], raw["label"], raw.get("hint", {}), choices, raw.get("about", ""),
                    raw.get("says", ""), raw["lines"])  # fmt: skip
