"""Bytes kept under their own SHA-256.

Here: one object in, one object out, each verified. Not here: who saw which object when (`store`).
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path


class StoreError(Exception):
    """The store does not hold what it must hold; the message names the object and the remedy."""


def object_path(root: Path, sha256: str) -> Path:
    """Where the object lies below the store's root: ``objects/ab/<sha256>``."""
    return root / "objects" / sha256[:2] / sha256


def put_object(root: Path, data: bytes) -> str:
    """Keep the bytes and give their SHA-256. An object that is there stays; one of another size is repaired."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = object_path(root, sha256)
    if path.exists() and path.stat().st_size == len(data):
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{sha256}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o444)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync(path.parent)
    return sha256


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


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
