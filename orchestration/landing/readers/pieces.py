"""Pieces of a marked-up document, and the text and blocks made of them.

Here: the common road of HTML and DOCX: a piece is a line, or a table; lines are labelled by `classify`, tables keep
their cells. Not here: where the pieces come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from orchestration.landing.classify import Classified, Label, Line, classify
from orchestration.landing.document import CELL_SEPARATOR, Block, Reading
from orchestration.landing.encodings import (
    from_tcvn3_alone,
    is_tcvn3,
    may_be_tcvn3,
    repair,
    without_invisible,
)
from orchestration.landing.teasers import Markers

_NUMBERING_ROWS = 4  # how far down a row that numbers the columns may stand
_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 5, 3
_MAX_TABLE = 32_000  # tables, rows and columns are numbered in 16 bits
_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_NUMBER = re.compile(r"[\d.,%/\s+-]*\d[\d.,%/\s+-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place in the table's grid, both 0-based. A merged cell has the place of its first field."""

    text: str
    row: int
    column: int
    is_header: bool = False
    locator: str | None = None  # where the reader of a spreadsheet finds it; else the place in the table's grid


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with the hint of its markup, or a table with its cells in reading order (row by row)."""

    text: str = ""
    hint: str | None = None
    level: int | None = None
    gap: bool = True
    cells: tuple[Cell, ...] = ()
    locator: str | None = None


def clean(text: str) -> str:
    """One line of text: NFC, blanks collapsed. No-break spaces stay, as the figures around them may need them."""
    if "\u00a0" in text or "\u202f" in text:
        return unicodedata.normalize("NFC", _BLANKS.sub(" ", text)).strip()
    return unicodedata.normalize("NFC", " ".join(text.split()))


def is_letterhead(cells: Sequence[Cell], lines: Iterable[str], markers: Markers) -> bool:
    """Whether a table only places the head or the foot of a letter: small, no figures, a line that letters have."""
    is_small = all(cell.row < _LETTERHEAD_ROWS and cell.column < _LETTERHEAD_COLUMNS for cell in cells)
    if not is_small or any(is_figure(cell.text) for cell in cells):
        return False
    return any(markers.effect(line, is_above=True) == "boilerplate_line" for line in lines)


def mark_header(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, the first row marked as header when markup marks none and the row holds words or years only.

    A row below the header that only numbers the columns is left out.
    """
    cells = _without_numbering(cells)
    first = [cell for cell in cells if cell.row == 0 and cell.text]
    is_marked = any(cell.is_header for cell in cells)
    is_table = any(cell.row > 0 for cell in cells) and len(first) > 1
    if is_marked or not is_table or any(is_figure(cell.text) for cell in first):
        return tuple(cells)
    return tuple(replace(cell, is_header=cell.is_header or cell.row == 0) for cell in cells)


def _without_numbering(cells: Sequence[Cell]) -> Sequence[Cell]:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if 0 < cell.row < _NUMBERING_ROWS and cell.text:
            rows.setdefault(cell.row, []).append(cell.text)
    dropped = {row for row, texts in rows.items() if len(texts) > 2 and is_numbering_row(texts)}
    return [cell for cell in cells if cell.row not in dropped] if dropped else cells


def is_numbering_row(texts: Sequence[str]) -> bool:
    """Whether a row only numbers its columns: (1) (2) (3)=(2)/(1), or A B 1 2 3."""
    marks = [re.sub(r"\s", "", text) for text in texts]
    numbers = [int(match[1]) for text in marks if (match := re.match(r"\(?(\d{1,2})\)?(?:=.*)?$", text))]
    letters = [text for text in marks if re.fullmatch(r"\(?[A-ZĐ]\)?", text)]
    if len(numbers) + len(letters) < len(marks) or not numbers:
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3 and len(numbers) > 1


