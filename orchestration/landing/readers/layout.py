"""Lines of pages -> paragraphs.

Here: the decisions, made on words and places alone: which lines run along the top or bottom of every page, which are
notes at the foot, which lines go on in the next. Not here: where lines and tables come from (`pdf`).

Places are in points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from orchestration.landing.readers.pieces import Cell, Piece, mark_header

_EDGE = 0.13  # of the page's height: where running heads and numbers stand
_RUNNING_SHARE = 0.4
_SAME_SIZE = 0.1
_TITLE_SIZE = 1.2
_NOTE_SIZE = 0.9
_WIDE_GAP = 1.28
_PRINTED_SIZE = 0.75
_SAME_EDGE = 2.0
_TWO_COLUMNS = 0.25
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4})[-–—.|\s]*")
_DECORATED = re.compile(
    r"[-–—|\s]*(?:(?:trang|page)\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?|\d{1,4}\s*/\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])"
    r"[-–—.|\s]*",
    re.IGNORECASE,
)
#: What a browser prints around a page: the moment, the address.
_PRINTED = re.compile(r"\b(?:https?|file)://\S+|^\d{1,2}[/:]\d{1,2}[\d/: ,]{2,20}(?:[AP]M)?\b")
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_NEW = re.compile(
    r"^(?:[-–—•*+●▪◦·✓➢▶►§]\s|\(?\d{1,3}[.)]\s|\(\d{1,3}\)\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|[a-zđ][.)]\s"
    r"|[IVXLC]{1,5}[.)]\s|(?:Phần|Mục|Chương|Điều|Bảng|Biểu)\s+[\dIVX])"
)
_NOTE = re.compile(r"^(?:\d{1,3}|\[\d{1,3}\]|\*+)\s*\S")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page. `size` is the height of its font, `first_word` how wide its first word is with a blank.

    `is_note` says that it begins with a raised number.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    page_size: tuple[float, float]
    first_word: float = 0.0
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class TableAt:
    """A table's cells with its place: left, bottom, right, top, and where its columns begin."""

    cells: tuple[Cell, ...]
    page: int
    box: tuple[float, float, float, float]
    edges: tuple[float, ...]


def pieces_of(lines: Sequence[PageLine], tables: Sequence[TableAt]) -> list[Piece]:
    """Paragraphs and tables in reading order; notes at the end."""
    body_size = _body_size(lines)
    lines, notes = split_notes(without_running(lines, body_size), body_size)
    margins, pitch = _Margins(lines, body_size), _pitch(lines)
    groups: list[list[PageLine] | TableAt] = []
    for item in whole_tables(_in_order(lines, tables)):
        last = groups[-1] if groups else None
        if isinstance(item, TableAt):
            groups.append(item)
        elif isinstance(last, list) and goes_on(last, item, margins.right(last[-1]), pitch):
            last.append(item)
        else:
            groups.append([item])
    title = _title(groups, body_size)
    pieces: list[Piece] = []
    for group in groups:
        if isinstance(group, TableAt):
            pieces += _table_pieces(group)
        else:
            pieces.append(Piece(join(group), "headline" if group is title else None))
    return pieces + [Piece(note.text, "footnote") for note in notes]


def _title(groups: Sequence[list[PageLine] | TableAt], body_size: float) -> list[PageLine] | None:
    """The first paragraph in the largest print of the first page, when that is larger than the body's."""
    first = [group for group in groups if isinstance(group, list) and group[0].page == 0]
    largest = max((group[0].size for group in first), default=0.0)
    if largest < _TITLE_SIZE * body_size:
        return None
    return next(group for group in first if group[0].size >= 0.95 * largest)


def _in_order(lines: Sequence[PageLine], tables: Sequence[TableAt]) -> list[PageLine | TableAt]:
    """Lines in the order of the file, each table before the first line of its page that stands below its top."""
    waiting = sorted(tables, key=lambda table: (table.page, -table.box[3]), reverse=True)
    items: list[PageLine | TableAt] = []
    for line in lines:
        while waiting and (waiting[-1].page < line.page or _is_above(waiting[-1], line)):
            items.append(waiting.pop())
        items.append(line)
    return items + waiting[::-1]


def _is_above(table: TableAt, line: PageLine) -> bool:
    return table.page == line.page and table.box[3] > line.bottom


