"""Lists of hundreds of figures in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from unittest.mock import patch

from orchestration.extraction.claims import ClaimGrammar
from orchestration.extraction.figure import Figure


def test_each_figure_of_a_long_list_is_asked_for_its_unit_once(
    grammar: ClaimGrammar, read: Callable[..., list[Figure]]
) -> None:
    with patch.object(grammar, "with_unit", wraps=grammar.with_unit) as asked:
        figures = read("Điểm từng nhóm: " + "7; 8; " * 200)
    assert len(figures) == asked.call_count > 390
