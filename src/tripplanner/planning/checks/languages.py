"""Translations: missing, older than their source, or read by nobody yet."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning.checks.frozen import CheckedTrip, TextOf
from tripplanner.planning.checks.rule import Finding, RowRef, Rule, row_of

FIELDS: dict[str, Message] = {
    "title": msg("title"), "short_title": msg("short title"), "route": msg("route"), "name": msg("name"),
    "purpose": msg("purpose"), "notes": msg("notes"), "note": msg("note"), "bring": msg("what to bring"),
    "participation_note": msg("who takes part"), "fallback": msg("plan for bad weather"), "question": msg("question"),
    "post": msg("post"), "summary": msg("summary"), "facts": msg("facts"), "access_note": msg("access"),
    "objective": msg("objective"), "team_notes": msg("notes for the team"), "season_note": msg("season"),
    "permit_note": msg("permit"), "group_note": msg("group size"), "kind": msg("kind"),
    "managing_body": msg("managing body"), "origin": msg("origin"), "role": msg("role"),
}  # fmt: skip


def _missing(trip: CheckedTrip) -> Iterator[Finding]:
    for (_, _, language), texts in trip.by_state.get("missing", {}).items():
        what = msg("{record}: {fields} not translated into {language}.", record=_record(texts[0]),
                   fields=_fields(texts), language=_language(language))  # fmt: skip
        yield MISSING.found(what, rows=_rows(texts, language))


def _stale(trip: CheckedTrip) -> Iterator[Finding]:
    for (_, _, language), texts in trip.by_state.get("stale", {}).items():
        what = msg("{record}: {fields} changed since the translation into {language}.", record=_record(texts[0]),
                   fields=_fields(texts), language=_language(language))  # fmt: skip
        yield STALE.found(what, rows=_rows(texts, language))


def _unreviewed(trip: CheckedTrip) -> Iterator[Finding]:
    if trip.drafts:
        what = msgn("{n} translation is a draft that nobody has reviewed.",
                    "{n} translations are drafts that nobody has reviewed.", trip.drafts)  # fmt: skip
        yield UNREVIEWED.found(what)


def _rows(texts: list[TextOf], language: str) -> tuple[RowRef, ...]:
    return (row_of(texts[0], language),)


def _record(text: TextOf) -> Message:
    if not text.code:
        return msg("“{title}”", title=text.owner)
    return msg("{code} “{title}”", code=text.code, title=text.owner)


def _fields(texts: list[TextOf]) -> Message:
    """The names of the fields, each once, joined as an enumeration is."""
    names = [FIELDS[name] for name in dict.fromkeys(text.field for text in texts)]
    joined = names[0]
    for name in names[1:]:
        joined = msg("{first}, {next}", first=joined, next=name)
    return joined


def _language(code: str) -> Message:
    known = {"fr": msg("French"), "en": msg("English"), "zh": msg("Chinese")}
    return known.get(code) or msg("the language “{code}”", code=code)


MISSING = Rule("language.translation_missing", "warns", msg("A translation is missing"),
               msg("A delegate reads the documents in one language only."), _missing, scope="frame")  # fmt: skip
STALE = Rule("language.translation_stale", "warns", msg("A translation is older than its source"),
             msg("The source text changed after the translation was made."), _stale, scope="frame")  # fmt: skip
UNREVIEWED = Rule("language.translation_unreviewed", "informs", msg("Translations nobody has reviewed"),
                  msg("A draft waits for somebody who speaks the language."), _unreviewed, scope="frame")  # fmt: skip
RULES = (MISSING, STALE, UNREVIEWED)
