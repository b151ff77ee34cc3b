"""Documents with so many figures that their extraction is watched: in a process of their own, within time and memory.

Here: which documents those are, and what becomes of one that takes too much. Not here: how figures are read
(`extraction`), which documents are extracted (`assets.claims`).
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.extraction.extractor import Extraction
from orchestration.landing.worker import limit_memory

TIMEOUT_SECONDS = 60.0
MEMORY_BYTES = 3 * 1024**3
#: A long report has some thousand numbers and some hundred thousand characters.
MANY_NUMBERS = 10_000
MANY_CHARACTERS = 2_000_000
#: What a person can do, by the reason of the failure.
REMEDIES = {
    "extractor_timeout": "Split the document, or keep only the part that states the figures.",
    "extractor_memory": "Split the document, or keep only the part that states the figures.",
}
_NUMBER = re.compile(r"\d+")


def is_outsize(text: str) -> bool:
    """Whether a text is so long, or has so many numbers, that reading it must be watched."""
    return len(text) > MANY_CHARACTERS or sum(1 for _ in _NUMBER.finditer(text)) > MANY_NUMBERS


def extract(
    extractor: Extractor,
    seeds: Path,
    documents: pa.Table,
    *,
    timeout_seconds: float | None = None,
    memory_bytes: int | None = None,
) -> Iterator[Extraction]:
    """What `extractor.extract` gives for the documents, in parts; outsize ones are read by a worker over `seeds`.

    One that takes more than `timeout_seconds` or `memory_bytes` of address space (by default those of this module) is a
    failure, and the others go on.
    """
    outsize = pa.array([is_outsize(text) for text in documents["text"].to_pylist()], pa.bool_())
    plain = documents.filter(pc.invert(outsize))
    if plain.num_rows:
        yield extractor.extract(plain)
    watched = documents.filter(outsize)
    for place in range(watched.num_rows):
        document = watched.slice(place, 1)
        yield _watched(seeds, document, timeout_seconds or TIMEOUT_SECONDS, memory_bytes or MEMORY_BYTES)


def _watched(seeds: Path, document: pa.Table, timeout_seconds: float, memory_bytes: int) -> Extraction:
    from pebble import ProcessExpired, ProcessPool

    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=1, initializer=limit_memory, initargs=(memory_bytes,), context=context)
    try:
        found: Extraction = pool.schedule(_read, args=(str(seeds), document), timeout=timeout_seconds).result()
    except TimeoutError:
        return _failed(document, "extractor_timeout", f"its figures took more than {timeout_seconds:g} seconds")
    except MemoryError:
        return _failed(document, "extractor_memory", f"its figures took more than {memory_bytes >> 20} MiB")
    except ProcessExpired as error:
        return _failed(document, "extractor_crashed", f"the process that read it ended with code {error.exitcode}")
    except BrokenExecutor as error:
        return _failed(document, "extractor_crashed", f"no process could read it: {error}")
    finally:
        pool.stop()
        pool.join()
    if any("MemoryError" in detail for _, _, detail in found.failures):
        return _failed(document, "extractor_memory", f"its figures took more than {memory_bytes >> 20} MiB")
    return found


def _read(seeds: str, document: pa.Table) -> Extraction:
    return Extractor.load(Path(seeds)).extract(document)


def _failed(document: pa.Table, reason: str, detail: str) -> Extraction:
    """An extraction without rows, and why."""
    return Extraction(
        claims=pa.RecordBatch.from_pylist([], schema=schemas.CLAIMS),
        relations=pa.RecordBatch.from_pylist([], schema=schemas.RELATIONS),
        signatures=pa.RecordBatch.from_pylist([], schema=schemas.SIGNATURES),
        extractions=pa.RecordBatch.from_pylist([], schema=schemas.EXTRACTIONS),
        failures=[(document["source_key"][0].as_py(), reason, detail)],
    )
