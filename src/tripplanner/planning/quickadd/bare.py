"""Two bare numbers, ``9-11``: hours, or a date of the trip; what can be both keeps both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tripplanner.planning.quickadd.days import dates_between
from tripplanner.planning.quickadd.draft import Chip
from tripplanner.planning.quickadd.known import Known
from tripplanner.planning.quickadd.scan import Scan, compiled, one_of
from tripplanner.planning.quickadd.vocabularies import joined

LONGEST_H = 12
EARLIEST_H = 7  # "2-4" is the afternoon before it is the night


def take_pair(scan: Scan, known: Known, chips: Iterable[Chip]) -> list[Chip]:
    """The first pair of numbers that can be hours, where none are told, or a date, where none is."""
    kinds = {chip.kind for chip in chips}
    after = one_of((*joined("counts"), *joined("months")))
    since = one_of(joined("since"))
    for match in scan.each(
        rf"(?:{since}\s*)?(?<![a-z0-9.,/:-])(?P<a>\d{{1,2}})(?:\s?-\s?|(?P<to>\s(?:a|to|until|till)\s|到|至))(?P<b>\d{{1,2}})(?![a-z0-9-]|[:./]\d|\s?{after})"
    ):
        if compiled(rf"{one_of(joined('counted'))}\.?\s*$").search(scan.left[: match.start()]):
            continue
        found = [*_hours(match)] if "time" not in kinds else []
        if "day" not in kinds and not match["to"]:
            days = dates_between(int(match["a"]), int(match["b"]), known)
            found += [Chip("day", day, *match.span()) for day in days]
        if found:
            scan.take(*match.span())
            return [replace(found[0], others=tuple(found[1:]))]
    return []


def _hours(match: re.Match[str]) -> Iterator[Chip]:
    start, end = int(match["a"]), int(match["b"])
    if end <= start <= 12 and end < EARLIEST_H:
        end += 12
    if not 0 < start < end <= 24 or end - start > LONGEST_H:
        return
    if start < EARLIEST_H and end <= 12:
        yield Chip("time", (60 * (start + 12), 60 * (end + 12)), *match.span())
    yield Chip("time", (60 * start, 60 * end), *match.span())
