from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import DEFAULT_MARKERS, Markers, ReadError, load_markers, read_bytes
from orchestration.landing.document import block_faults
from tests.landing.samples import BODY, HEADLINE, LEAD, article, shown, word

MARKERS = load_markers(DEFAULT_MARKERS)


def plain(document: Any) -> None:
    document.add_paragraph(HEADLINE, style="Title")
    for text in (LEAD, *BODY):
        document.add_paragraph(text)


def report(document: Any) -> None:
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "UBND HUYỆN ĐẢO"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(1, 0).text = "Số: 12/BC-UBND"
    head.cell(1, 1).text = "Hải Phòng, ngày 15 tháng 6 năm 2023"
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph(HEADLINE)
    document.add_paragraph(LEAD)
    document.add_heading("Kết quả", level=2)
    document.add_paragraph("18 xã có bàn trả kết quả", style="List Bullet")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Xã"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Hồ sơ"
    for column, text in ((1, "2023"), (2, "2024")):
        table.cell(1, column).text = text
    for column, text in enumerate(("Xã Đông", "1.204", "91,5%")):
        table.cell(2, column).text = text
    document.add_paragraph(BODY[0])


def test_paragraphs_tables_and_lists_come_in_order(markers: Markers) -> None:
    reading = read_bytes("docx", word(report), markers)
    assert block_faults(reading.text, reading.blocks) == []
    assert [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("boilerplate", "UBND HUYỆN ĐẢO"),
        ("boilerplate", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("boilerplate", "Độc lập - Tự do - Hạnh phúc"),
        ("boilerplate", "Số: 12/BC-UBND"),
        ("date_line", "Hải Phòng, ngày 15 tháng 6 năm 2023"),
        ("headline", "BÁO CÁO"),
        ("headline", HEADLINE),
        ("lead", LEAD),
        ("heading", "Kết quả"),
        ("list_item", "18 xã có bàn trả kết quả"),
        ("table_cell", "Xã"),
        ("table_cell", "Hồ sơ"),
        ("table_cell", "2023"),
        ("table_cell", "2024"),
        ("table_cell", "Xã Đông"),
        ("table_cell", "1.204"),
        ("table_cell", "91,5%"),
        ("paragraph", BODY[0]),
    ]
    assert (reading.kind, reading.title) == ("report", HEADLINE)
    assert (reading.published_on, reading.published_on_basis) == (date(2023, 6, 15), "date_line")


def test_cells_have_places_and_merged_ones_stand_once(markers: Markers) -> None:
    reading = read_bytes("docx", word(report), markers)
    cells = {reading.text[block.start : block.end]: block for block in reading.blocks if block.kind == "table_cell"}
    assert (cells["Xã"].row, cells["Xã"].column, cells["Xã"].is_header) == (0, 0, True)
    assert (cells["2024"].row, cells["2024"].column) == (1, 2)
    assert cells["91,5%"].locator == "table 1, row 3, column 3"
    assert "Xã Đông | 1.204 | 91,5%" in reading.text


def test_core_properties_are_not_believed(markers: Markers) -> None:
    def build(document: Any) -> None:
        plain(document)
        document.core_properties.author = "Máy tính văn phòng"
        document.core_properties.title = "Mẫu 01"

    reading = read_bytes("docx", word(build), markers)
    assert (reading.title, reading.author, reading.published_on, reading.kind) == (HEADLINE, None, None, "article")


def test_insertions_count_and_deletions_do_not(markers: Markers) -> None:
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls

    def build(document: Any) -> None:
        plain(document)
        paragraph = document.add_paragraph("Huyện đã trả ")._p
        for tag, inner in (("w:ins", "w:t"), ("w:del", "w:delText")):
            change = OxmlElement(tag)
            text = "412" if tag == "w:ins" else "999"
            change.append(parse_xml(f"<w:r {nsdecls('w')}><{inner}>{text}</{inner}></w:r>"))
            paragraph.append(change)

    text = read_bytes("docx", word(build), markers).text
    assert text.endswith("Huyện đã trả 412")
    assert "999" not in text


def rebuilt(data: bytes, **changed: bytes | None) -> bytes:
    """The package with some members replaced, or left out for None; "_" in a name stands for "/"."""
    changes = {name.replace("__", "/"): content for name, content in changed.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            key = name.rsplit(".", 1)[0]
            content = changes.get(key, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "unpacked"),
        (article().encode(), "unpacked"),
        (b"PK\x03\x04" + b"\0" * 100, "unpacked"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted"),
        (rebuilt(word(plain), word__document=None), r"word/document\.xml"),
        (rebuilt(word(plain), word__document=b"<w:document"), "parts"),
        (rebuilt(word(plain), word__document=b"<x/>"), "parts"),
        (rebuilt(word(plain), **{"[Content_Types]": None}), "parts"),
        (word(plain)[:2000], "unpacked"),
    ],
)
def test_a_broken_package_is_refused_with_a_remedy(data: bytes, words: str, markers: Markers) -> None:
    with pytest.raises(ReadError, match=words) as caught:
        read_bytes("docx", data, markers)
    assert caught.value.reason == "broken_docx"
    assert caught.value.remedy


def test_a_document_without_text_is_refused(markers: Markers) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("docx", word(lambda document: None), markers)
    assert caught.value.reason == "empty_text"


def test_a_package_that_unpacks_without_end_is_refused(markers: Markers) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 70_000_000)
    with pytest.raises(ReadError) as caught:
        read_bytes("docx", stream.getvalue(), markers)
    assert caught.value.reason == "too_complex"


