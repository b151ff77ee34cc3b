"""One site that is put back, broken and run again and again.

Here: images of the site at four stages, runs in forked children with all imports done, kills at named points, and what
two warehouses must have in common. Not here: which faults there are (the test modules).

The parent never runs Dagster itself, so that every child is forked from a process without threads.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from orchestration import durable, partitions
from orchestration.assets.marts import end_orphans
from orchestration.durable import Listener
from orchestration.landing import Store
from orchestration.parquet import read_tables
from orchestration.paths import ensure_dagster_home
from orchestration.publishing import integrity, serving, versions
from orchestration.publishing.publish import verify
from tests.support.site import SENTENCE, new_site

CLAIM_STEPS = ("snapshots", "documents", "claims")
#: Any model stands for all: the dbt graph is one step.
BUILD_STEPS = ("fct_claim",)
PUBLISH_STEPS = ("published",)

#: What differs, besides moments, between two runs that did the same.
_OF_THE_RUN = frozenset({"run_id", "seconds"})
_UNCOUNTED = frozenset({"build"})
Fingerprint = dict[str, list[tuple[str, ...]]]


@dataclass(frozen=True)
class Point:
    """One moment of a run: the `nth` time that this point is reached."""

    name: str
    moment: str
    nth: int = 1

    def __str__(self) -> str:
        return f"{self.moment} {self.name}" + (f" ({self.nth})" if self.nth > 1 else "")


def in_child(work: Callable[[], None], log: Path, listener: Listener | None = None) -> int:
    """Do the work in a forked child; its exit code, negative for a signal."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(descriptor, 1)
            os.dup2(descriptor, 2)
            sys.stdout = sys.stderr = os.fdopen(os.dup(descriptor), "w", buffering=1, encoding="utf-8")
            with durable.listening(listener) if listener is not None else nullcontext():
                work()
            code = 0
        except BaseException:
            with suppress(OSError):  # the fault may be that nothing can be written
                traceback.print_exc()
        finally:
            # Whatever happens: a child that goes on would run the rest of the suite a second time.
            try:
                sys.stdout.flush()
                sys.stderr.flush()
            finally:
                os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killer(point: Point) -> Listener:
    """Kills its process at the point."""
    seen = 0

    def listener(name: str, moment: str) -> None:
        nonlocal seen
        if (name, moment) == (point.name, point.moment):
            seen += 1
            if seen == point.nth:
                os.kill(os.getpid(), signal.SIGKILL)

    return listener


def moments(names: Sequence[str]) -> list[Point]:
    """Every different moment of a run whose points come in this order.

    Nothing happens between the end of one step of a write and the beginning of its next, so each step is met before it
    and the last of a write also after it; each name is met once, but for build.json, which is written twice.
    """
    found: list[Point] = []
    count: dict[str, int] = {}
    for place, name in enumerate(names):
        count[name] = count.get(name, 0) + 1
        if count[name] > (2 if name.startswith("build.json") else 1):
            continue
        found.append(Point(name, "before", count[name]))
        following = names[place + 1] if place + 1 < len(names) else ""
        if name.rpartition(".")[0] != following.rpartition(".")[0]:
            found.append(Point(name, "after", count[name]))
    return found


