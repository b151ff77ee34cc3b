"""One writer per warehouse.

Here: the lock of the kernel on `<warehouse>/.lock`, and who holds it. Not here: what the holder does, and what becomes
of a run whose process died (`orchestration.dead_runs`).

The kernel frees the lock when the process ends, however it ends. Who holds it is written in the file for people and
for messages; it is never what decides.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

LOCK_FILE = ".lock"


@dataclass(frozen=True)
class Holder:
    """The process that holds, or last held, the lock."""

    pid: int
    host: str
    run_id: str
    since: str
    command: str


class WarehouseBusyError(RuntimeError):
    """Another process writes to the warehouse."""

    def __init__(self, warehouse: Path, holder: Holder | None) -> None:
        self.holder = holder
        who = "another process that has not said yet who it is"
        if holder is not None:
            who = f"run {holder.run_id} (process {holder.pid} on {holder.host}, since {holder.since}: {holder.command})"
        super().__init__(
            f"The warehouse {warehouse} is being written by {who}. Nothing was changed. Wait for that run to end, "
            "or stop that process: the lock is free as soon as it is gone."
        )


class WarehouseLock:
    """A lock that one process at a time can hold; it is not inherited by children, forked ones included."""

    def __init__(self, warehouse: Path, run_id: str) -> None:
        self._warehouse = warehouse
        self._run_id = run_id
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once or raise WarehouseBusyError naming who has it."""
        self._warehouse.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._warehouse / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise WarehouseBusyError(self._warehouse, read_holder(self._warehouse)) from None
        self._descriptor = descriptor
        os.register_at_fork(after_in_child=self._close)
        holder = Holder(
            pid=os.getpid(),
            host=socket.gethostname(),
            run_id=self._run_id,
            since=datetime.now(UTC).isoformat(timespec="seconds"),
            command=" ".join(sys.argv)[:200],
        )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(asdict(holder)).encode(), 0)

    def release(self) -> None:
        """Give the lock back. Doing so twice is harmless."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._close()

    def _close(self) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def __enter__(self) -> WarehouseLock:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def read_holder(warehouse: Path) -> Holder | None:
    """Who holds or last held the lock, or None when the file does not tell."""
    try:
        return Holder(**json.loads((warehouse / LOCK_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
