"""Each rule fires on an injected fault, agrees on the same statement without it, and judges as exact fractions do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.dbt.conftest import MODELS_ONLY, Dbt
from tests.dbt.statements import GROUPS, Maker, Statement

SEED = 20230719
RULES = (
    "conflicting_values",
    "part_whole_sum",
    "growth_arithmetic",
    "average_total",
    "ratio_percent",
    "share_bounds",
    "cumulative_decrease",
    "unit_slip",
    "closed_shares",
)
Verdicts = dict[str, list[tuple[Statement, set[str]]]]


@pytest.fixture(scope="module")
def judged(dbt_copy: Dbt, reading: Callable[[Path], duckdb.DuckDBPyConnection]) -> Verdicts:
    """All statements in one build: per rule each statement with the verdicts of the comparisons that cite its lead."""
    maker = Maker(SEED)
    statements = list(maker.all())
    path, statuses = dbt_copy.build(maker.inputs, *MODELS_ONLY)
    assert set(statuses.values()) == {"success"}
    cited: dict[tuple[str, str], set[str]] = defaultdict(set)
    query = "select rule, unnest(claim_keys), verdict from marts.fct_comparison"
    for rule, key, verdict in reading(path).execute(query).fetchall():
        cited[rule, key].add(verdict)
    found: Verdicts = defaultdict(list)
    for one in statements:
        found[one.rule].append((one, cited[one.rule, one.lead["claim_key"]]))
    return found


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_agrees_on_sound_statements_and_fires_on_the_same_with_a_fault(judged: Verdicts, rule: str) -> None:
    counted = Counter(
        (one.kind, verdict) for one, verdicts in judged[rule] if one.kind != "edge" for verdict in sorted(verdicts)[:1]
    )
    assert counted == {("sound", "agreed"): GROUPS, ("fault", "contradicts"): GROUPS}


@pytest.mark.parametrize("rule", RULES)
def test_the_verdict_is_that_of_exact_fractions(judged: Verdicts, rule: str) -> None:
    wrong = [(one.kind, one.lead["quote"], one.verdict, got) for one, got in judged[rule] if got != {one.verdict}]
    assert wrong == []
