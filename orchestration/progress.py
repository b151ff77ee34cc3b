"""How far a long step has come, told to whoever listens.

Here: one listener per process, and a throttle for the log. Not here: how it is drawn (`orchestration.cli`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Called with the step's name, what is done, and how much there is (0 when nobody knows).
Listener = Callable[[str, int, int], None]

_LOG_EVERY_SECONDS = 10.0
_listener: Listener | None = None


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hear of every step's progress in this process until the block ends."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before


def reporter(step: str, log: Callable[[str], None], noun: str) -> Callable[[int, int], None]:
    """A function `(done, total)` that tells the listener at once and the log every ten seconds."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if _listener is not None:
            _listener(step, done, total)
        now = time.monotonic()
        if now - last >= _LOG_EVERY_SECONDS:
            last = now
            log(f"{done} of {total} {noun}" if total else f"{done} {noun}")

    return report
