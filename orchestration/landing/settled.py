"""Whether files of the inbox are whole, told from two looks at them.

Here: pure decisions over what the file system says, and the look itself. Not here: who looks when
(`orchestration.inbox_sensor`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from orchestration.landing.inbox import scan_inbox


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file system says of a file: bytes, and when it was changed in nanoseconds since 1970."""

    size: int
    changed_at: int


def look(raw_dir: Path | str) -> dict[str, FileFacts]:
    """Facts of every document and metadata file of the inbox, by name. Raises InboxError when there is no inbox."""
    found = {}
    for file in scan_inbox(raw_dir):
        for name, path in ((file.file_name, file.path), (file.metadata_name, file.metadata_path)):
            if name is not None and path is not None:
                try:
                    status = path.stat()
                except OSError:
                    continue  # gone between two looks
                found[name] = FileFacts(status.st_size, status.st_mtime_ns)
    return found


def is_settled(now: FileFacts, before: FileFacts | None) -> bool:
    """Whether nobody is writing the file: it is as it was at the look before, and holds something."""
    return now == before and now.size > 0


def unsettled(
    now: Mapping[str, FileFacts], before: Mapping[str, FileFacts], done: Mapping[str, FileFacts]
) -> list[str]:
    """Files that differ from those already dealt with and may still be written; an empty file waits one look more."""
    return sorted(
        name
        for name, facts in now.items()
        if done.get(name) != facts and not is_settled(facts, before.get(name)) and before.get(name) != facts
    )


def has_news(now: Mapping[str, FileFacts], done: Mapping[str, FileFacts]) -> bool:
    """Whether some file is new or changed since the state that was dealt with; a file that is gone is no news."""
    return any(done.get(name) != facts for name, facts in now.items())
