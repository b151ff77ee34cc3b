from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import Markers
from orchestration.landing.dates import choose_date, day_of_moment, read_date_line


@pytest.mark.parametrize(
    ("line", "day", "name"),
    [
        ("Thu An 17:21 24/07/2023", date(2023, 7, 24), "Thu An"),
        ("18:13, 14/11/2023", date(2023, 11, 14), None),
        ("Ngày đăng: 11/05/2024   12:24", date(2024, 5, 11), None),
        ("17/07/2023 | 15:56 PM", date(2023, 7, 17), None),
        ("Huế, Ngày 24/05/2024", date(2024, 5, 24), None),
        ("Thứ Hai, 24/07/2023 | 17:21 GMT+7", date(2023, 7, 24), None),
        ("24/7/2023 17:21:00", date(2023, 7, 24), None),
        ("Hải Phòng, ngày 15 tháng 6 năm 2023", date(2023, 6, 15), None),
        ("Nhóm phóng viên Thứ Sáu, 21/7/2023, 06:30 (GMT+7)", date(2023, 7, 21), None),
        ("Cập nhật lúc 08h15 ngày 04-03-2024", date(2024, 3, 4), None),
        ("2024-03-04 08:15", date(2024, 3, 4), None),
        ("THỨ BA, 05/03/2024", date(2024, 3, 5), None),
    ],
)
def test_date_lines_are_told(line: str, day: date, name: str | None, markers: Markers) -> None:
    found = read_date_line(line, markers)
    assert found is not None
    assert found.day == day
    if name is not None:
        assert found.name == name


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 5/10, huyện họp",
        "31/02/2024",
        "Tính đến ngày 24/05/2024, huyện đã giải quyết 37,5% hồ sơ",
        "Quyết định số 12/2024/QĐ-UBND ngày 24/05/2024",
        "Kế hoạch triển khai trước ngày 24/05/2024",
        "Điện thoại: 0200.123.4567",
        "24/05/1024",
        "",
    ],
)
def test_other_lines_are_not(line: str, markers: Markers) -> None:
    assert read_date_line(line, markers) is None


def test_a_word_for_publication_goes_before_a_clock_and_a_clock_before_a_bare_date(markers: Markers) -> None:
    lines = ["Huế, ngày 01/03/2024", "08:00 02/03/2024", "Ngày đăng: 03/03/2024"]
    found = [line for line in (read_date_line(text, markers) for text in lines) if line]
    assert [choose_date(found[:count]).day.day for count in (1, 2, 3)] == [1, 2, 3]  # type: ignore[union-attr]
    assert choose_date([]) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-04T18:30:00Z", date(2024, 3, 5)),
        ("2024-03-04T18:30:00+07:00", date(2024, 3, 4)),
        ("2024-03-04T23:30:00", date(2024, 3, 4)),
        ("2024-03-04", date(2024, 3, 4)),
        ("04/03/2024 08:15", date(2024, 3, 4)),
        ("hôm qua", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:00:00-10:00", None),
    ],
)
def test_moments_fall_on_the_day_of_vietnam(text: str, day: date | None) -> None:
    assert day_of_moment(text) == day


@given(st.text(max_size=120))
@settings(deadline=None)
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = day_of_moment(text)
    assert found is None or isinstance(found, date)