def whole_tables(items: Iterable[PageLine | TableAt]) -> list[PageLine | TableAt]:
    """The items, tables that go on at the top of the next page made one; a header that is printed again is dropped."""
    whole: list[PageLine | TableAt] = []
    for item in items:
        last = whole[-1] if whole else None
        if isinstance(item, TableAt) and isinstance(last, TableAt) and _continues(last, item):
            whole[-1] = _joined(last, item)
        else:
            whole.append(item)
    return whole


def _continues(table: TableAt, following: TableAt) -> bool:
    is_same = len(table.edges) == len(following.edges) and all(
        abs(one - two) <= _SAME_EDGE for one, two in zip(table.edges, following.edges, strict=True)
    )
    return is_same and following.page == table.page + 1


def _joined(table: TableAt, following: TableAt) -> TableAt:
    rows = max(cell.row for cell in table.cells) + 1
    heads = [[cell.text for cell in cells if cell.row == 0] for cells in (table.cells, following.cells)]
    dropped = 1 if heads[0] == heads[1] else 0
    added = [replace(cell, row=cell.row + rows - dropped) for cell in following.cells if cell.row >= dropped]
    return replace(table, cells=(*table.cells, *added), page=following.page, box=following.box)


def _table_pieces(table: TableAt) -> list[Piece]:
    """The table; a frame of a single row is no table, its fields are lines."""
    if len({cell.row for cell in table.cells if cell.text}) < 2:
        return [Piece(cell.text) for cell in table.cells if cell.text]
    return [Piece(cells=mark_header(table.cells))]


def join(lines: Sequence[PageLine]) -> str:
    """The words of lines as one line; a word that was broken at the end of a line is whole again."""
    text = ""
    for line in lines:
        if not text:
            text = line.text
        elif _is_hyphenated(text, line.text):
            text = text[:-1] + line.text
        elif re.search(r"\w[-–/]$", text):
            text += line.text
        else:
            text += " " + line.text
    return text


def _is_hyphenated(text: str, following: str) -> bool:
    """Whether the hyphen at the end only breaks a word: foreign words are, Vietnamese compounds keep theirs."""
    head = re.search(r"(?<![\w-])([^\W\d_]{2,})-$", text)
    tail = re.match(r"[^\W\d_]+", following)
    return head is not None and tail is not None and tail[0].islower() and (head[1] + tail[0]).isascii()


def goes_on(group: Sequence[PageLine], line: PageLine, margin: float, pitch: float) -> bool:
    """Whether `line` belongs to the paragraph of `group`, whose column ends at `margin`."""
    last = group[-1]
    if abs(last.size - line.size) > _SAME_SIZE * max(last.size, line.size) or _NEW.match(line.text):
        return False
    is_cut = _CLOSED.search(last.text) is None and line.text[0].islower()
    is_filled = last.right + line.first_word > margin or _is_centred_and_filled(last, line, margin)
    if line.page != last.page or line.bottom > last.bottom + last.size:  # the next page or column
        return _CLOSED.search(last.text) is None and (is_filled or is_cut) and not _is_heading(last)
    drop = (last.bottom - line.bottom) / line.size
    if drop < 0.5 or drop > max(_WIDE_GAP * pitch, 1.1):
        return False
    is_indented = line.left > last.left + 0.8 * line.size and len(group) > 1 and abs(_middle(line) - _middle(last)) > 3
    if is_indented and _END.search(last.text):
        return False
    return is_filled or (is_cut and not is_indented)


def _is_heading(line: PageLine) -> bool:
    return line.text.isupper()


def _middle(line: PageLine) -> float:
    return (line.left + line.right) / 2


def _is_centred_and_filled(last: PageLine, line: PageLine, margin: float) -> bool:
    """Titles stand in the middle: their line is full when the next word would not fit at either side."""
    if abs(_middle(last) - _middle(line)) > line.size:
        return False
    column = 2 * (margin - _middle(last))
    return last.right - last.left + line.first_word > column


def without_running(lines: Sequence[PageLine], body_size: float = 0.0) -> list[PageLine]:
    """The lines without those that run along the edge of pages, without numbers of pages and marks of printing."""
    pages = len({line.page for line in lines})
    edge = {place: _edge(line) for place, line in enumerate(lines)}
    seen: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for place, line in enumerate(lines):
        if edge[place]:
            seen[_running_key(line, edge[place])].add(line.page)
    enough = max(2, _RUNNING_SHARE * pages)
    numbers = _numbers(lines, edge)
    numbers |= {
        place
        for place, line in enumerate(lines)
        if edge[place] and line.size < _PRINTED_SIZE * body_size and _PRINTED.search(line.text)
    }
    return [
        line
        for place, line in enumerate(lines)
        if not (edge[place] and (len(seen[_running_key(line, edge[place])]) >= enough or place in numbers))
    ]


