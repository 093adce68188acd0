"""A database with the sample, made once, and commands that run on a copy of it."""

import shutil
from pathlib import Path

import pytest
from running import Run

from tripplanner.cli import main


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.db"
    assert main(["--ui-language", "en", "--database", str(path), "init", "--sample"]) == 0
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(template, tmp_path / "trips.db"))


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(database, capsys)
