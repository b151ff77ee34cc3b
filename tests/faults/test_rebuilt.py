"""The same warehouse from the same input, on other settings, after a restore; and a change told by its effect."""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.parquet import read_tables
from orchestration.paths import REPOSITORY
from orchestration.publishing import integrity, versions
from orchestration.schemas import OUTCOMES, SIGHTINGS
from tests.faults.ledger import Ledger
from tests.faults.machine import Machine, fingerprint
from tests.support.site import Site, new_site

pytestmark = pytest.mark.faults

#: Two machines' worth of settings. One processor or all: DuckDB takes as many threads.
SETTINGS: tuple[dict[str, str], dict[str, str]] = (
    {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242"},
)
#: Columns that hold the moment or the run in which something was done again.
_OF_THE_RUN = {"attempted_at", "run_id", "seconds"}


def refresh(site: Site, settings: dict[str, str], processors: set[int]) -> None:
    done = subprocess.run(
        site.command("refresh"),
        env=site.environment | settings,
        preexec_fn=lambda: os.sched_setaffinity(0, processors),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def shuffle_store(store: Path, chance: random.Random) -> None:
    """The same rows in other files and another order."""
    for name, schema in (("sightings", SIGHTINGS), ("outcomes", OUTCOMES)):
        table = read_tables(store / name, schema)
        order = list(range(table.num_rows))
        chance.shuffle(order)
        for path in (store / name).glob("*.parquet"):
            path.unlink()
        half = len(order) // 2
        for part, rows in (("b", order[:half]), ("a", order[half:])):
            pq.write_table(table.take(pa.array(rows, pa.int64())), store / name / f"{part}.parquet")


def rows_in_order(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of schema marts in the order of the file; `build` names itself, and an attempt may be repeated."""
    found = {}
    with integrity.read_only(database) as connection:
        names = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts'").fetchall()
        for (name,) in sorted(names):
            columns = connection.execute(
                "select column_name from duckdb_columns() where schema_name = 'marts' and table_name = ?", [name]
            ).fetchall()
            kept = [f'"{one}"' for (one,) in columns if name != "landing_outcomes" or one not in _OF_THE_RUN]
            if name != "build":
                rows = connection.execute(f"select {', '.join(kept)} from marts.{name}").fetchall()
                found[name] = sorted(set(rows), key=str) if name == "landing_outcomes" else rows
    return found


def database_of(site: Site) -> Path:
    version = versions.current(site.paths.warehouse)
    assert version is not None
    return version.database


def test_two_machines_build_the_same_from_shuffled_input(tmp_path: Path, ledger: Ledger) -> None:
    first = new_site(tmp_path / "first")
    for path in (REPOSITORY / "raw").iterdir():
        if path.is_file():
            first.drop(path.name, path.read_bytes())
    processors = os.sched_getaffinity(0)
    with ledger.trial("built on two machines' settings"):
        refresh(first, SETTINGS[0], processors)
        second = first.copy_to(tmp_path / "second")
        for name in ("claims", "versions", "dagster_home", "dbt_target", "current"):
            path = second.paths.warehouse / name
            path.unlink() if path.is_symlink() else shutil.rmtree(path)
        profiles = second.paths.dbt_project / "profiles.yml"
        profiles.write_text(profiles.read_text(encoding="utf-8").replace("threads: 2", "threads: 1"), encoding="utf-8")
        shuffle_store(second.paths.store, random.Random(7))
        refresh(second, SETTINGS[1], {min(processors)})
        here, there = rows_in_order(database_of(first)), rows_in_order(database_of(second))
        assert here.keys() == there.keys()
        assert len(here["fct_claim"]) > 100
        assert [name for name in here if here[name] != there[name]] == []


def test_a_restored_folder_rebuilds_the_same_warehouse(machine: Machine, tmp_path: Path, ledger: Ledger) -> None:
    with ledger.trial("restored from a backup and built again"):
        machine.put_back("done")
        packed = machine.site.cli("backup", "--file", str(tmp_path / "kept.tar.gz"))
        assert packed.returncode == 0, packed.stderr
        shutil.rmtree(machine.site.paths.warehouse)
        # Not even the inbox is needed.
        shutil.rmtree(machine.site.paths.raw)
        machine.site.paths.raw.mkdir()
        restored = machine.site.cli("restore", "--file", str(tmp_path / "kept.tar.gz"))
        assert restored.returncode == 0, restored.stderr
        assert machine.run_steps() == 0, machine.told()
        assert machine.fingerprint() == machine.after


def test_a_rollback_and_what_is_told_of_versions(machine: Machine, ledger: Ledger) -> None:
    with ledger.trial("rolled back and forth"):
        machine.put_back("done")
        new = machine.site.current()
        listed = machine.site.cli("versions").stdout
        old = next(line.split()[0] for line in listed.splitlines() if line.startswith("  2"))
        assert f"* {new}" in listed
        assert machine.site.cli("rollback", "--version", old).returncode == 0
        assert machine.fingerprint() == machine.before
        # The same input does not bring back what a person went away from.
        assert machine.run_steps() == 0, machine.told()
        assert machine.site.current() == old
        assert "left by a rollback" in machine.site.cli("versions").stdout
        assert machine.site.cli("rollback", "--version", new).returncode == 0
        assert machine.fingerprint() == machine.after
        told = machine.site.cli("diff", "--old", old, "--new", new)
        assert "new: bao-c@" in told.stdout
        assert "superseded: bao-a@" in told.stdout
        assert "[the input]" in told.stdout
        back = machine.site.cli("diff", "--old", new, "--new", old)
        assert "current again: bao-a@" in back.stdout
        assert machine.site.cli("diff", "--old", "20200101T000000Z-00000000").returncode == 1


def test_two_versions_side_by_side_answer_the_wide_views(machine: Machine) -> None:
    machine.put_back("done")
    old, new = sorted(versions.published_versions(machine.site.paths.warehouse), key=lambda one: one.build_id)
    with duckdb.connect(str(new.database), read_only=True) as connection:
        connection.execute(f"attach '{old.database}' as old (read_only)")
        for view in ("claims", "observations", "findings"):
            here = connection.execute(f"select count(*) from marts.{view}").fetchone()
            there = connection.execute(f"select count(*) from old.marts.{view}").fetchone()
            assert (here, there) == ((len(rows(new, view)),), (len(rows(old, view)),))
        quotes = "select quote from {}marts.claims where document = 'bao-a'"
        assert connection.execute(quotes.format("")).fetchall() == [("31,18%",)]
        assert connection.execute(quotes.format("old.")).fetchall() == [("31,16%",)]


def rows(version: versions.Version, view: str) -> list[tuple[Any, ...]]:
    with integrity.read_only(version.database) as connection:
        return connection.execute(f"select * from marts.{view}").fetchall()


def test_one_changed_reference_row_is_told_by_its_effect(machine: Machine, ledger: Ledger) -> None:
    """A document is withdrawn: its figure goes, the choice moves, and the reference tables are named as the cause."""
    withdrawals = machine.site.paths.seeds / "withdrawals.csv"
    good = withdrawals.read_text(encoding="utf-8")
    machine.put_back("done")
    ((shown,),) = machine.site.query("select document from marts.observations")
    try:
        with ledger.trial("one reference row changed: diff"):
            header = next(csv.reader(good.splitlines()))
            with withdrawals.open("a", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
                writer.writerow({"document": shown, "reason": "in lại nhầm"})
            assert machine.run_steps() == 0, machine.told()
            told = machine.site.cli("diff").stdout
            assert "Parts that differ: seeds/withdrawals.csv." in told
            assert f"withdrawn: {shown}@" in told
            assert "Observations (1)" in told
            changes = machine.site.query("select change, causes from ops.observation_changes")
            assert [causes for _, causes in changes] == [["reference"]]
            assert machine.site.query("select count(*) from ops.claim_changes") == [(0,)]
    finally:
        withdrawals.write_text(good, encoding="utf-8")


def test_a_commit_beside_the_working_tree(machine: Machine, ledger: Ledger) -> None:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("this is no git checkout")
    with ledger.trial("compared with a commit"):
        machine.put_back("done")
        before = fingerprint(database_of(machine.site))
        told = machine.site.cli("diff", "--commit", "HEAD")
        assert told.returncode == 0, told.stderr
        assert "to the working tree: " in told.stdout
        assert fingerprint(database_of(machine.site)) == before
        listed = subprocess.run(
            ["git", "-C", str(REPOSITORY), "worktree", "list"], capture_output=True, text=True, check=True
        )
        assert "cchc-diff-" not in listed.stdout
        unknown = machine.site.cli("diff", "--commit", "no-such-commit")
        assert unknown.returncode == 1
        assert "no-such-commit" in unknown.stderr
