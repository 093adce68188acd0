"""What can go wrong with a vault, in words that never hold a value."""

from __future__ import annotations

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

_UNCHANGED = msg("Nothing was changed.")


class VaultLocked(TripPlannerError):
    """A protected value was needed and the vault is locked, or there is none."""


class WrongKey(TripPlannerError):
    """A passphrase or a recovery code does not open the vault."""


def locked() -> VaultLocked:
    """The vault is locked."""
    return VaultLocked(
        msg("The vault is locked: protected values can be neither read nor changed."), _UNCHANGED,
        msg("Unlock it with the passphrase or with the code of the recovery sheet."),
    )  # fmt: skip


def absent() -> VaultLocked:
    """There is no vault yet."""
    return VaultLocked(
        msg("There is no vault yet: protected values have no place to be kept."), _UNCHANGED,
        msg("Create one in the settings, or type: tripplanner vault create."),
    )  # fmt: skip


def present() -> TripPlannerError:
    """There is a vault already."""
    return TripPlannerError(
        msg("This database has a vault already."), _UNCHANGED,
        msg("Open it with its passphrase or with the code of its recovery sheet."),
    )  # fmt: skip


def wrong(what: Message) -> WrongKey:
    """``what`` (the passphrase, the code) opens nothing."""
    return WrongKey(
        msg("{what} does not open the vault.", what=what), msg("It stays locked."),
        msg("Try again; capitals and the layout of the keyboard matter."),
    )  # fmt: skip


def damaged_wrap() -> TripPlannerError:
    """The right passphrase meets a row that was changed."""
    return TripPlannerError(
        msg("The record by which this opens the vault is damaged."), msg("It stays locked."),
        msg("Open it another way (the recovery sheet, another station), or restore a backup."),
    )  # fmt: skip


def damaged_value() -> TripPlannerError:
    """A protected value does not decrypt."""
    return TripPlannerError(
        msg("A protected value cannot be read: it is damaged, or was put with another person."), _UNCHANGED,
        msg("Enter it again, or restore a backup."),
    )  # fmt: skip


def weak(least: int) -> TripPlannerError:
    """A passphrase that is too short."""
    return TripPlannerError(
        msg("The passphrase is too short: it needs at least {least} characters.", least=least), _UNCHANGED,
        msg("Four or five unrelated words make a good one."),
    )  # fmt: skip


def no_keyring() -> TripPlannerError:
    """The system keeps no secrets for us."""
    return TripPlannerError(
        msg("This computer has no keyring that can be used, as on a server without a desktop."), _UNCHANGED,
        msg("Go on with the passphrase: the vault is then unlocked by hand."),
    )  # fmt: skip


def stations_refused() -> TripPlannerError:
    """The office decided that no station opens the vault by itself."""
    return TripPlannerError(
        msg("The office has decided that the vault is unlocked by hand at every station."), _UNCHANGED,
        msg("Go on with the passphrase, or change this in the settings."),
    )  # fmt: skip
