"""A small closed database that keeps the contract, made by hand: what tests of publication break, piece by piece."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from orchestration.publishing import build, integrity, versions
from orchestration.publishing.build import Inputs
from orchestration.publishing.versions import BuildRecord, Version

TEXT = "Tỷ lệ đạt 31,16%."
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)
VERSIONS = {"schema": "1", "reader": "r", "extractor": "x"}

_TYPES = {
    "char_start": "integer",
    "char_end": "integer",
    "is_current": "boolean",
    "claim_keys": "varchar[]",
    "claims": "bigint",
    "documents": "bigint",
    "imbalance": "decimal(38, 10)",
    "value": "decimal(38, 10)",
}


def inputs(documents: int = 1, claims: int = 2, word: str = "one") -> Inputs:
    """Inputs as if gathered; `word` makes them different from others."""
    counts = dict.fromkeys(build.INPUT_SETS, 0) | {"documents": documents, "claims": claims}
    return Inputs(input_hash=word.encode().hex().ljust(64, "0"), seeds_hash="s", counts=counts)


def fill(path: Path, record: BuildRecord) -> None:
    """A database of one document with two claims, one observation and one finding."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        for table, columns in integrity.CONTRACT.items():
            typed = ", ".join(f'"{one}" {_TYPES.get(one, "varchar")}' for one in sorted(columns)) or "note varchar"
            connection.execute(f"create table marts.{table} ({typed})")
        for dimension, key in (
            ("dim_metric", "metric_key"),
            ("dim_agency", "agency_version_key"),
            ("dim_period", "period_key"),
            ("dim_source", "source_key"),
            ("dim_scope", "scope_key"),
        ):
            connection.execute(f"insert into marts.{dimension} ({key}) values ('k')")
        connection.execute("insert into marts.source_texts (source_key, text) values ('k', ?)", [TEXT])
        start = TEXT.index("31")
        for name, rank in (("a", "preferred"), ("b", "normal")):
            connection.execute(
                "insert into marts.fct_claim (claim_key, metric_key, agency_version_key, period_key, source_key, "
                "scope_key, observation_key, quote, char_start, char_end, rank, is_current) "
                "values (?, 'k', 'k', 'k', 'k', 'k', 'o', '31,16%', ?, ?, ?, true)",
                [name, start, start + 6, rank],
            )
        connection.execute("insert into marts.claims (claim_key) values ('a'), ('b')")
        connection.execute("insert into marts.fct_observation (observation_key, claim_key) values ('o', 'a')")
        connection.execute(
            "insert into marts.fct_finding (finding_key, rule, severity, claim_keys, state) "
            "values ('f', 'r', 'warning', ['a', 'b'], 'open')"
        )
        connection.execute("insert into marts.fct_claim_relation values ('a', 'b', 'repeats', null)")
        connection.execute(
            "insert into marts.build (build_id, input_hash, claims, documents) values (?, ?, ?, ?)",
            [record.build_id, record.input_hash, record.claims, record.documents],
        )


def make_candidate(warehouse: Path, word: str = "one", statements: tuple[str, ...] = ()) -> Version:
    """A complete build that waits for publication, changed by SQL statements before it was closed."""
    later = len(versions.published_versions(warehouse))
    version, record = build.begin(warehouse, inputs(word=word), VERSIONS, "code", NOON + timedelta(minutes=later))
    fill(version.database, record)
    if statements:
        with duckdb.connect(str(version.database)) as connection:
            for statement in statements:
                connection.execute(statement)
    build.complete(version, record)
    return version


def read_json(path: Path) -> dict[str, object]:
    """A JSON object."""
    value = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value
