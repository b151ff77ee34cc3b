"""One text in many formats: lines and tables -> TXT, HTML, DOCX, and PDF by two producers.

Here: the writers. Not here: what the readers must make of it (the test modules).
"""

from __future__ import annotations

import html
import io
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from orchestration.landing import Reading
from tests.support.programs import need_program

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
STYLE = "table{border-collapse:collapse} td,th{border:1px solid black;padding:3px} body{font-family:sans-serif}"


@dataclass(frozen=True)
class Part:
    """A line of a kind, or a table by rows."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts_of(reading: Reading) -> list[Part]:
    """The article alone: its title, date line, body and tables."""
    wanted = ("headline", "date_line", "lead", "heading", "paragraph", "list_item", "caption", "table_cell")
    parts: list[Part] = []
    table: dict[int, dict[int, str]] = {}
    number = None
    for block in [*reading.blocks, None]:
        if table and (block is None or block.table != number):
            rows = tuple(tuple(row[column] for column in sorted(row)) for _, row in sorted(table.items()))
            parts.append(Part("table", rows=rows))
            table = {}
        if block is None or block.kind not in wanted:
            continue
        text = reading.text[block.start : block.end]
        if block.kind == "table_cell" and block.row is not None and block.column is not None:
            table.setdefault(block.row, {})[block.column] = text
            number = block.table
        else:
            parts.append(Part(block.kind, text))
    return parts


def as_txt(parts: Sequence[Part]) -> bytes:
    return "\n\n".join(part.text for part in parts).encode()


def as_html(parts: Sequence[Part]) -> bytes:
    tags = {"headline": "h1", "heading": "h2"}
    body = []
    for part in parts:
        if part.rows:
            rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part.rows]
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        else:
            tag = tags.get(part.kind, "p")
            body.append(f"<{tag}>{html.escape(part.text)}</{tag}>")
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><style>{STYLE}</style>'
    return f"{head}<body><article>{''.join(body)}</article></body></html>".encode()


def as_docx(parts: Sequence[Part]) -> bytes:
    import docx

    document = docx.Document()
    for part in parts:
        if part.rows:
            table = document.add_table(len(part.rows), max(map(len, part.rows)))
            for row, texts in enumerate(part.rows):
                for column, text in enumerate(texts):
                    table.cell(row, column).text = text
        elif part.kind == "headline":
            document.add_paragraph(part.text, style="Title")
        elif part.kind == "heading":
            document.add_heading(part.text, 1)
        else:
            document.add_paragraph(part.text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_chromium_pdf(parts: Sequence[Part], folder: Path) -> bytes:
    """As a person prints a page: with the browser's own date and address at the edges."""
    chromium = need_program("chromium", "chromium-browser", "google-chrome")
    source, target = folder / "page.html", folder / "page.pdf"
    source.write_bytes(as_html(parts))
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += [f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return target.read_bytes()


def as_reportlab_pdf(parts: Sequence[Part]) -> bytes:
    """As an office program sets it: justified, with a running head and numbers of pages."""
    from reportlab.lib import colors
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(TTFont("Sans", str(FONT)))
    sizes = {"headline": 18, "heading": 13, "caption": 10}
    flow = []
    for part in parts:
        if part.rows:
            cell = ParagraphStyle("cell", fontName="Sans", fontSize=9, leading=11)
            rows = [[Paragraph(escape(text), cell) for text in row] for row in part.rows]
            flow.append(Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.7, colors.black)]))
            continue
        size = sizes.get(part.kind, 11)
        style = ParagraphStyle(part.kind, fontName="Sans", fontSize=size, leading=size * 1.3, spaceAfter=8)
        if part.kind in ("paragraph", "lead"):
            style.alignment = TA_JUSTIFY
        flow.append(Paragraph(escape(part.text), style))

    def decorate(canvas: object, document: object) -> None:
        canvas.setFont("Sans", 8)  # type: ignore[attr-defined]
        canvas.drawString(72, 395, "Bản tin của huyện đảo")  # type: ignore[attr-defined]
        canvas.drawString(290, 30, f"{document.page}")  # type: ignore[attr-defined]

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=(595, 420)).build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return stream.getvalue()
