"""Writing documents of the library: what, in which languages, where to; then a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.documents.library.registry import Asked, kind, write
from tripplanner.i18n import Message, msg
from tripplanner.progress import Progress
from tripplanner.ui.content import content_languages
from tripplanner.ui.context import Context
from tripplanner.ui.language import ENDONYMS
from tripplanner.ui.records.sheet import Asked as Field
from tripplanner.ui.records.sheet import Sheet, choice_field

#: What is offered: the kind, the ending, options, and its words.
Offer = tuple[str, str, dict[str, str], Message]
MATRIX: tuple[Offer, ...] = (
    ("matrix", ".pdf", {"paper": "a4"}, msg("Matrix, PDF on A4")),
    ("matrix", ".pdf", {"paper": "a3"}, msg("Matrix, PDF on A3")),
    ("matrix", ".docx", {"paper": "a4"}, msg("Matrix, Word")),
    ("matrix", ".xlsx", {}, msg("Matrix, Excel")),
    ("solutions", ".json", {}, msg("Cases as PANORAMA has them, JSON")),
    ("solutions", ".xlsx", {}, msg("Cases as PANORAMA has them, Excel")),
)
CASE: tuple[Offer, ...] = (
    ("case", ".pdf", {"extent": "full"}, msg("All of it, PDF")),
    ("case", ".docx", {"extent": "full"}, msg("All of it, Word")),
    ("case", ".pdf", {"extent": "snapshot"}, msg("One page, PDF")),
    ("case", ".docx", {"extent": "snapshot"}, msg("One page, Word")),
    ("solutions", ".json", {}, msg("Cases as PANORAMA has them, JSON")),
)


class Exporter:
    """Asks and writes; ``sheet`` and ``target`` may be replaced to answer without a person."""

    def __init__(self, context: Context, parent: QWidget, sheet: Callable[[Sheet], bool]) -> None:
        self._context, self._parent, self.sheet = context, parent, sheet
        self.target: Callable[[str, str], str] = self._ask_path

    def offer(self, title: Message, offers: Sequence[Offer], asked: Asked, name: str) -> None:
        """Ask which document of these, in which languages; then where to."""
        chosen: dict[str, Any] = {}
        if self.sheet(Sheet(self._context, title, self._fields(offers), chosen.update, self._parent.window())):
            key, ending, options, _ = offers[chosen["what"]]
            second = chosen["second"] if chosen["second"] != chosen["language"] else None
            wanted = replace(asked, language=chosen["language"], second=second, options=options)
            path = self.target(f"{name}{ending}", ending)
            if path:
                self._write(key, wanted, Path(path if Path(path).suffix else path + ending))

    def _fields(self, offers: Sequence[Offer]) -> list[Field]:
        say = self._context.language.say
        first, _ = content_languages(self._context.settings, self._context.language.code)
        tongues = list(ENDONYMS.items())
        return [
            choice_field("what", msg("File"), [(n, say(one[3])) for n, one in enumerate(offers)], 0),
            choice_field("language", msg("Language"), tongues, first),
            choice_field("second", msg("Beside it"), [(None, say(msg("no second language"))), *tongues], None),
        ]

    def _ask_path(self, name: str, ending: str) -> str:
        title = self._context.language.say(msg("Export…"))
        return QFileDialog.getSaveFileName(self._parent.window(), title, str(Path.home() / name), f"(*{ending})")[0]

    def _write(self, key: str, asked: Asked, path: Path) -> None:
        context, chosen = self._context, kind(key)

        def work(progress: Progress) -> Path:
            return write(chosen, context.workspace.get(chosen.read, asked), path, progress)

        def done(target: object) -> None:
            context.shell.say(msg("Written: {path}", path=str(target)), "ok")

        context.jobs.start(msg("Exporting"), work, done=done)
