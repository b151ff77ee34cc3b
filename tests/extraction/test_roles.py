from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

ROLES = [
    (
        "Bộ kiểm tra 2.043 văn bản, tăng 675 văn bản (49,34%) so với cùng kỳ.",
        [("level", None), ("change", "up"), ("change_rate", None)],
    ),
    ("Có 3,6 triệu văn bản, gấp 1,3 lần cùng kỳ.", [("level", None), ("change_rate", "up")]),
    ("Chỉ số hài lòng đã tăng 2% so với năm 2017.", [("change", "up")]),
    ("Tỉnh tiếp nhận 500 hồ sơ, giảm 5% so với cùng kỳ.", [("level", None), ("change_rate", "down")]),
    ("Tỷ lệ trễ hạn giảm còn 0,48%.", [("level", None)]),
    ("Tỷ lệ này tăng lên 85%.", [("level", None)]),
    ("Bộ đã cắt giảm 341 quy định.", [("level", None)]),
    ("Điểm số cao hơn mức trung bình 11,33%.", [("change", "up")]),
    ("Chỉ số tăng 12 bậc.", [("change", "up")]),
    ("Bộ vượt chỉ tiêu đề ra (vượt 12,6%).", [("change", "up")]),
    ("Người dân phải đi lại 2 lần.", [("level", None)]),
    ("Tăng cường kiểm tra 15 đơn vị.", [("level", None)]),
    ("Tỷ lệ đạt 86,5%, tăng 2,3 điểm % so với năm trước.", [("level", None), ("change", "up")]),
]


@pytest.mark.parametrize(("sentence", "roles"), ROLES)
def test_level_change_and_rate(
    read: Callable[..., list[Figure]], sentence: str, roles: list[tuple[str, str | None]]
) -> None:
    assert [(figure.role.role, figure.role.direction) for figure in read(sentence)] == roles


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Chính phủ yêu cầu các bộ phải cắt giảm tối thiểu 50% điều kiện.", "target"),
        ("100% hồ sơ phải được tiếp nhận trên hệ thống.", "target"),
        ("Phấn đấu 80% hồ sơ được xử lý trực tuyến.", "target"),
        ("Đã có 80% hồ sơ được xử lý trực tuyến.", "actual"),
        ("Trong số này có 1.934 thủ tục có yêu cầu thông tin công dân.", "actual"),
        ("20% số người được hỏi phải đi lại nhiều lần.", "actual"),
        ("Bộ đã hoàn thành vượt chỉ tiêu, cắt giảm 62% điều kiện.", "actual"),
    ],
)
def test_targets_are_told_from_facts(read: Callable[..., list[Figure]], sentence: str, status: str) -> None:
    assert [figure.status for figure in read(sentence)] == [status]


def test_under_a_heading_of_tasks_figures_are_targets(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("# Nhiệm vụ, giải pháp 6 tháng cuối năm", "Số hóa 70% hồ sơ.")
    assert figure.status == "target"


def test_the_mean_is_told(read: Callable[..., list[Figure]]) -> None:
    assert [figure.statistic for figure in read("Bình quân cả nước đạt 98,01%.")] == ["mean"]


def test_a_change_carries_the_indicator_of_its_level(read: Callable[..., list[Figure]]) -> None:
    level, change = read("Có 212 triệu hồ sơ đồng bộ, tăng 1,76 lần so với cùng kỳ.")
    assert change.base is level
    assert (change.indicator, change.agency, change.period) == (level.indicator, level.agency, level.period)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [("Ước tính có 500 hồ sơ.", "E"), ("Theo số liệu sơ bộ có 500 hồ sơ.", "P"), ("Có 500 hồ sơ.", None)],
)
def test_the_maturity_of_a_figure_is_told(read: Callable[..., list[Figure]], sentence: str, status: str | None) -> None:
    assert [figure.obs_status for figure in read(sentence)] == [status]
