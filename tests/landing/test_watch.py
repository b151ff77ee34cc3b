from __future__ import annotations

from datetime import date, timedelta

import pytest

from orchestration.landing import Markers, read_bytes
from orchestration.landing.watch import count_figures, is_silent, lateness
from tests.landing.samples import BODY, HEADLINE, LEAD, OTHER_TITLES

START = date(2024, 1, 1)


def days(*offsets: int) -> list[date]:
    return [START + timedelta(days=offset) for offset in offsets]


def row(text: str, markers: Markers) -> dict[str, object]:
    reading = read_bytes("text", text.encode(), markers)
    return {"text": reading.text, "blocks": [block.as_row() for block in reading.blocks]}


def test_figures_of_the_body_are_counted_and_those_of_others_are_not(markers: Markers) -> None:
    document = row("\n\n".join([HEADLINE, "08:15, 04/03/2024", LEAD, *BODY, "Tin liên quan", *OTHER_TITLES]), markers)
    assert count_figures(document) == 2
    assert is_silent(document, 0)
    assert not is_silent(document, 1)


def test_a_document_without_figures_is_not_silent(markers: Markers) -> None:
    assert not is_silent(row("\n\n".join([HEADLINE, LEAD, BODY[1]]), markers), 0)


@pytest.mark.parametrize(
    ("known", "today", "usual"),
    [
        (days(0, 7, 14, 21), 30, None),
        (days(0, 7, 14, 21), 42, None),
        (days(0, 7, 14, 21), 43, 7.0),
        (days(0, 1, 2, 3), 9, None),
        (days(0, 1, 2, 3), 10, 1.0),
        (days(0, 7, 14), 400, None),
        (days(0, 0, 7, 7, 14, 14), 400, None),
        (days(0, 7, 14, 21, 90), 60, 7.0),
    ],
)
def test_a_source_is_late_against_its_own_rhythm(known: list[date], today: int, usual: float | None) -> None:
    late = lateness(known, START + timedelta(days=today))
    assert (late.usual_days if late else None) == usual
