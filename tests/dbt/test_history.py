"""The warehouse as it was known: what lands later changes no earlier moment, and the last state is the present one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt.builder import START, Inputs
from tests.dbt.conftest import MODELS_ONLY, Dbt
from tests.dbt.groups import contests

SEED = 20230701
HOURS = 3
Connect = Callable[[Path], duckdb.DuckDBPyConnection]
CHOICES = "select observation_key, claim_key from marts.fct_observation order by 1"
AT = (
    "select observation_key, claim_key from marts.observation_history where axis = ? and known_from <= ? "
    "and (known_to is null or known_to > ?) order by 1"
)


def pages(inputs: Inputs) -> None:
    """A page that changed after a day, and one that lost its figure."""
    for number, (content, value) in enumerate((("old", "10"), ("new", "20"))):
        page = inputs.document("trang", content=content, age=number * 24)
        inputs.claim(page, value, scope_key="edition=page")
    inputs.claim(inputs.document("mat", content="with"), "30", scope_key="edition=lost")
    inputs.document("mat", content="without", age=24)


def landed_by(inputs: Inputs, moment: dt.datetime) -> Inputs:
    """The same inputs as they were at a moment."""
    documents = [row for row in inputs.documents if row["first_seen_at"] <= moment]
    names = {row["source_key"] for row in documents}
    seen = {(row["file_name"], row["sha256"]) for row in documents}
    return Inputs(
        documents=documents,
        claims=[row for row in inputs.claims if row["source_key"] in names],
        sightings=[row for row in inputs.sightings if (row["file_name"], row["sha256"]) in seen],
        outcomes=[row for row in inputs.outcomes if (row["file_name"], row["sha256"]) in seen],
    )


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    made, _ = contests(SEED)
    # The day on which a copy's words were first published is asked across all claims of a group: kept apart here.
    for claim in made.claims:
        claim["vintage_date"] = claim["vintage_date"] or dt.date(2023, 6, 1)
    pages(made)
    return made


@pytest.fixture(scope="module")
def now(dbt_copy: Dbt, reading: Connect, inputs: Inputs) -> duckdb.DuckDBPyConnection:
    path, _ = dbt_copy.build(inputs, *MODELS_ONLY)
    return reading(path)


@pytest.mark.parametrize("axis", ["landed", "stated"])
def test_the_last_state_is_the_present_choice(now: duckdb.DuckDBPyConnection, axis: str) -> None:
    far = dt.datetime(2100, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
    assert now.execute(AT, [axis, far, far]).fetchall() == now.execute(CHOICES).fetchall()


def test_documents_that_land_later_change_no_earlier_moment(
    now: duckdb.DuckDBPyConnection, dbt_copy: Dbt, reading: Connect, inputs: Inputs
) -> None:
    moment = START + dt.timedelta(hours=HOURS)
    path, _ = dbt_copy.build(landed_by(inputs, moment), *MODELS_ONLY)
    then = reading(path).execute(CHOICES).fetchall()
    naive = moment.replace(tzinfo=None)
    assert len(then) > 100
    assert now.execute(AT, ["landed", naive, naive]).fetchall() == then
    assert now.execute(CHOICES).fetchall() != then


def test_spans_of_one_observation_follow_each_other_without_overlap(now: duckdb.DuckDBPyConnection) -> None:
    wrong = now.execute(
        "select count(*) from (select known_to, lead(known_from) over (partition by observation_key, axis "
        "order by known_from) as next_from from marts.observation_history) where known_to > next_from"
    ).fetchone()
    assert wrong == (0,)


def test_a_page_that_changed_counted_until_then(now: duckdb.DuckDBPyConnection) -> None:
    rows = now.execute(
        "select value, known_to is null from marts.observation_history where axis = 'landed' "
        "and observation_key like '%|edition=page|%' order by known_from"
    ).fetchall()
    assert [(int(value), is_open) for value, is_open in rows] == [(10, False), (20, True)]
    lost = now.execute(
        "select axis, known_to is null from marts.observation_history where observation_key like '%|edition=lost|%'"
    ).fetchall()
    assert lost == [("landed", False)]
