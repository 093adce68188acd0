"""A workspace on the sample for the tests of the planner, which reckons alike on every database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tripplanner.store.workspace import Workspace


@pytest.fixture
def sample(tmp_path: Path, _sqlite_sample: Path) -> Iterator[Workspace]:
    path = tmp_path / "sample.db"
    path.write_bytes(_sqlite_sample.read_bytes())
    with Workspace.open(path, actor="anna", station="desk") as workspace:
        yield workspace
