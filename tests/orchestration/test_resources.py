"""What the project's resource leaves out of dagster-dbt's."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from dagster_dbt import DbtCliResource

from orchestration import resources
from orchestration.dbt_process import dbt_executable
from orchestration.paths import REPOSITORY
from orchestration.resources import Dbt


def test_a_call_of_dbt_starts_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is known without asking dbt, and no adapter is opened: both hooks are still there to be filled."""
    assert {"_cli_version", "_initialize_dbt_core_adapter"} <= set(vars(DbtCliResource)) & set(vars(resources.Dbt))
    monkeypatch.setattr("dagster_dbt.core.resource.check_output", lambda *_: pytest.fail("dbt was asked its version"))
    monkeypatch.setenv("CCHC_WAREHOUSE_DIR", str(tmp_path))
    dbt = Dbt(project_dir=str(REPOSITORY / "dbt_project"), dbt_executable=dbt_executable())
    invocation = dbt.cli(["--version"], target_path=tmp_path, raise_on_error=False)
    assert invocation.wait().process.returncode == 0
    assert str(invocation.cli_version) == version("dbt-core")
    assert invocation.adapter is None
