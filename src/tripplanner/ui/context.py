"""What a page is given: never looked up in a global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tripplanner.settings import Settings
from tripplanner.ui.actions import Actions
from tripplanner.ui.bus import Bus
from tripplanner.ui.jobs import Jobs
from tripplanner.ui.language import Language
from tripplanner.ui.theme.theme import Theme

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace
    from tripplanner.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class Frame:
    """What exists before a database is open."""

    settings: Settings
    language: Language
    theme: Theme
    jobs: Jobs
    actions: Actions
    shell: Shell


@dataclass(frozen=True, slots=True)
class Context(Frame):
    """What a page is given once a database is open."""

    workspace: Workspace
    bus: Bus
