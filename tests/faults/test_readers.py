"""Readers while versions change, and a reader who writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing import serving, versions
from orchestration.publishing.publish import publish
from tests.faults.ledger import Ledger
from tests.faults.machine import Machine
from tests.support.warehouse import make_candidate

pytestmark = pytest.mark.faults
PUBLISHES = 300

#: Every table carries a mark of its version. A reader counts what it saw until the parent writes to its input; the
#: pause between two reads leaves the processors to the publications.
LOOP = """
import select, sys
import duckdb
path, seen = sys.argv[1], set()
reads = 0
while not select.select([sys.stdin], [], [], 0.4)[0]:
    with duckdb.connect(path, read_only=True) as connection:
        marks = connection.execute(
            "select note from marts.revisions union all select note from marts.unplaced_claims "
            "union all select build_id from marts.build union all select build_id from ops.publication"
        ).fetchall()
    assert len(marks) == 4 and len({mark[0][-6:] for mark in marks[:2]}) == 1, marks
    assert marks[2] == marks[3] and marks[0][0] == marks[1][0], marks
    reads += 1
    seen.add(marks[0][0])
print(reads, len(seen))
"""

HOLD = """
import os, select, sys
import duckdb
path, transactions = sys.argv[1], 0
link = os.path.dirname(path)
while not select.select([sys.stdin], [], [], 0)[0]:
    connection = duckdb.connect(path, read_only=True)
    connection.execute("begin")
    first = connection.execute("select note from marts.revisions").fetchall()
    targets = {os.readlink(link)}
    while len(targets) < 10 and not select.select([sys.stdin], [], [], 0.05)[0]:
        targets.add(os.readlink(link))
        assert connection.execute("select note from marts.unplaced_claims").fetchall() == first
    connection.execute("commit")
    connection.close()
    transactions += 1
print(transactions, transactions)
"""


def publish_marked(warehouse: Path, number: int) -> None:
    mark = f"version-{number:06}"
    statements = tuple(f"insert into marts.{table} values ('{mark}')" for table in ("revisions", "unplaced_claims"))
    publish(warehouse, make_candidate(warehouse, f"w{number}", statements))


def test_readers_through_many_publications(tmp_path: Path, ledger: Ledger) -> None:
    publish_marked(tmp_path, 0)
    path = str(tmp_path / "current" / "cchc.duckdb")
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", script, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for script in [LOOP] * 8 + [HOLD] * 2
    ]
    try:
        for number in range(1, PUBLISHES + 1):
            with ledger.trial("published under 8 looping and 2 holding readers"):
                publish_marked(tmp_path, number)
                failed = [reader for reader in readers if reader.poll() is not None]
                assert not failed, failed[0].communicate()[1]
    finally:
        ends = [reader.communicate("end\n", timeout=60) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * 10, [end[1] for end in ends]
    numbers = [tuple(map(int, end[0].split())) for end in ends]
    assert all(reads > 0 for reads, _ in numbers)
    assert max(seen for _, seen in numbers[:8]) > 10
    reads = sum(one for one, _ in numbers[:8])
    with ledger.trial("read meanwhile", f"{reads} reads, {sum(one for one, _ in numbers[8:])} transactions, no error"):
        assert reads > PUBLISHES


def insert_and_die(database: Path) -> None:
    if os.fork() == 0:
        try:
            connection = duckdb.connect(str(database))
            connection.execute("insert into marts.metric_candidates select * from marts.metric_candidates")
            connection.execute("create table marts.mine as select 1 as one")
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.wait()


@pytest.mark.parametrize("has_older", [False, True], ids=["only version", "older version"])
def test_a_reader_who_writes_and_crashes(machine: Machine, ledger: Ledger, has_older: bool) -> None:
    with ledger.trial("a reader wrote into the published file and crashed"):
        machine.put_back("done" if has_older else "changed")
        touched = versions.current(machine.site.paths.warehouse)
        assert touched is not None
        insert_and_die(touched.database)
        assert touched.wal.exists()
        assert machine.run_steps() == 0, machine.told()
        assert "was touched" in machine.said(), machine.told()
        assert serving.why_touched(touched) is not None
        now = versions.current(machine.site.paths.warehouse)
        assert now is not None
        assert now != touched
        assert machine.fingerprint() == machine.after
        assert machine.site.cli("rollback", "--version", touched.build_id).returncode == 1
