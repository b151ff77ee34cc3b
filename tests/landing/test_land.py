from __future__ import annotations

import os
from importlib import import_module

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import current_snapshots, land, name_document, snapshots
from orchestration.schemas import SIGHTINGS
from tests.landing.conftest import FIRST, Inbox

GOOD = "publisher: Báo Biển Xanh\n"
BROKEN = "publisher: [\n"


def outcomes(table: pa.Table) -> list[tuple[str, str, str, str | None]]:
    return [(row["file_name"], row["stage"], row["status"], row["reason"]) for row in table.to_pylist()]


def test_a_file_is_kept_and_sighted_with_its_metadata(inbox: Inbox) -> None:
    inbox.drop("sub/a.txt", "nội dung")
    inbox.drop("sub/a.meta.yaml", GOOD)
    report = inbox.land()
    (row,) = inbox.store.sightings().to_pylist()
    assert (row["file_name"], row["document"], row["media_type"]) == ("sub/a.txt", "sub/a", "text")
    assert inbox.store.get(row["sha256"]) == "nội dung".encode()
    assert inbox.store.get(row["meta_sha256"]) == GOOD.encode()
    assert outcomes(report.outcomes) == [
        ("sub/a.meta.yaml", "metadata", "ok", None),
        ("sub/a.txt", "land", "ok", None),
    ]
    assert report.outcomes == inbox.store.outcomes()


def test_a_second_landing_adds_nothing(inbox: Inbox) -> None:
    inbox.drop("a.txt", "x")
    inbox.drop("a.meta.yaml", GOOD)
    inbox.drop("b.txt", "")
    inbox.drop("c.xlsx", "x")
    inbox.drop("d.txt", "x")
    inbox.drop("d.meta.yaml", BROKEN)
    inbox.drop("lost.meta.yaml", GOOD)
    assert inbox.land().outcomes.num_rows == 7
    files = sorted(inbox.store.root.rglob("*"))
    second = inbox.land()
    assert (second.sightings.num_rows, second.outcomes.num_rows, second.unchanged) == (0, 0, second.files)
    assert sorted(inbox.store.root.rglob("*")) == files


def test_a_landing_without_time_zone_is_refused(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="time zone"):
        land(inbox.folder, inbox.store, "run", FIRST.replace(tzinfo=None))


def test_what_cannot_land_says_why_and_the_others_go_on(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("orchestration.landing.land"), "MAX_BYTES", 10)
    inbox.drop("a.txt", "")
    inbox.drop("b.txt", "x" * 11)
    inbox.drop("c.doc", "x")
    os.mkfifo(inbox.folder / "d.txt")
    inbox.drop("e.meta.yaml", GOOD)
    inbox.drop("f.txt", "x")
    report = inbox.land()
    assert outcomes(report.outcomes) == [
        ("a.txt", "land", "failed", "empty_file"),
        ("b.txt", "land", "failed", "too_large"),
        ("c.doc", "land", "ignored", "unsupported_format"),
        ("d.txt", "land", "failed", "unreadable"),
        ("e.meta.yaml", "metadata", "ignored", "metadata_without_document"),
        ("f.txt", "land", "ok", None),
    ]
    failed = [row for row in report.outcomes.to_pylist() if row["status"] != "ok"]
    assert all(row["file_name"] in row["detail"] and row["remedy"] for row in failed)
    assert report.sightings["file_name"].to_pylist() == ["f.txt"]


def test_changed_bytes_supersede_and_the_old_snapshot_stays(inbox: Inbox) -> None:
    inbox.drop("a.txt", "cũ")
    inbox.land()
    inbox.drop("a.txt", "mới")
    inbox.land()
    old, new = snapshots(inbox.store.sightings())
    assert (old.document, old.is_current, new.document, new.is_current) == ("a", False, "a", True)
    assert old.first_seen_at < new.first_seen_at
    assert current_snapshots(inbox.store.sightings()) == [new]
    assert new.source_key == f"a@{new.sha256[:12]}"


def test_bytes_that_return_are_current_again_since_their_first_day(inbox: Inbox) -> None:
    for content in ("cũ", "mới", "cũ"):
        inbox.drop("a.txt", content)
        inbox.land()
    assert inbox.store.sightings().num_rows == 3
    (current,) = current_snapshots(inbox.store.sightings())
    assert inbox.store.get(current.sha256) == "cũ".encode()
    assert current.first_seen_at == inbox.store.sightings()["seen_at"][0].as_py()


def test_new_metadata_is_a_new_sighting_of_the_same_snapshot(inbox: Inbox) -> None:
    inbox.drop("a.txt", "x")
    inbox.land()
    inbox.drop("a.meta.yaml", GOOD)
    inbox.land()
    (snapshot,) = snapshots(inbox.store.sightings())
    assert snapshot.meta_sha256 is not None
    (inbox.folder / "a.meta.yaml").unlink()
    assert inbox.land().sightings["meta_sha256"].to_pylist() == [None]


@pytest.mark.parametrize("broken", [BROKEN, "publishr: x\n", "published_on: hôm qua\n", ""])
def test_broken_metadata_holds_a_new_document_back_until_repaired(inbox: Inbox, broken: str) -> None:
    inbox.drop("a.txt", "x")
    inbox.drop("a.meta.yaml", broken)
    inbox.drop("b.txt", "y")
    first = inbox.land()
    assert outcomes(first.outcomes)[:2] == [
        ("a.meta.yaml", "metadata", "failed", "broken_metadata"),
        ("a.txt", "land", "failed", "held_back"),
    ]
    assert "a.meta.yaml" in first.outcomes["detail"][0].as_py()
    assert first.sightings["file_name"].to_pylist() == ["b.txt"]
    inbox.drop("a.meta.yaml", GOOD)
    assert outcomes(inbox.land().outcomes) == [("a.meta.yaml", "metadata", "ok", None), ("a.txt", "land", "ok", None)]


