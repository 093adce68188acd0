"""The words a person is known by, and taking them out of texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from tripplanner.names import PersonName
from tripplanner.text import Text, source_hash

#: What stands where a name was; it needs no translation.
BLANK = "…"
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LEAST_LATIN, _LEAST_HAN, _LEAST_ALONE = 4, 2, 5
_MOST_IN_STATEMENT = 40


class Needles:
    """The forms of a person's name, mail address and telephone number, as they may stand in a text."""

    def __init__(self, person: Mapping[str, Any]) -> None:
        self.words = tuple(sorted(_forms(person), key=len, reverse=True))
        self._forms = sorted({form for word in self.words for form in _cases(word)}, key=len)
        self._pattern = re.compile("|".join(map(_bounded, self.words)), re.IGNORECASE) if self.words else None

    def found_in(self, text: str | None) -> bool:
        """Whether the text names the person."""
        return bool(text and self._pattern and self._pattern.search(text))

    def taken_out(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(BLANK, text) if self._pattern else text

    def taken_out_of(self, value: Any) -> Any:
        """A text, a string, or lists and mappings of them, without them."""
        if isinstance(value, str):
            return self.taken_out(value)
        if isinstance(value, Text):
            return self._of_text(value)
        if isinstance(value, list | tuple):
            parts = [self.taken_out_of(part) for part in value]  # pyright: ignore[reportUnknownVariableType]
            return tuple(parts) if isinstance(value, tuple) else parts
        if isinstance(value, dict):
            return {key: self.taken_out_of(part) for key, part in value.items()}  # pyright: ignore[reportUnknownVariableType]
        return value

    def _of_text(self, text: Text) -> Text:
        """Translations that fitted their source still do: what was taken out says nothing of the content."""
        words = {language: self.taken_out(own) for language, own in text.words.items()}
        digest = source_hash(words.get(text.source, ""))
        fitting = {language: digest for language in text.made_from if text.state(language) != "stale"}
        earlier = {language: before for language, before in text.earlier.items() if not self.found_in(before)}
        return Text(words, text.source, {**text.made_from, **fitting}, text.drafts, earlier)

    def likely(self, *columns: Any) -> sa.ColumnElement[bool]:
        """A condition that lets through every row in which one of the columns may name the person."""
        wanted = self._forms[:_MOST_IN_STATEMENT]
        tests = [sa.cast(column, sa.Text).icontains(form, autoescape=True) for column in columns for form in wanted]
        return sa.or_(sa.false(), *tests)


def _forms(person: Mapping[str, Any]) -> set[str]:
    """Whole names in every order and script; parts alone would hit other people."""
    parts = {key: str(person.get(key) or "").strip() for key in person}
    name = PersonName(
        parts.get("family_name", ""), parts.get("given_name", ""), parts.get("second_family_name", ""),
        parts.get("native_family", ""), parts.get("native_given", ""), parts.get("native_script", ""),
        parts.get("romanisation", ""), parts.get("preferred_latin", ""), parts.get("name_order", "") or "family_first",
    )  # fmt: skip
    whole = {name.native, name.latin, name.printed, name.romanisation, name.preferred_latin}
    surnames = " ".join(filter(None, (name.family, name.second_family)))
    for family in {name.family, surnames}:
        if family and name.given:
            whole |= {f"{family} {name.given}", f"{name.given} {family}", f"{family}, {name.given}"}
            whole.add(f"{family}{name.given}")
    if name.native_family and name.native_given:
        for between in ("", " ", "·"):
            whole |= {f"{a}{between}{b}" for a, b in _both_ways(name.native_family, name.native_given)}
    whole |= {parts.get("email", ""), parts.get("phone", "")}
    return {form for form in whole if _telling(form)}


def _cases(word: str) -> set[str]:
    """As it may lie in a column: SQLite knows the case of plain letters only, JSON writes some characters otherwise."""
    cases = {word.lower()} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
    return {json.dumps(case, ensure_ascii=False)[1:-1] for case in cases}


def _both_ways(first: str, second: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (first, second), (second, first)


def _telling(form: str) -> bool:
    """Long enough not to hit what is no name."""
    if _HAN.search(form):
        return len(form) >= _LEAST_HAN
    return len(form) >= (_LEAST_LATIN if re.search(r"[\s,@]", form) else _LEAST_ALONE)


def _bounded(word: str) -> str:
    """Latin words as words; Chinese has no boundaries."""
    before = r"(?<![^\W\d_\u3400-\u9fff])" if word[0].isascii() or word[0].islower() or word[0].isupper() else ""
    after = r"(?![^\W\d_\u3400-\u9fff])" if word[-1].isalpha() and not _HAN.match(word[-1]) else ""
    return before + re.escape(word) + after
