from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.landing import Store, StoreError
from orchestration.schemas import OUTCOMES, SIGHTINGS


def sighting(name: str, run_id: str, moment: datetime) -> pa.Table:
    row = {"file_name": name, "document": name, "sha256": "0" * 64, "meta_sha256": None, "media_type": "text"}
    return pa.Table.from_pylist([row | {"bytes": 1, "seen_at": moment, "run_id": run_id}], schema=SIGHTINGS)


def test_bytes_come_back_by_their_hash(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sha256 = store.put("bến tàu".encode())
    assert sha256 == hashlib.sha256("bến tàu".encode()).hexdigest()
    assert store.path_of(sha256) == tmp_path / "objects" / sha256[:2] / sha256
    assert store.get(sha256) == "bến tàu".encode()


def test_an_object_is_written_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.path_of(store.put(b"x"))
    before = path.stat()
    store.put(b"x")
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_damaged_object_is_told_and_putting_it_again_repairs_a_torn_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sha256 = store.put(b"whole")
    path = store.path_of(sha256)
    path.chmod(0o644)
    path.write_bytes(b"who")
    with pytest.raises(StoreError, match=r"damaged.*land again"):
        store.get(sha256)
    store.put(b"whole")
    assert store.get(sha256) == b"whole"


def test_a_missing_object_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Store(tmp_path).get("ab" * 32)


def test_tables_grow_by_one_file_per_run_and_keep_the_order(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.sightings() == SIGHTINGS.empty_table()
    assert store.outcomes() == OUTCOMES.empty_table()
    late, early = datetime(2024, 3, 2, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
    store.append_sightings(sighting("b", "run/2", late))
    store.append_sightings(sighting("a", "run 1", early))
    store.append_sightings(sighting("c", "run 1", early))
    assert store.append_sightings(SIGHTINGS.empty_table()) is None
    assert sorted(path.name for path in (tmp_path / "sightings").iterdir()) == [
        "20240301T000000000000Z-run_1.parquet",
        "20240301T000000000000Z-run_1_002.parquet",
        "20240302T000000000000Z-run_2.parquet",
    ]
    assert store.sightings()["file_name"].to_pylist() == ["a", "c", "b"]
