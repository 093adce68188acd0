"""The verb: a draft becomes an item."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from tripplanner.model.partners import Contact
from tripplanner.model.programme import Item, ItemHost, Participation
from tripplanner.planning.arranging import insert_travel, place_site
from tripplanner.planning.items import add_item, edit_item_fields
from tripplanner.planning.quickadd.draft import Draft
from tripplanner.planning.quickadd.known import Name
from tripplanner.text import EMPTY

_HAN = ("\u3400", "\u9fff")


def add(session: Session, trip_id: int, draft: Draft, language: str = "fr") -> int:
    """Add what a line says to a trip and return the item's number; without a time it waits to be placed.

    A site brings its hosts and its usual length. A contact becomes a host, a person of the trip takes part.
    Names nobody bears, and themes the place does not bring along, are kept in the internal notes.
    """
    where: Name | None = draft.first("where")
    if where is not None and where.kind == "site":
        item_id = place_site(session, trip_id, where.id, draft.start, draft.minutes)
    else:
        times = {"start": draft.start, "end": draft.end, "duration_min": draft.minutes}
        item_id = add_item(session, trip_id, **times, **_place(where))
    edit_item_fields(session, item_id, None, type=draft.type, **_words(draft, language), **_way(draft))
    item = session.get_one(Item, item_id)
    _people(session, item, draft, where)
    item.internal_notes = "; ".join(_unplaced(item, draft))
    session.flush()
    if draft.first("travel"):
        insert_travel(session, item_id, "before")
    return item_id


def _place(where: Name | None) -> dict[str, Any]:
    return {"place_id": where.id} if where is not None and where.kind == "place" else {}


def _words(draft: Draft, language: str) -> dict[str, Any]:
    """The title in the language it is written in: that of its script, else the one given."""
    where: Name | None = draft.first("where")
    way = draft.first("way")
    words = draft.title or (where.label if where is not None and where.kind != "site" else "")
    if not words and way is not None:
        words = f"{way[0].label} → {way[1].label}"
    if not words:
        return {}
    source = "zh" if any(_HAN[0] <= character <= _HAN[1] for character in words) else language
    words = words[0].upper() + words[1:]
    return {"title": EMPTY.with_words(source, words)}


def _way(draft: Draft) -> dict[str, Any]:
    way = draft.first("way")
    if way is None:
        return {}
    ends = {"from_place_id": way[0], "to_place_id": way[1]}
    return {field: name.id for field, name in ends.items() if name.kind == "place"}


def _people(session: Session, item: Item, draft: Draft, where: Name | None) -> None:
    hosts = {(link.organisation_id, link.contact_id) for link in item.host_links}
    if where is not None and where.kind == "organisation" and (where.id, None) not in hosts:
        item.host_links.append(ItemHost(organisation_id=where.id, position=len(item.host_links)))
    for one in draft.all("person"):
        if one.kind == "contact":
            organisation = session.get_one(Contact, one.id).organisation_id
            _host(item, organisation, one.id)
        elif one.kind == "person":
            item.participants.append(Participation(person_id=one.id))


def _host(item: Item, organisation_id: int, contact_id: int) -> None:
    """The contact receives for their organisation; an organisation that is there already gets them."""
    for link in item.host_links:
        if link.organisation_id == organisation_id and link.contact_id in (None, contact_id):
            link.contact_id = contact_id
            return
    item.host_links.append(
        ItemHost(organisation_id=organisation_id, contact_id=contact_id, position=len(item.host_links))
    )


def _unplaced(item: Item, draft: Draft) -> list[str]:
    """What has no field of its own in an item."""
    brought = {link.theme_id for link in item.site.theme_links} if item.site else set[int]()
    people = [f"@{chip.value.label}" for chip in draft.chips if chip.kind == "person" and not chip.known]
    return people + [f"#{theme.label}" for theme in draft.all("theme") if theme.id not in brought]
