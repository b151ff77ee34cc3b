"""Files that somebody made to break a reader, each made here and told apart by its name.

Here: the bytes, and which outcomes are right: reasons, and None for a document that can be read. Not here: the landing
of them (`test_hostile`).
"""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator

from tests.landing.samples import BODY, HEADLINE, LEAD, article, page, paragraphs, word

Input = tuple[str, bytes, frozenset[str | None]]
OK: str | None = None
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
)
XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">'
BOMB = b"\0" * 20_000_000


def packed(members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def repacked(package: bytes, changes: dict[str, bytes | str]) -> bytes:
    """A package with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return packed(members | changes)


def plain_word() -> bytes:
    def build(document: object) -> None:
        for text in (HEADLINE, LEAD, *BODY):
            document.add_paragraph(text)  # type: ignore[attr-defined]

    return word(build)


def plain_book() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["Huyện", "Hồ sơ"], ["Lý Sơn", 412], ["Cô Tô", 318]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf(pages: list[bytes], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF written by hand: a content stream for each page, in a font of the standard."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(pages):
        resources = b"/Resources << /Font << /F 3 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s /Contents %d 0 R >>" % (resources, 5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, places = b"%PDF-1.4\n" + extra, []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )


def pdf_text(*lines: str) -> bytes:
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    return f"BT /F 11 Tf 72 700 Td {shown} ET".encode()


def lying_archive() -> bytes:
    """An archive whose member says that it is small, and is not."""
    data = bytearray(packed({"a.txt": BOMB}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    data[22:26] = struct.pack("<I", 10)
    return bytes(data)


def linked_archive() -> bytes:
    entry = zipfile.ZipInfo("a.txt")
    entry.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
        archive.writestr("good.txt", article())
    return stream.getvalue()


def locked_archive() -> bytes:
    data = bytearray(packed({"a.txt": article()}))
    data[6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def doubled_archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", article())
        with warnings.catch_warnings(action="ignore"):
            archive.writestr("a.txt", "another text under the name of the first")
    return stream.getvalue()


def inputs() -> Iterator[Input]:
    """(name, bytes, right reasons) of every hostile file."""
    for group in (texts(), pages(), words(), books(), values(), pdfs(), archives(), marks()):
        for name, data, *reasons in group:
            yield name, data.encode() if isinstance(data, str) else data, frozenset(reasons)


def texts() -> list[tuple]:
    return [
        ("digits.txt", f"{HEADLINE}\n\n{LEAD}\n\nCó {'7' * 2_000_000} hồ sơ trong tuần này của huyện đảo.", OK),
        ("dotted-digits.txt", f"{HEADLINE}\n\n{LEAD}\n\nCó {'1.' * 400_000}5 hồ sơ.", OK),
        ("one-long-line.txt", "từ " * 300_000, OK),
        ("million-lines.txt", "a\n" * 150_000, OK),
        ("nul.txt", b"\0" * 100_000, "not_text", "empty_text"),
        ("random.txt", zlib.compress(bytes(range(256)) * 4000)[::-1] * 3, "not_text"),
        ("surrogates.txt", b"\xff\xfe" + b"\x00\xd8" * 5000, "not_text", OK),
        ("half-utf16.txt", b"\xff\xfea\x00b", "not_text", OK),
        ("marks.txt", "e" + "\u0301" * 300_000, OK),
        ("zero-width.txt", f"{HEADLINE}\n\n{LEAD}\n\nĐạt 3\u200b7,5\u200b% trong tháng này ở huyện.", OK),
        ("right-to-left.txt", f"{HEADLINE}\n\n{LEAD}\n\nĐạt \u202e%5,73\u202c hồ sơ trong tháng này.", OK),
        ("tags.txt", article() + "\U000e0041" * 50_000, OK),
        ("only-invisible.txt", "\u200b\u200c\u2060" * 1000, OK, "empty_text"),
        ("overlong-utf8.txt", b"\xc0\xaf" * 2000, "not_text", OK),
        ("backtracking-dates.txt", "1" * 60 + "/" * 5000 + "\n" + "ngày " * 20_000, OK),
        ("backtracking-bars.txt", ("a | " * 50_000) + "\n" + "(" * 50_000, OK),
        ("wrapped-forever.txt", "\n".join("từ" * 30 for _ in range(60_000)), OK),
    ]


def pages() -> list[tuple]:
    body = paragraphs()
    return [
        ("deep.html", "<div>" * 200_000 + body, OK, "too_complex", "no_article", "reader_timeout"),
        ("deep-tables.html", page("<table><tr><td>" * 3000 + body), OK, "too_complex", "no_article"),
        ("wide.html", page("<p>" + "<b>x</b>" * 60_000 + "</p>" + body), OK, "too_complex", "no_article"),
        ("attributes.html", page(f"<p {'a=1 ' * 200_000}>{LEAD}</p>" + body), OK, "no_article"),
        ("entities.html", page("&amp;" * 500_000 + body), OK, "no_article"),
        ("unclosed.html", "<" * 300_000 + body, OK, "no_article"),
        ("comment.html", "<!--" + body, "no_article"),
        ("span.html", page(f"<table><tr><td colspan=999999999 rowspan=999999999>1<td>2</table>{body}"), OK),
        ("json-bomb.html", page(body, f'<script type="application/ld+json">{"[" * 100_000}</script>'), OK),
        ("json-digits.html", page(body, f'<script type="application/ld+json">{{"a":{"9" * 100_000}}}</script>'), OK),
        ("laughs.html", f"{LAUGHS}]><html><body>&j;{body}</body></html>", OK, "no_article"),
        ("external.html", f"{XXE}]><html><body><p>&e;</p>{body}</body></html>", OK, "no_article"),
        ("wrong-charset.html", page(body, charset="utf-7").encode(), OK),
        ("codec-charset.html", page(body, charset="zlib").encode(), OK),
        ("nul.html", page(body.replace("a", "a\0")), OK, "no_article", "not_text"),
        ("zero-width.html", page(body.replace("37,5", "3\u200b7,5")), OK),
        ("is-pdf.html", pdf([pdf_text("x")]), "no_article", "not_text"),
        ("empty-tags.html", "<p></p>" * 60_000, "no_article"),
        (
            "many-links.html",
            page("<ul>" + "<li><a href=x>bốn chữ là đủ</a></li>" * 20_000 + "</ul>" + body),
            OK,
            "reader_timeout",
        ),
    ]


def words() -> list[tuple]:
    good = plain_word()
    start, end = f'<?xml version="1.0"?>{{}}<w:document {W}><w:body>', "</w:body></w:document>"
    paragraph = f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>"
    deep = start.format("") + "<w:sdt><w:sdtContent>" * 50_000 + paragraph + "</w:sdtContent></w:sdt>" * 50_000 + end
    return [
        ("bomb.docx", repacked(good, {"word/document.xml": BOMB * 4}), "too_complex", "broken_docx"),
        ("side-bomb.docx", repacked(good, {"word/media/a.bin": BOMB * 16}), "too_complex"),
        (
            "laughs.docx",
            repacked(good, {"word/document.xml": start.format(LAUGHS + "]>") + "&j;" + end}),
            "broken_docx",
            "empty_text",
        ),
        (
            "external.docx",
            repacked(
                good, {"word/document.xml": start.format(XXE + "]>") + "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>" + end}
            ),
            "broken_docx",
            "empty_text",
            OK,
        ),
        ("deep.docx", repacked(good, {"word/document.xml": deep}), "too_complex", "broken_docx"),
        (
            "spans.docx",
            repacked(
                good,
                {
                    "word/document.xml": start.format("")
                    + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{"9" * 5000}"/></w:tcPr>'
                    + f"{paragraph}</w:tc></w:tr></w:tbl>"
                    + end
                },
            ),
            OK,
        ),
        ("numbering.docx", repacked(good, {"word/numbering.xml": LAUGHS}), OK, "broken_docx"),
        ("cut.docx", good[: len(good) // 2], "broken_docx"),
        ("ole.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000), "broken_docx"),
        ("no-parts.docx", packed({"word/document.xml": "<x/>"}), "broken_docx"),
        ("upwards.docx", repacked(good, {"../../../tmp/x.xml": "x"}), OK, "broken_docx"),
    ]


def books() -> list[tuple]:
    good, sheet = plain_book(), "xl/worksheets/sheet1.xml"
    start, end = f"<worksheet {S}><sheetData>", "</sheetData></worksheet>"
    row = '<row r="{}"><c r="A{}"><v>1</v></c></row>'
    return [
        ("bomb.xlsx", repacked(good, {sheet: b" " * 320_000_000}), "too_complex"),
        ("laughs.xlsx", repacked(good, {sheet: LAUGHS + "]><x>&j;</x>"}), "broken_xlsx", "too_complex", "empty_text"),
        ("far-row.xlsx", repacked(good, {sheet: start + row.format(1_048_576, 1_048_576) + end}), OK, "reader_timeout"),
        (
            "huge-row.xlsx",
            repacked(good, {sheet: start + row.format("9" * 30, "9" * 30) + end}),
            "broken_xlsx",
            "too_complex",
            "reader_timeout",
        ),
        (
            "many-cells.xlsx",
            repacked(good, {sheet: start + "".join(row.format(n, n) for n in range(1, 400_001)) + end}),
            "too_complex",
            "reader_timeout",
        ),
        (
            "digits.xlsx",
            repacked(
                good,
                {
                    sheet: start
                    + f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c><c r="B1"><v>1e999999</v></c></row>'
                    + end
                },
            ),
            "empty_text",
            "broken_xlsx",
            OK,
        ),
        ("no-book.xlsx", packed({"a": "b"}), "broken_xlsx"),
        ("cut.xlsx", good[:-300], "broken_xlsx"),
    ]


def values() -> list[tuple]:
    return [
        ("field.csv", '"' + "x" * 1_000_000, "broken_csv", OK),
        ("columns.csv", ";".join("1" for _ in range(200_000)) + "\na;b", OK, "too_complex"),
        ("rows.csv", "a;1\n" * 400_000, "too_complex"),
        ("quotes.csv", '"' * 100_001, OK, "broken_csv", "empty_text"),
        ("formula.csv", 'Huyện;Số\n=cmd|"/c calc"!A1;412\nLý Sơn;318\n', OK),
    ]


def pdfs() -> list[tuple]:
    good = pdf([pdf_text("Huyen dao tra ket qua ho so tai ben tau.", "Dat 37,5% trong thang.")])
    return [
        ("pages.pdf", pdf([b""] * 6000), "too_complex"),
        ("empty-pages.pdf", pdf([b""] * 1500), "empty_text"),
        ("cut.pdf", good[:200], "broken_pdf", "empty_text"),
        ("header-only.pdf", b"%PDF-1.7\n", "broken_pdf"),
        ("stack.pdf", pdf([b"q " * 300_000 + pdf_text("Dat 37,5%.")]), OK, "empty_text"),
        ("overprint.pdf", pdf([b"BT /F 11 Tf 72 700 Td " + b"(1) Tj " * 200_000 + b"ET"]), OK, "reader_timeout"),
        ("lines.pdf", pdf([b"0 0 m 500 500 l S " * 100_000 + pdf_text("Dat 37,5% trong thang.")]), OK),
        (
            "rules.pdf",
            pdf(
                [
                    b"".join(b"%d 0 m %d 800 l S 0 %d m 500 %d l S " % (n, n, n, n) for n in range(0, 500, 3))
                    + pdf_text("Dat 37,5%.")
                ]
            ),
            OK,
            "reader_timeout",
        ),
        ("loop.pdf", good.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "broken_pdf", "empty_text"),
        ("many.pdf", good.replace(b"/Count 1", b"/Count 999999999"), OK, "broken_pdf", "too_complex", "empty_text"),
        ("huge-font.pdf", good.replace(b"/F 11 Tf", b"/F 1e38 Tf"), OK, "empty_text"),
        (
            "locked.pdf",
            pdf([pdf_text("x")], trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (x) /U (y) /P -1 >>"),
            "encrypted_pdf",
            "broken_pdf",
            OK,
        ),
    ]


def archives() -> list[tuple]:
    inner = packed({"a.txt": article()})
    return [
        ("bomb.zip", packed({f"{n}.txt": BOMB * 2 for n in range(20)}), "archive_too_large"),
        ("liar.zip", lying_archive(), OK),
        (
            "up.zip",
            packed(
                {"../up.txt": article(), "/root.txt": article(), "a/../../b.txt": article(), "c:\\d.txt": article()}
            ),
            OK,
        ),
        ("link.zip", linked_archive(), OK),
        ("locked.zip", locked_archive(), OK),
        ("double.zip", doubled_archive(), OK),
        ("nested.zip", packed({"in.zip": inner, "deep/er.zip": inner}), OK),
        ("many.zip", packed({f"{n}.txt": "x" for n in range(3000)}), "archive_too_large"),
        ("names.zip", packed({"a\u202etxt.exe": "x", "b\0c.txt": "x", "d" * 4000 + ".txt": "x", "e\nf.txt": "x"}), OK),
        ("cut.zip", inner[:40], "broken_archive"),
        ("no.zip", b"not an archive at all", "broken_archive"),
        ("overlap.zip", inner + inner, OK, "broken_archive"),
    ]


def marks() -> list[tuple]:
    return [
        ("stars.md", "*" * 100_000 + LEAD, OK),
        ("brackets.md", "[" * 100_000 + "](" * 1000 + LEAD, OK, "reader_timeout"),
        ("table.md", "|" * 100_000 + "\n" + "|-" * 100_000 + "\n" + LEAD, OK),
        ("tags.md", "<a " * 50_000 + LEAD, OK),
    ]
