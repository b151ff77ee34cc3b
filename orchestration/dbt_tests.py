"""dbt's tests, asked again of a file that dbt is done with.

Here: what of dbt's artifacts is kept beside a version for that, and the asking. Not here: the first asking, which dbt
does itself while it builds, and how an answer becomes an asset check (`orchestration.assets.marts`).

Nothing new to build is no reason to believe yesterday's answers, and no reason to start dbt either: every test is a
query, and dbt wrote down each query that it ran.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

TESTS_FILE = "tests.json"
_CONDITION = re.compile(r"\s*(?:<>|!=|=|<|>|<=|>=)\s*\d+\s*")


@dataclass(frozen=True)
class KeptTest:
    """One test as dbt ran it. `sql` returns the offending rows; the conditions are about `fail_calc` of them."""

    unique_id: str
    sql: str
    fail_calc: str = "count(*)"
    warn_if: str = "!= 0"
    error_if: str = "!= 0"
    severity: str = "error"


@dataclass(frozen=True)
class Answer:
    """How a test was answered: pass, warn, fail, or error when it could not be asked."""

    unique_id: str
    status: str
    failures: int | None
    message: str = ""


def kept_tests(run_results: Mapping[str, Any], manifest: Mapping[str, Any]) -> list[KeptTest]:
    """The data tests among the results of a dbt build, with their compiled SQL."""
    tests = []
    for result in run_results["results"]:
        node = manifest["nodes"].get(result["unique_id"])
        if node is None or node["resource_type"] != "test" or not result.get("compiled_code"):
            continue
        config = node["config"]
        tests.append(
            KeptTest(
                unique_id=result["unique_id"],
                sql=result["compiled_code"],
                fail_calc=config.get("fail_calc") or "count(*)",
                warn_if=config.get("warn_if") or "!= 0",
                error_if=config.get("error_if") or "!= 0",
                severity=(config.get("severity") or "error").lower(),
            )
        )
    return tests


def ask_all(connection: duckdb.DuckDBPyConnection, tests: Iterable[KeptTest]) -> list[Answer]:
    """Run every test's SQL on an open file."""
    return [ask(connection, test) for test in tests]


def ask(connection: duckdb.DuckDBPyConnection, test: KeptTest) -> Answer:
    """Run one test's SQL and judge the answer as dbt does: error_if first (unless it only warns), then warn_if."""
    for condition in (test.warn_if, test.error_if):
        if not _CONDITION.fullmatch(condition):
            return Answer(test.unique_id, "error", None, f"Condition {condition!r} is not understood.")
    sql = (
        f"select failures, failures {test.warn_if}, failures {test.error_if} "
        f"from (select {test.fail_calc} as failures from (\n{test.sql}\n) as dbt_internal_test)"
    )
    try:
        row = connection.execute(sql).fetchone()
    except duckdb.Error as error:
        return Answer(test.unique_id, "error", None, str(error))
    failures, is_warning, is_error = row if row is not None else (None, True, True)
    if is_error and test.severity == "error":
        return Answer(test.unique_id, "fail", failures)
    return Answer(test.unique_id, "warn" if is_warning else "pass", failures)
