"""A draft as a line that :func:`parse` reads the same way."""

from __future__ import annotations

import re
from datetime import date

from tripplanner.dates import long_date
from tripplanner.planning.quickadd.draft import Draft
from tripplanner.planning.quickadd.known import Index, Known, Name
from tripplanner.planning.quickadd.parsing import parse
from tripplanner.planning.quickadd.vocabularies import vocabularies

_MARKS = re.compile('["“”«»„]')


def write(draft: Draft, language: str, known: Known | None = None) -> str:
    """Day, time, place, people, themes and title, in that order; dates as ``language`` writes them."""
    known = known or Known()
    parts = [*_when(draft, language)]
    way, where = draft.first("way"), draft.first("where")
    if way is not None:
        places = known.among("places")
        parts.append(f"+trajet {_called(way[0], places)} → {_called(way[1], places)}")
    elif where is not None:
        parts.append(_called(where, known.among("places")))
    parts += [f'@"{_called(one, known.among("people"))}"' for one in draft.all("person")]
    parts += [f'#"{_called(one, known.among("themes"))}"' for one in draft.all("theme")]
    if draft.first("travel"):
        parts.append("+trajet")
    if draft.title:
        parts.append('"' + _MARKS.sub(r"\g<0>\g<0>", draft.title) + '"')
    line = " ".join(parts)
    if way is None and parse(line, known).type != draft.type:
        alone = draft.type == "transfer" and not draft.title and where is None
        line = f"{line} {'+trajet' if alone else _word(draft.type, language)}"
    return line


def _called(name: Name, index: Index) -> str:
    """The name that nobody else bears; the label where each is shared."""
    for call in (name.label, *name.names):
        found = index.exactly(call)
        if found and (found[0].kind, found[0].id) == (name.kind, name.id):
            return call
    return name.label


def _when(draft: Draft, language: str) -> list[str]:
    parts: list[str] = []
    day: date | None = draft.start.date() if draft.start else draft.day
    if day is not None:
        parts.append(long_date(day, language) if language in vocabularies() else day.isoformat())
    told = draft.first("time")
    if draft.start and draft.end and draft.minutes < 1440:
        parts.append(f"{draft.start:%H:%M}-{draft.end:%H:%M}")
        return parts
    if draft.start:
        parts.append(f"{draft.start:%H:%M}")
    elif told is not None:  # no day is known yet
        parts.append(f"{told[0] // 60:02}:{told[0] % 60:02}")
    parts.append(f"{draft.minutes} min")
    return parts


def _word(type: str, language: str) -> str:
    """A word for this type; ``language`` where quick add speaks it."""
    words = vocabularies().get(language) or vocabularies()["en"]
    return next((word for word, meaning in words.types.items() if meaning == type), "")
