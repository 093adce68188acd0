"""The white around the text of a booklet page, and how much of it the printer and the fold leave.

The text keeps its width: columns in two languages are made for it. So what is taken from one side is given to the
other; above and below, more white means shorter pages. A binding margin moves the pages of a stapled booklet outwards,
creep moves those of its inner sheets towards the fold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tripplanner.documents.imposition import Imposition
from tripplanner.documents.typesetting import style as st
from tripplanner.errors import TripPlannerError
from tripplanner.i18n import Message, msg

SIDES = ("16-12", "17-11", "15-13", "14-14", "13-15", "12-16", "11-17")
"""White at the fold and outside, in mm; the first is that of the design."""
TOGETHER = 28.0
"""What both have together, in mm."""
AT_FOLD, ABOVE_BETWEEN, BELOW_BETWEEN = (11.0, 17.0), (12.0, 25.0), (17.0, 28.0)
"""The least and the most of what may be typed instead, in mm."""
ABOVE = ("14", "12", "16", "18", "20", "22")
BELOW = ("17", "19", "21", "23", "25")
EDGE = 8.0
"""What must stay between the text and the outer edge of the paper, in mm: printers leave 5, the cut takes 3."""
FOLD = 5.0
"""What must stay between the text and the fold, in mm, to be read without breaking the spine."""


@dataclass(frozen=True, slots=True)
class Margins:
    """In mm: at the fold, outside, above, below."""

    inside: float = 16.0
    outside: float = 12.0
    above: float = 14.0
    below: float = 17.0

    @classmethod
    def chosen(cls, sides: str, above: str, below: str) -> Margins:
        """Those of the values of the three options; one figure for both sides is what is at the fold."""
        inside, _, outside = sides.partition("-")
        return cls(float(inside), float(outside or TOGETHER - float(inside)), float(above), float(below))

    def page(self) -> st.PageSpec:
        """An A5 page with these margins."""
        return replace(
            st.A5,
            binding=self.inside * st.MM,
            outer=self.outside * st.MM,
            top=self.above * st.MM,
            bottom=self.below * st.MM,
        )


USUAL = Margins()
"""Those of the design."""


def sides_name(value: str) -> Message:
    """What a value of :data:`SIDES` is called."""
    inside, _, outside = value.partition("-")
    return msg("{inside} and {outside}", inside=inside, outside=outside)


def check(margins: Margins, how: Imposition, pages: int) -> None:
    """Refuse what would run off the paper or into the fold. Raises :class:`TripPlannerError`, in a sentence."""
    sheets = max(1, -(-pages // 4))
    outer = margins.outside - how.margin
    if outer < EDGE:
        raise _refused(
            msg("A binding margin of {margin} mm leaves {rest} mm at the outer edge; the printer and the cut need "
                "{least} mm.", margin=_mm(how.margin), rest=_mm(outer), least=_mm(EDGE)),
            msg("Choose a smaller binding margin, or more white outside."),
        )  # fmt: skip
    fold = margins.inside + how.margin - how.creep * (sheets - 1)
    if fold < FOLD:
        raise _refused(
            msg("On the innermost of {sheets} sheets the creep leaves {rest} mm at the fold; reading needs {least} mm.",
                sheets=sheets, rest=_mm(fold), least=_mm(FOLD)),
            msg("Choose less creep, a larger binding margin, or more white at the fold."),
        )  # fmt: skip


def _refused(what: Message, todo: Message) -> TripPlannerError:
    return TripPlannerError(what, msg("Nothing was written."), todo)


def _mm(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
