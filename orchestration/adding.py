"""A document into the inbox, on behalf of the person who names it: whole or not at all, and nothing lost.

Here: whether a file may go in, where it lies there, and what the person is told. Not here: what the inbox takes
(`landing`, which is asked on a copy), and what becomes of the file (the next refresh).

The inbox belongs to people; this is the only place that writes into it. What it replaces is in the store already.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from orchestration import durable
from orchestration.landing import InboxFile, MetadataError, Store, land, parse_metadata, scan_inbox
from orchestration.landing.inbox import METADATA_SUFFIX, metadata_names, stem_of
from orchestration.landing.land import MAX_BYTES
from orchestration.landing.metadata import MAX_BYTES as MAX_METADATA_BYTES
from orchestration.landing.objects import object_path
from orchestration.paths import Paths


class NotAddedError(Exception):
    """A file that does not go into the inbox; the message says why, and what to do."""


@dataclass(frozen=True)
class Given:
    """What a person named: a document's name and bytes, and its metadata file with its bytes, if one lies beside it."""

    name: str
    data: bytes
    metadata_name: str | None = None
    metadata: bytes | None = None


@dataclass(frozen=True)
class Added:
    """What was done. `state` is new, revision, metadata (only that is new) or unchanged; `notes` are for the person."""

    path: Path
    state: str
    notes: tuple[str, ...]


def add_file(paths: Paths, file: Path) -> Added:
    """Copy a document, and the metadata file beside it, into the inbox. Raises NotAddedError, InboxError, OSError.

    Other bytes of the same name are taken as a revision, but only once the store holds the earlier ones.
    """
    given = take(file)
    present = {one.file_name: one for one in scan_inbox(paths.raw)}
    notes = examine(given)
    there = present.get(given.name)
    target = there.path if there is not None else paths.raw / given.name
    if there is not None and os.path.realpath(there.path) == os.path.realpath(file):
        return Added(target, "unchanged", (*notes, "It lies in the inbox already."))
    metadata = _metadata_target(paths.raw, given, present)
    changed = [_is_changed(paths, target, given.data), metadata is not None and _metadata_changed(paths, *metadata)]
    # The metadata first: a refresh in between sees the document never without it.
    if metadata is not None and changed[1]:
        _put(*metadata)
    if changed[0]:
        _put(target, given.data, must_be_new=there is None)
    state = ("revision" if there is not None else "new") if changed[0] else "metadata" if changed[1] else "unchanged"
    return Added(target, state, (*notes, *_notes(paths, given, state, metadata)))


def take(file: Path) -> Given:
    """The document and the metadata beside it. Raises NotAddedError when there is nothing that could be one."""
    data = _read(file, MAX_BYTES)
    name = unicodedata.normalize("NFC", file.name)
    if name.casefold().endswith(METADATA_SUFFIX):
        raise NotAddedError(f"{file}: a metadata file goes with its document; name the document, with this beside it.")
    for beside, kept in zip(metadata_names(file.name), metadata_names(name), strict=True):
        if os.path.lexists(file.with_name(beside)):
            return Given(name, data, kept, _read(file.with_name(beside), MAX_METADATA_BYTES))
    return Given(name, data)


def examine(given: Given) -> tuple[str, ...]:
    """Land the document in an inbox of its own: what would be refused there raises NotAddedError with the remedy.

    Gives what happens to single files of an archive, in words.
    """
    with tempfile.TemporaryDirectory(prefix="cchc-add-") as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        (raw / given.name).write_bytes(given.data)
        if given.metadata_name is not None and given.metadata is not None:
            (raw / given.metadata_name).write_bytes(given.metadata)
        if not scan_inbox(raw):
            raise NotAddedError(f"{given.name}: the inbox leaves files of such a name out; rename it.")
        outcomes = land(raw, Store(Path(folder) / "store"), "add", datetime.now(UTC)).outcomes.to_pylist()
    bad = [(row["file_name"], f"{row['detail']}; {row['remedy']}.") for row in outcomes if row["status"] != "ok"]
    own = [told for name, told in bad if name in (given.name, given.metadata_name)]
    if own:
        raise NotAddedError("\n".join(own))
    return tuple(told for _, told in bad)


def _read(file: Path, limit: int) -> bytes:
    """At most one byte more than `limit`, so that what is too large is told without reading it."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise NotAddedError(f"{file}: a folder or no plain file; name one document.")
        with file.open("rb") as stream:
            return stream.read(limit + 1)
    except FileNotFoundError:
        raise NotAddedError(f"{file}: there is no such file.") from None
    except OSError as error:
        raise NotAddedError(f"{file}: cannot be read ({error.strerror or error}).") from None


def _metadata_target(raw: Path, given: Given, present: dict[str, InboxFile]) -> tuple[Path, bytes] | None:
    """Where the metadata goes: under its own name, unless another document of the inbox would take it for its own."""
    if given.metadata_name is None or given.metadata is None:
        return None
    stem = stem_of(given.name)
    is_shared = any(name != given.name and stem_of(name) == stem and one.media_type for name, one in present.items())
    return raw / (metadata_names(given.name)[0] if is_shared else given.metadata_name), given.metadata


def _is_changed(paths: Paths, target: Path, data: bytes) -> bool:
    """Whether the inbox lacks these bytes. Raises NotAddedError when replacing what it has would lose something."""
    if not os.path.lexists(target):
        return True
    before = _read(target, MAX_BYTES)
    if before == data:
        return False
    if before and not _is_stored(paths, before):
        raise NotAddedError(
            f"{target}: holds other bytes that were never landed, and would be lost. Run `make refresh` first, and "
            "add the changed file then; or give this one another name, if it is another document."
        )
    return True


def _metadata_changed(paths: Paths, target: Path, data: bytes) -> bool:
    """The same for metadata; what cannot be used as such may go."""
    if not os.path.lexists(target):
        return True
    before = _read(target, MAX_METADATA_BYTES)
    try:
        parse_metadata(before, target.name)
    except MetadataError:
        return True
    return _is_changed(paths, target, data)


def _is_stored(paths: Paths, data: bytes) -> bool:
    return object_path(paths.store, hashlib.sha256(data).hexdigest()).is_file()


def _put(target: Path, data: bytes, must_be_new: bool = False) -> None:
    """Write the file under its name in one step. Raises NotAddedError when somebody else was faster."""
    if must_be_new and os.path.lexists(target):
        raise NotAddedError(f"{target}: somebody else put a file of that name there just now; look at it first.")

    def write(stream: IO[bytes]) -> None:
        stream.write(data)

    durable.write_file(target, write, "inbox", mode=0o644)


def _notes(paths: Paths, given: Given, state: str, metadata: tuple[Path, bytes] | None) -> tuple[str, ...]:
    """What the person should know besides."""
    notes = []
    if state == "revision":
        notes.append(
            "The inbox held a file of this name with other bytes: this is a revision. The next refresh lands it as a "
            "new snapshot that supersedes the earlier one, which stays in the store. If it is another document, put "
            "the earlier one back and give this one another name."
        )
    found = next((one for one in scan_inbox(paths.raw) if one.file_name == given.name), None)
    belonging = found.metadata_name if found is not None else None
    if belonging is not None and metadata is None:
        notes.append(f"{belonging}, which lay in the inbox, holds for it too: see that it still says what is right.")
    elif belonging is not None:
        notes.append(f"Its metadata: {belonging}.")
    return tuple(notes)
