"""Check `landing_outcomes` on `snapshots`: files whose latest attempt failed, why, and what a person can do."""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg

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
    return result_of(latest_failures(Store(folders.paths.store).outcomes(), folders.paths.raw))


def result_of(failures: Sequence[Mapping[str, Any]]) -> dg.AssetCheckResult:
    """The check's result from the failed outcomes."""
    metadata: dict[str, Any] = {"failed_files": len({row["file_name"] for row in failures})}
    if failures:
        metadata["files"] = dg.MetadataValue.table([_record(row) for row in failures[:SHOWN]])
    return dg.AssetCheckResult(passed=not failures, severity=dg.AssetCheckSeverity.WARN, metadata=metadata)


def _record(row: Mapping[str, Any]) -> dg.TableRecord:
    return dg.TableRecord({name: str(row[name] or "") for name in ("file_name", "stage", "reason", "detail", "remedy")})
