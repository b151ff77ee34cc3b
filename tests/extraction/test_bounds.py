from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction.bounds import Hedge, HedgeGrammar, Interval, interval, last_place
from orchestration.extraction.numbers import Number, NumberGrammar, Style, print_value
from orchestration.extraction.text import fold


def number_of(reference, text: str) -> Number:
    return next(NumberGrammar(reference).find(fold(text), Style()))


def bounds_of(reference, text: str, **options: bool) -> tuple[str | None, bool, str | None, bool]:
    number = number_of(reference, text)
    hedge = HedgeGrammar(reference).read(number, fold(text))
    found = interval(
        number,
        hedge,
        is_rounded=options.get("is_rounded", number.unit == "percent"),
        is_open=options.get("is_open", False),
    )
    return (
        None if found.lower is None else f"{found.lower.normalize():f}",
        found.lower_closed,
        None if found.upper is None else f"{found.upper.normalize():f}",
        found.upper_closed,
    )


@pytest.mark.parametrize(
    ("text", "lower", "lower_closed", "upper", "upper_closed"),
    [
        ("31,16%", "31.155", True, "31.165", False),
        ("hơn 4.400 dịch vụ", "4400", True, "4500", False),
        ("hơn 50% hồ sơ", "50", True, "60", False),
        ("gần 47 nghìn phiếu", "46000", False, "47000", True),
        ("khoảng 1,38 triệu giao dịch", "1370000", True, "1390000", True),
        ("6472 thủ tục", "6472", True, "6472", True),
        ("55,98 triệu hồ sơ", "55975000", True, "55985000", False),
        ("dưới 1% hồ sơ", None, False, "1", False),
        ("không quá 1% hồ sơ", None, False, "1", True),
        ("tối thiểu 50% điều kiện", "50", True, None, False),
        ("50% trở lên", "50", True, "60", False),
        ("từ 10-15 tỉnh", "10", True, "15", True),
        ("50%", "49.5", True, "50.5", False),
    ],
)
def test_a_printed_figure_is_an_interval(
    reference, text: str, lower: str | None, lower_closed: bool, upper: str | None, upper_closed: bool
) -> None:
    assert bounds_of(reference, text) == (lower, lower_closed, upper, upper_closed)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("cao hơn 1,71%", "exact"),
        ("tăng hơn 3,8 lần", "at_least"),
        ("đạt trên 80%", "at_least"),
        ("lên tới 12,3%", "exact"),
        ("ước đạt 95%", "about"),
        ("xấp xỉ 300 hồ sơ", "about"),
        ("trên dưới 300 hồ sơ", "about"),
        ("từ 80 điểm trở lên", "at_least"),
        ("chưa đến 5% hồ sơ", "at_most"),
        ("chiếm đến 55%", "exact"),
        ("dao động trong khoảng 61-84%", "exact"),
        ("khoảng 61-84%", "about"),
        ("số thủ tục ít nhất là 6", "exact"),
        ("tỷ lệ phải đạt ít nhất là 60%", "at_least"),
    ],
)
def test_hedges_are_told_from_comparisons(reference, text: str, qualifier: str) -> None:
    number = number_of(reference, text)
    assert HedgeGrammar(reference).read(number, fold(text)).qualifier == qualifier


def test_a_target_bounds_on_one_side_only(reference) -> None:
    assert bounds_of(reference, "đạt trên 80%", is_open=True) == ("80", True, None, False)


def _printed(value: Decimal, decimals: int) -> Number:
    text = print_value(value, decimals)
    return Number(0, len(text), len(text), text, value, decimals)


@given(st.integers(1, 10**9), st.integers(0, 3), st.sampled_from([None, "hơn", "gần", "khoảng", "dưới", "không quá"]))
def test_what_a_writer_rounds_lies_inside(units: int, decimals: int, word: str | None) -> None:
    """The printed value itself is possible, or is the very limit that the hedge excludes."""
    value = Decimal(units).scaleb(-decimals)
    qualifier = {None: "exact", "hơn": "at_least", "gần": "about", "khoảng": "about"}.get(word, "at_most")
    found = interval(_printed(value, decimals), Hedge(qualifier, word), is_rounded=True)
    assert found.holds(value) is (word != "dưới")
    assert found.lower is None or found.upper is None or found.lower < found.upper


@given(st.integers(1, 10**9), st.integers(0, 3))
def test_the_last_place_divides_the_print(units: int, decimals: int) -> None:
    number = _printed(Decimal(units).scaleb(-decimals), decimals)
    place = last_place(number)
    assert number.value % place == 0
    assert (number.value // place) % 10 != 0


def test_an_interval_tells_its_ends() -> None:
    half_open = Interval(Decimal(1), True, Decimal(2), False)
    assert half_open.holds(Decimal(1))
    assert not half_open.holds(Decimal(2))
