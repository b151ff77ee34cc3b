"""What each gate before publication stops, and which version is served when a published file was touched."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing import build, serving, versions
from orchestration.publishing.publish import (
    WATCHED,
    Baseline,
    NotPublishedError,
    baseline_of,
    candidate_of,
    check_falls,
    publish,
    rollback,
)
from orchestration.publishing.settings import Settings
from orchestration.publishing.versions import Version
from tests.support.warehouse import inputs, make_candidate, read_json

#: What keeps the watched tables at the numbers that a test names.
OUTCOMES = "insert into marts.landing_outcomes select 'x' from range({})"


def published(warehouse: Path, word: str, *statements: str) -> Version:
    return publish(warehouse, make_candidate(warehouse, word, statements)).version


def refused(warehouse: Path, candidate: Version, settings: Settings | None = None) -> set[str]:
    """Names of the gates that stopped it; each says what to do, and nothing is current that was not."""
    before = versions.current(warehouse)
    with pytest.raises(NotPublishedError) as error:
        publish(warehouse, candidate, settings)
    assert versions.current(warehouse) == before
    assert all(failure.message and failure.remedy for failure in error.value.failures)
    return {failure.name for failure in error.value.failures}


def insert_and_crash(version: Version) -> None:
    """What an analyst leaves who opened the file for writing, inserted and was killed."""
    if os.fork() == 0:
        connection = duckdb.connect(str(version.database))
        connection.execute("insert into marts.metric_candidates values ('mine')")
        os._exit(9)
    os.wait()


def write_into(version: Version) -> None:
    """What an analyst leaves who wrote and closed the file well."""
    version.database.chmod(0o644)
    with duckdb.connect(str(version.database)) as connection:
        connection.execute("insert into marts.metric_candidates values ('mine')")
    version.database.chmod(0o444)


def test_rows_that_fell_too_far_stop_a_publication_until_a_person_gives_a_reason(tmp_path: Path) -> None:
    published(tmp_path, "one", OUTCOMES.format(10))
    fewer = make_candidate(tmp_path, "two", (OUTCOMES.format(7),))
    assert refused(tmp_path, fewer) == {"rows_did_not_fall"}
    result = publish(tmp_path, fewer, Settings(allow_fall="the inbox was cleaned"))
    assert result.manifest["allowed_fall"] == {
        "reason": "the inbox was cleaned",
        "fell": "landing_outcomes from 10 to 7",
    }


def test_a_small_fall_and_any_growth_are_let_through(tmp_path: Path) -> None:
    published(tmp_path, "one", OUTCOMES.format(10))
    published(tmp_path, "two", OUTCOMES.format(8))
    assert "allowed_fall" not in publish(tmp_path, make_candidate(tmp_path, "three", (OUTCOMES.format(80),))).manifest


@pytest.mark.parametrize(
    ("before", "after", "share", "is_stopped"),
    [(10, 8, "0.2", False), (10, 7, "0.2", True), (10, 9, "0", True), (1, 0, "1", True), (0, 0, "0", False)],
)
def test_the_share_that_may_go(before: int, after: int, share: str, is_stopped: bool) -> None:
    baseline = Baseline("b", dict.fromkeys(WATCHED, 5) | {"fct_claim": before})
    counts = dict.fromkeys(WATCHED, 5) | {"fct_claim": after}
    failures, allowed = check_falls(baseline, counts, Settings(max_fall=Decimal(share)))
    assert (bool(failures), allowed) == (is_stopped, {})


@pytest.mark.parametrize("content", [None, "{", "[]", "{}", '{"row_counts": {"fct_claim": "many"}}'])
def test_a_baseline_that_cannot_be_read_stops_a_publication(tmp_path: Path, content: str | None) -> None:
    first = published(tmp_path, "one")
    manifest = first.folder / "manifest.json"
    manifest.unlink()
    if content is not None:
        manifest.write_text(content, encoding="utf-8")
    assert refused(tmp_path, make_candidate(tmp_path, "two")) == {"baseline_can_be_read"}


def test_a_link_that_is_gone_or_leads_nowhere_stops_a_publication_and_a_rollback_mends_it(tmp_path: Path) -> None:
    first = published(tmp_path, "one")
    second = make_candidate(tmp_path, "two")
    (tmp_path / "current").unlink()
    assert refused(tmp_path, second) == {"baseline_exists"}
    (tmp_path / "current").symlink_to("versions/20200101T000000Z-00000000")
    assert refused(tmp_path, second) == {"baseline_exists"}
    rollback(tmp_path, first.build_id)
    assert publish(tmp_path, second).is_new


def test_a_check_that_cannot_run_stops_a_publication(tmp_path: Path) -> None:
    published(tmp_path, "one")
    candidate = make_candidate(tmp_path, "two", ("alter table marts.fct_claim drop column rank",))
    assert {"contract_tables_and_columns", "chosen_claims_may_be_chosen"} <= refused(tmp_path, candidate)


def test_a_first_publication_that_was_killed_before_the_link_is_no_baseline(tmp_path: Path) -> None:
    candidate = make_candidate(tmp_path)
    versions.write_json(candidate.folder / "manifest.json", {"row_counts": {}})
    assert baseline_of(tmp_path, candidate) == (None, [])
    again = make_candidate(tmp_path, "two")
    assert publish(tmp_path, again).is_new
    assert versions.published_versions(tmp_path) == [again]


@pytest.mark.parametrize("touch", [insert_and_crash, write_into], ids=["crash", "write"])
def test_a_touched_version_is_never_served_again(tmp_path: Path, touch: object) -> None:
    first, second = published(tmp_path, "one"), published(tmp_path, "two")
    good = second.database.read_bytes()
    assert callable(touch)
    touch(second)
    third = make_candidate(tmp_path, "three")
    assert versions.current(tmp_path) == second
    result = publish(tmp_path, third)
    assert (result.is_new, versions.current(tmp_path)) == (True, third)
    assert second.build_id in result.said[0]
    assert f"{first.build_id} is current again" in result.said[0]
    assert read_json(third.folder / "manifest.json")["previous"] == first.build_id
    # Also when its bytes are put back.
    second.wal.unlink(missing_ok=True)
    second.database.chmod(0o644)
    second.database.write_bytes(good)
    with pytest.raises(NotPublishedError, match="touched"):
        rollback(tmp_path, second.build_id)


def test_when_the_only_version_is_touched_nothing_is_current_until_the_next(tmp_path: Path) -> None:
    only = published(tmp_path, "one", OUTCOMES.format(10))
    insert_and_crash(only)
    assert "nothing is current" in serving.fall_back(tmp_path)[0]
    assert versions.current(tmp_path) is None
    assert not build.is_published(tmp_path, inputs(word="one"))
    # What it held is still what the next one is measured against.
    assert refused(tmp_path, make_candidate(tmp_path, "two", (OUTCOMES.format(1),))) == {"rows_did_not_fall"}
    assert publish(tmp_path, make_candidate(tmp_path, "three", (OUTCOMES.format(9),))).is_new


def test_an_untouched_version_stays(tmp_path: Path) -> None:
    version = published(tmp_path, "one")
    assert serving.fall_back(tmp_path) == []
    assert versions.current(tmp_path) == version


def test_a_rollback_holds_until_the_input_changes(tmp_path: Path) -> None:
    first, second = published(tmp_path, "one"), published(tmp_path, "two")
    rollback(tmp_path, first.build_id)
    assert versions.current(tmp_path) == first
    assert build.is_published(tmp_path, inputs(word="two"))
    assert not build.is_published(tmp_path, inputs(word="three"))
    rollback(tmp_path, second.build_id)
    assert not build.is_published(tmp_path, inputs(word="one"))


def test_a_version_whose_publication_was_killed_after_the_link_survives_a_rollback(tmp_path: Path) -> None:
    first, second = published(tmp_path, "one"), published(tmp_path, "two")
    versions.point(tmp_path, "building", second)
    rollback(tmp_path, first.build_id)
    versions.remove_abandoned(tmp_path)
    assert versions.published_versions(tmp_path) == [second, first]


def test_a_rollback_asks_what_a_publication_asks(tmp_path: Path) -> None:
    first, second = published(tmp_path, "one"), published(tmp_path, "two")
    for name in ("20200101T000000Z-00000000", "../elsewhere"):
        with pytest.raises(NotPublishedError, match="version_exists"):
            rollback(tmp_path, name)
    insert_and_crash(first)
    with pytest.raises(NotPublishedError, match="touched"):
        rollback(tmp_path, first.build_id)
    shutil.rmtree(first.folder)
    assert versions.current(tmp_path) == second


def test_a_touched_candidate_that_was_current_is_not_published_anew(tmp_path: Path) -> None:
    insert_and_crash(published(tmp_path, "one"))
    assert refused_names(tmp_path) == {"file_is_closed"}


def refused_names(warehouse: Path) -> set[str]:
    with pytest.raises(NotPublishedError) as error:
        publish(warehouse, candidate_of(warehouse))
    return {failure.name for failure in error.value.failures}
