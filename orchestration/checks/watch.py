"""Checks `silent_documents` on `claims` and `late_sources` on `documents`: what nobody would notice otherwise.

Here: which documents and sources are asked about, and what a check's page shows. Not here: what is silent or late
(`landing.watch`).
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from orchestration import partitions
from orchestration.landing import Store, current_snapshots
from orchestration.landing.watch import Late, count_figures, is_silent, lateness
from orchestration.paths import Paths
from orchestration.resources import Folders

SHOWN = 200
_VIETNAM = timedelta(hours=7)


@dg.asset_check(
    asset="claims",
    name="silent_documents",
    description="Current documents that hold figures of which none became a claim.",
    blocking=False,
)
def silent_documents(folders: Folders) -> dg.AssetCheckResult:
    """Warn while there are some."""
    return silent_result(list(find_silent(folders.paths)), folders.paths.raw)


@dg.asset_check(
    asset="documents",
    name="late_sources",
    additional_deps=["claims"],  # which tell the day of publication where only the text does
    description="Publishers of whom nothing came for three times as long as usual, and a week at least.",
    blocking=False,
)
def late_sources(folders: Folders) -> dg.AssetCheckResult:
    """Warn while there are some."""
    today = (datetime.now(UTC) + _VIETNAM).date()
    return late_result(find_late(publication_days(folders.paths), today))


def find_silent(paths: Paths) -> Iterator[Mapping[str, Any]]:
    """Rows of `schemas.DOCUMENTS`, oldest month first."""
    current = pa.array([one.source_key for one in current_snapshots(Store(paths.store).sightings())], pa.string())
    for month in partitions.months(paths.claims):
        receipts = partitions.read_month(paths.claims, "extractions", month)
        without = receipts.filter(pc.equal(receipts["claims"], 0))["source_key"]
        if len(without):
            documents = partitions.read_month(paths.claims, "documents", month)
            keys = documents["source_key"]
            asked = documents.filter(pc.and_(pc.is_in(keys, without), pc.is_in(keys, current)))
            yield from (row for row in asked.to_pylist() if is_silent(row, 0))


def publication_days(paths: Paths) -> dict[str, list[date]]:
    """The days on which each publisher published a document; where that is unknown, the day on which it landed."""
    days: dict[str, list[date]] = {}
    for month in partitions.months(paths.claims):
        receipts = partitions.read_month(paths.claims, "extractions", month)
        told = dict(zip(receipts["source_key"].to_pylist(), receipts["published_on"].to_pylist(), strict=True))
        documents = partitions.read_month(paths.claims, "documents", month)
        for row in documents.select(["source_key", "publisher", "published_on", "first_seen_at"]).to_pylist():
            if row["publisher"]:
                landed = (row["first_seen_at"] + _VIETNAM).date()
                day = row["published_on"] or told.get(row["source_key"]) or landed
                days.setdefault(row["publisher"], []).append(day)
    return days


def find_late(days: Mapping[str, Sequence[date]], today: date) -> list[tuple[str, Late]]:
    """Publishers that are late, those that are so by most of their usual gaps first."""
    found = [(name, late) for name, known in days.items() if (late := lateness(known, today)) is not None]
    return sorted(found, key=lambda one: (-one[1].silent_days / one[1].usual_days, one[0]))


def silent_result(rows: Sequence[Mapping[str, Any]], raw: Path) -> dg.AssetCheckResult:
    """The check's result from the silent documents."""
    records = [
        {
            "document": row["document"],
            "title": row["title"] or "",
            "media_type": row["media_type"],
            "figures": str(count_figures(row)),
            "what_to_do": f"make explain-doc FILE={raw / row['file_name']}",
        }
        for row in rows
    ]
    return _result("silent_documents", records)


def late_result(found: Sequence[tuple[str, Late]]) -> dg.AssetCheckResult:
    """The check's result from the late publishers."""
    records = [
        {
            "publisher": name,
            "last": f"{late.last:%Y-%m-%d}",
            "silent_days": str(late.silent_days),
            "usual_days": f"{late.usual_days:g}",
            "what_to_do": "look whether it still publishes, and whether what it publishes still comes into the inbox",
        }
        for name, late in found
    ]
    return _result("late_sources", records)


def _result(noun: str, records: Sequence[Mapping[str, str]]) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {noun: len(records)}
    if records:
        metadata["rows"] = dg.MetadataValue.table([dg.TableRecord(dict(one)) for one in records[:SHOWN]])
    if len(records) > SHOWN:
        metadata["not_shown"] = len(records) - SHOWN
    return dg.AssetCheckResult(passed=not records, severity=dg.AssetCheckSeverity.WARN, metadata=metadata)
