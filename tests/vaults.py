"""A vault whose passphrases cost nothing to guess, and a keyring that keeps its secrets in memory."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from sqlalchemy.orm import Session

from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.store.vault import ways
from tripplanner.store.vault.secret import Secret
from tripplanner.store.vault.vault import Vault
from tripplanner.store.vault.wraps import Cost
from tripplanner.store.workspace import Workspace

CHEAP = Cost(log2_n=4, r=1, p=1)
PASSPHRASE = Secret("marmotte sous la neige")
LABEL = msg("Edit")


class MemoryKeyring(KeyringBackend):
    """A keyring as the system's are, that forgets everything at the end."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def memory_keyring() -> Iterator[MemoryKeyring]:
    """The system's keyring, for the time of a test."""
    former, own = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(former)


@pytest.fixture
def cheap_vaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that are set by a command or by the window cost nothing to guess."""
    monkeypatch.setattr(Vault, "cost", CHEAP)


def make_vault(workspace: Workspace, passphrase: Secret[str] | None = PASSPHRASE) -> str:
    """Gives a workspace's database a vault, open; returns the code of its sheet."""
    workspace.vault.cost = CHEAP
    return workspace.do(msg("create the vault"), ways.create, workspace.vault, passphrase).reveal()


def add_person(session: Session, family_name: str) -> int:
    person = Person(family_name=family_name, given_name="Test")
    session.add(person)
    session.flush()
    return person.id
