"""Cells of tables as sentences: "<caption>; <column header> của <row header> là <cell>".

Here: what a cell's headers and caption say, put into words that the grammar of prose can read, and the way back to the
cell's place. Not here: finding tables (the reader) and reading figures (`claims`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from orchestration.extraction.document import Block
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import Span, any_of, fold, whole_words


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
_OF_DOSSIERS = re.compile(r"(?:giải quyết|tiếp nhận)[^.;]{0,40}(?:thủ tục|tthc|hồ sơ)")
_STATE = re.compile(
    r"(?:trong đó:? )?(?P<state>(?:đã |đang |mới |số )*(?:tiếp nhận|giải quyết|trả kết quả|trực tuyến|trực tiếp"
    r"|bưu chính|trước hạn|đúng hạn|quá hạn|trễ hạn|kỳ trước chuyển)(?: [^\W\d_]+){0,3})"
)
_INDEX = re.compile(r"chỉ số(?: (?!(?:năm|của|các|theo|tại|trên)[ ])[^\W\d_]+){1,8}|par[ -]?index|sipas|pci|papi|ddci")
_BARE_VALUE = re.compile(
    r"(?:điểm|điểm số|tổng điểm|kết quả|giá trị|chỉ số|xếp hạng|thứ hạng|hạng)(?: (?:chung|đạt được))?"
)
_COMPARED = re.compile(r"(?:tăng|giảm|tăng[ ]?[/,(-][ ]?giảm[)]?|chênh lệch|biến động)?[ ]?(?:so với |$)")
_SIGN = re.compile(r"\s*(?P<sign>[+–-])(?=\s*\d)")
_UNIT_HEAD = re.compile(r"\s*(?:đvt|đơn vị tính|đơn vị đo)\s*")
_UNIT_LINE = re.compile(r"(?:đvt|đơn vị(?: tính)?)\s*:\s*([^().;,\n]{1,20})")
_ROMAN = re.compile(r"\s*[IVX]{1,5}[.)]?\s*")
_DIGITS = re.compile(r"\s*[\d.,  ]+\s*")


class TableGrammar:
    """Puts cells into words. Compiled once from the tables of units and cues."""

    def __init__(self, reference: Reference) -> None:
        self._units = {fold(row["word"]) for row in reference.tables["unit_words"]}
        self._scales = {fold(row["word"]) for row in reference.tables["scale_words"]}
        self._ordinal_headers = frozenset(reference.cues("ordinal_header"))
        self._total = re.compile(f"(?:{any_of(reference.cues('table_total'))})")
        kinds = [row["words"] for row in reference.tables["unit_kinds"]]
        self._inside = re.compile(rf"(?:ubnd )?(?:{any_of([*kinds, 'cấp', 'khối'])})(?![^\W_])")
        self._on_time = re.compile(whole_words(reference.cues("on_time")))
        self._early = re.compile(whole_words(reference.cues("early")))
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
            heads, names, rows = _column_headers(text, cells), _row_names(text, cells), _row_spans(cells)
            units = self._row_units(text, cells, heads)
            for index, cell in enumerate(cells, start=first):
                if cell.is_header or names.get(cell.row) is cell:
                    continue
                head = heads.get(cell.column, "")
                if fold(head).strip(" .") in self._ordinal_headers:
                    continue
                if units.get(cell.row):
                    head = f"{head} ({units[cell.row]})"
                yield self._sentence(
                    index, cell, text, caption, head, names.get(cell.row), rows[cell.row], heads.values(), names_body
                )

    def _row_units(self, text: str, cells: tuple[Block, ...], heads: dict[int | None, str]) -> dict[int | None, str]:
        """The unit of each row where a column tells it: "%", "tỷ đồng"; none for rows that count things."""
        columns = {column for column, head in heads.items() if _UNIT_HEAD.fullmatch(fold(head))}
        told = ((cell.row, fold(text[cell.start : cell.end]).strip()) for cell in cells if cell.column in columns)
        return {row: unit for row, unit in told if self._is_unit(unit)}

    def _sentence(
        self,
        index: int,
        cell: Block,
        text: str,
        caption: str,
        head: str,
        name: Block | None,
        row: Span,
        heads: Iterable[str],
        names_body: Callable[[str], bool],
    ) -> CellSentence:
        printed = text[cell.start : cell.end]
        row_name = text[name.start : name.end].strip() if name else ""
        plain_head = _named_by_caption(_UNIT.sub("", head).strip(), caption)
        caption = f"{caption}, {self._told_apart(head, heads)}".strip(", ")
        if plain_head and self._total.fullmatch(fold(row_name).strip(" .:")):
            subject = plain_head
        elif row_name and names_body(row_name):
            subject = f"{plain_head} {self._of(row_name)} {row_name}" if plain_head else row_name
        else:
            subject = ", ".join(filter(None, (plain_head, row_name)))
        joint, shown, behind = _predicate(plain_head, head, printed)
        lead = f"{caption}; {subject} {joint} " if caption else f"{subject} {joint} "
        unit = self._unit(shown, head, caption)
        return CellSentence(
            index,
            lead + shown + unit + behind,
            len(lead),
            len(lead) + len(printed),
            cell.start - len(lead),
            row,
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

    def _of(self, row_name: str) -> str:
        """What joins a header to its row: figures are of a body, and at a department, district or level."""
        return "tại" if self._inside.match(fold(row_name)) else "của"

    def _told_apart(self, head: str, heads: Iterable[str]) -> str:
        """The column beside "đúng hạn" that tells what was early: then the first holds only the rest."""
        folded = fold(head)
        is_share = any(word in folded for word in self._shares)
        if is_share or not self._on_time.search(folded) or self._early.search(folded):
            return ""
        return next((other for other in heads if self._early.search(fold(other)) and other != head), "")

    def _is_unit(self, words: str) -> bool:
        if words in self._units or words in self._scales:
            return True
        return any(words == f"{scale} {unit}" for scale in self._scales for unit in self._units)


def _named_by_caption(head: str, caption: str) -> str:
    """A header with what its caption alone names: "Đã giải quyết" under "Kết quả giải quyết thủ tục hành chính" counts
    dossiers, "Điểm số" under "Chỉ số … năm 2024" is of that index."""
    folded = fold(head)
    if _OF_DOSSIERS.search(fold(caption)) and "hồ sơ" not in folded:
        state = _STATE.fullmatch(folded)
        return f"Số hồ sơ {head[state.start('state') :]}" if state is not None else head
    index = _INDEX.search(fold(caption))
    if index is None or not folded or not (_BARE_VALUE.fullmatch(folded) or _COMPARED.match(folded)):
        return head
    return caption[index.start() : index.end()].strip()


def _predicate(named: str, head: str, printed: str) -> tuple[str, str, str]:
    """What joins subject and cell, the cell (as long as printed), and what is told behind it: a signed cell under "So
    với năm 2023" rose or fell, one under "Xếp hạng" is a place in the index that was `named` for it."""
    sign = _SIGN.match(printed) if _COMPARED.match(fold(head)) else None
    if sign is not None:
        shown = " " * sign.end() + printed[sign.end() :]
        return ("tăng" if sign["sign"] == "+" else "giảm"), shown, f" {head}" if "so" in fold(head).split() else ""
    return ("xếp hạng" if "hạng" in fold(head) and named not in head else "là"), printed, ""


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
    """What stands above each column, from the top; a header reaches to the next one of its row."""
    headers = [cell for cell in cells if cell.is_header and cell.column is not None and cell.row is not None]
    columns = sorted({cell.column for cell in cells if cell.column is not None})
    heads: dict[int | None, str] = {}
    for place, cell in enumerate(headers):
        following = headers[place + 1] if place + 1 < len(headers) else None
        end = following.column if following is not None and following.row == cell.row else None
        words = text[cell.start : cell.end].strip()
        for column in _reached(cell, end, columns, headers):
            heads[column] = f"{heads[column]} {words}" if heads.get(column) else words
    return heads


def _reached(cell: Block, end: int | None, columns: list[int], headers: list[Block]) -> list[int]:
    """The columns that a header stands above: its own, and those up to the next one below which others stand."""
    assert cell.column is not None
    assert cell.row is not None
    below = {other.column for other in headers if other.row is not None and other.row > cell.row}
    behind = [column for column in columns if column > cell.column and (end is None or column < end)]
    return [cell.column, *(column for column in behind if column in below and cell.column in below)]


def _row_spans(cells: tuple[Block, ...]) -> dict[int | None, Span]:
    """From the first to the last cell of each row."""
    spans: dict[int | None, Span] = {}
    for cell in cells:
        spans[cell.row] = Span(spans[cell.row].start if cell.row in spans else cell.start, cell.end)
    return spans


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
            and not _ROMAN.fullmatch(words)
        ):
            names[cell.row] = cell
    return names
