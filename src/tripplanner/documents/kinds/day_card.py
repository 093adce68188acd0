"""The day card: a day as a picture for a group chat (PNG, 1080 × 1920 pixels)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tripplanner.documents.narrowing import narrowed
from tripplanner.documents.registry import DocumentKind, Option, Request
from tripplanner.i18n import Message, msg
from tripplanner.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.cards.content import CardContent
    from tripplanner.documents.content import TripContent
    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.records import Plain

MOST_PARTS = 6


def _read(session: Session | Plain, trip_id: int, request: Request) -> CardContent:
    return _copy(_shared(session, trip_id, request), request)


def _shared(session: Session | Plain, trip_id: int, request: Request) -> TripContent:
    from tripplanner.documents.reading import read_trip

    return read_trip(session, trip_id, request.for_everybody(), "delegates")


def _copy(everybody: TripContent, request: Request) -> CardContent:
    from tripplanner.documents.cards.content import card_of

    return card_of(narrowed(everybody, request.person) if request.person else everybody, request)


def _series(everybody: TripContent, request: Request) -> Iterator[tuple[Request, Message]]:
    """A card for each day, two or more for a long one."""
    from tripplanner.documents.cards.document import laid_out

    for day in everybody.days:
        if not 1 <= day.number <= LAST_DAY:
            continue
        asked = replace(request, options={**request.options, "day": str(day.number)})
        count = min(len(laid_out(_copy(everybody, asked)).pages), MOST_PARTS)
        for part in range(1, count + 1):
            name = msg("day {number} part {part}", number=day.number, part=part)
            one = msg("day {number}", number=day.number)
            yield replace(asked, options={**asked.options, "part": str(part)}), name if count > 1 else one


def _write(content: CardContent, target: Path, progress: Progress) -> TranslationList:
    from tripplanner.documents.cards.picture import png

    progress.check()
    data, lacking = png(content)
    target.write_bytes(data)
    return lacking


LAST_DAY = 31

KIND = DocumentKind(
    key="day_card",
    title=msg("Day card"),
    suffix=".png",
    audience="delegates",
    read=_read,
    write=_write,
    options=(
        Option("day", msg("Day"), tuple(map(str, range(1, LAST_DAY + 1)))),
        Option("part", msg("Part of a long day"), tuple(map(str, range(1, MOST_PARTS + 1)))),
    ),
    position=30,
    straight=True,
    shared=_shared,
    copy=_copy,
    series=_series,
)  # fmt: skip
