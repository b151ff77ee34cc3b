"""Full disks, folders that cannot be written, clocks, locks, and files that are not what they were."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from orchestration.landing import Store
from orchestration.lock import WarehouseLock
from orchestration.partitions import SETS, months, part_path
from orchestration.publishing import versions
from tests.faults.ledger import Ledger
from tests.faults.machine import CLAIM_STEPS, Machine, differing
from tests.support.site import SENTENCE

pytestmark = pytest.mark.faults


def mount(*arguments: str) -> bool:
    done = subprocess.run(["mount", *arguments], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def small_disk(machine: Machine, spare_kib: int) -> Iterator[bool]:
    """The site's warehouse on a disk of its own, with little room; False where nobody may mount one."""
    warehouse = machine.site.paths.warehouse
    used = sum(path.lstat().st_size for path in warehouse.rglob("*") if path.is_file()) // 1024
    kept = warehouse.with_name("kept")
    warehouse.rename(kept)
    warehouse.mkdir()
    is_mounted = shutil.which("mount") is not None and mount(
        "-t", "tmpfs", "-o", f"size={used * 2}k", "none", str(warehouse)
    )
    try:
        shutil.copytree(kept, warehouse, symlinks=True, dirs_exist_ok=True)
        if is_mounted:
            free = os.statvfs(warehouse).f_bavail * os.statvfs(warehouse).f_frsize // 1024
            assert mount("-o", f"remount,size={used * 2 - free + spare_kib}k", str(warehouse))
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(warehouse)], check=True)
        shutil.rmtree(kept)


@pytest.mark.parametrize("spare_kib", [0, 200, 6000])
def test_a_full_disk(machine: Machine, ledger: Ledger, spare_kib: int) -> None:
    machine.put_back("changed")
    with small_disk(machine, spare_kib) as is_mounted:
        if not is_mounted:
            pytest.skip("no tmpfs may be mounted here; the limit on file sizes stands for it")
        with ledger.trial("disk full"):
            refused = machine.site.cli("refresh")
            assert refused.returncode == 1
            assert "is full" in refused.stdout + refused.stderr
            machine.check_readers()
            assert mount("-o", "remount,size=2g", str(machine.site.paths.warehouse))
            machine.check_recovers()


@pytest.mark.parametrize("size", [2_000, 1_000_000])
def test_a_limit_on_the_size_of_files(machine: Machine, ledger: Ledger, size: int) -> None:
    def run() -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return machine.site.run()

    with ledger.trial("file size limited"):
        machine.put_back("changed")
        assert machine.run(run) != 0
        machine.check_readers()
        machine.check_recovers()


def test_a_folder_that_cannot_be_written(machine: Machine, ledger: Ledger) -> None:
    machine.put_back("changed")
    with small_disk(machine, 100_000) as is_mounted:
        if not is_mounted:
            pytest.skip("nothing may be mounted here, and permissions do not stop everybody")
        with ledger.trial("read-only folder"):
            assert mount("-o", "remount,ro", str(machine.site.paths.warehouse))
            refused = machine.site.cli("refresh")
            assert refused.returncode == 1
            assert "Read-only file system" in refused.stdout + refused.stderr
            assert "Traceback" not in refused.stdout + refused.stderr
            machine.check_readers()
            assert mount("-o", "remount,rw", str(machine.site.paths.warehouse))
            machine.check_recovers()


def shift(folder: Path, columns: tuple[str, ...]) -> None:
    """Make a store look as if it had been written ten days ahead."""
    for path in folder.glob("*.parquet"):
        table = pq.read_table(path)
        for name in columns:
            later = pc.add(table[name], pa.scalar(timedelta(days=10), pa.duration("us")))
            table = table.set_column(table.schema.get_field_index(name), table.schema.field(name), later)
        pq.write_table(table, path)


