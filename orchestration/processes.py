"""Processes of this machine by more than their number, which is given again to others.

Here: a name for a process, whether it still runs, and its end. Not here: who asks, and why.
"""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

_UNKNOWN = "-"
_END_SECONDS = 10.0


def name_of(pid: int) -> str:
    """Machine, number and start of a process: no other process has the same."""
    return f"{socket.gethostname()}/{pid}/{_started_at(pid)}"


def is_alive(name: str) -> bool:
    """Whether the process still runs; one of another machine cannot be asked and counts as gone."""
    host, pid, started_at = name.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _started_at(int(pid)) == started_at


def end(name: str) -> bool:
    """End the process and wait until it is gone; whether there was one.

    Nothing is ended where the system does not tell when a process began. Raises TimeoutError when it does not go.
    """
    _, pid, started_at = name.rsplit("/", 2)
    if started_at == _UNKNOWN or not is_alive(name):
        return False
    os.kill(int(pid), signal.SIGKILL)
    deadline = time.monotonic() + _END_SECONDS
    while is_alive(name):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Process {pid} does not end.")
        time.sleep(0.01)
    return True


def _started_at(pid: int) -> str:
    """Start in ticks, where the system tells it. One that ended and was not collected yet has none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return _UNKNOWN
    return "ended" if fields[0] == "Z" else fields[19]
