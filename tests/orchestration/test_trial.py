"""What a trial takes from a warehouse that it may not touch."""

from __future__ import annotations

from pathlib import Path

from orchestration import partitions
from orchestration.paths import REPOSITORY, Paths
from orchestration.trial import held_rows


def test_a_warehouse_of_another_version_is_left_out_and_said_and_left_alone(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "raw", tmp_path / "warehouse", tmp_path / "home", REPOSITORY / "dbt_project")
    partitions.ensure_sets(paths.claims, paths.store)
    said: list[str] = []
    assert set(held_rows(paths, said.append)) == set(partitions.SETS)
    assert said == []
    broken = partitions.part_path(paths.claims, "claims", "2023-08")
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"no parquet")
    held = held_rows(paths, said.append)
    assert {name: table.num_rows for name, table in held.items()} == dict.fromkeys(partitions.SETS, 0)
    assert "left out until the next refresh" in said[0]
    assert broken.read_bytes() == b"no parquet"
