"""Bytes are stored once and stay as long as something may need them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.verbs import LABEL, add_theme
from tripplanner.model.files import Blob, File
from tripplanner.model.journal import BinEntry, UndoStep
from tripplanner.store import blobs
from tripplanner.store.workspace import Workspace


def add_file(session: Session, data: bytes) -> int:
    file = File(sha256=blobs.put(session, data), name="photo.jpg", size=len(data))
    session.add(file)
    session.flush()
    return file.id


def drop_file(session: Session, id: int) -> None:
    session.delete(session.get_one(File, id))


def stored(session: Session) -> list[bytes]:
    return list(session.scalars(sa.select(Blob.data).order_by(Blob.data)))


def age_the_bin(session: Session) -> None:
    for entry in session.scalars(sa.select(BinEntry)):
        entry.at -= timedelta(days=31)


def forget_steps(session: Session) -> None:
    """As two hundred later edits do."""
    for step in session.scalars(sa.select(UndoStep)):
        session.delete(step)


def test_the_same_bytes_are_stored_once_and_in_no_image(workspace: Workspace) -> None:
    workspace.do(LABEL, add_file, b"\x00\xff photo")
    workspace.do(LABEL, add_file, b"\x00\xff photo")
    assert workspace.get(stored) == [b"\x00\xff photo"]
    images = workspace.get(lambda session: session.scalars(sa.select(UndoStep.images)).all())
    assert all(len(image) < 1_000 for image in images)


def test_closing_collects_what_nothing_can_bring_back(open_workspace: Callable[..., Workspace]) -> None:
    with open_workspace() as workspace:
        workspace.do(LABEL, add_file, b"kept")
        workspace.do(LABEL, add_file, b"undone")
        workspace.undo()
    with open_workspace() as workspace:
        assert workspace.get(stored) == [b"kept", b"undone"], "it can still be done again"
        workspace.do(LABEL, add_theme, "soil")
    with open_workspace() as workspace:
        assert workspace.get(stored) == [b"kept"]


def test_closing_empties_the_bin_of_what_lay_there_for_thirty_days(open_workspace: Callable[..., Workspace]) -> None:
    with open_workspace() as workspace:
        workspace.do(LABEL, drop_file, workspace.do(LABEL, add_file, b"gone"))
        workspace.do(LABEL, forget_steps)
    with open_workspace() as workspace:
        assert workspace.get(stored) == [b"gone"]
        workspace.do(LABEL, age_the_bin)
    with open_workspace() as workspace:
        assert workspace.get(stored) == []


def test_bytes_stay_while_a_step_or_the_bin_may_need_them(workspace: Workspace) -> None:
    kept = workspace.do(LABEL, add_file, b"kept")
    gone = workspace.do(LABEL, add_file, b"gone")
    workspace.do(LABEL, drop_file, gone)
    assert workspace.do(LABEL, blobs.collect) == 0
    workspace.do(LABEL, forget_steps)
    assert workspace.do(LABEL, blobs.collect) == 0, "the bin still needs them"
    workspace.do(LABEL, add_file, b"undone")
    workspace.undo()
    workspace.do(LABEL, forget_steps)
    assert workspace.do(LABEL, blobs.collect) == 1
    assert workspace.get(stored) == [b"gone", b"kept"]
    assert workspace.get(lambda session: session.get_one(File, kept).name) == "photo.jpg"
