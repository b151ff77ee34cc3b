"""One text in several formats has one digest; another figure has another."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.landing import DEFAULT_MARKERS, Markers, load_markers, read_bytes, read_snapshots, snapshots
from orchestration.landing.document import text_digest
from tests.landing import rendering
from tests.landing.conftest import FIRST, Inbox
from tests.landing.rendering import Part
from tests.landing.samples import BODY, HEADLINE, LEAD

PARTS = [Part("headline", HEADLINE), Part("date_line", "08:15, 04/03/2024"), Part("lead", LEAD)]
PARTS += [Part("paragraph", text) for text in BODY]
MARKERS = load_markers(DEFAULT_MARKERS)


def digest(media_type: str, data: bytes, markers: Markers = MARKERS) -> str | None:
    reading = read_bytes(media_type, data, markers)
    return text_digest(reading.text, reading.blocks)


@pytest.mark.parametrize(
    ("media_type", "write"),
    [("html", rendering.as_html), ("docx", rendering.as_docx), ("pdf", rendering.as_reportlab_pdf)],
)
def test_formats_of_one_text_have_one_digest(media_type: str, write: object) -> None:
    if media_type == "pdf" and not rendering.FONT.exists():
        pytest.skip(f"system program absent: font {rendering.FONT}")
    plain = digest("text", rendering.as_txt(PARTS))
    assert digest(media_type, write(PARTS)) == plain  # type: ignore[operator]
    assert plain is not None


def test_another_figure_is_another_text() -> None:
    text = rendering.as_txt(PARTS)
    assert digest("text", text.replace(b"412", b"421")) != digest("text", text)


def test_menus_and_numbers_of_items_do_not_matter() -> None:
    one = "\n".join([HEADLINE, LEAD, BODY[0], "1. " + BODY[1], "2. " + BODY[2], "Tin liên quan", "Một tin khác 18%"])
    two = "\n".join(["Trang chủ", HEADLINE, LEAD, BODY[0], "- " + BODY[1], "- " + BODY[2]])
    assert digest("text", one.encode()) == digest("text", two.encode())


def test_documents_carry_their_digest(inbox: Inbox, tmp_path: Path) -> None:
    inbox.drop("a.txt", rendering.as_txt(PARTS))
    inbox.drop("b.html", rendering.as_html(PARTS))
    inbox.land()
    found = snapshots(inbox.store.sightings())
    rows = read_snapshots(inbox.store, found, DEFAULT_MARKERS, "run", FIRST).documents.to_pylist()
    assert len({row["source_key"] for row in rows}) == 2
    assert len({row["text_sha256"] for row in rows}) == 1
