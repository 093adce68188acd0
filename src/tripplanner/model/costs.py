"""What a trip costs, and who pays."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tripplanner.model.base import Base, Record, link
from tripplanner.model.programme import Item
from tripplanner.model.trips import Trip
from tripplanner.model.types import TextColumn
from tripplanner.text import EMPTY, Text


class Cost(Record, Base):
    """An amount in the smallest unit of its currency (cents), estimated until ``actual``."""

    __tablename__ = "cost"

    trip_id: Mapped[int] = link("trip")
    item_id: Mapped[int | None] = link("item", optional=True)
    label: Mapped[Text] = mapped_column(TextColumn, default=EMPTY)
    category: Mapped[str] = mapped_column(String(30), default="")
    amount_minor: Mapped[int] = mapped_column(default=0)
    currency: Mapped[str] = mapped_column(String(3), default="EUR")  # ISO 4217
    payer: Mapped[str] = mapped_column(default="")
    actual: Mapped[bool] = mapped_column(default=False)

    trip: Mapped[Trip] = relationship()
    item: Mapped[Item | None] = relationship()
