"""What a person sees of a summary: its blocks with their flags, and the evidence beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from tripplanner.i18n import Message, msg
from tripplanner.model.summaries import SummaryBlock
from tripplanner.planning import finding
from tripplanner.planning.learning.summary.blocks import OWN, find, written_in
from tripplanner.planning.learning.summary.drafting import Draft, drafted
from tripplanner.planning.learning.summary.evidence import Evidence, Said, VisitOf
from tripplanner.planning.learning.summary.figures import voices
from tripplanner.planning.learning.summary.reading import read_evidence
from tripplanner.planning.trips import WHAT
from tripplanner.text import EMPTY, Text

Sort = Literal["observation", "visit", "case", "objective", "commitment", "theme", "gone", "other"]
SORTS: dict[Sort, Message] = {
    "observation": msg("observation"), "visit": msg("visit"), "case": msg("case study"), "objective": msg("objective"),
    "commitment": msg("commitment"), "theme": msg("theme"), "gone": msg("no longer there"), "other": msg("record"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that a block rests on. ``number`` is that of the day, 0 for none; ``voice`` a name to print, or empty.

    ``quoted``: its words stand below the block.
    """

    uuid: str
    sort: Sort
    text: Text
    kind: str = ""
    where: Text = EMPTY
    day: date | None = None
    number: int = 0
    group: str = ""
    voice: str = ""
    rating: int | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a block rests on, counted: visits by name and day, observations in words, voices, sub-groups, case codes."""

    visits: tuple[tuple[Text, date | None, int], ...] = ()
    observations: int = 0
    voices: int = 0
    groups: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block. ``draft`` is what a draft says now, empty where it says the same or nothing.

    ``stale``: what it rests on says something else by now. ``gone``: nothing of what it was about is left.
    """

    id: int
    uuid: str
    version: int
    key: str
    section: str
    theme: str
    text: Text
    draft: Text
    edited: bool
    hidden: bool
    own: bool
    stale: bool
    gone: bool
    grounds: Grounds
    pieces: tuple[Piece, ...]
    chosen: bool

    @property
    def quotes(self) -> tuple[Piece, ...]:
        """The observations that are quoted, in their order."""
        return tuple(piece for piece in self.pieces if piece.quoted)


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """A summary as it stands; ``evidence`` is what is known now, ``language`` what it is written in.

    ``drafted``: there is one. ``missing``: how many blocks a new draft would add.
    """

    trip_id: int
    kind: str
    language: str
    drafted: bool
    blocks: tuple[BlockRow, ...]
    missing: int
    evidence: Evidence

    @property
    def stale(self) -> int:
        """How many blocks that are to be printed rest on something that has changed."""
        return sum((one.stale or one.gone) and not one.hidden for one in self.blocks)

    @property
    def outdated(self) -> bool:
        """Whether a new draft would change anything but edited blocks."""
        return self.missing > 0 or any(one.stale and not one.edited for one in self.blocks)


def read_sheet(session: Session, trip_id: int, kind: str = "learning", *, unsaved: bool = False) -> SummarySheet:
    """The summary of a trip as it stands; nothing is written. Raises :class:`NotFound`.

    ``unsaved``: where none was drafted, the blocks that a draft would have, under the number 0.
    """
    from tripplanner.model.trips import Trip

    finding.get(session, Trip, trip_id, WHAT)
    evidence = read_evidence(session, trip_id)
    summary = find(session, trip_id, kind)
    blocks: Sequence[SummaryBlock] = summary.blocks if summary else ()
    language = written_in(blocks, evidence)
    drafts = {one.key: one for one in drafted(evidence, kind, language)}
    rows = tuple(_row(block, drafts.get(block.key), evidence) for block in blocks)
    missing = len(drafts.keys() - {block.key for block in blocks})
    if unsaved and not blocks:
        rows = tuple(_unsaved(one, evidence) for one in drafts.values())
    return SummarySheet(trip_id, kind, language, bool(blocks), rows, missing, evidence)


