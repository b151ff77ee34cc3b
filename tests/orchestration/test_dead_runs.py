"""Which unfinished runs are dead."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest
from dagster import DagsterInstance, DagsterRunStatus

from orchestration.dead_runs import WRITER_TAG, is_dead, mark_dead_runs, writer_tag

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def tag_of_a_process_that_ended() -> str:
    script = "from orchestration.dead_runs import writer_tag; print(writer_tag())"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize(
    ("tags", "age", "checks_only", "dead"),
    [
        ({}, timedelta(seconds=1), False, False),  # about to come to the lock
        ({}, timedelta(hours=1), False, True),
        ({}, timedelta(hours=1), True, False),  # needs no lock
        ({WRITER_TAG: writer_tag()}, timedelta(hours=9), False, False),
        ({WRITER_TAG: "no-such-host/1/1"}, timedelta(seconds=1), False, True),
    ],
)
def test_decision(tags: dict[str, str], age: timedelta, checks_only: bool, dead: bool) -> None:
    assert is_dead(tags, NOW - age, checks_only, NOW) is dead


def test_dead_runs_end_as_failed_and_others_stay() -> None:
    @dg.job
    def nothing() -> None:
        pass

    with DagsterInstance.ephemeral() as instance:
        gone = instance.create_run_for_job(
            nothing, status=DagsterRunStatus.STARTED, tags={WRITER_TAG: tag_of_a_process_that_ended()}
        )
        alive = instance.create_run_for_job(nothing, status=DagsterRunStatus.STARTED, tags={WRITER_TAG: writer_tag()})
        own = instance.create_run_for_job(nothing, status=DagsterRunStatus.STARTED, tags={WRITER_TAG: "other/1/1"})
        assert mark_dead_runs(instance, own_run_id=own.run_id) == [gone.run_id]
        states = {run.run_id: run.status for run in instance.get_runs()}
        assert states[gone.run_id] is DagsterRunStatus.FAILURE
        assert states[alive.run_id] is states[own.run_id] is DagsterRunStatus.STARTED
        told = [entry.dagster_event.message or "" for entry in instance.all_logs(gone.run_id) if entry.dagster_event]
        assert any("process of this run is gone" in message for message in told)
