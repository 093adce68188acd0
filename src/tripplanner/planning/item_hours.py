"""What happens within an item: its breaks, and when each person is there. All in civil times of its first zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.partners import Contact
from tripplanner.model.programme import Break, Item
from tripplanner.names import PersonName
from tripplanner.planning import finding
from tripplanner.planning.arranging.rights import open_item
from tripplanner.planning.arranging.times import shown_end
from tripplanner.planning.item_parts import Part, own_part
from tripplanner.planning.items import WHAT
from tripplanner.planning.words import PRESENCE

#: How long a break lasts that was just added, and the minutes it is rounded to.
USUAL_BREAK, STEP = timedelta(minutes=15), 5


def add_break(session: Session, item_id: int) -> int:
    """A quarter of an hour in the middle of an item, else beside its other breaks; raises where there is no room."""
    item = open_item(session, item_id, None)
    if item.start is None:
        raise _refused(msg("This item is not placed yet: its breaks are given once it is."))
    start = next(_room(item, item.start, shown_end(item)), None)
    if start is None:
        raise _refused(msg("There is no room for another break in this item."))
    position = max((one.position for one in item.breaks), default=-1) + 1
    made = Break(position=position, start=start, end=start + USUAL_BREAK)
    item.breaks.append(made)
    session.flush()
    return made.id


def _room(item: Item, first: datetime, last: datetime) -> Iterator[datetime]:
    """Starts at which a usual break fits between ``first`` and ``last``, the best one first."""
    held = [(one.start, one.end) for one in item.breaks if one.start is not None and one.end is not None]
    middle = first + timedelta(minutes=int((last - first - USUAL_BREAK) / timedelta(minutes=2 * STEP)) * STEP)
    for start in (middle, *(end for _start, end in held), *(start - USUAL_BREAK for start, _end in held)):
        end = start + USUAL_BREAK
        if first <= start and end <= last and all(end <= begins or ends <= start for begins, ends in held):
            yield start


def set_break(session: Session, item_id: int, break_id: int, start: datetime, end: datetime) -> None:
    """Other times of a break; refused where it would end before it starts or leave its item."""
    item = open_item(session, item_id, None)
    found = own_part(item.breaks, break_id)
    if end <= start:
        raise _refused(msg("A break cannot end before it starts."))
    if item.start is not None and (start < item.start or end > shown_end(item)):
        raise _refused(msg("A break lies within its item."))
    found.start, found.end = start, end
    session.flush()


def set_presence(session: Session, item_id: int, part_id: int, mode: str) -> None:
    """How somebody takes part: one of the keys of ``PRESENCE``."""
    if mode not in PRESENCE:
        raise ValueError(f"no mode {mode!r}")
    own_part(open_item(session, item_id, None).participants, part_id).mode = mode
    session.flush()


def set_hours(session: Session, item_id: int, part_id: int, since: datetime | None, until: datetime | None) -> None:
    """From when and until when somebody is there; ``None``: from the start, to the end."""
    if since is not None and until is not None and until <= since:
        raise _refused(msg("Nobody can leave before they come."))
    found = own_part(open_item(session, item_id, None).participants, part_id)
    found.from_time, found.to_time = since, until
    session.flush()


def set_presence_note(session: Session, item_id: int, part_id: int, language: str, words: str) -> None:
    """What is to be known of somebody's part, in one language."""
    found = own_part(open_item(session, item_id, None).participants, part_id)
    if found.note.get(language) != words:
        found.note = found.note.with_words(language, words)
        session.flush()


def contacts_of(session: Session, item_id: int, host_id: int) -> list[Part]:
    """The people of the organisation that receives, by name."""
    host = own_part(finding.get(session, Item, item_id, WHAT).host_links, host_id)
    found = session.scalars(sa.select(Contact).where(Contact.organisation_id == host.organisation_id))
    return sorted((Part(one.id, PersonName.of(one.person).printed) for one in found), key=lambda one: str(one.name))


def set_host_contact(session: Session, item_id: int, host_id: int, contact_id: int | None) -> None:
    """Who of the organisation receives; ``None``: nobody in particular."""
    own_part(open_item(session, item_id, None).host_links, host_id).contact_id = contact_id
    session.flush()


def _refused(what: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was changed."), msg("Check its times."))
