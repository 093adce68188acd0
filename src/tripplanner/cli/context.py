"""What a running command has: its arguments, its language, its streams, its database."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING, Any, TextIO

from tripplanner.cli.output import tell
from tripplanner.cli.terminal import bar
from tripplanner.i18n import Message, say
from tripplanner.progress import Progress
from tripplanner.settings import Settings

if TYPE_CHECKING:
    from tripplanner.store.workspace import Workspace


class Context:
    """One run of one command."""

    def __init__(self, arguments: argparse.Namespace, language: str) -> None:
        self.arguments = arguments
        self.language = language
        self.settings = Settings()

    @property
    def out(self) -> TextIO:
        """Where results go: nowhere in a process without output."""
        return sys.stdout or io.StringIO()

    @property
    def location(self) -> str:
        """The database asked for, else the one of the settings."""
        return self.arguments.database or self.settings.database()

    def get(self, name: str) -> Any:
        """An argument of the command."""
        return getattr(self.arguments, name)

    def say(self, message: Message) -> str:
        """A message in the person's language."""
        return say(message, self.language)

    def tell(self, message: Message) -> None:
        """A line of the result; beside it where the result is JSON."""
        tell(self.say(message), sys.stderr if getattr(self.arguments, "json", False) else self.out)

    def note(self, message: Message) -> None:
        """A line beside the result: it does not disturb who reads the output."""
        tell(self.say(message), sys.stderr)

    def reading(self) -> Workspace:
        """The database, for reading: works while a window is open."""
        from tripplanner.store.workspace import Workspace

        return Workspace.open(self.location, read_only=True)

    def writing(self, *, create: bool = False) -> Workspace:
        """The database, for writing; whoever has it open is named in the error."""
        from tripplanner.store.workspace import Workspace

        return Workspace.open(self.location, create=create)

    def progress(self) -> Progress:
        """Shows a bar on a terminal, nothing elsewhere."""
        return Progress(bar(sys.stderr, self.language))
