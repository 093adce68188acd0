"""What a form says: the questions of an edition, or of what the trip is now where nothing like it was given out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tripplanner.documents.registry import Option, Request
from tripplanner.i18n import msg
from tripplanner.planning.learning.feedback.questions import FormContent

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KIND = Option(
    "kind", msg("Which form"), ("feedback", "before", "after", "follow_up"),
    (msg("Feedback at the end"), msg("Self-assessment before"), msg("Self-assessment after"), msg("Six months later")),
)  # fmt: skip
PER = Option("per", msg("Open questions"), ("day", "visit"), (msg("once a day"), msg("for each visit")))
WHO = Option(
    "who", msg("For whom"), ("anybody", "each"),
    (msg("anonymous copies"), msg("a copy for each delegate, with a code")),
)  # fmt: skip
_LETTERS = {"feedback": "F", "before": "B", "after": "A", "follow_up": "S"}


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose copy it is: a printed name and a code; both empty for anybody’s."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form to be made. ``edition`` is empty while nothing was given out that asks the same: it is then a draft."""

    form: FormContent
    edition: str
    languages: tuple[str, ...]
    office: str
    accent: str
    given_at: datetime | None
    copies: tuple[Copy, ...] = (Copy(),)

    @property
    def mark(self) -> str:
        """What files made of it bear, so that answers are known again: ``feedback_1a2b3c4d/2``."""
        return f"{self.form.key}/{self.edition or 'draft'}"

    @property
    def short(self) -> str:
        """The same for people, as it stands on paper: ``1A2B-F2``; the letter is that of the kind of form."""
        kind, place = self.form.key.rsplit("_", 1)
        return f"{place[:4].upper()}-{_LETTERS[kind]}{self.edition or 0}"

    @property
    def title(self) -> str:
        """What the file calls itself."""
        language = self.languages[0]
        return f"{self.form.title[language]} – {self.form.trip[language]}"


def read(session: Session, trip_id: int, request: Request) -> PrintedForm:
    """The form of the request’s options, of the version it asks for; an option *edition* asks for one given out."""
    from tripplanner.documents.editions import edition
    from tripplanner.planning.learning.feedback import giving
    from tripplanner.planning.learning.feedback.questions import to_json

    kind, wanted = request.option("kind", KIND.default), request.option("edition")
    if wanted:
        return of_edition(session, trip_id, giving.find_form(session, trip_id, kind, wanted), request)
    with edition(session, trip_id, request.release) as (source, id):
        content = giving.drafted(source, id, kind, request.option("per", PER.default))
    last = giving.latest(session, trip_id, kind)
    if last is not None and last.questions == to_json(content):
        return of_edition(session, trip_id, last.id, request)
    return _made(session, trip_id, content, "", None, request)


def of_edition(session: Session, trip_id: int, form_id: int, request: Request) -> PrintedForm:
    """The form as it was given out."""
    from tripplanner.model.feedback import FeedbackForm
    from tripplanner.planning.learning.feedback import giving

    form = session.get_one(FeedbackForm, form_id)
    content = giving.content_of(session, form_id)
    return _made(session, trip_id, content, form.edition, form.created_at, request)


def _made(
    session: Session, trip_id: int, content: FormContent, edition: str, given_at: datetime | None, request: Request
) -> PrintedForm:
    from tripplanner.planning.offices import office as office_row

    office = office_row(session)
    known = tuple(code for code in request.languages if code in content.languages)
    languages = known or content.languages[:1]
    name = office.short_name or office.name.best(*languages)
    return PrintedForm(content, edition, languages, name, office.accent, given_at, _copies(session, trip_id, request))


def _copies(session: Session, trip_id: int, request: Request) -> tuple[Copy, ...]:
    from tripplanner.planning.learning.feedback.giving import respondents

    if request.option("who", WHO.default) != "each":
        return (Copy(),)
    people = respondents(session, trip_id)
    own = [one for one in people if request.person in (None, one.uuid)]
    return tuple(Copy(one.name.printed, one.code) for one in own) or (Copy(),)
