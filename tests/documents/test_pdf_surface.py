"""The PDF file: judged by pikepdf and pypdfium2."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tripplanner import glyphs
from tripplanner.documents.pdf.images import prepared
from tripplanner.documents.pdf.qr import modules
from tripplanner.documents.pdf.surface import Bookmark, DocumentInfo, pdf_bytes
from tripplanner.documents.typesetting import style as st
from tripplanner.documents.typesetting.blocks import badge, icon, qr, stack
from tripplanner.documents.typesetting.flow import Flow
from tripplanner.documents.typesetting.marks import Block, Page, Picture
from tripplanner.documents.typesetting.text import Inline, Span, Typesetter
from tripplanner.errors import Cancelled, TripPlannerError
from tripplanner.progress import Progress

INFO = DocumentInfo("Relier les aires 自然", "fr", "NatureXpairs", date=datetime(2027, 5, 12, 18, 20, tzinfo=UTC))
WORDS = [
    ("Écopont de Viry\u00a0: « œuvre »\u202f?", "fr", 400),
    ("维里野生动物天桥，A40 高速公路；约25米。喆垚堃", "zh", 700),
    ("The host’s note — 12:30", "en", 600),
    ("Brévent < & > ( \\ ) %", "fr", 700),
]


def pages() -> list[Page]:
    ts = Typesetter(glyphs.face)
    flow = Flow(st.A4)
    for n, (text, language, weight) in enumerate(WORDS):
        span = Span(text, st.Style(9, 12, weight), language, link="https://example.org/a(b)?c=1")
        flow.new_page()
        flow.add(
            ts.paragraph([span, Span(" ", st.BODY, "fr"), Inline(badge(ts, "B", n % 3))], 400).anchored(f"day-{n}")
        )
        flow.add(ts.paragraph(Span("voir page 1", st.BODY, "fr", link="#day-0"), 200))
    flow.add(stack([icon("bus"), qr("https://example.org/calendrier")]))
    return flow.pages()


def made(**changes: object) -> bytes:
    marks = [Bookmark(f"Jour {n} 第{n}天", f"day-{n}", 1 if n else 0) for n in range(len(WORDS))]
    return pdf_bytes(pages(), INFO, [*marks, Bookmark("nowhere", "no such anchor")])


def test_the_text_of_the_file_is_the_text_of_the_pages() -> None:
    document = pypdfium2.PdfDocument(made())
    for page, (text, language, _) in zip(document, WORDS, strict=True):
        found = page.get_textpage().get_text_bounded()
        plain = str.maketrans({"\u00a0": " ", "\u202f": " "})
        wanted = text.replace("A40 高", "A40高") if language == "zh" else text
        wanted = wanted.replace("« œuvre »", "«\u202fœuvre\u202f»")
        assert wanted.translate(plain) in found.translate(plain)


def test_the_same_pages_give_the_same_bytes() -> None:
    assert made() == made()


def test_the_file_is_sound_and_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert str(pdf.docinfo["/Title"]) == INFO.title
        assert str(pdf.docinfo["/CreationDate"]) == "D:20270512182000Z"
        assert str(pdf.Root.Lang) == "fr"
        with pdf.open_outline() as outline:
            [first] = outline.root
            assert [first.title, *[child.title for child in first.children]] == [f"Jour {n} 第{n}天" for n in range(4)]
        assert [float(n) for n in pdf.pages[0].MediaBox] == pytest.approx([0, 0, st.A4.width, st.A4.height], abs=0.01)


def test_every_font_is_embedded_as_a_subset() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        fonts = pdf.pages[0].Resources.Font
        names = {str(font.BaseFont) for font in fonts.values()}
        assert {name.split("+")[1] for name in names} == {
            "NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold", "NotoSansSC-Bold",
        }  # fmt: skip
        for font in fonts.values():
            assert len(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) < 60_000


def test_links_lead_to_addresses_and_pages() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        addresses = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
        places = [a.Dest for page in pdf.pages for a in page.get("/Annots", []) if "/Dest" in a]
        assert "https://example.org/a(b)?c=1" in addresses
        assert "https://example.org/calendrier" in addresses
        assert len(places) == len(WORDS)


def test_a_script_is_never_a_link() -> None:
    ts = Typesetter(glyphs.face)
    flow = Flow(st.A4)
    flow.add(ts.paragraph(Span("ici", st.BODY, "fr", link="javascript:alert(1)"), 100))
    flow.add(ts.paragraph(Span("là", st.BODY, "fr", link="file:///etc/passwd"), 100))
    with pikepdf.open(io.BytesIO(pdf_bytes(flow.pages(), INFO))) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_text_in_another_language_says_so() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert b"/Span <</Lang(zh)/ActualText<feff7ef4" in pdf.pages[1].Contents.read_bytes()
        assert b"/Lang" not in pdf.pages[3].Contents.read_bytes().replace(b"/Lang(en)", b"")


def test_a_character_no_face_has_prints_as_a_mark_and_is_named() -> None:
    ts = Typesetter(glyphs.face)
    flow = Flow(st.A4)
    flow.add(ts.paragraph(Span("Li 𓀀 محمد", st.BODY, "fr"), 400))
    [page] = pypdfium2.PdfDocument(pdf_bytes(flow.pages(), INFO))
    assert "[U+13000]" in page.get_textpage().get_text_bounded()
    assert set(ts.unprintable) == set("𓀀محد")


def test_an_emoji_is_drawn_each_of_a_sequence_for_itself_and_can_be_copied() -> None:
    ts = Typesetter(glyphs.face)
    flow = Flow(st.A4)
    for code in ("fr", "zh"):
        flow.add(ts.paragraph(Span("李🐼 Li👩🏽‍🔬 1️⃣", st.BODY, code), 400))
    data = pdf_bytes(flow.pages(), INFO)
    [page] = pypdfium2.PdfDocument(data)
    lines = page.get_textpage().get_text_bounded().splitlines()
    assert ([line.replace(" ", "") for line in lines], ts.unprintable) == (["李🐼Li👩🔬1"] * 2, {})
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert sum("NotoEmoji" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()) == 1


def test_rare_han_above_the_first_plane_is_printed_and_can_be_copied() -> None:
    rare = next(chr(code) for code in sorted(glyphs.face("NotoSansSC-Regular").astral) if code >= 0x20000)
    flow = Flow(st.A4)
    flow.add(Typesetter(glyphs.face).paragraph(Span(f"李{rare}", st.BODY, "zh"), 400))
    [page] = pypdfium2.PdfDocument(pdf_bytes(flow.pages(), INFO))
    assert f"李{rare}" in page.get_textpage().get_text_bounded()


def test_cancelling_stops_between_pages() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        pdf_bytes(pages(), INFO, progress=progress)


# --- photos ----------------------------------------------------------------------------------------------


def photo(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", turn: int = 1) -> bytes:
    image = Image.new(mode, (width, height), 128 if mode == "L" else (200, 30, 30, 90)[: len(mode)])
    exif = image.getexif()
    exif[0x0112] = turn
    buffer = io.BytesIO()
    image.save(buffer, kind, exif=exif)
    return buffer.getvalue()


def test_a_fitting_jpeg_passes_untouched() -> None:
    data = photo(800, 600)
    assert prepared(data, 260, 190).data == data
    grey = photo(400, 300, mode="L")
    assert prepared(grey, 130, 90).components == 1


def test_a_large_photo_is_scaled_down_to_print() -> None:
    image = prepared(photo(4000, 3000), 260, 190)
    assert (image.width, image.height) == (794, 596)


def test_a_photo_is_turned_upright() -> None:
    image = prepared(photo(400, 300, turn=6), 90, 120)
    assert image.width < image.height


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("WEBP", "RGB")])
def test_other_formats_are_encoded_anew(kind: str, mode: str) -> None:
    assert prepared(photo(400, 300, kind, mode), 120, 90).data[:2] == b"\xff\xd8"


@pytest.mark.parametrize("data", [b"", b"not a photo", photo(40, 30)[:300], b"\xff\xd8\xff\xe0\x00"])
def test_a_damaged_photo_is_one_sentence(data: bytes) -> None:
    with pytest.raises(TripPlannerError, match="A photo of this document cannot be read"):
        prepared(data, 100, 80)


def test_one_photo_on_two_pages_is_stored_once() -> None:
    block = Block(200, 150, marks=(Picture(photo(800, 600), 0, 0, 200, 150),))
    flow = Flow(st.A5)
    for _ in range(8):
        flow.add(block)
    with pikepdf.open(io.BytesIO(pdf_bytes(flow.pages(), INFO))) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(images) == 1
        assert len(pdf.pages) == 3


# --- QR --------------------------------------------------------------------------------------------------


def test_a_qr_code_is_level_m_and_at_most_version_6() -> None:
    count, bars = modules("https://example.org/calendrier")
    assert (count - 8 - 17) % 4 == 0
    assert count - 8 <= 17 + 4 * 6
    assert bars[0] == (4, 4, 7)


def test_a_long_address_takes_a_larger_code_rather_than_failing() -> None:
    assert modules("https://example.org/" + "a" * 400)[0] > 49
