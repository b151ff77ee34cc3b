"""Inbox -> store: what is new is kept, and what became of each file is recorded.

Here: when a sighting is written, which metadata is in force, how a document gets its name, which snapshots are
current. Not here: the folder of the inbox (`inbox`), the files of the store (`store`), what the bytes say (`read`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from orchestration.landing.archives import Member, Unpacker
from orchestration.landing.inbox import MEDIA_TYPES, METADATA_SUFFIX, InboxFile, metadata_names, scan_inbox, stem_of
from orchestration.landing.metadata import MAX_BYTES as MAX_METADATA_BYTES
from orchestration.landing.metadata import MetadataError, parse_metadata
from orchestration.landing.readers import NAMES
from orchestration.landing.store import Store
from orchestration.schemas import OUTCOMES, SIGHTINGS

MAX_BYTES = 50_000_000
#: Media type of what only holds documents.
ARCHIVE = "zip"

#: Code -> (status, what is wrong, what a person can do).
_PROBLEMS = {
    "unsupported_format": ("ignored", "no reader for this kind of file", f"save it as one of {NAMES}"),
    "metadata_without_document": (
        "ignored",
        "no document of this name lies beside it",
        "add the document, or name the metadata file like the document",
    ),
    "outside_inbox": ("failed", "a link that leads out of the inbox", "copy the file itself into the inbox"),
    "bad_name": ("failed", "the file name is not UTF-8", "rename the file"),
    "unreadable": ("failed", "cannot be opened as a file", "check its permissions and whether it is a plain file"),
    "empty_file": ("failed", "the file has no bytes", "drop the file again, whole"),
    "too_large": ("failed", f"more than {MAX_BYTES} bytes", "split the document or keep only its text"),
    "removed": ("ignored", "it failed before and is no longer in the inbox", "nothing needs to be done"),
    "bad_member_name": (
        "failed",
        "its name in the archive leads elsewhere or cannot be printed",
        "unpack the archive yourself and drop the files in",
    ),
    "link_in_archive": ("failed", "a link inside the archive", "put the file itself into the archive"),
    "encrypted_member": ("failed", "it opens with a password only", "pack it again without a password"),
    "broken_member": ("failed", "it cannot be unpacked", "pack the archive again"),
    "nested_archive": ("failed", "an archive inside an archive", "unpack the outer one and drop the files in"),
    "twice_in_archive": ("failed", "the archive holds the name a second time", "rename one of the two"),
    "broken_archive": ("failed", "it is no ZIP archive, or damaged", "pack the archive again"),
    "archive_too_large": ("failed", "it unpacks to too much", "split the archive"),
    "archive_timeout": ("failed", "unpacking it takes too long", "split the archive"),
    "archive_crashed": ("failed", "unpacking it broke off", "unpack it yourself and drop the files in"),
    "held_back": ("failed", "its metadata cannot be used", "repair or remove the metadata file; then it lands"),
}


@dataclass(frozen=True, slots=True)
class LandingReport:
    """What one landing did: the rows that it added to the store, how many files it saw and how many it knew."""

    sightings: pa.Table
    outcomes: pa.Table
    files: int
    unchanged: int

    def count(self, status: str) -> int:
        """How many attempts of this landing ended as ok, failed or ignored."""
        statuses: list[str] = self.outcomes["status"].to_pylist()
        return statuses.count(status)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of one document at one time. `file_name`, `document` and `meta_sha256` are those now in force."""

    file_name: str
    document: str
    sha256: str
    meta_sha256: str | None
    media_type: str
    bytes: int
    first_seen_at: datetime
    last_seen_at: datetime
    is_current: bool

    @property
    def source_key(self) -> str:
        """Key of the snapshot in every table."""
        return f"{self.document}@{self.sha256[:12]}"


