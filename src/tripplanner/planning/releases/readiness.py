"""What a person looks at before they release: what stands in the way, what is not translated, what changed.

Also what any version, or the draft, says, with the names of its people, to be shown and compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.names import PersonName
from tripplanner.planning.checks import Finding
from tripplanner.planning.checks.reading import TODAY, Today
from tripplanner.planning.releases.comparing import Comparison, compare
from tripplanner.planning.releases.facts import Facts, facts_of
from tripplanner.planning.releases.freezing import Content, freeze
from tripplanner.planning.releases.making import blockers
from tripplanner.planning.releases.versions import Version, content_of, latest
from tripplanner.planning.texts.counting import TextCount, count_texts
from tripplanner.planning.trips import trip_row
from tripplanner.store.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Seen:
    """What a version says, and what its people are called, by UUID."""

    facts: Facts
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What ``after`` changes; ``names`` are those of everybody in either, by UUID."""

    changes: Comparison
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How a trip stands before its next release.

    ``number`` is the one it will get; ``since`` the release before it, ``None`` before the first, and then nothing
    is ``changed``. ``texts`` counts the translations into each language of the trip.
    """

    number: int
    since: Version | None
    blocking: tuple[Finding, ...]
    texts: Mapping[str, TextCount]
    changed: Difference | None

    @property
    def needs_reason(self) -> bool:
        """Is it only released by saying why anyway?"""
        return bool(self.blocking)


def readiness(session: Session, trip_id: int, today: Today = TODAY, vault: Vault | None = None) -> Readiness:
    """How the trip stands; raises :class:`NotFound`. ``today`` and ``vault`` as for the checks."""
    languages = trip_row(session, trip_id).languages
    since = latest(session, trip_id)
    counted = count_texts(session, [trip_id], languages=languages).get(trip_id, {})
    return Readiness(
        since.number + 1 if since else 1,
        since,
        blockers(session, trip_id, today, vault),
        counted,
        difference(session, trip_id, since, None) if since else None,
    )


def seen(session: Session, trip_id: int, version: Version | None) -> Seen:
    """What a version says; ``None`` is the draft. Raises :class:`NotFound`."""
    rows = freeze(session, trip_id) if version is None else content_of(session, version)["rows"]
    return Seen(facts_of(rows), _names(rows))


def difference(session: Session, trip_id: int, before: Version | None, after: Version | None) -> Difference:
    """What differs between two versions of a trip; ``None`` is the draft. Raises :class:`NotFound`."""
    return between(seen(session, trip_id, before), seen(session, trip_id, after))


def between(old: Seen, new: Seen) -> Difference:
    """What ``new`` changes of ``old``."""
    return Difference(compare(old.facts, new.facts), {**old.names, **new.names})


def _names(rows: Content) -> dict[str, str]:
    return {row["uuid"]: name_of_person(row["values"]) for row in rows.get("person", ())}


def name_of_person(values: Mapping[str, Any]) -> str:
    """A person's name as it is printed, from the columns of their row."""

    def part(column: str) -> str:
        return str(values.get(column) or "")

    return PersonName(
        part("family_name"), part("given_name"), part("second_family_name"), part("native_family"),
        part("native_given"), part("native_script"), part("romanisation"), part("preferred_latin"),
        part("name_order") or "family_first",
    ).printed  # fmt: skip
