"""Score the extractor against hand-made truth without a pipeline: read, extract, fill a scratch file.

Here: what the score commands and tests share. Not here: the scorer itself, which lies beside the truth.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, load_markers, read_bytes

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
SEEDS = PROJECT / "dbt_project" / "seeds"


def read_folder(folder: Path) -> pa.Table:
    """Rows of `schemas.DOCUMENTS` for every `.txt` file of a folder, without metadata."""
    markers = load_markers(DEFAULT_MARKERS)
    rows = []
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        rows.append(document_row(path.stem, data, read_bytes("text", data, markers)))
    return pa.Table.from_pylist(rows, schema=schemas.DOCUMENTS)


def document_row(name: str, data: bytes, reading: Any) -> dict[str, Any]:
    """One row of `schemas.DOCUMENTS` from a reading."""
    sha256 = hashlib.sha256(data).hexdigest()
    return {
        "source_key": f"{name}@{sha256[:12]}",
        "document": name,
        "file_name": f"{name}.txt",
        "sha256": sha256,
        "meta_sha256": None,
        "media_type": "text",
        "reader_version": "test",
        "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "kind": reading.kind or "article",
        "title": reading.title,
        "publisher": reading.publisher,
        "producer": None,
        "author": reading.author,
        "published_on": reading.published_on,
        "published_on_basis": reading.published_on_basis,
        "reporting_start": None,
        "reporting_end": None,
        "url": None,
        "source_link": None,
        "is_digest": False,
        "text": reading.text,
        "blocks": [{name: getattr(block, name) for name in schemas.BLOCK.names} for block in reading.blocks],
    }


def claims_file(documents: pa.Table, extractor: Extractor, path: Path) -> None:
    """A DuckDB file with `marts.claims` of the documents' claims."""
    extraction = extractor.extract(documents)
    if extraction.failures:
        raise RuntimeError(f"not extracted: {extraction.failures}")
    claims, docs = pa.table(extraction.claims), documents.select(["source_key", "document"])
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as db:
        db.execute("create schema marts")
        db.register("claims_batch", claims)
        db.register("docs_batch", docs)
        db.execute("create table marts.claims as select * from claims_batch join docs_batch using (source_key)")


def claims_of(warehouse: Path) -> list[dict[str, Any]]:
    """All rows of `marts.claims` of a scratch file."""
    with duckdb.connect(str(warehouse), read_only=True) as db:
        rows: list[dict[str, Any]] = db.execute("select * from marts.claims").to_arrow_table().to_pylist()
    return rows


def score(warehouse: Path, truth: Path, *options: str) -> dict[str, Any]:
    """The figures that the scorer beside the truth gives; what it prints goes to standard output."""
    out = warehouse.with_suffix(".json")
    command = [
        sys.executable,
        str(SHARED / "gold" / "score.py"),
        str(warehouse),
        str(truth),
        "--json",
        str(out),
        *options,
    ]
    print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")
    result: dict[str, Any] = json.loads(out.read_text())
    return result


def score_quietly(warehouse: Path, truth: Path, document: str) -> dict[str, Any]:
    """Score one document against its part of the truth, printing nothing."""
    part = warehouse.with_suffix(".csv")
    lines = truth.read_text(encoding="utf-8").splitlines()
    part.write_text("\n".join([lines[0], *(line for line in lines[1:] if line.startswith(f"{document},"))]) + "\n")
    out = warehouse.with_suffix(".json")
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(warehouse), str(part), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(out.read_text())
    return result
