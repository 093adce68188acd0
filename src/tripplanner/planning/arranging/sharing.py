"""What happens inside an item that is parted: its pauses, and the parts that people have of their own."""

from __future__ import annotations

from datetime import datetime

from tripplanner.model.programme import Break, Item, Participation

Span = tuple[datetime | None, datetime | None]


def share(item: Item, piece: Item, begins: datetime, ends: datetime) -> None:
    """Give a piece of an item, or what is left of the item, what of its inside lies between these civil times."""
    pauses = [within(one.start, one.end, begins, ends) for one in item.breaks if one.start and one.end]
    parts = [part for one in item.participants if (part := _part(one, begins, ends))]
    if piece is not item:
        piece.breaks = [Break(position=n, start=span[0], end=span[1]) for n, span in enumerate(filter(None, pauses))]
        piece.participants = parts
        return
    for one, span in zip([one for one in item.breaks if one.start and one.end], pauses, strict=True):
        if span:
            one.start, one.end = span
        else:
            item.breaks.remove(one)
    kept = {part.person_id: part for part in parts}
    for own in list(item.participants):
        if (part := kept.get(own.person_id)) is None:
            item.participants.remove(own)
        else:
            own.mode, own.from_time, own.to_time = part.mode, part.from_time, part.to_time


def within(start: datetime | None, end: datetime | None, begins: datetime, ends: datetime) -> Span | None:
    """The hours, an open edge staying open, as far as they lie between two times; ``None`` where none of them does."""
    first, last = max(start or begins, begins), min(end or ends, ends)
    return (start and first, end and last) if first < last else None


def _part(part: Participation, begins: datetime, ends: datetime) -> Participation | None:
    """Somebody's part in a piece; who is present only at other hours is away from it, who is away then is not."""
    span = within(part.from_time, part.to_time, begins, ends)
    if span is None and part.mode == "absent":
        return None
    mode, (start, end) = (part.mode, span) if span else ("absent", (None, None))
    return Participation(person_id=part.person_id, mode=mode, from_time=start, to_time=end, note=part.note)
