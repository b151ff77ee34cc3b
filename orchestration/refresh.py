"""One refresh from the command line: Dagster's job in this process, with progress for the person who waits.

Here: the run, its log file, the progress lines, and what is printed at the end. Not here: the steps (`definitions`).
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from orchestration import progress as steps
from orchestration.disk import why_not_writable
from orchestration.paths import Paths
from orchestration.summary import describe, summarize

if TYPE_CHECKING:
    from dagster import ExecuteInProcessResult

KEPT_LOGS = 20


def run_refresh(paths: Paths) -> bool:
    """Run the job `refresh` to its end and say what came of it; whether it succeeded."""
    began = time.monotonic()
    log = _new_log(paths)
    with _own_terminal(log) as terminal:
        console = Console(file=terminal, force_terminal=terminal.isatty(), soft_wrap=True)
        with _progress(console) as listener, steps.listening(listener):
            listener("starting", 0, 0)
            reasons = _execute(paths)
        if reasons:
            reasons += filter(None, [why_not_writable(paths.warehouse)])
            console.print("[bold red]The refresh failed; the published version is as it was.[/]")
            for reason in reasons:
                console.print(reason, markup=False, highlight=False)
            console.print(f"Log: {log}", markup=False, highlight=False)
            return False
        summary = summarize(paths)
        if summary is not None:
            console.print(describe(summary), markup=False, highlight=False)
        console.print(f"Refreshed in {time.monotonic() - began:.1f} s. Log: {log}", markup=False, highlight=False)
    return True


def _execute(paths: Paths) -> list[str]:
    """Execute the job; returns the reasons of failure, none when it succeeded."""
    try:
        from orchestration.dead_runs import open_instance
        from orchestration.definitions import defs

        job = defs.resolve_job_def("refresh")
        with open_instance() as instance:
            result = job.execute_in_process(instance=instance, raise_on_error=False)
    except Exception as error:
        import traceback

        traceback.print_exc()
        return [str(error)]
    return [] if result.success else _reasons(result)


def _reasons(result: ExecuteInProcessResult) -> list[str]:
    """What failed, in the words of whoever noticed it first."""
    steps_failed = [event for event in result.all_events if event.is_step_failure]
    reasons = []
    for event in steps_failed or result.all_events:
        data = event.event_specific_data
        error = getattr(data, "error", None)
        if error is None:
            continue
        while error.cause is not None:
            error = error.cause
        told = getattr(getattr(data, "user_failure_data", None), "description", None)
        step = f"{event.step_key}: " if event.step_key else ""
        reasons.append(step + (told or re.sub(r"^[\w.]+: ", "", error.message, count=1).strip()))
    return list(dict.fromkeys(reasons)) or ["Dagster gave no reason; see the log."]


def _new_log(paths: Paths) -> Path:
    paths.logs.mkdir(parents=True, exist_ok=True)
    for old in sorted(paths.logs.glob("refresh-*.log"))[: -(KEPT_LOGS - 1)]:
        old.unlink()
    return paths.logs / f"refresh-{datetime.now(UTC):%Y%m%dT%H%M%S}Z-{os.getpid()}.log"


@contextlib.contextmanager
def _own_terminal(log: Path) -> Iterator[IO[str]]:
    """Keep the terminal for people: what Dagster, dbt and their children print goes to the log file until the end."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept_out, kept_err = os.dup(1), os.dup(2)
    with os.fdopen(os.dup(kept_out), "w", encoding="utf-8") as terminal, log.open("w", encoding="utf-8") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        try:
            yield terminal
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os.dup2(kept_out, 1)
            os.dup2(kept_err, 2)
            os.close(kept_out)
            os.close(kept_err)


@contextlib.contextmanager
def _progress(console: Console) -> Iterator[steps.Listener]:
    """A line per step that has something to count; without a terminal a line when a step begins."""
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:

        def listener(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total or None)
                if not console.is_terminal:
                    console.print(f"{step} ..." if not total else f"{step}: {total} to do", highlight=False)
            bars.update(tasks[step], completed=done, total=total or None)

        yield listener


def end_dead_runs(paths: Paths) -> list[str]:
    """Mark runs whose process is gone as failed, unless a run is writing at this moment; returns their ids."""
    from orchestration.dead_runs import mark_dead_runs, open_instance
    from orchestration.lock import WarehouseBusyError, WarehouseLock

    with open_instance() as instance:
        try:
            with WarehouseLock(paths.warehouse, run_id="(start of the pages)"):
                return mark_dead_runs(instance)
        except WarehouseBusyError:
            return []
