"""What extraction knows of a document: text, blocks, what is stated of it.

Here: data. Not here: how bytes became text, and what is read out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from orchestration.extraction.record import record
from orchestration.extraction.text import fold

#: Kinds of blocks that hold an article's own words.
BODY = frozenset({"headline", "lead", "heading", "paragraph", "list_item", "caption", "table_cell"})
#: Kinds that repeat figures of the body.
REPEATING = frozenset({"headline", "lead", "heading", "caption"})


@record(frozen=True, slots=True)
class Block:
    """A stretch of the text and its kind; place in its table for a cell."""

    kind: str
    start: int
    end: int
    table: int | None = None
    row: int | None = None
    column: int | None = None
    is_header: bool = False
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known of a document before it is read: from the metadata file, the markup or the date line."""

    published_on: date | None = None
    published_on_basis: str | None = None
    reporting_start: date | None = None
    reporting_end: date | None = None


@dataclass(frozen=True)
class Document:
    """A document as the grammar reads it. Blocks are in order and do not overlap."""

    source_key: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    stated: Stated = Stated()
    publisher: str | None = None
    producer: str | None = None

    @cached_property
    def folded(self) -> str:
        """The text as the rules match it, made once."""
        return fold(self.text)
