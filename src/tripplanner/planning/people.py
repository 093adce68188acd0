"""Names of people as rows hold them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.rows import execute

R = TypeVar("R")

# In the order of the fields of PersonName.
NAME_COLUMNS: tuple[Any, ...] = (
    Person.family_name,
    Person.given_name,
    Person.second_family_name,
    Person.native_family,
    Person.native_given,
    Person.native_script,
    Person.romanisation,
    Person.preferred_latin,
    Person.name_order,
)


def named(session: Session, row_type: Callable[..., R], statement: Any, own: int) -> list[R]:
    """Rows whose first ``own`` columns are followed by those of a name."""
    return [row_type(*row[:own], PersonName(*row[own:])) for row in execute(session, statement)]