class Machine:
    """The site, its images, and the warehouse that an undisturbed run ends with."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "child.log"
        self.site = new_site(root / "site")
        self.points: dict[str, list[str]] = {}
        self._keep_no_logs()
        self._must(self.site.run)
        self.save("published")
        self.before = self.fingerprint()
        self.site.drop("bao-a.txt", "Kết quả sáu tháng\n\n" + SENTENCE.format("31,18%"))
        self.site.drop("bao-c.txt", "Một bài khác\n\n" + SENTENCE.format("33,3%"))
        self.save("changed")
        for image, steps in (("claimed", CLAIM_STEPS), ("built", BUILD_STEPS), ("done", PUBLISH_STEPS)):
            self._must(lambda steps=steps: self.site.run(*steps), record=image)  # type: ignore[misc]
            if image == "claimed":
                self.input = self.input_fingerprint()
            self.save(image)
        self.after = self.fingerprint()

    def _keep_no_logs(self) -> None:
        """Dagster starts two processes per run to copy what it prints; the child's own log holds it here."""
        ensure_dagster_home(self.site.paths)
        none = "compute_logs: {module: dagster._core.storage.noop_compute_log_manager, class: NoOpComputeLogManager}\n"
        with (self.site.paths.dagster_home / "dagster.yaml").open("a", encoding="utf-8") as stream:
            stream.write(none)

    def _must(self, work: Callable[[], Any], record: str | None = None) -> None:
        trace = self.root / "points"
        trace.unlink(missing_ok=True)

        def note(name: str, moment: str) -> None:
            if moment == "before":
                with trace.open("a", encoding="utf-8") as stream:
                    stream.write(f"{name}\n")

        assert self.run(work, note if record else None) == 0, self.told()
        if record:
            self.points[record] = trace.read_text(encoding="utf-8").split()

    def run(self, work: Callable[[], Any], listener: Listener | None = None) -> int:
        """Do the work in a child; not 0 when its Dagster run failed."""

        def child() -> None:
            result = work()
            if result is not None and not result.success:
                raise RuntimeError("the run failed")

        return in_child(child, self.log, listener)

    def run_steps(self, *steps: str, listener: Listener | None = None) -> int:
        """The job, or some of its assets, in a child."""
        return self.run(lambda: self.site.run(*steps), listener)

    def said(self) -> str:
        """All that the last child printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def told(self) -> str:
        """The end of it, for the message of a failed assertion."""
        return self.said()[-6000:]

    def save(self, image: str) -> None:
        """Keep the inbox and the warehouse as they are now."""
        for name in ("raw", "warehouse"):
            shutil.copytree(self.site.root / name, self.root / "images" / image / name, symlinks=True)

    def put_back(self, image: str) -> None:
        """Make the site what it was; a dbt that outlived its killed run is ended first."""
        end_orphans(self.site.paths)
        for name in ("raw", "warehouse"):
            shutil.rmtree(self.site.root / name, ignore_errors=True)
            shutil.copytree(
                self.root / "images" / image / name, self.site.root / name, symlinks=True, dirs_exist_ok=True
            )

    def fingerprint(self) -> Fingerprint:
        """Every row of schema `marts` of the published file, without what is of the run alone."""
        version = versions.current(self.site.paths.warehouse)
        assert version is not None, "nothing is published"
        return fingerprint(version.database)

    def input_fingerprint(self) -> Fingerprint:
        """Every row that a build would read, without what is of the run alone."""
        claims = self.site.paths.claims
        tables = {name: read_tables(claims / name, schema) for name, schema in partitions.SETS.items()}
        store = Store(self.site.paths.store)
        tables |= {"sightings": store.sightings(), "outcomes": store.outcomes()}
        return {name: _rows_of(table) for name, table in tables.items()}

    def check_readers(self) -> None:
        """Whoever opens the published file finds a whole version: the old one or the new one."""
        version = versions.current(self.site.paths.warehouse)
        assert version is not None, "nothing is published"
        assert serving.why_unsound(version) is None
        assert verify(version) == []
        assert self.fingerprint() in (self.before, self.after)

    def check_recovers(self, *steps: str) -> None:
        """The next run ends well, with the warehouse of an undisturbed one."""
        assert self.run_steps(*steps) == 0, self.told()
        if steps == CLAIM_STEPS:
            assert differing(self.input_fingerprint(), self.input) == {}
        else:
            assert differing(self.fingerprint(), self.after) == {}
            self.check_readers()
            left = {path.name for path in versions.versions_dir(self.site.paths.warehouse).iterdir()}
            assert left == {one.build_id for one in versions.published_versions(self.site.paths.warehouse)}


def differing(found: Fingerprint, wanted: Fingerprint) -> dict[str, list[tuple[str, ...]]]:
    """The rows that only one of two warehouses has, by table: empty where they are equal."""
    unlike = {name: set(found.get(name, ())) ^ set(wanted.get(name, ())) for name in {*found, *wanted}}
    return {name: sorted(rows) for name, rows in unlike.items() if rows}


def fingerprint(database: Path) -> Fingerprint:
    """Every row of schema `marts` of a file, without what is of the run alone; a repeated outcome counts once."""
    found: Fingerprint = {}
    with integrity.read_only(database) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' order by table_name"
        ).fetchall()
        for (name,) in names:
            if name not in _UNCOUNTED:
                found[name] = _rows_of(connection.execute(f"select * from marts.{name}").to_arrow_table())
    return found


def _rows_of(table: pa.Table) -> list[tuple[str, ...]]:
    kept = [
        field.name for field in table.schema if field.name not in _OF_THE_RUN and not pa.types.is_timestamp(field.type)
    ]
    return sorted(set(zip(*(map(str, table[name].to_pylist()) for name in kept), strict=True)))
