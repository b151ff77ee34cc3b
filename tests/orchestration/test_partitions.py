"""Months of Parquet: replaced whole, read back, and made again when they are of no use."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration import partitions
from orchestration.parquet import read_tables
from orchestration.schemas import OUTCOMES, RELATIONS


def relation(key: str) -> dict[str, str | None]:
    return {"claim_key": key, "relation": "repeats", "related_claim_key": "z", "words": None, "source_key": "s"}


def table(*keys: str) -> pa.Table:
    return pa.Table.from_pylist([relation(key) for key in keys], schema=RELATIONS)


def test_months_are_those_of_utc() -> None:
    assert partitions.month_of(datetime.fromisoformat("2026-02-01T02:00:00+07:00")) == "2026-01"
    assert partitions.month_of(datetime(2026, 2, 1, tzinfo=UTC)) == "2026-02"


def test_a_month_is_written_sorted_and_read_back(tmp_path: Path) -> None:
    partitions.write_month(tmp_path, "relations", "2026-01", table("b", "a"), ["claim_key"])
    assert partitions.read_month(tmp_path, "relations", "2026-01") == table("a", "b")
    assert partitions.months(tmp_path, "relations") == ["2026-01"]
    assert partitions.read_month(tmp_path, "relations", "2026-02").num_rows == 0


def test_a_month_without_rows_has_no_file(tmp_path: Path) -> None:
    partitions.write_month(tmp_path, "relations", "2026-01", table("a"), ["claim_key"])
    partitions.write_month(tmp_path, "relations", "2026-01", table(), ["claim_key"])
    assert partitions.months(tmp_path, "relations") == []


def test_a_file_of_another_schema_or_a_broken_one_is_dropped(tmp_path: Path) -> None:
    for month, write in {
        "2026-01": lambda path: pq.write_table(pa.table({"other": [1]}), path),
        "2026-02": lambda path: path.write_bytes(b"PAR1"),
    }.items():
        path = partitions.part_path(tmp_path, "relations", month)
        path.parent.mkdir(parents=True)
        write(path)
        assert partitions.read_month(tmp_path, "relations", month) == RELATIONS.empty_table()
        assert not path.exists()


def test_every_set_has_a_file_from_the_start_and_no_month(tmp_path: Path) -> None:
    claims, store = tmp_path / "claims", tmp_path / "store"
    partitions.ensure_sets(claims, store)
    for name, schema in partitions.SETS.items():
        assert list((claims / name).glob("*/*.parquet"))
        assert read_tables(claims / name, schema).num_rows == 0
        assert partitions.months(claims, name) == []
    assert read_tables(store / "outcomes", OUTCOMES).num_rows == 0


@pytest.mark.parametrize("content", [b"", b"no Parquet"])
def test_a_broken_file_without_rows_is_made_again(tmp_path: Path, content: bytes) -> None:
    claims, store = tmp_path / "claims", tmp_path / "store"
    partitions.ensure_sets(claims, store)
    broken = partitions.part_path(claims, "relations", partitions.NO_MONTH)
    broken.write_bytes(content)
    whole = partitions.part_path(claims, "claims", partitions.NO_MONTH).stat().st_mtime_ns
    partitions.ensure_sets(claims, store)
    assert read_tables(claims / "relations", partitions.SETS["relations"]).num_rows == 0
    assert partitions.part_path(claims, "claims", partitions.NO_MONTH).stat().st_mtime_ns == whole
