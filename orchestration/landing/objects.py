"""Bytes kept under their own SHA-256.

Here: one object in, one object out, each verified. Not here: who saw which object when (`store`).
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO

from orchestration import durable

_MANY = 200


class StoreError(Exception):
    """The store does not hold what it must hold; the message names the object and the remedy."""


def object_path(root: Path, sha256: str) -> Path:
    """Where the object lies below the store's root: ``objects/ab/<sha256>``."""
    return root / "objects" / sha256[:2] / sha256


def put_object(root: Path, data: bytes, unsettled: list[Path] | None = None, sha256: str | None = None) -> str:
    """Keep the bytes and give their SHA-256, which a caller may know. An object that is there stays; one of another
    size is repaired.

    With a list the object's path is only added there: the caller settles many at once before it names any of them.
    """
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    path = object_path(root, sha256)
    if _size_of(path) == len(data):
        return sha256

    def write(stream: IO[bytes]) -> None:
        stream.write(data)

    is_settled = unsettled is None
    try:
        durable.write_file(path, write, "object", mode=0o444, settle=is_settled)
    except FileNotFoundError:  # the first object of its folder
        path.parent.mkdir(parents=True, exist_ok=True)
        durable.write_file(path, write, "object", mode=0o444, settle=is_settled)
    if unsettled is not None:
        unsettled.append(path)
    return sha256


def _size_of(path: Path) -> int | None:
    """Bytes of a file, None where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def settle_objects(paths: list[Path]) -> None:
    """Make new objects survive a power cut: one by one, or with everything else on the system when they are many."""
    if len(paths) > _MANY:
        with durable.step("objects.sync"):
            os.sync()
    else:
        for path in paths:
            durable.sync_file(path, "object")
        for folder in {path.parent for path in paths}:
            durable.sync_folder(folder, "object")
    paths.clear()


def get_object(root: Path, sha256: str) -> bytes:
    """The bytes of that hash. Raises StoreError when they are missing or not those that were put."""
    path = object_path(root, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(
            f"{path}: object cannot be read ({error.strerror or error}); restore it from a backup, or drop the "
            "document into the inbox and land again"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise StoreError(
            f"{path}: object is damaged (its {len(data)} bytes have the hash {found}); remove it, then restore it "
            "from a backup, or drop the document into the inbox and land again"
        )
    return data
