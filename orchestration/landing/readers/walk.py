"""Walking the content of an HTML element: elements -> pieces.

Here: which elements begin a new line, which are dropped, how a table becomes a grid of cells. Not here: which element
holds the article (`html`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from orchestration.landing.readers.pieces import Cell, Piece, clean, is_letterhead, mark_header
from orchestration.landing.teasers import Markers

#: Elements without text of the article, wherever they stand.
DROPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "video", "audio"}
    | {"map", "head", "title", "meta", "link", "button", "select", "textarea", "input", "nav", "footer", "dialog"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend"}
    | {"li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
    | {"caption"}
)
_CAPTIONS = frozenset({"figcaption", "caption"})
_CELLS = ("td", "th")
_LAYOUT_WORDS = 60
_LINK_SHARE = 0.7
_TITLE_WORDS = 4
_MAX_SPAN = 1000

Element = Any  # an lxml element; lxml has no types of its own


def element_text(element: Element) -> str:
    """All text in the element as one line, without what is never shown."""
    return clean("".join(_texts(element)))


def element_head(element: Element, length: int) -> str:
    """The beginning of the element's text, at least `length` characters of it where it has so many; not cleaned."""
    parts, found = [], 0
    for text in _texts(element):
        parts.append(text)
        found += len(text)
        if found >= 2 * length:
            break
    return "".join(parts).strip()


def text_length(element: Element, most: int) -> int:
    """How many characters the element's text has, blanks between its parts included; not counted beyond `most`."""
    found = 0
    for text in _texts(element):
        found += len(text.strip())
        if found >= most:
            break
    return found


