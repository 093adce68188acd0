"""The objectives and themes of a trip: their words, their order, what the grades of a self-assessment mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.aims import ItemObjective, ItemTheme, ObjectiveTheme, TripTheme
from tripplanner.model.programme import Item
from tripplanner.model.themes import Theme
from tripplanner.model.trips import Objective
from tripplanner.planning import finding
from tripplanner.planning.archived import open_trip
from tripplanner.planning.arranging.rights import open_item
from tripplanner.planning.item_parts import add_case
from tripplanner.text import EMPTY, Text, Texts

WHAT = msg("objective")
THEME = msg("theme")
#: What 1 to 5 mean where an objective has no anchors of its own.
GRADES = (
    msg("I know nothing of it"), msg("I have heard of it"), msg("I understand it"), msg("I could apply it"),
    msg("I could teach it"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective in its place; ``anchors`` say what 1 to 5 mean, ``themes`` are numbers of themes."""

    id: int
    uuid: str
    text: Text
    anchors: Texts
    themes: tuple[int, ...]


def list_objectives(session: Session, trip_id: int) -> list[ObjectiveRow]:
    """The objectives of a trip, in their order."""
    own = sa.select(Objective).where(Objective.trip_id == trip_id).order_by(Objective.position, Objective.id)
    objectives = session.scalars(own).all()
    themes = sa.select(ObjectiveTheme.objective_id, ObjectiveTheme.theme_id).order_by(ObjectiveTheme.position)
    by_objective: dict[int, list[int]] = {one.id: [] for one in objectives}
    for objective, theme in session.execute(themes.where(ObjectiveTheme.objective_id.in_(by_objective))):
        by_objective[objective].append(theme)
    return [ObjectiveRow(one.id, one.uuid, one.text, one.anchors, tuple(by_objective[one.id])) for one in objectives]


def add_objective(
    session: Session, trip_id: int, words: Mapping[str, str], themes: Sequence[int] = (), source: str = ""
) -> int:
    """One more objective, last; its number. ``words`` by language, of which ``source`` (else the first) is written."""
    trip = open_trip(session, trip_id)
    text = _worded(EMPTY, words, source)
    position = max((one.position for one in trip.objectives), default=-1) + 1
    made = Objective(position=position, text=text)
    trip.objectives.append(made)
    session.flush()
    _set_themes(session, made, made.theme_links, ObjectiveTheme, themes)
    return made.id


def edit_objective(
    session: Session, objective_id: int, words: Mapping[str, str], themes: Sequence[int] | None = None
) -> None:
    """Other words, by language, and other themes (``None``: those it has); languages not given stay as they are."""
    one = _open(session, objective_id)
    text = _worded(one.text, words, "")
    if one.text != text:
        one.text = text
    if themes is not None:
        _set_themes(session, one, one.theme_links, ObjectiveTheme, themes)
    session.flush()


def set_anchors(session: Session, objective_id: int, language: str, words: Sequence[str]) -> None:
    """What 1 to 5 mean, in one language: five sentences, or none for the usual ones. Raises for some of five."""
    one = _open(session, objective_id)
    given = [sentence.strip() for sentence in words]
    if any(given) and (len(given) != len(GRADES) or not all(given)):
        raise _refused_anchors()
    now = one.anchors if len(one.anchors) == len(GRADES) else (EMPTY,) * len(GRADES)
    anchors = tuple(text.with_words(language, word) for text, word in zip(now, given, strict=True)) if given else ()
    one.anchors = anchors if any(anchors) else ()
    session.flush()


def move_objective(session: Session, objective_id: int, by: int) -> None:
    """Up (negative) or down among the objectives of the trip."""
    one = _open(session, objective_id)
    others = [other for other in one.trip.objectives if other is not one]
    others.insert(max(0, min(one.trip.objectives.index(one) + by, len(others))), one)
    for position, other in enumerate(others):
        if other.position != position:
            other.position = position
    session.flush()
    session.expire(one.trip, ["objectives"])


def remove_objective(session: Session, objective_id: int) -> None:
    """Take an objective away, with what was assessed of it."""
    one = _open(session, objective_id)
    one.trip.objectives.remove(one)
    session.flush()


def trip_themes(session: Session, trip_id: int) -> tuple[int, ...]:
    """The numbers of the themes a trip is about, in order."""
    own = sa.select(TripTheme.theme_id).where(TripTheme.trip_id == trip_id)
    return tuple(session.scalars(own.order_by(TripTheme.position, TripTheme.id)))


def set_trip_themes(session: Session, trip_id: int, themes: Sequence[int]) -> None:
    """What a trip is about: these themes, in this order."""
    trip = open_trip(session, trip_id)
    _set_themes(session, trip, trip.theme_links, TripTheme, themes)


def link_visit(session: Session, item_id: int, kind: str, target: int, on: bool) -> None:
    """Let an item serve an objective, show a theme of its own or be illuminated by a case study, or no longer.

    ``kind``: *objective*, *theme* or *case*. What the item has through its site is the site's and stays. Raises for
    an objective of another trip.
    """
    item = open_item(session, item_id, None)
    if kind == "case" and on:
        add_case(session, item_id, target)
        return
    held: list[Any] = getattr(item, _HELD[kind][0])
    known = next((one for one in held if getattr(one, _HELD[kind][1]) == target), None)
    if on and known is None:
        held.append(_linked(session, item, kind, target))
    elif not on and known is not None:
        held.remove(known)
    session.flush()


_HELD: Mapping[str, tuple[str, str]] = {
    "objective": ("objective_links", "objective_id"),
    "theme": ("theme_links", "theme_id"),
    "case": ("case_links", "case_id"),
}


def _linked(session: Session, item: Item, kind: str, target: int) -> ItemObjective | ItemTheme:
    if kind == "theme":
        finding.get(session, Theme, target, THEME)
        return ItemTheme(theme_id=target, position=len(item.theme_links))
    if _open(session, target).trip_id != item.trip_id:
        raise _other_trip()
    return ItemObjective(objective_id=target)


def _set_themes(session: Session, owner: Any, links: list[Any], model: Any, themes: Sequence[int]) -> None:
    wanted = list(dict.fromkeys(themes))
    for one in [one for one in links if one.theme_id not in wanted]:
        links.remove(one)
    session.flush()
    known = {one.theme_id: one for one in links}
    for position, theme in enumerate(wanted):
        if theme not in known:
            finding.get(session, Theme, theme, THEME)
            links.append(model(theme_id=theme, position=position))
        elif known[theme].position != position:
            known[theme].position = position
    session.flush()


def _open(session: Session, objective_id: int) -> Objective:
    one = finding.get(session, Objective, objective_id, WHAT)
    open_trip(session, one.trip_id)
    return one


def _worded(text: Text, words: Mapping[str, str], source: str) -> Text:
    """The text with these words; the source of a new one first, so that the others are made from it."""
    first = sorted(words, key=lambda language: language != source)
    for language in first:
        if words[language].strip() != text.get(language):
            text = text.with_words(language, words[language].strip())
    if not text:
        raise TripPlannerError(
            msg("An objective needs words."), msg("Nothing was changed."), msg("Write what the trip is for.")
        )
    return text


def _refused_anchors() -> TripPlannerError:
    return TripPlannerError(
        msg("All five grades need words, or none of them."),
        msg("Nothing was changed."),
        msg("Write what each grade from 1 to 5 means."),
    )


def _other_trip() -> TripPlannerError:
    return TripPlannerError(
        msg("The objective belongs to another trip."), msg("Nothing was changed."), msg("Choose one of this trip.")
    )
