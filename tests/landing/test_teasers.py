from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from orchestration.landing import DEFAULT_MARKERS, Markers, MarkersError, load_markers
from orchestration.landing.teasers import fold, make_markers


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("Bài liên quan", "teaser_until_end"),
        ("BÀI LIÊN QUAN:", "teaser_until_end"),
        ("bai lien quan", "teaser_until_end"),
        ("» Tin cùng chuyên mục «", "teaser_until_end"),
        ("Nổi bật Tạp chí Biển Xanh", "teaser_until_end"),
        ("Xem thêm: Giá tôm hùm tăng trong tuần", "teaser_line"),
        (">>> Giá tôm hùm tăng trong tuần", "teaser_line"),
        ("Mặc định | Cỡ chữ", "boilerplate_line"),
        ("Bài liên quan đến huyện đảo sẽ đăng vào số sau.", None),
        ("Nổi bật là huyện đảo với 37,5% hồ sơ đúng hạn", None),
        ("Nổi bật nhất là bàn trả kết quả tại bến tàu.", None),
        ("Bình luận về kết quả này, lãnh đạo huyện cho rằng cần làm tiếp", None),
        ("Xem thêm tài liệu tại trụ sở", None),
    ],
)
def test_a_line_is_matched_whatever_its_marks_and_case(line: str, effect: str | None, markers: Markers) -> None:
    assert markers.effect(line) == effect


def test_a_report_says_so_in_capitals_above_the_body(markers: Markers) -> None:
    assert markers.effect("BÁO CÁO", is_above=True) == "report_title"
    assert markers.effect("BÁO CÁO KẾT QUẢ QUÝ I", is_above=True) == "report_title"
    assert markers.effect("Báo cáo tỉnh về bến tàu", is_above=True) is None
    assert markers.effect("BÁO CÁO KẾT QUẢ QUÝ I") is None


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Bàn trả kết quả tại bến tàu. Ảnh: Thu An", True),
        ("Bàn trả kết quả (ảnh minh họa)", True),
        ("Một cán bộ nói tiếng Anh: chuyện lạ ở bến tàu", False),
        ("Người dân xem ảnh chụp bến tàu", False),
    ],
)
def test_a_photo_credit_is_told_from_a_person(line: str, is_caption: bool, markers: Markers) -> None:
    assert markers.is_caption(line) is is_caption


def test_class_names_are_matched_by_word(markers: Markers) -> None:
    assert markers.class_effect("box-tin-lien-quan clearfix") == "teaser_block"
    assert markers.class_effect("main-menu") == "boilerplate_block"
    assert markers.class_effect("content-detail shareholder-report") is None


def test_the_order_of_rows_does_not_matter() -> None:
    with DEFAULT_MARKERS.open(encoding="utf-8") as stream:
        rows = [(row["marker"], row["match"], row["effect"]) for row in csv.DictReader(stream)]
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    assert make_markers(rows) == make_markers(shuffled)
    assert len({(fold(marker), match, effect) for marker, match, effect in rows if match != "caption"}) == len(
        [row for row in rows if row[1] != "caption"]
    ), "two rows say the same"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("marker,match,effect,source,note\nx,line,explode,,\n", "line 2.*explode"),
        ("marker,match,effect,source,note\nx,somewhere,teaser_line,,\n", "line 2.*somewhere"),
        ("marker,match,effect,source,note\n,line,teaser_line,,\n", "line 2"),
        ("word,kind\nx,y\n", "line 1.*effect"),
    ],
)
def test_a_row_that_is_not_understood_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "markers.csv"
    path.write_text(text)
    with pytest.raises(MarkersError, match=f"markers.csv, {words}"):
        load_markers(path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MarkersError, match=r"absent\.csv"):
        load_markers(tmp_path / "absent.csv")