def test_a_clock_that_was_set_back(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("clock set back"):
        machine.put_back("changed")
        shift(machine.site.paths.store / "sightings", ("seen_at",))
        shift(machine.site.paths.store / "outcomes", ("attempted_at",))
        old = versions.current(machine.site.paths.warehouse)
        assert old is not None
        assert machine.run_steps() == 0, machine.told()
        # The vintage of an undated page may be the day of its sighting, and that day was ten days ahead.
        assert set(differing(machine.fingerprint(), machine.after)) <= {"revisions"}
        revised = machine.site.query("select cause, previous_value, value from marts.revisions")
        assert [(cause, float(before), float(now)) for cause, before, now in revised] == [("edited_page", 31.16, 31.18)]
        current = Store(machine.site.paths.store).sightings().filter(pc.field("file_name") == "bao-a.txt")
        assert current["seen_at"].to_pylist() == sorted(current["seen_at"].to_pylist())
        assert machine.site.query("select quote from marts.claims where document = 'bao-a'") == [("31,18%",)]
        assert machine.site.current() > old.build_id


def test_two_refreshes_at_once(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("two refreshes at once"):
        machine.put_back("changed")
        both = [
            subprocess.Popen(
                machine.site.command("refresh"),
                env=machine.site.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(2)
        ]
        told = [one.communicate()[0] for one in both]
        codes = sorted(one.returncode for one in both)
        assert codes in ([0, 1], [0, 0]), told
        if codes == [0, 1]:
            assert any("is being written by run" in one for one in told)
        assert machine.fingerprint() == machine.after
        machine.check_readers()


def test_a_lock_whose_holder_died(machine: Machine, ledger: Ledger) -> None:
    def hold() -> None:
        WarehouseLock(machine.site.paths.warehouse, "the dead one").acquire()
        os.kill(os.getpid(), signal.SIGKILL)

    with ledger.trial("the holder of the lock died"):
        machine.put_back("changed")
        assert machine.run(hold) == -signal.SIGKILL
        assert "the dead one" in (machine.site.paths.warehouse / ".lock").read_text(encoding="utf-8")
        machine.check_recovers()


def truncate(path: Path) -> None:
    path.chmod(0o644)
    os.truncate(path, path.stat().st_size // 2)


def change_schema(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.append_column("of_another_version", pa.nulls(table.num_rows, pa.string())), path)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "truncated": truncate,
    "of another schema": change_schema,
    "deleted": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [*SETS])
def test_a_broken_file_of_claims(machine: Machine, ledger: Ledger, name: str, damage: str) -> None:
    """All can be made again from the store."""
    with ledger.trial(f"a file of claims {damage}"):
        machine.put_back("claimed")
        for month in months(machine.site.paths.claims, name) or ["0000-00"]:
            DAMAGES[damage](part_path(machine.site.paths.claims, name, month))
        machine.check_recovers(*CLAIM_STEPS)
        if name == "claims":
            machine.check_recovers()


@pytest.mark.parametrize("damage", ["truncated", "of another schema"])
@pytest.mark.parametrize("name", ["sightings", "outcomes"])
def test_a_broken_table_of_the_store(machine: Machine, ledger: Ledger, name: str, damage: str) -> None:
    """It cannot be made again: nothing is published, the message names the file, and a restored file mends all."""
    with ledger.trial(f"a table of the store {damage}"):
        machine.put_back("changed")
        path = max((machine.site.paths.store / name).glob("2*.parquet"))
        good = path.read_bytes()
        DAMAGES[damage](path)
        assert machine.run_steps(*CLAIM_STEPS) != 0
        assert path.name in machine.said()
        assert "restore it" in machine.said() or "convert it" in machine.said()
        machine.check_readers()
        path.write_bytes(good)
        machine.check_recovers(*CLAIM_STEPS)


def test_a_lost_table_of_sightings_is_landed_again(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("a table of the store deleted"):
        machine.put_back("claimed")
        for path in (machine.site.paths.store / "sightings").glob("2*.parquet"):
            path.unlink()
        machine.site.drop("bao-a.txt", "Kết quả sáu tháng\n\n" + SENTENCE.format("31,18%"))
        assert machine.run_steps(*CLAIM_STEPS) == 0, machine.told()
        assert len(set(Store(machine.site.paths.store).sightings()["file_name"].to_pylist())) == 3


def test_a_half_written_object(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("a half-written object, its document read again"):
        machine.put_back("claimed")
        shutil.rmtree(machine.site.paths.claims)
        truncate(max(path for path in (machine.site.paths.store / "objects").rglob("*") if path.is_file()))
        machine.check_recovers()


def test_a_half_written_object_that_the_inbox_no_longer_holds(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("a half-written object that is nowhere else"):
        machine.put_back("claimed")
        shutil.rmtree(machine.site.paths.claims)
        rows = Store(machine.site.paths.store).sightings().to_pylist()
        row = next(one for one in rows if one["file_name"] == "bao-c.txt")
        (machine.site.paths.raw / "bao-c.txt").unlink()
        path = Store(machine.site.paths.store).path_of(row["sha256"])
        good = path.read_bytes()
        truncate(path)
        assert machine.run_steps(*CLAIM_STEPS) == 0, machine.told()
        failed = [one for one in Store(machine.site.paths.store).outcomes().to_pylist() if one["status"] == "failed"]
        assert [one["file_name"] for one in failed] == ["bao-c.txt"]
        assert "damaged" in failed[0]["detail"]
        path.write_bytes(good)
        (machine.site.paths.claims / "unreadable.json").unlink()
        assert machine.run_steps(*CLAIM_STEPS) == 0, machine.told()
        assert machine.input_fingerprint()["claims"] == machine.input["claims"]
