"""What a place to publish to can do, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from tripplanner.errors import TripPlannerError


class Changed(Exception):
    """What lies at a path is not what we put there: somebody else was there."""


class Unreachable(TripPlannerError):
    """The place is away, full, locked or closed to us: nothing more can be put there now."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder that is made where it is missing; with a ``title`` it is a calendar (CalDAV)."""

    path: str
    title: str = ""


class Place(Protocol):
    """Files below an address, each with an entity tag that changes with its content.

    Paths are relative, their parts joined by ``/`` and safe in an address. Every method raises :class:`Unreachable`.
    """

    def prepare(self, shelves: list[Shelf]) -> None:
        """Makes the folders that are missing."""
        ...

    def tags(self, folder: str) -> dict[str, str]:
        """The entity tag of each file directly in a folder, by path; nothing where the folder is missing."""
        ...

    def put(self, path: str, data: bytes, tag: str) -> str:
        """Writes a file, whole or not at all, in place of the one with ``tag`` (``""``: there is none yet).

        Returns its new tag; raises :class:`Changed`.
        """
        ...

    def remove(self, path: str, tag: str) -> None:
        """Takes the file with ``tag`` away, or leaves it where it is gone already. Raises :class:`Changed`."""
        ...

    def remove_shelf(self, path: str) -> None:
        """Takes a folder away that we made, if nothing is left in it."""
        ...

    def close(self) -> None:
        """Lets go of connections."""
        ...
