"""Whole documents, figure by figure: what the rules of the grammar give together.

Here: texts written for these tests, each with the table of its figures. Not here: single rules (the other modules).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from orchestration import explain_doc
from orchestration.extraction.claims import ClaimGrammar
from orchestration.extraction.document import Block, Document, Stated
from orchestration.extraction.figure import Figure

INVENTED = Path(__file__).parent / "invented"
DOCUMENTS = sorted(path for path in INVENTED.iterdir() if path.suffix in {".txt", ".html"})


def figures_of(path: Path, grammar: ClaimGrammar) -> dict[int, dict[str, str]]:
    """The figures of a document by their place, each as a row of the tables."""
    markers = explain_doc.load_markers(explain_doc.DEFAULT_MARKERS)
    read = explain_doc.read_bytes(explain_doc.MEDIA_TYPES[path.suffix], path.read_bytes(), markers)
    blocks = tuple(
        Block(b.kind, b.start, b.end, b.table, b.row, b.column, bool(b.is_header), b.locator) for b in read.blocks
    )
    stated = Stated(read.published_on, read.published_on_basis)
    figures, _ = grammar.read(Document(path.stem, "", read.text, blocks, stated, read.publisher))
    return {figure.number.start: as_row(figure, read.text) for figure in figures}


def as_row(figure: Figure, text: str) -> dict[str, str]:
    period = figure.period
    return {
        "char_start": str(figure.number.start),
        "quote": text[figure.number.start : figure.number.end],
        "unit": figure.number.unit,
        "qualifier": figure.hedge.qualifier,
        "role": figure.role.role,
        "status": figure.status,
        "statistic": figure.statistic,
        "agency_key": figure.agency.agency_key,
        "period_kind": period.kind,
        "period_start": str(period.first),
        "period_end": str(period.last),
        "metric_key": figure.indicator.metric_key,
        "scope_key": figure.scope_key,
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_figure_is_read_as_its_table_tells(path: Path, grammar: ClaimGrammar) -> None:
    with path.with_suffix(".csv").open(encoding="utf-8") as stream:
        told = list(csv.DictReader(stream))
    found = figures_of(path, grammar)
    assert len(told) > 20
    assert [found.get(int(row["char_start"])) for row in told] == told
