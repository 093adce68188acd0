"""Months and weekdays that the source names and the translation does not."""

from __future__ import annotations

from collections.abc import Iterator

from tripplanner.dates import month_list, weekday_list
from tripplanner.i18n import Message, msg
from tripplanner.planning.texts.checking import Pair, Remark, TextCheck
from tripplanner.planning.texts.moments import months, weekdays


def _dates(pair: Pair) -> Iterator[Remark]:
    for find, name in ((months, month_list), (weekdays, weekday_list)):
        said = find(pair.source, pair.source_language)
        again = find(pair.target, pair.target_language)
        for one in sorted(said - again):
            words = name([one], pair.source_language)
            yield Remark(msg("Date missing: {date}", date=words), _instead(again - said, name, pair))
        if not said - again:
            for one in sorted(again - said if said else ()):
                words = name([one], pair.target_language)
                yield Remark(msg("Date added: {date}", date=words), msg("The source does not name it."))


def _instead(others: frozenset[int], name: object, pair: Pair) -> Message:
    if not others or not callable(name):
        return msg("The source names it, the translation does not.")
    return msg("The translation names {date}.", date=str(name(sorted(others), pair.target_language)))


CHECK = TextCheck("dates", msg("Dates"), _dates, position=20)
