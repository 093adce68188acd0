"""Commands that run on a copy of a database with the sample."""

import shutil
from pathlib import Path

import pytest
from running import Run


@pytest.fixture
def database(sample_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample_database, tmp_path / "trips.db"))


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(database, capsys)
