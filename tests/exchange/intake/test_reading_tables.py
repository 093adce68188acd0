"""Files as others write them: workbooks with titles, merged cells, epochs and formulas; texts in every encoding."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from rosters import SHEET, roster_rows, saved, text_table, workbook

from tripplanner.errors import Cancelled
from tripplanner.exchange.intake.columns import guess_columns, vocabulary
from tripplanner.exchange.intake.encodings import guess
from tripplanner.exchange.intake.limits import Unreadable
from tripplanner.exchange.intake.plan import MASK
from tripplanner.exchange.intake.readers import Options, read_bytes
from tripplanner.exchange.intake.readers.pasted import read_pasted
from tripplanner.exchange.intake.sheets import Book, Faulty, Line
from tripplanner.exchange.intake.subjects import subject, subjects
from tripplanner.exchange.intake.tables import Table, find_table
from tripplanner.i18n import say
from tripplanner.progress import Progress


def cells(book: Book) -> list[tuple[Any, ...]]:
    return [line.cells for line in book.sheet().lines]


def table_of(data: bytes, key: str = "delegates", name: str = "a.xlsx") -> Table:
    return find_table(read_bytes(data, name).sheet(), [vocabulary(key)])


def test_a_workbook_gives_typed_cells_sheets_in_order_and_hidden_ones_last() -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "caché"
    book.active.append(["x"])
    book.active.sheet_state = "hidden"
    page = book.create_sheet("vu")
    page.append(["a", 1, 2.5, True, date(2027, 6, 13), datetime(2027, 6, 13, 8, 45), time(8, 45), None, " "])
    page.append([])
    page["B4"] = "dernier"
    read = read_bytes(saved(book), "a.xlsx")
    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [("vu", False), ("caché", True)]
    when = datetime(2027, 6, 13), datetime(2027, 6, 13, 8, 45), time(8, 45)
    assert read.sheet().lines == (Line(1, ("a", 1, 2.5, True, *when)), Line(4, (None, "dernier")))


def test_either_epoch_gives_the_same_days() -> None:
    book: Any = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["日期", date(2027, 6, 13)])
    sheet = read_bytes(saved(book), "a.xlsx").sheet()
    assert (sheet.epoch_1904, sheet.lines[0].cells[1]) == (True, datetime(2027, 6, 13))


def test_a_formula_gives_its_value_or_says_that_it_has_none() -> None:
    book: Any = openpyxl.Workbook()
    book.active.append(["姓名", "人数"])
    book.active.append(["李娜", "=1+1"])
    never = cells(read_bytes(saved(book), "a.xlsx"))[1][1]
    assert isinstance(never, Faulty)
    assert "no value" in say(never.why, "en")
    sheet = "xl/worksheets/sheet1.xml"
    part = zipfile.ZipFile(io.BytesIO(saved(book))).read(sheet)
    empty = part[part.index(b"</f>") + 4 : part.index(b"</c>", part.index(b"</f>"))]  # as either XML library writes it
    computed = replaced(saved(book), sheet, b"</f>" + empty, b"</f><v>2</v>")
    assert cells(read_bytes(computed, "a.xlsx"))[1][1] == 2


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with other words in one of its parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            after.writestr(name, content)
    return held.getvalue()


MAIN, LINKS = "spreadsheetml/2006/main", "officeDocument/2006/relationships"
OTHERS = {
    "_rels/.rels": '<Relationships xmlns="{p}"><Relationship Id="a" Type="{r}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<x:workbook xmlns:x="{m}" xmlns:r="{r}"><x:sheets><x:sheet name="名单" sheetId="1" r:id="b"/>'
    "</x:sheets></x:workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="{p}"><Relationship Id="b" Type="{r}/worksheet" '
    'Target="/xl/worksheets/sheet1.xml"/><Relationship Id="c" Type="{r}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
    "xl/sharedStrings.xml": '<x:sst xmlns:x="{m}"><x:si><x:r><x:t>李</x:t></x:r><x:r><x:t>娜</x:t></x:r></x:si>'
    '<x:si><x:t>姓名</x:t><x:rPh sb="0" eb="1"><x:t>xing</x:t></x:rPh></x:si></x:sst>',
    "xl/worksheets/sheet1.xml": '<x:worksheet xmlns:x="{m}"><x:dimension ref="A1"/><x:sheetData><x:row>'
    '<x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>职务</x:t></x:is></x:c></x:row><x:row r="2">'
    '<x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" t="str"><x:v>处长</x:v></x:c><x:c r="C2" t="b">'
    '<x:v>1</x:v></x:c><x:c r="D2" t="d"><x:v>2027-06-13</x:v></x:c></x:row></x:sheetData></x:worksheet>',
}


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_a_workbook_of_another_library_is_read(strict: bool) -> None:
    """Prefixed names, rows without references, rich and inline text, phonetic marks, dates as text, strict names."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    types = f'''<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="xml" ContentType="{kind}sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/>
        <Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings+xml"/></Types>'''
    base = "http://purl.oclc.org/ooxml/" if strict else "http://schemas.openxmlformats.org/"
    main, links = (base + (name.replace("2006/", "") if strict else name) for name in (MAIN, LINKS))
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in OTHERS.items():
            archive.writestr(name, content.format(m=main, r=links, p=package))
    assert cells(read_bytes(held.getvalue(), "a.xlsx")) == [("姓名", "职务"), ("李娜", "处长", True, date(2027, 6, 13))]


