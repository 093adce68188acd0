"""Finding one person among all there are, by UUID or by a whole name in either script."""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import NotFound, TripPlannerError
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.names import PersonName
from tripplanner.planning.people import NAME_COLUMNS
from tripplanner.planning.rows import execute
from tripplanner.store.erasing.known import is_remembered, people_remembered

_IDENTITY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person by identity and name."""

    id: int
    uuid: str
    person: PersonName

    @property
    def name(self) -> str:
        return self.person.printed


def find_person(session: Session, key: str) -> Somebody:
    """The person whose UUID or whole name (native, Latin or both, in any case) is ``key``.

    :raises NotFound: nobody is.
    :raises TripPlannerError: several are; the sentence gives their UUIDs.
    """
    wanted = _folded(key)
    rows = execute(session, sa.select(Person.id, Person.uuid, *NAME_COLUMNS).order_by(Person.id))
    people = [Somebody(row[0], row[1], PersonName(*row[2:])) for row in rows]
    found = [one for one in people if wanted and wanted in _called(one)]
    if len(found) == 1:
        return found[0]
    if found:
        raise TripPlannerError(
            msg("Several people are called “{name}”.", name=key),
            msg("Nothing was changed."),
            msg("Use one of these identities: {keys}.", keys=tuple(one.uuid for one in found[:12])),
        )
    raise NotFound(
        msg("There is nobody called “{name}”.", name=key),
        None,
        msg("Write the whole name as lists show it, or the UUID that “list delegates --json” shows."),
    )


def _called(one: Somebody) -> set[str]:
    name = one.person
    given_first = f"{name.given} {name.family}"
    forms = (one.uuid, name.printed, name.native, name.latin, given_first, f"{name.family} {name.given}")
    return {_folded(form) for form in forms if form.strip()}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def find_anybody(session: Session, key: str) -> Somebody:
    """As :func:`find_person`; else somebody who lies in the bin, or whom undo steps or the history remember.

    The latter has no row: the number is 0. A name that nothing tells any more is empty.

    :raises NotFound: nothing is known of anybody by that name or UUID.
    """
    try:
        return find_person(session, key)
    except NotFound:
        found = _deleted(session, key)
        if found is None:
            raise
        return found


def _deleted(session: Session, key: str) -> Somebody | None:
    connection, wanted = session.connection(), _folded(key)
    for image in people_remembered(connection):
        one = Somebody(0, image["uuid"], PersonName(*(image.get(column.key) or "" for column in NAME_COLUMNS)))
        if wanted and wanted in _called(one):
            return one
    # Only an identity is looked for in what is remembered: a word of any title would be found there, too.
    return (
        Somebody(0, wanted, PersonName()) if _IDENTITY.fullmatch(wanted) and is_remembered(connection, wanted) else None
    )
