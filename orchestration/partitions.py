"""The Parquet sets under `warehouse/claims`, one file per month of landing.

Here: which month a document belongs to, and how a month's file is read, replaced and removed. Not here: what is in the
rows, and the order in which a month's files are written (`orchestration.assets.claims`).

Everything here can be made again, so a file of another schema or a broken one is dropped rather than mended.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration import durable
from orchestration.parquet import TableError, read_tables, write_table
from orchestration.schemas import CLAIMS, DOCUMENTS, EXTRACTIONS, OUTCOMES, RELATIONS, SIGHTINGS, SIGNATURES

SETS: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "claims": CLAIMS,
    "relations": RELATIONS,
    "signatures": SIGNATURES,
    "extractions": EXTRACTIONS,
}
#: A month before any: its files hold no rows, so that a pattern over all months always finds one.
NO_MONTH = "0000-00"
_log = logging.getLogger(__name__)


def month_of(moment: datetime) -> str:
    """The partition of a document that was first seen at `moment`."""
    return f"{moment.astimezone(UTC):%Y-%m}"


def part_path(claims: Path, name: str, month: str) -> Path:
    """The file of one set and month."""
    return claims / name / f"month={month}" / "part.parquet"


def months(claims: Path, name: str = "documents") -> list[str]:
    """Months of which a set has a file, oldest first."""
    found = (path.parent.name.removeprefix("month=") for path in (claims / name).glob("month=*/part.parquet"))
    return sorted(month for month in found if month != NO_MONTH)


def read_month(claims: Path, name: str, month: str) -> pa.Table:
    """Rows of one set and month; none when the file is absent or of no use any more."""
    path = part_path(claims, name, month)
    if not path.is_file():
        return SETS[name].empty_table()
    try:
        return read_tables([path], SETS[name])
    except TableError as error:
        _log.warning("%s is made again: %s", path, error)
        durable.remove_file(path, name)
        return SETS[name].empty_table()


def write_month(claims: Path, name: str, month: str, table: pa.Table, sort_by: Iterable[str]) -> None:
    """Replace one set's file of a month, rows in the order of `sort_by`; a month without rows has no file."""
    path = part_path(claims, name, month)
    if not table.num_rows:
        durable.remove_file(path, name)
        return
    order = pc.sort_indices(table, sort_keys=[(column, "ascending") for column in sort_by])
    write_table(path, table.take(order), SETS[name])


def drop_month(claims: Path, month: str) -> None:
    """Remove every set's file of a month, the receipts first."""
    for name in reversed(SETS):
        path = part_path(claims, name, month)
        durable.remove_file(path, name)


def ensure_sets(claims: Path, store: Path) -> None:
    """Give every set at least a file without rows: the patterns that dbt reads must always match."""
    for name, schema in SETS.items():
        _ensure_empty(part_path(claims, name, NO_MONTH), schema)
    for name, schema in {"sightings": SIGHTINGS, "outcomes": OUTCOMES}.items():
        _ensure_empty(store / name / "empty.parquet", schema)


def _ensure_empty(path: Path, schema: pa.Schema) -> None:
    """Write the file without rows, unless it is there and whole."""
    try:
        if path.is_file() and read_tables([path], schema).num_rows == 0:
            return
    except TableError as error:
        _log.warning("%s is made again: %s", path, error)
    write_table(path, schema.empty_table(), schema)
