"""Spreadsheets: workbooks (.xlsx) and tables of separated values (.csv), rendered to text.

Here: cells to rows, figures as the sheet shows them in Vietnam, titles above a table to lines, header rows. Each block
names its place: ``sheet Biểu 1, cell B7``. Not here: what a figure means.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from orchestration.landing.classify import is_sentence
from orchestration.landing.document import ReadError, Reading, normalise
from orchestration.landing.readers.pieces import Cell, Piece, assemble, clean, is_figure, is_numbering_row, mark_header
from orchestration.landing.readers.text import decode
from orchestration.landing.teasers import Markers

MAX_CELLS = 300_000
_MAX_COLUMNS = 1_000
_MAX_ROWS = 1_048_576  # as many as a sheet can have
_MAX_PART = 200_000_000
_MAX_UNPACKED = 400_000_000
_HEADER_ROWS = 4
_ARTICLE_PROSE = 2  # paragraphs of prose that make an article of a sheet
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_REMEDY = "open it in a spreadsheet program and save it again as .xlsx, without a password"
_CSV_REMEDY = "save it as CSV in UTF-8 with commas or semicolons"
_FAULTS = (KeyError, ValueError, AttributeError, TypeError, IndexError, zipfile.BadZipFile, zlib.error, EOFError)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something: its 1-based number in the sheet, and texts by 0-based column."""

    number: int
    texts: dict[int, str]


def read_xlsx(data: bytes, markers: Markers) -> Reading:
    """Read a workbook: its visible sheets. Raises ReadError: broken_xlsx, too_complex, empty_text."""
    _check_package(data)
    pieces: list[Piece] = []
    try:
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        budget = MAX_CELLS
        for sheet in sheets:
            rows = list(_sheet_rows(sheet, budget))
            budget -= sum(len(row.texts) for row in rows)
            if rows and len(sheets) > 1:
                pieces.append(Piece(clean(sheet.title), "heading", 1))
            pieces += pieces_of(rows, f"sheet {clean(sheet.title)}, ")
        book.close()
    except (*_FAULTS, SyntaxError, NotImplementedError, OverflowError, OSError) as error:  # a ParseError is the third
        raise _broken(f"its parts do not fit together: {str(error)[:200]}") from error
    return _reading(pieces, markers)


def read_csv(data: bytes, markers: Markers) -> Reading:
    """Read separated values. Raises ReadError: not_text, broken_csv, too_complex, empty_text."""
    text = normalise(decode(data))
    rows, cells = [], 0
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)), 1):
            texts = {column: clean(field) for column, field in enumerate(fields[:_MAX_COLUMNS]) if field.strip()}
            cells += len(texts)
            _check_size(cells)
            if texts:
                rows.append(Row(number, texts))
    except csv.Error as error:
        raise ReadError("broken_csv", f"row {len(rows) + 1}: {error}", _CSV_REMEDY) from error
    return _reading(pieces_of(rows, ""), markers)


def separator(text: str) -> str:
    """The mark that splits most of the first lines into the same number of fields, two at least."""
    lines = [line for line in text.split("\n")[:50] if line.strip()]
    return max("\t;,|", key=lambda mark: (_evenness(lines, mark), "\t;|,".index(mark)))


def _evenness(lines: Sequence[str], mark: str) -> float:
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return 0.0
    widest = max(counts, default=1)
    return 0.0 if widest < 2 else sum(count == widest for count in counts) / len(counts) + min(widest, 9) / 100


def _reading(pieces: Sequence[Piece], markers: Markers) -> Reading:
    if not any(piece.cells or piece.hint != "heading" for piece in pieces):
        raise ReadError("empty_text", "its sheets are empty", "drop the file again, with its values")
    reading, _ = assemble(pieces, markers)
    return replace(reading, kind=kind_of(reading))


def kind_of(reading: Reading) -> str:
    """A table is what somebody reports, unless its file reads as an article: most of it is paragraphs of prose."""
    prose = [
        block.end - block.start
        for block in reading.blocks
        if block.kind in ("lead", "paragraph") and is_sentence(reading.text[block.start : block.end])
    ]
    cells = sum(block.end - block.start for block in reading.blocks if block.kind == "table_cell")
    is_article = reading.kind != "report" and len(prose) >= _ARTICLE_PROSE and sum(prose) > cells
    return "article" if is_article else "report"


