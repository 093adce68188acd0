"""Many people add to the same few records at once on a server: nobody's change is silently overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rigs.counts import times
from rigs.racing import RECORDS, race
from store.verbs import LABEL, add_theme
from tripplanner.store.workspace import Workspace


@pytest.fixture
def records(postgres_url: str) -> str:
    """A database with the records that everybody wants to change."""
    with Workspace.open(postgres_url, actor="anna") as workspace:
        for number in range(RECORDS):
            workspace.do(LABEL, add_theme, f"record-{number}")
    return postgres_url


def test_racing_edits_lose_nothing(records: str, tell: Callable[[str], None]) -> None:
    edits = times(500, 20_000)
    tally, total = race(records, edits, checked=True)
    assert total == tally.done
    assert tally.done + tally.refused == edits
    tell(f"{edits} racing edits: {tally.done} saved, {tally.refused} refused, {tally.done - total} lost")
    assert tally.refused > edits // 100, "nobody was in anybody's way: this was no race"


def test_the_rig_sees_lost_updates_without_the_version(records: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, str(Path(__file__).with_name("racing.py")), records, "300"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    done, refused, total = map(int, said.split())
    assert (done, refused) == (300, 0)
    assert total < done
