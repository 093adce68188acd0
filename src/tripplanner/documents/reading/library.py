"""What the library adds: linked case studies, the terms a trip uses, standard texts, the office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tripplanner.documents.content import CaseLine, OfficeIdentity, StandardText, TermLine
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.photos import print_ready
from tripplanner.text import Text

# "wildlife crossing; fauna passage": several renderings of one term.
_ALTERNATIVES = re.compile(r"\s*[;；/]\s*")
_LATIN = re.compile(r"[a-zà-öø-ÿœ]", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")


def read_cases(
    desk: Desk, of_items: Iterable[int], site_ids: Iterable[int]
) -> tuple[dict[int, CaseLine], dict[int, list[int]]]:
    """Case studies of the items (their numbers) and of the sites, by row number; and the cases of each site."""
    links = desk.by_owner("case_site", "site_id", site_ids)
    of_sites = {site: [link.case_id for link in found] for site, found in links.items()}
    wanted = {*of_items, *(case for cases in of_sites.values() for case in cases)}
    rows = desk.numbered("case_study", wanted)
    return {id: _case(desk, row) for id, row in rows.items()}, of_sites


def _case(desk: Desk, row: Any) -> CaseLine:
    return CaseLine(desk.ref(row), row.code, row.title, tuple(row.countries or ()))


def read_terms(desk: Desk, texts: Sequence[Text]) -> tuple[TermLine, ...]:
    """The glossary terms that occur in any language of these texts, in the glossary's order."""
    said: dict[str, str] = {}
    for language in {language for text in texts for language in text.words}:
        said[language] = "\n".join(text.get(language) for text in texts).casefold()
    return tuple(_term(desk, row) for row in desk.all_of("term", "category", "code") if occurs(row.term, said))


def occurs(term: Text, said: Mapping[str, str]) -> bool:
    """Whether the term, or one of its alternatives, stands in what is said (casefolded) in some language."""
    return any(
        _stands_in(_BRACKETS.sub("", words).casefold().strip(), said.get(language, ""))
        for language, written in term.words.items()
        for words in _ALTERNATIVES.split(written)
    )


def _stands_in(words: str, text: str) -> bool:
    """Latin words must stand alone (a plural s is allowed), Han words may touch their neighbours."""
    if len(words) < 2 or words not in text:
        return False
    if not _LATIN.search(words):
        return True
    return re.search(rf"(?<!\w){re.escape(words)}(?:e?s)?(?!\w)", text) is not None


def _term(desk: Desk, row: Any) -> TermLine:
    given: Mapping[str, list[str]] = row.forbidden or {}
    forbidden = {language: tuple(words) for language, words in given.items()}
    return TermLine(desk.ref(row), row.term, row.category, row.note, row.status, MappingProxyType(forbidden))


def read_texts(desk: Desk) -> Mapping[str, StandardText]:
    """The office's standard texts by key."""
    rows = desk.all_of("standard_text", "key")
    return MappingProxyType({row.key: StandardText(desk.ref(row), row.key, row.title, row.body) for row in rows})


def read_office(desk: Desk, *, logo: bool) -> OfficeIdentity:
    """The office that publishes; an empty identity before its settings are filled in."""
    rows = desk.all_of("office")
    if not rows:
        return OfficeIdentity()
    row = rows[0]
    picture = desk.numbered("file", [row.logo_id]).get(row.logo_id) if logo else None
    return OfficeIdentity(
        desk.ref(row),
        row.name,
        row.short_name,
        row.address,
        row.email,
        row.phone,
        row.emergency_phone,
        row.website,
        row.signatory,
        row.accent,
        print_ready(desk, picture) if picture else None,
    )
