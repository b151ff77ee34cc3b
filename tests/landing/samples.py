"""Made-up documents for the tests: text, pages, Word files."""

from __future__ import annotations

import io
from collections.abc import Sequence

from orchestration.landing import Reading

HEADLINE = "Huyện đảo trả kết quả hồ sơ tại bến tàu vào cuối tuần"
LEAD = "Từ đầu tháng, bộ phận một cửa của huyện đảo mở thêm bàn trả kết quả ngay tại bến tàu cho người đi làm xa."
BODY = (
    "Sau ba tuần thử nghiệm, bàn trả kết quả đã phục vụ 412 lượt người, chiếm 37,5% số hồ sơ của toàn huyện "
    "trong tháng.",
    "Theo lãnh đạo huyện, cách làm này giúp mỗi người dân bớt được một chuyến tàu, và huyện sẽ duy trì đến hết "
    "mùa gió chướng.",
    "Huyện cũng đề nghị tỉnh bổ sung hai máy quét để số hóa giấy tờ ngay khi tiếp nhận, thay vì chuyển về đất liền.",
)
OTHER_TITLES = ("Giá tôm hùm tăng 18% trong một tuần qua", "Khai trương tuyến tàu nhanh chở 250 khách mỗi chuyến")


def article(*extra: str) -> str:
    return "\n\n".join([HEADLINE, "08:15, 04/03/2024", LEAD, *BODY, *extra]) + "\n"


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="{charset}">{head}</head><body>'
        '<header><nav><a href="/">Trang chủ</a> <a href="/a">Thời sự</a> <a href="/b">Kinh tế biển</a></nav></header>'
        f"{body}<footer>Bản quyền thuộc tòa soạn. Điện thoại: 0200 000 000</footer></body></html>"
    )


def paragraphs(texts: Sequence[str] = (LEAD, *BODY)) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def word(build: object) -> bytes:
    """The bytes of a Word file whose content `build(document)` makes."""
    import docx

    document = docx.Document()
    build(document)  # type: ignore[operator]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def shown(reading: Reading, *kinds: str) -> list[str]:
    """The texts of the blocks of these kinds, in order."""
    return [reading.text[block.start : block.end] for block in reading.blocks if block.kind in kinds]
