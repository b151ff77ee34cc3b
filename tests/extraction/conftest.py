"""Fixtures of the extraction tests: the compiled grammar, and documents made of lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from orchestration.extraction.claims import ClaimGrammar
from orchestration.extraction.document import Block, Document, Stated
from orchestration.extraction.figure import Figure
from orchestration.extraction.reference import Reference

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference.load(SEEDS)


@pytest.fixture(scope="session")
def grammar(reference: Reference) -> ClaimGrammar:
    return ClaimGrammar(reference)


def document_of_lines(
    *lines: str, published_on: date | None = date(2023, 7, 20), publisher: str | None = None
) -> Document:
    """A document of one paragraph a line; "# …" is a heading, "! …" a headline, "~ …" a teaser, "= …" boilerplate."""
    kinds = {"# ": "heading", "! ": "headline", "~ ": "teaser", "= ": "boilerplate"}
    blocks, text = [], ""
    for line in lines:
        kind = kinds.get(line[:2], "paragraph")
        words = line[2:] if line[:2] in kinds else line
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n"
    return Document("doc@1", "1" * 64, text, tuple(blocks), Stated(published_on, "metadata"), publisher)


@pytest.fixture
def read(grammar: ClaimGrammar) -> Callable[..., list[Figure]]:
    """Figures of a document made of the lines."""

    def figures(
        *lines: str, published_on: date | None = date(2023, 7, 20), publisher: str | None = None
    ) -> list[Figure]:
        return grammar.read(document_of_lines(*lines, published_on=published_on, publisher=publisher))[0]

    return figures
