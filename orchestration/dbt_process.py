"""How dbt is called as a process.

Here: which program, and its environment. Not here: the manifest and its nodes (`dbt`), builds of Dagster
(`assets.marts`). This module is light, so that commands which need no Dagster can call dbt.
"""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.paths import Paths


def dbt_executable() -> str:
    """The dbt that belongs to this interpreter, else the one on PATH."""
    beside = Path(sys.executable).parent / "dbt"
    return str(beside) if beside.is_file() else "dbt"


def dbt_environment(paths: Paths) -> dict[str, str]:
    """Environment variables that every call of dbt needs."""
    return {
        "CCHC_WAREHOUSE_DIR": str(paths.warehouse),
        "DBT_PROFILES_DIR": str(paths.dbt_project),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }
