"""The bundled texts say the same in every format: the same claims come out of TXT, HTML, DOCX and PDF."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, MEDIA_TYPES, Reading, load_markers, parse_metadata, read_bytes
from orchestration.schemas import DOCUMENTS
from tests.landing import rendering

PROJECT = Path(__file__).parents[2]
MARKERS = load_markers(DEFAULT_MARKERS)
BUNDLED = sorted(path for path in (PROJECT / "raw").iterdir() if path.suffix in (".html", ".docx", ".txt"))
COMPARED = (
    "metric_key",
    "metric_phrase",
    "value",
    "unit",
    "agency_key",
    "period_kind",
    "period_start",
    "period_end",
    "role",
)


@cache
def extractor() -> Extractor:
    return Extractor.load(PROJECT / "dbt_project" / "seeds")


def claims(path: Path, reading: Reading) -> Counter[tuple[object, ...]]:
    metadata = parse_metadata(path.with_suffix(".meta.yaml").read_bytes(), path.name)
    row = dict.fromkeys(DOCUMENTS.names) | {
        "source_key": path.stem,
        "document": path.stem,
        "file_name": path.name,
        "sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
        "media_type": "text",
        "reader_version": "test",
        "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "kind": metadata.kind or reading.kind,
        "title": reading.title,
        "publisher": metadata.publisher,
        "producer": metadata.producer,
        "published_on": metadata.published_on or reading.published_on,
        "published_on_basis": "metadata",
        "reporting_start": metadata.reporting_start,
        "reporting_end": metadata.reporting_end,
        "is_digest": False,
        "text": reading.text,
        "blocks": [block.as_row() for block in reading.blocks],
    }
    extraction = extractor().extract(pa.Table.from_pylist([row], schema=DOCUMENTS).to_batches()[0])
    assert not extraction.failures
    return Counter(tuple(claim[name] for name in COMPARED) for claim in pa.table(extraction.claims).to_pylist())


@cache
def source(path: Path) -> tuple[tuple[rendering.Part, ...], Counter[tuple[object, ...]]]:
    """The article of a bundled file, and its claims as a plain page gives them."""
    reading = read_bytes(MEDIA_TYPES[path.suffix], path.read_bytes(), MARKERS)
    parts = tuple(rendering.parts_of(reading))
    return parts, claims(path, read_bytes("html", rendering.as_html(parts), MARKERS))


def check(path: Path, media_type: str, write: Callable[[tuple[rendering.Part, ...]], bytes]) -> None:
    parts, expected = source(path)
    found = claims(path, read_bytes(media_type, write(parts), MARKERS))
    assert expected
    assert (found - expected, expected - found) == (Counter(), Counter())


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_page_gives_the_claims_of_the_file_itself(path: Path) -> None:
    reading = read_bytes(MEDIA_TYPES[path.suffix], path.read_bytes(), MARKERS)
    _, expected = source(path)
    assert claims(path, reading) == expected


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_plain_text_gives_the_claims_of_the_page(path: Path) -> None:
    if any(part.rows for part in source(path)[0]):
        pytest.skip("plain text has no tables")
    check(path, "text", rendering.as_txt)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_word_file_gives_the_claims_of_the_page(path: Path) -> None:
    check(path, "docx", rendering.as_docx)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_pdf_set_by_a_program_gives_the_claims_of_the_page(path: Path) -> None:
    if not rendering.FONT.exists():
        pytest.skip(f"system program absent: font {rendering.FONT}")
    check(path, "pdf", rendering.as_reportlab_pdf)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_pdf_printed_by_a_browser_gives_the_claims_of_the_page(path: Path, tmp_path: Path) -> None:
    check(path, "pdf", lambda parts: rendering.as_chromium_pdf(parts, tmp_path))
