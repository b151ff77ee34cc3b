"""Saved pages in the structures of many sites, all with one made-up article: its body is read, other articles are not.

Whatever belongs to the article is free of the digits 99; every other figure of the pages has them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from orchestration.landing import Markers, read_bytes
from orchestration.schemas import BODY_KINDS
from tests.landing.samples import shown

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
TITLE = "Huyện đảo trả kết quả hồ sơ ngay tại bến tàu vào cuối tuần"
BODY = (
    "Từ đầu tháng, bộ phận một cửa của huyện đảo mở thêm bàn trả kết quả ngay tại bến tàu cho người đi làm xa.",
    "Sau ba tuần thử nghiệm, bàn trả kết quả đã phục vụ 412 lượt người, chiếm 37,5% số hồ sơ của toàn huyện "
    "trong tháng.",
    "Theo lãnh đạo huyện, cách làm này giúp mỗi người dân bớt được một chuyến tàu, và huyện sẽ duy trì đến hết "
    "mùa gió chướng.",
    "Huyện cũng đề nghị tỉnh bổ sung 2 máy quét để số hóa giấy tờ ngay khi tiếp nhận, thay vì chuyển về đất liền.",
)


def test_there_are_twenty() -> None:
    assert len(PAGES) == 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_article_is_read_and_nothing_else(path: Path, markers: Markers) -> None:
    reading = read_bytes("html", path.read_bytes(), markers)
    body = shown(reading, *BODY_KINDS)
    assert reading.title == TITLE
    assert [text for text in body if text in BODY] == list(BODY)
    assert [text for text in body if "99" in text] == []
    assert reading.published_on == date(2024, 3, 4)
