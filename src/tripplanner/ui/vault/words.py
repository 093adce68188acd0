"""How the state of the vault is said at the foot of the rail."""

from __future__ import annotations

from tripplanner.i18n import msg

STATE_WORDS = {"locked": msg("Vault locked"), "open": msg("Vault open")}
STATE_ICONS = {"locked": "lock", "open": "lock-open"}
