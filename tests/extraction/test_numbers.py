from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction.figure import Figure
from orchestration.extraction.numbers import NumberGrammar, Style, parse, print_value, style_of
from orchestration.extraction.text import fold


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("8", "8", 0),
        ("08", "8", 0),
        ("1.234", "1234", 0),
        ("276.938.860", "276938860", 0),
        ("2 352", "2352", 0),
        ("31,16", "31.16", 2),
        ("49.34", "49.34", 2),
        ("6,056", "6.056", 3),
        ("1.234,5", "1234.5", 1),
        ("1,234.5", "1234.5", 1),
        ("1,234,567", "1234567", 0),
        ("0.123", "0.123", 3),
        ("1234.567", "1234.567", 3),
    ],
)
def test_digits_are_read_the_vietnamese_way(printed: str, value: str, decimals: int) -> None:
    assert parse(printed) == (Decimal(value), decimals)


@pytest.mark.parametrize("printed", ["1.2.3", "12.34.567", "1,2,3", "1.23,4,5", "9" * 30])
def test_digits_that_are_no_number_are_refused(printed: str) -> None:
    assert parse(printed) is None


def test_three_decimals_of_a_percent_are_decimals() -> None:
    assert parse("99.123", is_percent=True) == (Decimal("99.123"), 3)
    assert parse("99.123") == (Decimal("99123"), 0)


def test_a_document_that_prints_english_marks_is_read_so() -> None:
    assert style_of("đạt 99.8% trong 1,234 hồ sơ") == Style(".")
    assert style_of("đạt 99.8% trong 1.234 hồ sơ") == Style(",")
    assert parse("1,234", Style(".")) == (Decimal("1234"), 0)


@given(st.integers(0, 10**15), st.integers(0, 2))
def test_a_printed_value_is_read_back(units: int, decimals: int) -> None:
    value = Decimal(units).scaleb(-decimals)
    assert parse(print_value(value, decimals)) == (value, decimals)


CASES = [
    ("hơn 55,98 triệu hồ sơ", "55,98 triệu", "55980000", None, "count"),
    ("2,39 nghìn tỷ đồng tiền phí", "2,39 nghìn tỷ đồng", "2390000000000", None, "vnd"),
    ("bằng 71% tỷ lệ của năm ngoái", "71%", "71", None, "percent"),
    ("62/63 địa phương", "62/63", "62", "63", "count"),
    ("12.345/12.400 hồ sơ", "12.345/12.400", "12345", "12400", "count"),
    ("đạt 31,16%.", "31,16%", "31.16", None, "percent"),
    ("đạt 50 % kế hoạch", "50 %", "50", None, "percent"),
    ("tăng 2,3 điểm % so với", "2,3 điểm %", "2.3", None, "percent"),
    ("200 triệu USD mỗi năm", "200 triệu USD", "200000000", None, "usd"),
    ("gấp 1,3 lần", "1,3 lần", "1.3", None, "times"),
    ("đạt 85,5 điểm", "85,5 điểm", "85.5", None, "points"),
    ("chừng 3 vạn người", "3 vạn", "30000", None, "count"),
    ("１.２３４ hồ sơ", "１.２３４", "1234", None, "count"),
    ("đạt 88,41% điểm", "88,41% điểm", "88.41", None, "percent"),
    ("tiếp nhận 2,517 hồ sơ", "2,517", "2517", None, "count"),
    ("thu 3,250 triệu đồng", "3,250 triệu đồng", "3250000", None, "vnd"),
    ("thu 1.278 tỷ 705 triệu 31 nghìn đồng", "1.278 tỷ 705 triệu 31 nghìn đồng", "1278705031000", None, "vnd"),
    ("có 1 triệu 250 nghìn người", "1 triệu 250 nghìn", "1250000", None, "count"),
    ("đạt 7,125 điểm", "7,125 điểm", "7.125", None, "points"),
    ("chờ 1,125 giờ", "1,125", "1.125", None, "count"),
]


@pytest.mark.parametrize(("text", "quote", "value", "denominator", "unit"), CASES)
def test_a_number_takes_its_scale_and_unit(
    reference, text: str, quote: str, value: str, denominator: str | None, unit: str
) -> None:
    (number,) = NumberGrammar(reference).find(fold(text), Style())
    assert text[number.start : number.end] == quote
    assert number.value == Decimal(value)
    assert number.denominator == (Decimal(denominator) if denominator else None)
    assert number.unit == unit


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("10-15 tỉnh", "10", "15"),
        ("6,6% - 6,8%", "6.6", "6.8"),
        ("69,98-97,88%", "69.98", "97.88"),
        ("1–2%", "1", "2"),
        ("từ 22.000 đến 27.500 người", "22000", "27500"),
        ("rút ngắn 3 đến 5 ngày", "3", "5"),
        ("15% tới 20%", "15", "20"),
        ("từ 2 đến 3 triệu hồ sơ", "2000000", "3000000"),
    ],
)
def test_a_range_is_one_number_with_two_ends(reference, text: str, lower: str, upper: str) -> None:
    (number,) = NumberGrammar(reference).find(fold(text), Style())
    assert (number.value, number.upper) == (Decimal(lower), Decimal(upper))


@pytest.mark.parametrize("text", ["giảm từ 30 đến 12 ngày", "tăng từ 45% đến 62%", "5% đến 12 ngày", "9 đến 15/4"])
def test_what_rose_or_fell_from_one_level_to_another_is_no_range(reference, text: str) -> None:
    assert [number.upper for number in NumberGrammar(reference).find(fold(text), Style())] == [None, None]


@given(st.text(alphabet="0123456789.,/%- nghìtỷkuđồ", max_size=60))
def test_numbers_never_overlap_and_stand_in_order(text: str) -> None:
    grammar = _grammar()
    numbers = list(grammar.find(fold(text), Style()))
    ends = [0, *(number.end for number in numbers)]
    assert all(number.start >= end for number, end in zip(numbers, ends, strict=False))
    assert all(number.start < number.digits_end <= number.end for number in numbers)


def _grammar() -> NumberGrammar:
    from tests.extraction.conftest import SEEDS

    global _CACHE
    if _CACHE is None:
        from orchestration.extraction.reference import Reference

        _CACHE = NumberGrammar(Reference.load(SEEDS))
    return _CACHE


_CACHE: NumberGrammar | None = None


def test_measures_and_money_may_stand_without_a_blank(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh thu hồi 495ha đất, sửa 12km đường và thu 30.000đ mỗi giấy; quốc lộ 1A và mạng 5G là tên.")
    assert [(figure.number.value, figure.number.unit) for figure in figures] == [
        (Decimal(495), "count"),
        (Decimal(12), "count"),
        (Decimal(30000), "vnd"),
    ]
