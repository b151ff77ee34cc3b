"""What the suite did: fault, times, survived, lost.

Here: the counts and the table. Not here: the faults.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path


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

    def save(self, folder: Path) -> None:
        """Keep the lines for another process."""
        content = [asdict(line) for line in self.lines.values()]
        (folder / f"{os.getpid()}.json").write_text(json.dumps(content), encoding="utf-8")


def read_ledgers(folder: Path) -> Ledger:
    """The lines that several processes kept, as one ledger. Raises ValueError when there are none."""
    found = Ledger()
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            found.lines[row["fault"]] = Line(**row)
    if not found.lines:
        raise ValueError(f"nothing was tried: {folder} holds no ledger")
    return found


LEDGER = Ledger()
