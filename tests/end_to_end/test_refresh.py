"""Real Dagster, real dbt and real DuckDB over a small inbox."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from orchestration import partitions
from orchestration.extraction import Extractor
from orchestration.landing import Store
from orchestration.parquet import read_tables
from orchestration.publishing import versions
from orchestration.schemas import CLAIMS, OUTCOMES
from orchestration.work_lists import latest_failures
from tests.support.site import RULE, SENTENCE, Site, evaluations, materializations, new_site, reasons

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end_to_end.conftest import Refreshed


def rows_of(evaluation: Any, name: str) -> list[dict[str, Any]]:
    return [dict(record.data) for record in evaluation.metadata[name].value.records]


def test_a_first_refresh_publishes_everything(refreshed: Refreshed) -> None:
    site, result = refreshed
    assert result.success, reasons(result)
    quotes = site.query("select quote, document from marts.claims order by document")
    assert quotes == [("31,16%", "bao-a"), ("32,05%", "bao-b")]
    assert site.query("select count(*) from marts.findings") == [(1,)]
    made = materializations(result)
    assert {"snapshots", "documents", "claims", "marts/claims", "fct_finding", "rules", "published"} <= set(made)
    assert made["claims"].metadata["dagster/row_count"].value == 2
    assert made["fct_claim"].metadata["dagster/row_count"].value == 2
    columns = {column.name for column in made["fct_claim"].metadata["dagster/column_schema"].value.columns}
    assert {"claim_key", "quote", "char_start"} <= columns


def test_the_rule_shows_the_contradiction_and_what_to_do(refreshed: Refreshed) -> None:
    evaluation = evaluations(refreshed.result)["fct_finding", RULE]
    assert not evaluation.passed
    assert evaluation.severity.value == "WARN"
    (row,) = rows_of(evaluation, "findings")
    assert set(row["quotes"].split(" / ")) == {"31,16%", "32,05%"}
    assert set(row["documents"].split(", ")) == {"bao-a", "bao-b"}
    assert row["finding_key"] in row["what_to_do"]
    assert (evaluation.metadata["looked_at"].value, evaluation.metadata["open"].value) == (1, 1)


def test_checks_of_dbt_and_of_the_file_are_all_there_and_pass(refreshed: Refreshed) -> None:
    found = evaluations(refreshed.result)
    assert found["published", "integrity"].passed
    assert found["snapshots", "landing_outcomes"].passed
    others = {key: one for key, one in found.items() if key != ("fct_finding", RULE)}
    assert len(others) > 10
    assert [key for key, one in others.items() if not one.passed] == []


def test_nothing_new_builds_nothing_and_asks_every_check_again(refreshed: Refreshed) -> None:
    site, first = refreshed
    before = tree_of(site)
    second = site.run()
    assert second.success, reasons(second)
    assert tree_of(site) == before
    assert set(evaluations(second)) == set(evaluations(first))
    made = materializations(second)
    assert set(made) == set(materializations(first))
    assert made["published"].metadata["state"].value == made["fct_claim"].metadata["state"].value == "unchanged"


def tree_of(site: Site) -> dict[str, int]:
    """Every file of store, claims and versions with the time of its last change."""
    warehouse = site.paths.warehouse
    found = {"current": os.lstat(warehouse / "current").st_mtime_ns}
    for folder in ("store", "claims", "versions"):
        for path in (warehouse / folder).rglob("*"):
            if path.is_file():
                found[str(path.relative_to(warehouse))] = path.stat().st_mtime_ns
    return found


def test_bad_files_are_outcomes_and_change_nothing_for_others(refreshed: Refreshed, tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    site.drop("empty.txt", b"")
    site.drop("broken.docx", b"this is no archive")
    site.drop("picture.png", b"\x89PNG")
    site.drop("held.txt", SENTENCE.format("55,5%"))
    site.drop("held.meta.yaml", "published_on: [not a date")
    (site.paths.raw / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    steps = ("snapshots", "documents", "claims")
    assert site.run(*steps).success
    outcomes = Store(site.paths.store).outcomes()
    failed = {row["file_name"] for row in latest_failures(outcomes, site.paths.raw)}
    assert {"empty.txt", "broken.docx", "held.txt", "dangling.txt"} <= failed
    told = [row for row in outcomes.to_pylist() if row["status"] != "ok"]
    assert "picture.png" in {row["file_name"] for row in told}
    assert all(row["detail"] and row["remedy"] for row in told)
    columns = ["claim_key", "source_key", "value", "quote", "metric_key"]
    here = read_tables(site.paths.claims / "claims", CLAIMS).select(columns)
    assert here == read_tables(refreshed.site.paths.claims / "claims", CLAIMS).select(columns)

    again = site.run(*steps)
    assert again.success
    assert Store(site.paths.store).outcomes().num_rows == outcomes.num_rows
    assert materializations(again)["claims"].metadata["extracted"].value == 0


def test_a_document_on_which_extraction_fails_is_an_outcome_and_is_not_tried_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.drop("fatal.txt", "Một văn bản khác\n\n" + SENTENCE.format("44,4%"))
    read = Extractor._read

    def fail_on_one(self: Extractor, row: dict[str, Any]) -> Any:
        if row["document"] == "fatal":
            raise ArithmeticError("injected")
        return read(self, row)

    monkeypatch.setattr(Extractor, "_read", fail_on_one)
    steps = ("snapshots", "documents", "claims")
    first = site.run(*steps)
    assert first.success
    assert materializations(first)["claims"].metadata["failed"].value == 1
    outcomes = Store(site.paths.store).outcomes()
    assert [row["file_name"] for row in latest_failures(outcomes, site.paths.raw)] == ["fatal.txt"]
    again = site.run(*steps)
    assert materializations(again)["claims"].metadata["extracted"].value == 0
    assert Store(site.paths.store).outcomes().num_rows == outcomes.num_rows


def test_a_lost_month_is_made_again(site: Site) -> None:
    claims = site.paths.claims
    (month,) = partitions.months(claims, "claims")
    part = partitions.part_path(claims, "claims", month)
    before = part.read_bytes()
    part.unlink()
    assert site.run("claims").success
    assert part.read_bytes() == before


def test_a_changed_file_supersedes_and_a_broken_build_keeps_the_published_version(site: Site) -> None:
    before = site.current()
    model = site.paths.dbt_project / "models" / "marts" / "fct_comparison.sql"
    good = model.read_text(encoding="utf-8")
    model.write_text("select no_such_column from {{ ref('int_comparisons') }}", encoding="utf-8")
    failed = site.run()
    assert not failed.success
    assert "fct_comparison" in reasons(failed)
    assert site.current() == before
    waiting = versions.building(site.paths.warehouse)
    assert waiting is not None
    assert waiting.build_id != before

    alone = site.run("published")
    assert not alone.success
    assert "build_is_complete" in reasons(alone)
    assert site.current() == before

    model.write_text(good, encoding="utf-8")
    mended = site.run()
    assert mended.success, reasons(mended)
    assert site.current() == before
    assert {path.name for path in (site.paths.warehouse / "versions").iterdir()} == {before}


def test_an_accepted_finding_turns_its_check_green(site: Site) -> None:
    before = site.current()
    ((key,),) = site.query("select finding_key from marts.findings where state = 'open'")
    accepted = site.cli("accept", "--finding", key, "--reason", "kỳ báo cáo khác nhau")
    assert accepted.returncode == 0, accepted.stderr
    result = site.run()
    assert result.success, reasons(result)
    assert site.current() != before
    evaluation = evaluations(result)["fct_finding", RULE]
    assert evaluation.passed
    (row,) = rows_of(evaluation, "findings")
    assert (row["state"], row["new"]) == ("accepted", "")
    assert evaluation.metadata["accepted"].value == 1
    again = site.cli("accept", "--finding", key, "--reason", "noch einmal")
    assert again.returncode == 1
    assert "not open" in again.stderr


def test_the_command_line_says_what_went_wrong_without_a_trace(site: Site) -> None:
    site.paths.raw.rename(site.root / "elsewhere")
    failed = site.cli("refresh")
    assert failed.returncode == 1
    assert "CCHC_RAW_DIR" in failed.stdout
    assert "raise " not in failed.stdout + failed.stderr
    (log,) = site.paths.logs.glob("refresh-*.log")
    assert str(log) in failed.stdout
    assert "raise InboxError" in log.read_text(encoding="utf-8")


def test_the_shell_reads_the_published_file(refreshed: Refreshed) -> None:
    answered = refreshed.site.cli("sql", "select quote from marts.claims order by quote")
    assert answered.returncode == 0, answered.stderr
    assert "31,16%" in answered.stdout
    refused = refreshed.site.cli("sql", "create table mine (a integer)")
    assert refused.returncode != 0
    assert "read-only" in refused.stderr


def test_the_state_is_told(refreshed: Refreshed) -> None:
    told = refreshed.site.cli("status")
    assert told.returncode == 0, told.stderr
    assert refreshed.site.current() in told.stdout
    assert "conflicting_values: 1 open" in told.stdout
    assert json.loads((refreshed.site.paths.warehouse / ".lock").read_text())["run_id"] in told.stdout


def test_outcomes_name_every_stage(refreshed: Refreshed) -> None:
    table = read_tables(refreshed.site.paths.store / "outcomes", OUTCOMES)
    assert {"land", "read", "extract"} <= set(table["stage"].to_pylist())