def _edge(line: PageLine) -> str:
    height = line.page_size[1]
    if line.bottom > (1 - _EDGE) * height:
        return "top"
    return "bottom" if line.bottom < _EDGE * height else ""


def _running_key(line: PageLine, edge: str) -> tuple[str, str, int]:
    words = re.sub(r"\d+", "#", line.text.casefold())
    return words, edge, round(line.bottom / max(line.page_size[1], 1) * 50)


def _numbers(lines: Sequence[PageLine], edge: dict[int, str]) -> set[int]:
    """Places of lines that are nothing but the number of their page."""
    found = {place for place, line in enumerate(lines) if edge[place] and _DECORATED.fullmatch(line.text)}
    offsets: Counter[int] = Counter()
    bare: dict[int, int] = {}
    for place, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text) if edge[place] else None
        if match:
            bare[place] = int(match[1]) - line.page
            offsets[bare[place]] += 1
    is_single = len({line.page for line in lines}) == 1
    return found | {place for place, off in bare.items() if offsets[off] > 1 or off == 1 or (is_single and off == 1)}


def split_notes(lines: Sequence[PageLine], body_size: float) -> tuple[list[PageLine], list[PageLine]]:
    """(lines, notes): small lines at the foot of a page, from the first that begins with a number or a star."""
    body: list[PageLine] = []
    notes: list[PageLine] = []
    is_open = False
    for place, line in enumerate(lines):
        is_new_page = place > 0 and lines[place - 1].page != line.page
        is_open = is_open and not is_new_page and line.size <= _NOTE_SIZE * body_size
        if line.size <= _NOTE_SIZE * body_size and line.bottom < 0.4 * line.page_size[1] and not is_open:
            is_numbered = _NOTE.match(line.text) is not None
            is_open = line.is_note or (is_numbered and _only_small_below(lines, place, body_size))
        (notes if is_open else body).append(line)
    return body, notes


def _only_small_below(lines: Sequence[PageLine], place: int, body_size: float) -> bool:
    page = lines[place].page
    below = (line for line in lines[place:] if line.page == page and line.bottom <= lines[place].bottom)
    return all(line.size <= _NOTE_SIZE * body_size for line in below)


def _body_size(lines: Sequence[PageLine]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _pitch(lines: Sequence[PageLine]) -> float:
    """The usual distance between two lines of a paragraph in sizes of their font, told from lines that go on."""
    drops, sure = [], []
    for one, two in pairwise(lines):
        drop = (one.bottom - two.bottom) / one.size if one.size else 0.0
        if one.page == two.page and 0.5 < drop < 4:
            drops.append(drop)
            if _CLOSED.search(one.text) is None and two.text[0].islower():
                sure.append(drop)
    return median(sure or drops) if drops else 0.0


class _Margins:
    """Where columns end on the right: as far as lines of the body's size reach, or of a line's own size beyond."""

    def __init__(self, lines: Sequence[PageLine], body_size: float) -> None:
        self._whole: dict[tuple[int, int], float] = {}
        self._left: dict[tuple[int, int], float] = {}
        body = [line for line in lines if abs(line.size - body_size) <= _SAME_SIZE * body_size]
        at_right = sum(line.left > 0.48 * line.page_size[0] for line in body)
        self._is_double = at_right > _TWO_COLUMNS * len(body)
        for line in body:
            key = _format(line)
            self._whole[key] = max(self._whole.get(key, 0.0), line.right)
            if _is_left(line):
                self._left[key] = max(self._left.get(key, 0.0), line.right)

    def right(self, line: PageLine) -> float:
        """The right edge of the column that the line stands in."""
        margins = self._left if self._is_double and _is_left(line) else self._whole
        return max(margins.get(_format(line), 0.0), line.right)


def _is_left(line: PageLine) -> bool:
    return line.right < 0.54 * line.page_size[0]


def _format(line: PageLine) -> tuple[int, int]:
    return round(line.page_size[0]), round(line.page_size[1])
