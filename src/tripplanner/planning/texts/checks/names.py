"""Names: those of the library under the name they have in the other language, acronyms as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.texts.checking import Pair, Remark, TextCheck
from tripplanner.planning.texts.known_names import plain

_ACRONYM = re.compile(r"(?<![\w-])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]{2,9}(?![\w-])")
_WORDS = frozenset({"EUR", "CHF", "USD", "CNY", "NGO"})  # written out in other languages
_ROMAN = re.compile(r"[IVXLC]+$")


def _names(pair: Pair) -> Iterator[Remark]:
    said = pair.target.casefold()
    for form, name in pair.names.within(pair.source, pair.source_language):
        right = plain(name.get(pair.target_language))
        if right and right.casefold() not in said:
            yield Remark(msg("Name: {name}", name=form), msg("The library calls it “{name}”.", name=right),
                         level="inform")  # fmt: skip
    for acronym in [] if pair.source.isupper() else _lost(pair):
        yield Remark(msg("Acronym missing: {acronym}", acronym=acronym),
                     msg("“{number}” stands in the source and not here.", number=acronym), level="inform")  # fmt: skip


def _lost(pair: Pair) -> list[str]:
    """Acronyms that the translation does not have, nor with their letters in another order (IUCN, UICN)."""
    found = [one for one in dict.fromkeys(_ACRONYM.findall(pair.source)) if not _ROMAN.match(one)]
    target = pair.target.upper()
    others = {"".join(sorted(one)) for one in _ACRONYM.findall(pair.target)}
    return [one for one in found if one not in target and one not in _WORDS and "".join(sorted(one)) not in others]


CHECK = TextCheck("names", msg("Names"), _names, position=40)
