"""The extract function: record batches of documents to record batches of claims.

Here: rows to `Document`, figures to rows, the extractor's version. Not here: how a figure is read (`claims`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from orchestration import schemas
from orchestration.extraction.claims import ClaimGrammar
from orchestration.extraction.context import DocumentDates
from orchestration.extraction.document import BODY, Block, Document, Stated
from orchestration.extraction.figure import Figure, confidence, vintage
from orchestration.extraction.reference import Reference
from orchestration.extraction.relations import Relation, RelationGrammar
from orchestration.extraction.signatures import sketch_passages

Row = dict[str, Any]
_AT_ONCE = 256  # documents whose rows exist in Python at one time: what bounds memory, however many there are


@dataclass(frozen=True)
class Extraction:
    """What came out of a batch of documents. `failures` holds (source_key, reason, detail) of documents that could
    not be read; they have no receipt and no claims."""

    claims: pa.RecordBatch
    relations: pa.RecordBatch
    signatures: pa.RecordBatch
    extractions: pa.RecordBatch
    failures: list[tuple[str, str, str]]


@cache
def _code_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


class Extractor:
    """A compiled grammar. `version` changes with its code and with every table that it reads."""

    def __init__(self, reference: Reference) -> None:
        self.grammar = ClaimGrammar(reference)
        self.relations = RelationGrammar(reference)
        self.version = f"{_code_digest()}.{reference.digest}"

    @classmethod
    def load(cls, seeds: Path) -> Extractor:
        """Compile the grammar from the folder of reference tables; raises `ReferenceError`."""
        return cls(Reference.load(seeds))

    def extract(self, documents: pa.RecordBatch | pa.Table) -> Extraction:
        """Read every document (rows of `schemas.DOCUMENTS`). One that fails is reported and the others go on."""
        failures: list[tuple[str, str, str]] = []
        made: dict[str, list[pa.RecordBatch]] = {name: [] for name in _SCHEMAS}
        for start in range(0, max(1, documents.num_rows), _AT_ONCE):
            rows = self._rows(documents.slice(start, _AT_ONCE).to_pylist(), failures)
            for name, found in rows.items():
                made[name].append(pa.RecordBatch.from_pylist(found, schema=_SCHEMAS[name]))
        return Extraction(**{name: pa.concat_batches(batches) for name, batches in made.items()}, failures=failures)

    def _rows(self, documents: list[Row], failures: list[tuple[str, str, str]]) -> dict[str, list[Row]]:
        """The rows of each kind that the documents give; what failed is added to `failures`."""
        rows: dict[str, list[Row]] = {name: [] for name in _SCHEMAS}
        for row in documents:
            try:
                read = self._read(row)
            except Exception as error:  # one document never stops the others; the failure becomes an outcome row
                failures.append((row["source_key"], "extractor_error", f"{type(error).__name__}: {error}"))
                continue
            for name, found in read.items():
                rows[name].extend(found)
        return rows

    def _read(self, row: Row) -> dict[str, list[Row]]:
        document = document_of(row)
        figures, dates = self.grammar.read(document)
        folded = document.folded
        relations = self.relations.find(figures, folded)
        passages = ((b.start, b.end) for b in document.blocks if b.kind in BODY)
        signatures = list(sketch_passages(folded, passages))
        return {
            "claims": [self._claim(document, figure, dates) for figure in figures],
            "relations": [_relation(document, relation) for relation in relations],
            "signatures": [
                {
                    "source_key": document.source_key,
                    "char_start": s.start,
                    "char_end": s.end,
                    "shingles": s.shingles,
                    "sketch": list(s.sketch),
                }
                for s in signatures
            ],
            "extractions": [self._receipt(row, dates, len(figures), len(relations), len(signatures))],
        }

    def _claim(self, document: Document, figure: Figure, dates: DocumentDates) -> Row:
        number, text = figure.number, document.text
        return {
            "claim_key": claim_key(document, figure),
            "source_key": document.source_key,
            "char_start": number.start,
            "char_end": number.end,
            "quote": text[number.start : number.end],
            "locator": figure.block.locator,
            "block_kind": figure.block.kind,
            "sentence": text[figure.sentence.start : figure.sentence.end],
            "sentence_start": figure.sentence.start,
            "value": number.value,
            "denominator": number.denominator,
            "unit": number.unit,
            "unit_measure": number.unit_measure,
            "decimals": number.decimals,
            "lower_bound": figure.bounds.lower,
            "lower_closed": figure.bounds.lower_closed,
            "upper_bound": figure.bounds.upper,
            "upper_closed": figure.bounds.upper_closed,
            "qualifier": figure.hedge.qualifier,
            "hedge": figure.hedge.words,
            "role": figure.role.role,
            "direction": figure.role.direction,
            "statistic": figure.statistic,
            "comparison_kind": figure.role.comparison_kind,
            "comparison_period": None,
            "status": figure.status,
            "obs_status": figure.obs_status,
            "metric_key": figure.indicator.metric_key,
            "metric_phrase": figure.phrase,
            "metric_basis": figure.indicator.basis,
            "agency_key": figure.agency.agency_key,
            "agency_basis": figure.agency.basis,
            "period_kind": figure.period.kind,
            "period_start": figure.period.first,
            "period_end": figure.period.last,
            "period_basis": figure.period.basis,
            "scope_key": figure.scope_key,
            "vintage_date": vintage(figure, dates),
            "confidence": confidence(figure),
            "witness_group": None,
            "extractor_version": self.version,
        }

    def _receipt(self, row: Row, dates: DocumentDates, claims: int, relations: int, signatures: int) -> Row:
        return {
            **{name: row[name] for name in ("source_key", "sha256", "meta_sha256", "reader_version")},
            "extractor_version": self.version,
            "published_on": dates.calendar.published_on,
            "published_on_basis": dates.published_on_basis,
            "reporting_start": dates.calendar.reporting_start,
            "reporting_end": dates.calendar.reporting_end,
            "claims": claims,
            "relations": relations,
            "signatures": signatures,
        }


_SCHEMAS = {
    "claims": schemas.CLAIMS,
    "relations": schemas.RELATIONS,
    "signatures": schemas.SIGNATURES,
    "extractions": schemas.EXTRACTIONS,
}


def document_of(row: Row) -> Document:
    """A row of `schemas.DOCUMENTS` as the grammar reads it."""
    blocks: Iterable[Row] = row["blocks"]
    return Document(
        source_key=row["source_key"],
        sha256=row["sha256"],
        text=row["text"],
        blocks=tuple(
            Block(
                b["kind"], b["start"], b["end"], b["table"], b["row"], b["column"], bool(b["is_header"]), b["locator"]
            )
            for b in blocks
        ),
        stated=Stated(row["published_on"], row["published_on_basis"], row["reporting_start"], row["reporting_end"]),
        publisher=row["publisher"],
        producer=row["producer"],
    )


def claim_key(document: Document, figure: Figure) -> str:
    """sha256@start: a figure's place in the bytes that stated it."""
    return f"{document.sha256}@{figure.number.start}"


def _relation(document: Document, relation: Relation) -> Row:
    return {
        "claim_key": claim_key(document, relation.figure),
        "relation": relation.kind,
        "related_claim_key": claim_key(document, relation.related),
        "words": relation.words,
        "source_key": document.source_key,
    }
