"""What a landed document and a source may hide: figures that gave no claim, and a source that fell silent.

Here: pure decisions over rows. Not here: checks and tables that show them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

from orchestration.schemas import BODY_KINDS

_LANDINGS = 4
_PATIENCE = 3
_LEAST = timedelta(days=7)
_LONGEST = 60
#: 12/3, 12/3/2024, 3/2024, 2024, 42/2022/NĐ-CP: words with digits that only name something.
_NAME = re.compile(r"\W*(?:(?:\d{1,2}[/-]){0,2}(?:19|20)\d\d|\d{1,2}[/-]\d{1,2}|\d+/(?:\d+/)?[^\W\d][^/]*)\W*")


@dataclass(frozen=True, slots=True)
class Late:
    """A source that is late against its own rhythm: its usual gap and how long it has been silent, in days."""

    usual_days: float
    silent_days: int
    last: date


def count_figures(document: Mapping[str, Any]) -> int:
    """How many words of the body of a row of `schemas.DOCUMENTS` have a digit: no dates, years, names of laws."""
    text = document["text"]
    parts = (text[block["start"] : block["end"]] for block in document["blocks"] if block["kind"] in BODY_KINDS)
    words = (word for part in parts for word in part.split() if any(char.isdigit() for char in word))
    return sum(len(word) > _LONGEST or _NAME.fullmatch(word) is None for word in words)


def is_silent(document: Mapping[str, Any], claims: int) -> bool:
    """Whether a document holds figures and none of them became a claim."""
    return claims == 0 and count_figures(document) > 0


def lateness(days: Sequence[date], today: date) -> Late | None:
    """How late a source is, from the days of its publications; None while it keeps its rhythm or has none yet.

    A rhythm takes four different days. Late is who has been silent for three usual gaps and a week at least.
    """
    known = sorted({day for day in days if day <= today})
    if len(known) < _LANDINGS:
        return None
    usual = float(median((two - one).days for one, two in pairwise(known)))
    silent = today - known[-1]
    if silent < _LEAST or silent.days <= _PATIENCE * usual:
        return None
    return Late(usual, silent.days, known[-1])
