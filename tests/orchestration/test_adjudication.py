"""A person's decision becomes one row, or a message that says why not."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from orchestration.adjudication import AdjudicationError, accept_finding, append_row
from orchestration.paths import Paths
from orchestration.publishing.publish import publish
from tests.support.warehouse import make_candidate

HEADER = "action,finding_key,values_seen,document,quote,metric_key,reason,decided_by,decided_on"
SHAPE = (
    "alter table marts.fct_finding add column values_seen varchar",
    "alter table marts.fct_finding add column metric_key varchar",
    "update marts.fct_finding set values_seen = '31.16|32.05'",
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    found = Paths(tmp_path / "raw", tmp_path / "warehouse", tmp_path / "home", tmp_path / "project")
    found.warehouse.mkdir()
    found.seeds.mkdir(parents=True)
    found.adjudications.write_text(HEADER + "\n", encoding="utf-8")
    publish(found.warehouse, make_candidate(found.warehouse, statements=SHAPE))
    return found


def rows(paths: Paths) -> list[dict[str, str]]:
    with paths.adjudications.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_open_finding_is_accepted_with_the_values_that_the_person_saw(paths: Paths) -> None:
    accept_finding(paths, "f", 'later report, "final"\n figure', "Lan")
    (row,) = rows(paths)
    assert row["action"] == "accept_finding"
    assert (row["finding_key"], row["values_seen"]) == ("f", "31.16|32.05")
    assert (row["reason"], row["decided_by"]) == ('later report, "final" figure', "Lan")
    assert row["document"] == ""
    assert len(row["decided_on"]) == len("2026-01-02")


def test_the_same_acceptance_twice_is_one_row(paths: Paths) -> None:
    accept_finding(paths, "f", "because", "Lan")
    with pytest.raises(AdjudicationError, match="already"):
        accept_finding(paths, "f", "because", "Minh")
    assert len(rows(paths)) == 1


@pytest.mark.parametrize(("key", "reason", "message"), [("nothing", "because", "no finding"), ("f", "  ", "a reason")])
def test_what_cannot_be_accepted_is_said_and_nothing_is_written(
    paths: Paths, key: str, reason: str, message: str
) -> None:
    with pytest.raises(AdjudicationError, match=message):
        accept_finding(paths, key, reason, "Lan")
    assert rows(paths) == []


def test_a_finding_that_is_not_open_is_refused(paths: Paths) -> None:
    changed = (*SHAPE, "update marts.fct_finding set state = 'accepted'")
    publish(paths.warehouse, make_candidate(paths.warehouse, word="two", statements=changed))
    with pytest.raises(AdjudicationError, match="it is accepted"):
        accept_finding(paths, "f", "because", "Lan")


def test_nothing_published_is_said(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(AdjudicationError, match="make refresh"):
        accept_finding(replace(paths, warehouse=tmp_path / "other"), "f", "because", "Lan")


def test_a_file_without_a_last_newline_keeps_its_rows_apart(tmp_path: Path) -> None:
    path = tmp_path / "adjudications.csv"
    path.write_text(HEADER + "\naccept_finding,old,1,,,,why,Lan,2026-01-01", encoding="utf-8")
    append_row(path, {"action": "accept_finding", "finding_key": "new", "values_seen": "2"})
    assert [row["finding_key"] for row in csv.DictReader(path.open(encoding="utf-8"))] == ["old", "new"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "adjudications.csv"
    path.write_text("action,finding_key\n", encoding="utf-8")
    with pytest.raises(AdjudicationError, match="values_seen"):
        append_row(path, {"action": "a", "finding_key": "k", "values_seen": "1"})
