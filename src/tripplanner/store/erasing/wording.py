"""The words a person is known by, and taking them out of texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from tripplanner.store.erasing.spelt import (
    bounded,
    is_han,
    part,
    plain,
    run,
    sequence,
    syllables_of,
    telephone,
    words_of,
)
from tripplanner.text import Text, source_hash

#: What stands where a name was; it needs no translation.
BLANK = "…"
# What makes a family name alone a person: how they are addressed.
_ADDRESSED = (
    "M|Mr|Mrs|Ms|Mme|Mmes|Mlle|Me|Dr|Pr|Prof|Sir|Madame|Monsieur|Mademoiselle|Maître|Miss|Madam|Docteur|Doctor|"
    "Professeur|Professeure|Professor|Directeur|Directrice|Director|Herr|Frau|Signor|Signora|Sig|Señor|Señora|Sr|Sra|"
    "г-н|г-жа|господин|госпожа"
)
_TITLES = (
    "先生|女士|小姐|夫人|太太|教授|博士|老师|研究员|工程师|主任|处长|局长|厅长|部长|司长|科长|院长|所长|站长|校长|会长|"
    "书记|主席|经理|总裁|总工|总|工|秘书长|巡视员|調研員|调研员|大使|参赞|翻译"
)
_LEAST_LATIN, _LEAST_HAN, _LEAST_ALONE = 3, 2, 5


class Needles:
    """The forms of a person's name, mail address and telephone number, as they may stand in a text.

    :param images: rows of the person as they are and as they were: a name that was corrected stands in older texts.
    :param shared: addresses and numbers that are others' as well (a switchboard): they are no sign of this person.
    :param namesakes: family names, plain, that somebody else has: alone they say nothing.
    """

    def __init__(
        self, *images: Mapping[str, Any], shared: Collection[str] = (), namesakes: Collection[str] = ()
    ) -> None:
        forms = {form: None for image in images for form in _forms(image, shared, namesakes)}
        found = sorted(forms, key=lambda form: len(form[0]), reverse=True)
        self._loose = "(?i)" + "|".join(pattern for pattern, _ in found)
        whole = "|".join(bounded(pattern, han=han) for pattern, han in found)
        self._pattern = re.compile(run(whole), re.IGNORECASE) if found else None

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
            return {self.taken_out_of(key): self.taken_out_of(part) for key, part in value.items()}  # pyright: ignore
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
        if self._pattern is None:
            return sa.false()
        return sa.or_(sa.false(), *(sa.cast(column, sa.Text).regexp_match(self._loose) for column in columns))


def _forms(image: Mapping[str, Any], shared: Collection[str], namesakes: Collection[str]) -> Iterator[tuple[str, bool]]:
    """Patterns, each with whether it is Chinese: whole names in every order and script; parts alone hit others."""
    parts = {key: str(image[key] or "").strip() for key in image if isinstance(image[key], str | None)}
    yield from _native(parts.get("native_family", ""), parts.get("native_given", ""), namesakes)
    family, given = parts.get("family_name", ""), parts.get("given_name", "")
    native_family, native_given = parts.get("native_family", ""), parts.get("native_given", "")
    families = [syllables_of(family, native_family, surname=True)]
    second = words_of(parts.get("second_family_name", ""))
    families += [[*families[0], *second]] if second and families[0] else [second] if second else []
    for surname in filter(None, families):
        yield from _latin(surname, syllables_of(given, native_given, surname=False), namesakes)
    if not any(families):
        yield from _alone(words_of(given))
    for name in ("romanisation", "preferred_latin"):
        yield from _in_one(words_of(parts.get(name, "")))
    yield from ((pattern, False) for pattern in _reach(parts, shared))


def _native(family: str, given: str, namesakes: Collection[str]) -> Iterator[tuple[str, bool]]:
    if not (family and given):
        yield from _alone(words_of(family or given))
        return
    if not is_han(family + given):
        yield from _latin(words_of(family), words_of(given), namesakes)
        return
    for one, other in ((family, given), (given, family)):
        yield sequence([one], [other]), True
    if plain(family) not in namesakes:
        yield f"{part([family])} {{0,1}}副?(?:{_TITLES})", True


def _latin(family: list[str], given: list[str], namesakes: Collection[str]) -> Iterator[tuple[str, bool]]:
    if not given:
        yield from _alone(family)
        return
    if sum(map(len, (*family, *given))) < _LEAST_LATIN:
        return
    yield sequence(family, given), False
    yield sequence(given, family), False
    if plain("".join(family)) in namesakes:
        return
    space = "[ \u00a0\u202f]{1,2}"
    yield f"(?:{_ADDRESSED})[.]?{space}{part(family)}", False
    if sum(map(len, family)) >= _LEAST_ALONE - 1:
        initials = "[.]-?[ \u00a0\u202f]?".join(part([one[0]]) for one in given) + "[.]"
        yield f"{initials}[ \u00a0\u202f]?{part(family)}", False
        yield f"{part(family)},?{space}{initials}", False


def _alone(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Somebody who has one name only."""
    whole = "".join(words)
    if len(whole) >= (_LEAST_HAN if is_han(whole) else _LEAST_ALONE):
        yield part(words), is_han(whole)


def _in_one(words: list[str]) -> Iterator[tuple[str, bool]]:
    """A name that is kept in one piece: as it is, and with its first or last word at the other end."""
    if len(words) < 2:
        yield from _alone(words)
        return
    for turned in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
        yield sequence(*([one] for one in turned)), is_han("".join(turned))


def _reach(parts: Mapping[str, str], shared: Collection[str]) -> Iterable[str]:
    mail, phone = parts.get("email", ""), parts.get("phone", "")
    if "@" in mail and mail.casefold() not in shared:
        yield re.escape(mail)
    if phone and phone not in shared and (number := telephone(phone)):
        yield f"(?<![0-9]){number}(?![0-9])"
