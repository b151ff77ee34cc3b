"""PDF: the words of the pages, in lines with their places, and ruled tables.

Here: opening the file, characters to lines, telling a scan from a document, the cells of tables that have ruling lines.
Not here: which lines make a paragraph and which run along the top of every page (`layout`). Properties of the file are
not read: they tell of the template as often as of the document.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from orchestration.landing.document import ReadError, Reading
from orchestration.landing.encodings import without_invisible
from orchestration.landing.readers.layout import PageLine, TableAt, pieces_of
from orchestration.landing.readers.pieces import Cell, Piece, assemble, clean, is_letterhead
from orchestration.landing.readers.text import is_plausible
from orchestration.landing.teasers import Markers

MAX_PAGES = 5000
_MAX_CHARS = 10_000_000
_MAX_TABLE_PAGES = 400
_MAX_PATHS = 8000
_SCAN_CHARS = 20  # a page with fewer and with a picture is a scan
_THIN, _LONG = 3.0, 10.0
_MARK_SHARE = 0.9
_MARK_RISE = 0.08
_BLANK = 0.22  # how wide a blank is, in sizes of the font
_REMEDY = "open it in a reader and print it into a new PDF, or save its text as .txt"
_OCR_REMEDY = "run it through OCR with Vietnamese letters and drop the searchable PDF or its text"
_HYPHENS = "\x02\ufffe\u00ad"

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class _Char:
    text: str
    index: int
    table: int | None = None
    cell: tuple[int, int] | None = None
    height: float = 0.0


def read_pdf(data: bytes, markers: Markers) -> Reading:
    """Read a PDF. Raises ReadError: broken_pdf, encrypted_pdf, needs_ocr, empty_text, too_complex."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(str(error)) from error
    try:
        if len(document) > MAX_PAGES:
            raise ReadError("too_complex", f"{len(document)} pages, more than {MAX_PAGES}", "split the document")
        return _read(document, data, markers)
    except pypdfium2.PdfiumError as error:
        raise ReadError("broken_pdf", f"a page cannot be read: {error}", _REMEDY) from error
    finally:
        document.close()


def _refused(message: str) -> ReadError:
    if "assword" in message or "ecurity" in message:
        return ReadError("encrypted_pdf", "it opens with a password only", "save a copy without a password")
    return ReadError("broken_pdf", f"it is no PDF, or damaged: {message}", _REMEDY)


def _read(document: Any, data: bytes, markers: Markers) -> Reading:
    plumber = _Plumber(data)
    lines: list[PageLine] = []
    tables: list[TableAt] = []
    scans, letters, broken = [], 0, 0
    try:
        for number in range(len(document)):
            page = _load(document, number)
            if page is None:
                broken += 1
                continue
            found, its_tables = _page(page, number, plumber, markers)
            count = sum(len(line.text) for line in found) + sum(len(table.cells) for table in its_tables)
            letters += count
            if count < _SCAN_CHARS and _has_picture(page):
                scans.append(number + 1)
            lines += found
            tables += its_tables
            page.close()
            if letters > _MAX_CHARS:
                raise ReadError("too_complex", f"more than {_MAX_CHARS} characters", "split the document")
    finally:
        plumber.close()
    _check(len(document), scans, broken, lines, tables)
    reading, _ = assemble(pieces_of(lines, tables), markers)
    if not reading.text:
        raise ReadError("empty_text", "its pages hold nothing but numbers of pages", "drop the document again, whole")
    return replace(reading, notes=_notes(scans, broken))


def _load(document: Any, number: int) -> Any:
    import pypdfium2

    try:
        return document[number]
    except pypdfium2.PdfiumError:
        return None


def _check(pages: int, scans: list[int], broken: int, lines: Sequence[PageLine], tables: Sequence[TableAt]) -> None:
    """Raise unless the pages hold words: a scan must never pass as an empty document."""
    if broken == pages:
        raise ReadError("broken_pdf", "none of its pages can be read", _REMEDY)
    if scans and len(scans) >= pages / 2:
        detail = f"{len(scans)} of {pages} pages are pictures without a text layer"
        raise ReadError("needs_ocr", detail, _OCR_REMEDY)
    if not lines and not tables:
        raise ReadError("empty_text", "its pages are empty", "drop the document again, whole")
    text = "".join(line.text for line in lines)
    if not is_plausible(text):
        raise ReadError("needs_ocr", "its fonts do not say which letters they draw", _OCR_REMEDY)


