from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest

from orchestration.inbox_sensor import inbox_sensor, read_cursor, write_cursor
from orchestration.landing.settled import FileFacts, is_settled
from orchestration.paths import Paths
from orchestration.resources import Folders


class Inbox:
    """An inbox and the sensor that looks at it, with its memory."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder / "raw"
        self.raw.mkdir()
        paths = Paths(raw=self.raw, warehouse=folder / "w", dagster_home=folder / "h", dbt_project=folder / "d")
        self.folders = Folders.of(paths)
        self.cursor: str | None = None

    def look(self) -> dg.SensorResult:
        with dg.build_sensor_context(cursor=self.cursor, resources={"folders": self.folders}) as context:
            result = inbox_sensor(context)
        assert isinstance(result, dg.SensorResult)
        self.cursor = result.cursor
        return result


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


def test_a_file_starts_a_run_once_it_is_as_it_was(inbox: Inbox) -> None:
    (inbox.raw / "a.txt").write_text("x")
    first, second, third = inbox.look(), inbox.look(), inbox.look()
    assert not first.run_requests
    assert "a.txt" in (first.skip_reason.skip_message if first.skip_reason else "")
    assert len(second.run_requests or []) == 1
    assert not third.run_requests


def test_a_file_that_still_grows_waits_and_keeps_the_others_waiting(inbox: Inbox) -> None:
    (inbox.raw / "whole.txt").write_text("x")
    for length in range(1, 4):
        (inbox.raw / "growing.txt").write_text("x" * length)
        assert not inbox.look().run_requests
    assert len(inbox.look().run_requests or []) == 1


def test_changed_files_and_metadata_start_another_run(inbox: Inbox) -> None:
    (inbox.raw / "a.txt").write_text("x")
    inbox.look()
    first = inbox.look().run_requests or []
    (inbox.raw / "a.meta.yaml").write_text("note: x")
    inbox.look()
    second = inbox.look().run_requests or []
    assert len({request.run_key for request in (*first, *second)}) == 2


def test_files_that_go_away_start_nothing(inbox: Inbox) -> None:
    (inbox.raw / "a.txt").write_text("x")
    inbox.look()
    inbox.look()
    (inbox.raw / "a.txt").unlink()
    assert not inbox.look().run_requests
    assert not inbox.look().run_requests


def test_without_an_inbox_the_sensor_says_what_to_do(inbox: Inbox) -> None:
    inbox.raw.rmdir()
    reason = inbox.look().skip_reason
    assert reason is not None
    assert "CCHC_RAW_DIR" in (reason.skip_message or "")


@pytest.mark.parametrize(
    ("now", "before", "settled"),
    [
        (FileFacts(5, 1), FileFacts(5, 1), True),
        (FileFacts(5, 1), None, False),
        (FileFacts(6, 1), FileFacts(5, 1), False),
        (FileFacts(5, 2), FileFacts(5, 1), False),
        (FileFacts(0, 1), FileFacts(0, 1), False),
    ],
)
def test_a_file_is_whole_when_it_is_as_before_and_not_empty(
    now: FileFacts, before: FileFacts | None, settled: bool
) -> None:
    assert is_settled(now, before) is settled


def test_the_memory_comes_back_and_a_broken_one_is_empty() -> None:
    facts = {"bến.txt": FileFacts(5, 1)}
    assert read_cursor(write_cursor(facts, {})) == (facts, {})
    assert read_cursor("no json") == read_cursor(None) == read_cursor('{"seen": 3}') == ({}, {})
