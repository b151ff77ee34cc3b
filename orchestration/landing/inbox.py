"""The inbox: files as people drop them. Only looked at, never written.

Here: which files there are, what format each has by its extension, which metadata file belongs to it. Not here: what
becomes of them (`land`), what a metadata file may say (`metadata`).
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEDIA_TYPES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".zip": "zip",
}
METADATA_SUFFIX = ".meta.yaml"
NOT_DOCUMENTS = frozenset({"readme.md", "sources.yaml"})


class InboxError(Exception):
    """The inbox itself cannot be used; the message names the folder and the remedy."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """One file of the inbox.

    `problem` is None for a document, else why it is none: ``unsupported_format``, ``metadata_without_document``,
    ``outside_inbox`` (a link that leaves the folder), ``bad_name``, ``unreadable``.
    """

    file_name: str
    path: Path
    media_type: str | None
    bytes: int | None
    metadata_path: Path | None = None
    metadata_name: str | None = None
    problem: str | None = None


def scan_inbox(raw_dir: Path | str) -> list[InboxFile]:
    """Every file below `raw_dir`, sorted by name; hidden files and the inbox's own README and sources are left out.

    A document ``a/b.html`` takes its metadata from ``a/b.html.meta.yaml``, else from ``a/b.meta.yaml``.
    Raises InboxError when the folder does not exist.
    """
    root = Path(raw_dir)
    if not root.is_dir():
        raise InboxError(f"{root}: no such folder; create it or set CCHC_RAW_DIR to the folder with the documents")
    names = _names(root)
    metadata = {name for name in names if name.casefold().endswith(METADATA_SUFFIX)}
    files = [_describe(root, name, path, names, metadata) for name, path in names.items() if name not in metadata]
    used = {file.metadata_name for file in files if file.media_type}
    files += [
        InboxFile(name, names[name], None, _size(names[name]), problem="metadata_without_document")
        for name in metadata - used
    ]
    return sorted(files, key=lambda file: file.file_name)


def stem_of(file_name: str) -> str:
    """The file name without its extension, folders kept."""
    folder, slash, name = file_name.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)


def metadata_names(file_name: str) -> tuple[str, str]:
    """Names under which metadata of a file may stand; the first goes before the second."""
    return file_name + METADATA_SUFFIX, stem_of(file_name) + METADATA_SUFFIX


def _names(root: Path) -> dict[str, Path]:
    """Paths by name inside the inbox, sorted; names in NFC, unless two files differ in nothing else."""
    names: dict[str, Path] = {}
    found = ((unicodedata.normalize("NFC", name), name, path) for name, path in _walk(root))
    for normal, name, path in sorted(found, key=lambda item: (item[0] != item[1], item[1])):
        names[name if normal in names else normal] = path
    return dict(sorted(names.items()))


def _walk(root: Path) -> Iterator[tuple[str, Path]]:
    """(name inside the inbox, path) of all files, and of linked folders, which are not entered."""
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = [name for name in subfolders if not _is_hidden(name)]
        links = [name for name in subfolders if Path(folder, name).is_symlink()]
        for name in files + links:
            if not _is_hidden(name) and name.casefold() not in NOT_DOCUMENTS:
                path = Path(folder, name)
                yield path.relative_to(root).as_posix(), path


def _describe(root: Path, name: str, path: Path, names: dict[str, Path], metadata: set[str]) -> InboxFile:
    if not _is_utf8(name):
        printable = os.fsencode(name).decode("ascii", "backslashreplace")
        return InboxFile(printable, path, None, _size(path), problem="bad_name")
    # realpath, as Path.resolve refuses links that lead to themselves
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return InboxFile(name, path, None, None, problem="outside_inbox")
    media_type = MEDIA_TYPES.get(Path(name).suffix.casefold())
    if media_type is None:
        return InboxFile(name, path, None, _size(path), problem="unsupported_format")
    if not _is_regular(path):
        return InboxFile(name, path, None, None, problem="unreadable")
    belonging = next((candidate for candidate in metadata_names(name) if candidate in metadata), None)
    return InboxFile(name, path, media_type, _size(path), names[belonging] if belonging else None, belonging)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_regular(path: Path) -> bool:
    """A pipe or a device would block the reader for ever, so only plain files count."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
