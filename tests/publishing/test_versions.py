"""Folders of versions: what is kept, what is removed, and what a build is made of."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.publishing import build, versions
from orchestration.publishing.publish import publish
from orchestration.publishing.settings import Settings, SettingsError, from_environment
from orchestration.publishing.versions import Version
from orchestration.schemas import BUILD, CLAIMS
from tests.support.warehouse import NOON, VERSIONS, inputs, make_candidate


def test_abandoned_builds_go_and_five_versions_stay(tmp_path: Path) -> None:
    published = []
    for word in "abcdefg":
        candidate = make_candidate(tmp_path, word=word)
        publish(tmp_path, candidate)
        published.append(candidate.build_id)
    build.begin(tmp_path, inputs(word="left"), VERSIONS, "code", NOON + timedelta(hours=1))
    version, _ = build.begin(tmp_path, inputs(word="next"), VERSIONS, "code", NOON + timedelta(hours=2))
    there = {path.name for path in versions.versions_dir(tmp_path).iterdir()}
    assert there == {*published[-5:], version.build_id}
    assert versions.building(tmp_path) == version
    current = versions.current(tmp_path)
    assert current is not None
    assert current.build_id == published[-1]


def test_the_current_version_stays_however_old_it_is(tmp_path: Path) -> None:
    first = make_candidate(tmp_path, word="first")
    publish(tmp_path, first)
    for word in "abcdef":
        publish(tmp_path, make_candidate(tmp_path, word=word))
        versions.point(tmp_path, "current", first)
    versions.remove_abandoned(tmp_path)
    assert first.database.is_file()


def test_only_folders_with_a_build_id_are_removed(tmp_path: Path) -> None:
    mine = versions.versions_dir(tmp_path) / "my notes"
    mine.mkdir(parents=True)
    assert versions.remove_abandoned(tmp_path) == []
    assert mine.is_dir()


def test_two_builds_of_one_second_have_folders_of_their_own(tmp_path: Path) -> None:
    first = make_candidate(tmp_path)
    publish(tmp_path, first)
    second, record = build.begin(tmp_path, inputs(), VERSIONS, "code", NOON)
    assert second.build_id != first.build_id
    assert record.previous == first.build_id


def test_versions_are_kept_by_count_and_by_age() -> None:
    published = [Version(Path(f"{NOON - timedelta(days=day):%Y%m%dT%H%M%SZ}-00000000")) for day in range(10)]

    def kept(count: int, days: int) -> int:
        return len(versions.kept_versions(published, Settings(keep_versions=count, keep_days=days), NOON))

    assert [kept(2, 0), kept(2, 4), kept(6, 4), kept(20, 0)] == [2, 4, 6, 10]


@pytest.mark.parametrize(
    "variables",
    [{"CCHC_KEEP_VERSIONS": "0"}, {"CCHC_KEEP_DAYS": "-1"}, {"CCHC_MAX_FALL": "20%"}, {"CCHC_MAX_FALL": "2"}],
)
def test_a_bad_setting_is_named(variables: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=next(iter(variables))):
        from_environment(variables)


def test_settings_come_from_the_environment() -> None:
    told = from_environment({"CCHC_KEEP_VERSIONS": "9", "CCHC_MAX_FALL": "0.5", "CCHC_ALLOW_FALL": " moved "})
    assert (told.keep_versions, told.max_fall, told.allow_fall) == (9, Decimal("0.5"), "moved")
    assert from_environment({}) == Settings()


def test_a_clock_that_was_set_back_makes_no_version_older(tmp_path: Path) -> None:
    first = make_candidate(tmp_path)
    publish(tmp_path, first)
    second, _ = build.begin(tmp_path, inputs(word="two"), VERSIONS, "code", NOON - timedelta(days=3))
    assert second.build_id > first.build_id


def test_the_row_for_dbt_has_the_schema_of_the_contract(tmp_path: Path) -> None:
    _, record = build.begin(tmp_path, inputs(documents=3, claims=7), VERSIONS, "code", NOON)
    (row,) = build.build_table(record, BUILD).to_pylist()
    assert (row["documents"], row["claims"], row["built_at"]) == (3, 7, NOON)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name, text in {"dbt_project.yml": "name: x", "models/a.sql": "select 1", "seeds/s.csv": "a\n1\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_input_hash_follows_content_and_versions_only(tmp_path: Path, project: Path) -> None:
    part = tmp_path / "claims" / "claims" / "month=2026-01" / "part.parquet"
    part.parent.mkdir(parents=True)
    pq.write_table(CLAIMS.empty_table(), part)
    before = build.gather_inputs(tmp_path, project, VERSIONS)
    part.touch()
    (project / "target").mkdir()
    (project / "target" / "x.sql").write_text("select 2", encoding="utf-8")
    assert build.gather_inputs(tmp_path, project, VERSIONS) == before

    hashes = {before.input_hash}
    (project / "seeds" / "s.csv").write_text("a\n2\n", encoding="utf-8")
    seeds = build.gather_inputs(tmp_path, project, VERSIONS)
    assert seeds.seeds_hash != before.seeds_hash
    hashes.add(seeds.input_hash)
    (project / "models" / "a.sql").write_text("select 2", encoding="utf-8")
    hashes.add(build.gather_inputs(tmp_path, project, VERSIONS).input_hash)
    hashes.add(build.gather_inputs(tmp_path, project, VERSIONS | {"extractor": "y"}).input_hash)
    part.rename(part.with_name("other.parquet"))
    hashes.add(build.gather_inputs(tmp_path, project, VERSIONS).input_hash)
    assert len(hashes) == 5
