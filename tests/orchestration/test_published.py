"""What Dagster is told of a publication."""

from __future__ import annotations

from orchestration.assets.published import PLOTTED, difference_metadata

DIFF = {
    "old": "a",
    "new": "b",
    "counts": {"claims added": 2, "observations value": 1, "findings opened": 1},
    "observations": [
        {
            "change": "value",
            "observation_key": "o",
            "old_value": "10.0",
            "new_value": "11.0",
            "relative_change": 0.1,
            "causes": ["input", "code"],
        }
    ],
    "findings": [
        {
            "change": "opened",
            "rule": "r",
            "finding_key": "f",
            "old_state": None,
            "new_state": "open",
            "explanation": "10 against 11",
            "causes": ["input"],
        }
    ],
}


def test_numbers_are_plotted_from_run_to_run_and_changes_are_a_table() -> None:
    told = difference_metadata(DIFF)
    numbers = {name: value for name, value in told.items() if isinstance(value, int)}
    assert len(numbers) == len(PLOTTED)
    assert (numbers["changes/claims_added"], numbers["changes/claims_removed"]) == (2, 0)
    records = [dict(record.data) for record in told["changes"].value.records]
    assert [record["what"] for record in records] == ["observations", "findings"]
    assert records[0]["told"] == "o: 10 -> 11 (+10.00%)"
    assert records[0]["cause"] == "the input and the code"


def test_nothing_changed_is_an_empty_table_with_every_number_at_zero() -> None:
    told = difference_metadata({})
    assert not told["changes"].value.records
    assert {value for value in told.values() if isinstance(value, int)} == {0}


def test_a_difference_that_could_not_be_told_is_said() -> None:
    assert difference_metadata({"error": "of a later DuckDB"}) == {"changes": "of a later DuckDB"}
    assert "cannot be read" in difference_metadata(None)["changes"]
