"""Made-up paragraphs, read as real documents are: parsed, read by the extractor, written for dbt.

Here: the format of `told/*.txt`, and the Parquet files of all its documents. Not here: what the rules must say of them
(`test_paragraphs.py`).

A story is `= name | expectation | rule | figures`, then one or more documents: `@ day | publisher` and their
paragraphs. Figures are quotes as printed, in the order of the text. Every story speaks of a body, a period or an
indicator of its own.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, load_markers, read_bytes
from tests.dbt.builder import PROJECT, START, Inputs, Row

FOLDER = Path(__file__).parent / "told"


@dataclass(frozen=True)
class Article:
    """One document of a story."""

    published_on: dt.date
    publisher: str
    text: str


@dataclass(frozen=True)
class Story:
    """Paragraphs with what is asked of the rules: `quiet`, `agreed` or `flag`."""

    name: str
    expectation: str
    rule: str
    figures: tuple[str, ...]
    articles: tuple[Article, ...]


def load_stories(folder: Path = FOLDER) -> list[Story]:
    """The stories of every file of the folder. Raises `ValueError` for a line that belongs to no story."""
    return [story for path in sorted(folder.glob("*.txt")) for story in _stories(path.read_text(encoding="utf-8"))]


def _stories(text: str) -> list[Story]:
    stories: list[Story] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("= "):
            name, expectation, rule, figures = (part.strip() for part in line[2:].split("|"))
            stories.append(Story(name, expectation, rule, tuple(one.strip() for one in figures.split(";")), ()))
            continue
        if not stories:
            raise ValueError(f"a line before the first story: {line!r}")
        stories[-1] = dataclasses.replace(stories[-1], articles=_with_line(stories[-1].articles, line))
    return stories


def _with_line(articles: tuple[Article, ...], line: str) -> tuple[Article, ...]:
    if line.startswith("@ "):
        day, publisher = (part.strip() for part in line[2:].split("|"))
        return (*articles, Article(dt.date.fromisoformat(day), publisher, ""))
    last = articles[-1]
    return (*articles[:-1], dataclasses.replace(last, text=last.text + line + "\n"))


@cache
def extractor() -> Extractor:
    """The grammar of the project's own tables, compiled once."""
    return Extractor.load(PROJECT / "seeds")


def read(stories: list[Story]) -> Inputs:
    """Documents named `story-0`, `story-1`, …, with the claims and relations that the extractor reads in them."""
    inputs, markers = Inputs(), load_markers(DEFAULT_MARKERS)
    for story in stories:
        for number, article in enumerate(story.articles):
            data = article.text.encode()
            reading = read_bytes("text", data, markers)
            row = inputs.document(
                f"{story.name}-{number}",
                age=number,
                content=f"{story.name}-{number}",
                published_on=article.published_on,
                publisher=article.publisher,
                text=reading.text,
                blocks=[{name: getattr(block, name) for name in schemas.BLOCK.names} for block in reading.blocks],
                text_sha256=hashlib.sha256(data).hexdigest(),
            )
            row["first_seen_at"] = START + dt.timedelta(hours=number)
    _extract(inputs)
    return inputs


def _extract(inputs: Inputs) -> None:
    documents = pa.Table.from_pylist(
        [{name: row.get(name) for name in schemas.DOCUMENTS.names} for row in inputs.documents],
        schema=schemas.DOCUMENTS,
    )
    extraction = extractor().extract(documents)
    if extraction.failures:
        raise RuntimeError(f"not extracted: {extraction.failures}")
    inputs.claims.extend(extraction.claims.to_pylist())
    inputs.relations.extend(extraction.relations.to_pylist())
    inputs.signatures.extend(extraction.signatures.to_pylist())


def claims_of(inputs: Inputs, story: Story) -> dict[str, Row]:
    """The claims of the story's figures, by quote and place; raises `LookupError` for a figure that was not read."""
    sources = [row["source_key"] for row in inputs.documents if row["document"].rsplit("-", 1)[0] == story.name]
    rows = [row for row in inputs.claims if row["source_key"] in sources]
    rows.sort(key=lambda row: (sources.index(row["source_key"]), row["char_start"]))
    found: dict[str, Row] = {}
    for quote in story.figures:
        digits = quote.split(" ")[-1] if quote.startswith(("hơn ", "gần ")) else quote
        same = [row for row in rows if row["claim_key"] not in found and _is_print(row["quote"], digits)]
        if not same:
            raise LookupError(f"{story.name}: {quote} was not read; read were {[row['quote'] for row in rows]}")
        found[same[0]["claim_key"]] = same[0]
    return found


def _is_print(quote: str, wanted: str) -> bool:
    """Whether a claim's quote is the wanted figure: units such as "hồ sơ" are no part of a quote."""
    return wanted == quote or wanted.startswith(quote + " ")
