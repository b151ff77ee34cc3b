from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import DEFAULT_MARKERS, Markers, load_markers, read_bytes
from tests.landing.samples import BODY, HEADLINE, LEAD, OTHER_TITLES, article, shown

MARKERS = load_markers(DEFAULT_MARKERS)


def wrapped(width: int, indent: str = "") -> str:
    parts = [HEADLINE, "08:15, 04/03/2024", LEAD, *BODY]
    return "\n\n".join(textwrap.fill(part, width, initial_indent=indent) for part in parts)


def flat(texts: list[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "])
def test_wrapped_lines_are_one_paragraph_and_the_text_stays(width: int, indent: str, markers: Markers) -> None:
    text = wrapped(width, indent)
    reading = read_bytes("text", text.encode(), markers)
    assert reading.text == text
    assert flat(shown(reading, "headline", "lead", "paragraph")) == [HEADLINE, LEAD, *BODY]


def test_paragraphs_without_a_blank_line_between_them_are_told_by_their_short_last_lines(markers: Markers) -> None:
    text = "\n".join(textwrap.fill(part, 70) for part in (LEAD, *BODY))
    assert flat(shown(read_bytes("text", text.encode(), markers), "lead", "paragraph")) == [LEAD, *BODY]


def test_items_of_a_wrapped_list_stay_apart(markers: Markers) -> None:
    items = [f"- {text}" for text in BODY]
    text = wrapped(72) + "\n\n" + "\n".join(textwrap.fill(item, 72, subsequent_indent="  ") for item in items)
    assert flat(shown(read_bytes("text", text.encode(), markers), "list_item")) == items


def test_a_text_with_a_paragraph_on_each_line_is_left_as_it_is(markers: Markers) -> None:
    text = article(*OTHER_TITLES)
    blocks = read_bytes("text", text.encode(), markers).blocks
    assert all("\n" not in text[block.start : block.end] for block in blocks)


@given(st.lists(st.text(alphabet="ab .,\n-1", max_size=90), max_size=30).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_joined_lines_are_neighbours_and_none_is_lost(text: str) -> None:
    if not text.strip():
        return
    reading = read_bytes("text", text.encode(), MARKERS)
    covered = "".join(reading.text[block.start : block.end] for block in reading.blocks)
    assert covered.split() == text.split() or "".join(covered.split()) == "".join(text.split())
    assert all("\n\n" not in reading.text[block.start : block.end] for block in reading.blocks)
