"""Making two records one: every link moves to the one that stays, nothing is said twice, no name is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.files import Attachment
from tripplanner.model.partners import Organisation, OrganisationAlias
from tripplanner.model.people import Person, SensitiveValue
from tripplanner.model.provenance import Reference, VerifyMark
from tripplanner.planning.finding import get
from tripplanner.planning.merging.comparing import BOTH, LEFT, RIGHT, WHAT, can_keep_both, fields, is_empty, together
from tripplanner.planning.merging.finding import matchers
from tripplanner.planning.merging.words import folded
from tripplanner.planning.owning import class_of
from tripplanner.planning.privacy.values import move_values
from tripplanner.planning.using import links_to
from tripplanner.store.journal import KEPT, MERGE
from tripplanner.store.vault.vault import Vault

#: What makes two link rows the same one, by table. Rows of other tables are never the same.
_SAME: Mapping[str, tuple[str, ...]] = {
    "case_organisation": ("case_id", "organisation_id"),
    "case_site": ("case_id", "site_id"),
    "case_theme": ("case_id", "theme_id"),
    "contact": ("organisation_id", "person_id"),
    "delegate": ("delegation_id", "person_id"),
    "delegate_subgroup": ("delegate_id", "subgroup_id"),
    "feed": ("trip_id", "person_id"),
    "item_case": ("item_id", "case_id"),
    "item_host": ("item_id", "organisation_id"),
    "item_subgroup": ("item_id", "subgroup_id"),
    "journey": ("trip_id", "person_id", "direction"),
    "organisation_alias": ("organisation_id", "name"),
    "organisation_theme": ("organisation_id", "theme_id"),
    "participation": ("item_id", "person_id"),
    "room_guest": ("room_id", "person_id"),
    "site_closure": ("site_id", "first_day", "last_day"),
    "site_organisation": ("site_id", "organisation_id", "role"),
    "site_theme": ("site_id", "theme_id"),
    "trip_host": ("trip_id", "organisation_id"),
    "trip_member": ("trip_id", "person_id", "role"),
}
#: What hangs on a record by its UUID, and what makes two of them the same.
_HANGING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Reference, ("url", "citation")),
    (VerifyMark, ("what",)),
    (Attachment, ("file_id", "role")),
)


def merging_into(kept: str) -> Message:
    """What the step is called; it also says which record (a UUID) stays, for erasing follows that."""
    return Message(MERGE.id, {KEPT: kept})


def merge(
    session: Session,
    kind: str,
    keep_id: int,
    drop_id: int,
    choices: Mapping[str, str] | None = None,
    vault: Vault | None = None,
    taking: frozenset[str] = frozenset(),
) -> None:
    """Make ``drop_id`` part of ``keep_id``: its links, files, sources and protected values move, then it is deleted.

    ``choices``: per field *left* (what stays has it), *right* (the other) or *both*; a field without a choice keeps
    what there is and takes from the other what is missing. ``taking`` are kinds of protected values to take from the
    other where both have them. One undo step brings both back.

    Raises :class:`NotFound`, and :class:`VaultLocked` where protected values would have to be encrypted anew.
    """
    model = class_of(matchers()[kind].table)
    keep: Any = get(session, model, keep_id, WHAT)
    drop: Any = get(session, model, drop_id, WHAT)
    if keep is drop:
        raise TripPlannerError(
            msg("A record cannot be made one with itself."), msg("Nothing was changed."), msg("Choose another record.")
        )
    if isinstance(keep, Person):
        _move_protected(session, vault, keep.id, drop.id, taking)
    former = _names(drop)
    _take_fields(keep, drop, choices or {})
    if isinstance(keep, Organisation):
        _keep_names(keep, former)
    _absorb(session, keep, drop)


def _move_protected(session: Session, vault: Vault | None, keep: int, drop: int, taking: frozenset[str]) -> None:
    """Protected values are encrypted for one person: they are encrypted anew for the one who stays."""
    some = session.scalar(sa.select(SensitiveValue.id).where(SensitiveValue.person_id == drop).limit(1))
    if some is None:
        return
    if vault is None:
        raise TripPlannerError(
            msg("The record that would go has protected values, and no vault is open to move them."),
            msg("Nothing was changed."),
            msg("Unlock the vault, or keep the other record instead."),
        )
    move_values(session, vault, drop, keep, taking)


def _take_fields(keep: Any, drop: Any, choices: Mapping[str, str]) -> None:
    unknown = set(choices.values()) - {LEFT, RIGHT, BOTH}
    if unknown:
        raise ValueError(f"no choice {sorted(unknown)}")
    for name in fields(keep.__class__):
        own, other = getattr(keep, name), getattr(drop, name)
        choice = choices.get(name, RIGHT if is_empty(own) else LEFT)
        if choice == BOTH and can_keep_both(keep.__class__, name) and not is_empty(own) and not is_empty(other):
            setattr(keep, name, together(own, other))
        elif choice == RIGHT or (choice == BOTH and is_empty(own)):
            setattr(keep, name, other)


def _absorb(session: Session, keep: Any, drop: Any) -> None:
    """Everything that leads to or hangs on ``drop`` belongs to ``keep``; ``drop`` is gone."""
    _fill_links(keep, drop)
    session.flush()
    for link in links_to(drop.__class__):
        if link.cls is SensitiveValue:
            continue
        rows = session.scalars(sa.select(link.cls).where(link.column == drop.id).order_by(link.cls.id))
        for row in list(rows):
            if row not in session.deleted and row is not keep:
                _lead(session, row, link.column.name, keep)
    _hand_over(session, keep, drop)
    session.flush()
    session.expire(keep)
    session.expire(drop)  # so that no list it was read with takes along what has just moved
    session.delete(drop)
    session.flush()


def _lead(session: Session, row: Any, column: str, keep: Any) -> None:
    """Let a row lead to ``keep``; where one like it does already, the two become one."""
    same = _SAME.get(row.__table__.name)
    twin: Any = None
    if same is not None and column in same:
        model: Any = row.__class__
        wanted = [getattr(model, name) == (keep.id if name == column else getattr(row, name)) for name in same]
        statement = sa.select(model).where(*wanted, model.id != row.id)
        twin = session.scalars(statement.order_by(model.id).limit(1)).first()
    if twin is None:
        setattr(row, column, keep.id)
        session.flush()
        return
    for attribute in _attributes(row):
        if attribute.key not in _KEPT and is_empty(getattr(twin, attribute.key)):
            setattr(twin, attribute.key, getattr(row, attribute.key))
    _absorb(session, twin, row)


_KEPT = frozenset({"id", "uuid", "version", "created_at", "updated_at", "sample_key", "position"})


def _attributes(record: Any) -> Any:
    return record.__class__.__mapper__.column_attrs


def _fill_links(keep: Any, drop: Any) -> None:
    """Records that only ``drop`` leads to (a photo, a place) are led to by ``keep``; itself never."""
    for attribute in _attributes(keep):
        if attribute.columns[0].foreign_keys and getattr(keep, attribute.key) is None:
            value = getattr(drop, attribute.key)
            loop = attribute.key == "parent_id" and value == keep.id
            setattr(keep, attribute.key, None if loop else value)


def _hand_over(session: Session, keep: Any, drop: Any) -> None:
    """Sources, doubts and files of ``drop``, but for those that ``keep`` has."""
    for model, same in _HANGING:
        own: list[Any] = list(session.scalars(sa.select(model).where(model.owner_uuid == keep.uuid)))
        known = {tuple(getattr(one, name) for name in same) for one in own}
        position = max((one.position for one in own), default=-1)
        moved: Any = sa.select(model).where(model.owner_uuid == drop.uuid).order_by(model.position, model.id)
        for row in list(session.scalars(moved)):
            key = tuple(getattr(row, name) for name in same)
            if key in known:
                session.delete(row)
                continue
            known.add(key)
            position += 1
            row.owner_uuid, row.position = keep.uuid, position


def _names(record: Any) -> list[tuple[str, str]]:
    """What an organisation is called besides its aliases: name by language, and its acronym."""
    if not isinstance(record, Organisation):
        return []
    return [*((words, language) for language, words in record.name.words.items()), (record.acronym, "")]


def _keep_names(keep: Organisation, former: list[tuple[str, str]]) -> None:
    """Names of the other that are lost otherwise become aliases."""
    known = {folded(words) for words, _ in _names(keep)} | {folded(alias.name) for alias in keep.aliases}
    for words, language in former:
        if folded(words) and folded(words) not in known:
            known.add(folded(words))
            keep.aliases.append(OrganisationAlias(name=words, language=language))
