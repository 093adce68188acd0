"""Workspaces on fresh databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tripplanner.store.workspace import Workspace


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """The address of a database that does not exist yet."""
    return str(tmp_path / "trips.db")


@pytest.fixture
def open_workspace(database_url: str) -> Iterator[Callable[..., Workspace]]:
    """Opens workspaces on the same database; all are closed at the end."""
    opened: list[Workspace] = []

    def open(actor: str = "anna", station: str = "desk", **options: bool) -> Workspace:
        workspace = Workspace.open(database_url, actor=actor, station=station, create=not opened, **options)
        opened.append(workspace)
        return workspace

    yield open
    for workspace in reversed(opened):
        workspace.close()


@pytest.fixture
def workspace(open_workspace: Callable[..., Workspace]) -> Workspace:
    """One open workspace."""
    return open_workspace()
