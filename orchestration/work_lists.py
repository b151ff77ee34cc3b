"""What is left to do, decided from what is there.

Here: pure functions over snapshots, documents and receipts. Not here: the doing (`orchestration.assets.claims`).
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from orchestration.landing import Snapshot

#: (file name, source key, hash of the metadata, reader): a reading of the same four gives the same row.
ReadState = tuple[str, str, str | None, str]
#: (source key, extractor, hash of the metadata, reader): an extraction of the same four gives the same rows.
ExtractState = tuple[str, str, str | None, str]


def read_state(snapshot: Snapshot, reader_version: str) -> ReadState:
    """Everything about a snapshot that decides what reading it gives, besides its bytes, whose hash is in the key."""
    return (snapshot.file_name, snapshot.source_key, snapshot.meta_sha256, reader_version)


def states_of(documents: pa.Table) -> set[ReadState]:
    """The states of documents that were read."""
    columns = ("file_name", "source_key", "meta_sha256", "reader_version")
    return set(zip(*(documents[name].to_pylist() for name in columns), strict=True))


def to_read(
    snapshots: Iterable[Snapshot],
    read: Collection[ReadState],
    unreadable: Collection[ReadState],
    reader_version: str,
    again: Collection[str] = (),
) -> list[Snapshot]:
    """Snapshots that were neither read nor found unreadable in their present state, and those of the keys `again`."""
    done = set(read) | set(unreadable)
    return [one for one in snapshots if one.source_key in again or read_state(one, reader_version) not in done]


class UnknownNameError(LookupError):
    """Nothing has a name that a person gave; the message says which, and what is near it."""


def to_reread(
    snapshots: Iterable[Snapshot],
    publishers: Mapping[str, str | None],
    *,
    documents: Collection[str] = (),
    of_publishers: Collection[str] = (),
    everything: bool = False,
) -> set[str]:
    """Source keys of the snapshots that a person means: by document, file, key or publisher, or all.

    `publishers` gives the publisher of each source key that could be read. Raises UnknownNameError.
    """
    known = list(snapshots)
    by_name: dict[str, set[str]] = {}
    for one in known:
        for name in (one.document, one.file_name, one.source_key):
            by_name.setdefault(name, set()).add(one.source_key)
    by_publisher: dict[str, set[str]] = {}
    for key, publisher in publishers.items():
        if publisher is not None:
            by_publisher.setdefault(publisher, set()).add(key)
    found = {one.source_key for one in known} if everything else set()
    for noun, names, index in (("document", documents, by_name), ("publisher", of_publishers, by_publisher)):
        for name in names:
            if name not in index:
                near = ", ".join(difflib.get_close_matches(name, index, 3)) or "none is near it"
                raise UnknownNameError(f"No {noun} is called {name!r} (near: {near}). Nothing was done.")
            found |= index[name]
    return found


def to_extract(
    documents: pa.Table, receipts: pa.Table, failed: Collection[ExtractState], extractor_version: str
) -> set[str]:
    """Source keys of documents without a receipt for their present text and the present extractor.

    Those on which this extractor failed in their present state are not tried again.
    """
    wanted = extract_states(documents, extractor_version)
    versions = receipts["extractor_version"].to_pylist()
    held = _extract_states(receipts, versions)
    return {state[0] for state in wanted - held - set(failed)}


def extract_states(documents: pa.Table, extractor_version: str) -> set[ExtractState]:
    """The states in which this extractor meets the documents."""
    return _extract_states(documents, [extractor_version] * documents.num_rows)


def _extract_states(table: pa.Table, versions: Iterable[str]) -> set[ExtractState]:
    columns = (table[name].to_pylist() for name in ("meta_sha256", "reader_version"))
    return set(zip(table["source_key"].to_pylist(), versions, *columns, strict=True))


def load_states(path: Path) -> set[tuple[str, str, str | None, str]]:
    """States that failed and are not tried again; empty when the file is absent or broken."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return {(str(row[0]), str(row[1]), row[2], str(row[3])) for row in rows}
    except (OSError, ValueError, TypeError, IndexError):
        return set()


def latest_failures(outcomes: pa.Table, inbox: Path) -> list[Mapping[str, Any]]:
    """The latest outcome of each file and stage where it is a failure, newest first.

    A file that the inbox no longer holds has nothing left to mend and is left out.
    """
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in sorted(outcomes.to_pylist(), key=lambda row: row["attempted_at"]):
        latest[row["file_name"], row["stage"]] = row
    failed = [row for row in latest.values() if row["status"] == "failed" and os.path.lexists(inbox / row["file_name"])]
    return sorted(failed, key=lambda row: (row["attempted_at"], row["file_name"]), reverse=True)
