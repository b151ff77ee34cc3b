"""A backup carries everything that cannot be built again, and a restore mixes nothing and believes nothing."""

from __future__ import annotations

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.backup import BackupError, back_up, restore
from orchestration.landing import Store, land
from orchestration.paths import Paths

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def place(root: Path, reason: str = "first") -> Paths:
    paths = Paths(root / "raw", root / "warehouse", root / "home", root / "dbt")
    (paths.seeds / "extraction").mkdir(parents=True)
    paths.adjudications.write_text(f"finding_key,reason\nf,{reason}\n", encoding="utf-8")
    (paths.seeds / "extraction" / "cues.csv").write_text("a\n1\n", encoding="utf-8")
    paths.raw.mkdir()
    return paths


@pytest.fixture
def landed(tmp_path: Path) -> Paths:
    paths = place(tmp_path / "here")
    for name in ("a.txt", "b.txt"):
        (paths.raw / name).write_text(f"Bài {name}: đạt 31,16%.\n", encoding="utf-8")
    (paths.raw / "b.meta.yaml").write_text("publisher: Báo B\n", encoding="utf-8")
    land(paths.raw, Store(paths.store), "run", NOW)
    return paths


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz"])
def test_what_is_restored_is_what_was_backed_up(landed: Paths, tmp_path: Path, name: str) -> None:
    carried = back_up(landed, tmp_path / name)
    assert (carried.objects, carried.seeds) == (3, 2)
    there = place(tmp_path / "there", reason="other")
    restored = restore(there, tmp_path / name)
    assert (restored.objects, restored.replaced) == (3, ("adjudications.csv",))
    assert restored.kept is not None
    assert "other" in (restored.kept / "adjudications.csv").read_text(encoding="utf-8")
    assert there.adjudications.read_bytes() == landed.adjudications.read_bytes()
    here, back = Store(landed.store), Store(there.store)
    assert (back.sightings(), back.outcomes()) == (here.sightings(), here.outcomes())
    assert [back.get(one) for one in back.sightings()["sha256"].to_pylist()]
    assert not list(there.warehouse.glob(".restoring*"))


def test_a_restore_mixes_nothing(landed: Paths, tmp_path: Path) -> None:
    back_up(landed, tmp_path / "x.tar")
    before = Store(landed.store).sightings()
    with pytest.raises(BackupError, match="CCHC_WAREHOUSE_DIR"):
        restore(landed, tmp_path / "x.tar")
    assert Store(landed.store).sightings() == before


def test_a_damaged_object_is_not_backed_up_in_silence(landed: Paths, tmp_path: Path) -> None:
    path = next(one for one in (landed.store / "objects").rglob("*") if one.is_file())
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:5])
    with pytest.raises(BackupError, match=f"{path.name} is damaged"):
        back_up(landed, tmp_path / "x.tar")
    assert not (tmp_path / "x.tar").exists()


def repack(source: Path, target: Path, damage: str) -> None:
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            stream = old.extractfile(member)
            assert stream is not None
            if damage == "other bytes" and "objects" in member.name:
                new.addfile(member, io.BytesIO(b"x" * member.size))
            elif damage == "a member lost" and "objects" in member.name:
                continue
            elif damage == "another member" and "objects" in member.name:
                member.name = "../" + member.name
                new.addfile(member, stream)
            elif damage == "no index" and member.name == "backup.json":
                continue
            else:
                new.addfile(member, stream)


@pytest.mark.parametrize("damage", ["other bytes", "a member lost", "another member", "no index", "cut", "no tar"])
def test_a_backup_that_is_not_whole_changes_nothing(landed: Paths, tmp_path: Path, damage: str) -> None:
    back_up(landed, tmp_path / "x.tar")
    bad = tmp_path / "bad.tar"
    if damage == "cut":
        bad.write_bytes((tmp_path / "x.tar").read_bytes()[:4000])
    elif damage == "no tar":
        bad.write_bytes(b"no tar")
    else:
        repack(tmp_path / "x.tar", bad, damage)
    there = place(tmp_path / "there", reason="other")
    with pytest.raises(BackupError, match=r"bad\.tar"):
        restore(there, bad)
    assert not there.store.exists()
    assert "other" in there.adjudications.read_text(encoding="utf-8")
    assert [path.name for path in there.warehouse.iterdir()] == [".lock"]


def test_places_that_cannot_be_used_are_named(landed: Paths, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nowhere"):
        back_up(landed, tmp_path / "nowhere" / "x.tar")
    with pytest.raises(BackupError, match="nothing to back up"):
        back_up(place(tmp_path / "empty"), tmp_path / "x.tar")
    with pytest.raises(BackupError, match=r"none\.tar"):
        restore(place(tmp_path / "there"), tmp_path / "none.tar")
