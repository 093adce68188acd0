"""Settling translations: where the same words were translated elsewhere, that translation is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tripplanner.i18n import msg
from tripplanner.planning import fixing
from tripplanner.planning.checks.frozen import CheckedTrip, TextOf
from tripplanner.planning.checks.rule import Finding, Fix
from tripplanner.planning.mending.changes import Candidate
from tripplanner.text import Text, normalised

OWN_FIELDS = ("question", "objective", "facts")  # texts of a record that stand in records of their own
CURRENT = ("source", "reviewed", "draft")

#: By language and words: what they are in other languages, and whether that is a draft.
Memory = Mapping[tuple[str, str, str], tuple[str, bool]]


def _taken(trip: CheckedTrip, finding: Finding) -> Iterator[Candidate | None]:
    """Every text of the record that lacks a language, or none: a record is translated or it is not."""
    state = "stale" if finding.rule == "language.translation_stale" else "missing"
    memory: Memory | None = None
    for (table, uuid, language), texts in trip.by_state.get(state, {}).items():
        if (table, uuid) != (finding.rows[0].table, finding.rows[0].uuid):
            continue
        memory = memory or remembered(trip)
        known = {one.field: memory.get((one.text.source, normalised(one.text.get(one.text.source)), language))
                 for one in texts}  # fmt: skip
        words = {name: said for name, said in known.items() if said and name not in OWN_FIELDS}
        if len(words) == len(texts):
            yield _candidate(trip, texts, language, words)


def _candidate(
    trip: CheckedTrip, texts: list[TextOf], language: str, words: Mapping[str, tuple[str, bool]]
) -> Candidate:
    new = {one: replace(one, text=one.text.with_words(language, words[one.field][0], draft=words[one.field][1]))
           for one in texts}  # fmt: skip
    label = msg("Translate as elsewhere: {words}", words=next(iter(words.values()))[0])
    fix = Fix(label, fixing.translate, (texts[0].table, texts[0].uuid, language, dict(words)))
    return Candidate(fix, replace(trip, texts=tuple(new.get(one, one) for one in trip.texts)))


def remembered(trip: CheckedTrip) -> Memory:
    """Translations of the trip's texts and of the glossary that are those of the present words; reviewed ones first."""
    found: dict[tuple[str, str, str], tuple[str, bool]] = {}
    texts: list[Text] = [*(one.text for one in trip.texts), *(term.term for term in trip.glossary.terms)]
    for drafts in (False, True):
        for text in texts:
            current = [language for language in text.words if text.state(language) in CURRENT]
            for language in current:
                for other in current:
                    draft = "draft" in (text.state(language), text.state(other))
                    if language != other and draft is drafts:
                        key = language, normalised(text.get(language)), other
                        found.setdefault(key, (text.get(other), draft))
    return found


MENDS = {"language.translation_missing": _taken, "language.translation_stale": _taken}
