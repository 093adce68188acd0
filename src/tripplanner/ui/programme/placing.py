"""Placing what waits, and sites of the library: what a time would mean, and the sheet to place by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from tripplanner.errors import TripPlannerError
from tripplanner.planning import arranging
from tripplanner.planning.arranging.trial import Trial, Tried
from tripplanner.planning.checks.frozen import SiteRules
from tripplanner.planning.opening_hours import opening, read_rules
from tripplanner.planning.travel.reading import read_spots
from tripplanner.planning.trip_rows import ItemRow
from tripplanner.ui.dialogs import ask
from tripplanner.ui.programme import verdicts
from tripplanner.ui.programme.place_sheet import Groups, PlaceSheet, Placing
from tripplanner.ui.programme.shelf import site_of

if TYPE_CHECKING:
    from tripplanner.ui.programme.screen import ProgrammeScreen


@dataclass(frozen=True)
class Piece:
    """Something that can be placed: an item, or a site (``site`` by number) that would become a visit."""

    key: str
    title: str
    minutes: int
    groups: Groups
    item: ItemRow | None = None
    site: int | None = None
    rules: SiteRules | None = None


class Placer:
    """Finds out about pieces. ``answer`` may be replaced to answer the sheet without a person."""

    def __init__(self, screen: ProgrammeScreen) -> None:
        self._screen, self._context = screen, screen.context
        self.answer: Callable[[PlaceSheet], bool] = ask

    def piece(self, key: str) -> Piece | None:
        """What the card or slot with this key stands for."""
        board, site = self._screen.board, site_of(key)
        if site is not None:
            row = self._screen.shelf.site(site)
            if row is None:
                return None
            rules = self._context.workspace.get(read_rules, site)
            return Piece(key, board.words_of(row.name), row.typical_visit_min or 60, (), None, site, rules)
        item = board.item(key)
        if item is None:
            return None
        rules = self._context.workspace.get(read_rules, item.site_id) if item.site_id is not None else None
        return Piece(key, board.title_of(key), board.minutes(item), item.subgroup_ids, item, None, rules)

    def trial(self, piece: Piece) -> Trial | None:
        """What trying it out needs; ``None`` until the programme has been read for it."""
        ground, zone = self._screen.board.ground, self._screen.board.zone()
        if ground is None:
            return None
        checked = ground.item(piece.item.uuid) if piece.item is not None else None
        if piece.item is not None and checked is None:
            return None
        spot = None
        if piece.site is not None:
            spot = self._context.workspace.get(read_spots, (), (piece.site,)).get(-piece.site)
        own_zone = piece.item.start_zone if piece.item is not None else zone
        tried = Tried(piece.minutes, own_zone or zone, zone, checked, piece.rules, spot)
        return Trial(ground.trip, ground.table, tried)

    def opens(self, piece: Piece) -> Callable[[datetime, datetime], bool] | None:
        """Whether its site is not known to be closed; ``None`` where it has none."""
        rules = piece.rules
        return None if rules is None else lambda start, end: opening(rules, start, end) != "closed"

    def gap(self, piece: Piece, day: date, groups: Groups) -> datetime | None:
        """The first time of a day at which it fits; a refusal is told."""
        trip = self._screen.board.trip()
        if trip is None:
            return None
        without = piece.item.id if piece.item is not None else None
        try:
            return self._context.workspace.get(
                arranging.first_gap, trip.id, day, piece.minutes, groups, without, self.opens(piece)
            )
        except TripPlannerError as error:
            self._context.shell.trouble(error)
            return None

    def put(self, piece: Piece, start: datetime, groups: Groups | None = None) -> None:
        """Place it at ``start``, for ``groups`` (``None``: as before)."""
        hands = self._screen.hands
        if piece.item is not None:
            hands.move(piece.item, start, groups)
        elif piece.site is not None:
            hands.place_site(piece.site, piece.title, start, groups or ())

    def ask(self) -> None:
        """Place what is chosen, by a sheet."""
        piece = self.piece(self._screen.key_meant())
        board = self._screen.board
        if piece is None or not board.days():
            self._screen.hands.item()
            return
        sheet = PlaceSheet(self._context, self._placing(piece), self._screen)
        chosen: list[tuple[datetime, Groups]] = []
        sheet.accepted.connect(lambda: chosen.append((sheet.start(), sheet.groups())))
        if self.answer(sheet) and chosen:
            start, groups = chosen[0]
            self.put(piece, start, groups)

    def _placing(self, piece: Piece) -> Placing:
        board, trial = self._screen.board, self.trial(piece)
        reader = board.view.reader if board.view is not None else None

        def verdict(start: datetime, groups: Groups) -> list[tuple[str, str]]:
            if trial is None or reader is None:
                return []
            found = trial.at(start, None, frozenset(groups) or None)
            return verdicts.lines(found, reader.say, reader.clock, reader.words)

        times = board.times(piece.item) if piece.item is not None else None
        day = board.day_meant() or board.days()[0]
        start = times[0] if times else self.gap(piece, day, piece.groups) or datetime.combine(day, time(9))
        days = [(one, board.day_words(one)) for one in dict.fromkeys((*board.days(), start.date()))]
        return Placing(
            piece.title, sorted(days), start, board.groups(), piece.groups, verdict,
            lambda day, groups: self.gap(piece, day, groups) or start,
        )  # fmt: skip