def assemble(pieces: Sequence[Piece], markers: Markers) -> tuple[Reading, Classified]:
    """Label the pieces and join them: lines apart by a blank line, list items and table rows by a newline."""
    pieces = [piece for piece in _repaired(pieces) if piece.text or any(cell.text for cell in piece.cells)]
    classified = classify([_line(piece) for piece in pieces], markers)
    texts: list[str] = []
    blocks: list[Block] = []
    at = tables = 0
    for piece, label in zip(pieces, classified.labels, strict=True):
        if texts:
            texts.append("\n\n" if piece.gap else "\n")
            at += len(texts[-1])
        if not piece.cells:
            blocks.append(Block(label.kind, at, at + len(piece.text), label.level, locator=piece.locator))
            texts.append(piece.text)
        else:
            added, cell_blocks = _table(piece.cells, at, tables, label)
            texts.append(added)
            blocks += cell_blocks
            tables += 1
        at += len(texts[-1])
    return reading_of("".join(texts), tuple(blocks), classified), classified


def _repaired(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces in Unicode and without characters that nobody sees; text of old fonts is told by the whole of it."""
    turn = repair
    if is_tcvn3("\n".join(text for piece in pieces for text in _texts(piece) if may_be_tcvn3(text))):
        turn = from_tcvn3_alone
    return [_repaired_piece(piece, turn) if _needs_repair(piece) else piece for piece in pieces]


def _repaired_piece(piece: Piece, turn: Callable[[str], str]) -> Piece:
    """The piece with other words where it needs them; most are as they should be already."""

    def repaired(text: str) -> str:
        return clean(without_invisible(turn(text)))

    text, cells = repaired(piece.text), tuple(_with_text(cell, repaired(cell.text)) for cell in piece.cells)
    return piece if text == piece.text and cells == piece.cells else replace(piece, text=text, cells=cells)


def _with_text(cell: Cell, text: str) -> Cell:
    return cell if text == cell.text else replace(cell, text=text)


def _needs_repair(piece: Piece) -> bool:
    return any(not text.isascii() for text in _texts(piece))


def _texts(piece: Piece) -> Iterator[str]:
    yield piece.text
    yield from (cell.text for cell in piece.cells)


def _line(piece: Piece) -> Line:
    if piece.cells:
        hint = piece.hint if piece.hint in ("teaser", "boilerplate") else "table_cell"
        return Line(" ".join(cell.text for cell in piece.cells).strip() or "|", hint, piece.gap)
    return Line(piece.text, piece.hint, piece.gap, piece.level)


def _table(cells: Sequence[Cell], start: int, number: int, label: Label) -> tuple[str, list[Block]]:
    """The table's text, a line for each row that has words, and a block for each cell that has some."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    texts: list[str] = []
    blocks: list[Block] = []
    at = start
    for row in sorted(rows):
        if not any(cell.text for cell in rows[row]):
            continue
        for place, cell in enumerate(rows[row]):
            mark = CELL_SEPARATOR if place else "\n" if texts else ""
            if cell.text:
                blocks.append(_cell_block(cell, at + len(mark), number, label))
            texts.append(mark + cell.text)
            at += len(texts[-1])
    return "".join(texts), blocks


def _cell_block(cell: Cell, start: int, table: int, label: Label) -> Block:
    table, row, column = (min(number, _MAX_TABLE) for number in (table, cell.row, cell.column))
    return Block(
        label.kind,
        start,
        start + len(cell.text),
        table=table,
        row=row,
        column=column,
        is_header=cell.is_header,
        locator=cell.locator or f"table {table + 1}, row {cell.row + 1}, column {cell.column + 1}",
    )


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a number, which is not a year."""
    return _NUMBER.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def reading_of(text: str, blocks: tuple[Block, ...], classified: Classified) -> Reading:
    """What the lines alone say of the document."""
    line = classified.date_line
    return Reading(
        text=text,
        blocks=blocks,
        title=classified.headline,
        author=classified.author,
        published_on=line.day if line else None,
        published_on_basis="date_line" if line else None,
        kind="report" if classified.is_report else "article",
    )