def land(raw_dir: Path | str, store: Store, run_id: str, now: datetime) -> LandingReport:
    """Keep whatever the inbox holds anew, and record it. A second landing of the same inbox adds nothing.

    `now` must carry a time zone. Raises InboxError when the folder is missing; anything that is wrong with a single
    file becomes an outcome and the others go on.
    """
    if now.tzinfo is None:
        raise ValueError("now must carry a time zone")
    landing = _Landing(store, run_id, now)
    files = scan_inbox(raw_dir)
    try:
        for file in files:
            landing.take(file)
    finally:
        landing.unpacker.close()
    present = {name for file in files for name in (file.file_name, file.metadata_name) if name}
    landing.settle(present | landing.members)
    attempted = {row["file_name"] for row in landing.new_outcomes}
    report = LandingReport(
        pa.Table.from_pylist(landing.new_sightings, schema=SIGHTINGS),
        pa.Table.from_pylist(landing.new_outcomes, schema=OUTCOMES),
        files=len(files),
        unchanged=len({file.file_name for file in files} - attempted),
    )
    # Sightings first: when the run dies in between, the next landing sees the outcome missing and writes it.
    store.append_sightings(report.sightings)
    store.append_outcomes(report.outcomes)
    return report


def name_document(file_name: str, owners: Mapping[str, str]) -> str:
    """The document's name: the path without extension, unless another file owns that; then the full file name.

    `owners` gives the file name that owns each document name.
    """
    number = 1
    for name in (stem_of(file_name), file_name):
        if owners.get(name, file_name) == file_name:
            return name
    while owners.get(f"{file_name}~{number}", file_name) != file_name:
        number += 1
    return f"{file_name}~{number}"


def is_repeated(outcome: Mapping[str, Any], latest: Mapping[str, Any] | None) -> bool:
    """Whether an attempt ended as the latest one at that file and stage did, with the same bytes."""
    if latest is None:
        return False
    return all(outcome[key] == latest[key] for key in ("status", "reason", "sha256", "bytes"))


def snapshots(sightings: pa.Table) -> list[Snapshot]:
    """Every snapshot ever seen, one per hash, by the time it was first seen; archives are none, their members are.

    A snapshot is current while some file name's latest sighting shows it. Among several file names that show the same
    bytes the one that was seen first gives the name.
    """
    rows = sorted(sightings.to_pylist(), key=lambda row: row["seen_at"])
    rows = [row for row in rows if row["media_type"] != ARCHIVE]
    latest = {row["file_name"]: row["sha256"] for row in rows}
    by_hash: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_hash.setdefault(row["sha256"], []).append(row)
    found = [_snapshot(group, latest) for group in by_hash.values()]
    return sorted(found, key=lambda item: (item.first_seen_at, item.file_name, item.sha256))


def current_snapshots(sightings: pa.Table) -> list[Snapshot]:
    """The snapshots that the inbox showed last, one per hash."""
    return [snapshot for snapshot in snapshots(sightings) if snapshot.is_current]


def _snapshot(rows: list[dict[str, Any]], latest: Mapping[str, str]) -> Snapshot:
    sha256 = rows[0]["sha256"]
    current = [row for row in rows if latest[row["file_name"]] == sha256]
    first = min(current or rows, key=lambda row: (row["seen_at"], row["file_name"]))
    last = [row for row in rows if row["file_name"] == first["file_name"]][-1]
    return Snapshot(
        file_name=last["file_name"],
        document=last["document"],
        sha256=sha256,
        meta_sha256=last["meta_sha256"],
        media_type=last["media_type"],
        bytes=last["bytes"],
        first_seen_at=rows[0]["seen_at"],
        last_seen_at=last["seen_at"],
        is_current=bool(current),
    )


def _latest(rows: Iterable[dict[str, Any]], *keys: str) -> dict[Any, dict[str, Any]]:
    return {tuple(row[key] for key in keys): row for row in rows}


