"""Runs whose process is gone, though Dagster still shows them as started.

Here: who they are, and their end as failed runs. Not here: the lock that keeps writers apart (`orchestration.lock`).

A run that writes leaves a tag with its process when it takes the lock. Whoever holds the lock later and finds such a
run still started, and its process gone, knows that it died: a living writer would hold the lock.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster import DagsterInstance, DagsterRun, DagsterRunStatus, RunsFilter

from orchestration import processes

WRITER_TAG = "cchc/writer"
_UNFINISHED = [
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]
#: A run that has not come to the lock after this time never will.
_LAUNCH_TIME = timedelta(minutes=2)


def writer_tag() -> str:
    """What tells this process from any other."""
    return processes.name_of(os.getpid())


def is_dead(status_tags: Mapping[str, str], created_at: datetime, checks_only: bool, now: datetime) -> bool:
    """Decide from what Dagster knows of an unfinished run, while the caller holds the lock."""
    tag = status_tags.get(WRITER_TAG)
    if tag is not None:
        return not processes.is_alive(tag)
    return not checks_only and now - created_at > _LAUNCH_TIME


def mark_dead_runs(instance: DagsterInstance, own_run_id: str | None = None) -> list[str]:
    """End every dead run as failed, with the reason in its log; return their ids. Call it with the lock held."""
    now = datetime.now(UTC)
    marked = []
    for record in instance.get_run_records(RunsFilter(statuses=_UNFINISHED)):
        run = record.dagster_run
        created = record.create_timestamp.astimezone(UTC)
        if run.run_id == own_run_id or not is_dead(run.tags, created, _checks_only(run), now):
            continue
        instance.report_run_failed(
            run,
            "The process of this run is gone (killed, or the machine stopped) and the warehouse's lock is free. The "
            "published version is as it was before this run; the next refresh starts afresh.",
        )
        marked.append(run.run_id)
    return marked


def _checks_only(run: DagsterRun) -> bool:
    return bool(run.asset_check_selection) and not run.asset_selection


def open_instance() -> DagsterInstance:
    """The instance of DAGSTER_HOME."""
    return dg.DagsterInstance.get()
