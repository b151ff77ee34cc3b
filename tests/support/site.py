"""A whole site in a folder: inbox, warehouse and a dbt project of its own, and real runs over it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
from dagster import DagsterInstance, ExecuteInProcessResult

from orchestration.definitions import build_definitions
from orchestration.paths import REPOSITORY, Paths, ensure_dagster_home
from orchestration.publishing import integrity, versions

SENTENCE = (
    "Trong 6 tháng đầu năm 2023, tỷ lệ hoàn thành nhiệm vụ cải cách hành chính của cả nước so với kế hoạch đạt {}.\n"
)
RULE = "conflicting_values"


@dataclass(frozen=True)
class Site:
    """Folders under one root."""

    root: Path

    @property
    def paths(self) -> Paths:
        """As the project sees them."""
        return Paths(
            self.root / "raw",
            self.root / "warehouse",
            self.root / "warehouse" / "dagster_home",
            self.root / "dbt_project",
        )

    @property
    def environment(self) -> dict[str, str]:
        """For processes of their own."""
        environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
        return environment | {
            "CCHC_RAW_DIR": str(self.paths.raw),
            "CCHC_WAREHOUSE_DIR": str(self.paths.warehouse),
            "CCHC_DBT_DIR": str(self.paths.dbt_project),
            "PYTHONPATH": str(REPOSITORY),
        }

    def drop(self, name: str, content: str | bytes) -> None:
        """Put a file into the inbox."""
        path = self.paths.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def instance(self) -> DagsterInstance:
        """Dagster's instance of this site."""
        return DagsterInstance.from_config(str(self.paths.dagster_home))

    def run(self, *asset_keys: str, config: dict[str, dict[str, Any]] | None = None) -> ExecuteInProcessResult:
        """The job `refresh` in this process, or only some assets of it, without checks; `config` by asset."""
        ensure_dagster_home(self.paths)
        definitions = build_definitions(self.paths)
        selection = [dg.AssetKey(key) for key in asset_keys] or None
        with self.instance() as instance:
            return definitions.resolve_job_def("refresh").execute_in_process(
                run_config={"ops": {name: {"config": one} for name, one in (config or {}).items()}},
                instance=instance,
                raise_on_error=False,
                asset_selection=selection,
            )

    def cli(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command line in a process of its own."""
        return subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False
        )

    def command(self, *arguments: str) -> list[str]:
        """The command line as a list."""
        return [sys.executable, "-m", "orchestration.cli", *arguments]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the published file."""
        version = versions.current(self.paths.warehouse)
        assert version is not None
        with integrity.read_only(version.database) as connection:
            rows: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
            return rows

    def current(self) -> str:
        """Build id of the published version."""
        version = versions.current(self.paths.warehouse)
        assert version is not None
        return version.build_id

    def copy_to(self, root: Path) -> Site:
        """A site of its own with the same content."""
        shutil.copytree(self.root, root, symlinks=True)
        return Site(root)


def new_site(root: Path) -> Site:
    """An inbox of two articles that contradict each other, and a copy of the dbt project."""
    site = Site(root)
    ignored = shutil.ignore_patterns("target", "logs", "dbt_packages")
    shutil.copytree(REPOSITORY / "dbt_project", site.paths.dbt_project, ignore=ignored)
    site.drop("bao-a.txt", "Kết quả sáu tháng\n\n" + SENTENCE.format("31,16%"))
    site.drop("bao-b.txt", "Nhìn lại nửa năm\n\n" + SENTENCE.format("32,05%"))
    return site


def evaluations(result: ExecuteInProcessResult) -> dict[tuple[str, str], Any]:
    """The evaluations of a run's checks by asset and name."""
    return {(one.asset_key.to_user_string(), one.check_name): one for one in result.get_asset_check_evaluations()}


def materializations(result: ExecuteInProcessResult) -> dict[str, Any]:
    """The materializations of a run by asset."""
    found = {}
    for event in result.get_asset_materialization_events():
        data = event.step_materialization_data.materialization
        found[data.asset_key.to_user_string()] = data
    return found


def reasons(result: ExecuteInProcessResult) -> str:
    """All error texts of a run."""
    return "\n".join(str(event.event_specific_data) for event in result.all_events if event.is_failure)
