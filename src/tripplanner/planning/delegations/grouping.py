"""Sub-groups of a delegation: made, renamed, joined, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import msg, msgn
from tripplanner.model.trips import Delegate, DelegateSubGroup, Delegation, SubGroup
from tripplanner.planning.delegations.rights import open_delegate, open_delegation, open_subgroup
from tripplanner.planning.using import blocking
from tripplanner.text import Text

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A sub-group with how many delegates are in it; ``inside``: the delegate asked about is."""

    id: int
    code: str
    name: Text
    size: int
    inside: bool


def subgroups_for(session: Session, delegate: Delegate) -> tuple[GroupRow, ...]:
    """The sub-groups of a delegate’s delegation in order, counted by the database."""
    link = DelegateSubGroup.subgroup_id == SubGroup.id
    statement = (
        sa.select(SubGroup.id, SubGroup.code, SubGroup.name, sa.func.count(DelegateSubGroup.id))
        .outerjoin(DelegateSubGroup, link)
        .where(SubGroup.delegation_id == delegate.delegation_id)
        .group_by(SubGroup.id, SubGroup.code, SubGroup.name, SubGroup.position)
        .order_by(SubGroup.position, SubGroup.id)
    )
    own = {link.subgroup_id for link in delegate.subgroup_links}
    return tuple(GroupRow(id, code, name, size, id in own) for id, code, name, size in session.execute(statement))


def edit_delegation(
    session: Session, delegation_id: int, *, names: Mapping[str, str], country: str, expected_size: int | None
) -> None:
    """What a delegation is called (by language), where it comes from (a code of ISO 3166) and how many are expected."""
    delegation = open_delegation(session, delegation_id)
    for language in sorted(names, key=lambda code: code != delegation.name.source):
        if names[language].strip() != delegation.name.get(language):
            delegation.name = delegation.name.with_words(language, names[language].strip())
    delegation.country, delegation.expected_size = country, expected_size
    session.flush()


def add_subgroup(session: Session, delegation_id: int, name: Text, delegate_ids: Iterable[int] = ()) -> int:
    """A sub-group with the next free letter as its code and these delegates in it; its number.

    Raises :class:`TripPlannerError` where the name is empty.
    """
    delegation = open_delegation(session, delegation_id)
    _named(name)
    position = max((one.position for one in delegation.subgroups), default=-1) + 1
    made = SubGroup(position=position, code=_free_code(delegation), name=name)
    delegation.subgroups.append(made)
    session.flush()
    for id in delegate_ids:
        _join(open_delegate(session, id), made)
    session.flush()
    return made.id


def rename_subgroup(session: Session, subgroup_id: int, language: str, words: str) -> None:
    """Another name in one language."""
    group = open_subgroup(session, subgroup_id)
    name = group.name.with_words(language, words.strip())
    _named(name)
    if group.name != name:
        group.name = name
        session.flush()


def recode_subgroup(session: Session, subgroup_id: int, code: str) -> None:
    """Another code: a letter or a short word that no other sub-group of the delegation has."""
    group = open_subgroup(session, subgroup_id)
    code = code.strip()
    taken = {one.code.casefold() for one in group.delegation.subgroups if one is not group}
    if not code or len(code) > 10 or code.casefold() in taken:
        raise TripPlannerError(
            msg("“{code}” cannot be the code of this sub-group.", code=code),
            msg("Nothing was changed."),
            msg("Choose a code of one to ten characters that no other sub-group has."),
        )
    group.code = code
    session.flush()


def set_subgroup(session: Session, delegate_ids: Iterable[int], subgroup_id: int, inside: bool) -> int:
    """Put delegates into a sub-group, or take them out; how many that changed.

    Raises :class:`TripPlannerError` for a delegate of another delegation.
    """
    group = open_subgroup(session, subgroup_id)
    changed = 0
    for id in dict.fromkeys(delegate_ids):
        changed += _join(open_delegate(session, id), group) if inside else _part(open_delegate(session, id), group)
    session.flush()
    return changed


def remove_subgroup(session: Session, subgroup_id: int) -> None:
    """Take a sub-group away; its delegates stay.

    Raises :class:`TripPlannerError` while items or nights are meant for it: they would fall to everyone.
    """
    group = open_subgroup(session, subgroup_id)
    needed = {(use.kind, use.id) for use in blocking(session, group)}
    if needed:
        raise TripPlannerError(
            msgn(
                "{n} item or night of the programme is meant for this sub-group.",
                "{n} items or nights of the programme are meant for this sub-group.",
                len(needed),
            ),
            msg("The sub-group was kept, as they would otherwise fall to everyone."),
            msg("Choose who takes part in them first."),
        )
    group.delegation.subgroups.remove(group)
    session.flush()


def _join(delegate: Delegate, group: SubGroup) -> bool:
    if delegate.delegation_id != group.delegation_id:
        raise TripPlannerError(
            msg("A sub-group is part of one delegation; this person belongs to another one."),
            msg("Nothing was changed."),
            msg("Choose a sub-group of their own delegation."),
        )
    if any(link.subgroup_id == group.id for link in delegate.subgroup_links):
        return False
    delegate.subgroup_links.append(DelegateSubGroup(subgroup=group))
    return True


def _part(delegate: Delegate, group: SubGroup) -> bool:
    link = next((link for link in delegate.subgroup_links if link.subgroup_id == group.id), None)
    if link is None:
        return False
    delegate.subgroup_links.remove(link)
    return True


def _named(name: Text) -> None:
    if not name:
        raise TripPlannerError(
            msg("A sub-group needs a name."), msg("Nothing was changed."), msg("Write what it is called.")
        )


def _free_code(delegation: Delegation) -> str:
    taken = {one.code for one in delegation.subgroups}
    numbered = (f"{letter}{number}" for number in range(2, 1000) for letter in _LETTERS)
    return next(code for code in (*_LETTERS, *numbered) if code not in taken)
