"""Fixtures for arranging."""

import pytest
from days import Days

from tripplanner.store.workspace import Workspace


@pytest.fixture
def days(workspace: Workspace) -> Days:
    return Days(workspace)