def _check_package(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _broken("it is encrypted, or in the old .xls format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = [entry.file_size for entry in package.infolist()]
            names = package.namelist()
    except (*_FAULTS, RuntimeError, NotImplementedError, OSError) as error:
        raise _broken(f"the package cannot be unpacked: {error}") from error
    if "xl/workbook.xml" not in names:
        raise _broken("the package holds no xl/workbook.xml")
    if sum(sizes) > _MAX_UNPACKED or max(sizes) > _MAX_PART:
        raise ReadError("too_complex", f"it unpacks to {sum(sizes)} bytes", "save only the sheets that matter")


def _broken(detail: str) -> ReadError:
    return ReadError("broken_xlsx", detail, _REMEDY)


def _check_size(cells: int) -> None:
    if cells > MAX_CELLS:
        raise ReadError("too_complex", f"more than {MAX_CELLS} cells", "save only the sheets that matter")


def _sheet_rows(sheet: Any, budget: int) -> Iterator[Row]:
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    cells = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > _MAX_ROWS:
            raise ReadError("too_complex", f"a row beyond {_MAX_ROWS}", "save only the sheets that matter")
        texts = {}
        for column, cell in enumerate(row[:_MAX_COLUMNS]):
            value = cell.value
            if value is not None and (text := shown(value, cell.number_format or "General")):
                texts[column] = text
        cells += len(texts)
        _check_size(MAX_CELLS - budget + cells)
        if texts:
            yield Row(number, texts)


def shown(value: object, number_format: str) -> str:
    """A value as the sheet shows it in Vietnam: 0.3116 under 0.00% is ``31,16%``."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _shown_number(value, number_format)
    if isinstance(value, datetime):
        has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
        return f"{value:%d/%m/%Y %H:%M}" if has_time else f"{value:%d/%m/%Y}"
    if isinstance(value, (date, time)):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else f"{value:%H:%M}"
    text = clean(str(value))
    return "" if re.fullmatch(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!)", text) else text


def _shown_number(value: int | float, number_format: str) -> str:
    try:
        number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
        if not number.is_finite() or abs(number) > Decimal("1e28"):
            return ""
        section = _section(number_format, number)
        code = _LITERAL.sub("", section)
        digits = re.search(r"[0#?][0#?,]*(?:\.[0#?]+)?", code)
        if digits is None or "E" in code or "/" in code:
            return _vietnamese(number, None, False)
        is_percent = "%" in code
        decimals = len(digits[0].partition(".")[2])
        fixed = len(re.findall("0", digits[0].partition(".")[2]))
        printed = _vietnamese(number * 100 if is_percent else number, (fixed, decimals), "," in digits[0])
    except (InvalidOperation, OverflowError, ValueError):
        return ""
    before, after = _literals(section)
    return f"{before}{printed}{'%' if is_percent else ''}{after}".strip()


def _section(number_format: str, number: Decimal) -> str:
    """The part of a format that holds for the number: positive; negative; zero."""
    sections = number_format.split(";")
    if number < 0 and len(sections) > 1 and sections[1].strip():
        return "-" + sections[1].replace("-", "").replace("(", "").replace(")", "")
    return sections[0]


def _literals(section: str) -> tuple[str, str]:
    """The words of a format before and behind the figure."""
    match = re.search(r"[0#?]", re.sub(r'"[^"]*"', lambda quoted: "x" * len(quoted[0]), section))
    place = match.start() if match else len(section)
    parts = []
    for part in (section[:place], section[place:]):
        parts.append("".join(found[1] + found[2] for found in re.finditer(r'( *)"([^"]*)"', part)))
    return parts[0], parts[1]


def _vietnamese(number: Decimal, decimals: tuple[int, int] | None, has_groups: bool) -> str:
    """A number with a comma before its decimals; `decimals` are the fewest and the most that are shown."""
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals[1]), ROUND_HALF_UP)
    whole, _, rest = f"{number:,f}".partition(".")
    fewest = decimals[0] if decimals else 0
    rest = rest.rstrip("0").ljust(min(fewest, len(rest)), "0")
    whole = whole.replace(",", "." if has_groups else "")
    return whole + ("," + rest if rest else "")


def pieces_of(rows: Sequence[Row], sheet: str) -> list[Piece]:
    """The rows of a sheet: stretches of two and more columns are tables, what stands alone in its row is a line."""
    pieces: list[Piece] = []
    table: list[Row] = []
    for place, row in enumerate(rows):
        is_apart = place > 0 and row.number > rows[place - 1].number + 1
        is_line = len(row.texts) == 1 and not is_figure(next(iter(row.texts.values())))
        is_inside = bool(table) and place + 1 < len(rows) and len(rows[place + 1].texts) > 1 and not is_apart
        if (is_line and not is_inside) or is_apart:
            pieces += _table(table, sheet)
            table = []
        if is_line and not is_inside:
            column, text = next(iter(row.texts.items()))
            pieces.append(Piece(text, locator=f"{sheet}cell {name_of(row.number, column)}"))
        else:
            table.append(row)
    return pieces + _table(table, sheet)


def name_of(row: int, column: int) -> str:
    """A cell's name in the sheet: row 7, column 1 is B7."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _table(rows: Sequence[Row], sheet: str) -> list[Piece]:
    if not rows:
        return []
    headers = _header_rows(rows)
    cells = tuple(
        Cell(text, place, column, place < headers, f"{sheet}cell {name_of(row.number, column)}")
        for place, row in enumerate(rows)
        for column, text in sorted(row.texts.items())
        if place >= headers or not is_numbering_row(list(row.texts.values()))
    )
    return [Piece(cells=cells if headers else mark_header(cells))]


def _header_rows(rows: Sequence[Row]) -> int:
    """How many rows above the first figure name the columns; a row that only numbers them belongs to those."""
    count = 0
    for row in rows[:_HEADER_ROWS]:
        texts = list(row.texts.values())
        is_numbering = count > 0 and len(texts) > 1 and is_numbering_row(texts)
        if not is_numbering and (any(is_figure(text) for text in texts) or len(texts) < 2):
            break
        count += 1
    return count if 0 < count < len(rows) else 0
