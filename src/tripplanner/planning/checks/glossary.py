"""The glossary: words that must not render a term, terms that were agreed, and false friends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tripplanner.i18n import msg
from tripplanner.planning.checks.frozen import CheckedTrip, TextOf
from tripplanner.planning.checks.rule import Finding, RowRef, Rule, row_of
from tripplanner.planning.checks.terms import Term, contains


def _forbidden(trip: CheckedTrip) -> Iterator[Finding]:
    for text, term in _used(trip):
        for language, words in text.text.words.items():
            if language == text.text.source or contains(words, term.forms(language), language):
                continue
            for wrong in term.forbidden.get(language, ()):
                if contains(words, (wrong,), language):
                    what = msg("{record}: “{wrong}” does not render “{term}”; the glossary has “{right}”.",
                               record=_record(text), wrong=wrong, term=term.term.get(text.text.source),
                               right=term.term.get(language))  # fmt: skip
                    yield FORBIDDEN.found(what, rows=_rows(text, language, term))


def _unused(trip: CheckedTrip) -> Iterator[Finding]:
    """Terms that were agreed and do not stand in a translation; a draft of the glossary binds nobody."""
    for text, term in _used(trip):
        for language, words in text.text.words.items():
            right = term.forms(language)
            if term.settled and language != text.text.source and right and not contains(words, right, language):
                what = msg("{record}: the translation ({language}) of “{term}” is not “{right}”, as the glossary has.",
                           record=_record(text), language=language, term=term.term.get(text.text.source),
                           right=right[0])  # fmt: skip
                yield UNUSED.found(what, rows=_rows(text, language, term))


def _friends(trip: CheckedTrip) -> Iterator[Finding]:
    """Terms whose note speaks of the very word the guests will read: they may take it for something else."""
    read = {one.language for one in trip.travellers}
    found: dict[tuple[Term, str], list[TextOf]] = defaultdict(list)
    for text, term in _used(trip):
        for language, words in text.text.words.items():
            if language in read and language != text.text.source and contains(words, term.warned(language), language):
                found[term, language].append(text)
    for (term, language), texts in found.items():
        what = msg("“{word}” stands for “{term}” in {count} texts; the glossary warns: {note}",
                   word=term.warned(language)[0], term=term.term.get(texts[0].text.source), count=len(texts),
                   note=term.note)  # fmt: skip
        records: dict[str, RowRef] = {}
        said: set[str] = set()
        for text in sorted(texts, key=lambda one: one.table == "place"):
            words = text.text.get(language)
            if text.uuid in records or text.table != "place" or words not in said:  # a place may bear its site's name
                records.setdefault(text.uuid, row_of(text, language))
            said.add(words)
        items = sorted(records.values(), key=lambda row: row.table != "item")
        yield FRIENDS.found(what, rows=(*items, RowRef("term", term.uuid, term.code)))


def _used(trip: CheckedTrip) -> Iterator[tuple[TextOf, Term]]:
    """Texts with the terms that stand in their source."""
    for text in trip.texts:
        source = text.text.source
        if len(text.text.words) > 1:
            for term in trip.glossary.within(text.text.get(source), source):
                yield text, term


def _record(text: TextOf) -> object:
    return text.code or text.owner


def _rows(text: TextOf, language: str, term: Term) -> tuple[RowRef, ...]:
    return row_of(text, language), RowRef("term", term.uuid, term.code)


FORBIDDEN = Rule("language.forbidden_term", "warns", msg("A word that the glossary forbids"),
                 msg("The hosts and the delegates agreed on words; some say something else."), _forbidden,
                 scope="frame")  # fmt: skip
UNUSED = Rule("language.term_not_used", "informs", msg("A term of the glossary is not used"),
              msg("One thing has one name throughout the documents."), _unused, scope="frame")  # fmt: skip
FRIENDS = Rule("language.false_friend", "informs", msg("A term that can be misread"),
               msg("A word that is right may mean something narrower to those who read it."), _friends,
               scope="frame")  # fmt: skip
RULES = (FORBIDDEN, UNUSED, FRIENDS)
