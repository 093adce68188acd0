"""Guests and hosts at round tables, by rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tripplanner.documents.sheets import Seat


@dataclass(frozen=True, slots=True)
class Company:
    """Who eats together, each by rank: the delegation, those who receive it, the interpreters."""

    guests: Sequence[Seat]
    hosts: Sequence[Seat]
    interpreters: Sequence[Seat]

    def __len__(self) -> int:
        return len(self.guests) + len(self.hosts) + len(self.interpreters)


def round_tables(company: Company, size: int) -> list[list[Seat]]:
    """The seats of each table by rank, numbered from 1: as few tables of up to ``size`` as hold all, evenly filled.

    Each table has a host as long as there are hosts; the first guests sit at the first table, and so does the first
    interpreter.
    """
    count = -(-len(company) // size)
    rooms = [len(company) // count + (n < len(company) % count) for n in range(count)]
    hosts, interpreters = (_dealt(people, count) for people in (company.hosts, company.interpreters))
    guests, tables = list(company.guests), list[list[Seat]]()
    for n, room in enumerate(rooms):
        own = max(0, room - len(hosts[n]) - len(interpreters[n])) if n < count - 1 else len(guests)
        here, guests = guests[:own], guests[own:]
        tables.append(around(here, hosts[n], interpreters[n]))
    return [seats for seats in tables if seats]


def _dealt(people: Sequence[Seat], count: int) -> list[list[Seat]]:
    """One to each table in turn."""
    return [list(people[n::count]) for n in range(count)]


def around(guests: Sequence[Seat], hosts: Sequence[Seat], interpreters: Sequence[Seat]) -> list[Seat]:
    """One table by rank: the host, a guest on either side, then hosts and guests two by two as long as there are both.

    The interpreter sits on the other side of the first guest, who has the host at their left.
    """
    others = [*interpreters, *hosts[1:]]
    left = {True: list(guests), False: [*hosts[:1], *others]}
    seats: list[Seat] = []
    while left[True] or left[False]:
        place = len(seats)
        guest = (place + 1) // 2 % 2 == 1
        queue = left[guest] or left[not guest]
        seats.append(replace(queue.pop(0), number=str(place + 1)))
    return seats
