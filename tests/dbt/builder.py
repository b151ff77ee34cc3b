"""Makes the Parquet files that dbt reads, and runs dbt on them.

Here: documents and claims with defaults, written with the project's own schemas, and an in-process dbt. Not here:
what the marts must hold (the test modules), and any reading or extracting of real documents.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration import schemas
from orchestration.extraction.signatures import sketch_passages

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ROOT / "dbt_project"
START = dt.datetime(2023, 8, 1, tzinfo=dt.UTC)

Row = dict[str, Any]


def fill(schema: pa.Schema, row: Row) -> Row:
    """The row with NULL in every column that it does not name; an unknown name is an error of the test."""
    unknown = set(row) - set(schema.names)
    if unknown:
        raise KeyError(f"no such columns: {sorted(unknown)}")
    return {name: row.get(name) for name in schema.names}


def write(path: Path, schema: pa.Schema, rows: Sequence[Row]) -> None:
    """Rows as one Parquet file; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist([fill(schema, row) for row in rows], schema=schema), path)


def interval(value: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """Half a unit of the last printed place to either side."""
    half = Decimal(5).scaleb(-decimals - 1)
    return value - half, value + half


@dataclass
class Inputs:
    """What one warehouse is built of. Documents carry no text of their own: each claim brings its sentence."""

    documents: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    sightings: list[Row] = field(default_factory=list)
    outcomes: list[Row] = field(default_factory=list)
    signatures: list[Row] = field(default_factory=list)

    def document(self, name: str, *, age: int = 0, **columns: Any) -> Row:
        """A snapshot; `age` counts hours after the first landing. `content` tells snapshots of one name apart."""
        content = columns.pop("content", name)
        digest = hashlib.sha256(str(content).encode()).hexdigest()
        seen = START + dt.timedelta(hours=age)
        row = {
            "source_key": f"{name}@{digest[:12]}",
            "document": name,
            "file_name": f"{name}.txt",
            "sha256": digest,
            "media_type": "text",
            "reader_version": "1",
            "first_seen_at": seen,
            "kind": "article",
            "published_on": dt.date(2023, 7, 20),
            "published_on_basis": "metadata",
            "is_digest": False,
            "text": "",
            "blocks": [],
            **columns,
        }
        self.documents.append(row)
        self.sightings.append(
            {
                "file_name": row["file_name"],
                "document": name,
                "sha256": digest,
                "media_type": "text",
                "bytes": 1,
                "seen_at": seen,
                "run_id": "run",
            }
        )
        self.outcomes.append(
            {
                "file_name": row["file_name"],
                "document": name,
                "sha256": digest,
                "stage": "land",
                "status": "ok",
                "bytes": 1,
                "seconds": 0.5,
                "attempted_at": seen,
                "run_id": "run",
            }
        )
        return row

    def claim(self, document: Row, value: str | Decimal = "31.16", **columns: Any) -> Row:
        """A claim at the end of the document's text, which grows by its quote."""
        number = Decimal(value)
        decimals = columns.pop("decimals", max(0, -int(number.as_tuple().exponent)))
        lower, upper = interval(number, decimals)
        quote = columns.pop("quote", str(value).replace(".", ",") + "%")
        lead, tail = columns.pop("lead", "Tỷ lệ đạt "), columns.pop("tail", ".")
        start = len(document["text"]) + len(lead)
        document["text"] += f"{lead}{quote}{tail}\n"
        row = {
            "claim_key": f"{document['sha256']}@{start}",
            "source_key": document["source_key"],
            "char_start": start,
            "char_end": start + len(quote),
            "quote": quote,
            "block_kind": "paragraph",
            "sentence": f"{lead}{quote}{tail}",
            "sentence_start": start - len(lead),
            "value": number,
            "unit": "percent",
            "decimals": decimals,
            "lower_bound": lower,
            "lower_closed": True,
            "upper_bound": upper,
            "upper_closed": False,
            "qualifier": "exact",
            "role": "level",
            "statistic": "value",
            "status": "actual",
            "metric_key": "results_issued_electronically_share",
            "metric_phrase": "cấp kết quả điện tử",
            "agency_key": "vn",
            "agency_basis": "default",
            "period_kind": "stock",
            "period_start": dt.date(2023, 6, 30),
            "period_end": dt.date(2023, 6, 30),
            "period_basis": "own words",
            "scope_key": "_T",
            "confidence": "sure",
            "extractor_version": "1",
            **columns,
        }
        self.claims.append(row)
        return row

    def sentence(self, document: Row, words: str, *figures: Row) -> list[Row]:
        """Claims of one sentence: each `{}` of the words takes the quote of a figure, which is a claim's columns."""
        pieces = words.split("{}")
        text, starts = pieces[0], []
        for figure, piece in zip(figures, pieces[1:], strict=True):
            starts.append(len(text))
            text += figure["quote"] + piece
        begin = len(document["text"])
        document["text"] += text + "\n"
        rows = []
        for figure, start in zip(figures, starts, strict=True):
            row = self.claim({**document, "text": ""}, figure.pop("value"), **figure)
            row.update(
                claim_key=f"{document['sha256']}@{begin + start}",
                char_start=begin + start,
                char_end=begin + start + len(row["quote"]),
                sentence=text,
                sentence_start=begin,
            )
            rows.append(row)
        return rows

    def tie(self, claim: Row, relation: str, related: Row, words: str = "") -> None:
        """`claim` is `relation` of `related`."""
        self.relations.append(
            {
                "claim_key": claim["claim_key"],
                "relation": relation,
                "related_claim_key": related["claim_key"],
                "words": words,
                "source_key": claim["source_key"],
            }
        )

    def passage(self, document: Row, words: str, value: str | Decimal, **columns: Any) -> Row:
        """A claim in a longer passage, with the passage's sketch as the extractor makes it; `words` hold a `{}`."""
        lead, tail = words.split("{}")
        start = len(document["text"])
        claim = self.claim(document, value, lead=lead, tail=tail, **columns)
        end = len(document["text"]) - 1
        for one in sketch_passages(document["text"].lower(), iter([(start, end)])):
            self.signatures.append(
                {
                    "source_key": document["source_key"],
                    "char_start": one.start,
                    "char_end": one.end,
                    "shingles": one.shingles,
                    "sketch": list(one.sketch),
                }
            )
        return claim

    def save(self, warehouse: Path) -> Path:
        """All files of the warehouse, ready for `dbt build`; the folders' empty parts are always there."""
        relations_of, claims_of, signatures_of = (
            Counter(row["source_key"] for row in rows) for rows in (self.relations, self.claims, self.signatures)
        )
        extractions = [
            {
                "source_key": row["source_key"],
                "sha256": row["sha256"],
                "reader_version": "1",
                "extractor_version": "1",
                "published_on": row["published_on"],
                "published_on_basis": row["published_on_basis"],
                "claims": claims_of[row["source_key"]],
                "relations": relations_of[row["source_key"]],
                "signatures": signatures_of[row["source_key"]],
            }
            for row in self.documents
        ]
        parts: dict[str, tuple[pa.Schema, list[Row]]] = {
            "documents": (schemas.DOCUMENTS, self.documents),
            "claims": (schemas.CLAIMS, self.claims),
            "relations": (schemas.RELATIONS, self.relations),
            "signatures": (schemas.SIGNATURES, self.signatures),
            "extractions": (schemas.EXTRACTIONS, extractions),
        }
        for name, (schema, rows) in parts.items():
            write(warehouse / "claims" / name / "month=empty" / "part.parquet", schema, [])
            write(warehouse / "claims" / name / "month=2023-08" / "part.parquet", schema, rows)
        write(warehouse / "store" / "sightings" / "0.parquet", schemas.SIGHTINGS, self.sightings)
        write(warehouse / "store" / "outcomes" / "0.parquet", schemas.OUTCOMES, self.outcomes)
        build = {
            "build_id": "20230801-000000",
            "built_at": START,
            "code_version": "test",
            "schema_version": schemas.SCHEMA_VERSION,
            "extractor_version": "1",
            "input_hash": "0",
            "seeds_hash": "0",
            "documents": len(self.documents),
            "claims": len(self.claims),
            "relations": len(self.relations),
            "sightings": len(self.sightings),
            "outcomes": len(self.outcomes),
        }
        write(warehouse / "building" / "build.parquet", schemas.BUILD, [build])
        return warehouse
