"""The step that makes a built file the one that analysts open.

Here: every condition for that, asked of the closed file by this step itself, the manifest, and the rename of one link.
Not here: Dagster and its record of checks: a check that never ran, or ran on another file, lets nothing pass.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.durable import sync_folder
from orchestration.publishing import integrity, versions
from orchestration.publishing.integrity import Failure
from orchestration.publishing.versions import Version


class NotPublishedError(RuntimeError):
    """The candidate did not pass; the published version is as it was."""

    def __init__(self, candidate: str, failures: list[Failure]) -> None:
        self.failures = failures
        listed = "\n".join(f"- {failure}" for failure in failures)
        super().__init__(f"{candidate} is not published; the current version stays. {len(failures)} reasons:\n{listed}")


@dataclass(frozen=True)
class Published:
    """The version that analysts read now."""

    version: Version
    is_new: bool
    manifest: Mapping[str, Any]


def candidate_of(warehouse: Path) -> Version:
    """The build that waits, else the current version; raises NotPublishedError when there is neither."""
    found = versions.building(warehouse) or versions.current(warehouse)
    if found is None:
        remedy = "Run `make refresh`, or materialize everything in Dagster."
        raise NotPublishedError("Nothing", [Failure("a_build_exists", "No build was made yet.", remedy)])
    return found


def publish(warehouse: Path, candidate: Version) -> Published:
    """Check the candidate's closed file and make it the current version by one rename.

    A candidate that is current already is only checked. Raises NotPublishedError with every reason; nothing has
    changed then. Call it with the warehouse's lock held.
    """
    now = versions.current(warehouse)
    failures = verify(warehouse, candidate)
    if failures:
        raise NotPublishedError(candidate.build_id, failures)
    if now is not None and now.build_id == candidate.build_id:
        versions.unpoint(warehouse, "building")
        return Published(now, is_new=False, manifest=now.read("manifest.json") or {})
    manifest = _manifest(candidate, previous=now)
    _seal(candidate)
    versions.write_json(candidate.folder / "manifest.json", manifest)
    sync_folder(candidate.folder)
    sync_folder(versions.versions_dir(warehouse))
    versions.point(warehouse, "current", candidate)
    versions.unpoint(warehouse, "building")
    return Published(candidate, is_new=True, manifest=manifest)


def verify(warehouse: Path, version: Version) -> list[Failure]:
    """Every reason for which a version must not be (or should not have been) published."""
    failures = _check_files(version)
    if failures:
        return failures
    try:
        with integrity.read_only(version.database) as connection:
            failures = integrity.run_queries(connection)
            failures += _check_input(connection, version)
            failures += _check_not_emptied(connection, versions.current(warehouse), version)
    except duckdb.Error as error:
        remedy = "Remove the folder of this version and run `make refresh`."
        failures.append(Failure("file_opens", f"The file cannot be opened ({error}).", remedy))
    return failures


def _check_files(version: Version) -> list[Failure]:
    """Conditions on the folder, without opening the database (that would replay a `.wal`)."""
    rebuild = "Run `make refresh`: a new build is made in a folder of its own."
    record = versions.record_of(version)
    manifest = version.read("manifest.json")
    failures = []
    if not version.database.is_file():
        failures.append(Failure("file_exists", f"{version.database} is not there.", rebuild))
    if version.wal.exists():
        message = f"{version.wal} lies beside the file: somebody wrote to it, or it was not closed."
        failures.append(Failure("file_is_closed", message, rebuild))
    status = (record or {}).get("status", "unknown")
    if status != "complete":
        message = f"The build is not complete (its state is '{status}')."
        failures.append(Failure("build_is_complete", message, "See the log of the dbt step, mend it, and refresh."))
    if manifest is not None and versions.file_hash(version.database) != manifest.get("sha256"):
        failures.append(Failure("file_is_as_published", "The file changed after it was published.", rebuild))
    return failures


def _check_input(connection: duckdb.DuckDBPyConnection, version: Version) -> list[Failure]:
    name = "file_is_of_this_build"
    record = versions.record_of(version) or {}
    wanted = (record.get("build_id"), record.get("input_hash"))
    try:
        found = connection.execute("select build_id, input_hash from marts.build").fetchall()
    except duckdb.Error as error:
        return [Failure(name, f"marts.build cannot be read ({error}).", "Run `make refresh`.")]
    if found != [wanted]:
        return [Failure(name, f"The file says {found}, build.json beside it {wanted}.", "Run `make refresh`.")]
    return []


def _check_not_emptied(connection: duckdb.DuckDBPyConnection, now: Version | None, version: Version) -> list[Failure]:
    if now is None or now.build_id == version.build_id:
        return []
    before = ((now.read("manifest.json") or {}).get("row_counts") or {}).get("fct_claim", 0)
    try:
        after = integrity.count_rows(connection, "marts", "fct_claim")
    except duckdb.Error:
        after = 0
    if before and not after:
        message = f"The current version holds {before} claims, this one none."
        remedy = (
            "See whether the inbox and warehouse/claims are still there; a wanted removal goes through withdrawals.csv."
        )
        return [Failure("not_emptied", message, remedy)]
    return []


def _manifest(candidate: Version, previous: Version | None) -> dict[str, Any]:
    with integrity.read_only(candidate.database) as connection:
        counts = integrity.row_counts(connection)
    record = versions.record_of(candidate) or {}
    return {
        **{name: value for name, value in record.items() if name != "status"},
        "previous": previous.build_id if previous else None,
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": versions.file_hash(candidate.database),
        "bytes": candidate.database.stat().st_size,
        "duckdb_version": duckdb.__version__,
        "row_counts": counts,
    }


def _seal(candidate: Version) -> None:
    """Make the file read-only and see it on the disk."""
    descriptor = os.open(candidate.database, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    candidate.database.chmod(0o444)