@dataclass
class _Landing:
    """The rows of one landing while it goes on."""

    store: Store
    run_id: str
    now: datetime
    new_sightings: list[dict[str, Any]] = field(default_factory=list)
    new_outcomes: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        sightings = sorted(self.store.sightings().to_pylist(), key=lambda row: row["seen_at"])
        self.sighted = {key[0]: row for key, row in _latest(sightings, "file_name").items()}
        self.owners = {row["document"]: row["file_name"] for row in sightings}
        outcomes = sorted(self.store.outcomes().to_pylist(), key=lambda row: row["attempted_at"])
        self.outcomes = _latest(outcomes, "file_name", "stage")
        self.metadata: dict[str, str | None] = {}
        self.members: set[str] = set()
        self.unpacker = Unpacker(self.store.root, MAX_BYTES)

    def take(self, file: InboxFile) -> None:
        """Land one file, or record why it cannot be landed."""
        if file.problem is not None:
            stage = "metadata" if file.problem == "metadata_without_document" else "land"
            self._record(file.file_name, stage, file.problem, size=file.bytes)
            return
        data = self._read(file)
        if data is None:
            return
        sha256 = hashlib.sha256(data).hexdigest()
        earlier = self.sighted.get(file.file_name)
        meta_sha256, is_good = self._metadata_of(file)
        if not is_good:
            meta_sha256 = earlier["meta_sha256"] if earlier else None
            if meta_sha256 is None:
                self._record(file.file_name, "land", "held_back", f"see {file.metadata_name}", sha256, len(data))
                return
        self.store.put(data, sha256)
        if file.media_type == ARCHIVE:
            self._take_archive(file, sha256, meta_sha256, len(data))
        else:
            self._see(file, sha256, meta_sha256, len(data))

    def _take_archive(self, file: InboxFile, sha256: str, meta_sha256: str | None, size: int) -> None:
        """Land the members of an archive, unless it was landed as it is."""
        prefix = file.file_name + "/"
        if self._is_unpacked(file.file_name, sha256, meta_sha256):
            self.members.update(
                name for name in (*self.sighted, *(key[0] for key in self.outcomes)) if name[: len(prefix)] == prefix
            )
            return
        unpacked = self.unpacker.unpack(sha256)
        if unpacked.problem is not None:
            self._record(file.file_name, "land", unpacked.problem, unpacked.detail, sha256, size)
            return
        found = {prefix + member.name: member for member in unpacked.members}
        self.members.update(found)
        metadata = {name for name in found if name.casefold().endswith(METADATA_SUFFIX)}
        used = set()
        for name, member in sorted(found.items()):
            if name not in metadata:
                belonging = next((other for other in metadata_names(name) if other in metadata), None)
                used.add(belonging)
                self._take_member(name, member, belonging, found, meta_sha256)
        for name in sorted(metadata - used):
            self._record(name, "metadata", "metadata_without_document", size=found[name].bytes)
        self._see(file, sha256, meta_sha256, size)

    def _is_unpacked(self, name: str, sha256: str, meta_sha256: str | None) -> bool:
        seen, ended = self.sighted.get(name), self.outcomes.get((name, "land"))
        if seen is None or ended is None or ended["status"] != "ok":
            return False
        return (seen["sha256"], seen["meta_sha256"], ended["sha256"]) == (sha256, meta_sha256, sha256)

    def _take_member(
        self, name: str, member: Member, belonging: str | None, found: Mapping[str, Member], outer: str | None
    ) -> None:
        """Land one file of an archive; metadata beside it goes before that of the whole archive."""
        media_type = MEDIA_TYPES.get(Path(name).suffix.casefold())
        problem = member.problem or ("unsupported_format" if media_type is None else None)
        if problem is not None or member.sha256 is None or member.bytes is None:
            self._record(name, "land", problem or "broken_member", member.detail, size=member.bytes)
            return
        meta_sha256 = outer
        if belonging is not None:
            if belonging not in self.metadata:
                self.metadata[belonging] = self._member_metadata(belonging, found[belonging], name)
            meta_sha256 = self.metadata[belonging]
            if meta_sha256 is None:
                self._record(name, "land", "held_back", f"see {belonging}", member.sha256, member.bytes)
                return
        file = InboxFile(name, Path(name), media_type, member.bytes)
        self._see(file, member.sha256, meta_sha256, member.bytes)

    def _member_metadata(self, name: str, member: Member, file_name: str) -> str | None:
        if member.sha256 is None or (member.bytes or 0) > MAX_METADATA_BYTES:
            self._record(name, "metadata", member.problem or "too_large", member.detail, of=file_name)
            return None
        return self._check_metadata(name, self.store.get(member.sha256), file_name)

    def settle(self, present: Collection[str | None]) -> None:
        """Close the failures of files that people took out of the inbox."""
        for (name, stage), latest in list(self.outcomes.items()):
            if stage in ("land", "metadata") and latest["status"] == "failed" and name not in present:
                self._record(name, stage, "removed")

    def _see(self, file: InboxFile, sha256: str, meta_sha256: str | None, size: int) -> None:
        earlier = self.sighted.get(file.file_name)
        state = {"sha256": sha256, "meta_sha256": meta_sha256}
        is_new = earlier is None or any(earlier[key] != value for key, value in state.items())
        if is_new:
            document = earlier["document"] if earlier else name_document(file.file_name, self.owners)
            row = {"file_name": file.file_name, "document": document, **state, "media_type": file.media_type}
            row |= {"bytes": size, "seen_at": self.now, "run_id": self.run_id}
            self.new_sightings.append(row)
            self.sighted[file.file_name] = row
            self.owners[document] = file.file_name
        self._record(file.file_name, "land", None, None, sha256, size, is_forced=is_new)

    def _read(self, file: InboxFile) -> bytes | None:
        """The file's bytes, or None after recording why it has none that can be used."""
        try:
            with file.path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            self._record(file.file_name, "land", "unreadable", error.strerror or str(error), size=file.bytes)
            return None
        if not data or len(data) > MAX_BYTES:
            size = 0 if not data else file.bytes
            self._record(file.file_name, "land", "too_large" if data else "empty_file", size=size)
            return None
        return data

    def _metadata_of(self, file: InboxFile) -> tuple[str | None, bool]:
        """(hash of the metadata beside the file, whether it can be used); (None, True) when there is none."""
        name, path = file.metadata_name, file.metadata_path
        if name is None or path is None:
            return None, True
        if name not in self.metadata:
            self.metadata[name] = self._take_metadata(name, path, file.file_name)
        return self.metadata[name], self.metadata[name] is not None

    def _take_metadata(self, name: str, path: Path, file_name: str) -> str | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            self._record(name, "metadata", "unreadable", error.strerror or str(error), of=file_name)
            return None
        return self._check_metadata(name, data, file_name)

    def _check_metadata(self, name: str, data: bytes, file_name: str) -> str | None:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            parse_metadata(data, name)
        except MetadataError as error:
            row = ("failed", "broken_metadata", f"{error.place}: {error.reason}", error.remedy)
            self._add(name, file_name, "metadata", row, sha256, len(data))
            return None
        self.store.put(data)
        self._add(name, file_name, "metadata", ("ok", None, None, None), sha256, len(data))
        return sha256

    def _record(
        self,
        file_name: str,
        stage: str,
        problem: str | None,
        detail: str | None = None,
        sha256: str | None = None,
        size: int | None = None,
        of: str | None = None,
        is_forced: bool = False,
    ) -> None:
        """Add an outcome for a problem of the table above, or an ok for None."""
        if problem is None:
            row: tuple[str, str | None, str | None, str | None] = ("ok", None, None, None)
        else:
            status, what, remedy = _PROBLEMS[problem]
            row = (status, problem, f"{file_name}: {what}" + (f" ({detail})" if detail else ""), remedy)
        self._add(file_name, of or file_name, stage, row, sha256, size, is_forced)

    def _add(
        self,
        file_name: str,
        of: str,
        stage: str,
        row: tuple[str, str | None, str | None, str | None],
        sha256: str | None,
        size: int | None,
        is_forced: bool = False,
    ) -> None:
        status, reason, detail, remedy = row
        known = self.sighted.get(of)
        outcome = {
            "file_name": file_name,
            "document": known["document"] if known else None,
            "sha256": sha256,
            "stage": stage,
            "status": status,
            "reason": reason,
            "detail": detail,
            "remedy": remedy,
            "bytes": size,
            "seconds": None,
            "attempted_at": self.now,
            "run_id": self.run_id,
        }
        if is_forced or not is_repeated(outcome, self.outcomes.get((file_name, stage))):
            self.new_outcomes.append(outcome)
            self.outcomes[(file_name, stage)] = outcome
