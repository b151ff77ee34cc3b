from __future__ import annotations

import io
import textwrap

import pytest

from orchestration.landing import Markers, ReadError, Reading, read_bytes
from orchestration.landing.readers.layout import PageLine, join, without_running
from tests.hostile.inputs import pdf, pdf_text
from tests.landing import rendering
from tests.landing.rendering import Part
from tests.landing.samples import BODY, HEADLINE, LEAD, shown

PARTS = [Part("headline", HEADLINE), Part("date_line", "08:15, 04/03/2024"), Part("lead", LEAD)]
PARTS += [Part("paragraph", text) for text in BODY]


def needs_font() -> None:
    if not rendering.FONT.exists():
        pytest.skip(f"system program absent: font {rendering.FONT}")


def read(parts: list[Part], markers: Markers) -> Reading:
    needs_font()
    return read_bytes("pdf", rendering.as_reportlab_pdf(parts), markers)


def drawn(draw: object) -> bytes:
    """A PDF whose pages `draw(canvas)` draws in a font with Vietnamese letters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    needs_font()
    pdfmetrics.registerFont(TTFont("Sans", str(rendering.FONT)))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    draw(canvas)  # type: ignore[operator]
    canvas.save()
    return stream.getvalue()


def line(text: str, page: int = 0, bottom: float = 400.0) -> PageLine:
    return PageLine(text, page, 70.0, 500.0, bottom, 11.0, (595.0, 842.0), 30.0)


def test_lines_are_joined_to_paragraphs(markers: Markers) -> None:
    reading = read(PARTS, markers)
    assert reading.title == HEADLINE
    assert str(reading.published_on) == "2024-03-04"
    assert shown(reading, "lead", "paragraph") == [LEAD, *BODY]


def test_running_heads_and_numbers_of_pages_are_left_out(markers: Markers) -> None:
    reading = read([*PARTS, *(Part("paragraph", f"{text} Lần {n}.") for n in range(12) for text in BODY)], markers)
    assert "Bản tin của huyện đảo" not in reading.text
    assert not any(block.end - block.start < 4 for block in reading.blocks)
    assert len(shown(reading, "paragraph")) == 3 + 36


def test_ruled_tables_keep_their_cells_over_a_break_of_pages(markers: Markers) -> None:
    rows = (("Huyện", "Hồ sơ", "Tỷ lệ"), *((f"Huyện thứ {n}", f"{n}.412", f"{n},5%") for n in range(1, 40)))
    reading = read([*PARTS, Part("table", rows=rows)], markers)
    found = [block for block in reading.blocks if block.kind == "table_cell"]
    assert [reading.text[block.start : block.end] for block in found] == [cell for row in rows for cell in row]
    assert {block.table for block in found} == {0}
    assert [block.is_header for block in found[:4]] == [True, True, True, False]


def test_raised_marks_of_notes_do_not_lengthen_figures(markers: Markers) -> None:
    def draw(canvas: object) -> None:
        text = canvas.beginText(70, 700)  # type: ignore[attr-defined]
        text.setFont("Sans", 12)
        text.textOut("Huyện đảo đã trả 2.043")
        text.setRise(4)
        text.setFont("Sans", 7)
        text.textOut("15")
        text.setRise(0)
        text.setFont("Sans", 12)
        text.textOut(" hồ sơ trong tháng này cho người dân.")
        canvas.drawText(text)  # type: ignore[attr-defined]
        canvas.setFont("Sans", 8)  # type: ignore[attr-defined]
        canvas.drawString(70, 60, "15 Số liệu 99% của văn phòng huyện, chưa kiểm tra.")  # type: ignore[attr-defined]

    reading = read_bytes("pdf", drawn(draw), markers)
    assert "2.043 hồ sơ" in reading.text
    assert shown(reading, "footnote") == ["15 Số liệu 99% của văn phòng huyện, chưa kiểm tra."]


def test_two_columns_are_read_one_after_the_other(markers: Markers) -> None:
    columns = [textwrap.wrap(" ".join((LEAD, BODY[0])), 36), textwrap.wrap(" ".join((BODY[1], BODY[2])), 36)]

    def draw(canvas: object) -> None:
        for left, lines in zip((60, 320), columns, strict=True):
            text = canvas.beginText(left, 700)  # type: ignore[attr-defined]
            text.setFont("Sans", 11, 14)
            text.textLines(lines)
            canvas.drawText(text)  # type: ignore[attr-defined]

    text = read_bytes("pdf", drawn(draw), markers).text
    assert " ".join(text.split()) == " ".join((LEAD, *BODY))


def test_a_scan_is_told_and_never_empty(markers: Markers) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: object) -> None:
        for _ in range(3):
            canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)  # type: ignore[attr-defined]
            canvas.showPage()  # type: ignore[attr-defined]

    with pytest.raises(ReadError) as caught:
        read_bytes("pdf", drawn(draw), markers)
    assert (caught.value.reason, "3 of 3" in caught.value.detail) == ("needs_ocr", True)


def test_a_scanned_page_among_others_is_named(markers: Markers) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def draw(canvas: object) -> None:
        for number in range(4):
            canvas.setFont("Sans", 11)  # type: ignore[attr-defined]
            if number == 2:
                canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0, 595, 842)  # type: ignore[attr-defined]
            else:
                canvas.drawString(70, 600, "Huyện đảo đã trả 412 kết quả cho người dân.")  # type: ignore[attr-defined]
            canvas.showPage()  # type: ignore[attr-defined]

    reading = read_bytes("pdf", drawn(draw), markers)
    assert "page 3" in reading.notes[0]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["thủ tục hành chính được digi-", "tal hóa"], "thủ tục hành chính được digital hóa"),
        (["nước In-đô-", "nê-xi-a"], "nước In-đô-nê-xi-a"),
        (["giai đoạn 2021-", "2025"], "giai đoạn 2021-2025"),
        (["đạt 40/", "63 địa phương"], "đạt 40/63 địa phương"),
        (["kinh tế -", "xã hội"], "kinh tế - xã hội"),
    ],
)
def test_hyphens_at_the_end_of_lines(lines: list[str], text: str) -> None:
    assert join([line(one) for one in lines]) == text


def test_numbers_at_the_edge_go_only_when_they_count_pages() -> None:
    lines = [line(f"{page + 1}", page, 30) for page in range(3)] + [line("412", 1, 400), line("77", 2, 60)]
    assert [one.text for one in without_running(lines)] == ["412", "77"]


@pytest.mark.parametrize(
    ("data", "reason"), [(b"%PDF-1.4 x", "broken_pdf"), (pdf([b""]), "empty_text"), (b"", "broken_pdf")]
)
def test_what_is_no_document_is_refused(data: bytes, reason: str, markers: Markers) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("pdf", data, markers)
    assert caught.value.reason == reason


def test_a_plain_page_is_read(markers: Markers) -> None:
    assert "Dat 37,5%" in read_bytes("pdf", pdf([pdf_text("Dat 37,5% trong thang.")]), markers).text
