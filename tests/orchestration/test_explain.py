"""The story of a claim or a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.explain import STEPS, marked


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=40))
def test_the_quote_is_marked_at_its_place(before: str, quote: str, after: str) -> None:
    told = marked(before + quote + after, len(before), quote)
    assert told == " ".join(f"{before}[{quote}]{after}".split())


def test_a_quote_that_is_not_in_its_sentence_is_told_by_itself() -> None:
    assert marked("Tỷ lệ", 3, "31,16%") == "[31,16%]"


def test_every_step_of_the_choice_has_words() -> None:
    assert set(STEPS) == {
        "only_value",
        "agreement",
        "adjudication",
        "owner",
        "authority",
        "later_vintage",
        "more_witnesses",
        "later_in_text",
        "key_order",
    }


@pytest.mark.parametrize("arguments", [[], ["--claim", "a", "--finding", "b"]])
def test_one_of_the_two_has_to_be_named(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["explain", *arguments])
    assert result.exit_code == 1
    assert "CLAIM=<key> or FINDING=<key>" in result.output
