"""Pieces of a marked-up document, and the text and blocks made of them.

Here: the common road of HTML and DOCX: a piece is a line, or a table; lines are labelled by `classify`, tables keep
their cells. Not here: where the pieces come from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orchestration.landing.classify import Classified, Label, Line, classify
from orchestration.landing.document import CELL_SEPARATOR, Block, Reading
from orchestration.landing.readers.text import reading_of
from orchestration.landing.teasers import Markers

_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 5, 3
_MAX_TABLE = 32_000  # tables, rows and columns are numbered in 16 bits
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[\d.,%/\s+-]*\d[\d.,%/\s+-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its place in the table's grid, both 0-based. A merged cell has the place of its first field."""

    text: str
    row: int
    column: int
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with the hint of its markup, or a table with its cells in reading order (row by row)."""

    text: str = ""
    hint: str | None = None
    level: int | None = None
    gap: bool = True
    cells: tuple[Cell, ...] = ()


def clean(text: str) -> str:
    """One line of text: NFC, blanks collapsed. No-break spaces stay, as the figures around them may need them."""
    return unicodedata.normalize("NFC", re.sub(r"[^\S\u00a0\u202f]+", " ", text)).strip()


def is_letterhead(cells: Sequence[Cell], lines: Iterable[str], markers: Markers) -> bool:
    """Whether a table only places the head or the foot of a letter: small, no figures, a line that letters have."""
    is_small = all(cell.row < _LETTERHEAD_ROWS and cell.column < _LETTERHEAD_COLUMNS for cell in cells)
    if not is_small or any(_is_figure(cell.text) for cell in cells):
        return False
    return any(markers.effect(line, is_above=True) == "boilerplate_line" for line in lines)


def mark_header(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, the first row marked as header when markup marks none and the row holds words or years only."""
    first = [cell for cell in cells if cell.row == 0 and cell.text]
    is_marked = any(cell.is_header for cell in cells)
    is_table = any(cell.row > 0 for cell in cells) and len(first) > 1
    if is_marked or not is_table or any(_is_figure(cell.text) for cell in first):
        return tuple(cells)
    return tuple(Cell(cell.text, cell.row, cell.column, cell.is_header or cell.row == 0) for cell in cells)


def assemble(pieces: Sequence[Piece], markers: Markers) -> tuple[Reading, Classified]:
    """Label the pieces and join them: lines apart by a blank line, list items and table rows by a newline."""
    pieces = [piece for piece in pieces if piece.text or any(cell.text for cell in piece.cells)]
    classified = classify([_line(piece) for piece in pieces], markers)
    text, blocks, tables = "", [], 0
    for piece, label in zip(pieces, classified.labels, strict=True):
        if text:
            text += "\n\n" if piece.gap else "\n"
        if not piece.cells:
            blocks.append(Block(label.kind, len(text), len(text) + len(piece.text), label.level))
            text += piece.text
        else:
            added, cell_blocks = _table(piece.cells, len(text), tables, label)
            text += added
            blocks += cell_blocks
            tables += 1
    return reading_of(text, tuple(blocks), classified), classified


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
    text, blocks = "", []
    for row in sorted(rows):
        if not any(cell.text for cell in rows[row]):
            continue
        text += "\n" if text else ""
        for place, cell in enumerate(rows[row]):
            text += CELL_SEPARATOR if place else ""
            if cell.text:
                blocks.append(_cell_block(cell, start + len(text), number, label))
            text += cell.text
    return text, blocks


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
        locator=f"table {table + 1}, row {cell.row + 1}, column {cell.column + 1}",
    )


def _is_figure(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and _YEAR.fullmatch(text) is None
