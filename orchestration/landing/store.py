"""The store: bytes by hash, and append-only tables of what was seen and what came of it.

Here: the folder ``warehouse/store``. Not here: when a sighting is written (`land`), what the bytes say (`read`).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.clock import not_before
from orchestration.landing.objects import StoreError, get_object, object_path, put_object, settle_objects
from orchestration.parquet import conform, read_tables, write_table
from orchestration.schemas import OUTCOMES, SIGHTINGS

__all__ = ["Store", "StoreError"]


class Store:
    """What was landed. Objects and table files are added, never changed."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._unsettled: list[Path] = []

    def put(self, data: bytes, sha256: str | None = None) -> str:
        """Keep the bytes; gives their SHA-256 in hexadecimal, which a caller may have computed already.

        They survive a power cut once a sighting is appended.
        """
        return put_object(self.root, data, self._unsettled, sha256)

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash; raises StoreError when they are missing or damaged."""
        return get_object(self.root, sha256)

    def path_of(self, sha256: str) -> Path:
        """Where the object of that hash lies."""
        return object_path(self.root, sha256)

    def sightings(self) -> pa.Table:
        """All sightings in the order in which they were written (`schemas.SIGHTINGS`)."""
        return read_tables(self.root / "sightings", SIGHTINGS)

    def append_sightings(self, table: pa.Table) -> Path | None:
        """Add sightings of one run in a file of their own, after their objects; none for an empty table."""
        settle_objects(self._unsettled)
        return self._append("sightings", "seen_at", table, SIGHTINGS)

    def outcomes(self) -> pa.Table:
        """All outcomes in the order in which they were written (`schemas.OUTCOMES`)."""
        return read_tables(self.root / "outcomes", OUTCOMES)

    def append_outcomes(self, table: pa.Table) -> Path | None:
        """Add outcomes of one run in a file of their own; none for an empty table."""
        return self._append("outcomes", "attempted_at", table, OUTCOMES)

    def moment_after(self, now: datetime) -> datetime:
        """`now`, or just after what was recorded last when the clock was set back since."""
        latest = [pc.max(self.sightings()["seen_at"]).as_py(), pc.max(self.outcomes()["attempted_at"]).as_py()]
        known = max((one for one in latest if one is not None), default=None)
        return not_before(now, known, timedelta(microseconds=1))

    def _append(self, folder: str, moment: str, table: pa.Table, schema: pa.Schema) -> Path | None:
        if not table.num_rows:
            return None
        table = conform(table, schema, f"{folder} to append")
        written_at = pc.max(table[moment]).as_py().astimezone(UTC)
        run_id = re.sub(r"[^A-Za-z0-9_.-]+", "_", table["run_id"][0].as_py())[:80]
        stem = f"{written_at:%Y%m%dT%H%M%S%f}Z-{run_id}"
        path = self.root / folder / f"{stem}.parquet"
        number = 2
        while path.exists():  # a run may append twice; "_2" sorts behind "." in the folder's order
            path = self.root / folder / f"{stem}_{number:03}.parquet"
            number += 1
        write_table(path, table, schema)
        return path