def test_headings_are_found_below_a_title_and_over_two_rows_of_merged_cells() -> None:
    book: Any = openpyxl.Workbook()
    page = book.active
    for row in (["考察团名单"], ["姓名", "护照", None, "单位"], [None, "号码", "有效期", None],
                ["李娜", "E1", date(2031, 1, 1), "清华大学"], ["王伟", "E2", date(2031, 1, 2), None]):  # fmt: skip
        page.append(row)
    for merged in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "D4:D5"):
        page.merge_cells(merged)
    table = table_of(saved(book))
    assert (table.head, table.headings) == ((2, 3), ("姓名", "护照 号码", "护照 有效期", "单位"))
    assert [line.cells[3] for line in table.lines] == ["清华大学", "清华大学"]
    fields = [column.field.key if column.field else None for column in guess_columns(table, subject("delegates"))]
    assert fields == ["name", "passport.number", "passport.expires", "organisation"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_chinese_text_is_read_in_its_encoding_with_its_separator(encoding: str, separator: str) -> None:
    book = read_bytes(text_table(roster_rows(), encoding, separator), "名单.csv")
    assert book.encodings[0].name == encoding
    assert [[cell or None for cell in row] for row in cells(book)[2:4]] == [
        [None if cell is None else str(cell) for cell in row][: len(found)]
        for row, found in zip(roster_rows()[1:3], cells(book)[2:4], strict=True)
    ]


def test_western_and_traditional_texts_are_told_apart_and_alternatives_offered() -> None:
    french = "Nom;Prénom;Fonction\nLefèvre;Zoé;Chargée d’études à la réserve\nMüller;Noël;Élu"
    assert guess(french.encode("cp1252"))[0].name == "cp1252"
    traditional = "姓名,職務,單位\n歐陽曉,處長,國立臺灣大學生態學與演化生物學研究所\n張偉,教授,環境保護署"
    found = guess(traditional.encode("big5"))
    assert found[0].name == "big5"
    assert {"gb18030", "big5"} <= {one.name for one in found}
    chosen = read_bytes(traditional.encode("big5"), "a.csv", Options(encoding="big5"))
    assert cells(chosen)[1][0] == "歐陽曉"


def test_quotes_line_ends_and_the_sign_of_a_separator_are_understood() -> None:
    data = b'sep=;\nNom;Note\n"Du ""Parc""";"deux\nlignes"\nA;"b;c"'
    assert cells(read_bytes(data, "a.csv")) == [("Nom", "Note"), ('Du "Parc"', "deux\nlignes"), ("A", "b;c")]
    assert [line.number for line in read_bytes(data, "a.csv").sheet().lines] == [2, 3, 4]


def test_a_text_that_calls_itself_a_workbook_is_read_as_text() -> None:
    assert cells(read_bytes("姓名\t职务\n李娜\t处长".encode("gb18030"), "名单.xls")) == [
        ("姓名", "职务"),
        ("李娜", "处长"),
    ]


def test_a_pasted_table_is_read_like_a_file() -> None:
    book = read_pasted('姓名\t职务\r\n李娜\t"处长\n副局长"\r\n')
    assert (book.format, cells(book)) == ("pasted", [("姓名", "职务"), ("李娜", "处长\n副局长")])


def _zip(packing: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


def _open_document() -> bytes:
    return _zip(zipfile.ZIP_STORED, mimetype=b"application/vnd.oasis.opendocument.spreadsheet")


def _bomb() -> bytes:
    return _zip(Content_Types_xml=b"x", xl__worksheets__sheet1_xml=b"<a>" + b" " * 40_000_000 + b"</a>")


def _entities() -> bytes:
    old, new = b"<workbook ", b'<!DOCTYPE a [<!ENTITY b "c">]><workbook '
    return replaced(workbook(roster_rows()), "xl/workbook.xml", old, new)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.xls", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old Excel format"),
        ("a.xlsx", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + "Encrypted".encode("utf-16-le"), "password"),
        ("a.xls", lambda: b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        ("a.ods", _open_document, "OpenDocument"),
        ("a.numbers", lambda: _zip(Index__Document=b"x"), "Numbers"),
        ("a.pdf", lambda: b"%PDF-1.7 x", "PDF"),
        ("a.docx", lambda: b"PK\x03\x04 [Content_Types].xml word/document.xml", "text document"),
        ("a.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "text document"),
        ("a.xlsx", lambda: b"PK\x03\x04 xl/workbook.bin", "binary format"),
        ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(60), "picture"),
        ("a.xlsx", lambda: workbook(roster_rows())[:900], "damaged"),
        ("a.xlsx", lambda: _zip(xl__a_xml=b"x"), "damaged"),
        ("a.xlsx", _bomb, "far larger"),
        ("a.xlsx", _entities, "document type"),
        ("a.csv", lambda: b"", "empty"),
        ("a.csv", lambda: b'a,b\n"c,d\ne,f', "quotation mark"),
        ("a.csv", lambda: b'a,b\n"z"w,1\n"c,' + b'd\n' * 20_000, "more than 32767 characters"),
        ("a.csv", lambda: b"\n".join([b"a,b"] * 26_000), "more than 25000 rows"),
        ("a.csv", lambda: b"," * 600, "more than 500 columns"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(name: str, data: Callable[[], bytes], part: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data(), name)
    assert part in caught.value.sentence("en")
    assert caught.value.todo is not None


def test_reading_stops_when_it_is_cancelled() -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        read_bytes(workbook(roster_rows()), "a.xlsx", progress=progress)


FRENCH = ("N°", "Nom", "Prénom", "Civilité", "Structure", "Fonction", "N° de passeport", "Validité du passeport",
          "Date de naissance", "Nationalité", "Régime alimentaire", "Portable", "Courriel", "Date d’arrivée", "Vol",
          "Départ", "Groupe", "Remarques")  # fmt: skip
ENGLISH = ("No.", "Surname", "Given name", "Sex", "Organisation", "Position", "Passport No", "Expiry date",
           "Date of birth", "Nationality", "Dietary requirements", "Mobile", "E-mail", "Arrival date", "Flight",
           "Departure", "Group", "Remarks")  # fmt: skip
CHINESE = ("序号", "姓", "名", "性别", "工作单位", "职务", "护照号码", "有效期", "出生日期", "国籍", "饮食禁忌",
           "手机号", "邮箱", "抵达", "航班", "离开", "组别", "备注")  # fmt: skip
MEANT = ["rank", "family_name", "given_name", "gender", "organisation", "post", "passport.number", "passport.expires",
         "birth_date.date", "nationality", "diet", "phone", "email", "arrives_on", "arrival_carrier", "leaves_on",
         "subgroups", "notes"]  # fmt: skip


@pytest.mark.parametrize("headings", [FRENCH, ENGLISH, CHINESE], ids=["fr", "en", "zh"])
def test_headings_are_guessed_in_three_languages(headings: tuple[str, ...]) -> None:
    sheet = io.StringIO()
    csv.writer(sheet).writerows([headings, ["1", "x"]])
    table = table_of(sheet.getvalue().encode(), name="a.csv")
    fields = [column.field.key if column.field else None for column in guess_columns(table, subject("delegates"))]
    names = {FRENCH: ["name", "given_name", "address"], ENGLISH: MEANT[1:4],
             CHINESE: ["native_family", "native_given", "gender"]}  # fmt: skip
    assert fields == [MEANT[0], *names[headings], *MEANT[4:]]


def test_two_scripts_in_a_heading_a_misspelling_and_a_stranger() -> None:
    sheet = (
        "姓名 Name,护照号/Passport No.,Natinalité,Fonction (français),职务（中文）,Couleur préférée\n"
        "李娜,E1,CN,a,b,vert"
    )
    columns = guess_columns(table_of(sheet.encode(), name="a.csv"), subject("delegates"))
    found = [(column.field.key if column.field else None, column.sure >= 0.85) for column in columns]
    assert found == [("name", True), ("passport.number", True), ("nationality", False), ("post.fr", True),
                     ("post.zh", True), (None, False)]  # fmt: skip
    assert (columns[1].samples, columns[5].samples) == ((MASK,), ("vert",))


@pytest.mark.parametrize("key", list(subjects()))
@pytest.mark.parametrize("language", ["fr", "en", "zh"])
def test_the_titles_of_fields_are_headings_of_no_other_field(key: str, language: str) -> None:
    titles = [say(field.title, language) for field in subject(key).fields]
    assert sorted(set(titles)) == sorted(titles)
    for field, title in zip(subject(key).fields, titles, strict=True):
        fits = vocabulary(key).fields(title)
        assert [one for one, sure in fits.items() if sure == max(fits.values())] == [field.key]


def test_the_sheet_of_the_roster_is_found_with_its_headings_in_the_second_row() -> None:
    table = table_of(workbook(roster_rows()))
    assert (table.sheet.name, table.head, len(table.lines)) == (SHEET, (2,), 18)


@pytest.mark.parametrize(
    ("headings", "key", "expected"),
    [
        ("First Name,Last Name,Organization Name,Organization Title,Photo,E-mail 1 - Value,Phone 1 - Value", "contacts",
         ["given_name", "family_name", "organisation", "post", None, "email", "phone"]),
        ("Prénom,Nom,Société,Adresse de messagerie,Téléphone (bureau)", "contacts",
         ["given_name", "name", "organisation", "email", "phone"]),
        ("姓 名,单  位,职务/职称,电子邮件,移动电话", "contacts", ["name", "organisation", "post", "email", "phone"]),
        ("No.,Name (Pinyin),M/F,Passport No.,Date of Expiry,Dietary restrictions,身份证号", "delegates",
         ["rank", "latin_name", "gender", "passport.number", "passport.expires", "diet", None]),
    ],
)  # fmt: skip
def test_columns_of_address_books_and_offices_are_known(headings: str, key: str, expected: list[str | None]) -> None:
    table = table_of(f"{headings}\n".encode() + b",".join([b"x"] * len(expected)), key, "a.csv")
    columns = guess_columns(table, subject(key))
    assert [column.field.key if column.field else None for column in columns] == expected
    hidden = {"passport.number", "passport.expires", "diet", None} if key == "delegates" else set[str | None]()
    assert [column.masked for column in columns] == [found in hidden for found in expected]


def test_texts_of_a_mac_and_utf_16_without_a_mark_are_read() -> None:
    text = "Nom;Prénom;Remarque\r\nDUPONT;Hélène;à l’école, été comme hiver\r\n"
    for encoding in ("mac_roman", "utf-16-le", "utf-16-be", "cp1252"):
        book = read_bytes(text.encode(encoding), "a.csv")
        assert (book.encodings[0].name, cells(book)[1][1:]) == (encoding, ("Hélène", "à l’école, été comme hiver"))


def test_moments_a_thousandth_before_the_minute_are_that_minute() -> None:
    book: Any = openpyxl.Workbook()
    row = [datetime(2027, 6, 13, 9, 4, 59, 999000), time(11, 29, 59, 999500), datetime(2027, 6, 13, 9, 4, 30)]
    book.active.append(row)
    (line,) = read_bytes(saved(book), "a.xlsx").sheets[0].lines
    assert line.cells == (datetime(2027, 6, 13, 9, 5), time(11, 30), datetime(2027, 6, 13, 9, 4, 30))


def test_zeros_and_signs_that_a_format_shows_belong_to_the_number() -> None:
    shown = {
        (612345678, '0#" "##" "##" "##" "##'): "06 12 34 56 78", (13800138000, '"+86 "0'): "+86 13800138000",
        (12345, "00000000"): "00012345", (7, '"S-"000'): "S-007", (1234, "000"): 1234, (0, "00"): "00",
        (1234.5, "0000"): 1234.5, (12, '0"人"'): 12, (1234567, "#,##0"): 1234567, (0.5, "00%"): 0.5, (-7, "000"): -7,
    }  # fmt: skip
    book: Any = openpyxl.Workbook()
    for number, (value, code) in enumerate(shown, 1):
        book.active.cell(1, number, value).number_format = code
    (line,) = read_bytes(saved(book), "a.xlsx").sheets[0].lines
    assert line.cells == tuple(shown.values())


def test_hidden_rows_and_comments_are_said() -> None:
    from openpyxl.comments import Comment

    book: Any = openpyxl.Workbook()
    book.active.title = SHEET
    for row in (["姓名", "职务"], ["李娜", "处长"], ["王伟", "教授"]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active["A3"].comment = Comment("不来", "x")
    assert [say(remark, "en") for remark in read_bytes(saved(book), "a.xlsx").remarks] == [
        "Sheet “名单”: row 2 is hidden in the file, it is read all the same.",
        "Comments on cells are not read.",
    ]