WHOLE = word(report)


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_package_with_damage_anywhere_gives_a_reading_or_its_error(place: int, damage: bytes) -> None:
    with suppress(ReadError):
        reading = read_bytes("docx", WHOLE[:place] + damage + WHOLE[place + len(damage) :], MARKERS)
        assert block_faults(reading.text, reading.blocks) == []


def test_numbers_that_word_only_shows_are_written_out(markers: Markers) -> None:
    def build(document: Any) -> None:
        for text in (HEADLINE, LEAD):
            document.add_paragraph(text)
        for text in BODY:
            document.add_paragraph(text, style="List Number")
        document.add_paragraph(BODY[0], style="List Bullet")

    reading = read_bytes("docx", word(build), markers)
    assert shown(reading, "list_item") == [*(f"{n}. {text}" for n, text in enumerate(BODY, 1)), BODY[0]]


@pytest.mark.parametrize(
    ("number", "form", "shown_as"),
    [
        (4, "lowerRoman", "iv"),
        (1990, "upperRoman", "MCMXC"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (0, "lowerRoman", "0"),
        (5, "unknown", "5"),
    ],
)
def test_forms_of_numbers(number: int, form: str, shown_as: str) -> None:
    from orchestration.landing.readers.numbering import in_form

    assert in_form(number, form) == shown_as


def test_notes_are_kept_apart_and_their_marks_dropped(markers: Markers) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Số liệu 99% chưa kiểm tra.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )

    def build(document: Any) -> None:
        document.add_paragraph(HEADLINE)
        document.add_paragraph(LEAD)
        paragraph = document.add_paragraph("Huyện đảo đã trả 2.043")
        paragraph.add_run("1").font.superscript = True
        paragraph.add_run(" hồ sơ trên 12 km")
        paragraph.add_run("2").font.superscript = True
        paragraph.add_run(" trong tháng này.")
        part = Part(PackURI("/word/footnotes.xml"), "application/xml", notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    reading = read_bytes("docx", word(build), markers)
    assert shown(reading, "paragraph") == ["Huyện đảo đã trả 2.043 hồ sơ trên 12 km2 trong tháng này."]
    assert shown(reading, "footnote") == ["Số liệu 99% chưa kiểm tra."]


def test_text_boxes_stand_behind_their_paragraph(markers: Markers) -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    box = (
        f"<w:r {space}><w:pict><w:txbxContent><w:p><w:r><w:t>{BODY[1]}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )

    def build(document: Any) -> None:
        document.add_paragraph(HEADLINE)
        document.add_paragraph(LEAD)._p.append(parse_xml(box))
        document.add_paragraph(BODY[0])

    assert shown(read_bytes("docx", word(build), markers), "lead", "paragraph") == [LEAD, BODY[1], BODY[0]]
