"""What is told of the way from one version to the next, in the file, beside it and in print."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.publishing import differences, integrity
from orchestration.publishing.differences import relative_change
from orchestration.publishing.publish import publish
from orchestration.publishing.report import describe, headline, plain
from orchestration.publishing.versions import Version
from tests.support.warehouse import make_candidate, read_json

VALUE = "update marts.fct_observation set value = {}"


def two(warehouse: Path, first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Version, Version]:
    one = publish(warehouse, make_candidate(warehouse, "one", first)).version
    return one, publish(warehouse, make_candidate(warehouse, "two", second)).version


def test_the_first_version_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    version = publish(tmp_path, make_candidate(tmp_path)).version
    difference = differences.compare(None, version)
    assert difference.counts() == {}
    assert "first version" in describe(difference)
    assert read_json(version.folder / "diff.json")["old"] is None


def test_nothing_changed_is_said(tmp_path: Path) -> None:
    assert headline(differences.compare(*two(tmp_path, (), ()))) == "nothing changed"


def test_values_that_moved_come_first_and_the_biggest_move_before_others(tmp_path: Path) -> None:
    more = (
        "insert into marts.fct_observation by name select * replace ('{0}' as observation_key, {1} as value) from "
        "marts.fct_observation where observation_key = 'o'"
    )
    own = (
        "insert into marts.fct_claim by name select * replace ('{0}' as observation_key, '{0}' as claim_key) from "
        "marts.fct_claim where claim_key = 'a'"
    )
    chosen = "update marts.fct_observation set claim_key = observation_key where observation_key <> 'o'"
    extra = ("update marts.build set claims = 4", *(own.format(key) for key in ("p", "q")))
    shown = ("insert into marts.claims (claim_key) values ('p'), ('q')",)

    def side(o: str, p: str, q: str) -> tuple[str, ...]:
        return (VALUE.format(o), more.format("p", p), more.format("q", q), *extra, *shown, chosen)

    made = two(tmp_path, side("10", "100", "0"), side("11", "50", "3"))
    rows = differences.compare(*made).observations
    assert [(row["observation_key"], row["relative_change"]) for row in rows] == [("q", None), ("p", -0.5), ("o", 0.1)]
    assert {row["change"] for row in rows} == {"value"}
    assert "p: 100 -> 50 (-50.00%)" in describe(differences.compare(*made))


def test_claims_documents_choices_and_findings(tmp_path: Path) -> None:
    second = (
        "update marts.fct_claim set claim_key = 'c' where claim_key = 'b'",
        "update marts.claims set claim_key = 'c' where claim_key = 'b'",
        "update marts.fct_claim_relation set related_claim_key = 'c'",
        "update marts.fct_claim set unit = 'percent' where claim_key = 'a'",
        "update marts.fct_observation set claim_key = 'c'",
        "update marts.fct_finding set claim_keys = ['a', 'c'], state = 'explained'",
        "insert into marts.fct_finding (finding_key, rule, claim_keys, state) values ('g', 'r', ['c'], 'open')",
        "update marts.dim_source set is_current = false",
        "update marts.fct_claim set is_current = true",
    )
    first = ("update marts.dim_source set is_current = true",)
    old, new = two(tmp_path, first, second)
    difference = differences.compare(old, new)
    assert difference.counts() == {
        "documents superseded": 1,
        "claims removed": 1,
        "claims added": 1,
        "claims changed": 1,
        "observations choice": 1,
        "findings opened": 1,
        "findings closed": 1,
    }
    (changed,) = [row for row in difference.claims if row["change"] == "changed"]
    assert (changed["claim_key"], changed["columns"]) == ("a", ["unit"])
    told = describe(difference)
    assert "choice: o: a -> c" in told
    assert "closed: r f (open -> explained)" in told
    # The same stands in the file, and beside it.
    with integrity.read_only(new.database) as connection:
        kept = connection.execute("select change, claim_key from ops.claim_changes order by claim_key").fetchall()
        assert kept == [("changed", "a"), ("removed", "b"), ("added", "c")]
        assert connection.execute("select previous_build_id from ops.publication").fetchone() == (old.build_id,)
        choice = connection.execute("select old_claim_key, new_claim_key from ops.observation_changes").fetchall()
        assert choice == [("a", "c")]
        bare = "select count(*) from duckdb_tables() where schema_name = 'ops' and comment is null"
        assert connection.execute(bare).fetchone() == (0,)
    assert read_json(new.folder / "diff.json")["counts"] == difference.counts()


def test_a_version_of_older_code_lacks_columns_and_is_compared_all_the_same(tmp_path: Path) -> None:
    old, new = two(tmp_path, (), ("alter table marts.fct_claim add column agency_key varchar",))
    assert differences.compare(old, new).counts() == {}


def test_a_version_before_that_cannot_be_read_is_said_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, make_candidate(tmp_path, "one"))

    def refuse(*_: object) -> None:
        raise duckdb.IOException("of a later DuckDB")

    monkeypatch.setattr(differences, "compare", refuse)
    result = publish(tmp_path, make_candidate(tmp_path, "two"))
    assert result.is_new
    assert "of a later DuckDB" in result.said[0]
    assert "error" in read_json(result.version.folder / "diff.json")


@given(st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3))
def test_a_move_has_the_sign_of_its_direction(old: Decimal, new: Decimal) -> None:
    share = relative_change(old, new)
    assert (share is None) == (old == 0)
    if share is not None:
        assert (share > 0) == (new > old)
        assert (share == 0) == (new == old)


@pytest.mark.parametrize(
    ("told", "shown"), [("31.1600000000", "31.16"), ("5.0000000000", "5"), ("100", "100"), (None, "none")]
)
def test_plain_decimals(told: str | None, shown: str) -> None:
    assert plain(told) == shown