def _row(block: SummaryBlock, one: Draft | None, evidence: Evidence) -> BlockRow:
    own, held = block.key.startswith(OWN), list[str](block.evidence or ())
    known = [uuid for uuid in held if uuid in evidence.says]
    now = one.digest if one is not None else evidence.digest(held)
    gone = (one is None and not own) or (own and bool(held) and not known)
    quotes = block.quotes if block.quotes is not None else one.quotes if one else ()
    return BlockRow(
        block.id or 0, block.uuid or block.key, block.version or 0, block.key, block.section,
        block.theme.uuid if block.theme else "",
        block.text, one.text if one and one.text != block.text else EMPTY, block.edited, block.hidden, own,
        not gone and now != block.evidence_hash, gone, grounds(evidence, held), _pieces(evidence, held, quotes),
        block.quotes is not None,
    )  # fmt: skip


def _unsaved(one: Draft, evidence: Evidence) -> BlockRow:
    block = SummaryBlock(key=one.key, section=one.section, text=one.text, edited=False, hidden=False)
    block.evidence, block.evidence_hash = list(one.evidence), one.digest
    return replace(_row(block, one, evidence), theme=one.theme)


# --- evidence --------------------------------------------------------------------------------------------


def grounds(evidence: Evidence, uuids: Iterable[str]) -> Grounds:
    """What these records amount to as evidence."""
    held = list(uuids)
    said = [evidence.observation[uuid] for uuid in held if uuid in evidence.observation]
    places = dict.fromkeys([*(uuid for uuid in held if uuid in evidence.visit), *(one.visit for one in said)])
    visits = [evidence.visit[uuid] for uuid in places if uuid in evidence.visit]
    cases = [evidence.case[uuid].code for uuid in held if uuid in evidence.case]
    linked = [evidence.case[case].code for one in said for case, _ in one.cases if case in evidence.case]
    return Grounds(
        tuple((visit.name, visit.day, visit.number) for visit in sorted(visits, key=_when)),
        sum(bool(one.text) for one in said), voices(said), tuple(sorted({one.group for one in said if one.group})),
        tuple(dict.fromkeys(sorted(cases) + sorted(linked))),
    )  # fmt: skip


def _when(visit: VisitOf) -> int:
    return visit.number


def _pieces(evidence: Evidence, held: Iterable[str], quotes: Iterable[str]) -> tuple[Piece, ...]:
    order = list(quotes)
    found = [_piece(evidence, uuid, uuid in order) for uuid in held]
    rank = {uuid: n for n, uuid in enumerate(order)}
    return tuple(sorted(found, key=lambda piece: rank.get(piece.uuid, len(rank))))


def _piece(evidence: Evidence, uuid: str, quoted: bool) -> Piece:
    """A record as a card shows it."""
    said = evidence.observation.get(uuid)
    if said is not None:
        return observed(evidence, said, quoted)
    if uuid in evidence.visit:
        visit = evidence.visit[uuid]
        return Piece(uuid, "visit", visit.title, day=visit.day, number=visit.number)
    if uuid in evidence.case:
        return Piece(uuid, "case", evidence.case[uuid].title, evidence.case[uuid].code)
    if uuid in evidence.theme:
        return Piece(uuid, "theme", evidence.theme[uuid].name)
    aim = next((one for one in evidence.aims if one.uuid == uuid), None)
    promise = next((one for one in evidence.promises if one.uuid == uuid), None)
    if aim or promise:
        return (
            Piece(uuid, "objective", aim.text) if aim else Piece(uuid, "commitment", promise.text if promise else EMPTY)
        )
    return _other(evidence, uuid)


def _other(evidence: Evidence, uuid: str) -> Piece:
    names = dict(evidence.hosts)
    names |= {one.uuid: one.name for one in evidence.groups} | {one.uuid: one.title for one in evidence.days}
    names[evidence.trip] = evidence.title
    return Piece(uuid, "other" if uuid in evidence.says else "gone", names.get(uuid, EMPTY))


def observed(evidence: Evidence, said: Said, quoted: bool = False) -> Piece:
    """An observation as a card shows it; who said it only where they agreed."""
    visit = evidence.visit.get(said.visit)
    day = said.day or (visit.day if visit else None)
    number = (day - evidence.first_day).days + 1 if day else 0
    where = visit.name if visit else EMPTY
    return Piece(said.uuid, "observation", said.text, said.kind, where, day, number, said.group, said.named,
                 said.rating, quoted)  # fmt: skip
