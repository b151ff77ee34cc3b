"""A build from its first line to its last, without the tool that fills the file.

Here: what a build's input is and its hash, the folder that is made for it, and its end. Not here: dbt, Dagster, and
whether the result may be published (`publish`).

The input is the bytes of the Parquet files, of the seeds, models, macros and tests, and the versions of reader,
extractor and schema. When a file was written, and where the warehouse lies, is no input.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.clock import not_before
from orchestration.parquet import write_table
from orchestration.publishing import serving, versions
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
_MOMENT = "%Y%m%dT%H%M%SZ"
_UNSEEN = frozenset({"target", "logs", "dbt_packages"})


#: One row per document that a version was made of.
DOCUMENT_HASHES = pa.schema(
    [
        pa.field("source_key", pa.string(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("meta_sha256", pa.string()),
        pa.field("reader_version", pa.string(), nullable=False),
    ]
)


@dataclass(frozen=True)
class Inputs:
    """What the next build would be made of."""

    input_hash: str
    seeds_hash: str
    counts: Mapping[str, int]
    components: Mapping[str, str] = field(default_factory=dict)


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
    return Inputs(digest.hexdigest(), seeds_hash, counts, _components(warehouse, project, code_versions))


def _components(warehouse: Path, project: Path, code_versions: Mapping[str, str]) -> dict[str, str]:
    """A hash per part of the code and per reference table, by which a later version tells what changed."""
    seeds = {path for path in project_files(project) if path.suffix == ".csv"}
    code, _, tables = code_versions["extractor"].partition(".")
    found = {
        "schema": code_versions["schema"],
        "reader": code_versions["reader"],
        "extractor": code,
        "extractor_tables": tables,
        "models": _hash_files(project, [path for path in project_files(project) if path not in seeds]),
        "documents": hashlib.sha256(str(documents_of(warehouse).to_pylist()).encode()).hexdigest(),
    }
    for path in sorted(seeds):
        name = path.relative_to(project).as_posix()
        # Those that the readers alone go by, and those that the extractor alone goes by, are parts of their own.
        if path.stem == "teaser_markers":
            found["reader_tables"] = _hash_files(project, [path])
        elif path.parent == project / "seeds":
            found[name] = _hash_files(project, [path])
    return found


def documents_of(warehouse: Path) -> pa.Table:
    """The hashes of every document of a build's input, by its key (schema DOCUMENT_HASHES)."""
    tables = []
    for path in sorted(warehouse.glob(INPUT_SETS["documents"])):
        with pq.ParquetFile(path) as file:
            tables.append(file.read(columns=DOCUMENT_HASHES.names).cast(DOCUMENT_HASHES))
    table = pa.concat_tables([DOCUMENT_HASHES.empty_table(), *tables])
    return table.sort_by([("source_key", "ascending")])


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
    """Whether the current version is what these inputs give, and is still, byte for byte, what was published.

    It is, too, when a person went back to it from the version that these inputs give.
    """
    version = versions.current(warehouse)
    manifest = version.read("manifest.json") if version else None
    if version is None or manifest is None or serving.why_unsound(version) is not None:
        return False
    return manifest.get("input_hash") == inputs.input_hash or serving.was_left(warehouse, inputs.input_hash)


def begin(
    warehouse: Path, inputs: Inputs, code_versions: Mapping[str, str], code: str, now: datetime
) -> tuple[Version, BuildRecord]:
    """Clear what was abandoned, make the folder of a new build with its record, and point `building` at it.

    `now` is in UTC; where a version of that second or a later one is there already, the one after it names it.
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
        components=inputs.components,
    )
    versions.write_record(version, record)
    write_table(version.folder / "documents.parquet", documents_of(warehouse), DOCUMENT_HASHES)
    versions.point(warehouse, "building", version)
    return version, record


def _free_version(warehouse: Path, input_hash: str, now: datetime) -> Version:
    """A folder whose name sorts behind every other build's, also when the clock was set back since."""
    folder = versions.versions_dir(warehouse)
    found = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    moments = [
        datetime.strptime(name[:16], _MOMENT).replace(tzinfo=UTC) for name in found if versions.is_build_id(name)
    ]
    now = not_before(now, max(moments, default=None), timedelta(seconds=1))
    return Version(folder / f"{now:{_MOMENT}}-{input_hash[:8]}")


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
