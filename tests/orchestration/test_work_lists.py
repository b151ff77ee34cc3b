"""What is left to do follows from what is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from orchestration.landing import Snapshot
from orchestration.schemas import OUTCOMES
from orchestration.work_lists import extract_states, latest_failures, load_states, read_state, to_extract, to_read

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def snapshot(name: str, meta: str | None = None) -> Snapshot:
    return Snapshot(f"{name}.txt", name, name * 64, meta, "text", 1, NOON, NOON, True)


def test_a_snapshot_is_read_once_per_state() -> None:
    one, two = snapshot("a"), snapshot("b")
    read = {read_state(one, "r1")}
    assert to_read([one, two], read, set(), "r1") == [two]
    assert to_read([one, two], read, {read_state(two, "r1")}, "r1") == []
    assert to_read([one, two], read, {read_state(two, "r1")}, "r2") == [one, two]
    assert to_read([snapshot("a", meta="m")], read, set(), "r1") == [snapshot("a", meta="m")]


def documents(*keys: str, meta: str | None = None, reader: str = "r") -> pa.Table:
    rows = [{"source_key": key, "meta_sha256": meta, "reader_version": reader} for key in keys]
    schema = [("source_key", pa.string()), ("meta_sha256", pa.string()), ("reader_version", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(schema))


def receipts(table: pa.Table, version: str) -> pa.Table:
    return table.append_column("extractor_version", pa.array([version] * table.num_rows, pa.string()))


@given(*[st.sets(st.sampled_from("abcdef"))] * 3)
def test_exactly_documents_without_a_receipt_or_a_known_failure_are_extracted(
    present: set[str], done: set[str], failed: set[str]
) -> None:
    held = receipts(documents(*sorted(done)), "x1")
    known = extract_states(documents(*sorted(failed)), "x1")
    assert to_extract(documents(*sorted(present)), held, known, "x1") == present - done - failed
    assert to_extract(documents(*sorted(present)), held, known, "x2") == present
    assert to_extract(documents(*sorted(present), reader="new"), held, known, "x1") == present
    assert to_extract(documents(*sorted(present), meta="new"), held, known, "x1") == present


def outcome(name: str, minute: int, status: str, stage: str = "read") -> dict[str, Any]:
    row = dict.fromkeys(OUTCOMES.names) | {"file_name": name, "stage": stage, "status": status, "run_id": "run"}
    return row | {"attempted_at": NOON + timedelta(minutes=minute)}


def test_only_the_latest_attempt_at_a_stage_counts_and_only_of_files_that_are_there(tmp_path: Path) -> None:
    rows = [
        outcome("mended", 1, "failed"),
        outcome("mended", 2, "ok"),
        outcome("broke", 1, "ok"),
        outcome("broke", 2, "failed"),
        outcome("unread", 1, "ok", stage="land"),
        outcome("unread", 3, "failed"),
        outcome("removed", 4, "failed"),
        outcome("dangling", 5, "failed"),
    ]
    for name in ("mended", "broke", "unread"):
        (tmp_path / name).touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    table = pa.Table.from_pylist(list(reversed(rows)), schema=OUTCOMES)
    assert [row["file_name"] for row in latest_failures(table, tmp_path)] == ["dangling", "unread", "broke"]


def test_a_broken_list_of_the_unreadable_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "unreadable.json"
    assert load_states(path) == set()
    path.write_text('[["a.txt", "a@1", null, "r"]]', encoding="utf-8")
    assert load_states(path) == {("a.txt", "a@1", None, "r")}
    path.write_text("[1]", encoding="utf-8")
    assert load_states(path) == set()
