"""Hostile files beside good ones: every file has an outcome, and nothing else is touched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from orchestration.landing import DEFAULT_MARKERS, Store, land, read_snapshots, snapshots
from tests.hostile.inputs import inputs, plain_book, plain_word
from tests.landing.samples import article, page, paragraphs

NOW = datetime(2024, 4, 1, tzinfo=UTC)
NEIGHBOURS = {
    "00-good.txt": article().encode(),
    "50-good.html": page(f"<h1>x</h1>{paragraphs()}").encode(),
    "mm-good.docx": plain_word(),
    "zz-good.xlsx": plain_book(),
}
HOSTILE = {name: (data, reasons) for name, data, reasons in inputs()}


def land_and_read(raw: Path, store: Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    landed = land(raw, store, "run", NOW)
    report = read_snapshots(
        store,
        snapshots(store.sightings()),
        DEFAULT_MARKERS,
        "run",
        NOW,
        timeout_seconds=15,
        memory_bytes=1024**3,
    )
    return report.documents.to_pylist(), landed.outcomes.to_pylist() + report.outcomes.to_pylist()


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]], list[dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "raw"
    raw.mkdir()
    for name, data in NEIGHBOURS.items():
        (raw / name).write_bytes(data)
    for name, (data, _) in HOSTILE.items():
        (raw / name).write_bytes(data)
    with (raw / "sparse.html").open("wb") as stream:
        stream.truncate(100_000_000)
    (raw / "passwd.txt").symlink_to("/etc/passwd")
    (raw / "loop.txt").symlink_to(raw / "loop.txt")
    documents, outcomes = land_and_read(raw, Store(folder / "store"))
    return folder, documents, outcomes


def test_there_are_enough() -> None:
    assert len(HOSTILE) + 3 >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_every_file_has_an_outcome_with_a_remedy(name: str, landed: Any) -> None:
    _, _, outcomes = landed
    own = [row for row in outcomes if row["file_name"] == name]
    assert own
    reasons = {row["reason"] for row in own if row["status"] != "ok"} or {None}
    assert reasons <= HOSTILE[name][1], [row["detail"] for row in own]
    for row in own:
        assert row["status"] == "ok" or (row["reason"] and row["detail"] and row["remedy"])


def test_links_and_what_is_too_large_are_told(landed: Any) -> None:
    _, _, outcomes = landed
    found = {row["file_name"]: row["reason"] for row in outcomes if row["stage"] == "land"}
    assert found["sparse.html"] == "too_large"
    assert found["passwd.txt"] == "outside_inbox"
    assert found["loop.txt"] == "unreadable"


def test_members_of_archives_are_told_one_by_one(landed: Any) -> None:
    _, _, outcomes = landed
    inside = {
        row["file_name"]: row["reason"] for row in outcomes if ".zip/" in row["file_name"] and row["stage"] == "land"
    }
    assert inside["link.zip/a.txt"] == "link_in_archive"
    assert inside["link.zip/good.txt"] is None
    assert inside["locked.zip/a.txt"] == "encrypted_member"
    assert inside["nested.zip/in.zip"] == "nested_archive"
    assert inside["liar.zip/a.txt"] == "broken_member"
    assert (inside["double.zip/a.txt"], inside["double.zip/a.txt~2"]) == (None, "twice_in_archive")
    bad = {reason for name, reason in inside.items() if name.startswith(("up.zip", "names.zip"))}
    assert bad <= {"bad_member_name", "unsupported_format"}
    assert all("\u202e" not in name and "\n" not in name for name in inside)


def test_neighbours_are_read_as_if_they_were_alone(landed: Any, tmp_path: Path) -> None:
    _, documents, _ = landed
    raw = tmp_path / "raw"
    raw.mkdir()
    for name, data in NEIGHBOURS.items():
        (raw / name).write_bytes(data)
    alone, _ = land_and_read(raw, Store(tmp_path / "store"))
    beside = [row for row in documents if row["file_name"] in NEIGHBOURS]
    assert sorted(beside, key=lambda row: row["file_name"]) == sorted(alone, key=lambda row: row["file_name"])
    assert len(alone) == len(NEIGHBOURS)


def test_nothing_else_is_touched(landed: Any) -> None:
    folder, _, _ = landed
    assert {path.name for path in folder.iterdir()} == {"raw", "store"}
    assert {path.name for path in (folder / "store").iterdir()} <= {"objects", "sightings", "outcomes"}
    for name, (data, _) in HOSTILE.items():
        assert (folder / "raw" / name).read_bytes() == data
    objects = [path for path in (folder / "store" / "objects").rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 and not path.is_symlink() for path in objects)


def test_no_secret_of_the_machine_is_read(landed: Any) -> None:
    _, documents, _ = landed
    assert not any("root:" in row["text"] for row in documents)


def test_hidden_characters_make_no_figure(landed: Any) -> None:
    """In text that is a file itself the line is no body; elsewhere the characters are dropped."""
    _, documents, outcomes = landed
    texts = {row["file_name"]: row for row in documents}
    for name in ("zero-width.txt", "right-to-left.txt"):
        row = texts[name]
        (block,) = [block for block in row["blocks"] if "Đạt" in row["text"][block["start"] : block["end"]]]
        assert block["kind"] == "boilerplate"
        assert any(one["file_name"] == name and "hidden" in (one["detail"] or "") for one in outcomes)
    assert "37,5%" in texts["zero-width.html"]["text"]
