"""ZIP archives: the files inside, without writing any of them to a path that the archive names.

Here: which members an archive has, what is wrong with a name, and unpacking within limits, in a worker process. Not
here: what becomes of the members (`land`). Bytes go from the archive into the store, under their own hash; a name is
only ever a name.
"""

from __future__ import annotations

import io
import multiprocessing
import stat
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from orchestration.landing.objects import get_object, put_object

MAX_MEMBERS = 2_000
MAX_TOTAL = 500_000_000
TIMEOUT_SECONDS = 120.0
MEMORY_BYTES = 1024**3
_MAX_NAME = 240
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, KeyError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name inside, and its hash in the store or why it was not kept.

    `problem` is one of ``bad_member_name``, ``link_in_archive``, ``encrypted_member``, ``broken_member``,
    ``empty_file``, ``too_large``, ``nested_archive``, ``twice_in_archive``.
    """

    name: str
    sha256: str | None = None
    bytes: int | None = None
    problem: str | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What unpacking gave: the members, or why the archive as a whole was refused.

    `problem` is one of ``broken_archive``, ``archive_too_large``, ``archive_timeout``, ``archive_crashed``.
    """

    members: tuple[Member, ...] = ()
    problem: str | None = None
    detail: str | None = None


class Unpacker:
    """Unpacks objects of the store in a process of its own, which starts with the first and may die of any."""

    def __init__(self, root: Path, largest: int, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self._root, self._largest, self._timeout = root, largest, timeout_seconds
        self._pool: Any = None

    def unpack(self, sha256: str) -> Unpacked:
        """Put every file of the archive into the store."""
        from pebble import ProcessExpired, ProcessPool

        from orchestration.landing.worker import limit_memory

        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(1, initializer=limit_memory, initargs=(MEMORY_BYTES,), context=context)
        future = self._pool.schedule(unpack, args=(str(self._root), sha256, self._largest), timeout=self._timeout)
        try:
            result: Unpacked = future.result()
        except TimeoutError:
            return Unpacked(problem="archive_timeout", detail=f"more than {self._timeout:g} seconds")
        except MemoryError:
            return Unpacked(problem="archive_too_large", detail="its list of files takes too much memory")
        except ProcessExpired as error:
            return Unpacked(problem="archive_crashed", detail=f"the process ended with code {error.exitcode}")
        return result

    def close(self) -> None:
        """End the process."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None


def unpack(root: str, sha256: str, largest: int) -> Unpacked:
    """Put every file of the archive into the store. `largest` is how many bytes one may have."""
    try:
        with zipfile.ZipFile(io.BytesIO(get_object(Path(root), sha256))) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not is_hidden(entry.filename)]
            if len(entries) > MAX_MEMBERS:
                return Unpacked(problem="archive_too_large", detail=f"{len(entries)} files, more than {MAX_MEMBERS}")
            total = sum(entry.file_size for entry in entries)
            if total > MAX_TOTAL:  # a member never gives more than it says here
                return Unpacked(problem="archive_too_large", detail=f"{total} bytes, more than {MAX_TOTAL}")
            return _unpack(Path(root), archive, entries, largest)
    except _FAULTS as error:
        return Unpacked(problem="broken_archive", detail=str(error)[:200])


def _unpack(root: Path, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], largest: int) -> Unpacked:
    members: list[Member] = []
    names: set[str] = set()
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.filename)
        problem = fault_of(entry, name, names) or ("too_large" if entry.file_size > largest else None)
        shown = name if problem is None else _untaken(printable(entry.filename), names)
        names.update((name, shown))
        if problem is None:
            members.append(_take(root, archive, entry, name))
        else:
            members.append(Member(shown, bytes=entry.file_size, problem=problem))
    return Unpacked(tuple(members))


def _take(root: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Member:
    try:
        data = archive.read(entry)
    except _FAULTS as error:
        return Member(name, problem="broken_member", bytes=entry.file_size, detail=str(error)[:200])
    if not data:
        return Member(name, problem="empty_file", bytes=0)
    return Member(name, put_object(root, data), len(data))


def _untaken(name: str, names: set[str]) -> str:
    """A name for a member that is not kept, which no other member has."""
    number = 2
    found = name
    while found in names:
        found = f"{name}~{number}"
        number += 1
    return found


def fault_of(entry: Any, name: str, taken: set[str]) -> str | None:
    """What is wrong with a member before it is unpacked, or None."""
    if name in taken:
        return "twice_in_archive"
    if is_bad_name(entry.filename):
        return "bad_member_name"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link_in_archive"
    if entry.flag_bits & 0x1:
        return "encrypted_member"
    return "nested_archive" if name.casefold().endswith((".zip", ".7z", ".rar", ".gz", ".tar")) else None


def is_bad_name(name: str) -> bool:
    """Whether a name leads out of the archive, is no relative path, or cannot be printed."""
    parts = name.split("/")
    is_path = name.startswith("/") or "\\" in name or ":" in parts[0] or ".." in parts or "" in parts or "." in parts
    is_odd = any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") for char in name)
    return is_path or is_odd or len(name.encode("utf-8", "replace")) > _MAX_NAME


def printable(name: str) -> str:
    """A name that can stand in a row: controls and marks of direction written out, cut when it is long."""
    shown = "".join(
        char if unicodedata.category(char)[0] != "C" else char.encode("unicode_escape").decode() for char in name
    )
    return shown[:_MAX_NAME] or "(no name)"


def is_hidden(name: str) -> bool:
    """Whether a program left the file there for itself: ``__MACOSX/``, ``.DS_Store``, ``Thumbs.db``."""
    parts = PurePosixPath(name).parts
    is_own = any(part.startswith((".", "~$")) and part not in (".", "..") for part in parts)
    return is_own or "__MACOSX" in parts or name.casefold().endswith(("thumbs.db", "desktop.ini"))
