"""The Outbox page: messages seen, reviewed, sent by a real server, failures settled; hosts asked and heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from sqlalchemy.orm import Session

import seeing
from mailserver import PASSWORD, Authority, serving
from tripplanner.documents.calendars.content import CalendarContent, Event, Organiser
from tripplanner.documents.calendars.writing import calendar
from tripplanner.i18n import msg
from tripplanner.model.outbox import OutboxMessage
from tripplanner.planning import outbox, requests
from tripplanner.planning.outbox import Enclosure, MailServer, Prepared, set_mail_server
from tripplanner.planning.trips import trip_identity
from tripplanner.text import Text
from tripplanner.ui.importing import Wanted
from tripplanner.ui.intake.window import IntakeWindow
from tripplanner.ui.outbox import departure
from tripplanner.ui.outbox.new_message import NewMessage
from tripplanner.ui.outbox.screen import OutboxScreen
from tripplanner.ui.outbox.send_sheet import SendSheet
from tripplanner.ui.outbox.timekeeper import Timekeeper
from tripplanner.ui.theme.tokens import TARGET
from tripplanner.ui.widgets.chips import Chip
from windows import Opened, OpenWindow

TRIP = 1
ANNE, LI, FULL, LOST = "anne@host.example", "li@guest.example", "full@host.example", "lost@host.example"


def page_of(opened: Opened) -> OutboxScreen:
    page = opened.show("outbox")
    assert isinstance(page, OutboxScreen)
    page.hands.leave = lambda *given: departure.leave(*given, nap=lambda _seconds: None)
    return page


def event() -> bytes:
    at = datetime.fromisoformat("2027-06-14T09:30:00+00:00")
    start = datetime(2027, 6, 14, 9, 30)
    one = Event("u", 0, at, at, at, "visit", "confirmed", start, "Europe/Paris", None, "Europe/Paris",
                Text.of("fr", fr="Visite du marais"))  # fmt: skip
    return calendar(CalendarContent("fr", Organiser(), (one,)))


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas("")
    for _ in range(2):
        canvas.drawString(72, 700, "Programme")
        canvas.showPage()
    return bytes(canvas.getpdfdata())


def seed(session: Session, server: MailServer) -> None:
    """Four messages: one with a calendar and pages, one in Chinese that needs a human, one to a full mailbox, and one
    that was being sent when the program died.
    """
    set_mail_server(session, server)
    files = (Enclosure("programme.ics", "text/calendar", data=event()),
             Enclosure("programme.pdf", "application/pdf", data=pdf()))  # fmt: skip
    doubt = (msg("{n} texts were not reviewed", n=3),)
    for address, language, enclosures, doubts in (
        (ANNE, "fr", files, ()), (LI, "zh", (), doubt), (FULL, "fr", (), ()), (LOST, "fr", (), ()),
    ):  # fmt: skip
        outbox.add_message(session, TRIP, Prepared(
            address, "free", address.partition("@")[0], address, language, f"Objet {address}", "Bonjour\n",
            doubts=doubts, enclosures=enclosures,
        ))  # fmt: skip
    lost = session.query(OutboxMessage).filter_by(address=LOST).one()
    lost.state, lost.station = "sending", "test"


def states(opened: Opened) -> dict[str, str]:
    """Of what was not set aside."""
    found = opened.workspace.get(outbox.list_messages, TRIP)
    return {one.address: one.state for one in found if one.state != "aside"}


def choose(page: OutboxScreen, address: str, which: str = "review") -> None:
    page.show_list(which)
    page.list.select_position(page.table.position(lambda one: one.address == address))


def press(opened: Opened, words: str) -> None:
    """The button in the pane at the right that is called so."""
    page = opened.desk.page()
    assert isinstance(page, OutboxScreen)
    opened.settle()
    found = [one for one in page.detail.findChildren(QPushButton) if one.accessibleName().startswith(words)]
    QTest.mouseClick(next(one for one in found if one.isVisible()), Qt.MouseButton.LeftButton)
    opened.settle()


@pytest.fixture
def send_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIPPLANNER_MAIL_PASSWORD", raising=False)


def answering(opened: Opened, page: OutboxScreen, look: Callable[[Any], None]) -> None:
    """Has each sheet shown to ``look`` and accepted."""

    def answer(sheet: Any) -> bool:
        sheet.show()
        opened.settle()
        look(sheet)
        sheet.accept()
        sheet.hide()
        sheet.deleteLater()
        return True

    page.hands.answer = answer


@pytest.mark.usefixtures("send_sheets")
def test_messages_are_seen_reviewed_sent_and_failures_settled(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window()
    with serving(Authority.at(tmp_path)) as (box, server):
        box.answers[FULL] = "552 5.2.2 mailbox full"
        opened.workspace.do(msg("seed"), seed, server)
        page = page_of(opened)
        assert states(opened) == {LOST: "doubtful", ANNE: "review", LI: "review", FULL: "review"}
        _see(opened, page)
        _write(opened, page)
        _enclose(opened, page, tmp_path)
        _review(opened, page)
        asked = _send(opened, page)
        assert asked == ["fr · 2", "中文 · 1", "2 fichiers, " + asked[-1].rpartition(", ")[2]]
        assert states(opened) == {LOST: "doubtful", ANNE: "sent", LI: "sent", FULL: "failed"}
        box.answers.clear()
        choose(page, FULL, "failed")
        press(opened, "Réessayer")
        page.hands.leave = lambda *given: _stopped(*given)
        _send(opened, page)
        assert states(opened)[FULL] == "ready"
        page.hands.leave = lambda *given: departure.leave(*given, nap=lambda _seconds: None)
        _send(opened, page)
        choose(page, LOST, "failed")
        press(opened, "Il est arrivé")
        assert set(states(opened).values()) == {"sent"}
        page.show_list("sent")
        page.hands.test()
        opened.settle()
        assert sorted(box.receivers) == sorted([ANNE, LI, FULL, server.sender])
        _set_up(opened, server)


def set_moment(opened: Opened, address: str, by: timedelta) -> None:
    """As though somebody had given it this moment some time ago."""

    def change(session: Session) -> None:
        one = session.query(OutboxMessage).filter_by(address=address, state="ready").one()
        one.scheduled_at, one.station = datetime.now(UTC) + by, "test"

    opened.workspace.do(msg("Wait"), change)


@pytest.mark.usefixtures("send_sheets")
def test_a_message_leaves_at_its_moment_and_what_missed_it_is_asked_about(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPPLANNER_MAIL_PASSWORD", PASSWORD.reveal())
    opened = open_window()
    with serving(Authority.at(tmp_path)) as (box, server):
        opened.workspace.do(msg("seed"), seed, server)
        page = page_of(opened)
        page.hands.review_all()
        opened.settle()
        keeper = Timekeeper(opened.context, opened.window)
        keeper.leave = lambda *given: departure.leave(*given, nap=lambda _seconds: None)
        _schedule(opened, page)
        asked: list[str] = []

        def decline(sheet: Any) -> bool:
            asked.append(sheet.sentence.text())
            sheet.deleteLater()
            return False

        keeper.answer = decline
        keeper.look()
        assert (asked, box.got) == ([], [])
        set_moment(opened, ANNE, timedelta(minutes=-2))  # while the program was closed
        keeper.look()
        assert "n’était pas ouvert" in asked[0]
        assert [row.waits for row in page.messages if row.address == ANNE] == [False]
        keeper._since = datetime.now(UTC) - timedelta(hours=1)
        set_moment(opened, ANNE, timedelta(minutes=-2))
        keeper.leave = lambda *given: _stopped(*given)
        keeper.look()
        opened.settle()
        assert (states(opened)[ANNE], box.got, len(asked)) == ("ready", [], 1)
        keeper.leave = lambda *given: departure.leave(*given, nap=lambda _seconds: None)
        set_moment(opened, ANNE, timedelta(minutes=-2))
        box.answers[ANNE] = "451 4.7.1 greylisted"
        keeper.look()
        opened.settle()
        _waits_for_the_server(opened, page)
        keeper.look()  # its moment is to come
        opened.settle()
        assert (states(opened)[ANNE], box.receivers, len(asked)) == ("ready", [], 1)
        box.answers.clear()
        set_moment(opened, ANNE, timedelta(minutes=-2))
        keeper.look()
        opened.settle()
        assert (states(opened)[ANNE], box.receivers, len(asked)) == ("sent", [ANNE], 1)
    set_moment(opened, FULL, timedelta(minutes=-2))
    keeper.look()  # its server is gone
    opened.settle()
    assert (states(opened)[FULL], len(asked)) == ("ready", 2)
    keeper.stop()


def _waits_for_the_server(opened: Opened, page: OutboxScreen) -> None:
    """What the server asked to have later is tried again by itself, and its words stand there."""
    assert opened.desk.toast.text() == (
        "0 message envoyé. 1 reste prêt\u00a0: le serveur demande de réessayer plus tard."
    )
    (one,) = (one for one in page.messages if one.address == ANNE)
    assert one.waits
    assert one.scheduled_at is not None
    assert timedelta(minutes=9) < one.scheduled_at - datetime.now(UTC) < timedelta(minutes=11)
    choose(page, ANNE, "scheduled")
    opened.settle()
    said = [label.text().replace("\u200b", "") for label in page.detail.trouble.findChildren(QLabel)]
    assert any("451 4.7.1 greylisted" in text for text in said)
    assert seeing.clipped(opened.window) == []


def _schedule(opened: Opened, page: OutboxScreen) -> None:
    """Two messages get a moment on the page; one of them loses it again."""
    said: list[str] = []

    def fill(sheet: Any) -> None:
        assert seeing.clipped(sheet) + seeing.unnamed(sheet) + seeing.too_small(sheet, TARGET) == []
        sheet.fields["day"].editor.setText("2020-01-01")
        sheet.take()
        said.append(sheet.trouble.text())
        sheet.fields["day"].editor.setText((date.today() + timedelta(days=2)).isoformat())  # noqa: DTZ011
        sheet.take()

    answering(opened, page, fill)
    page.show_list("ready")
    page.list.selectAll()
    page.plan.click()
    opened.settle()
    assert said[0].startswith("Ce moment est passé.")
    assert {one.address for one in page.messages if one.waits} == {ANNE, FULL}
    assert page.hands.ready() == []
    choose(page, FULL, "scheduled")
    opened.settle()
    (one,) = (one for one in page.messages if one.address == FULL)
    told = [page._below(replace(one, station=station)).partition(", ")[2] for station in ("test", "laptop")]
    assert told == ["", "depuis laptop"]
    assert seeing.clipped(opened.window) == []
    page.unplan.click()
    opened.settle()
    assert {one.address for one in page.messages if one.waits} == {ANNE}


def _set_up(opened: Opened, server: MailServer) -> None:
    """The settings try a server before it is kept, and say what is wrong."""
    mail = opened.show("settings").mail  # type: ignore[attr-defined]
    assert (mail.fields["host"].text(), mail.fields["port"].text()) == ("localhost", str(server.port))
    said = {}
    for password in ("wrong", PASSWORD.reveal()):
        mail.fields["most_mb"].setText("90")  # the server says that it takes 33,554,432 octets
        mail.password.setText(password)
        mail.test.click()
        opened.settle()
        said[password] = mail.said.text()
    assert "n’accepte pas" in said["wrong"]
    assert "vous laisse entrer. Il prend des messages de 33\u00a0Mo au plus" in said[PASSWORD.reveal()]
    mail.fields["sender_name"].setText("Bureau")
    mail.keep.click()
    opened.settle()
    kept = opened.workspace.get(outbox.mail_server)
    assert kept is not None
    assert (kept.sender_name, kept.authority, kept.most_mb) == ("Bureau", server.authority, 33)
    assert "trousseau" in mail.said.text()
    mail.fields["sender"].setText("nobody")
    mail.keep.click()
    assert opened.workspace.get(outbox.mail_server) == kept
    mail.drop.click()
    opened.settle()
    assert opened.workspace.get(outbox.mail_server) is None


def _see(opened: Opened, page: OutboxScreen) -> None:
    """Each file as it will be; whatever the size and the language, words are whole and named."""
    choose(page, ANNE)
    press(opened, "programme.pdf")
    assert (page.detail.shows_file, page.detail.file.number.text()) == (True, "p. 1 sur 2")
    page.detail.show_message_again()
    press(opened, "programme.ics")
    assert [row.title for row in page.detail.file.calendar.table.rows()] == ["Visite du marais"]
    page.detail.show_message_again()
    choose(page, LI)
    opened.window.resize(1024, 640)
    opened.settle()
    wrong = [*seeing.clipped(opened.window), *seeing.unnamed(opened.window), *seeing.misnamed(opened.window)]
    wrong += seeing.too_small(opened.window, TARGET)
    assert page.detail.body.geometry().bottom() < page.detail._files_holder.geometry().top()
    page.show_list("failed")
    opened.language.set("zh")
    opened.settle()
    wrong += seeing.clipped(opened.window)
    opened.language.set("fr")
    opened.window.resize(1280, 800)
    opened.settle()
    assert wrong == []


def _write(opened: Opened, page: OutboxScreen) -> None:
    """A message to everybody that the filter shows, refused until it has a subject; set aside again."""

    def fill(sheet: Any) -> None:
        assert isinstance(sheet, NewMessage)
        assert not sheet.ok.isEnabled()
        assert seeing.clipped(sheet) + seeing.unnamed(sheet) + seeing.too_small(sheet, TARGET) == []
        for question in ("欧阳文澜", "ouyangwenlan", "oywl", "wenlan ouy"):
            sheet.filter.setText(question)
            shown = [item.text() for item in sheet._items() if not item.isHidden()]
            assert [one.partition(" · ")[0] for one in shown] == ["欧阳文澜 OUYANG Wenlan"], question
        sheet.filter.setText("xu")
        sheet.tick(False)
        names = [one.name for one in sheet.chosen()]
        assert 1 <= len(names) < 14
        assert sheet.told.text().startswith(f"{len(names)} message")
        assert "autre langue" in sheet.told.text()
        sheet.language.setCurrentIndex(sheet.language.findData("zh"))
        assert sheet.text.toPlainText().startswith("尊敬的{greeted}：")
        sheet.accept()
        assert sheet.trouble.text() == "Le message n’a pas d’objet."
        sheet.subject.setText("提醒")

    answering(opened, page, fill)
    page.write.click()
    opened.settle()
    one = page.detail.message
    assert one is not None
    assert (page.lists.current(), one.subject, one.language, one.purpose) == ("review", "提醒", "zh", "free")
    assert one.body.startswith("尊敬的")
    page.hands.set_aside()
    opened.settle()


def _enclose(opened: Opened, page: OutboxScreen, folder: Path) -> None:
    """A file of one’s own from the menu, which offers only what is for the receiver; then it is taken out."""
    choose(page, ANNE)
    opened.settle()
    own = folder / "plan & photo.png"
    own.write_bytes(b"PNG")
    page.enclosing.choose_files = lambda: [own, folder]
    told: list[Any] = []
    page.context.shell.troubled.connect(told.append)

    def pick(menu: Any) -> None:
        words = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert words[0] == "Un fichier à vous…"
        assert "Itinéraire" in words
        assert "Fiche hôte" not in words
        menu.actions()[0].trigger()

    page.enclosing.show = pick
    page.detail.attach.click()
    opened.settle()
    assert len(told) == 1  # a folder: none of the two is attached
    page.enclosing.choose_files = lambda: [own]
    page.detail.attach.click()
    opened.settle()
    assert page.detail.message is not None
    assert [file.name for file in page.detail.message.attachments][-1] == own.name
    out = [one for one in page.detail.findChildren(QToolButton) if one.accessibleName() == f"Retirer {own.name}"]
    out[0].click()
    opened.settle()
    assert own.name not in [file.name for file in page.detail.message.attachments]
    _drop(opened, page, own)


def _drop(opened: Opened, page: OutboxScreen, own: Path) -> None:
    """What a file is decides: answers are imported, anything else goes with the message that it is dropped on."""
    files = {"invitation.ics": b"METHOD:REQUEST", "answer.ics": b"METHOD:REPLY", "answer.eml": b"METHOD:REPLY"}
    for name, method in files.items():
        mail = b"From: a@b.example\r\nContent-Type: text/calendar\r\n\r\n" if name.endswith("eml") else b""
        (own.parent / name).write_bytes(mail + b"BEGIN:VCALENDAR\r\n" + method + b"\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n")
    brought: list[Any] = []
    page.import_answers = brought.extend  # type: ignore[method-assign]
    choose(page, FULL)
    opened.settle()
    at = page.list.visualRect(page.table.index(page.table.position(lambda one: one.address == ANNE), 0)).center()
    place = page.list.viewport().mapTo(page, at)
    paths = [own, *(own.parent / name for name in files)]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))  # fmt: skip
    opened.settle()
    one = page.detail.message
    assert one is not None
    assert (one.address, [file.name for file in one.attachments][-2:]) == (ANNE, [own.name, "invitation.ics"])
    assert [path.name for path in brought] == ["answer.ics", "answer.eml"]
    for file in one.attachments[-2:]:
        page.enclosing.take_out(file)
    page.show_list("sent")
    page.take_dropped([own])
    assert "choisissez" in opened.desk.toast.text()
    del page.import_answers
    choose(page, ANNE)


def _review(opened: Opened, page: OutboxScreen) -> None:
    choose(page, ANNE)
    page.detail.subject.setFocus()
    QTest.keyClick(page.detail.subject, Qt.Key.Key_End)
    QTest.keyClicks(page.detail.subject, " !")
    opened.context.actions.run("validate_text")
    opened.settle()
    row = next(one for one in opened.workspace.get(outbox.list_messages, TRIP) if one.address == ANNE)
    assert (row.subject, row.state) == (f"Objet {ANNE} !", "ready")
    page.hands.review_all()
    opened.settle()
    assert {one: state for one, state in states(opened).items() if one != LOST} == {
        ANNE: "ready", FULL: "ready", LI: "review",
    }  # fmt: skip
    choose(page, LI)
    opened.context.actions.run("validate_text")
    opened.settle()
    assert states(opened)[LI] == "ready"


def _send(opened: Opened, page: OutboxScreen) -> list[str]:
    """Lets what is ready leave; what the sheet said of it."""
    said: list[str] = []

    def look(sheet: Any) -> None:
        assert isinstance(sheet, SendSheet)
        assert seeing.clipped(sheet) == []
        said.extend(chip.text() for chip in sheet.findChildren(Chip))
        if sheet.password is not None:
            assert not sheet.ok.isEnabled()
            sheet.password.setText(PASSWORD.reveal())

    answering(opened, page, look)
    page.show_list("ready")
    page.hands.send()
    opened.settle()
    return said


def _stopped(workspace: Any, ids: Any, server: Any, password: Any, progress: Any) -> Any:
    """Somebody stops it within the ten seconds."""
    return departure.leave(workspace, ids, server, password, progress, nap=lambda _seconds: progress.cancel())


def _import_answer(opened: Opened, page: OutboxScreen, uid: str, address: str, path: Path) -> None:
    """An answer that is dropped on the page comes in by the import window, and is seen at once."""
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid}", "SEQUENCE:0",
             "DTSTAMP:20270301T080000Z", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{address}", "END:VEVENT",
             "END:VCALENDAR", "")  # fmt: skip
    path.write_bytes("\r\n".join(lines).encode())
    window = IntakeWindow(opened.context, Wanted("answers", (path,), TRIP), page)
    opened.settle()
    for _step in range(2):
        window.advance()
        opened.settle()
    assert window.intake.outcome is not None
    window.close()
    window.deleteLater()
    opened.settle()
    now = next(one for one in page.requests if one.item_uuid == uid and one.address == address)
    assert (now.state, now.answer) == ("confirmed", "accepted")


def test_hosts_are_asked_set_by_hand_and_written_as_files(open_window: OpenWindow, tmp_path: Path) -> None:
    opened = open_window()
    page = page_of(opened)
    page.show_list("hosts")
    before = len(page.requests)
    assert page.hosts.table.rowCount() == before
    page.hands.ask_hosts()
    opened.settle()
    assert (page.lists.current(), len(page.messages)) == ("review", before)
    assert {one.purpose for one in page.messages} == {"request"}
    assert not page.send.isEnabled()
    assert "serveur" in page.send.toolTip()
    folder = tmp_path / "eml"
    page.hands.choose_folder = lambda: str(folder)
    page.list.selectAll()
    opened.context.actions.run("save_document")
    opened.settle()
    assert len(list(folder.glob("*.eml"))) == before
    page.show_list("hosts")
    one = page.hosts.current()
    assert one is not None
    page.host.decided.emit("asked")
    opened.settle()
    now = next(row for row in opened.workspace.get(requests.list_requests, TRIP) if row.id == one.id)
    assert (now.state, now.since) == ("asked", date.today())  # noqa: DTZ011
    opened.workspace.undo(opened.workspace.get(trip_identity, TRIP))
    opened.settle()
    assert [row.state for row in page.requests] == ["to_contact"] * before
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Down)
    _import_answer(opened, page, one.item_uuid, one.address, tmp_path / "answer.ics")
    page.show_list("review")
    page.search.setText("nobody at all")
    assert "nobody at all" in page.nothing._third.sentence.text()
    opened.show("trips")
    todo = [one.text() for one in opened.window.findChildren(QPushButton) if one.property("look") == "todo"]
    assert f"{before} messages à relire" in todo