def _notes(scans: list[int], broken: int) -> tuple[str, ...]:
    notes = []
    if scans:
        notes.append(f"pictures without a text layer, which are not read, on page {', '.join(map(str, scans[:20]))}")
    if broken:
        notes.append(f"{broken} damaged pages, which are not read")
    return tuple(notes)


def _page(page: Any, number: int, plumber: _Plumber, markers: Markers) -> tuple[list[PageLine], list[TableAt]]:
    text_page = page.get_textpage()
    try:
        chars = _chars(text_page)
        grids = plumber.grids(number) if chars and _is_ruled(page) else []
        size = page.get_size()
        tables: list[TableAt] = []
        if grids:
            boxes = _assign(chars, text_page, grids)
            for place, grid in enumerate(grids):
                piece = _table(chars, place, grid, markers)
                if piece is None:
                    _release(chars, place)
                else:
                    tables.append(TableAt(piece.cells, number, boxes[place], _edges(grid)))
        lines = [
            line for run in _runs(chars) if (line := _line(run, text_page, number, size)) is not None and line.text
        ]
        return lines, tables
    finally:
        text_page.close()


def _chars(text_page: Any) -> list[_Char]:
    """The page's characters in the order of its content, line breaks included."""
    import pypdfium2.raw as raw

    handle, chars, high = text_page.raw, [], 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        if code:
            chars.append(_Char(chr(min(code, 0x10FFFF)), index))
    return chars


def _runs(chars: Sequence[_Char]) -> Iterator[list[_Char]]:
    """Characters between line breaks, without those of tables."""
    run: list[_Char] = []
    for char in chars:
        if char.text in "\r\n":
            if run:
                yield run
            run = []
        elif char.table is None:
            run.append(char)
    if run:
        yield run


def _line(run: list[_Char], text_page: Any, page: int, size: tuple[float, float]) -> PageLine | None:
    """A run with its place; marks of footnotes, which are small raised digits, are taken out."""
    inked = [char for char in run if not char.text.isspace()]
    if not inked:
        return None
    first, last = _box(text_page, inked[0].index), _box(text_page, inked[-1].index)
    word = next((place for place, char in enumerate(run) if char.text.isspace() and char.index > inked[0].index), 0)
    word_end = _box(text_page, run[word - 1].index) if word else last
    # Letters with two marks stand out of the box of their font, raised numbers are lower: neither is the size.
    samples = sorted(_height(_box(text_page, inked[len(inked) * part // 5].index)) for part in range(5))
    height = samples[1]
    level = _box(text_page, inked[len(inked) // 2].index)[1]
    is_noted = len(inked) > 1 and inked[0].text.isdigit() and _is_small(_height(first), height)
    kept = [char for place, char in enumerate(run) if not _is_mark(run, place, text_page, level, height)]
    text = "".join(char.text for char in kept)
    is_broken = text.rstrip()[-1:] in _HYPHENS if text.strip() else False
    text = clean(without_invisible(re.sub(f"[{_HYPHENS}]", "-" if is_broken else "", text.rstrip())))
    return PageLine(
        text=text,
        page=page,
        left=first[0],
        right=last[2],
        bottom=level,
        size=height,
        page_size=size,
        first_word=max(word_end[2] - first[0], 0.0) + _BLANK * height,
        is_note=is_noted,
    )


def _height(box: Box) -> float:
    return box[3] - box[1]


def _is_mark(run: list[_Char], place: int, text_page: Any, level: float, height: float) -> bool:
    char = run[place]
    if not (char.text.isdigit() and char.text.isascii()) or place == 0:
        return False
    before = run[place - 1].text
    if before.isspace() or before in "m/":
        return False
    box = _box(text_page, char.index)
    return _is_small(_height(box), height) and box[1] > level + _MARK_RISE * height


def _is_small(height: float, of: float) -> bool:
    return 0 < height < _MARK_SHARE * of


def _box(text_page: Any, index: int) -> Box:
    """The box of a character, as high as its font; (0, 0, 0, 0) for one that is not drawn."""
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(rect)):
        return 0.0, 0.0, 0.0, 0.0
    return rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top)


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), None) is not None


def _is_ruled(page: Any) -> bool:
    """Whether the page has lines across and down, as the rules of a table are."""
    import pypdfium2.raw as raw

    across = down = 0
    for count, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)):
        left, bottom, right, top = path.get_bounds()
        width, height = right - left, top - bottom
        across += width > _LONG and (height < _THIN or height > _LONG)
        down += height > _LONG and (width < _THIN or width > _LONG)
        if count > _MAX_PATHS:
            return False  # a drawing or a map
    return across >= 2 and down >= 2


