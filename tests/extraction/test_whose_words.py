"""Figures whose words stand elsewhere: rates of growth, changes of bodies one after the other, values behind names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

Read = Callable[..., list[Figure]]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Số hồ sơ nộp trực tuyến tăng 31% so với năm trước.", "online_dossiers_count"),
        ("Số hồ sơ nộp trực tuyến tăng gấp 3 lần so với năm trước.", "online_dossiers_count"),
        ("Thu ngân sách tăng 8,1% so với cùng kỳ.", "budget_revenue_amount"),
        ("Số đơn vị sự nghiệp công lập giảm 9% so với năm 2017.", "public_service_units_count"),
        ("Tỷ lệ hồ sơ trực tuyến tăng 5% so với năm trước.", "online_dossiers_share"),
        ("Số vườn cây giảm 9% so với năm 2017.", "open.vuon_cay"),
        ("Tốc độ tăng vườn cây là 9%.", "open.vuon_cay"),
        ("Vốn đăng ký tăng 9%.", "open.von_dang_ky"),
    ],
)
def test_a_rate_of_growth_is_of_what_grows(read: Read, sentence: str, metric: str) -> None:
    (figure,) = read(sentence)
    assert figure.indicator.metric_key == metric


def test_changes_that_name_only_bodies_go_on_with_the_one_before(read: Read) -> None:
    figures = read(
        "Số biên chế sự nghiệp đã giảm 7,2%, tương ứng với gần 4.100 người.",
        "Các bộ, ngành giảm 900 người, trong khi các địa phương giảm hơn 3.200 người.",
    )
    assert {figure.indicator.metric_key for figure in figures} == {"public_service_posts_count"}
    assert {figure.phrase for figure in figures} == {"Số biên chế sự nghiệp"}


def test_names_before_brackets_are_no_indicator(read: Read) -> None:
    figures = read("Tỷ lệ vườn cây được tưới cao nhất là Hà Nội (61%), cùng các tỉnh Hòa Bình (58%), Nam Định (55%).")
    assert {figure.indicator.metric_key for figure in figures} == {"open.ty_le_vuon_cay.percent"}


def test_each_deed_counts_its_own_part(read: Read) -> None:
    whole, done, open_ones = read("Có 90 nhiệm vụ, trong đó đã hoàn thành 70 nhiệm vụ, đang triển khai 20 nhiệm vụ.")
    assert [done.phrase, open_ones.phrase] == ["hoàn thành 70 nhiệm vụ", "đang triển khai 20 nhiệm vụ"]
    assert len({whole.indicator.metric_key, done.indicator.metric_key, open_ones.indicator.metric_key}) == 3


def test_a_long_phrase_begins_with_what_is_counted(read: Read) -> None:
    (figure,) = read(
        "Số ghế trong các toa tàu của những đoàn tàu khách do ngành đường sắt quản lý và bảo đảm đã giảm 4%."
    )
    assert figure.phrase.startswith("Số ghế trong các toa tàu")
