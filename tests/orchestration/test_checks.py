"""What a check's page shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dagster as dg
from hypothesis import given
from hypothesis import strategies as st

from orchestration.checks import landing
from orchestration.checks.rules import SHOWN, evaluate_rule, known_findings, load_rules, result_of
from orchestration.findings import Finding, RuleCount, side_by_side
from orchestration.paths import REPOSITORY
from orchestration.publishing import integrity, versions
from orchestration.publishing.publish import publish
from tests.support.warehouse import make_candidate


def finding(key: str, state: str = "open", is_new: bool = False) -> Finding:
    return Finding(
        finding_key=key,
        rule="r",
        severity="warning",
        state=state,
        likely_cause="unknown",
        imbalance="0.89",
        explanation_vi="vi",
        explanation_en="en",
        values_seen="1|2",
        metric="m",
        quotes=("1%", "2%", "2%"),
        documents=("a", "b", "c"),
        weight=0.1,
        is_new=is_new,
    )


def rows(metadata: Any) -> list[dict[str, Any]]:
    return [dict(record.data) for record in metadata.value.records]


def test_a_rule_passes_exactly_while_nothing_is_open() -> None:
    assert not result_of([finding("a"), finding("b", "accepted")], RuleCount(), "build").passed
    assert result_of([finding("b", "accepted"), finding("c", "explained")], RuleCount(), "build").passed
    assert result_of([], RuleCount(), "build").passed


def test_counts_of_verdicts_are_numbers_that_dagster_plots_over_runs() -> None:
    counted = RuleCount(looked_at=9, agreed=5, contradicts=1, undecided=3, open=1)
    result = result_of([finding("a", is_new=True)], counted, "build")
    assert result.metadata is not None
    left = {"open": 1, "accepted": 0, "explained": 0}
    shown = {name: value.value for name, value in result.metadata.items() if isinstance(value, dg.IntMetadataValue)}
    assert shown == {"looked_at": 9, "agreed": 5, "contradicts": 1, "undecided": 3, **left, "new": 1}


def test_each_row_says_what_to_do() -> None:
    result = result_of([finding("a", is_new=True), finding("b", "accepted")], RuleCount(looked_at=7), "build")
    assert result.metadata is not None
    shown = rows(result.metadata["findings"])
    assert [row["new"] for row in shown] == ["new", ""]
    assert shown[0]["what_to_do"] == 'make accept FINDING=a REASON="..."'
    assert shown[1]["what_to_do"] == "nothing"
    assert shown[0]["quotes"] == "1% / 2%"


@given(st.integers(min_value=0, max_value=3 * SHOWN))
def test_a_long_list_is_cut_and_says_so(count: int) -> None:
    result = result_of([finding(str(number)) for number in range(count)], RuleCount(), "build")
    assert result.metadata is not None
    assert ("not_shown" in result.metadata) == (count > SHOWN)


def test_quotes_stand_once_with_all_their_documents() -> None:
    assert side_by_side(finding("a")) == "1% (a) / 2% (b, c)"


def test_a_rule_without_a_warehouse_says_what_to_do(tmp_path: Path) -> None:
    result = evaluate_rule(tmp_path, "conflicting_values")
    assert not result.passed
    assert "make refresh" in str(result.metadata)


def test_findings_are_new_when_the_version_before_did_not_have_them(tmp_path: Path) -> None:
    first = make_candidate(tmp_path)
    publish(tmp_path, first)
    second = make_candidate(tmp_path, word="two", statements=("update marts.fct_finding set finding_key = 'other'",))
    assert known_findings(tmp_path, first) is None
    assert known_findings(tmp_path, second) == {"f"}
    publish(tmp_path, second)
    assert versions.latest_complete(tmp_path) == second
    with integrity.read_only(second.database) as connection:
        assert connection.execute("select finding_key from marts.fct_finding").fetchall() == [("other",)]


def test_failed_files_show_reason_and_remedy() -> None:
    row = {"file_name": "a.txt", "stage": "read", "reason": "empty", "detail": "no bytes", "remedy": "drop it again"}
    result = landing.result_of([row])
    assert not result.passed
    assert result.metadata is not None
    assert rows(result.metadata["files"]) == [row]
    assert landing.result_of([]).passed


def test_every_rule_of_the_reference_table_has_a_name_in_both_languages() -> None:
    found = load_rules(REPOSITORY / "dbt_project" / "seeds" / "rules.csv")
    assert found
    assert all(rule.name and rule.name_vi and rule.name_en and rule.description for rule in found)
