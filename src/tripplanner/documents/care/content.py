"""What the care sheet says, and reading it: protected values, so the vault is open and each use is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tripplanner.documents.registry import Request
from tripplanner.names import PersonName
from tripplanner.planning.listings.delegates import DelegateRow, list_delegates
from tripplanner.planning.privacy.contents import Content, Diet, EmergencyContact, Health, Mobility
from tripplanner.planning.privacy.reveals import note_reveals
from tripplanner.planning.privacy.values import read_values
from tripplanner.planning.trips import trip_row
from tripplanner.store.vault.faults import locked
from tripplanner.store.vault.vault import Vault
from tripplanner.text import Text

KINDS = ("emergency_contact", "health", "diet", "mobility")
PURPOSE = "document:care"


@dataclass(frozen=True, slots=True)
class Guest:
    """A delegate with what is known of them; nothing of it is in the ``repr``."""

    uuid: str
    name: PersonName
    groups: tuple[str, ...]
    contact: EmergencyContact | None = None
    health: Health | None = None
    diet: Diet | None = None
    mobility: Mobility | None = None

    @property
    def known(self) -> tuple[Content, ...]:
        """What is noted, the most urgent first."""
        return tuple(one for one in (self.contact, self.health, self.diet, self.mobility) if one)


@dataclass(frozen=True, slots=True)
class CareContent:
    """The guests of a trip by protocol."""

    title: Text
    first_day: date
    last_day: date
    guests: tuple[Guest, ...]
    languages: tuple[str, ...]


def refuse(session: Session, trip_id: int, request: Request) -> CareContent:
    """Whoever reads it as any other document is told that the vault is locked to them."""
    del session, trip_id, request
    raise locked()


def read(session: Session, vault: Vault, trip_id: int, request: Request) -> CareContent:
    """The sheet of a trip; raises :class:`VaultLocked`."""
    trip = trip_row(session, trip_id)
    rows = [row for row in list_delegates(session, trip_id) if request.person in (None, row.person_uuid)]
    values = read_values(session, vault, [row.person_id for row in rows], KINDS)
    guests = tuple(_guest(row, dict(values.get(row.person_id, {}))) for row in rows)
    note_reveals(session, vault, [one.uuid for one in guests if one.known], KINDS, PURPOSE)
    vault.use()
    return CareContent(trip.title, trip.first_day, trip.last_day, guests, request.languages)


def _guest(row: DelegateRow, known: dict[str, Content]) -> Guest:
    contact, health, diet, mobility = (known.get(kind) for kind in KINDS)
    assert contact is None or isinstance(contact, EmergencyContact)
    assert health is None or isinstance(health, Health)
    assert diet is None or isinstance(diet, Diet)
    assert mobility is None or isinstance(mobility, Mobility)
    return Guest(row.person_uuid, row.person, tuple(row.subgroups), contact, health, diet, mobility)
