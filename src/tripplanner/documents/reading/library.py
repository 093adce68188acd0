"""What the library adds: linked case studies, the terms a trip uses, standard texts, the office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tripplanner.documents.content import CaseLine, OfficeIdentity, StandardText, TermLine
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.photos import print_ready
from tripplanner.model.cases import CaseSite, CaseStudy
from tripplanner.model.glossary import Term
from tripplanner.model.offices import Office
from tripplanner.model.offices import StandardText as StandardTextRow
from tripplanner.model.programme import Item
from tripplanner.text import Text

# "wildlife crossing; fauna passage": several renderings of one term.
_ALTERNATIVES = re.compile(r"\s*[;；/]\s*")
_LATIN = re.compile(r"[a-zà-öø-ÿœ]", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")


def read_cases(
    desk: Desk, items: Iterable[Item], site_ids: Iterable[int]
) -> tuple[dict[int, CaseLine], dict[int, list[int]]]:
    """Case studies linked to the items or sites, by row number; and the cases of each site."""
    of_sites: dict[int, list[int]] = {}
    links = select(CaseSite).order_by(CaseSite.position, CaseSite.id)
    for link in desk.by_id(links, CaseSite.site_id, set(site_ids)):
        of_sites.setdefault(link.site_id, []).append(link.case_id)
    wanted = {link.case_id for item in items for link in item.case_links}
    wanted |= {case for cases in of_sites.values() for case in cases}
    rows = desk.by_id(select(CaseStudy), CaseStudy.id, wanted)
    return {row.id: _case(desk, row) for row in rows}, of_sites


def _case(desk: Desk, row: CaseStudy) -> CaseLine:
    return CaseLine(desk.ref(row), row.code, row.title, tuple(row.countries or ()))


def read_terms(desk: Desk, texts: Sequence[Text]) -> tuple[TermLine, ...]:
    """The glossary terms that occur in any language of these texts, in the glossary's order."""
    said: dict[str, str] = {}
    for language in {language for text in texts for language in text.words}:
        said[language] = "\n".join(text.get(language) for text in texts).casefold()
    rows = desk.session.scalars(select(Term).order_by(Term.category, Term.code, Term.id))
    return tuple(_term(desk, row) for row in rows if occurs(row.term, said))


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


def _term(desk: Desk, row: Term) -> TermLine:
    forbidden = {language: tuple(words) for language, words in (row.forbidden or {}).items()}
    return TermLine(desk.ref(row), row.term, row.category, row.note, row.status, MappingProxyType(forbidden))


def read_texts(desk: Desk) -> Mapping[str, StandardText]:
    """The office's standard texts by key."""
    rows = desk.session.scalars(select(StandardTextRow).order_by(StandardTextRow.key))
    return MappingProxyType({row.key: StandardText(desk.ref(row), row.key, row.title, row.body) for row in rows})


def read_office(desk: Desk, *, logo: bool) -> OfficeIdentity:
    """The office that publishes; an empty identity before its settings are filled in."""
    query = select(Office).order_by(Office.id).limit(1).options(joinedload(Office.logo))
    row = desk.session.scalar(query)
    if row is None:
        return OfficeIdentity()
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
        print_ready(desk, row.logo) if logo and row.logo else None,
    )
