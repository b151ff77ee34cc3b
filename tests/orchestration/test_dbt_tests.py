"""A dbt test's SQL asked again is judged as dbt judges it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.dbt_tests import KeptTest, ask, ask_all, kept_tests

TWO_ROWS = "select * from (values (1), (2)) as t(a)"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as opened:
        yield opened


@pytest.mark.parametrize(
    ("test", "status", "failures"),
    [
        (KeptTest("t", "select 1 where false"), "pass", 0),
        (KeptTest("t", TWO_ROWS), "fail", 2),
        (KeptTest("t", TWO_ROWS, severity="warn"), "warn", 2),
        (KeptTest("t", TWO_ROWS, error_if="> 5"), "warn", 2),
        (KeptTest("t", TWO_ROWS, warn_if=">2", error_if=">5"), "pass", 2),
        (KeptTest("t", TWO_ROWS, fail_calc="max(a) - 2"), "pass", 0),
        (KeptTest("t", "select nonsense"), "error", None),
        (KeptTest("t", "select 1 where false", warn_if="!= 0 or true"), "error", None),
        (KeptTest("t", "select 1 -- the last line may be a comment"), "fail", 1),
    ],
)
def test_judgement(connection: duckdb.DuckDBPyConnection, test: KeptTest, status: str, failures: int | None) -> None:
    answer = ask(connection, test)
    assert (answer.status, answer.failures) == (status, failures)


def test_only_data_tests_are_kept() -> None:
    manifest = {
        "nodes": {
            "test.a": {"resource_type": "test", "config": {"severity": "WARN", "error_if": ">3"}},
            "model.b": {"resource_type": "model", "config": {}},
        }
    }
    results = [
        {"unique_id": "test.a", "compiled_code": "select 1"},
        {"unique_id": "model.b", "compiled_code": "select 2"},
        {"unique_id": "unit_test.c", "compiled_code": "select 3"},
    ]
    assert kept_tests({"results": results}, manifest) == [
        KeptTest("test.a", "select 1", severity="warn", error_if=">3")
    ]


def test_every_test_is_answered(connection: duckdb.DuckDBPyConnection) -> None:
    answers = ask_all(connection, [KeptTest("bad", "select x"), KeptTest("good", "select 1 where false")])
    assert [answer.status for answer in answers] == ["error", "pass"]
