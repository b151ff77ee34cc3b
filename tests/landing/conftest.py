"""What the tests of the landing room share: an inbox, a store, moments, the project's own table of markers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.landing import DEFAULT_MARKERS, LandingReport, Markers, Store, land, load_markers

FIRST = datetime(2024, 3, 1, 1, 0, tzinfo=UTC)


class Inbox:
    """An inbox and a store in folders of their own; every landing is a day after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "raw"
        self.folder.mkdir()
        self.store = Store(folder / "store")
        self.landings = 0

    def drop(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def land(self) -> LandingReport:
        self.landings += 1
        now = FIRST + timedelta(days=self.landings)
        return land(self.folder, self.store, f"run-{self.landings}", now)


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


@pytest.fixture(scope="session")
def markers() -> Markers:
    return load_markers(DEFAULT_MARKERS)
