"""The glossary: words that must not render a term, terms that were agreed and are not used, false friends."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg
from tripplanner.planning.checks.terms import Term, contains
from tripplanner.planning.texts.checking import Mend, Pair, Remark, TextCheck


def _terms(pair: Pair) -> Iterator[Remark]:
    language = pair.target_language
    for term in pair.glossary.within(pair.source, pair.source_language):
        right = term.forms(language)
        if right and contains(pair.target, right, language):
            yield from _friend(pair, term)
            continue
        wrong = [one for one in term.forbidden.get(language, ()) if contains(pair.target, (one,), language)]
        for word in wrong:
            yield _forbidden(pair, term, word, right)
        if right and not wrong:
            note = msg("The glossary has “{right}” for “{term}”.", right=right[0], term=_source(pair, term))
            level = "warn" if term.settled else "inform"
            yield Remark(msg("Term not used: {term}", term=right[0]), note, level=level)


def _forbidden(pair: Pair, term: Term, wrong: str, right: tuple[str, ...]) -> Remark:
    at = pair.target.lower().find(wrong.lower())
    span = (at, at + len(wrong)) if at >= 0 else None
    note = msg("It does not render “{term}”.", term=_source(pair, term))
    mend: Mend | None = None
    if right and span:
        note = msg("It does not render “{term}”; the glossary has “{right}”.", term=_source(pair, term), right=right[0])
        words = pair.target[:at] + right[0] + pair.target[at + len(wrong) :]
        mend = Mend(msg("Write “{right}”", right=right[0]), words)
    return Remark(msg("Forbidden: {word}", word=wrong), note, mend, span)


def _friend(pair: Pair, term: Term) -> Iterator[Remark]:
    for word in term.warned(pair.target_language):
        at = pair.target.find(word)
        if at >= 0:
            what: Message = msg("{word}: it can be misread", word=word)
            yield Remark(what, msg("{note}", note=term.note), span=(at, at + len(word)), level="inform")
            return


def _source(pair: Pair, term: Term) -> str:
    return term.term.get(pair.source_language)


CHECK = TextCheck("terms", msg("Terms"), _terms, position=5)
