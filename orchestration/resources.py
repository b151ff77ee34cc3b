"""What assets and checks are given by Dagster.

Here: the folders, and the right to write them. Not here: what is done with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource
from dagster_dbt.compat import DBT_PYTHON_VERSION
from pydantic import PrivateAttr

from orchestration import dead_runs, paths
from orchestration.lock import WarehouseLock
from orchestration.publishing import serving


class Folders(dg.ConfigurableResource):
    """The folders of one warehouse, for those who only read."""

    raw_dir: str
    warehouse_dir: str
    dagster_home: str
    dbt_dir: str

    @classmethod
    def of(cls, found: paths.Paths) -> Folders:
        """The resource for these paths."""
        return cls(
            raw_dir=str(found.raw),
            warehouse_dir=str(found.warehouse),
            dagster_home=str(found.dagster_home),
            dbt_dir=str(found.dbt_project),
        )

    @property
    def paths(self) -> paths.Paths:
        """The folders as paths."""
        return paths.Paths(
            raw=Path(self.raw_dir),
            warehouse=Path(self.warehouse_dir),
            dagster_home=Path(self.dagster_home),
            dbt_project=Path(self.dbt_dir),
        )


class Writer(Folders):
    """The folders for those who write: held by one run at a time, from its first step to its last.

    A run that cannot have it fails before its first step, and says who has it.
    """

    _lock: WarehouseLock | None = PrivateAttr(default=None)

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        """Take the lock, end runs that died with it, and take a published file that somebody wrote to away."""
        run_id = context.run.run_id if context.run is not None else "(no run)"
        lock = WarehouseLock(self.paths.warehouse, run_id)
        lock.acquire()
        try:
            self._sign_and_end_dead_runs(context, run_id)
            for said in serving.fall_back(self.paths.warehouse):
                if context.log is not None:
                    context.log.warning(said)
        except BaseException:
            lock.release()
            raise
        self._lock = lock

    @staticmethod
    def _sign_and_end_dead_runs(context: dg.InitResourceContext, run_id: str) -> None:
        if context.instance is not None and context.run is not None:
            context.instance.add_run_tags(run_id, {dead_runs.WRITER_TAG: dead_runs.writer_tag()})
            for dead in dead_runs.mark_dead_runs(context.instance, own_run_id=run_id):
                if context.log is not None:
                    context.log.warning(f"Run {dead} died without an end; it is marked as failed.")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        """Give the lock back, also after a failure."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


class Dbt(DbtCliResource):
    """dagster-dbt's own resource, without two things that it prepares at each call and that nothing here asks for.

    It starts dbt once more to learn its version, and opens an adapter of its own for row counts and column metadata:
    together 2.5 seconds of a refresh. Both hooks are private: should they be renamed, dbt runs as before, only later.
    """

    @cached_property
    def _cli_version(self) -> Any:
        return DBT_PYTHON_VERSION

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None
