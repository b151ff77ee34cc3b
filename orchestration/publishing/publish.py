"""The step that makes a built file the one that analysts open.

Here: every condition for that, asked of the closed file by this step itself, the manifest, and the rename of one link.
Not here: Dagster and its record of checks: a check that never ran, or ran on another file, lets nothing pass.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from orchestration.durable import step, sync_file, sync_folder
from orchestration.publishing import differences, integrity, report, serving, versions
from orchestration.publishing.integrity import Failure
from orchestration.publishing.settings import Settings, from_environment
from orchestration.publishing.versions import Version

#: Tables whose rows only grow from version to version, but for what a person or a change of the code takes away.
WATCHED = ("dim_source", "fct_claim", "fct_observation", "landing_outcomes")


class NotPublishedError(RuntimeError):
    """The candidate did not pass; the last good version stays."""

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
    said: tuple[str, ...] = ()  # what happened to other versions on the way, for people


def candidate_of(warehouse: Path) -> Version:
    """The build that waits, else the current version; raises NotPublishedError when there is neither."""
    found = versions.building(warehouse) or versions.current(warehouse)
    if found is None:
        remedy = "Run `make refresh`, or materialize everything in Dagster."
        raise NotPublishedError("Nothing", [Failure("a_build_exists", "No build was made yet.", remedy)])
    return found


def publish(warehouse: Path, candidate: Version, settings: Settings | None = None) -> Published:
    """Check the candidate's closed file and make it the current version by one rename.

    A current version that was touched is taken away from readers first. A candidate that is current already is only
    checked. Raises NotPublishedError with every reason; the last good version stays then. Call it with the
    warehouse's lock held.
    """
    settings = settings or from_environment()
    said = serving.fall_back(warehouse)
    now = versions.current(warehouse)
    if now is not None and now.build_id == candidate.build_id:
        _refuse_if(candidate, verify(candidate))
        versions.unpoint(warehouse, "building")
        return Published(now, is_new=False, manifest=now.read("manifest.json") or {}, said=tuple(said))
    baseline, failures = baseline_of(warehouse, candidate)
    _refuse_if(candidate, failures + _check_files(candidate))
    if candidate.read("manifest.json") is None:
        said += _tell_difference(candidate, now)
    allowed: dict[str, Any] = {}
    failures = verify(candidate)
    if not failures:
        failures, allowed = check_falls(baseline, _row_counts(candidate), settings)
    _refuse_if(candidate, failures)
    manifest = _manifest(candidate, now, allowed)
    _seal(candidate)
    versions.write_json(candidate.folder / "manifest.json", manifest)
    sync_folder(versions.versions_dir(warehouse), "versions")
    versions.point(warehouse, "current", candidate)
    versions.unpoint(warehouse, "building")
    return Published(candidate, is_new=True, manifest=manifest, said=tuple(said))


def rollback(warehouse: Path, build_id: str) -> Published:
    """Make a published version current again, after asking everything of it that a new one is asked.

    Raises NotPublishedError with every reason; nothing has changed then. Call it with the warehouse's lock held.
    """
    version = Version(versions.versions_dir(warehouse) / build_id)
    known = versions.published_versions(warehouse)
    if version not in known:
        there = ", ".join(one.build_id for one in known) or "none"
        remedy = f"`make versions` lists those that are there: {there}."
        raise NotPublishedError(build_id, [Failure("version_exists", "No published version has this name.", remedy)])
    unsound = serving.why_unsound(version)
    if unsound is not None:
        remedy = "Take another version from `make versions`, or run `make refresh`."
        raise NotPublishedError(build_id, [Failure("file_is_as_published", f"It was touched: {unsound}.", remedy)])
    _refuse_if(version, verify(version))
    said = serving.fall_back(warehouse)
    if versions.building(warehouse) == versions.current(warehouse):
        versions.unpoint(warehouse, "building")  # else the version that is left would count as never published
    serving.leave_newer(warehouse, version)
    versions.point(warehouse, "current", version)
    return Published(version, is_new=False, manifest=version.read("manifest.json") or {}, said=tuple(said))


def _refuse_if(candidate: Version, failures: list[Failure]) -> None:
    if failures:
        raise NotPublishedError(candidate.build_id, failures)


def _tell_difference(candidate: Version, now: Version | None) -> list[str]:
    """Write the difference to the version before into the candidate. What keeps it from being told stops nothing."""
    try:
        difference = differences.compare(now, candidate)
    except duckdb.Error as error:
        versions.write_json(candidate.folder / report.DIFF, {"error": str(error)})
        return [f"What changed since the version before cannot be told: {error}"]
    try:
        report.write_ops(candidate, difference)
    except duckdb.Error as error:
        remedy = "Close whatever has the file of this build open, and run `make refresh` again."
        failure = Failure("file_can_be_finished", f"Schema ops cannot be written ({error}).", remedy)
        raise NotPublishedError(candidate.build_id, verify(candidate) or [failure]) from error
    report.write_diff(candidate, difference)
    return []


def verify(version: Version) -> list[Failure]:
    """Every reason for which a version must not be (or should not have been) published, whatever came before it."""
    failures = _check_files(version)
    if failures:
        return failures
    try:
        with integrity.read_only(version.database) as connection:
            failures = integrity.run_queries(connection)
            failures += _check_input(connection, version)
    except duckdb.Error as error:
        remedy = "Remove the folder of this version and run `make refresh`."
        failures.append(Failure("file_opens", f"The file cannot be opened ({error}).", remedy))
    return failures


def _check_files(version: Version) -> list[Failure]:
    """Conditions on the folder, without opening the database (that would replay a `.wal`)."""
    rebuild = "Run `make refresh`: a new build is made in a folder of its own."
    record = versions.record_of(version)
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
    touched = serving.why_touched(version) if (version.folder / "manifest.json").exists() else None
    if touched is not None and not failures:
        failures.append(Failure("file_is_as_published", f"The file was touched: {touched}.", rebuild))
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


@dataclass(frozen=True)
class Baseline:
    """What the version before held: rows by table of schema `marts`."""

    build_id: str
    row_counts: Mapping[str, int]


def baseline_of(warehouse: Path, candidate: Version) -> tuple[Baseline | None, list[Failure]]:
    """What the candidate is measured against: nothing for the first version ever, else a manifest that can be read.

    A warehouse that has versions and cannot say which one was current refuses: nobody could tell what was lost.
    """
    link = warehouse / "current"
    published = [one for one in versions.published_versions(warehouse) if one != candidate]
    now = versions.current(warehouse)
    if os.path.lexists(link) and now is None:
        return None, [Failure("baseline_exists", f"{link} leads to no version.", _way_back(warehouse, published))]
    if now is None and any(serving.why_unsound(one) is None for one in published):
        message = f"{link} is missing, though there are published versions."
        return None, [Failure("baseline_exists", message, _way_back(warehouse, published))]
    before = now or next(iter(published), None)
    if before is None:
        return None, []
    counts = (before.read("manifest.json") or {}).get("row_counts")
    if not isinstance(counts, dict) or not all(isinstance(counts.get(one), int) for one in WATCHED):
        message = f"{before.folder / 'manifest.json'} does not say how many rows the version before held."
        return None, [Failure("baseline_can_be_read", message, _way_back(warehouse, published))]
    return Baseline(before.build_id, counts), []


def _way_back(warehouse: Path, published: Sequence[Version]) -> str:
    good = next((one for one in published if serving.why_unsound(one) is None), None)
    back = f"Run `make rollback VERSION={good.build_id}`" if good else "Restore a version's folder from a backup"
    folders = f"{warehouse / 'current'} and {versions.versions_dir(warehouse)}"
    return f"{back}; or remove {folders}, if versions are to begin anew."


def check_falls(
    baseline: Baseline | None, counts: Mapping[str, int], settings: Settings
) -> tuple[list[Failure], dict[str, Any]]:
    """Tables that were emptied or lost more than the share that is allowed; and what a person allowed, to be kept."""
    if baseline is None:
        return [], {}
    fell = {}
    for table in WATCHED:
        before, after = baseline.row_counts[table], counts.get(table, 0)
        if after < before and (after == 0 or Decimal(before - after) > settings.max_fall * before):
            fell[table] = (before, after)
    if not fell:
        return [], {}
    told = "; ".join(f"{table} from {before} to {after}" for table, (before, after) in fell.items())
    if settings.allow_fall is not None:
        return [], {"reason": settings.allow_fall, "fell": told}
    name = "not_emptied" if any(after == 0 for _, after in fell.values()) else "rows_did_not_fall"
    message = f"Rows fell by more than {settings.max_fall:%} since {baseline.build_id}: {told}."
    remedy = (
        "See whether the inbox and warehouse/claims are whole and what `make diff` tells of the build; a fall that is "
        'wanted is published by `make refresh ALLOW_FALL="the reason"`, which the manifest keeps.'
    )
    return [Failure(name, message, remedy)], {}


def _row_counts(candidate: Version) -> dict[str, int]:
    with integrity.read_only(candidate.database) as connection:
        return integrity.row_counts(connection)


def _manifest(candidate: Version, previous: Version | None, allowed: Mapping[str, Any]) -> dict[str, Any]:
    record = versions.record_of(candidate) or {}
    return {
        **{name: value for name, value in record.items() if name != "status"},
        "previous": previous.build_id if previous else None,
        "published_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": versions.file_hash(candidate.database),
        "bytes": candidate.database.stat().st_size,
        "duckdb_version": duckdb.__version__,
        "row_counts": _row_counts(candidate),
        **({"allowed_fall": allowed} if allowed else {}),
    }


def _seal(candidate: Version) -> None:
    """Make the file read-only and see it on the disk."""
    sync_file(candidate.database, "database")
    with step("database.chmod"):
        candidate.database.chmod(0o444)
    sync_folder(candidate.folder, "version")
