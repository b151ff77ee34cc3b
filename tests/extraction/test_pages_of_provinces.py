"""Pages of provinces: what their sentences count, whose it is and of what time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Trong ngày 3/5, tỉnh Hà Giang tiếp nhận 812 hồ sơ (trực tuyến 790) của người dân, đứng thứ 6 cả nước.",
            ["tiếp nhận 812 hồ sơ", "tiếp nhận 812 hồ sơ"],
        ),
        (
            "Huyện có 640 người (công chức 82 người; viên chức 558 người).",
            ["Huyện có 640 người", "viên chức 558 người"],
        ),
        ("Số công chức làm việc trong năm 2020 và 2021 là 1.913 người.", ["Số công chức làm việc", ""]),
        (
            "Giảm biên chế nhiều nhất là Sở Y tế 74 người, Sở Giáo dục và Đào tạo 66 người.",
            ["Giảm biên chế nhiều nhất là Sở Y tế 74 người", "Giảm biên chế nhiều nhất là Sở Y tế 74 người"],
        ),
        ("Trong đó, số hồ sơ trễ là: 31 hồ sơ, trả đúng hạn là: 905 hồ sơ.", ["số hồ sơ trễ", "trả đúng hạn"]),
        ("Theo đề án thì đến năm 2025 Sở sẽ tinh giản biên chế khoảng 9%.", ["tinh giản biên chế", ""]),
        ("Sở giải quyết 430 hồ sơ, đạt tỷ lệ 96% hồ sơ đúng hạn.", ["giải quyết 430 hồ sơ", "hồ sơ đúng hạn"]),
        (
            "Chỉ số DTI tăng. Trong đó, chính quyền số ở vị trí thứ 9, kinh tế số ở vị trí thứ 15.",
            ["chính quyền số", "kinh tế số"],
        ),
        ("Cao Bằng tăng 7 bậc trong đánh giá an toàn thông tin.", ["đánh giá an toàn thông tin"] * 2),
    ],
)
def test_the_first_and_last_figure_name_what_they_count(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    figures = read(sentence)
    told = [figures[0].phrase, figures[-1].phrase]
    assert told == phrases or (not phrases[1] and told[0].startswith(phrases[0]))
