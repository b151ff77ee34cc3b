"""A build from its first line to its last, without the tool that fills the file.

Here: what a build's input is and its hash, the folder that is made for it, and its end. Not here: dbt, Dagster, and
whether the result may be published (`publish`).

The input is the bytes of the Parquet files, of the seeds, models, macros and tests, and the versions of reader,
extractor and schema. When a file was written, and where the warehouse lies, is no input.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.publishing import versions
from orchestration.publishing.versions import BuildRecord, Version

#: Sets of Parquet files that a build reads, as globs below the warehouse. The first word names the count in the record.
INPUT_SETS = {
    "sightings": "store/sightings/*.parquet",
    "outcomes": "store/outcomes/*.parquet",
    "documents": "claims/documents/month=*/part.parquet",
    "claims": "claims/claims/month=*/part.parquet",
    "relations": "claims/relations/month=*/part.parquet",
    "signatures": "claims/signatures/month=*/part.parquet",
    "extractions": "claims/extractions/month=*/part.parquet",
}
#: What of the dbt project decides a build.
PROJECT_SUFFIXES = frozenset({".sql", ".csv", ".yml", ".yaml", ".py"})
PROJECT_FOLDERS = ("models", "macros", "seeds", "tests")
_UNSEEN = frozenset({"target", "logs", "dbt_packages"})


@dataclass(frozen=True)
class Inputs:
    """What the next build would be made of."""

    input_hash: str
    seeds_hash: str
    counts: Mapping[str, int]


def gather_inputs(warehouse: Path, project: Path, code_versions: Mapping[str, str]) -> Inputs:
    """Hash everything that a build depends on and count the rows of its Parquet files."""
    digest = hashlib.sha256()
    for name, value in sorted(code_versions.items()):
        digest.update(f"{name}={value}\n".encode())
    counts = {}
    for name, pattern in INPUT_SETS.items():
        paths = sorted(warehouse.glob(pattern))
        digest.update(f"set {name}\n".encode())
        digest.update(_hash_files(warehouse, paths).encode())
        counts[name] = sum(pq.read_metadata(path).num_rows for path in paths)
    seeds_hash = _hash_files(project, sorted((project / "seeds").rglob("*.csv")))
    digest.update(_hash_files(project, project_files(project)).encode())
    return Inputs(input_hash=digest.hexdigest(), seeds_hash=seeds_hash, counts=counts)


def project_files(project: Path) -> list[Path]:
    """Files of the dbt project that decide what it builds, in a steady order."""
    found = [path for path in project.glob("*.yml") if path.is_file()]
    for folder in PROJECT_FOLDERS:
        found += [path for path in (project / folder).rglob("*") if path.suffix in PROJECT_SUFFIXES]
    return sorted(path for path in found if not _UNSEEN & set(path.relative_to(project).parts))


def _hash_files(root: Path, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        with path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()


def is_published(warehouse: Path, inputs: Inputs) -> bool:
    """Whether the current version was made of exactly these inputs and is still, byte for byte, what was published."""
    version = versions.current(warehouse)
    manifest = version.read("manifest.json") if version else None
    if version is None or manifest is None or manifest.get("input_hash") != inputs.input_hash:
        return False
    return not version.wal.exists() and versions.file_hash(version.database) == manifest.get("sha256")


def begin(
    warehouse: Path, inputs: Inputs, code_versions: Mapping[str, str], code: str, now: datetime
) -> tuple[Version, BuildRecord]:
    """Clear what was abandoned, make the folder of a new build with its record, and point `building` at it.

    `now` is in UTC; where a version of that very second is there already, the next free second names the build.
    """
    versions.remove_abandoned(warehouse)
    previous = versions.current(warehouse)
    version = _free_version(warehouse, inputs.input_hash, now)
    version.folder.mkdir(parents=True)
    record = BuildRecord(
        build_id=version.build_id,
        built_at=now.isoformat(timespec="seconds"),
        code_version=code,
        schema_version=code_versions["schema"],
        extractor_version=code_versions["extractor"],
        input_hash=inputs.input_hash,
        seeds_hash=inputs.seeds_hash,
        documents=inputs.counts["documents"],
        claims=inputs.counts["claims"],
        relations=inputs.counts["relations"],
        sightings=inputs.counts["sightings"],
        outcomes=inputs.counts["outcomes"],
        previous=previous.build_id if previous else None,
    )
    versions.write_record(version, record)
    versions.point(warehouse, "building", version)
    return version, record


def _free_version(warehouse: Path, input_hash: str, now: datetime) -> Version:
    while True:
        version = Version(versions.versions_dir(warehouse) / f"{now:%Y%m%dT%H%M%SZ}-{input_hash[:8]}")
        if not version.folder.exists():
            return version
        now += timedelta(seconds=1)


def build_table(record: BuildRecord, schema: pa.Schema) -> pa.Table:
    """The one row of `build.parquet`, with the columns of `schema`."""
    row = {**vars(record), "built_at": datetime.fromisoformat(record.built_at)}
    return pa.Table.from_pylist([{name: row[name] for name in schema.names}], schema=schema)


def complete(version: Version, record: BuildRecord) -> None:
    """Say that the file is whole and closed. Call it only when the tool that wrote it ended well."""
    versions.write_record(version, replace(record, status="complete"))


def fail(version: Version, record: BuildRecord) -> None:
    """Say that the file must never be published; the folder stays for a look until the next build."""
    versions.write_record(version, replace(record, status="failed"))
