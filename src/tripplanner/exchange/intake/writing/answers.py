"""Writing the answers of hosts, each with a line in the timeline of the organisation."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tripplanner.exchange.intake.subjects import Held, Target, Values
from tripplanner.i18n import msg, say
from tripplanner.mailboxes import ascii_mailbox
from tripplanner.model.programme import ItemHost
from tripplanner.planning.exchanges import add_exchange
from tripplanner.planning.requests import ANSWER, Answer, answered


class AnswerWriter:
    """Writes the answers of one file, those written later last."""

    def __init__(self, session: Session, target: Target) -> None:
        self._session, self._target = session, target

    def write(self, record: Held | None, changes: Values, values: Values) -> ItemHost:
        """The host of an item has answered."""
        assert record is not None, "an answer of nobody is left out"
        link = self._session.get_one(ItemHost, record.id)
        at = values.get("answer_at")
        answer = Answer(values["answer"], at, values.get("answer_sequence"), values.get("answer_note", ""))
        day = _day(at)
        answered(self._session, link.id, answer, day)
        add_exchange(self._session, link.organisation_id, day, "mail", self._summary(link, answer),
                     contact_id=_who(link, values["address"]), trip_id=self._target.trip_id)  # fmt: skip
        return link

    def _summary(self, link: ItemHost, answer: Answer) -> str:
        language = self._target.language
        title, word = link.item.title, ANSWER[answer.answer]
        words = msg("Answer to the invitation “{title}”: {answer}.", title=title, answer=word)
        return "\n".join(filter(None, (say(words, language), answer.note)))


def _who(link: ItemHost, address: str) -> int | None:
    """The contact who answers under this address, where it is not that of the organisation."""
    people = ((one.id, (one.email, one.person.email)) for one in link.organisation.contacts)
    return next((id for id, own in people if address in [ascii_mailbox(reach).casefold() for reach in own]), None)


def _day(at: datetime | None) -> date:
    """The day it was written, else today: where the office is."""
    return (at or datetime.now(UTC)).astimezone().date()
