"""Makes a form of what a trip is: pure, so the same trip asks the same questions under the same names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from tripplanner.dates import short_date
from tripplanner.i18n import Message, printed, say
from tripplanner.planning.learning.feedback.anchors import RATING, anchors_of, in_all, scale
from tripplanner.planning.learning.feedback.asking import Aim, Asked, Promise, Seen
from tripplanner.planning.learning.feedback.questions import (
    NAMED,
    WHO,
    Choice,
    FormContent,
    Group,
    Question,
    Words,
)
from tripplanner.text import Text

TITLES: dict[str, Message] = {
    "feedback": printed("Feedback form"),
    "before": printed("Before the trip: where do you stand?"),
    "after": printed("After the trip: where do you stand?"),
    "follow_up": printed("Six months later: what became of it?"),
}
PER = ("day", "visit")
"""Whether the open questions are put once for each day, or once for each visit."""
OPEN: dict[str, Message] = {
    "learnt": printed("What was most useful?"),
    "surprising": printed("What surprised you?"),
    "transferable": printed("What could be done at home, and on what condition?"),
    "question": printed("Which question remains open?"),
}
STATUS: dict[str, Message] = {
    "open": printed("not begun"), "under_way": printed("under way"), "done": printed("done"),
    "stuck": printed("stuck"), "dropped": printed("given up"),
}  # fmt: skip


def build(asked: Asked, kind: str, per: str = "day") -> FormContent:
    """The form of a kind (:data:`~tripplanner.model.feedback.FORM_KINDS`); open questions ``per`` day or visit."""
    maker = _Maker(asked, per)
    groups = (group for group in maker.groups(kind) if group.questions)
    return FormContent(kind, f"{kind}_{asked.uuid[:8]}", maker.all(TITLES[kind]), maker.words(asked.title),
                       asked.languages, tuple(groups))  # fmt: skip


class _Maker:
    """Makes the groups of one form."""

    def __init__(self, asked: Asked, per: str) -> None:
        self._asked, self._per = asked, per

    def all(self, message: Message) -> Words:
        return in_all(message, self._asked.languages)

    def words(self, text: Text) -> Words:
        """A text of the trip in every language: where one is missing, in that which it was written in."""
        return {language: text.best(language) for language in self._asked.languages}

    def groups(self, kind: str) -> Iterator[Group]:
        """The groups of a kind of form, some perhaps without questions."""
        yield self._about()
        if kind == "feedback":
            yield from self._days() if self._per == "day" else map(self._visit, self._asked.visits)
        if kind in ("before", "after", "feedback"):
            yield self._aims("before" if kind == "before" else "after")
        if kind == "before":
            yield self._wishes()
        if kind == "follow_up":
            yield from self._follow_up()
        if kind in ("after", "feedback"):
            yield self._overall()
            yield self._promising()

    # --- who ---------------------------------------------------------------------------------------------

    def _about(self) -> Group:
        yes_no = (Choice("no", self.all(printed("no"))), Choice("yes", self.all(printed("yes"))))
        who = Question(WHO, "who", self.all(printed("Your code, name or e-mail address")),
                       self.all(printed("Leave it empty to remain anonymous.")), lines=1)  # fmt: skip
        named = Question(NAMED, "one", self.all(printed("May we quote you by name?")),
                         self.all(printed("Without a yes, every quotation is anonymous.")), yes_no)  # fmt: skip
        return Group("about_you", self.all(printed("About you")), (who, named))

    # --- visits ------------------------------------------------------------------------------------------

    def _days(self) -> Iterator[Group]:
        for day, visits in groupby(self._asked.visits, key=lambda one: one.start.date()):
            ratings = tuple(self._rating(one, self.words(one.title)) for one in visits)
            own = tuple(self._open(f"d{day:%m%d}", kind, day.isoformat()) for kind in OPEN)
            yield Group(f"day_{day:%m%d}", self._day(day), (*ratings, *own), self.all(_HOW))

    def _day(self, day: date) -> Words:
        number = (day - self._asked.first_day).days + 1
        return {code: say(printed("Day {number} · {date}", number=number, date=short_date(day, code)), code)
                for code in self._asked.languages}  # fmt: skip

    def _visit(self, one: Seen) -> Group:
        key = f"v{one.uuid[:8]}"
        label = {code: f"{short_date(one.start.date(), code)} · {words}"
                 for code, words in self.words(one.title).items()}  # fmt: skip
        own = tuple(self._open(key, kind, one.uuid) for kind in OPEN)
        return Group(f"visit_{one.uuid[:8]}", label, (self._rating(one, self.all(_HOW)), *own))

    def _rating(self, one: Seen, label: Words) -> Question:
        steps = scale([self.all(step) for step in RATING])
        return Question(f"v{one.uuid[:8]}_rating", "scale", label, {}, steps, one.uuid, "rating")

    def _open(self, key: str, kind: str, about: str) -> Question:
        return Question(f"{key}_{kind}", "words", self.all(OPEN[kind]), about=about, says=kind)

    # --- objectives --------------------------------------------------------------------------------------

    def _aims(self, moment: str) -> Group:
        asked = (printed("How well do you master each of these before the trip?") if moment == "before"
                 else printed("How well do you master each of these now?"))  # fmt: skip
        questions = tuple(self._aim(one, moment) for one in self._asked.aims)
        return Group("objectives", self.all(printed("Objectives of the trip")), questions, self.all(asked))

    def _aim(self, one: Aim, moment: str) -> Question:
        steps = scale(anchors_of(one.anchors, self._asked.languages))
        return Question(f"o{one.uuid[:8]}_{moment}", "scale", self.words(one.text), {}, steps, one.uuid, moment)

    def _wishes(self) -> Group:
        wish = Question("wishes", "words", self.all(printed("What do you wish to bring home?")), lines=4)
        known = Question("own_case", "words", self.all(printed("Which case of your own would you compare with?")),
                         lines=3)  # fmt: skip
        return Group("wishes_group", self.all(printed("Your expectations")), (wish, known))

    # --- the whole ---------------------------------------------------------------------------------------

    def _overall(self) -> Group:
        steps = scale([self.all(step) for step in RATING])
        rating = Question("overall_rating", "scale", self.all(printed("The trip as a whole")), {}, steps, "", "overall")
        visits = tuple(Choice(f"v{one.uuid[:8]}", self.words(one.title)) for one in self._asked.visits)
        best = Question("recommended", "several", self.all(printed("Which visits should the next delegation see?")),
                        self.all(_TICK), visits)  # fmt: skip
        themes = tuple(Choice(f"t{uuid[:8]}", self.words(name)) for uuid, name in self._asked.themes)
        deeper = Question("deeper", "several", self.all(printed("Which themes should be taken further together?")),
                          self.all(_TICK), themes)  # fmt: skip
        free = Question("free_words", "words", self.all(printed("What else should we know?")), lines=4)
        chosen = tuple(one for one in (best, deeper) if one.choices)
        return Group("overall", self.all(printed("The trip as a whole")), (rating, *chosen, free))

    def _promising(self) -> Group:
        hint = self.all(printed("One thing that you can begin yourself."))
        what = Question("commitment", "words", self.all(printed("What will you do at home?")), hint,
                        says="commitment", lines=3)  # fmt: skip
        when = Question("commitment_due", "date", self.all(printed("By which day?")), says="due", lines=1)
        return Group("promise", self.all(printed("Your commitment")), (what, when))

    # --- six months later --------------------------------------------------------------------------------

    def _follow_up(self) -> Iterator[Group]:
        for one in self._asked.promises:
            yield self._promise(one)
        texts = (("applied", printed("What have you put into practice since the trip?"), "transferable"),
                 ("obstacles", printed("What stood in the way?"), ""),
                 ("help_wanted", printed("What would help you now?"), "question"))  # fmt: skip
        questions = (Question(name, "words", self.all(label), says=says, lines=4) for name, label, says in texts)
        yield Group("since", self.all(printed("Since the trip")), tuple(questions))

    def _promise(self, one: Promise) -> Group:
        key, states = f"c{one.uuid[:8]}", tuple(Choice(code, self.all(word)) for code, word in STATUS.items())
        state = Question(f"{key}_status", "one", self.all(printed("Where does it stand?")), {}, states, one.uuid,
                         "status")  # fmt: skip
        note = Question(f"{key}_note", "words", self.all(printed("In your own words")), about=one.uuid, says="note")
        return Group(f"promise_{one.uuid[:8]}", self.words(one.text), (state, note))


_HOW = printed("How useful was it?")
_TICK = printed("Tick as many as you like.")
