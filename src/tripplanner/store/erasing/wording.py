"""The words a person is known by, and taking them out of texts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa

from tripplanner.store.erasing.alone import Surroundings, alone, families, ground_of
from tripplanner.store.erasing.spelt import (
    bounded,
    compared,
    digits_of,
    is_han,
    part,
    plain,
    run,
    sequence,
    syllables_of,
    telephone,
    word,
    words_of,
)
from tripplanner.text import Text, source_hash

NOWHERE = Surroundings()
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


@cache
def _titles() -> str:
    """The titles as a pattern, in traditional characters too."""
    return "|".join(map(word, _TITLES.split("|")))


_NUMBERS = itertools.count(1)
_NO_DIGITS = re.compile(r"[^0-9]+")
_LEAST_LATIN, _LEAST_HAN, _LEAST_ALONE = 3, 2, 5


class Needles:
    """The forms of a person's name, mail address and telephone number, as they may stand in a text.

    :param images: rows of the person as they are and as they were: a name that was corrected stands in older texts.
    :param shared: addresses and numbers that are others' as well (a switchboard): they are no sign of this person.
    :param namesakes: family names, plain, that somebody else has: alone they say nothing.
    :param around: the trips of the person, in whose texts a family name alone is theirs as well (:meth:`near`).
    :param alone: whether these are the needles for such texts.
    """

    def __init__(
        self,
        *images: Mapping[str, Any],
        shared: Collection[str] = (),
        namesakes: Collection[str] = (),
        around: Surroundings = NOWHERE,
        alone: bool = False,
    ) -> None:
        forms = {form: None for image in images for form in _forms(image, shared, namesakes)}
        forms |= {form: None for image in images if alone for form in _by_family(image, namesakes, around)}
        self._around = around.uuids
        self._closer: Needles | None = None
        if around.uuids and not alone:
            self._closer = Needles(*images, shared=shared, namesakes=namesakes, around=around, alone=True)
        found = sorted(forms, key=lambda form: len(form.pattern), reverse=True)
        self._loose = "(?i)" + "|".join(form.pattern for form in found)
        whole = "|".join(form.strict or bounded(form.pattern, han=form.han) for form in found)
        self._pattern = re.compile(run(whole), re.IGNORECASE) if found else None
        self._asked: Any = None  # the connection that knows the function; one in use takes no other of the same name
        self._function = f"names_person_{next(_NUMBERS)}"
        self._words = {form.words for form in found if form.words}
        self._digits = {form.digits for form in found if form.digits}

    @property
    def around(self) -> frozenset[str]:
        """The UUIDs of all that belongs to the trips of the person."""
        return self._around

    def near(self, *uuids: str | None) -> Needles:
        """What to look for in a record: more where it belongs to a trip of the person, by its UUID or the trip’s."""
        return self._closer if self._closer is not None and not self._around.isdisjoint(uuids) else self

    def found_in(self, text: str | None) -> bool:
        """Whether the text names the person."""
        return bool(text and self._pattern and self._may_be_in(text) and self._pattern.search(text))

    def taken_out(self, text: str) -> str:
        """The text without them."""
        return self._pattern.sub(BLANK, text) if self._pattern and self._may_be_in(text) else text

    def _may_be_in(self, text: str) -> bool:
        """Whether the words of a form are in the text at all: that is known a hundred times sooner."""
        ground = compared(text)
        if any(all(word in ground for word in words) for words in self._words):
            return True
        digits = _NO_DIGITS.sub("", text) if self._digits else ""
        return any(one in digits for one in self._digits)

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

    def likely(self, connection: sa.Connection, *columns: Any) -> sa.ColumnElement[bool]:
        """A condition that lets through every row in which one of the columns may name the person."""
        if self._closer is not None:
            return self._closer.likely(connection, *columns)  # every form of these is one of those
        if self._pattern is None:
            return sa.false()
        texts = [sa.cast(column, sa.Text) for column in columns]
        if connection.dialect.name != "sqlite":
            return sa.or_(sa.false(), *(text.regexp_match(self._loose) for text in texts))
        driver: Any = connection.connection.driver_connection
        if self._asked is not driver:
            self._asked = driver
            driver.create_function(self._function, 1, self.found_in)
        return sa.or_(sa.false(), *(sa.Function(self._function, text) == 1 for text in texts))


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of writing the person; ``words`` (see :func:`compared`) or ``digits`` are in every text that it is in."""

    pattern: str
    words: tuple[str, ...] = ()
    han: bool = False
    digits: str = ""
    strict: str = ""  # in the place of ``pattern`` as a whole word


