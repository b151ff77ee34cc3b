"""What reading a snapshot gives: its text, the blocks of that text, and what the document says of itself.

Here: the data classes, the error for bytes that cannot be read, and the laws that blocks obey. Not here: how any
format is read (`readers`), how a line is told to be a heading or a teaser (`classify`).

Offsets count Unicode code points of `Reading.text`, end exclusive.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from orchestration.schemas import BODY_KINDS

#: Stands between two cells of one table row in the text; belongs to no block.
CELL_SEPARATOR = " | "
#: The number or letter before a list item, which some formats write and others leave to the program that shows them.
_ITEM_MARK = re.compile(r"(?:[^\w\s]+\s+|\(?(?:\d{1,3}|[a-zđ]|[ivxlc]{1,6})[.)]\s+)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind (one of `schemas.BLOCK_KINDS`). The place in a table is given for cells only."""

    kind: str
    start: int
    end: int
    level: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    is_header: bool | None = None
    locator: str | None = None

    def as_row(self) -> dict[str, Any]:
        """The block as a row of `schemas.BLOCK`."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read from its bytes alone; what metadata says is added later."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    published_on_basis: str | None = None
    kind: str = "article"
    url: str | None = None
    #: What a person should know of a reading that is good otherwise: pages left out, figures that cannot be trusted.
    notes: tuple[str, ...] = ()
    #: `text_digest` of the text, worked out where the document is read.
    text_sha256: str | None = None


class ReadError(Exception):
    """Bytes that cannot be read as a document: a short code, what is wrong, and what a person can do."""

    def __init__(self, reason: str, detail: str, remedy: str) -> None:
        super().__init__(reason, detail, remedy)
        self.reason = reason
        self.detail = detail
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}; {self.remedy}"


def normalise(text: str) -> str:
    """Text in NFC with newlines as ``\\n`` and without a leading byte order mark."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def text_digest(text: str, blocks: Sequence[Block]) -> str | None:
    """SHA-256 of the body's words: equal for one text in two formats. None for a text without words.

    Case, punctuation, blanks and the marks of list items do not matter, as formats differ in them.
    """
    parts = []
    for block in blocks:
        if block.kind in BODY_KINDS:
            mark = _ITEM_MARK.match(text, block.start, block.end)
            parts.append(text[mark.end() if mark else block.start : block.end])
    words = " ".join(_WORD.findall(" ".join(parts).casefold()))
    return hashlib.sha256(words.encode()).hexdigest() if words else None


def block_faults(text: str, blocks: Sequence[Block]) -> list[str]:
    """Which laws the blocks break: sorted, inside the text, apart, and covering every character that is not blank.

    The bar between the cells of a table row is the one mark that no block covers.
    """
    faults, at = [], 0
    cell_lines = _lines_with_cells(text, blocks)
    for block in [*blocks, Block("end", len(text), len(text))]:
        if block.start < at or block.end < block.start or block.end > len(text):
            faults.append(f"{block.kind} {block.start}..{block.end} overlaps or leaves the text")
        for place in range(at, block.start):
            if not text[place].isspace() and not (text[place] == "|" and place in cell_lines):
                faults.append(f"character {place} ({text[place]!r}) is in no block")
                break
        at = max(at, block.end)
    return faults


def _lines_with_cells(text: str, blocks: Sequence[Block]) -> set[int]:
    places: set[int] = set()
    for block in blocks:
        if block.kind == "table_cell":
            first = text.rfind("\n", 0, block.start) + 1
            last = text.find("\n", block.end)
            places.update(range(first, len(text) if last < 0 else last))
    return places
