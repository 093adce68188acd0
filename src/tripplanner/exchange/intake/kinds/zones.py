"""Time zones by their IANA names."""

from __future__ import annotations

from tripplanner.exchange.intake.events.moments import zone_of
from tripplanner.exchange.intake.kinds.kind import Kind, Reading, Refused, plain
from tripplanner.exchange.intake.sheets import Cell, said
from tripplanner.i18n import msg


class ZoneKind(Kind):
    """A zone by its name; other names that programs have for it are taken too."""

    def read(self, cell: Cell, reading: Reading) -> str:
        found = zone_of(plain(cell))
        if not found:
            raise Refused(
                msg("“{value}” is not a time zone.", value=said(cell)),
                msg("Write it like Europe/Paris or Asia/Shanghai."),
            )
        return found


ZONE = ZoneKind()