def test_a_failure_ends_when_its_file_is_taken_out(inbox: Inbox) -> None:
    inbox.drop("a.txt", "")
    inbox.drop("b.txt", "x")
    inbox.drop("b.meta.yaml", BROKEN)
    inbox.land()
    for name in ("a.txt", "b.meta.yaml"):
        (inbox.folder / name).unlink()
    assert outcomes(inbox.land().outcomes) == [
        ("b.txt", "land", "ok", None),
        ("a.txt", "land", "ignored", "removed"),
        ("b.meta.yaml", "metadata", "ignored", "removed"),
    ]
    assert inbox.land().outcomes.num_rows == 0


def test_metadata_that_breaks_later_leaves_the_good_one_in_force(inbox: Inbox) -> None:
    inbox.drop("a.txt", "cũ")
    inbox.drop("a.meta.yaml", GOOD)
    inbox.land()
    inbox.drop("a.txt", "mới")
    inbox.drop("a.meta.yaml", BROKEN)
    report = inbox.land()
    assert outcomes(report.outcomes) == [
        ("a.meta.yaml", "metadata", "failed", "broken_metadata"),
        ("a.txt", "land", "ok", None),
    ]
    assert inbox.store.get(report.sightings["meta_sha256"][0].as_py()) == GOOD.encode()


def test_same_stem_gets_the_full_name_and_names_never_change(inbox: Inbox) -> None:
    inbox.drop("a.txt", "x")
    inbox.land()
    inbox.drop("a.docx", "y")
    inbox.drop("a.html", "z")
    inbox.land()
    names = dict(zip(*(inbox.store.sightings()[name].to_pylist() for name in ("file_name", "document")), strict=True))
    assert names == {"a.txt": "a", "a.docx": "a.docx", "a.html": "a.html"}
    (inbox.folder / "a.txt").unlink()
    inbox.drop("a.docx", "y2")
    assert inbox.land().sightings["document"].to_pylist() == ["a.docx"]


def test_a_file_that_fails_owns_no_name(inbox: Inbox) -> None:
    inbox.drop("a.docx", "")
    inbox.drop("a.txt", "x")
    assert inbox.land().sightings["document"].to_pylist() == ["a"]


def test_same_bytes_under_two_names_are_one_object_and_one_snapshot(inbox: Inbox) -> None:
    inbox.drop("b.txt", "x")
    inbox.land()
    inbox.drop("a.txt", "x")
    inbox.land()
    assert inbox.store.sightings().num_rows == 2
    assert len([path for path in (inbox.store.root / "objects").rglob("*") if path.is_file()]) == 1
    (snapshot,) = snapshots(inbox.store.sightings())
    assert snapshot.document == "b"


def test_a_name_that_moves_on_leaves_the_snapshot_to_the_name_that_still_shows_it(inbox: Inbox) -> None:
    inbox.drop("a.txt", "x")
    inbox.drop("b.txt", "x")
    inbox.land()
    inbox.drop("a.txt", "y")
    inbox.land()
    assert {(item.document, item.is_current) for item in snapshots(inbox.store.sightings())} == {
        ("b", True),
        ("a", True),
    }


def test_an_outcome_that_was_lost_between_two_writes_is_made_good(inbox: Inbox) -> None:
    inbox.drop("a.txt", "x")
    inbox.land()
    for path in (inbox.store.root / "outcomes").iterdir():
        path.unlink()
    report = inbox.land()
    assert (report.sightings.num_rows, outcomes(report.outcomes)) == (0, [("a.txt", "land", "ok", None)])


def test_a_file_that_recovers_is_recorded_as_good_again(inbox: Inbox) -> None:
    for content in ("x", "", "x"):
        inbox.drop("a.txt", content)
        report = inbox.land()
    assert report.sightings.num_rows == 0
    assert outcomes(report.outcomes) == [("a.txt", "land", "ok", None)]


NAMES = st.lists(st.sampled_from(["a.txt", "a.html", "a", "a.txt.html", "a.txt~1.txt", "b.txt"]), unique=True)


@given(NAMES)
@settings(deadline=None)
def test_names_are_unique_and_stay(file_names: list[str]) -> None:
    owners: dict[str, str] = {}
    for file_name in file_names:
        owners[name_document(file_name, owners)] = file_name
    assert len(owners) == len(file_names)
    assert all(name_document(file_name, owners) in owners for file_name in file_names)


ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 5)), max_size=12)


@given(ROWS)
@settings(deadline=None)
def test_one_snapshot_per_hash_and_the_latest_of_each_name_is_current(rows: list[tuple[str, str, int]]) -> None:
    days = {(name, day): sha for name, sha, day in rows}
    table = pa.Table.from_pylist(
        [
            {
                "file_name": name,
                "document": name,
                "sha256": sha * 64,
                "meta_sha256": None,
                "media_type": "text",
                "bytes": 1,
                "seen_at": FIRST.replace(day=1 + day),
                "run_id": "r",
            }
            for (name, day), sha in days.items()
        ],
        schema=SIGHTINGS,
    )
    found = snapshots(table)
    assert sorted(item.sha256 for item in found) == sorted({sha * 64 for sha in days.values()})
    latest = {name: sha for (name, _), sha in sorted(days.items(), key=lambda item: item[0][1])}
    assert {item.sha256[0] for item in found if item.is_current} == set(latest.values())
    assert found == snapshots(table.take(pa.array(reversed(range(table.num_rows)), pa.int64())))
