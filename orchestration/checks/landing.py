"""Check `landing_outcomes` on `snapshots`: files whose latest attempt failed, why, and what a person can do."""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
import pyarrow.compute as pc

from orchestration.landing import Store
from orchestration.resources import Folders
from orchestration.work_lists import latest_failures

SHOWN = 200


@dg.asset_check(
    asset="snapshots",
    name="landing_outcomes",
    additional_deps=["documents", "claims"],
    description="Files of the inbox that could not be landed, read or extracted, with the reason and the remedy.",
    blocking=False,
)
def landing_outcomes(folders: Folders) -> dg.AssetCheckResult:
    """Warn while the latest attempt at some file failed."""
    outcomes = Store(folders.paths.store).outcomes()
    latest = pc.max(outcomes["attempted_at"])
    last_run = pc.filter(outcomes["run_id"], pc.equal(outcomes["attempted_at"], latest)).to_pylist()
    return result_of(latest_failures(outcomes, folders.paths.raw), last_run[-1] if last_run else None)


def result_of(failures: Sequence[Mapping[str, Any]], last_run: str | None = None) -> dg.AssetCheckResult:
    """The check's result from the failed outcomes; those of the last run that tried anything are counted besides."""
    metadata: dict[str, Any] = {
        "failed_files": len({row["file_name"] for row in failures}),
        "failed_in_the_last_run": len({row["file_name"] for row in failures if row.get("run_id") == last_run}),
    }
    if failures:
        metadata["files"] = dg.MetadataValue.table([_record(row) for row in failures[:SHOWN]])
    return dg.AssetCheckResult(passed=not failures, severity=dg.AssetCheckSeverity.WARN, metadata=metadata)


def _record(row: Mapping[str, Any]) -> dg.TableRecord:
    return dg.TableRecord({name: str(row[name] or "") for name in ("file_name", "stage", "reason", "detail", "remedy")})
