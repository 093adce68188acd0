"""A hundred protected values read and decrypted at once, as rules and the care sheet do."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy.orm import Session

from bench.measure import Figure
from tripplanner.i18n import msg
from tripplanner.model.people import Person
from tripplanner.planning.privacy.contents import Diet, Passport
from tripplanner.planning.privacy.values import read_values, set_value
from tripplanner.store.vault import ways
from tripplanner.store.vault.vault import Vault
from tripplanner.store.workspace import Workspace

PEOPLE, KINDS, RUNS = 50, ("passport", "diet"), 21


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, Workspace.open(Path(folder, "v.db"), create=True) as workspace:
        vault = workspace.vault
        workspace.do(msg("create the vault"), ways.create, vault)
        people = workspace.do(msg("fill"), _fill, vault)
        times = [_read(workspace, people) for _ in range(RUNS)]
    return [Figure(f"{PEOPLE * len(KINDS)} protected values decrypted", 1000 * statistics.median(times), "ms", 10)]


def _fill(session: Session, vault: Vault) -> list[int]:
    people = [Person(family_name=f"P{number}") for number in range(PEOPLE)]
    session.add_all(people)
    session.flush()
    for number, person in enumerate(people):
        set_value(session, vault, person.id, "passport", Passport(f"E{number:08}", name="LI NA"))
        set_value(session, vault, person.id, "diet", Diet(("no_pork",), "words " * 20))
    return [person.id for person in people]


def _read(workspace: Workspace, people: list[int]) -> float:
    start = time.perf_counter()
    found = workspace.get(read_values, workspace.vault, people, KINDS)
    elapsed = time.perf_counter() - start
    if sum(map(len, found.values())) != PEOPLE * len(KINDS):
        raise RuntimeError("values are missing")
    return elapsed
