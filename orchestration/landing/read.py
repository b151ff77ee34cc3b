"""Store -> documents: snapshots are read in worker processes, and what people said of them is added.

Here: the pool, the outcome of each attempt, which statement wins, the version of the readers. Not here: how bytes are
read (`readers`), which snapshots there are (`land`), where the documents are kept.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from orchestration.landing.document import ReadError, Reading
from orchestration.landing.land import Snapshot
from orchestration.landing.metadata import Metadata, MetadataError, address_of, parse_metadata
from orchestration.landing.store import Store, StoreError
from orchestration.landing.teasers import Markers, load_markers
from orchestration.schemas import DOCUMENTS, OUTCOMES

DEFAULT_MARKERS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "teaser_markers.csv"
WORKERS = 2
BATCH, BATCH_BYTES = 16, 2_000_000
TIMEOUT_SECONDS = 60.0
MEMORY_BYTES = 2 * 1024**3

_LIBRARIES = (
    "charset-normalizer",
    "lxml",
    "openpyxl",
    "pdfminer.six",
    "pdfplumber",
    "pypdfium2",
    "python-docx",
    "trafilatura",
)
_VERSIONED = (
    "classify.py",
    "dates.py",
    "document.py",
    "encodings.py",
    "metadata.py",
    "read.py",
    "readers/__init__.py",
    "readers/docx.py",
    "readers/html.py",
    "readers/layout.py",
    "readers/markdown.py",
    "readers/markup.py",
    "readers/numbering.py",
    "readers/pdf.py",
    "readers/pieces.py",
    "readers/ruled.py",
    "readers/sheets.py",
    "readers/text.py",
    "readers/walk.py",
    "readers/wrapped.py",
    "teasers.py",
    "worker.py",
)

Progress = Callable[[int, int, str], None]


class ReadReport(NamedTuple):
    """Documents (`schemas.DOCUMENTS`) that could be read, and an outcome (`schemas.OUTCOMES`) for every attempt."""

    documents: pa.Table
    outcomes: pa.Table


def reader_version(markers_path: Path | str = DEFAULT_MARKERS) -> str:
    """12 hexadecimal digits that change when a document may be read otherwise: code, marker table, libraries."""
    digest = hashlib.sha256()
    folder = Path(__file__).parent
    for path in [*(folder / name for name in _VERSIONED), Path(markers_path)]:
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes() if path.exists() else b"missing")
    for library in _LIBRARIES:
        try:
            digest.update(f"{library}=={version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} missing\0".encode())
    digest.update(unicodedata.unidata_version.encode())
    return digest.hexdigest()[:12]


#: The version with the project's own table of markers.
READER_VERSION = reader_version()


def read_snapshots(
    store: Store,
    snapshots: Sequence[Snapshot],
    markers_path: Path | str,
    run_id: str,
    now: datetime,
    progress: Progress | None = None,
    *,
    timeout_seconds: float = TIMEOUT_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> ReadReport:
    """Read the snapshots. Whatever goes wrong with one of them is an outcome, and the others go on.

    Nothing is written. Documents stand in the order of `snapshots`. `progress` is called after each with (done, total,
    file name). Raises MarkersError when the table of markers cannot be used.
    """
    markers = load_markers(markers_path)
    reader = reader_version(markers_path)
    documents, outcomes = [], []
    results = _read_all(store, snapshots, markers, timeout_seconds, memory_bytes)
    for done, (snapshot, (result, seconds)) in enumerate(zip(snapshots, results, strict=True), 1):
        if isinstance(result, Reading):
            try:
                documents.append(_document(snapshot, result, _metadata(store, snapshot), reader))
            except ReadError as error:
                result = error
        outcomes.append(_outcome(snapshot, result, seconds, run_id, now))
        if progress is not None:
            progress(done, len(snapshots), snapshot.file_name)
    return ReadReport(
        pa.Table.from_pylist(documents, schema=DOCUMENTS), pa.Table.from_pylist(outcomes, schema=OUTCOMES)
    )


def _read_all(
    store: Store, snapshots: Sequence[Snapshot], markers: Markers, timeout_seconds: float, memory_bytes: int
) -> Iterator[tuple[Reading | ReadError, float | None]]:
    """(reading or error, seconds) of each snapshot, in order.

    Small documents go to the workers in batches. When a batch fails, whoever spoilt it is found by reading its
    documents one by one.
    """
    if not snapshots:
        return
    from pebble import ProcessPool

    from orchestration.landing.worker import limit_memory, read_all

    pool = ProcessPool(
        max_workers=min(WORKERS, len(snapshots)),
        initializer=limit_memory,
        initargs=(memory_bytes,),
        context=multiprocessing.get_context("spawn"),
    )

    def schedule(batch: Sequence[Snapshot]) -> Any:
        wanted = [(snapshot.sha256, snapshot.media_type) for snapshot in batch]
        return pool.schedule(read_all, args=(str(store.root), wanted, markers), timeout=timeout_seconds)

    try:
        for batch, future in [(batch, schedule(batch)) for batch in batches(snapshots)]:
            results = _results(future, timeout_seconds)
            if isinstance(results, list):
                yield from results
            elif len(batch) == 1:
                yield results
            else:
                for alone in [schedule([snapshot]) for snapshot in batch]:
                    result = _results(alone, timeout_seconds)
                    yield result[0] if isinstance(result, list) else result
        pool.close()
    finally:
        pool.stop()
        pool.join()


def batches(snapshots: Sequence[Snapshot]) -> list[list[Snapshot]]:
    """The snapshots in order, small ones together: at most `BATCH` of them and `BATCH_BYTES` bytes."""
    most = max(1, min(BATCH, len(snapshots) // (4 * WORKERS)))
    found: list[list[Snapshot]] = []
    size = 0
    for snapshot in snapshots:
        if not found or len(found[-1]) >= most or size + snapshot.bytes > BATCH_BYTES:
            found.append([])
            size = 0
        found[-1].append(snapshot)
        size += snapshot.bytes
    return found


def _results(
    future: Any, timeout_seconds: float
) -> list[tuple[Reading | ReadError, float]] | tuple[ReadError, float | None]:
    """What a worker gave for each document, or why it gave nothing."""
    from pebble import ProcessExpired

    remedy = "save only the article, or its text as .txt"
    try:
        results: list[tuple[Reading | ReadError, float]] = future.result()
        return results
    except TimeoutError:
        detail = f"reading took more than {timeout_seconds:g} seconds"
        return ReadError("reader_timeout", detail, remedy), timeout_seconds
    except MemoryError:
        return ReadError("too_complex", "reading took too much memory", remedy), None
    except ProcessExpired as error:
        detail = f"the process that read it ended with code {error.exitcode}"
        return ReadError("reader_crashed", detail, remedy), None
    except Exception as error:  # a reader's own fault must not stop the documents behind it
        detail = f"{type(error).__name__}: {str(error)[:300]}"
        return ReadError("reader_crashed", detail, f"{remedy}, and report the fault"), None


def _metadata(store: Store, snapshot: Snapshot) -> Metadata:
    if snapshot.meta_sha256 is None:
        return Metadata()
    try:
        return parse_metadata(store.get(snapshot.meta_sha256), f"metadata of {snapshot.file_name}")
    except MetadataError as error:
        raise ReadError("broken_metadata", f"{error.place}: {error.reason}", error.remedy) from error
    except StoreError as error:
        what, _, remedy = str(error).partition("; ")
        raise ReadError("damaged_object", what, remedy) from error


def _document(snapshot: Snapshot, reading: Reading, metadata: Metadata, reader: str) -> dict[str, Any]:
    """The row of a document: what people say of it goes before what it says itself."""
    by_metadata = metadata.published_on is not None
    return {
        "source_key": snapshot.source_key,
        "document": snapshot.document,
        "file_name": snapshot.file_name,
        "sha256": snapshot.sha256,
        "meta_sha256": snapshot.meta_sha256,
        "media_type": snapshot.media_type,
        "reader_version": reader,
        "first_seen_at": snapshot.first_seen_at,
        "kind": metadata.kind or reading.kind,
        "title": reading.title,
        "publisher": metadata.publisher or reading.publisher,
        "producer": metadata.producer,
        "author": metadata.author or reading.author,
        "published_on": metadata.published_on if by_metadata else reading.published_on,
        "published_on_basis": "metadata" if by_metadata else reading.published_on_basis,
        "reporting_start": metadata.reporting_start,
        "reporting_end": metadata.reporting_end,
        "url": metadata.url or reading.url,
        "source_link": metadata.source_link,
        "is_digest": metadata.is_digest,
        "address": address_of(metadata.url),
        "text_sha256": reading.text_sha256,
        "text": reading.text,
        "blocks": [block.as_row() for block in reading.blocks],
    }


def _outcome(
    snapshot: Snapshot, result: Reading | ReadError, seconds: float | None, run_id: str, now: datetime
) -> dict[str, Any]:
    failure = result if isinstance(result, ReadError) else None
    notes = failure.detail if failure else "; ".join(result.notes) if isinstance(result, Reading) else ""
    return {
        "file_name": snapshot.file_name,
        "document": snapshot.document,
        "sha256": snapshot.sha256,
        "stage": "read",
        "status": "failed" if failure else "ok",
        "reason": failure.reason if failure else None,
        "detail": f"{snapshot.file_name}: {notes}" if notes else None,
        "remedy": failure.remedy if failure else None,
        "bytes": snapshot.bytes,
        "seconds": seconds,
        "attempted_at": now,
        "run_id": run_id,
    }
