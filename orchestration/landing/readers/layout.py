"""Lines of pages -> paragraphs.

Here: the decisions, made on words and places alone: which lines run along the top or bottom of every page, which are
notes at the foot, which lines go on in the next. Not here: where lines and tables come from (`pdf`).

Places are in points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from orchestration.landing.readers.pieces import Piece

_EDGE = 0.13  # of the page's height: where running heads and numbers stand
_RUNNING_SHARE = 0.4
_SAME_SIZE = 0.08
_TITLE_SIZE = 1.2
_NOTE_SIZE = 0.9
_WIDE_GAP = 1.28
_PRINTED_SIZE = 0.75
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
    """A line of a page. `size` is the height of its font; `is_note`: it begins with a raised number."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    page_size: tuple[float, float]
    is_note: bool = False

    @property
    def first_word(self) -> float:
        """About how wide the first word is, with the blank before it."""
        word = self.text.split(maxsplit=1)[0]
        return (len(word) + 1) * (self.right - self.left) / max(len(self.text), 1)


@dataclass(frozen=True, slots=True)
class TableAt:
    """A table's piece with its place: left, bottom, right, top."""

    piece: Piece
    page: int
    box: tuple[float, float, float, float]


def pieces_of(lines: Sequence[PageLine], tables: Iterable[TableAt]) -> list[Piece]:
    """Paragraphs and tables in reading order; notes at the end."""
    body_size = _body_size(lines)
    lines = without_running(lines, body_size)
    lines, notes = split_notes(lines, body_size)
    by_page: dict[int, list[TableAt]] = defaultdict(list)
    for table in tables:
        by_page[table.page].append(table)
    margins, pitch = _Margins(lines, body_size), _pitch(lines)
    title_size = max((line.size for line in lines if line.page == 0), default=0.0)
    pieces: list[Piece] = []
    group: list[PageLine] = []

    def close() -> None:
        if group:
            is_title = group[0].page == 0 and group[0].size >= max(0.97 * title_size, _TITLE_SIZE * body_size)
            has_title = any(piece.hint == "headline" for piece in pieces)
            pieces.append(Piece(join(group), "headline" if is_title and not has_title else None))
            group.clear()

    for line in lines:
        due = [table for table in by_page[line.page] if table.box[3] > line.bottom]
        due = [table for page in sorted(by_page) if page < line.page for table in by_page[page]] + due
        for table in sorted(due, key=lambda table: (table.page, -table.box[3])):
            close()
            pieces.append(table.piece)
            by_page[table.page].remove(table)
        if group and not goes_on(group, line, margins.right(group[-1]), pitch):
            close()
        group.append(line)
    close()
    rest = sorted((table for page in by_page.values() for table in page), key=lambda t: (t.page, -t.box[3]))
    pieces += [table.piece for table in rest]
    return pieces + [Piece(join([note]), "footnote") for note in notes]


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
