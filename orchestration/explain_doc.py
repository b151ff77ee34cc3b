"""What a document says, sentence by sentence, and which rule read it: for people who check or extend the grammar.

Here: reading one file without any warehouse, and printing every sentence with its figures and the rule or table row
behind each column. Not here: reading and rules themselves.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from orchestration.extraction.claims import ClaimGrammar
from orchestration.extraction.document import Block, Document, Stated
from orchestration.extraction.figure import Figure, confidence
from orchestration.extraction.reference import Reference
from orchestration.landing import DEFAULT_MARKERS, ReadError, load_markers, read_bytes
from orchestration.landing.inbox import MEDIA_TYPES

_BESIDE = 4  # figures whose columns stand beside each other
SEEDS = Path(__file__).parents[1] / "dbt_project" / "seeds"


def explain_document(path: Path, console: Console) -> int:
    """Print the document's dates, then each sentence that holds figures. Returns an exit code."""
    media_type = MEDIA_TYPES.get(path.suffix.casefold())
    if media_type is None:
        console.print(f"{path}: no reader for this kind of file")
        return 1
    try:
        reading = read_bytes(media_type, path.read_bytes(), load_markers(DEFAULT_MARKERS))
    except (OSError, ReadError) as error:
        console.print(f"{path}: {error}")
        return 1
    blocks = tuple(
        Block(b.kind, b.start, b.end, b.table, b.row, b.column, bool(b.is_header), b.locator) for b in reading.blocks
    )
    stated = Stated(reading.published_on, reading.published_on_basis)
    document = Document(path.stem, "", reading.text, blocks, stated, reading.publisher)
    figures, dates = ClaimGrammar(Reference.load(SEEDS)).read(document)
    known = dates.calendar
    console.print(f"{reading.title or path.name}")
    console.print(f"published {known.published_on} ({dates.published_on_basis}), ", end="")
    console.print(f"reports on {known.reporting_start} to {known.reporting_end}; {len(figures)} figures\n")
    for sentence, group in groupby(figures, key=lambda figure: figure.sentence):
        found = list(group)
        console.print(_marked(reading.text, sentence.start, sentence.end, found))
        for at in range(0, len(found), _BESIDE):
            console.print(_table(reading.text, found[at : at + _BESIDE]))
    return 0


def _marked(text: str, start: int, end: int, figures: list[Figure]) -> Text:
    marked = Text(text[start:end].replace("\n", " "))
    for figure in figures:
        marked.stylize("bold reverse", figure.number.start - start, figure.number.end - start)
    return marked


def _table(text: str, figures: list[Figure]) -> Table:
    """A column a figure, a row a column of the claim with what decided it."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("")
    for figure in figures:
        table.add_column(text[figure.number.start : figure.number.end])
    rows = [_rows(figure) for figure in figures]
    for name in rows[0]:
        table.add_row(name, *(row[name] for row in rows))
    return table


def _rows(figure: Figure) -> dict[str, str]:
    number, bounds = figure.number, figure.bounds
    left, right = "[" if bounds.lower_closed else "(", "]" if bounds.upper_closed else ")"
    return {
        "value": f"{number.value:f}"
        + (f" of {number.denominator:f}" if number.denominator else "")
        + f" {number.unit}",
        "hedge": f"{figure.hedge.qualifier}" + (f" ({figure.hedge.words})" if figure.hedge.words else ""),
        "interval": f"\\{left}{_end(bounds.lower)}, {_end(bounds.upper)}{right}",
        "role": f"{figure.role.role}, {figure.status}, {figure.statistic}"
        + (f" ({figure.role.cue})" if figure.role.cue else ""),
        "indicator": f"{figure.indicator.metric_key}\n({figure.indicator.basis or 'open key'})",
        "phrase": figure.phrase,
        "body": f"{figure.agency.agency_key}\n({figure.agency.basis})",
        "period": f"{figure.period.kind} {figure.period.first} to {figure.period.last}\n({figure.period.basis})",
        "scope": figure.scope_key,
        "confidence": confidence(figure),
    }


def _end(value: object) -> str:
    return "-" if value is None else f"{value:f}"
