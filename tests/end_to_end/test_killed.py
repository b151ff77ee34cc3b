"""Two writers, and a writer that is killed."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dagster import DagsterRunStatus

from orchestration.dead_runs import WRITER_TAG
from orchestration.partitions import part_path
from tests.support.site import Site, reasons


def block(site: Site) -> Path:
    """Make the next build wait while it hashes its input: a pipe has no bytes until somebody writes."""
    pipe = part_path(site.paths.claims, "relations", "0000-01")
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    return pipe


@contextmanager
def held_open(pipe: Path, process: subprocess.Popen[str]) -> Iterator[None]:
    """Wait until the process opens its end of the pipe, and keep it waiting there; not for ever if it ends before."""

    def release() -> None:
        process.wait()
        os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))

    watcher = threading.Thread(target=release)
    watcher.start()
    try:
        with pipe.open("wb"):
            assert process.poll() is None, process.communicate()[0]
            yield
    finally:
        process.kill()
        watcher.join()


def test_a_second_writer_fails_and_a_killed_one_leaves_nothing_behind(site: Site) -> None:
    before = site.current()
    pipe = block(site)
    process = subprocess.Popen(
        site.command("refresh"), env=site.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        # Now it holds the lock and is in the middle of a step.
        with held_open(pipe, process):
            second = site.cli("refresh")
            assert second.returncode == 1
            assert f"process {process.pid} " in second.stdout
            assert "Traceback" not in second.stdout + second.stderr
            process.kill()
            process.wait()
    finally:
        process.kill()
        process.communicate()
    pipe.unlink()
    pipe.parent.rmdir()

    with site.instance() as instance:
        started = [run for run in instance.get_runs() if run.status is DagsterRunStatus.STARTED]
        assert [run.tags[WRITER_TAG].split("/")[1] for run in started] == [str(process.pid)]
    result = site.run()
    assert result.success, reasons(result)
    assert site.current() == before
    with site.instance() as instance:
        dead = instance.get_run_by_id(started[0].run_id)
        assert dead is not None
        assert dead.status is DagsterRunStatus.FAILURE
        assert not [run for run in instance.get_runs() if not run.is_finished]
