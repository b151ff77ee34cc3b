"""Ways in which newspapers tell figures of the whole country."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure


def test_a_rate_may_name_what_grows(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 4.100 cơ sở mới mở với tổng vốn là 310 tỷ đồng, tăng 8% về số cơ sở và tăng 21% về số vốn.")
    assert [figure.phrase for figure in figures[2:]] == ["số cơ sở", "số vốn"]
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[2:] == keys[:2]


def test_growth_behind_a_share_of_a_whole_is_of_the_count(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cả nước có 5.200 nhà hàng mới mở, chiếm 31% và tăng 12% so với cùng kỳ.")
    assert [figure.role.role for figure in figures] == ["level", "level", "change_rate"]
    assert figures[2].indicator.metric_key == figures[0].indicator.metric_key


def test_a_year_behind_the_level_that_was_left_dates_that_alone(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong năm 2018, chỉ số minh bạch tăng từ 5,1 điểm năm 2017 lên 5,6 điểm.")
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2017, 2018]


def test_a_slight_change_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số PCI của tỉnh Hà Nam đạt 61,5 điểm, tăng nhẹ 0,8 điểm so với năm trước.")
    assert [figure.role.role for figure in figures] == ["level", "change"]


def test_a_goal_that_was_reached_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    assert read("Các tỉnh đã cơ bản hoàn thành mục tiêu (đạt trên 85%).")[0].status == "actual"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Quý I, cả nước có 3.300 hợp tác xã (HTX) kiểu mới.", "hợp tác xã (HTX) kiểu mới"),
        ("Đã giao 120 khu rừng với tổng diện tích 41 nghìn ha.", "tổng diện tích 41 nghìn ha"),
    ],
)
def test_a_noun_behind_its_short_form_or_with_a_sum(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[-1].phrase == phrase


def test_a_headline_repeats_a_large_number_in_other_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! 41 nghìn sổ đỏ nằm lại kho",
        "Đến 30/6/2016, các huyện còn giữ khoảng 41.000 giấy chứng nhận.",
        published_on=None,
    )
    assert str(figures[0].period.last) == "2016-06-30"


def test_who_holds_the_first_place_has_the_score(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam đạt 71,2% chỉ số cải cách hành chính. Vị trí đầu vẫn thuộc về tỉnh Nam Định, với kết quả chỉ số 88,1%."
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ha_nam", "vn.prov.nam_dinh"]
    assert {figure.indicator.metric_key for figure in figures} == {"par_index_score"}
