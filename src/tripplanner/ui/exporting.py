"""Writing the records of a list as a table that others, and the import, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from tripplanner.exchange.intake.subjects import Target, subject, subjects
from tripplanner.exchange.outgoing.records import read_shipment, write_shipment, writer_of, writers
from tripplanner.exchange.outgoing.tables import SUFFIXES, read_export, write_export
from tripplanner.i18n import msg, msgn
from tripplanner.progress import Progress
from tripplanner.ui.context import Context


def can_export(key: str) -> bool:
    """Whether records of this kind are written as tables."""
    return key in subjects()


def suggested(context: Context, key: str) -> str:
    """The name of the file: what it holds, in the language of the window."""
    return f"{context.language.say(subject(key).title)}{SUFFIXES[0]}"


def formats(key: str) -> tuple[str, ...]:
    """The endings of the formats beside tables that hold such records: cards, points on the map."""
    return tuple(suffix for one in writers() if key in one.subjects for suffix in one.suffixes)


_CALLED = {".csv": "CSV", ".gpx": "GPX", ".kml": "KML", ".geojson": "GeoJSON"}


def choices(key: str, workbook: str) -> dict[str, tuple[str, str]]:
    """What a person chooses from: for each line of the dialog the ending and, where a format has several, its version.

    Telephones and mail programs of ten years ago read vCard 3.0 alone. ``workbook`` is what a workbook is called.
    """
    found = {f"{_CALLED.get(suffix, workbook)} (*{suffix})": (suffix, "") for suffix in SUFFIXES}
    for writer in (one for one in writers() if key in one.subjects):
        for suffix in writer.suffixes[:1]:
            lines = {f"vCard {version}.0 (*{suffix})": (suffix, version) for version in writer.versions}
            found |= lines or {f"{_CALLED.get(suffix, '')} (*{suffix})".strip(): (suffix, "")}
    return found


def choose_target(context: Context, key: str, parent: QWidget) -> tuple[Path, str] | None:
    """Ask where to write and in which version of the format; nothing when the person thought better of it."""
    title = context.language.say(msg("Export…"))
    offered = choices(key, context.language.say(msg("Excel workbook")))
    start = str(Path.home() / suggested(context, key))
    chosen, kind = QFileDialog.getSaveFileName(parent, title, start, ";;".join(offered))
    if not chosen:
        return None
    suffix, version = offered.get(kind, (SUFFIXES[0], ""))
    path = Path(chosen)
    return (path if path.suffix else path.with_suffix(suffix)), version


def export(context: Context, key: str, trip: int | None, path: Path, version: str = "") -> None:
    """Write the records in a job; the toast says how many."""
    workspace, language = context.workspace, context.language.code

    def work(progress: Progress) -> int:
        if writer_of(path) is not None:
            shipment = workspace.get(read_shipment, key, Target(trip, language), version)
            return len(shipment.records) - write_shipment(shipment, path)
        found = workspace.get(read_export, key, Target(trip, language))
        write_export(found, path, progress)
        return len(found.rows)

    def done(count: Any) -> None:
        said = msgn("{n} record written to {path}", "{n} records written to {path}", count, path=str(path))
        context.shell.say(said, "ok", None)

    context.jobs.start(msg("Exporting"), work, done=done)


def offer(
    context: Context, key: Callable[[], str], trip: Callable[[], int | None], parent: QWidget
) -> Callable[[], object]:
    """The handler of the action *Export…* for the list that is shown."""

    def run() -> None:
        if not can_export(key()):
            context.shell.say(msg("This list is not written as a table."), "warn", None)
            return
        if subject(key()).of_trip and trip() is None:
            context.shell.say(msg("Open a trip first: these rows belong to one."), "warn", None)
            return
        chosen = choose_target(context, key(), parent)
        if chosen is not None:
            export(context, key(), trip(), *chosen)

    return run