def is_hidden(element: Element) -> bool:
    """Whether the element is not shown: hidden by attribute or style."""
    style = re.sub(r"\s", "", element.get("style") or "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


@dataclass
class Walker:
    """Makes the pieces of one element. `kept` are elements that no class name may drop, as the article is in them."""

    markers: Markers
    kept: frozenset[Element] = frozenset()
    pieces: list[Piece] = field(default_factory=list)
    buffer: list[str] = field(default_factory=list)
    is_next_line: bool = False

    def walk(self, root: Element) -> list[Piece]:
        """The pieces of `root` in document order."""
        self._enter(root, None, None)
        self._flush(None, None)
        return self.pieces

    def _enter(self, element: Element, hint: str | None, level: int | None) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        dropped = self._dropped(element, tag)
        if dropped is not None:
            if dropped == "teaser":
                self._flush(hint, level)
                self._keep_as(element, dropped)
            return
        if tag == "br":
            self._flush(hint, level)
            self.is_next_line = True
            return
        if tag == "table" and self._take_table(element, hint, level):
            return
        if tag in _BLOCKS:
            self._flush(hint, level)
            own_hint, own_level = self._hint(element, tag, hint, level)
            self._children(element, own_hint, own_level)
            self._flush(own_hint, own_level)
        else:
            self._children(element, hint, level)

    def _children(self, element: Element, hint: str | None, level: int | None) -> None:
        self.buffer.append(element.text or "")
        for child in element:
            self._enter(child, hint, level)
            self.buffer.append(child.tail or "")

    def _flush(self, hint: str | None, level: int | None) -> None:
        text = clean("".join(self.buffer))
        self.buffer.clear()
        if text:
            follows_item = bool(self.pieces) and self.pieces[-1].hint == "list_item" and hint == "list_item"
            gap = not (self.is_next_line or follows_item)
            self.pieces.append(Piece(text, hint, level, gap))
            self.is_next_line = False

    def _hint(self, element: Element, tag: str, hint: str | None, level: int | None) -> tuple[str | None, int | None]:
        self.is_next_line = False
        if tag in _CAPTIONS:
            return "caption", None
        if re.fullmatch("h[1-6]", tag):
            return "heading", int(tag[1])
        if tag == "li":
            depth = sum(1 for above in element.iterancestors("ul", "ol"))
            return "list_item", max(depth, 1)
        return (hint, level) if hint in ("caption", "list_item", "heading") else (None, None)

    def _dropped(self, element: Element, tag: str) -> str | None:
        """``boilerplate`` or ``teaser`` for an element that is no part of the article, else None."""
        if not tag or tag in DROPPED or is_hidden(element) or (tag == "sup" and _is_note_mark(element)):
            return "boilerplate"
        if element in self.kept or tag in ("html", "body"):
            return None
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        effect = self.markers.class_effect(names) if names.strip() else None
        if effect is not None:
            return effect.removesuffix("_block")
        if tag == "aside" or (tag in ("ul", "ol", "div", "section", "p") and self._is_link_list(element)):
            return "teaser"
        return None

    def _is_link_list(self, element: Element) -> bool:
        """Whether it is mostly links with the length of titles. A single link counts only when it fills a paragraph."""
        links = [text for text in (element_text(link) for link in element.iter("a")) if text]
        whole = len(element_text(element))
        if not links or sum(map(len, links)) < _LINK_SHARE * whole:
            return False
        titles = [text for text in links if len(text.split()) >= _TITLE_WORDS]
        return len(titles) >= 2 or (element.tag == "p" and len(titles) == len(links) == 1)

    def _keep_as(self, element: Element, hint: str) -> None:
        inner = Walker(self.markers, frozenset(element.iter()))
        for piece in inner.walk(element):
            self.pieces.append(Piece(piece.text, hint, None, piece.gap, piece.cells))

    def _take_table(self, table: Element, hint: str | None, level: int | None) -> bool:
        """Take it as a table of data; False for a table that only lays out a page, whose cells are then walked."""
        self._flush(hint, level)
        if is_layout(table):
            return False
        cells = grid(table)
        if is_letterhead(cells, self._lines(table), self.markers):
            return False
        for caption in table.iterchildren("caption"):
            self.pieces.append(Piece(element_text(caption), "caption"))
        if any(cell.text for cell in cells):
            self.pieces.append(Piece(cells=mark_header(cells)))
        return True

    def _lines(self, table: Element) -> Iterator[str]:
        """The lines that the table's cells show, one by one."""
        for cell in table.iter(*_CELLS):
            yield from (piece.text for piece in Walker(self.markers, frozenset(cell.iter())).walk(cell))


def is_layout(table: Element) -> bool:
    """Whether the table only places things: a single column, a table inside a cell, or cells with pages of prose."""
    cells = list(table.iter(*_CELLS))
    if next(table.iterdescendants("table"), None) is not None:
        return True
    rows = list(_rows(table))
    widest = max((len(row) for row in rows), default=0)
    if widest <= 1:
        return True
    long_cells = [cell for cell in cells if len(element_text(cell).split()) > _LAYOUT_WORDS]
    return any(len(list(cell.iter("p", "div", "h1", "h2", "h3"))) > 3 for cell in long_cells)


def grid(table: Element) -> list[Cell]:
    """The table's cells with their places; fields that a merged cell covers are skipped over."""
    cells: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for row, elements in enumerate(_rows(table)):
        column = 0
        # A th beside td is the name of its row, which is no header of columns.
        is_header = all(element.tag == "th" for element in elements) or _is_in_head(elements)
        for element in elements:
            while (row, column) in covered:
                column += 1
            height, width = _span(element, "rowspan"), _span(element, "colspan")
            cells.append(Cell(element_text(element), row, column, is_header))
            if height > 1:
                covered.update((row + down, column + right) for down in range(1, height) for right in range(width))
            column += width
    return cells


def _is_in_head(elements: list[Element]) -> bool:
    return any(next(element.iterancestors("thead"), None) is not None for element in elements[:1])


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.iter("tr"):
        yield [cell for cell in row if cell.tag in _CELLS]


def _span(element: Element, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1


def _is_note_mark(element: Element) -> bool:
    """Whether a raised number leads to a note: left in, it would lengthen the figure before it."""
    text = "".join(element.itertext()).strip()
    is_linked = next(element.iter("a"), None) is not None or "note" in (element.get("class") or element.get("id") or "")
    is_bracketed = re.fullmatch(r"[(\[]\d{1,3}[)\]]|\*+", text) is not None
    return is_bracketed or (is_linked and re.fullmatch(r"[(\[]?\d{1,3}[)\]]?", text) is not None)


def _texts(element: Element) -> Iterator[str]:
    """Text in document order; without recursion, as pages may be nested deeply."""
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        tag = item.tag
        if not isinstance(tag, str) or tag in DROPPED or (tag == "sup" and _is_note_mark(item)):
            continue
        if item.text:
            yield item.text
        for child in reversed(item):
            is_break = child.tag == "br" or child.tag in _BLOCKS
            if is_break:
                stack += [child.tail or "", " ", child, " "]
            elif child.tail:
                stack += [child.tail, child]
            else:
                stack.append(child)
