"""How long dbt builds over many claims take, and how that grows.

Here: generated claims, relations and documents as Parquet, one dbt build of each size in a process of its own, its time
and its largest memory. Not here: extraction, and checks of what the build holds (the tests).

Usage: python -m benchmarks.build [--claims 1000000]. A tenth of the size is built first. One in twenty claims
contradicts another. Ends with 1 when the limits (60 s and 4 GiB on two cores) are not held.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from orchestration import schemas
from orchestration.paths import REPOSITORY

SECONDS = 60.0
MEMORY = 4 * 1024**3
CLAIMS_PER_DOCUMENT = 200
_PROJECT = REPOSITORY / "dbt_project"
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_METRICS = ("dossiers_received_count", "online_dossiers_count", "dossiers_late_count", "legal_documents_issued_count")
_PUBLISHERS = ("Chính phủ", "Bộ Nội vụ", "Tuổi Trẻ", "Thanh Niên", "VnExpress", "Báo Nhân Dân", "Báo Đắk Lắk", None)


def _write(path: Path, schema: pa.Schema, columns: dict[str, list[object]], rows: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = [pa.array(columns.get(field.name, [None] * rows), field.type) for field in schema]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path)


def generate(warehouse: Path, claims: int, seed: int = 7) -> None:
    """Parquet files of a warehouse: groups of five claims about one thing; a quarter of them hold one that differs."""
    chance = random.Random(seed)
    documents = max(10, claims // CLAIMS_PER_DOCUMENT)
    shas = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(documents)]
    names = [f"document-{number:06d}" for number in range(documents)]
    sources = [f"{name}@{sha[:12]}" for name, sha in zip(names, shas, strict=True)]
    texts, columns, relations = _claims(chance, claims, shas, sources)
    seen = [_FIRST + timedelta(minutes=number) for number in range(documents)]
    counts = [0] * documents
    ties = [0] * documents
    by_source = {source: number for number, source in enumerate(sources)}
    for source in columns["source_key"]:
        counts[by_source[str(source)]] += 1
    for source in relations["source_key"]:
        ties[by_source[str(source)]] += 1
    shared: dict[str, list[object]] = {
        "source_key": list(sources),
        "document": list(names),
        "file_name": [f"{name}.txt" for name in names],
        "sha256": list(shas),
        "media_type": ["text"] * documents,
        "reader_version": ["1"] * documents,
        "first_seen_at": list(seen),
        "kind": ["article"] * documents,
        "publisher": [chance.choice(_PUBLISHERS) for _ in names],
        "published_on": [date(2024, 2, 1) + timedelta(days=number % 20) for number in range(documents)],
        "published_on_basis": ["metadata"] * documents,
        "is_digest": [False] * documents,
        "text": list(texts),
        "blocks": [[] for _ in names],
        "seen_at": list(seen),
        "run_id": ["run"] * documents,
        "bytes": [1] * documents,
        "stage": ["land"] * documents,
        "status": ["ok"] * documents,
        "attempted_at": list(seen),
        "extractor_version": ["1"] * documents,
        "claims": list(counts),
        "relations": list(ties),
        "signatures": [0] * documents,
    }
    month = "month=2024-01/part.parquet"
    for name, schema in (("documents", schemas.DOCUMENTS), ("extractions", schemas.EXTRACTIONS)):
        _write(warehouse / "claims" / name / month, schema, shared, documents)
    _write(warehouse / "claims" / "claims" / month, schemas.CLAIMS, columns, claims)
    _write(warehouse / "claims" / "relations" / month, schemas.RELATIONS, relations, len(relations["source_key"]))
    _write(warehouse / "claims" / "signatures" / month, schemas.SIGNATURES, {}, 0)
    _write(warehouse / "store" / "sightings" / "0.parquet", schemas.SIGHTINGS, shared, documents)
    _write(warehouse / "store" / "outcomes" / "0.parquet", schemas.OUTCOMES, shared, documents)
    build: dict[str, list[object]] = {
        "build_id": ["benchmark"],
        "built_at": [_FIRST],
        "documents": [documents],
        "claims": [claims],
        "relations": [len(relations["source_key"])],
        "sightings": [documents],
        "outcomes": [documents],
    }
    build |= {
        name: ["1"] for name in ("code_version", "schema_version", "extractor_version", "input_hash", "seeds_hash")
    }
    _write(warehouse / "building" / "build.parquet", schemas.BUILD, build, 1)


def _claims(
    chance: random.Random, claims: int, shas: list[str], sources: list[str]
) -> tuple[list[str], dict[str, list[object]], dict[str, list[object]]]:
    documents = len(sources)
    parts: list[list[str]] = [[] for _ in sources]
    ends = [0] * documents
    columns: dict[str, list[object]] = {field.name: [] for field in schemas.CLAIMS}
    relations: dict[str, list[object]] = {field.name: [] for field in schemas.RELATIONS}
    value = 0
    group = -1
    for number in range(claims):
        if number % 5 == 0:
            group += 1
            value = chance.randint(1000, 9_000_000)
        differs = number % 20 == 19
        shown = value + 1 + chance.randint(0, 500) if differs else value
        at = (number * 7919) % documents
        quote = str(shown)
        sentence = f"Trong kỳ đã tiếp nhận {quote} hồ sơ của người dân."
        start = ends[at] + sentence.index(quote)
        key = f"{shas[at]}@{start}"
        row = {
            "claim_key": key,
            "source_key": sources[at],
            "char_start": start,
            "char_end": start + len(quote),
            "quote": quote,
            "block_kind": "paragraph",
            "sentence": sentence,
            "sentence_start": ends[at],
            "value": Decimal(shown),
            "unit": "count",
            "decimals": 0,
            "lower_bound": Decimal(shown),
            "lower_closed": True,
            "upper_bound": Decimal(shown),
            "upper_closed": True,
            "qualifier": "exact",
            "role": "level",
            "statistic": "value",
            "status": "actual",
            "metric_key": _METRICS[group % len(_METRICS)],
            "metric_phrase": "hồ sơ của người dân",
            "agency_key": "vn",
            "agency_basis": "default",
            "period_kind": "flow",
            "period_start": date(2023, 1, 1),
            "period_end": date(2023, 6, 30),
            "period_basis": "own words",
            "scope_key": f"unit=group_{group:06d}",
            "confidence": "sure",
            "extractor_version": "1",
        }
        for name, held in columns.items():
            held.append(row.get(name))
        if number % 50 == 0 and parts[at]:
            before = f"{shas[at]}@{ends[at] - len(parts[at][-1]) - 1 + parts[at][-1].index('nhận ') + 5}"
            tie = {"claim_key": key, "relation": "part_of", "related_claim_key": before, "words": "trong đó"}
            for name, held in relations.items():
                held.append({**tie, "source_key": sources[at]}[name])
        parts[at].append(sentence)
        ends[at] += len(sentence) + 1
    return ["\n".join(one) for one in parts], columns, relations


def build(warehouse: Path) -> tuple[float, int]:
    """Seconds and the largest memory, in bytes, of one dbt build with all its tests. Raises when dbt fails."""
    dbt = Path(sys.executable).parent / "dbt"
    environment = {
        **os.environ,
        "CCHC_WAREHOUSE_DIR": str(warehouse),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_TARGET_PATH": str(warehouse / "target"),
        "DBT_LOG_PATH": str(warehouse / "logs"),
    }
    folders = ["--project-dir", str(_PROJECT), "--profiles-dir", str(_PROJECT)]
    subprocess.run([dbt, "--quiet", "parse", *folders], env=environment, check=True)
    began = time.monotonic()
    subprocess.run([dbt, "--quiet", "build", *folders], env=environment, check=True)
    return time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def slowest(warehouse: Path, shown: int = 12) -> str:
    """The nodes that took longest, from dbt's own account."""
    found = pl.read_json(warehouse / "target" / "run_results.json").select(pl.col("results").explode())
    table = found.unnest("results").select("unique_id", "execution_time").sort("execution_time", descending=True)
    return ", ".join(f"{name.split('.')[2]} {seconds:.1f} s" for name, seconds in table.head(shown).iter_rows())


def main() -> int:
    """Build a tenth, then all; print both and the growth."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    most = parser.parse_args().claims
    times = []
    memory = 0
    for claims in (most // 10, most):
        with tempfile.TemporaryDirectory(prefix="bench-build-") as folder:
            warehouse = Path(folder)
            generate(warehouse, claims)
            seconds, memory = build(warehouse)
            size = (warehouse / "building" / "cchc.duckdb").stat().st_size
            print(f"{claims:>9,} claims: {seconds:6.1f} s, {memory / 1024**3:.2f} GiB, file {size / 1024**2:.0f} MiB")
            print(f"          {slowest(warehouse)}", flush=True)
            times.append(seconds)
    print(f"ten times the claims take {times[1] / times[0]:.1f} times as long")
    held = times[1] <= SECONDS and memory <= MEMORY
    print("within" if held else "OVER", f"the limits of {SECONDS:.0f} s and {MEMORY / 1024**3:.0f} GiB")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