def _named(pattern: str, *parts: Sequence[str]) -> _Form:
    words = [word for words in parts for word in words]
    return _Form(pattern, tuple(sorted(set(map(compared, words)))), is_han("".join(words)))


def _forms(image: Mapping[str, Any], shared: Collection[str], namesakes: Collection[str]) -> Iterator[_Form]:
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
    yield from _reach(parts, shared)


def _by_family(image: Mapping[str, Any], namesakes: Collection[str], around: Surroundings) -> Iterator[_Form]:
    """Family names alone, where they can be nothing else."""
    for family in families(image):
        if plain("".join(words_of(family))) not in namesakes and around.is_theirs(family):
            strict, loose = alone(family)
            yield _Form(loose, ground_of(family), is_han(family), strict=strict)


def _native(family: str, given: str, namesakes: Collection[str]) -> Iterator[_Form]:
    if not (family and given):
        yield from _alone(words_of(family or given))
        return
    if not is_han(family + given):
        yield from _latin(words_of(family), words_of(given), namesakes)
        return
    for one, other in ((family, given), (given, family)):
        yield _named(sequence([one], [other]), [one, other])
    if plain(family) not in namesakes:
        yield _named(f"{part([family])} {{0,1}}副?(?:{_titles()})", [family])


def _latin(family: list[str], given: list[str], namesakes: Collection[str]) -> Iterator[_Form]:
    if not given:
        yield from _alone(family)
        return
    if sum(map(len, (*family, *given))) < _LEAST_LATIN:
        return
    yield _named(sequence(family, given), family, given)
    yield _named(sequence(given, family), family, given)
    if plain("".join(family)) in namesakes:
        return
    space = "[ \u00a0\u202f]{1,2}"
    yield _named(f"(?:{_ADDRESSED})[.]?{space}{part(family)}", family)
    if sum(map(len, family)) >= _LEAST_ALONE - 1:
        initials = "[.]-?[ \u00a0\u202f]?".join(part([one[0]]) for one in given) + "[.]"
        yield _named(f"{initials}[ \u00a0\u202f]?{part(family)}", family)
        yield _named(f"{part(family)},?{space}{initials}", family)


def _alone(words: list[str]) -> Iterator[_Form]:
    """Somebody who has one name only."""
    whole = "".join(words)
    if len(whole) >= (_LEAST_HAN if is_han(whole) else _LEAST_ALONE):
        yield _named(part(words), words)


def _in_one(words: list[str]) -> Iterator[_Form]:
    """A name that is kept in one piece: as it is, and with its first or last word at the other end."""
    if len(words) < 2:
        yield from _alone(words)
        return
    for turned in (words, [*words[1:], words[0]], [words[-1], *words[:-1]]):
        yield _named(sequence(*([one] for one in turned)), words)


def _reach(parts: Mapping[str, str], shared: Collection[str]) -> Iterator[_Form]:
    mail, phone = parts.get("email", ""), parts.get("phone", "")
    if "@" in mail and mail.casefold() not in shared:
        yield _named(re.escape(mail), [mail])
    own = digits_of(phone)
    if own and phone not in shared:
        yield _Form(f"(?<![0-9]){telephone(own)}(?![0-9])", digits=own)
