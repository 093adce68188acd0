"""Making the files of messages, and keeping their bytes: what was looked at is what leaves."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tripplanner.documents import registry
from tripplanner.documents.outbox.enclosing import Reader, may_have, reader_of
from tripplanner.documents.publishing import Piece, write_all
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, msgn
from tripplanner.planning import outbox
from tripplanner.planning.outbox import AttachmentRow, MessageRow
from tripplanner.planning.outbox.due import NATIVE_ONLY
from tripplanner.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tripplanner.documents.voices import TranslationList
    from tripplanner.store.workspace import Workspace

_LOOK = msg("Look at messages")
_READY = msg("Make messages ready")


def look_at(workspace: Workspace, message_id: int, progress: Progress = NO_PROGRESS) -> MessageRow:
    """The message with the bytes of its files made and kept, as it would leave. Not for a read-only workspace."""
    freeze(workspace, [workspace.get(outbox.message_row, message_id)], progress)
    return workspace.get(outbox.message_row, message_id)


def review(
    workspace: Workspace, message_ids: Iterable[int], *, looked_at: bool = False, progress: Progress = NO_PROGRESS
) -> dict[int, TripPlannerError]:
    """Makes the files of these messages and makes them ready, as :func:`tripplanner.planning.outbox.make_ready` does.

    Returns those that stay to be reviewed, each with why. Raises :class:`Cancelled`; files that were made are kept.
    """
    ids = list(message_ids)
    rows = [workspace.get(outbox.message_row, id) for id in ids]
    freeze(workspace, [row for row in rows if row.may_change], progress)
    return workspace.do(_READY, outbox.make_ready, ids, workspace.actor, looked_at=looked_at)


def freeze(workspace: Workspace, messages: Sequence[MessageRow], progress: Progress = NO_PROGRESS) -> int:
    """Makes the files that these messages still lack, and keeps their bytes; returns how many were made.

    Raises :class:`TripPlannerError` where a kind of document is not for the receiver: nothing is kept then.
    """
    wanted = [(message, one) for message in messages if message.may_change
              for one in message.attachments if not one.made and one.kind]  # fmt: skip
    readers = {message.id: workspace.get(reader_of, message) for message, _one in wanted}
    pieces = {one.id: _piece(message, one, readers[message.id]) for message, one in wanted}
    if not pieces:
        return 0
    with tempfile.TemporaryDirectory(prefix="tripplanner-outbox-") as folder:
        made, lacking = _made(workspace.get, pieces, Path(folder), progress)
    empty = [id for id in pieces if id not in made]
    workspace.do(_LOOK, _keep, made, empty, _doubts(messages, lacking))
    return len(made)


def _made(
    get: Callable[..., Any], pieces: dict[int, Piece], folder: Path, progress: Progress
) -> tuple[dict[int, bytes], dict[int, TranslationList]]:
    """The bytes by the number of the attachment (none where a document has nothing to say to its reader), and which
    translations they lack."""
    numbers = {piece.path: id for id, piece in pieces.items()}
    lacking: dict[int, TranslationList] = {}

    def told(piece: Piece, found: TranslationList) -> None:
        lacking[numbers[piece.path]] = found

    write_all(get, list(pieces.values()), folder, progress, of_each=told)
    targets = {id: folder / piece.path for id, piece in pieces.items()}
    return {id: target.read_bytes() for id, target in targets.items() if target.exists()}, lacking


def _doubts(messages: Sequence[MessageRow], lacking: Mapping[int, TranslationList]) -> dict[int, list[Message]]:
    """What a human has to look at in the files of each message."""
    found: dict[int, list[Message]] = {}
    for message in messages:
        for file in message.attachments:
            if file.id in lacking:
                found.setdefault(message.id, []).extend(_of_file(file, lacking[file.id], message.language))
    return {id: doubts for id, doubts in found.items() if doubts}


def _of_file(file: AttachmentRow, lacking: TranslationList, language: str) -> Iterator[Message]:
    states = Counter(entry.state for entry in lacking.found.values())
    if states["missing"]:
        yield msgn("{file}: {n} text is not translated.", "{file}: {n} texts are not translated.", states["missing"],
                   file=file.name)  # fmt: skip
    if states["stale"]:
        yield msgn("{file}: {n} translation is out of date.", "{file}: {n} translations are out of date.",
                   states["stale"], file=file.name)  # fmt: skip
    drafts = lacking.count_unreviewed(language) if language in NATIVE_ONLY else 0
    if drafts:
        yield msgn("{file}: {n} text was reviewed by nobody.", "{file}: {n} texts were reviewed by nobody.", drafts,
                   file=file.name)  # fmt: skip


def _keep(
    session: Session, made: dict[int, bytes], empty: Iterable[int], doubts: Mapping[int, Iterable[Message]]
) -> None:  # fmt: skip
    outbox.keep_bytes(session, made)
    for attachment_id in empty:
        outbox.take_out(session, attachment_id)
    for message_id, found in doubts.items():
        outbox.doubt(session, message_id, found)


def _piece(message: MessageRow, attachment: AttachmentRow, reader: Reader) -> Piece:
    kind = registry.kind(attachment.kind)
    request = registry.Request(**attachment.asked)
    _refuse(kind, request, reader)
    return Piece(message.trip_id, kind, request, Path(f"{attachment.id}{kind.suffix_for(request)}"))


def _refuse(kind: registry.DocumentKind, request: registry.Request, reader: Reader) -> None:
    """Nobody gets a document that is for others: neither of another audience nor of another person."""
    whose = (None, reader.uuid) if reader.is_host else (reader.uuid, None)
    own = (request.person, request.organisation) == whose
    if kind.protected is not None or not may_have(kind, reader) or not own:
        raise TripPlannerError(
            msg("“{kind}” is not for {name}.", kind=kind.title, name=reader.name), msg("It was not attached."),
            msg("Take it out of the message."),
        )  # fmt: skip
