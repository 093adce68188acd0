"""Writing what a plan says, in the one transaction that makes it one undo step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from tripplanner.errors import Conflict
from tripplanner.exchange.intake.plan import PlanRow
from tripplanner.exchange.intake.previewing import Plan
from tripplanner.exchange.intake.since import remember
from tripplanner.exchange.intake.vaulted import keep
from tripplanner.i18n import Message, msg
from tripplanner.progress import NO_PROGRESS, Progress
from tripplanner.store.vault.vault import Vault

_WRITING = msg("Writing rows")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: the UUIDs of the records it made and changed, how many rows it left as they were."""

    created: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: int
    left: int

    @property
    def summary(self) -> Message:
        """``3 new, 1 changed, 14 as they were, 2 left out``."""
        return msg("{new} new, {changed} changed, {same} as they were, {left} left out",
                   new=len(self.created), changed=len(self.updated), same=self.unchanged, left=self.left)  # fmt: skip


def label(plan: Plan) -> Message:
    """What the step is called in the menu *Undo*."""
    return msg("Import “{file}”", file=plan.file)


def apply(session: Session, plan: Plan, *, vault: Vault | None = None, progress: Progress = NO_PROGRESS) -> Outcome:
    """Writes the rows that are new or change something; rows to mend and rows left out stay out.

    :raises VaultLocked: there are protected values to write and the vault was closed since.
    :raises Conflict: what the rows are compared with changed since the plan was made; nothing is written.
    """
    if plan.vault_open and vault is None:
        raise TypeError("a plan made with an open vault is applied with it: its protected values would be lost")
    now = plan.against(session, vault)
    if [_said(row) for row in now.rows] != [_said(row) for row in plan.rows]:
        raise Conflict(
            msg("Records that “{file}” is about have changed since it was looked at.", file=plan.file),
            msg("Nothing was imported."),
            msg("Look at the rows again, then import."),
        )
    todo = [row for row in now.rows if row.state in ("new", "update")]
    records = _written(session, now, todo, progress)
    if vault is not None and plan.vault_open:
        for row, record in zip(todo, records, strict=True):
            progress.check()
            if protected := {key: value for key, value in row.protected.items() if key not in row.kept}:
                keep(session, vault, record.person_id, protected)
    if todo:
        _mark(session, now, todo, records, vault)
    created = tuple(record.uuid for row, record in zip(todo, records, strict=True) if row.record is None)
    updated = tuple(row.record.uuid for row in todo if row.record is not None)
    counts = now.counts
    return Outcome(created, updated, counts["unchanged"], counts["mend"] + counts["skipped"])


def _written(session: Session, plan: Plan, rows: list[PlanRow], progress: Progress) -> list[Any]:
    """The records of the rows, in their order; they are sent to the database together."""
    writer = plan.subject.writer(session, plan.target)
    found: list[Any] = []
    with session.no_autoflush:
        for done, row in enumerate(rows):
            progress.step(done, len(rows), _WRITING)
            changes = {one.field: one.after for one in row.differences if one.taken and not one.protected}
            found.append(writer.write(row.record, changes, row.values))
    session.flush()
    return found


def _mark(session: Session, plan: Plan, todo: list[PlanRow], records: list[Any], vault: Vault | None) -> None:
    """What the records hold now is what this import left, those that were like that already among them."""
    rows = {row.record.uuid: row for row in plan.rows if row.record is not None and row.state == "unchanged"}
    rows |= {record.uuid: row for row, record in zip(todo, records, strict=True)}
    if plan.subject.marked:
        remember(session, plan.subject, plan.target, rows, vault if plan.vault_open else None)


def _said(row: PlanRow) -> tuple[Any, ...]:
    return row.number, row.state, row.record and row.record.uuid, row.differences
