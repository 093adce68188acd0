"""What the office decided about its vault, for everybody who uses the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.model.offices import Setting
from tripplanner.store.vault import faults, ways
from tripplanner.store.vault.vault import Vault

_KEY = "vault"
IDLE_CHOICES = (1, 5, 15, 60, 240)


@dataclass(frozen=True, slots=True)
class VaultSettings:
    """``stations``: a station’s keyring may open the vault at start. ``idle_minutes``: it locks when unused so long."""

    stations: bool = True
    idle_minutes: int = 15


def vault_settings(session: Session) -> VaultSettings:
    """The office’s decisions; the usual ones where it made none, or where they cannot be read."""
    stored: Any = session.scalar(sa.select(Setting.value).where(Setting.key == _KEY))
    usual = VaultSettings()
    known: dict[str, Any] = {**stored} if isinstance(stored, dict) else {}
    stations, idle = known.get("stations"), known.get("idle_minutes")
    return VaultSettings(
        stations if isinstance(stations, bool) else usual.stations,
        idle if isinstance(idle, int) and 0 < idle <= max(IDLE_CHOICES) else usual.idle_minutes,
    )


def set_vault_settings(session: Session, **changes: Any) -> None:
    """Set ``stations`` or ``idle_minutes``."""
    wanted = asdict(replace(vault_settings(session), **changes))
    row = session.scalars(sa.select(Setting).where(Setting.key == _KEY)).one_or_none()
    if row is None:
        session.add(Setting(key=_KEY, value=wanted))
    else:
        row.value = wanted
    session.flush()


def open_by_station(session: Session, vault: Vault) -> bool:
    """Opens the vault with this station’s keyring where the office allows it; whether it is open now."""
    return vault.is_open or (vault_settings(session).stations and ways.unlock_by_station(session, vault))


def trust_station(session: Session, vault: Vault) -> None:
    """From now on this station opens the vault by its keyring; raises :class:`TripPlannerError` where it may not."""
    if not vault_settings(session).stations:
        raise faults.stations_refused()
    ways.trust_station(session, vault)
