"""Making a version: approving the programme, releasing it, keeping a private snapshot."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.model.base import now
from tripplanner.model.releases import Release
from tripplanner.planning.archived import open_trip
from tripplanner.planning.checks import Finding, check_trip
from tripplanner.planning.checks.reading import TODAY, Today
from tripplanner.planning.releases.facts import facts_of
from tripplanner.planning.releases.freezing import freeze
from tripplanner.planning.releases.leaving import gone, gone_of, stored
from tripplanner.planning.releases.sequences import Counting
from tripplanner.planning.releases.versions import Version, latest, record_of, version_of
from tripplanner.planning.releases.withdrawing import with_withdrawn, withdrawn
from tripplanner.planning.requests.sent import told_sequences
from tripplanner.store.changes import tell
from tripplanner.store.vault.vault import Vault


class Blocked(TripPlannerError):
    """Findings stand in the way of a release; ``findings`` are those."""

    def __init__(self, what: Message, kept: Message, todo: Message, findings: tuple[Finding, ...]) -> None:
        super().__init__(what, kept, todo)
        self.findings = findings


def release(
    session: Session,
    trip_id: int,
    *,
    by: str,
    name: str = "",
    note: str = "",
    anyway: str = "",
    today: Today = TODAY,
    vault: Vault | None = None,
) -> Version:
    """Freezes the trip as its next release.

    ``by`` is who does it, ``anyway`` why in spite of findings that block. Raises :class:`NotFound`,
    :class:`~tripplanner.planning.archived.Archived` and, where findings block and ``anyway`` is empty,
    :class:`Blocked`.
    """
    open_trip(session, trip_id)
    blocking = blockers(session, trip_id, today, vault)
    if blocking and not anyway.strip():
        raise _blocked(blocking)
    reason = anyway.strip() if blocking else ""
    return _make(session, trip_id, "release", by=by, name=name, note=note, anyway=reason)


def approve(session: Session, trip_id: int, *, by: str, name: str = "", note: str = "") -> Version:
    """Freezes the trip as the version that goes into the mission file. Raises as :func:`release` does."""
    open_trip(session, trip_id)
    return _make(session, trip_id, "approved", by=by, name=name, note=note)


def snapshot(session: Session, trip_id: int, *, by: str, name: str = "", note: str = "") -> Version:
    """Keeps the trip as it is, for the office only: nothing is given out, no number is used up."""
    return _make(session, trip_id, "snapshot", by=by, name=name, note=note)


def blockers(session: Session, trip_id: int, today: Today = TODAY, vault: Vault | None = None) -> tuple[Finding, ...]:
    """The findings that block a release and are not dismissed."""
    return tuple(f for f in check_trip(session, trip_id, today, vault) if f.level == "blocks" and not f.dismissed)


def _blocked(findings: tuple[Finding, ...]) -> Blocked:
    return Blocked(
        msgn("{n} finding blocks the release.", "{n} findings block the release.", len(findings)),
        msg("Nothing was released."),
        msg("Settle them, dismiss them with a reason, or release anyway and say why."),
        findings,
    )


def _make(session: Session, trip_id: int, kind: str, **said: str) -> Version:
    before = latest(session, trip_id, kind)
    rows = freeze(session, trip_id)
    trip = rows["trip"][0]["uuid"]
    made = Release(
        trip_uuid=trip, kind=kind, number=before.number + 1 if before else 1, made_at=now(),
        name=said["name"].strip(), note=said["note"].strip(), made_by=said["by"], anyway=said.get("anyway", ""),
    )  # fmt: skip
    earlier = record_of(session, before) if before and kind == "release" else None
    facts = facts_of(rows)
    off = withdrawn(earlier.content, rows, facts, made.made_at) if earlier else {}
    made.content = {"rows": rows, "withdrawn": off}
    if kind == "release":
        shown = facts_of(with_withdrawn(made.content)) if off else facts
        counting = Counting(session, earlier, shown, told_sequences(session, trip_id))
        away = gone(gone_of(earlier.content) if earlier else {}, counting.left, shown, made.made_at)
        since = {who: moment.isoformat() for who, moment in away.items()}
        made.content = {**made.content, "left": stored(counting.left), "gone": since}
        session.add(made)
        session.flush()
        session.add_all(counting.row(made, item) for item in shown.items.values())
    session.add(made)
    session.flush()
    tell(session, Release.__tablename__, made.uuid)
    return version_of(session, trip_id, made.number, kind)
