"""What the suite did: fault, times, survived, lost.

Here: the counts and the table. Not here: the faults.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Line:
    """One kind of fault."""

    fault: str
    times: int = 0
    survived: int = 0
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


class Ledger:
    """All lines, in the order in which they were first tried."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    @contextmanager
    def trial(self, fault: str, note: str | None = None) -> Iterator[None]:
        """One trial; it survived when nothing was raised in it."""
        line = self.lines.setdefault(fault, Line(fault))
        line.times += 1
        if note is not None:
            line.notes.append(note)
        began = time.monotonic()
        try:
            yield
            line.survived += 1
        finally:
            line.seconds += time.monotonic() - began

    def table(self) -> list[str]:
        """The table as lines of text."""
        width = max((len(line.fault) for line in self.lines.values()), default=5)
        rows = [f"{'fault':<{width}}  times  survived  lost  seconds"]
        for line in self.lines.values():
            lost = line.times - line.survived
            rows.append(f"{line.fault:<{width}} {line.times:>6} {line.survived:>9} {lost:>5} {line.seconds:>8.1f}")
            rows += [f"    {note}" for note in line.notes]
        times, survived = (sum(getattr(line, name) for line in self.lines.values()) for name in ("times", "survived"))
        seconds = sum(line.seconds for line in self.lines.values())
        return [*rows, f"{'all':<{width}} {times:>6} {survived:>9} {times - survived:>5} {seconds:>8.1f}"]


LEDGER = Ledger()
