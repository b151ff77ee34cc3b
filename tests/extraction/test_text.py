from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction.numbers import NumberGrammar, Style
from orchestration.extraction.reference import Reference
from orchestration.extraction.text import any_of, fold, from_border, whole_words

LETTERS = st.text(alphabet="aăbđ ", min_size=1, max_size=5).map(str.strip).filter(bool)
WORDS = st.lists(LETTERS, min_size=1, max_size=8)
TEXTS = st.text(alphabet="aăbđ  ,1_", max_size=40)


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def alternatives(words: list[str]) -> str:
    """The words as plain alternatives, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " +") for word in ordered)


@given(WORDS, TEXTS)
def test_a_tree_of_words_finds_what_plain_alternatives_find(words: list[str], text: str) -> None:
    assert spans(any_of(words), text) == spans(alternatives(words), text)


@given(WORDS, TEXTS)
def test_a_border_behind_the_first_letter_is_the_border_before_the_word(words: list[str], text: str) -> None:
    plain = rf"(?<![^\W_])(?:{alternatives(words)})(?![^\W_])"
    assert spans(whole_words(words), text) == spans(plain, text)


@given(WORDS, TEXTS)
def test_words_are_not_found_behind_what_they_may_not_follow(words: list[str], text: str) -> None:
    plain = rf"(?<![^\W_])(?<!ab )(?:{alternatives(words)})"
    assert spans(from_border(words, not_after=("ab ",)), text) == spans(plain, text)


@given(st.text(alphabet="óòỏõọúùủũụaeyÓÒHoà“”–—\u00a0\t０１％，Iİ-.", max_size=30))
def test_folding_keeps_every_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert not set("óòỏõọ") & {one for one, two in itertools.pairwise(folded) if two in "ae"}


def test_old_and_new_placement_of_marks_are_one() -> None:
    assert fold("Hoà Bình, Thanh Hoá, thuỷ lợi") == fold("Hòa Bình, Thanh Hóa, thủy lợi")


NUMBERED = st.lists(st.sampled_from(["12", "3,5%", "1.234", "62/63", "10-15", "và", "hồ sơ", "2 352"]), max_size=8)


@given(NUMBERED, st.integers(0, 20), st.integers(0, 20))
def test_numbers_inside_of_a_date_are_left_out_and_no_others(
    reference: Reference, parts: list[str], start: int, length: int
) -> None:
    grammar, text, end = NumberGrammar(reference), " ".join(parts), start + length
    every = list(grammar.find(text, Style()))
    kept = list(grammar.find(text, Style(), [(start, end)]))
    assert kept == [number for number in every if not start <= number.start < end]
