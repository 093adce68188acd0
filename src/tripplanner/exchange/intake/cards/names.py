"""What people are called on a card: parts of a name in one or two scripts, and whole names where there are no parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tripplanner.exchange.intake.headings import normalised
from tripplanner.exchange.intake.kinds.address import is_form
from tripplanner.exchange.intake.named import Part
from tripplanner.exchange.intake.naming import has_han

_NATIVE = ("native_family", "native_given")
_LATIN = ("family_name", "given_name")


@dataclass(frozen=True, slots=True)
class CardName:
    """The five parts of a property N; ``family`` may be two names."""

    family: tuple[str, ...] = ()
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def native(self) -> bool:
        return has_han("".join(self.family) + self.given)

    def as_said(self, whole: list[str]) -> CardName:
        """The name with its given names in the order in which the whole has them: *Văn An*, not *An Văn*."""
        swapped = f"{self.additional} {self.given}"
        turned = self.given and self.additional and any(swapped in words for words in whole)
        return replace(self, given=swapped, additional="") if turned else self

    @property
    def words(self) -> str:
        return " ".join((*self.family, self.given, self.additional, self.prefix, self.suffix))

    def __bool__(self) -> bool:
        return any((*self.family, self.given, self.additional))


def name_parts(names: list[CardName], whole: list[str], sounds: tuple[str, str], ours: bool) -> Iterator[Part]:
    """The name of a card as parts. ``sounds``: how family and given name are pronounced."""
    known = [name.as_said(whole) for name in names if name]
    taken: set[bool] = set()
    for name in known:
        if name.native not in taken:
            yield from _in_one(name) if name.native and not ours else _of(name)
            taken.add(name.native)
        else:
            yield Part("N", "notes", name.words.strip())
    yield from _sounding(sounds, taken, ours)
    for words in whole:
        yield from _whole(words, known, taken, ours)


def _in_one(name: CardName) -> Iterator[Part]:
    """A name in characters; typed into one field of a telephone it is a whole one, which is then parted."""
    parts = [*name.family, *filter(None, (name.given, name.additional))]
    if len(parts) != 1:
        yield from _of(name)
        return
    yield Part("N 汉字", "native_name", parts[0])
    yield from list(_of(replace(name, family=(), given="", additional="")))


def _of(name: CardName) -> Iterator[Part]:
    keys = _NATIVE if name.native else _LATIN
    mark = " 汉字" if name.native else ""
    given = " ".join(filter(None, (name.given, name.additional)))
    yield Part(f"N (family){mark}", keys[0], name.family[0] if name.family else "")
    if name.native:
        yield Part("N (family, 2)", "notes", " ".join(name.family[1:]))
    else:
        yield Part("N (family, 2)", "second_family_name", " ".join(name.family[1:]))
    yield Part(f"N (given){mark}", keys[1], "".join(given.split()) if name.native else given)
    if is_form(name.prefix):
        yield Part("N (prefix)", "address", name.prefix)
    else:
        yield Part("N (prefix?)", "notes", name.prefix)
    yield Part("N (suffix)", "notes", name.suffix)


def _sounding(sounds: tuple[str, str], taken: set[bool], ours: bool) -> Iterator[Part]:
    """Latin letters beside characters are their romanisation; whatever else says how a name is read aloud."""
    family, given = sounds
    if True in taken and False not in taken and (ours or (family + given).isascii()):
        yield Part("X-PHONETIC-LAST-NAME", "family_name", family)
        yield Part("X-PHONETIC-FIRST-NAME", "given_name", given)
        taken.add(False)
    elif family or given:
        yield Part("X-PHONETIC", "romanisation", " ".join(filter(None, sounds)))


def _whole(words: str, known: list[CardName], taken: set[bool], ours: bool) -> Iterator[Part]:
    """A whole name: the name where there are no parts, that in the other script, or what the parts do not say."""
    native = has_han(words)
    if not taken:
        yield Part("FN", "name", words)
        taken.add(native)
    elif ours or _says_no_more(words, known):
        return
    elif native not in taken:
        yield Part("FN" + (" 汉字" if native else " Latin"), "native_name" if native else "latin_name", words)
        taken.add(native)
    else:
        yield Part("FN", "notes", words)


def _says_no_more(words: str, known: list[CardName]) -> bool:
    """Whether all the words of a whole name are in its parts, in whichever order."""
    rest = normalised(words)
    for part in sorted((word for name in known for word in name.words.replace(",", " ").split()), key=len)[::-1]:
        rest = rest.replace(normalised(part), "", 1) if normalised(part) else rest
    return not rest
