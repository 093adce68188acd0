"""``summary``: drafted, listed with its flags, made as documents."""

from __future__ import annotations

from pathlib import Path

from running import Run

from planning.learning.noted import note_the_trip
from tripplanner.i18n import msg
from tripplanner.planning.learning.summary.blocks import hide_block
from tripplanner.planning.learning.summary.sheet import read_sheet
from tripplanner.store.workspace import Workspace


def test_a_summary_is_drafted_told_and_made(run: Run, database: Path, tmp_path: Path) -> None:
    with Workspace.open(database, actor="anna") as workspace:
        workspace.do(msg("note"), note_the_trip)
    assert run.json("summary", "1") == []
    assert run("summary", "1", "--draft", "--language", "fr") == 0
    assert "\nAvant et après\n" in run.out
    assert "\n  – Méthodes d’évaluation de la connectivité\n  " in run.out
    with Workspace.open(database, actor="anna") as workspace:
        workspace.do(msg("hide"), hide_block, workspace.get(read_sheet, 1).blocks[0].id)
    first = run.json("summary", "1")[0]
    assert (first["section"], first["hidden"], first["edited"]) == ("purpose", True, False)
    assert run("summary", "1", "--kind", "outline", "--draft", "--language", "zh") == 0
    assert "\n日程\n" in run.out
    for kind, second, ending in (("summary", "zh", "pdf"), ("outline", "en", "docx")):
        target = tmp_path / f"{kind}.{ending}"
        request = ("--language", "fr", "--second", second, "--option", f"format={ending}", "--option", "standing=final")
        assert run("document", kind, "1", *request, "-o", target) == 0
        assert target.stat().st_size > 10_000
