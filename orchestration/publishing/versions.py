"""The folders of versions and the two links into them.

Here: `versions/<build id>/`, the link `building` to the one that dbt writes, the link `current` that analysts open, the
small files beside each database, and the removal of what nobody needs. Not here: what a database must hold to be
published (`integrity`), and the order of the steps (`publish`, `build`).

    versions/20261122T114221Z-0a1b2c3d/cchc.duckdb    always this base name: views may name their database
                                       build.parquet  one row that dbt reads (schema BUILD)
                                       build.json     the same, and whether the build is complete
                                       tests.json     the dbt tests as SQL, to be asked again later
                                       documents.parquet  hashes of each document that it was made of
                                       diff.json      what changed since the version before
                                       manifest.json  written when it is published
                                       touched.json   somebody wrote to the published file: never served again
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration import durable
from orchestration.publishing.settings import Settings, from_environment

DATABASE = "cchc.duckdb"
_BUILD_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")


@dataclass(frozen=True)
class Version:
    """One folder under `versions/`."""

    folder: Path

    @property
    def build_id(self) -> str:
        """Name of the folder."""
        return self.folder.name

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / DATABASE

    @property
    def wal(self) -> Path:
        """What DuckDB leaves beside a file that was not closed well; it would be replayed into what readers see."""
        return self.folder / f"{DATABASE}.wal"

    def read(self, name: str) -> dict[str, Any] | None:
        """A JSON object beside the database, or None when it is absent or broken."""
        try:
            value = json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return value if isinstance(value, dict) else None


@dataclass(frozen=True)
class BuildRecord:
    """What a build was made of: one row of schema BUILD, whose moment is ISO 8601, with its state."""

    build_id: str
    built_at: str
    code_version: str
    schema_version: str
    extractor_version: str
    input_hash: str
    seeds_hash: str
    documents: int
    claims: int
    relations: int
    sightings: int
    outcomes: int
    status: str = "building"  # building, complete, failed
    previous: str | None = None  # the version that was current when the build began
    components: Mapping[str, str] | None = None  # hash of each part of the code and of the reference tables


def versions_dir(warehouse: Path) -> Path:
    """Folder of all versions."""
    return warehouse / "versions"


def linked(warehouse: Path, name: str) -> Version | None:
    """The version that the link `name` (`building` or `current`) points to, or None."""
    link = warehouse / name
    if not link.is_symlink():
        return None
    folder = versions_dir(warehouse) / Path(os.readlink(link)).name
    return Version(folder) if folder.is_dir() else None


def current(warehouse: Path) -> Version | None:
    """The published version."""
    return linked(warehouse, "current")


def building(warehouse: Path) -> Version | None:
    """The version that was begun last and is not published."""
    return linked(warehouse, "building")


def latest_complete(warehouse: Path) -> Version | None:
    """The complete build that waits for publication, else the published version."""
    candidate = building(warehouse)
    if candidate is not None and (record_of(candidate) or {}).get("status") == "complete":
        return candidate
    return current(warehouse)


def record_of(version: Version) -> dict[str, Any] | None:
    """build.json of a version."""
    return version.read("build.json")


def write_record(version: Version, record: BuildRecord) -> None:
    """Write build.json so that a reader sees the old or the new one."""
    write_json(version.folder / "build.json", asdict(record))


def write_json(path: Path, value: Any) -> None:
    """Write JSON through a temporary name, and see it on the disk before it gets its own."""
    data = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
    durable.write_bytes(path, data, path.name)


def point(warehouse: Path, name: str, version: Version) -> None:
    """Make the link `name` point to `version` in one step."""
    durable.write_link(warehouse / name, Path("versions") / version.build_id, name)


def unpoint(warehouse: Path, name: str) -> None:
    """Remove the link `name`, if it is there."""
    durable.remove_file(warehouse / name, name)


def file_hash(path: Path) -> str | None:
    """SHA-256 of a file as hexadecimal digits, or None when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def published_versions(warehouse: Path) -> list[Version]:
    """Versions that were published, newest first.

    A manifest is written before the link moves: what `building` names, and `current` does not, never came so far.
    """
    folder = versions_dir(warehouse)
    if not folder.is_dir():
        return []
    now, waiting = current(warehouse), building(warehouse)
    found = [
        Version(path) for path in folder.iterdir() if is_build_id(path.name) and (path / "manifest.json").is_file()
    ]
    return sorted((one for one in found if one != waiting or one == now), key=lambda one: one.build_id, reverse=True)


def is_build_id(name: str) -> bool:
    """Whether a folder of that name is a build's."""
    return _BUILD_ID.fullmatch(name) is not None


def kept_versions(published: Sequence[Version], keep: Settings, now: datetime) -> set[str]:
    """Build ids that stay, of versions from the newest to the oldest."""
    since = f"{now - timedelta(days=keep.keep_days):%Y%m%dT%H%M%SZ}"
    newest = {one.build_id for one in published[: keep.keep_versions]}
    return newest | {one.build_id for one in published if one.build_id[: len(since)] > since}


def remove_abandoned(warehouse: Path, keep: Settings | None = None, now: datetime | None = None) -> list[str]:
    """Remove builds that were never published and versions beyond those that are kept; return their names.

    The current version always stays. Only folders that carry a build id are touched. Call it with the lock held.
    """
    published = published_versions(warehouse)
    kept = kept_versions(published, keep or from_environment(), now or datetime.now(UTC))
    in_use = current(warehouse)
    if in_use is not None:
        kept.add(in_use.build_id)
    folder = versions_dir(warehouse)
    removed = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name.startswith(durable.REMOVING):
            shutil.rmtree(path)
        elif is_build_id(path.name) and path.name not in kept:
            durable.remove_folder(path, "version")
            removed.append(path.name)
    # Last: until its folder is gone, the link tells a build that has a manifest from a version that was published.
    unpoint(warehouse, "building")
    return removed
