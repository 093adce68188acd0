"""The care sheet: it stops where the vault is locked, holds what staff must know, and each use is written down."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa

from tripplanner.documents import publishing, registry
from tripplanner.documents.registry import Request
from tripplanner.model.people import Person
from tripplanner.model.vault import Reveal
from tripplanner.planning.listings.delegates import list_delegates
from tripplanner.planning.privacy.contents import Diet, EmergencyContact, Passport
from tripplanner.planning.privacy.values import CHANGE, set_value
from tripplanner.store.vault.faults import VaultLocked
from tripplanner.store.workspace import Workspace
from vaults import make_vault

CANARY = "CANARY7391"


def text_of(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def made(office: Workspace, kind: str, target: Path, request: Request) -> str:
    found = registry.kind(kind)
    return text_of(registry.write(found, registry.content_of(office, found, 1, request), target / f"{kind}.pdf"))


def test_it_needs_the_vault_and_says_what_staff_must_know(sample_workspace: Workspace, tmp_path: Path) -> None:
    office = sample_workspace
    with pytest.raises(VaultLocked, match="no vault"):
        made(office, "care", tmp_path, Request("fr", "zh"))
    make_vault(office)
    first, second = office.get(list_delegates, 1)[:2]
    vault = office.vault
    office.do(CHANGE, set_value, vault, first.person_id, "emergency_contact", EmergencyContact(f"王伟 {CANARY}"))
    office.do(CHANGE, set_value, vault, first.person_id, "diet", Diet(("no_pork", "allergy"), f"花生 {CANARY}"))
    office.do(CHANGE, set_value, vault, second.person_id, "passport", Passport("E7654321"))
    words = made(office, "care", tmp_path, Request("fr", "zh"))
    assert words.count(CANARY) == 2
    for expected in ("sans porc, allergie", "不吃猪肉、过敏", first.name, "Rien n’est noté pour 13 invités."):
        assert expected in words
    assert "E7654321" not in words
    assert second.name not in words
    used = office.get(lambda session: session.scalars(sa.select(Reveal.person).distinct()).all())
    assert used == [office.get(lambda session: session.get_one(Person, first.person_id).uuid)]
    assert CANARY not in made(office, "itinerary", tmp_path, Request("fr"))
    step = office.undo_label()
    vault.lock()
    with pytest.raises(VaultLocked, match="locked"):
        made(office, "care", tmp_path, Request("fr", "zh"))
    assert CANARY not in made(office, "itinerary", tmp_path, Request("fr"))
    assert step == CHANGE


def test_publishing_leaves_it_out(sample_workspace: Workspace) -> None:
    pieces = sample_workspace.get(publishing.plan, 1, "fr")
    usual = {k.key for k in registry.kinds().values() if k.published and k.protected is None and not k.compares}
    assert {piece.kind.key for piece in pieces} == usual - {"care"}
