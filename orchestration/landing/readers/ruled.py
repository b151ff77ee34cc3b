"""Lines of plain text that lay out a table: the same bars or tabs in each of several lines.

Here: which lines are rows of one table, and where each cell stands. Not here: what other lines are (`classify`,
`wrapped`), and any change of the text: a cell is a stretch of it.

Nothing but the marks says that such lines are a table, so little is taken for one: lines that follow each other without
a blank line, as many marks in each, two at least, two cells with words in each line, and a digit somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from orchestration.landing.classify import is_sentence
from orchestration.landing.dates import read_date_line
from orchestration.landing.document import Block
from orchestration.landing.readers.pieces import Cell, is_letterhead, mark_header
from orchestration.landing.readers.wrapped import RawLine
from orchestration.landing.teasers import Markers

MAX_CELLS = 300_000
_MAX_PLACE = 32_000  # tables, rows and columns are numbered in 16 bits
_LEAST_MARKS, _MOST_MARKS = 2, 1_000
_LEAST_ROWS = 2
_LEAST_CELLS = 2
_MARKS = "|\t"
_RULE = re.compile(r"[\s|+:=_-]*[-=_]{2}[\s|+:=_-]*")


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: its first and last line (exclusive) among the lines, and its cells with their places in the text."""

    first: int
    last: int
    cells: tuple[Cell, ...]
    spans: tuple[tuple[int, int], ...]
    rules: tuple[tuple[int, int], ...]  # lines that only rule off

    def blocks(self, number: int, hidden: frozenset[int]) -> Iterator[Block]:
        """A block for each cell, in order; `number` is the table's, from 0.

        Lines that rule off, rows that only number the columns and rows in `hidden` are headers of no column: they are
        part of the table, and no figure is read from them.
        """
        table = min(number, _MAX_PLACE)
        kept = {(cell.row, cell.column): cell.is_header for cell in mark_header(self.cells)}
        found = [Block("table_cell", start, end, table=table, is_header=True) for start, end in self.rules]
        for cell, (start, end) in zip(self.cells, self.spans, strict=True):
            row, column = min(cell.row, _MAX_PLACE), min(cell.column, _MAX_PLACE)
            is_header = kept.get((cell.row, cell.column))
            if is_header is None or cell.row in hidden:
                found.append(Block("table_cell", start, end, table=table, row=row, is_header=True))
                continue
            locator = f"table {table + 1}, row {row + 1}, column {column + 1}"
            found.append(Block("table_cell", start, end, None, table, row, column, is_header, locator))
        yield from sorted(found, key=lambda block: block.start)


def ruled_tables(text: str, lines: Sequence[RawLine], markers: Markers) -> list[RuledTable]:
    """The tables among the lines of `text`, in order."""
    found: list[RuledTable] = []
    budget, place = MAX_CELLS, 0
    while place < len(lines):
        last, mark = _run_at(text, lines, place, markers)
        if mark is not None and _is_table([line for line in lines[place:last] if not is_rule(line)], mark, markers):
            table = _split(text, lines, place, last, mark)
            budget -= len(table.cells)
            if budget < 0:
                return found
            found.append(table)
        place = last
    return found


def _run_at(text: str, lines: Sequence[RawLine], first: int, markers: Markers) -> tuple[int, str | None]:
    """Where the lines end that could be rows of one table beginning at `first`, and their mark; one line without."""
    start = first + 1 if is_rule(lines[first]) else first
    if start < len(lines) and (start == first or not lines[start].gap):
        raw = _raw(text, lines[start])
        for mark in _MARKS:
            count = raw.count(mark)
            if _LEAST_MARKS <= count <= _MOST_MARKS and _is_row(raw, mark, markers):
                last = start + 1
                while last < len(lines) and not lines[last].gap and _goes_on(text, lines[last], mark, count, markers):
                    last += 1
                return last, mark
    return first + 1, None


def _goes_on(text: str, line: RawLine, mark: str, count: int, markers: Markers) -> bool:
    if is_rule(line):
        return True
    raw = _raw(text, line)
    return raw.count(mark) == count and _is_row(raw, mark, markers)


def _is_row(raw: str, mark: str, markers: Markers) -> bool:
    """Whether a line has cells as tables have them: two at least with words, no sentence, and no date line."""
    words = [field.strip() for field in raw.split(mark) if field.strip()]
    return len(words) >= _LEAST_CELLS and not any(map(is_sentence, words)) and read_date_line(raw, markers) is None


def _is_table(rows: Sequence[RawLine], mark: str, markers: Markers) -> bool:
    if len(rows) < _LEAST_ROWS or not any(char.isdigit() for line in rows for char in line.text):
        return False
    cells = [Cell(field.strip(), row, column) for row, line in enumerate(rows) for column, field in _fields(line, mark)]
    return not is_letterhead(cells, [cell.text for cell in cells], markers)


def _fields(line: RawLine, mark: str) -> Iterator[tuple[int, str]]:
    return ((column, field) for column, field in enumerate(line.text.split(mark)) if field.strip())


def _split(text: str, lines: Sequence[RawLine], first: int, last: int, mark: str) -> RuledTable:
    """The cells with words of the rows; a bar that opens every row makes no column."""
    rows = [line for line in lines[first:last] if not is_rule(line)]
    shift = 1 if mark == "|" and all(line.text.startswith("|") for line in rows) else 0
    below = first + 1 + is_rule(lines[first])
    is_headed = below < last and is_rule(lines[below])
    cells: list[Cell] = []
    spans: list[tuple[int, int]] = []
    for row, line in enumerate(rows):
        at = line.start - line.indent
        for column, field in enumerate(_raw(text, line).split(mark)):
            words = field.strip()
            if words:
                start = at + field.index(words)
                cells.append(Cell(words, row, column - shift, is_headed and row == 0))
                spans.append((start, start + len(words)))
            at += len(field) + 1
    rules = tuple((line.start, line.end) for line in lines[first:last] if is_rule(line))
    return RuledTable(first, last, tuple(cells), tuple(spans), rules)


def is_rule(line: RawLine) -> bool:
    """Whether a line only rules off: dashes, bars and such."""
    return _RULE.fullmatch(line.text) is not None


def _raw(text: str, line: RawLine) -> str:
    """The line with the tabs around it, which may stand for empty cells."""
    end = text.find("\n", line.end)
    return text[line.start - line.indent : len(text) if end < 0 else end]
