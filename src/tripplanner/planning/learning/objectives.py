"""The objectives of a trip: their words, their themes, and what the grades of a self-assessment mean."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.aims import ObjectiveTheme
from tripplanner.model.trips import Objective
from tripplanner.text import Text, Texts


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
