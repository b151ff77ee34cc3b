"""An indicator whose name hides a breakdown and its base told with that breakdown are about one thing."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt.builder import PROJECT, Inputs, Row
from tests.dbt.conftest import Dbt
from tests.dbt.statements import exact

Connect = Callable[[Path], duckdb.DuckDBPyConnection]
BASE, FULL = "online_services_count", "full_online_services_count"


def services(value: int, metric_key: str, scope_key: str) -> Row:
    phrase = "dịch vụ công trực tuyến toàn trình"
    return exact(value, unit="count", metric_key=metric_key, metric_phrase=phrase, scope_key=scope_key)


@pytest.fixture(scope="module")
def db(dbt_copy: Dbt, reading: Connect) -> duckdb.DuckDBPyConnection:
    dbt_copy.decide("adjudications", [])
    inputs = Inputs()
    a, b, c = (inputs.document(name, age=age) for age, name in enumerate("abc"))
    for document, figure in (
        (a, services(812, BASE, "service_level=full")),
        (b, services(829, FULL, "_T")),
        (c, services(812, FULL, "service_level=full")),
        (a, services(95, BASE, "level=province;service_level=full")),
        (b, services(95, FULL, "level=province")),
        (a, services(604, BASE, "service_level=partial")),
        (b, services(1416, BASE, "_T")),
    ):
        value = figure.pop("value")
        inputs.claim(document, value, lead="Toàn tỉnh có ", tail=" dịch vụ công trực tuyến toàn trình.", **figure)
    path, statuses = dbt_copy.build(inputs)
    assert set(statuses.values()) <= {"success", "pass"}
    return reading(path)


def test_both_names_meet_in_one_observation_under_the_narrower(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute(
        "select metric_key, scope_key, n_claims, n_values from marts.fct_observation order by metric_key, scope_key"
    ).fetchall()
    assert found == [
        (FULL, "_T", 3, 2),
        (FULL, "level=province", 2, 1),
        (BASE, "_T", 1, 1),
        ("partial_online_services_count", "_T", 1, 1),
    ]


def test_a_claim_keeps_the_name_and_the_scope_that_its_text_tells(db: duckdb.DuckDBPyConnection) -> None:
    told = db.execute("select metric_key, scope_key from marts.claims where value = 95 order by 1").fetchall()
    assert told == [(FULL, "level=province"), (BASE, "level=province;service_level=full")]


def test_a_contradiction_between_the_two_names_is_found(db: duckdb.DuckDBPyConnection) -> None:
    found = db.execute("select rule, metric_key, len(claim_keys) from marts.findings").fetchall()
    assert found == [("conflicting_values", FULL, 3)]


def test_the_indicator_names_its_base(db: duckdb.DuckDBPyConnection) -> None:
    row = db.execute("select base_metric_key from marts.dim_metric where metric_key = ?", [FULL]).fetchone()
    assert row == (BASE,)


def test_every_row_names_indicators_of_the_catalogue_and_one_code() -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (PROJECT / "seeds" / name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    known = {row["metric_key"] for row in rows("metrics.csv")} | {""}
    codes = {f"{row['dimension']}={row['code']}" for row in rows("extraction/scope_cues.csv")}
    for row in rows("metric_scopes.csv"):
        assert {row["metric_key"], row["base_metric_key"]} <= known, row
        assert row["scope_key"] in codes, row
