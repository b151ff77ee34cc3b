"""What runs in a worker process: documents' bytes -> readings.

Here: only that, so that a worker imports little. Not here: the pool and what becomes of its results (`read`).
"""

from __future__ import annotations

import contextlib
import resource
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from orchestration.landing.document import ReadError, Reading, block_faults, text_digest
from orchestration.landing.objects import StoreError, get_object
from orchestration.landing.readers import read_bytes
from orchestration.landing.teasers import Markers


def limit_memory(limit: int) -> None:
    """Bound this process's address space, so that a document that unpacks without end fails alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; it stops its workers itself
    with contextlib.suppress(ValueError, OSError):  # a system may already allow less
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def read_all(root: str, wanted: Sequence[tuple[str, str]], markers: Markers) -> list[tuple[Reading | ReadError, float]]:
    """Read objects of the store, each a hash and a media type; what each gave and the seconds it took.

    Raises MemoryError for too much.
    """
    return [_read_timed(root, sha256, media_type, markers) for sha256, media_type in wanted]


def _read_timed(root: str, sha256: str, media_type: str, markers: Markers) -> tuple[Reading | ReadError, float]:
    begun = time.monotonic()
    try:
        result: Reading | ReadError = read_object(root, sha256, media_type, markers)
    except ReadError as error:
        result = error
    return result, round(time.monotonic() - begun, 4)


def read_object(root: str, sha256: str, media_type: str, markers: Markers) -> Reading:
    """Read one object of the store. Raises ReadError for whatever is wrong with it."""
    try:
        data = get_object(Path(root), sha256)
    except StoreError as error:
        what, _, remedy = str(error).partition("; ")
        raise ReadError("damaged_object", what, remedy) from error
    reading = read_bytes(media_type, data, markers)
    faults = block_faults(reading.text, reading.blocks)
    if faults:
        raise ReadError("reader_fault", f"blocks do not fit the text: {faults[0]}", "report it with the document")
    return replace(reading, text_sha256=text_digest(reading.text, reading.blocks))
