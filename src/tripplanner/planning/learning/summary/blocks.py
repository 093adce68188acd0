"""What a person does to a summary: has it drafted, writes it, hides, moves and adds blocks. Each is one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg
from tripplanner.model.summaries import SUMMARY_KINDS, Summary, SummaryBlock
from tripplanner.model.themes import Theme
from tripplanner.planning.archived import open_trip
from tripplanner.planning.edits import current
from tripplanner.planning.learning.summary.drafting import SECTIONS, Draft, drafted
from tripplanner.planning.learning.summary.evidence import Evidence
from tripplanner.planning.learning.summary.reading import read_evidence
from tripplanner.text import EMPTY

WHAT = msg("paragraph of the summary")
OWN = "own:"
"""How the key of a block begins that a person wrote."""


# --- drafts ----------------------------------------------------------------------------------------------


def draft(session: Session, trip_id: int, kind: str = "learning", language: str = "") -> int:
    """Draft a summary from what is known, written in ``language`` (the first one of the trip); its number.

    Where there is one already, :func:`refresh` brings it up to date: nothing that a person wrote is lost.
    """
    return refresh(session, trip_id, kind, language)


def refresh(session: Session, trip_id: int, kind: str = "learning", language: str = "") -> int:
    """Draft the summary again: new blocks come in, what nobody edited says what is known now; its number.

    The words of an edited block stay, with the new draft beside them, and it goes on resting on the evidence that its
    writer saw. What was hidden stays hidden. A block about something that is gone stays, to be taken away by a person.
    """
    summary = _summary(session, open_trip(session, trip_id).id, kind)
    evidence = read_evidence(session, trip_id)
    drafts = drafted(evidence, kind, language or written_in(summary.blocks, evidence))
    themes = {row.uuid: row.id for row in session.execute(sa.select(Theme.uuid, Theme.id))}
    known = {block.key: block for block in summary.blocks}
    for one in drafts:
        block = known.get(one.key)
        if block is None:
            block = known[one.key] = SummaryBlock(key=one.key, text=EMPTY)
            summary.blocks.append(block)
        _drafted(block, one, themes)
    _in_order(summary, drafts)
    session.flush()
    session.expire(summary, ["blocks"])
    return summary.id


def written_in(blocks: Sequence[SummaryBlock], evidence: Evidence) -> str:
    """The language that the summary is written in: that of its blocks, else the first one of the trip."""
    held = next((block.text.source for block in blocks if block.text), "")
    return held or (evidence.languages[0] if evidence.languages else "en")


def _summary(session: Session, trip_id: int, kind: str) -> Summary:
    if kind not in SUMMARY_KINDS:
        raise ValueError(f"no kind of summary {kind!r}")
    found = find(session, trip_id, kind)
    if found is None:
        found = Summary(trip_id=trip_id, kind=kind)
        session.add(found)
        session.flush()
    return found


def find(session: Session, trip_id: int, kind: str) -> Summary | None:
    """The summary of a trip, if it was drafted."""
    wanted = sa.select(Summary).where(Summary.trip_id == trip_id, Summary.kind == kind)
    return session.scalars(wanted).one_or_none()


def _drafted(block: SummaryBlock, one: Draft, themes: Mapping[str, int]) -> None:
    """Only what differs is set: an unchanged block is no change of the database."""
    _set(block, section=one.section, draft=dict(one.text.words), theme_id=themes.get(one.theme))
    if not block.edited:
        _set(block, text=one.text, evidence=list(one.evidence), evidence_hash=one.digest)


def _set(block: SummaryBlock, **values: object) -> None:
    for name, value in values.items():
        if getattr(block, name) != value:
            setattr(block, name, value)


def _in_order(summary: Summary, drafts: Sequence[Draft]) -> None:
    """Sections in their order; in each, known blocks keep theirs and a new one follows what it follows in the draft."""
    order = list(SECTIONS[summary.kind])
    placed = sorted((block for block in summary.blocks if block.id), key=lambda block: (block.position, block.id))
    keys, before = [block.key for block in placed], ""
    for one in drafts:
        if one.key not in keys:
            keys.insert(keys.index(before) + 1 if before else 0, one.key)
        before = one.key
    ranks = {key: n for n, key in enumerate(keys)}
    _number(sorted(summary.blocks, key=lambda block: (order.index(block.section), ranks[block.key])))


def _number(blocks: Iterable[SummaryBlock]) -> None:
    for position, block in enumerate(blocks):
        _set(block, position=position)


# --- a block ---------------------------------------------------------------------------------------------


def edit_block(session: Session, block_id: int, language: str, words: str, version: int | None = None) -> None:
    """Write a block in one language; from then on no draft replaces it, and it rests on what is known now.

    Raises :class:`Conflict` where somebody else changed it since ``version``, and refuses empty words: hide it instead.
    """
    block = _open(session, block_id, version)
    if not words.strip():
        raise TripPlannerError(
            msg("A paragraph without words says nothing."),
            msg("The paragraph is as it was."),
            msg("Hide it, if it should not be printed."),
        )
    text = block.text.with_words(language, words.strip())
    if text != block.text:
        block.text, block.edited = text, True
        _rest_on_present(session, block)
    session.flush()


def take_draft(session: Session, block_id: int) -> None:
    """Take the words of the draft in place of those that were written; later drafts change it again."""
    block = _open(session, block_id)
    one = _draft_of(read_evidence(session, block.summary.trip_id), block)
    if one is None:
        raise TripPlannerError(
            msg("There is no draft of this paragraph any more."),
            msg("The paragraph is as it was."),
            msg("Write it, or take it away."),
        )
    block.edited = False
    _drafted(block, one, {one.theme: block.theme_id} if block.theme_id else {})
    session.flush()


def confirm_block(session: Session, block_id: int) -> None:
    """The words still hold although what they rest on has changed: somebody has looked."""
    _rest_on_present(session, _open(session, block_id))
    session.flush()


def hide_block(session: Session, block_id: int, hidden: bool = True) -> None:
    """Leave a block out of documents, or bring it back."""
    _open(session, block_id).hidden = hidden
    session.flush()


def remove_block(session: Session, block_id: int) -> None:
    """Take away a block that a person added, or whose evidence is gone; another one would come back: hide it."""
    block = _open(session, block_id)
    if not block.key.startswith(OWN) and _draft_of(read_evidence(session, block.summary.trip_id), block):
        raise TripPlannerError(
            msg("The next draft would bring this paragraph back."),
            msg("The paragraph is as it was."),
            msg("Hide it, if it should not be printed."),
        )
    summary = block.summary
    summary.blocks.remove(block)
    session.flush()
    _number(summary.blocks)
    session.flush()


def move_block(session: Session, block_id: int, by: int) -> None:
    """Move a block ``by`` places down (up where negative) among those of its section; at the end it stays."""
    block = _open(session, block_id)
    row = [one for one in block.summary.blocks if one.section == block.section]
    at = row.index(block)
    to = min(max(at + by, 0), len(row) - 1)
    places = [one.position for one in row]
    row.insert(to, row.pop(at))
    for one, position in zip(row, places, strict=True):
        _set(one, position=position)
    session.flush()
    session.expire(block.summary, ["blocks"])


def add_block(
    session: Session,
    trip_id: int,
    kind: str,
    section: str,
    language: str,
    words: str,
    *,
    after: int | None = None,
    evidence: Iterable[str] = (),
) -> int:
    """A block of one’s own in a section, after another one or at its end; its number.

    ``evidence``: the UUIDs of what it rests on.
    """
    summary = _summary(session, open_trip(session, trip_id).id, kind)
    if section not in SECTIONS[kind]:
        raise ValueError(f"no section {section!r}")
    before = _open(session, after) if after is not None else None
    block = SummaryBlock(key=f"{OWN}{uuid4().hex}", section=section, edited=True, evidence=list(evidence))
    block.theme_id = before.theme_id if before else None
    block.text = EMPTY.with_words(language, words.strip())
    blocks = list(summary.blocks)
    order = list(SECTIONS[kind])
    earlier = [n for n, one in enumerate(blocks) if order.index(one.section) <= order.index(section)]
    blocks.insert((blocks.index(before) if before in blocks else max(earlier, default=-1)) + 1, block)
    summary.blocks.append(block)
    _number(blocks)
    session.flush()
    _rest_on_present(session, block)
    session.flush()
    session.expire(summary, ["blocks"])
    return block.id


def link_evidence(session: Session, block_id: int, uuid: str, linked: bool = True) -> None:
    """Let a block of one’s own rest on one more record, or on one less; a drafted one rests on what its draft does."""
    block = _open(session, block_id)
    if not block.key.startswith(OWN):
        raise TripPlannerError(
            msg("What a drafted paragraph rests on follows from the records."),
            msg("The paragraph is as it was."),
            msg("Add a paragraph of your own, and link it there."),
        )
    rest: list[str] = [one for one in block.evidence or [] if one != uuid]
    block.evidence = [*rest, uuid] if linked else rest
    if block.quotes is not None and not linked:
        block.quotes = [one for one in block.quotes if one != uuid]
    _rest_on_present(session, block)
    session.flush()


def choose_quotes(session: Session, block_id: int, uuids: Iterable[str] | None) -> None:
    """Which observations of its evidence are quoted below a block, in this order; ``None``: as the draft chooses."""
    block = _open(session, block_id)
    held = set(block.evidence or ())
    block.quotes = None if uuids is None else [uuid for uuid in uuids if uuid in held]
    session.flush()


def _open(session: Session, block_id: int, version: int | None = None) -> SummaryBlock:
    block = current(session, SummaryBlock, block_id, version, WHAT)
    open_trip(session, block.summary.trip_id)
    return block


def _draft_of(evidence: Evidence, block: SummaryBlock) -> Draft | None:
    """What a new draft would have in place of the block."""
    language = written_in([block, *block.summary.blocks], evidence)
    return next((one for one in drafted(evidence, block.summary.kind, language) if one.key == block.key), None)


def _rest_on_present(session: Session, block: SummaryBlock) -> None:
    """Whoever wrote or confirmed a block saw what is known now."""
    evidence = read_evidence(session, block.summary.trip_id)
    one = _draft_of(evidence, block)
    if one is not None:
        block.evidence = list(one.evidence)
    rest: list[str] = [uuid for uuid in block.evidence or [] if uuid in evidence.says]
    _set(block, evidence=rest, evidence_hash=evidence.digest(rest))


LABELS: Mapping[str, Message] = {
    "learning": msg("Learning summary"),
    "outline": msg("Outline of the delegation"),
}
"""What the kinds of summary are called."""
