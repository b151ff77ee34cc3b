"""Cells of tables as sentences: "<caption>; <column header> của <row header> là <cell>".

Here: what a cell's headers and caption say, put into words that the grammar of prose can read, and the way back to the
cell's place. Not here: finding tables (the reader) and reading figures (`claims`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from orchestration.extraction.document import Block
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import Span, fold


@dataclass(frozen=True, slots=True)
class CellSentence:
    """A cell in words. `words[cell_start:cell_end]` is the cell as printed (a unit of the header may follow); `offset`
    added to a place in `words` gives the place in the document; `row` spans the cell's row there."""

    index: int  # of the cell among the document's blocks
    words: str
    cell_start: int
    cell_end: int
    offset: int
    row: Span


_UNIT = re.compile(r"[(]\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()]{1,20})[)]")
_UNIT_LINE = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^().;,\n]{1,20})")
_DIGITS = re.compile(r"\s*[\d.,  ]+\s*")


class TableGrammar:
    """Puts cells into words. Compiled once from the tables of units and cues."""

    def __init__(self, reference: Reference) -> None:
        self._units = {fold(row["word"]) for row in reference.tables["unit_words"]}
        self._scales = {fold(row["word"]) for row in reference.tables["scale_words"]}
        self._ordinal_headers = frozenset(reference.cues("ordinal_header"))
        self._shares = reference.cues("share_noun")

    def sentences(
        self, text: str, blocks: tuple[Block, ...], names_body: Callable[[str], bool]
    ) -> Iterator[CellSentence]:
        """A sentence for every cell that may hold figures: no headers, no row names, no column of ordinals.

        `names_body` tells whether words name a body: "tỷ lệ của UBND cấp huyện", but "số hồ sơ (quý I)".
        """
        for first, last in _tables(blocks):
            cells = blocks[first:last]
            caption = _caption(text, blocks, first)
            heads, names = _column_headers(text, cells), _row_names(text, cells)
            for index, cell in enumerate(cells, start=first):
                if cell.is_header or names.get(cell.row) is cell:
                    continue
                head = heads.get(cell.column, "")
                if fold(head).strip(" .") in self._ordinal_headers:
                    continue
                yield self._sentence(index, cell, text, caption, head, names.get(cell.row), cells, names_body)

    def _sentence(
        self,
        index: int,
        cell: Block,
        text: str,
        caption: str,
        head: str,
        name: Block | None,
        cells: tuple[Block, ...],
        names_body: Callable[[str], bool],
    ) -> CellSentence:
        printed = text[cell.start : cell.end]
        row_name = text[name.start : name.end].strip() if name else ""
        plain_head = _UNIT.sub("", head).strip()
        if row_name and names_body(row_name):
            subject = f"{plain_head} của {row_name}" if plain_head else row_name
        else:
            subject = ", ".join(filter(None, (plain_head, row_name)))
        lead = f"{caption}; {subject} là " if caption else f"{subject} là "
        row = [other for other in cells if other.row == cell.row]
        unit = self._unit(printed, head, caption)
        return CellSentence(
            index,
            lead + printed + unit,
            len(lead),
            len(lead) + len(printed),
            cell.start - len(lead),
            Span(row[0].start, row[-1].end),
        )

    def _unit(self, printed: str, head: str, caption: str) -> str:
        """The unit that header or caption gives to a cell that prints digits only."""
        if not _DIGITS.fullmatch(printed):
            return ""
        for pattern, words in ((_UNIT, head), (_UNIT_LINE, caption), (_UNIT, caption)):
            match = pattern.search(fold(words))
            if match and self._is_unit(match[1].strip()):
                return match[1].strip() if match[1].strip() == "%" else f" {match[1].strip()}"
        folded = fold(head)
        return (
            "%"
            if "%" in folded or any(folded.startswith(word) for word in self._shares if word.startswith("t"))
            else ""
        )

    def _is_unit(self, words: str) -> bool:
        if words in self._units or words in self._scales:
            return True
        return any(words == f"{scale} {unit}" for scale in self._scales for unit in self._units)


def _tables(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Index ranges of the blocks that are cells of one table."""
    start = 0
    while start < len(blocks):
        if blocks[start].kind != "table_cell":
            start += 1
            continue
        end = start
        while end < len(blocks) and blocks[end].kind == "table_cell" and blocks[end].table == blocks[start].table:
            end += 1
        yield start, end
        start = end


def _caption(text: str, blocks: tuple[Block, ...], first: int) -> str:
    """The last heading, caption or short paragraph before the table."""
    for block in reversed(blocks[:first]):
        if block.kind in {"caption", "heading"} or (
            block.kind in {"paragraph", "list_item"} and block.end - block.start <= 200
        ):
            return re.sub(r"[\s;.:]+$", "", text[block.start : block.end]).replace(";", ",").replace("\n", " ")
        return ""
    return ""


def _column_headers(text: str, cells: tuple[Block, ...]) -> dict[int | None, str]:
    heads: dict[int | None, str] = {}
    for cell in cells:
        if cell.is_header:
            words = text[cell.start : cell.end].strip()
            heads[cell.column] = f"{heads[cell.column]} {words}" if cell.column in heads else words
    return heads


def _row_names(text: str, cells: tuple[Block, ...]) -> dict[int | None, Block]:
    """The first cell of each row that is words, not a figure."""
    names: dict[int | None, Block] = {}
    for cell in cells:
        words = text[cell.start : cell.end]
        if (
            not cell.is_header
            and cell.row not in names
            and sum(map(str.isalpha, words)) >= 2
            and not words.strip()[:1].isdigit()
        ):
            names[cell.row] = cell
    return names
