"""The choice of a value and the verdict on a contest, against an oracle with exact fractions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.builder import Inputs
from tests.dbt.conftest import MODELS_ONLY, Dbt
from tests.dbt.groups import contests, shuffled, with_copies
from tests.dbt.oracle import Choice, Decision, Voice, choose, gap, meet, voices_by_group

SEED = 20230630
Connect = Callable[[Path], duckdb.DuckDBPyConnection]


@dataclass
class Contests:
    inputs: Inputs
    groups: dict[str, list[Voice]]
    choices: dict[str, Choice | None]
    db: duckdb.DuckDBPyConnection
    statuses: dict[str, str]


def as_rows(decisions: list[Decision]) -> list[dict[str, Any]]:
    return [
        {**vars(one), "reason": "checked the report", "decided_by": "lan", "decided_on": one.decided_on.isoformat()}
        for one in decisions
    ]


@pytest.fixture(scope="module")
def held(dbt_copy: Dbt, reading: Connect) -> Contests:
    inputs, decisions = contests(SEED)
    dbt_copy.decide("adjudications", as_rows(decisions))
    path, statuses = dbt_copy.build(inputs)
    groups = voices_by_group(inputs.documents, inputs.claims, decisions)
    return Contests(inputs, groups, {key: choose(voices) for key, voices in groups.items()}, reading(path), statuses)


def test_every_node_and_every_test_of_the_project_passes(held: Contests) -> None:
    assert set(held.statuses.values()) <= {"success", "pass"}, held.statuses


def test_choice_is_the_one_that_the_written_rule_gives(held: Contests) -> None:
    columns = list(Choice.__dataclass_fields__)
    rows = held.db.execute(f"select scope_key, {', '.join(columns)} from marts.fct_observation").fetchall()
    found = {row[0]: Choice(*row[1:]) for row in rows}
    assert len(found) == len(rows)
    assert found == {key: choice for key, choice in held.choices.items() if choice is not None}


def test_the_generated_contests_reach_every_step_of_the_rule(held: Contests) -> None:
    rules = {choice.resolution_rule for choice in held.choices.values() if choice is not None}
    assert rules >= {
        "adjudication",
        "owner",
        "authority",
        "later_vintage",
        "more_witnesses",
        "later_in_text",
        "only_value",
        "agreement",
    }
    assert {choice.is_decided for choice in held.choices.values() if choice} == {True, False}


def test_verdict_and_gap_follow_from_the_intervals(held: Contests) -> None:
    rows = held.db.execute(
        "select k.scope_key, c.verdict, c.imbalance, c.claim_keys from marts.fct_comparison as c "
        "join (select distinct observation_key, scope_key from marts.fct_claim) as k using (observation_key) "
        "where c.rule = 'conflicting_values'"
    ).fetchall()
    found = {key: (verdict, None if by is None else Fraction(by), cited) for key, verdict, by, cited in rows}
    expected = {}
    for key, voices in held.groups.items():
        if len(voices) < 2:
            continue
        apart = all(meet(a, b) for a in voices for b in voices if a.key != b.key)
        unknown = any(voice.bounds[0] is None and voice.bounds[2] is None for voice in voices)
        verdict = "contradicts" if not apart else "undecided" if unknown else "agreed"
        expected[key] = (verdict, gap(voices), sorted(voice.key for voice in voices))
    assert {verdict for verdict, _, _ in expected.values()} == {"contradicts", "undecided", "agreed"}
    assert found == expected


def test_each_contradiction_is_one_finding_and_only_standing_claims_keep_it_open(held: Contests) -> None:
    rows = held.db.execute(
        "select k.scope_key, f.state from marts.findings as f "
        "join (select distinct observation_key, scope_key from marts.fct_claim) as k using (observation_key)"
    ).fetchall()
    expected = {}
    for key, voices in held.groups.items():
        if gap(voices) is not None:
            standing = [voice for voice in voices if not voice.is_deprecated]
            expected[key] = "explained" if gap(standing) is None else "open"
    assert len(rows) == len(dict(rows))
    assert dict(rows) == expected
    assert set(expected.values()) == {"explained", "open"}


def test_deprecated_claims_stay_with_the_reason_and_are_never_chosen(held: Contests) -> None:
    rows = dict(held.db.execute("select claim_key, rank || '/' || rank_reason from marts.fct_claim").fetchall())
    deprecated = [voice.key for voices in held.groups.values() for voice in voices if voice.is_deprecated]
    assert deprecated
    assert {rows[key] for key in deprecated} == {"deprecated/deprecated by lan: checked the report"}
    chosen = {key for key, text in rows.items() if text.startswith("preferred/")}
    assert chosen == {choice.claim_key for choice in held.choices.values() if choice is not None}


def test_input_order_changes_no_row_of_any_table(held: Contests, dbt_copy: Dbt, reading: Connect) -> None:
    path, _ = dbt_copy.build(shuffled(held.inputs, SEED), *MODELS_ONLY)
    other = reading(path)
    tables = [
        name
        for (name,) in held.db.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' and database_name = current_database()"
        ).fetchall()
    ]
    assert len(tables) > 15
    for table in tables:
        query = f"select * from marts.{table}"
        assert held.db.execute(query).fetchall() == other.execute(query).fetchall(), table


def test_another_copy_never_changes_the_choice(held: Contests, dbt_copy: Dbt, reading: Connect) -> None:
    path, _ = dbt_copy.build(with_copies(held.inputs, SEED), *MODELS_ONLY)
    query = (
        "select observation_key, claim_key, value, n_witnesses, resolution_rule, is_decided from marts.fct_observation"
    )
    before, after = held.db.execute(query).fetchall(), reading(path).execute(query).fetchall()
    assert reading(path).execute("select count(*) from marts.claims where document = 'paper'").fetchone()[0] > 50
    assert before == after
