"""Bytes are stored once and stay as long as something may need them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from store.verbs import LABEL
from tripplanner.model.files import Blob, File
from tripplanner.model.journal import UndoStep
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
