"""What must be true of a file before it becomes the current one, and what stays true when it is not."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing import build, integrity, versions
from orchestration.publishing.publish import NotPublishedError, candidate_of, publish, verify
from tests.support.warehouse import NOON, VERSIONS, fill, inputs, make_candidate, read_json


def names(error: pytest.ExceptionInfo[NotPublishedError]) -> set[str]:
    return {failure.name for failure in error.value.failures}


def test_a_good_candidate_becomes_current(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    published = publish(tmp_path, candidate)
    assert published.is_new
    assert versions.current(tmp_path) == candidate
    assert versions.building(tmp_path) is None
    assert stat.S_IMODE(candidate.database.stat().st_mode) == 0o444
    manifest = read_json(candidate.folder / "manifest.json")
    assert manifest["sha256"] == versions.file_hash(candidate.database)
    assert manifest["input_hash"] == inputs().input_hash
    assert manifest["row_counts"]["fct_claim"] == 2  # type: ignore[index]
    with duckdb.connect(str(tmp_path / "current" / "cchc.duckdb"), read_only=True) as connection:
        assert connection.execute("select current_database(), count(*) from marts.fct_claim").fetchall() == [
            ("cchc", 2)
        ]


def test_publishing_twice_publishes_nothing_new(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    publish(tmp_path, candidate)
    before = os.readlink(tmp_path / "current"), (candidate.folder / "manifest.json").stat().st_mtime_ns
    assert not publish(tmp_path, candidate_of(tmp_path)).is_new
    assert before == (os.readlink(tmp_path / "current"), (candidate.folder / "manifest.json").stat().st_mtime_ns)


def test_an_open_reader_keeps_its_version(tmp_path: Path) -> None:
    publish(tmp_path, make_candidate(tmp_path))
    with integrity.read_only(tmp_path / "current" / "cchc.duckdb") as reader:
        second = make_candidate(tmp_path, word="two")
        assert publish(tmp_path, second).is_new
        first_id = reader.execute("select build_id from marts.build").fetchone()
        with integrity.read_only(tmp_path / "current" / "cchc.duckdb") as other:
            assert other.execute("select build_id from marts.build").fetchone() == (second.build_id,)
        assert first_id is not None
        assert first_id != (second.build_id,)


#: What is broken in the file -> the query that must notice it.
BREAKS = {
    "drop table marts.revisions": "contract_tables_and_columns",
    "alter table marts.claims drop column quote": "contract_tables_and_columns",
    "delete from marts.build": "one_build_row",
    "insert into marts.build select * from marts.build": "one_build_row",
    "delete from marts.fct_claim where claim_key = 'b'": "every_claim_once",
    "update marts.fct_claim set claim_key = 'a'": "claim_keys_are_unique",
    "delete from marts.claims where claim_key = 'b'": "every_current_claim_in_the_wide_view",
    "insert into marts.dim_source (source_key) values ('other')": "every_document_once",
    "update marts.fct_claim set metric_key = 'gone' where claim_key = 'b'": "claims_have_a_dim_metric",
    "update marts.fct_claim set agency_version_key = null": "claims_have_a_dim_agency",
    "delete from marts.dim_period": "claims_have_a_dim_period",
    "delete from marts.dim_scope": "claims_have_a_dim_scope",
    "update marts.fct_claim set source_key = 'gone'": "claims_have_a_dim_source",
    "insert into marts.dim_metric (metric_key) values ('k')": "joining_all_dimensions_keeps_rows",
    "update marts.fct_claim set char_start = char_start + 1 where claim_key = 'b'": "quotes_are_at_their_place",
    "delete from marts.source_texts": "quotes_are_at_their_place",
    "update marts.fct_claim_relation set related_claim_key = 'gone'": "relations_tie_claims_that_exist",
    "insert into marts.fct_observation select * from marts.fct_observation": "one_choice_per_observation",
    "update marts.fct_claim set rank = 'deprecated' where claim_key = 'a'": "chosen_claims_may_be_chosen",
    "update marts.fct_claim set is_current = false where claim_key = 'a'": "chosen_claims_may_be_chosen",
    "update marts.fct_observation set claim_key = 'gone'": "chosen_claims_may_be_chosen",
    "update marts.fct_finding set claim_keys = ['a', 'gone']": "findings_name_claims_that_exist",
    "update marts.fct_finding set claim_keys = []": "findings_name_claims_that_exist",
    "insert into marts.fct_finding select * from marts.fct_finding": "finding_keys_are_unique",
    "update marts.build set input_hash = 'another'": "file_is_of_this_build",
}


@pytest.mark.parametrize(("statement", "query"), BREAKS.items(), ids=range(len(BREAKS)))
def test_a_broken_file_is_not_published(tmp_path: Path, statement: str, query: str) -> None:
    good = make_candidate(tmp_path)
    publish(tmp_path, good)
    candidate = make_candidate(tmp_path, word="two", statements=(statement,))
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, candidate)
    assert query in names(error)
    assert versions.current(tmp_path) == good
    assert all(failure.remedy for failure in error.value.failures)


def test_every_query_is_broken_by_some_test() -> None:
    assert {query.name for query in integrity.QUERIES} <= set(BREAKS.values())


def test_a_question_that_cannot_be_asked_is_a_failure() -> None:
    with duckdb.connect(":memory:") as connection:
        failures = integrity.run_queries(connection)
    assert {failure.name for failure in failures} == {query.name for query in integrity.QUERIES}


def test_an_unfinished_or_failed_build_is_not_published(tmp_path: Path) -> None:
    version, record = build.begin(tmp_path, inputs(), VERSIONS, "code", NOON)
    fill(version.database, record)
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, candidate_of(tmp_path))
    assert names(error) == {"build_is_complete"}
    build.fail(version, record)
    with pytest.raises(NotPublishedError, match="'failed'"):
        publish(tmp_path, candidate_of(tmp_path))
    assert versions.current(tmp_path) is None


def test_a_wal_beside_the_file_stops_publication_before_it_is_replayed(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    candidate.wal.write_bytes(b"anything")
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, candidate)
    assert names(error) == {"file_is_closed"}


def test_a_file_that_is_no_database_or_is_absent_is_not_published(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    candidate.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, candidate)
    assert names(error) == {"file_opens"}
    candidate.database.unlink()
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, candidate)
    assert names(error) == {"file_exists"}


def test_nothing_to_publish_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotPublishedError, match="make refresh"):
        candidate_of(tmp_path)


def test_an_emptied_warehouse_does_not_replace_a_full_one(tmp_path: Path) -> None:
    good = make_candidate(tmp_path)
    publish(tmp_path, good)
    tables = ("fct_claim", "claims", "fct_observation", "fct_finding", "fct_claim_relation")
    statements = (*(f"delete from marts.{table}" for table in tables), "update marts.build set claims = 0")
    empty = make_candidate(tmp_path, word="two", statements=statements)
    with pytest.raises(NotPublishedError) as error:
        publish(tmp_path, empty)
    assert names(error) == {"not_emptied"}
    assert versions.current(tmp_path) == good


def test_a_published_file_that_somebody_changed_is_noticed_and_built_again(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    publish(tmp_path, candidate)
    assert build.is_published(tmp_path, inputs())
    candidate.database.chmod(0o644)
    with duckdb.connect(str(candidate.database)) as connection:
        connection.execute("insert into marts.metric_candidates values ('mine')")
    assert [failure.name for failure in verify(candidate)] == ["file_is_as_published"]
    assert not build.is_published(tmp_path, inputs())


def test_the_manifest_names_the_version_before(tmp_path: Path) -> None:
    first = make_candidate(tmp_path)
    publish(tmp_path, first)
    second = make_candidate(tmp_path, word="two")
    publish(tmp_path, second)
    assert json.loads((second.folder / "manifest.json").read_text())["previous"] == first.build_id
