"""Reads a summary for a document: what is to be printed of its blocks, and what its charts draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from tripplanner.documents.content import Edition, Photo, Ref, TripContent
from tripplanner.documents.library.head import in_all_languages
from tripplanner.documents.reading import policy_for, read_trip
from tripplanner.documents.reading.desk import Desk
from tripplanner.documents.reading.photos import attached_photos
from tripplanner.documents.registry import Request
from tripplanner.documents.summaries.content import (
    Arrow,
    Bar,
    Column,
    Grid,
    PromiseLine,
    Quote,
    Section,
    Statement,
    SummaryContent,
    ThemePart,
)
from tripplanner.documents.summaries.wording import grounds_of, tells_itself
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg, printed, printedn
from tripplanner.model.commitments import Commitment
from tripplanner.model.feedback import FeedbackAnswer, FeedbackForm
from tripplanner.model.observations import Observation
from tripplanner.model.summaries import Summary, SummaryBlock
from tripplanner.planning.learning.summary.drafting import SECTIONS
from tripplanner.planning.learning.summary.evidence import Evidence
from tripplanner.planning.learning.summary.figures import changes, coverage, ratings, voices
from tripplanner.planning.learning.summary.sheet import BlockRow, read_sheet
from tripplanner.text import EMPTY, Text

TITLES = {"learning": printed("Learning summary"), "outline": printed("Outline of the delegation")}
_NO_THEME = printed("Without a theme")
MOST_PHOTOS = 6


def read(session: Session, trip_id: int, request: Request, kind: str, audience: str) -> SummaryContent:
    """The summary as it stands, or as it would be drafted where nobody has yet.

    Raises where a release is asked for: a summary is made of what is known now.
    """
    if request.release is not None:
        raise _only_now(TITLES[kind])
    trip = read_trip(session, trip_id, request.for_everybody(), audience)
    sheet = read_sheet(session, trip_id, kind, unsaved=True)
    evidence, final = sheet.evidence, request.option("standing", "draft") == "final"
    rows = [one for one in sheet.blocks if not one.hidden and (one.edited or not one.gone)]
    desk = Desk(session, policy_for(audience))
    sections = tuple(_section(desk, kind, key, rows, evidence, trip) for key in SECTIONS[kind])
    dated, title = _dated(session, trip_id, trip, final), _own_title(session, trip_id, kind)
    return SummaryContent(
        dated, request.languages, kind, TITLES[kind], title,
        _figures(evidence, _answers(session, trip_id)), tuple(one for one in sections if one.parts), final,
    )  # fmt: skip


def _only_now(kind: Message) -> TripPlannerError:
    return TripPlannerError(
        msg("“{kind}” is made from what is known now; no release holds that.", kind=kind),
        msg("Nothing was written."),
        msg("Leave the release out."),
    )


def _own_title(session: Session, trip_id: int, kind: str) -> Text:
    found = session.scalar(sa.select(Summary.title).where(Summary.trip_id == trip_id, Summary.kind == kind))
    return found or EMPTY


def _dated(session: Session, trip_id: int, trip: TripContent, final: bool) -> TripContent:
    """The trip, dated by the last edit of anything that the summary says."""
    blocks = sa.select(sa.func.max(SummaryBlock.updated_at)).join(Summary, SummaryBlock.summary_id == Summary.id)
    edits: list[datetime | None] = [
        session.scalar(blocks.where(Summary.trip_id == trip_id)),
        session.scalar(sa.select(sa.func.max(Observation.updated_at)).where(Observation.trip_id == trip_id)),
        session.scalar(sa.select(sa.func.max(Commitment.updated_at)).where(Commitment.trip_id == trip_id)),
    ]
    latest = max([trip.edition.edited_at, *(one for one in edits if one is not None)])
    return replace(trip, edition=Edition(0, not final, latest, sort="report"))


def _answers(session: Session, trip_id: int) -> int:
    """How many filled forms came back."""
    counted = sa.select(sa.func.count()).select_from(FeedbackAnswer).join(FeedbackForm)
    return session.scalar(counted.where(FeedbackForm.trip_id == trip_id)) or 0


def _figures(evidence: Evidence, answers: int) -> tuple[tuple[int, Message], ...]:
    """What was noted, in a few numbers; those that are nothing are left out."""
    seen = sum(visit.type in ("visit", "meeting") for visit in evidence.visits)
    said, heard, made = sum(bool(one.text) for one in evidence.said), voices(evidence.said), len(evidence.promises)
    counted = (
        (seen, printedn("visit made", "visits made", seen)), (said, printedn("observation", "observations", said)),
        (heard, printedn("voice", "voices", heard)),
        (answers, printedn("filled form", "filled forms", answers)),
        (made, printedn("commitment", "commitments", made)),
    )  # fmt: skip
    return tuple(one for one in counted if one[0])


# --- sections --------------------------------------------------------------------------------------------


def _section(
    desk: Desk, kind: str, key: str, rows: Iterable[BlockRow], evidence: Evidence, trip: TripContent
) -> Section:
    mine = [one for one in rows if one.section == key]
    found = Section(key, SECTIONS[kind][key], _parts(mine, evidence))
    learning = kind == "learning"
    if key in ("commitments", "next"):
        return replace(found, promises=_promises(evidence))
    if key == "purpose":
        return replace(found, ratings=_ratings(evidence))
    if key == "themes":
        return replace(found, grid=_grid(evidence))
    if key == "change" or (key == "result" and not learning):
        return replace(found, changes=_changes(evidence))
    if key == "members":
        return replace(found, people=tuple(p for delegation in trip.delegations for p in delegation.delegates))
    if key == "photos":
        return replace(found, photos=_photos(desk, evidence))
    return found


def _parts(rows: Iterable[BlockRow], evidence: Evidence) -> tuple[ThemePart, ...]:
    """The statements, those of a theme together under its name."""
    found: list[ThemePart] = []
    last = object()
    for row in rows:
        theme = row.theme if row.section == "themes" else ""
        if row.section == "themes" and theme != last:
            known = evidence.theme.get(theme)
            name = known.name if known else in_all_languages(_NO_THEME)
            found.append(ThemePart(name, Ref("theme", theme), ()))
        elif not found:
            found.append(ThemePart(EMPTY, Ref("", ""), ()))
        last = theme
        found[-1] = replace(found[-1], statements=(*found[-1].statements, _statement(row)))
    return tuple(found)


def _statement(row: BlockRow) -> Statement:
    grounds = () if tells_itself(row) else grounds_of(row.grounds)
    quotes = tuple(Quote(Ref("observation", one.uuid), one.text, one.voice) for one in row.quotes)
    leads = tells_itself(row) or row.section not in ("themes", "practices")
    return Statement(Ref("summary_block", row.uuid), row.text, grounds, quotes, leads, row.stale or row.gone)


# --- charts and lists ------------------------------------------------------------------------------------


def _grid(evidence: Evidence) -> Grid | None:
    found = coverage(evidence)
    if not found.themes or not found.visits:
        return None
    return Grid(
        tuple((Ref("theme", uuid), evidence.theme[uuid].name) for uuid in found.themes),
        tuple(Column(Ref("item", visit.uuid), visit.name, visit.day) for visit in found.visits),
        tuple(tuple(found.of(theme, visit.uuid) for visit in found.visits) for theme in found.themes),
    )


def _ratings(evidence: Evidence) -> tuple[Bar, ...]:
    return tuple(Bar(Ref("item", visit.uuid), visit.name, one.n, one.mean) for visit, one in ratings(evidence))


def _changes(evidence: Evidence) -> tuple[Arrow, ...]:
    return tuple(
        Arrow(Ref("objective", one.aim.uuid), one.aim.text, one.before.mean if one.enough else None,
              one.after.mean if one.enough else None, one.before.n, one.after.n)
        for one in changes(evidence)
    )  # fmt: skip


def _promises(evidence: Evidence) -> tuple[PromiseLine, ...]:
    return tuple(
        PromiseLine(Ref("commitment", one.uuid), one.status, one.text, one.person, one.organisation, one.due)
        for one in evidence.promises
    )


def _photos(desk: Desk, evidence: Evidence) -> tuple[Photo, ...]:
    """The first pictures of what was visited and noted, ready to print."""
    owners = [*(visit.uuid for visit in evidence.visits), *(one.uuid for one in evidence.said)]
    wanted = [uuid for uuid in owners if uuid in evidence.photos][:MOST_PHOTOS]
    found = attached_photos(desk, dict.fromkeys(wanted)).photos
    return tuple(found[uuid] for uuid in wanted if uuid in found)
