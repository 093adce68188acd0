"""One edit through the workspace: transaction, undo journal, history, notice, the disk's own confirmation."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.large import sample_database
from bench.measure import Figure, percentile, seconds
from tripplanner.i18n import msg
from tripplanner.planning.items import edit_item_fields
from tripplanner.planning.programme import list_items
from tripplanner.store.workspace import Workspace

EDITS = 400


def figures() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Workspace.open(sample_database(Path(folder, "sample.db"))) as workspace,
    ):
        items = workspace.get(list_items)
        times: list[float] = []
        for number in range(EDITS):
            item = items[number % len(items)]
            title = item.title.with_words("fr", f"{item.title.get('fr')} {number}")
            times.append(seconds(lambda: workspace.do(msg("Edit"), edit_item_fields, item.id, None, title=title)))  # noqa: B023
    return [Figure("one edit with undo journal, p95", 1000 * percentile(times, 0.95), "ms", 5.0, note=f"{EDITS} edits")]
