"""What cannot be built again, in one file, and back.

Here: a tar of the store (bytes, sightings, outcomes) and of the seeds that people edit, each file with its hash,
and the restoring of it into an empty warehouse. Not here: what can be built again from these (claims, versions).

Both are whole or not at all: the tar gets its name when it is on the disk, and the store its name when every file of
the tar was found to be what the first member says.
"""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration import durable
from orchestration.lock import WarehouseLock
from orchestration.paths import Paths

INDEX = "backup.json"
FORMAT = 1
_SETS = ("sightings", "outcomes")
_COMPRESSED = (".gz", ".tgz")


class BackupError(RuntimeError):
    """A backup cannot be made or restored; the message names the file and the remedy."""


@dataclass(frozen=True)
class Carried:
    """What a backup or a restore carried."""

    objects: int
    tables: int
    seeds: int
    replaced: tuple[str, ...] = ()  # seeds that were other here, and lie in `kept` now
    kept: Path | None = None


def back_up(paths: Paths, target: Path) -> Carried:
    """Write the backup. Raises BackupError when an object is not what its name says, WarehouseBusyError in a run."""
    if not paths.store.is_dir():
        raise BackupError(f"{paths.store} is not there: nothing was landed yet, so there is nothing to back up.")
    if not target.parent.is_dir():
        raise BackupError(f"{target.parent} is no folder: make it, or name another place.")
    with WarehouseLock(paths.warehouse, run_id="(backup)"):
        files = dict(sorted({**_store_files(paths.store), **_seed_files(paths.seeds)}.items()))
        hashes = {name: _hash(path) for name, path in files.items()}
        for name, sha256 in hashes.items():
            if name.startswith("store/objects/") and PurePosixPath(name).name != sha256:
                raise BackupError(
                    f"{files[name]} is damaged: its bytes have the hash {sha256}. Remove it, drop the document into "
                    "the inbox and refresh, or restore it from an older backup; then back up again."
                )
        index = {"format": FORMAT, "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "files": hashes}
        try:
            durable.write_file(target, lambda stream: _pack(stream, target, index, files), "backup")
        except OSError as error:
            raise BackupError(f"{target} cannot be written ({error.strerror or error}): name another place.") from error
    return _count(hashes)


def restore(paths: Paths, source: Path) -> Carried:
    """Put a backup into a warehouse that has landed nothing yet.

    A seed that is other here is replaced, and kept under `replaced_seeds` in the warehouse. Raises BackupError when
    something was landed here, or the file is not a whole backup; nothing has changed then.
    """
    with WarehouseLock(paths.warehouse, run_id="(restore)"):
        if any(_landed(paths.store)):
            raise BackupError(
                f"{paths.store} holds documents already, and a restore mixes nothing: name an empty folder in "
                "CCHC_WAREHOUSE_DIR, or move the warehouse away."
            )
        staging = paths.warehouse / f".restoring-{secrets.token_hex(4)}"
        try:
            hashes = _unpack(source, staging)
            replaced, kept = _restore_seeds(paths, staging)
            if paths.store.exists():
                durable.remove_folder(paths.store, "store")
            (staging / "store").mkdir(exist_ok=True)
            with durable.step("store.rename"):
                (staging / "store").rename(paths.store)
            durable.sync_folder(paths.warehouse, "store")
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    counted = _count(hashes)
    return Carried(counted.objects, counted.tables, counted.seeds, replaced, kept)


def _store_files(store: Path) -> dict[str, Path]:
    found = [path for path in (store / "objects").rglob("*") if path.is_file()]
    for name in _SETS:
        found += (store / name).glob("*.parquet")
    return {f"store/{one.relative_to(store).as_posix()}": one for one in found if not one.name.startswith(".")}


def _seed_files(seeds: Path) -> dict[str, Path]:
    return {f"seeds/{one.relative_to(seeds).as_posix()}": one for one in seeds.rglob("*.csv")}


def _landed(store: Path) -> Iterator[Path]:
    """Objects and rows that a store holds; its empty tables are none."""
    yield from (path for path in (store / "objects").rglob("*") if path.is_file())
    for name in _SETS:
        for path in (store / name).glob("*.parquet"):
            try:
                if pq.read_metadata(path).num_rows:
                    yield path
            except (pa.ArrowInvalid, OSError):
                yield path


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _pack(stream: IO[bytes], target: Path, index: dict[str, object], files: dict[str, Path]) -> None:
    mode = "w|gz" if target.suffix in _COMPRESSED else "w|"
    with tarfile.open(fileobj=stream, mode=mode) as tar:  # type: ignore[call-overload]
        data = json.dumps(index, ensure_ascii=False, indent=1).encode()
        info = tarfile.TarInfo(INDEX)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
        for name, path in files.items():
            tar.add(path, arcname=name, recursive=False)


def _unpack(source: Path, staging: Path) -> dict[str, str]:
    """Every file of the backup below `staging`; returns their hashes by name."""
    remedy = "Take another copy of the backup."
    try:
        with tarfile.open(source, mode="r|*") as tar:
            hashes = _read_index(tar, source)
            missing = set(hashes)
            while (member := tar.next()) is not None:
                if member.name not in missing or not member.isfile():
                    raise BackupError(f"{source} holds {member.name!r}, which its index does not name once. {remedy}")
                stream = tar.extractfile(member)
                data = stream.read() if stream is not None else b""
                if hashlib.sha256(data).hexdigest() != hashes[member.name]:
                    raise BackupError(f"{source}: {member.name} is damaged. {remedy}")
                missing.remove(member.name)
                _put(staging / member.name, data)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise BackupError(f"{source} cannot be read as a backup ({error}). {remedy}") from error
    if missing:
        raise BackupError(f"{source} ends before {min(missing)}: it is not whole. {remedy}")
    return hashes


def _read_index(tar: tarfile.TarFile, source: Path) -> dict[str, str]:
    first = tar.next()
    stream = tar.extractfile(first) if first is not None and first.name == INDEX else None
    try:
        index = json.loads(stream.read()) if stream is not None else {}
    except ValueError:
        index = {}
    hashes = index.get("files") if isinstance(index, dict) else None
    if not isinstance(hashes, dict) or index.get("format") != FORMAT:
        raise BackupError(
            f"{source} is no backup of this project, or of a later format: {INDEX} is not its first member."
        )
    for name in hashes:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or path.parts[0] not in ("store", "seeds"):
            raise BackupError(f"{source} names {name!r}, which is no place of a backup.")
    return {str(name): str(sha256) for name, sha256 in hashes.items()}


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    is_object = "objects" in path.parts

    def write(stream: IO[bytes]) -> None:
        stream.write(data)

    durable.write_file(path, write, "restored", mode=0o444 if is_object else None)


def _restore_seeds(paths: Paths, staging: Path) -> tuple[tuple[str, ...], Path | None]:
    """Put the seeds in place; returns those that were other before, and where they are kept."""
    kept = paths.warehouse / "replaced_seeds" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    replaced = []
    for name, path in sorted(_seed_files(staging / "seeds").items()):
        relative = name.removeprefix("seeds/")
        there, data = paths.seeds / relative, path.read_bytes()
        if there.is_file():
            if there.read_bytes() == data:
                continue
            _put(kept / relative, there.read_bytes())
            replaced.append(relative)
        _put(there, data)
    return tuple(replaced), kept if replaced else None


def _count(hashes: dict[str, str]) -> Carried:
    objects = sum(name.startswith("store/objects/") for name in hashes)
    seeds = sum(name.startswith("seeds/") for name in hashes)
    return Carried(objects, len(hashes) - objects - seeds, seeds)
