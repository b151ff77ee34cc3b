"""Moments that go forward, and disks that refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration import disk, durable
from orchestration.clock import not_before

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
STEP = timedelta(seconds=1)


@given(MOMENTS, st.none() | MOMENTS)
def test_a_moment_is_the_present_or_follows_the_latest(now: datetime, latest: datetime | None) -> None:
    found = not_before(now, latest, STEP)
    assert found == now or found == latest + STEP  # type: ignore[operator]
    assert latest is None or found > latest


def test_a_disk_with_room_is_no_reason_and_one_without_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert disk.why_not_writable(tmp_path) is None
    assert disk.why_not_writable(tmp_path / "absent") is None
    monkeypatch.setattr(disk, "LEAST_BYTES", 1 << 60)
    assert "is full" in str(disk.why_not_writable(tmp_path))


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(_: object) -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        durable.write_file(path, fail, "test")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"old")]


def test_every_step_is_heard_before_and_after(tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []
    with durable.listening(lambda name, moment: heard.append((name, moment))):
        durable.write_file(tmp_path / "file", lambda stream: stream.write(b"x") and None, "test")
        durable.write_link(tmp_path / "link", Path("file"), "link")
        durable.remove_file(tmp_path / "link", "link")
    durable.remove_file(tmp_path / "file", "unheard")
    names = [
        "test.write",
        "test.fsync",
        "test.rename",
        "test.sync",
        "link.flip",
        "link.sync",
        "link.unlink",
        "link.sync",
    ]
    assert heard == [(name, moment) for name in names for moment in ("before", "after")]
