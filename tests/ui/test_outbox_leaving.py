"""While messages leave: stopping is answered, closing the window asks, what is said follows the language."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sqlalchemy.orm import Session

import seeing
from tripplanner.errors import TripPlannerError
from tripplanner.exchange.mailing import Report
from tripplanner.i18n import msg
from tripplanner.planning import releases
from tripplanner.planning.outbox import Enclosure, MailServer, Prepared, add_message, set_mail_server
from tripplanner.planning.trips import set_stage
from tripplanner.progress import Progress
from tripplanner.ui.jobs import Job
from tripplanner.ui.outbox import departure
from tripplanner.ui.outbox.screen import OutboxScreen
from tripplanner.ui.theme.tokens import TARGET
from windows import Opened, OpenWindow

PAGE = "outbox"


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    """What is leaving stays on its way until this is set."""
    event = threading.Event()
    yield event
    event.set()


def page_of(opened: Opened) -> OutboxScreen:
    page = opened.desk.page()
    assert isinstance(page, OutboxScreen)
    return page


def leaving(opened: Opened, go_on: threading.Event) -> Job:
    """A message is on its way."""

    def work(progress: Progress) -> None:
        progress.step(1, 3, msg("Message {number} of {all}", number=2, all=3))
        go_on.wait(10)

    job = opened.context.jobs.start(departure.SENDING, work)
    page_of(opened).telling.tell()
    return job


def told(opened: Opened) -> list[str]:
    return [one.text() for one in page_of(opened).telling.notice.findChildren(QLabel) if one.text()]


def test_closing_the_window_asks_while_messages_leave(kept_window: OpenWindow, go_on: threading.Event) -> None:
    opened = kept_window("zh", "dark", (1024, 640))
    asked: list[str] = []
    answers = [False, True]

    def answer(sheet: Any) -> bool:
        sheet.show()
        asked.append(sheet.heading.text())
        assert (sheet.no.text(), sheet.no.isDefault()) == ("继续发送", True)
        assert [*seeing.clipped(sheet), *seeing.unnamed(sheet), *seeing.too_small(sheet, TARGET)] == []
        sheet.hide()
        sheet.deleteLater()
        return answers.pop(0)

    opened.desk.answer = answer
    assert opened.desk.may_close()
    job = leaving(opened, go_on)
    assert not opened.window.close()
    assert (asked, opened.window.isVisible(), job.progress.cancelled) == (["邮件仍在发送"], True, False)
    assert opened.desk.may_close()
    assert len(asked) == 2


def test_stopping_says_that_the_message_on_its_way_still_leaves(
    kept_window: OpenWindow, go_on: threading.Event
) -> None:
    opened = kept_window()
    job = leaving(opened, go_on)
    buttons = page_of(opened).telling.notice.findChildren(QPushButton)
    [one for one in buttons if one.text() == "Arrêter"][-1].click()  # one of another test may not be gone yet
    assert job.progress.cancelled
    assert told(opened)[-1:] == ["L’envoi s’arrête après le message en train de partir."]
    opened.language.set("zh")
    assert told(opened)[-1:] == ["当前这封邮件发出后即停止。"]


def test_what_came_of_it_leads_to_what_needs_somebody() -> None:
    assert departure.where(Report(sent=(1,))) == "sent"
    assert departure.where(Report(sent=(1,), failed=(2,), left=(3,))) == "failed"
    assert departure.where(Report(doubtful=(2,))) == "failed"
    assert departure.where(Report(sent=(1,), left=(3,))) == "ready"
    assert departure.where(Report(sent=(1,), later=(3,))) == "ready"


def test_what_is_said_in_passing_follows_the_language(kept_window: OpenWindow) -> None:
    opened = kept_window()
    opened.context.shell.trouble(TripPlannerError(msg("The trip is archived.")))
    assert opened.desk.toast.text() == "Le voyage est archivé."
    opened.language.set("zh")
    assert opened.desk.toast.text() == "此行程已归档。"
    opened.desk.toast.hide()
    opened.language.set("fr")
    assert opened.desk.toast.text() == ""


def test_invitations_to_one_host_are_told_apart_in_the_list(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    page.hands.ask_hosts()
    opened.settle()
    told_of = [(one.address, page._below(one)) for one in page.messages]
    assert len(set(told_of)) == len(told_of) == len(page.requests)
    assert len({address for address, _below in told_of}) < len(told_of)


@pytest.mark.parametrize("language", ["fr", "zh"])
def test_a_host_is_read_whole_in_large_letters_and_a_small_window(kept_window: OpenWindow, language: str) -> None:
    opened = kept_window(language, "dark", (1024, 640))
    page = page_of(opened)
    page.show_list("hosts")
    opened.theme.set_scale(1.5)
    opened.settle()
    host = page.host
    parts = (host.host, host.contact, host.visit, host.chip, host.state)
    boxes = [QRect(one.mapTo(host, QPoint(0, 0)), one.size()) for one in parts]
    wrong = [*seeing.clipped(host), *seeing.misnamed(host), *seeing.unnamed(host), *_covering(parts, boxes)]
    opened.theme.set_scale(1.0)
    page.show_list("review")
    assert wrong == []


def _covering(parts: tuple[QWidget, ...], boxes: list[QRect]) -> list[str]:
    return [
        f"{type(one).__name__} over {type(other).__name__}"
        for at, (one, box) in enumerate(zip(parts, boxes, strict=True))
        for other, below in zip(parts[:at], boxes[:at], strict=True)
        if box.intersects(below)
    ]


def test_an_archived_trip_offers_no_way_that_leads_nowhere(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    ways = [page.nothing.prepare, *page.nothing.ask]
    opened.workspace.do(msg("release"), releases.release, 1, by="anna", anyway="first")
    opened.settle()
    assert [one.isEnabled() for one in ways] == [True] * 3
    opened.workspace.do(msg("archive"), set_stage, 1, None, "archived")
    opened.settle()
    assert [(one.isEnabled(), one.toolTip()) for one in ways] == [(False, "Le voyage est archivé.")] * 3


def _with_a_file(session: Session) -> None:
    """A message with a text, and a server that answers nobody and wants a password."""
    set_mail_server(session, MailServer("localhost", "office@example.org", port=1, security="tls", user="office"))
    files = (Enclosure("a.txt", "text/plain", data=b"a"),)
    add_message(session, 1, Prepared("x", "free", "Anne", "anne@host.example", "fr", "Objet", "Bonjour",
                                     enclosures=files))  # fmt: skip


def test_a_copy_that_did_not_leave_asks_for_the_password_again(
    kept_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been the wrong one: it must not stay for as long as the page is open."""
    monkeypatch.delenv("TRIPPLANNER_MAIL_PASSWORD", raising=False)
    opened = kept_window()
    page, asked = page_of(opened), []
    opened.workspace.do(msg("seed"), _with_a_file)
    opened.settle()

    def answer(sheet: Any) -> bool:
        asked.append(sheet.windowTitle())
        sheet.password.setText("wrong")
        sheet.accept()
        sheet.deleteLater()
        return True

    monkeypatch.setattr(page.hands, "answer", answer)
    for _press in range(2):
        page.test.click()
        opened.settle()
    assert asked == ["Mot de passe de office"] * 2


def test_escape_leads_back_from_a_file_to_its_message(kept_window: OpenWindow) -> None:
    opened = kept_window()
    page = page_of(opened)
    opened.workspace.do(msg("seed"), _with_a_file)
    opened.settle()
    page.detail.opened.emit(page.detail.message.attachments[0])
    assert page.detail.shows_file
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.detail.shows_file


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_that_nobody_can_change_any_more_look_so(kept_window: OpenWindow, mode: str) -> None:
    opened = kept_window(mode=mode)
    page = page_of(opened)
    opened.workspace.do(msg("seed"), _with_a_file)
    opened.settle()
    body = page.detail.body

    def ground() -> str:
        return body.grab().toImage().pixelColor(body.width() // 2, body.height() - 12).name()

    assert (body.isReadOnly(), ground()) == (False, opened.theme.colour("surface").name())
    page.hands.review_all()
    opened.settle()
    page.show_list("ready")
    opened.settle()
    assert (body.isReadOnly(), ground()) == (True, opened.theme.colour("sunken").name())