class _Plumber:
    """pdfplumber, opened when the first ruled page comes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None
        self._pages = 0

    def grids(self, number: int) -> list[list[list[Box | None]]]:
        """The cells of each table of the page by row and column; none where the page cannot be understood."""
        import logging

        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every odd font
        self._pages += 1
        if self._pages > _MAX_TABLE_PAGES:
            return []
        try:
            if self._document is None:
                self._document = pdfplumber.open(io.BytesIO(self._data))
            page = self._document.pages[number]
            grids = [_grid(table, page.bbox[3]) for table in page.find_tables()]
            page.close()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # pdfminer raises anything at all for damaged pages; their text is read all the same
            return []
        return [grid for grid in grids if grid and max(map(len, grid)) > 1]

    def close(self) -> None:
        """Let go of the document."""
        if self._document is not None:
            self._document.close()


def _grid(table: Any, height: float) -> list[list[Box | None]]:
    """Boxes from the bottom up, as the text has them."""
    return [
        [None if cell is None else (cell[0], height - cell[3], cell[2], height - cell[1]) for cell in row.cells]
        for row in table.rows
    ]


def _assign(chars: Sequence[_Char], text_page: Any, grids: Sequence[Sequence[Sequence[Box | None]]]) -> list[Box]:
    """Tell each character its cell; the boxes of the tables."""
    bounds = [_bound([cell for row in grid for cell in row if cell]) for grid in grids]
    for before, char in zip([None, *chars], chars, strict=False):
        left, bottom, right, top = _box(text_page, char.index)
        x, y = (left + right) / 2, (bottom + top) / 2
        char.height = top - bottom
        if right <= left and before is not None and char.text not in "\r\n":
            char.table, char.cell = before.table, before.cell
            continue
        for number, bound in enumerate(bounds):
            if not _holds(bound, x, y):
                continue
            for row, cells in enumerate(grids[number]):
                for column, cell in enumerate(cells):
                    if cell is not None and char.cell is None and _holds(cell, x, y):
                        char.table, char.cell = number, (row, column)
    return bounds


def _edges(grid: Sequence[Sequence[Box | None]]) -> tuple[float, ...]:
    """Where the table's columns begin."""
    return tuple(sorted({round(box[0], 0) for row in grid for box in row if box}))


def _bound(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _release(chars: Sequence[_Char], table: int) -> None:
    for char in chars:
        if char.table == table:
            char.table = char.cell = None


def _table(chars: Sequence[_Char], number: int, grid: Sequence[Sequence[Box | None]], markers: Markers) -> Piece | None:
    """The table as a piece; None for a frame or a letterhead, whose words are lines."""
    texts = _cell_texts([char for char in chars if char.text in "\r\n" or (char.table == number and char.cell)])
    cells = []
    for row, boxes in enumerate(grid):
        for column, box in enumerate(boxes):
            if box is not None:
                cells.append(Cell(texts.get((row, column), ""), row, column))
    filled = [cell for cell in cells if cell.text]
    if len({cell.column for cell in filled}) < 2:
        return None
    if is_letterhead(cells, [cell.text for cell in cells], markers):
        return None
    return Piece(cells=tuple(cells))


def _cell_texts(chars: Sequence[_Char]) -> dict[tuple[int, int], str]:
    """The words of each cell, lines joined by blanks, marks of footnotes left out."""
    texts: dict[tuple[int, int], list[_Char]] = {}
    gap: _Char | None = None
    for char in chars:
        if char.cell is None:
            gap = char
            continue
        inside = texts.setdefault(char.cell, [])
        if gap is not None and inside:
            inside.append(_Char(" ", gap.index, height=char.height))
        inside.append(char)
        gap = None
    return {cell: _without_marks(inside) for cell, inside in texts.items()}


def _without_marks(chars: Sequence[_Char]) -> str:
    tallest = max(chars, key=lambda char: char.height)
    kept = [
        char
        for place, char in enumerate(chars)
        if place == 0 or not (char.text.isdigit() and _is_small(char.height, tallest.height))
    ]
    return clean(without_invisible("".join(char.text for char in kept)))
