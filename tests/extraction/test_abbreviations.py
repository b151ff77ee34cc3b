"""Short forms that a document explains itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.abbreviations import explained
from orchestration.extraction.figure import Figure
from orchestration.extraction.text import fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở tiếp nhận 45 hồ sơ (HS) mới.", {"hs": "hồ sơ"}),
        ("giấy phép xây dựng (sau đây gọi tắt là GPXD)", {"gpxd": "giấy phép xây dựng"}),
        ("phiếu hẹn trả kết quả (viết tắt là PHTKQ)", {"phtkq": "phiếu hẹn trả kết quả"}),
        ("cán bộ và công chức xã (CBCC)", {}),
        ("cán bộ và công chức (CBCC)", {"cbcc": "cán bộ và công chức"}),
        ("đơn vị trực thuộc (ĐVTT), đã vượt thời gian (DVTG)", {"đvtt": "đơn vị trực thuộc"}),
        ("Chỉ số quản trị công (PAPI) và Sở Tư pháp (67%)", {}),
    ],
)
def test_the_letters_of_a_short_form_are_those_of_its_words(text: str, found: dict[str, str]) -> None:
    assert explained(text, fold(text)) == found


def test_an_explained_short_form_names_an_indicator(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong tháng, Trung tâm tiếp nhận 5.210 hồ sơ (HS).", "Có 31 HS giải quyết trễ hạn.")
    assert [f.indicator.metric_key for f in figures] == ["dossiers_received_count", "dossiers_late_count"]


def test_a_short_form_that_nobody_explains_stays_open(read: Callable[..., list[Figure]]) -> None:
    (late,) = read("Có 31 HS giải quyết trễ hạn.")
    assert late.indicator.basis is None


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Sở Xây dựng còn nhiều hồ sơ trễ hạn (68 hồ sơ), kế đến là Sở Y tế (41 hồ sơ).",
            ["dossiers_late_count"] * 2,
        ),
        ("Sở Xây dựng trả 30 hồ sơ quá hạn (2 hồ sơ đất đai).", ["dossiers_late_count", "open.ho_so_dat_dai"]),
    ],
)
def test_a_bare_noun_counts_what_was_told_before_in_more_words(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [f.indicator.metric_key for f in read(sentence)] == metrics
