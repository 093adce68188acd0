"""Writing the texts that are shown to a file for an outside translator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.i18n import msg, msgn
from tripplanner.planning.texts.reading import TextRow
from tripplanner.ui.context import Context

_FOLDER = "texts/folder"
_FORMATS = "Excel (*.xlsx);;XLIFF (*.xlf)"


def ask_where(context: Context, parent: QWidget, pair: tuple[str, str]) -> Path | None:
    """The file that the person chooses, or None."""
    say = context.language.say
    texts = msg("texts")
    name = f"{say(texts)}_{pair[0]}_{pair[1]}.xlsx"
    folder = context.settings.get(_FOLDER, str(Path.home()))
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, say(msg("Export the texts…")), str(Path(folder, name)), _FORMATS
    )
    return Path(chosen) if chosen else None


def export(context: Context, rows: Sequence[TextRow], pair: tuple[str, str], path: Path) -> None:
    """Write the texts in a job and say so."""
    from tripplanner.exchange.translations.segments import segments
    from tripplanner.exchange.translations.writing import write_texts

    reader = context.language.code
    found = segments(rows, *pair, reader)
    context.settings.set(_FOLDER, str(path.parent))
    said = msgn("{n} text written to {path}", "{n} texts written to {path}", len(found), path=path.name)
    context.jobs.start(
        msg("Exporting the texts"),
        lambda progress: write_texts(found, path, reader, progress),
        done=lambda _nothing: context.shell.say(said, "ok", None),
        failed=context.shell.trouble,
    )
