"""Whether a folder can be written, in words for people.

Here: the two ways in which a disk refuses. Not here: what was being written.

Programs that keep their own files (SQLite, DuckDB, dbt) tell a full disk in words of their own, or as a crash; whoever
reports a failure asks here besides.
"""

from __future__ import annotations

import os
from pathlib import Path

#: With less room than this no build comes to its end.
LEAST_BYTES = 32 << 20


def why_not_writable(folder: Path) -> str | None:
    """What keeps files from being written below the folder, with the remedy; None when nothing does."""
    try:
        told = os.statvfs(folder)
    except OSError:
        return None
    if told.f_flag & os.ST_RDONLY or not os.access(folder, os.W_OK):
        return f"{folder} cannot be written (Read-only file system, or no permission): make it writable and refresh."
    free = told.f_bavail * told.f_frsize
    if free < LEAST_BYTES:
        return f"The disk of {folder} is full ({free >> 10} KiB left): make room and refresh. Nothing is lost."
    return None
