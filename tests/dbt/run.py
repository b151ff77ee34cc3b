"""Runs dbt in this process and lets go of the database afterwards.

Here: one call of dbt. Not here: its inputs (`builder.py`), its results' meaning (the test modules).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner


def dbt(warehouse: Path, target: Path, project: Path, *arguments: str) -> Any:
    """The result of `dbt <arguments>` on the warehouse; `target` may be shared, so that parsing is done once."""
    before = os.environ.get("CCHC_WAREHOUSE_DIR")
    os.environ["CCHC_WAREHOUSE_DIR"] = str(warehouse)
    try:
        folders = ["--project-dir", str(project), "--profiles-dir", str(project)]
        places = ["--target-path", str(target), "--log-path", str(target / "logs"), "--quiet"]
        return dbtRunner().invoke([*arguments, *folders, *places])
    finally:
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
            DuckDBConnectionManager._ENV = None
        if before is None:
            del os.environ["CCHC_WAREHOUSE_DIR"]
        else:
            os.environ["CCHC_WAREHOUSE_DIR"] = before
