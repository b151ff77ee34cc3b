"""Processes are told apart though their numbers come again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration import processes
from orchestration.assets.marts import DBT_PROCESS, end_orphans
from orchestration.paths import Paths

WAIT = "import sys; print('ready', flush=True); sys.stdin.read()"
needs_start_times = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="this system does not tell when a process began"
)


@needs_start_times
def test_a_process_is_ended_once_and_by_its_full_name_only() -> None:
    with subprocess.Popen([sys.executable, "-c", WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        name = processes.name_of(process.pid)
        host, pid, started = name.rsplit("/", 2)
        assert processes.is_alive(name)
        for other in (f"{host}/{pid}/{int(started) - 1}", f"no-such-host/{pid}/{started}", f"{host}/{pid}/-"):
            assert not processes.end(other)
        assert processes.is_alive(name)
        assert processes.end(name)
        assert not processes.is_alive(name)
        assert not processes.end(name)


def test_this_process_lives() -> None:
    assert processes.is_alive(processes.name_of(os.getpid()))


@needs_start_times
def test_a_dbt_that_outlived_its_run_is_ended_before_the_next_build(tmp_path: Path) -> None:
    folder = tmp_path / "versions" / "20260102T120000Z-00000000"
    folder.mkdir(parents=True)
    with subprocess.Popen([sys.executable, "-c", WAIT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (folder / DBT_PROCESS).write_text(processes.name_of(process.pid), encoding="utf-8")
        end_orphans(Paths(tmp_path / "raw", tmp_path, tmp_path / "home"))
        assert process.wait() < 0
