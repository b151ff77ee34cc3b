"""Writes that a killed process leaves either undone or done.

Here: a file written whole under its name, a link moved in one step, a folder taken away in one step, and the names of
the moments between. Not here: what is written, and who may write (`orchestration.lock`).

Every step that changes the disk is a named point, such as `claims.rename`. A listener hears of each point before and
after its step; tests use it to stop a process exactly there. Without a listener a point costs nothing.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

#: Hears the name of a point, and whether its step comes (`before`) or is over (`after`).
Listener = Callable[[str, str], None]

#: Prefix of a folder that is being removed; nobody looks into it any more.
REMOVING = ".removing-"
_listener: Listener | None = None


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let `listener` hear of every point of this process, and of the processes that it forks."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before


@contextmanager
def step(point: str) -> Iterator[None]:
    """One step under its name. What fails in it has no `after`."""
    if _listener is not None:
        _listener(point, "before")
    yield
    if _listener is not None:
        _listener(point, "after")


def write_file(
    path: Path, write: Callable[[IO[bytes]], None], name: str, mode: int | None = None, settle: bool = True
) -> None:
    """Give `path` the bytes that `write` puts into a stream: a reader sees the old file or the new one.

    The file is on the disk before it has its name, and its name is on the disk when this returns; with `settle` false
    the caller sees to both before anything names the file. `name` is the first word of the points. A failure leaves
    no temporary file, a killed process may.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as stream:
            with step(f"{name}.write"):
                write(stream)
                stream.flush()
            if settle:
                with step(f"{name}.fsync"):
                    os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(mode)
        with step(f"{name}.rename"):
            os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    if settle:
        sync_folder(path.parent, name)


def write_bytes(path: Path, data: bytes, name: str) -> None:
    """Give `path` these bytes; see `write_file`."""

    def write(stream: IO[bytes]) -> None:
        stream.write(data)

    write_file(path, write, name)


def write_link(link: Path, target: Path, name: str) -> None:
    """Make `link` a link to `target` in one step, whatever link it was before."""
    temporary = link.with_name(f".{link.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        temporary.symlink_to(target)
        with step(f"{name}.flip"):
            os.replace(temporary, link)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(link.parent, name)


def remove_file(path: Path, name: str) -> None:
    """Remove a file or a link, if it is there, and see that on the disk."""
    if os.path.lexists(path):
        with step(f"{name}.unlink"):
            path.unlink()
        sync_folder(path.parent, name)


def remove_folder(folder: Path, name: str) -> None:
    """Take a folder away by one rename, then remove what was in it. A killed process leaves it under `.removing-`."""
    gone = folder.with_name(f"{REMOVING}{folder.name}-{secrets.token_hex(4)}")
    with step(f"{name}.rename"):
        folder.rename(gone)
    with step(f"{name}.remove"):
        shutil.rmtree(gone)


def sync_file(path: Path, name: str) -> None:
    """See a file that another program wrote on the disk."""
    with step(f"{name}.fsync"):
        _sync(path)


def sync_folder(folder: Path, name: str = "folder") -> None:
    """Make a rename inside `folder` survive a power cut."""
    with step(f"{name}.sync"):
        _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
