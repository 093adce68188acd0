"""Quick add: one line of French, English or Chinese becomes a programme item.

``mer 9h30 Asters Annecy 2h`` · ``9月16日 9:30 冰海 2小时`` · ``after Asters: lunch 1h15`` · ``+car Annecy → Chamonix``.
:func:`parse` is pure and never fails: what it does not know stays as the title, what can be read in two ways
keeps both. :func:`write` gives a line that is read the same way. :func:`add` makes the item, :func:`add_several`
the items of several lines.
"""

from tripplanner.planning.quickadd.adding import add
from tripplanner.planning.quickadd.draft import Chip, Draft
from tripplanner.planning.quickadd.known import Known, Name
from tripplanner.planning.quickadd.parsing import parse
from tripplanner.planning.quickadd.pasting import MOST, Pasted, add_several, read_rows, rows_of
from tripplanner.planning.quickadd.reading import read_known
from tripplanner.planning.quickadd.writing import write

__all__ = [
    "MOST", "Chip", "Draft", "Known", "Name", "Pasted", "add", "add_several", "parse", "read_known", "read_rows",
    "rows_of", "write",
]  # fmt: skip
