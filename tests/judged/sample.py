"""A fixed sample of the claims over a corpus, and the sheet that says which of them are figures.

Here: which claims are drawn, and how a sheet is compared with them. Not here: what a figure is (`docs/claims.md`).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, load_markers, read_bytes
from tests.gold.harness import SEEDS, SHARED, document_row

CORPUS = SHARED / "corpus" / "news-5000.parquet"
SHEET = Path(__file__).parent / "claims.csv"
SEED, SIZE = "judged-3", 500
_BATCH = 250  # documents


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: document, offset and length of the figure in its normalised text."""

    document: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim of the sample with what a judge needs to see."""

    place: Place
    quote: str
    sentence: str
    at: int  # of the quote in the sentence
    unit: str
    role: str
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A row of the sheet."""

    place: Place
    is_figure: bool
    error: str
    reason: str
    misread: str


@dataclass(frozen=True, slots=True)
class Score:
    """The sample beside the sheet. `lost` are places that were judged figures and are no longer claimed."""

    figures: int
    others: list[Verdict]
    unjudged: list[Drawn]
    lost: list[Verdict]

    @property
    def share(self) -> float:
        """Non-figures among the judged claims of the sample."""
        judged = self.figures + len(self.others)
        return len(self.others) / judged if judged else 0.0


def corpus_claims(path: Path = CORPUS, documents: frozenset[str] | None = None) -> Iterator[Drawn]:
    """Every claim over the corpus, or over the named documents of it."""
    extractor, markers = Extractor.load(SEEDS), load_markers(DEFAULT_MARKERS)
    held = pl.read_parquet(path)
    if documents is not None:
        held = held.filter(pl.col("doc").is_in(sorted(documents)))
    for batch in held.iter_slices(_BATCH):
        rows = [
            document_row(row["doc"], row["text"].encode(), read_bytes("text", row["text"].encode(), markers))
            for row in batch.iter_rows(named=True)
        ]
        names = {row["source_key"]: row["document"] for row in rows}
        extraction = extractor.extract(pa.Table.from_pylist(rows, schema=schemas.DOCUMENTS))
        if extraction.failures:
            raise RuntimeError(f"{path}: not extracted: {extraction.failures}")
        for claim in extraction.claims.to_pylist():
            yield _drawn(claim, names[claim["source_key"]])


def _drawn(claim: dict[str, Any], document: str) -> Drawn:
    place = Place(document, claim["char_start"], claim["char_end"] - claim["char_start"])
    at = claim["char_start"] - claim["sentence_start"]
    return Drawn(place, claim["quote"], claim["sentence"], at, claim["unit"], claim["role"], claim["status"])


def order(seed: str, place: Place) -> str:
    """By what a sample is drawn: a hash of seed and place, so that other claims coming or going move nothing."""
    return hashlib.sha256(f"{seed}:{place.document}:{place.start}".encode()).hexdigest()


def draw(claims: Iterable[Drawn], size: int = SIZE, seed: str = SEED) -> list[Drawn]:
    """The claims with the smallest hashes, in that order."""
    return sorted(claims, key=lambda claim: order(seed, claim.place))[:size]


def covered(places: Iterable[Place]) -> set[tuple[str, int]]:
    """Every (document, offset) that a claim covers: the end of a range is claimed where the range is."""
    return {(place.document, at) for place in places for at in range(place.start, place.start + place.length)}


def read_sheet(path: Path = SHEET) -> dict[Place, Verdict]:
    """The verdicts by place; raises `ValueError` for a row that is no verdict."""
    verdicts = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if row["is_figure"] not in {"true", "false"} or (row["is_figure"] == "true") == bool(row["error"]):
                raise ValueError(f"{path}, row {number}: is_figure is true or false, and false has a kind of error")
            place = Place(row["document"], int(row["start"]), int(row["length"]))
            if place in verdicts:
                raise ValueError(f"{path}, row {number}: judged twice; delete one row")
            verdicts[place] = Verdict(place, row["is_figure"] == "true", row["error"], row["reason"], row["misread"])
    return verdicts


def compare(claims: list[Drawn], sheet: dict[Place, Verdict], size: int = SIZE, seed: str = SEED) -> Score:
    """The sample of these claims beside the sheet. A place is the same where document and offset are."""
    verdicts = {(place.document, place.start): verdict for place, verdict in sheet.items()}
    sample = draw(claims, size, seed)
    found = [verdicts.get((claim.place.document, claim.place.start)) for claim in sample]
    known = covered(claim.place for claim in claims)
    judged = [verdict for verdict in found if verdict is not None]
    return Score(
        figures=sum(verdict.is_figure for verdict in judged),
        others=[verdict for verdict in judged if not verdict.is_figure],
        unjudged=[claim for claim, verdict in zip(sample, found, strict=True) if verdict is None],
        lost=[verdict for key, verdict in sorted(verdicts.items()) if verdict.is_figure and key not in known],
    )
