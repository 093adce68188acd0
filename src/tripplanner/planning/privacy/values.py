"""Protected values of people: written, read, moved when two records of a person become one.

Verbs that touch a clear value take the open vault as an argument and raise ``VaultLocked`` otherwise. Whoever shows a
value to a person goes through :mod:`tripplanner.planning.privacy.reveals`, which writes down that it was shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.planning.finding import get
from tripplanner.planning.privacy.classes import keep_until, last_return, retention_days
from tripplanner.planning.privacy.contents import CLASSES, Content, Passport, checked, compared, from_bytes, to_bytes
from tripplanner.store.vault.cipher import DataKey
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.ways import open_key

#: What a step that changes protected values is called: neither whose they are, nor which, nor what they say.
CHANGE: Message = msg("change a protected value")
_PERSON = msg("person")


def set_value(session: Session, vault: Vault, person_id: int, kind: str, content: Content | None) -> None:
    """Keep ``content`` (of the class of ``kind``) for a person; nothing, or what says nothing, takes the value away.

    :raises TripPlannerError: the vault is locked, or a field cannot hold what was given.
    """
    key = open_key(session, vault, to_write=True)
    vault.use()
    person = get(session, Person, person_id, _PERSON)
    row = _row(session, person_id, kind)
    tidy = checked(kind, content) if content is not None else None
    if not tidy:
        if row is not None:
            session.delete(row)
    elif row is None:
        row = SensitiveValue(person_id=person_id, kind=kind)
        row.keep_until = keep_until(kind, last_return(session, person_id), retention_days(session))
        session.add(row)
        _put(row, key, person.uuid, tidy)
    elif _content(row, key, person.uuid) != tidy:
        _put(row, key, person.uuid, tidy)
    session.flush()


def change_value(session: Session, vault: Vault, person_id: int, kind: str, **parts: Any) -> None:
    """Set some fields of a value and leave its others, as an import does; see :func:`set_value`."""
    found = read_value(session, vault, person_id, kind)
    content: Any = found.reveal() if found is not None else CLASSES[kind]()
    set_value(session, vault, person_id, kind, replace(content, **parts))


def read_value(session: Session, vault: Vault, person_id: int, kind: str) -> Secret[Content] | None:
    """A person’s value; ``None`` where none is kept. Not for showing: that is written down by a reveal."""
    key = open_key(session, vault)
    person = get(session, Person, person_id, _PERSON)
    row = _row(session, person_id, kind)
    return None if row is None else Secret(_content(row, key, person.uuid))


def read_values(
    session: Session, vault: Vault, people: Collection[int], kinds: Collection[str], *, skip_damaged: bool = False
) -> Mapping[int, Mapping[str, Content]]:
    """The values of many people, with one statement: by person’s number, then by kind.

    :param skip_damaged: leaves a value out that cannot be read; otherwise it raises :class:`TripPlannerError`.
    """
    key = open_key(session, vault)
    query = (
        sa.select(SensitiveValue.person_id, Person.uuid, SensitiveValue.kind, SensitiveValue.value)
        .join(Person, Person.id == SensitiveValue.person_id)
        .where(SensitiveValue.person_id.in_(people), SensitiveValue.kind.in_(kinds))
    )
    found: dict[int, dict[str, Content]] = defaultdict(dict)
    for number, uuid, kind, stored in session.execute(query):
        try:
            found[number][kind] = from_bytes(kind, key.decrypt(uuid, kind, stored))
        except TripPlannerError:
            if not skip_damaged:
                raise
    return found


def move_values(session: Session, vault: Vault, from_person: int, to_person: int, taking: Collection[str] = ()) -> None:
    """Give one person’s values to another, encrypted anew for them: two records of a person become one.

    What both have stays as ``to_person`` has it, but for the kinds in ``taking``. ``from_person`` has none left.

    :raises VaultLocked: there is something to move and the vault is locked.
    """
    rows = session.scalars(sa.select(SensitiveValue).where(SensitiveValue.person_id == from_person)).all()
    if not rows:
        return
    key = open_key(session, vault, to_write=True)
    vault.use()
    source, target = get(session, Person, from_person, _PERSON), get(session, Person, to_person, _PERSON)
    for row in rows:
        own = _row(session, to_person, row.kind)
        content = _content(row, key, source.uuid)
        if own is None:
            own = SensitiveValue(person_id=to_person, kind=row.kind, keep_until=row.keep_until)
            session.add(own)
            _put(own, key, target.uuid, content)
        elif row.kind in taking:
            _put(own, key, target.uuid, content)
        session.delete(row)
    session.flush()
    session.expire(source, ["sensitive"])
    session.expire(target, ["sensitive"])


def same_passport(session: Session, vault: Vault, number: str) -> tuple[int, ...]:
    """The people (by number) whose passport has this number, however it is spaced."""
    blind = _blind(open_key(session, vault), "passport", Passport(number))
    query = sa.select(SensitiveValue.person_id).where(SensitiveValue.kind == "passport", SensitiveValue.blind == blind)
    return tuple(session.scalars(query.order_by(SensitiveValue.person_id))) if blind else ()


def passport_twins(session: Session) -> tuple[tuple[int, ...], ...]:
    """People (by number) who have the same passport number, group by group. Needs no open vault: hashes are equal."""
    columns = (SensitiveValue.blind, SensitiveValue.person_id)
    query = sa.select(*columns).where(SensitiveValue.kind == "passport", SensitiveValue.blind != "")
    groups: dict[str, list[int]] = defaultdict(list)
    for blind, person in session.execute(query.order_by(SensitiveValue.person_id)):
        groups[blind].append(person)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def sealed(key: DataKey, person: str, kind: str, content: Content) -> tuple[str, str]:
    """What a row holds of a value: the ciphertext and the hash by which equal ones are found."""
    return key.encrypt(person, kind, to_bytes(content)), _blind(key, kind, content)


def _blind(key: DataKey, kind: str, content: Content) -> str:
    words = compared(content)
    return key.blind(kind, words) if words else ""


def _put(row: SensitiveValue, key: DataKey, person: str, content: Content) -> None:
    row.value, row.blind = sealed(key, person, row.kind, content)
    row.key_id = key.id


def _content(row: SensitiveValue, key: DataKey, person: str) -> Content:
    return from_bytes(row.kind, key.decrypt(person, row.kind, row.value))


def _row(session: Session, person_id: int, kind: str) -> SensitiveValue | None:
    query = sa.select(SensitiveValue).where(SensitiveValue.person_id == person_id, SensitiveValue.kind == kind)
    return session.scalars(query).one_or_none()
