"""Cards, points and calendars by the same commands as tables, known by what is in them."""

from __future__ import annotations

from pathlib import Path

from running import Run

CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Roy;Paul;;;\nORG:Asters\nBDAY:1980-01-02\nREV:2026\nEND:VCARD\n"
EVENTS = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nDTSTART:20270614T073000Z\nSUMMARY:Réunion\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:c@d\nDTSTART:20260101T080000\nSUMMARY:Avant\nEND:VEVENT\nEND:VCALENDAR\n"
)


def test_formats_are_known_by_their_content_and_come_in_once(run: Run, tmp_path: Path) -> None:
    cards, events = tmp_path / "cards.txt", tmp_path / "events"
    cards.write_text(CARD, encoding="utf-8")
    events.write_text(EVENTS, encoding="utf-8")
    assert run("import", "contacts", cards) == 0
    assert "Ignored columns: REV." in run.out
    assert "1 protected cell is kept out" in run.out
    assert "1 new, 0 changed" in run.out
    assert run("import", "contacts", cards) == 0
    assert "0 new, 0 changed, 1 as they were, 0 left out" in run.out
    before = len(run.json("list", "items", "--trip", "P01"))
    assert run("import", "programme", events, "--into", "P01") == 0
    assert "Row 2 is left out: 2026-01-01 lies outside the trip (2027-06-13 – 2027-06-20)" in run.out
    assert len(run.json("list", "items", "--trip", "P01")) == before + 1
    assert run("import", "sites", cards) == 1
    assert "“cards.txt” cannot be read: its format (vCard) holds no “Sites”." in run.err


def test_people_and_places_go_out_and_come_in_unchanged(run: Run, tmp_path: Path) -> None:
    for kind, name, words in (
        ("contacts", "a.vcf", ("--vcard", "3")), ("delegates", "b.vcf", ("--trip", "P01")), ("places", "c.gpx", ()),
        ("sites", "d.kml", ()),
    ):  # fmt: skip
        assert run("export", kind, tmp_path / name, *words) == 0
        found = run.json("import", kind, tmp_path / name, "--dry-run", "--into", "P01")
        assert {state for state, count in found["counts"].items() if count} == {"unchanged"}
    assert run("export", "legs", tmp_path / "e.vcf") == 1
    assert "are not written as" in run.err
