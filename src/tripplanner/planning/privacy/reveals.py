"""Protected values shown to somebody: each time is written down before the value is given out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.people import Person
from tripplanner.model.vault import Reveal
from tripplanner.planning.finding import get
from tripplanner.planning.privacy.contents import Content
from tripplanner.planning.privacy.values import read_value
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.ways import open_key

SHOW: Message = msg("show a protected value")
#: What a value is shown for; a document gives its own key (``document:booklet``).
PURPOSES: dict[str, Message] = {"screen": msg("shown on the screen"), "edit": msg("changed"), "export": msg("exported")}


@dataclass(frozen=True, slots=True)
class RevealRow:
    """Who saw which kind of value, when, where and for what."""

    at: datetime
    actor: str
    station: str
    kind: str
    purpose: str


def reveal(
    session: Session, vault: Vault, person_id: int, kind: str, purpose: str = "screen"
) -> Secret[Content] | None:
    """A person’s value, for showing; call it through ``workspace.do``, for it writes who looked.

    That there is none is written down as well: the list of reveals does not tell who has a value.
    """
    vault.use()
    found = read_value(session, vault, person_id, kind)
    note_reveals(session, vault, (get(session, Person, person_id, msg("person")).uuid,), (kind,), purpose)
    return found


def note_reveals(session: Session, vault: Vault, people: Collection[str], kinds: Collection[str], purpose: str) -> None:
    """Write down that values of these people (UUIDs) were used, as by a document."""
    open_key(session, vault)
    for person in people:
        for kind in kinds:
            session.add(
                Reveal(actor=vault.actor, station=vault.station, person=person, kind=kind, purpose=purpose[:60])
            )
    session.flush()


def reveals_of(session: Session, person: str, most: int = 100) -> tuple[RevealRow, ...]:
    """The latest reveals of a person (a UUID), the newest first."""
    columns = (Reveal.at, Reveal.actor, Reveal.station, Reveal.kind, Reveal.purpose)
    query = sa.select(*columns).where(Reveal.person == person).order_by(Reveal.id.desc()).limit(most)
    return tuple(RevealRow(*row) for row in session.execute(query))
