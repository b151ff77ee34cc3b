from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction.document import Block, Document, Stated
from orchestration.extraction.figure import Figure


def table(caption: str, *rows: list[str]) -> Document:
    """A document of a caption and one table, its first row the header."""
    text, blocks = caption + "\n", [Block("caption", 0, len(caption))]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            start = len(text)
            text += cell
            blocks.append(Block("table_cell", start, len(text), 0, number, column, number == 0, f"r{number}c{column}"))
            text += " | " if column + 1 < len(row) else "\n"
    return Document("doc@1", "1" * 64, text, tuple(blocks), Stated())


@pytest.fixture
def figures(grammar):
    def read(document: Document) -> list[Figure]:
        found, _ = grammar.read(document)
        for figure in found:
            quote = document.text[figure.number.start : figure.number.end]
            assert figure.block.start <= figure.number.start < figure.number.end <= figure.block.end, quote
        return found

    return read


def test_a_cell_takes_body_indicator_and_period_from_its_headers(figures) -> None:
    found = figures(
        table(
            "Bảng 1: Tỷ lệ hồ sơ giải quyết đúng hạn quý I/2023",
            ["TT", "Cấp giải quyết", "Tỷ lệ hồ sơ giải quyết đúng hạn (%)"],
            ["1", "UBND cấp huyện", "94,20"],
            ["2", "UBND cấp xã", "99,36"],
        )
    )
    assert [(f.number.value, f.number.unit, f.agency.agency_key) for f in found] == [
        (Decimal("94.20"), "percent", "vn.districts"),
        (Decimal("99.36"), "percent", "vn.communes"),
    ]
    assert {f.indicator.metric_key for f in found} == {"dossiers_resolved_on_time_share"}
    assert {str(f.period.last) for f in found} == {"2023-03-31"}


def test_rows_that_name_indicators_are_read_by_the_row(figures) -> None:
    found = figures(
        table(
            "Kết quả trên Cổng Dịch vụ công quốc gia năm 2022",
            ["Nội dung", "Kết quả"],
            ["Số tài khoản đăng ký", "7.770.000"],
            ["Số cuộc gọi tổng đài", "315.000"],
        )
    )
    assert [f.indicator.metric_key for f in found] == ["portal_accounts_count", "portal_hotline_calls_count"]


def test_a_unit_of_the_header_scales_the_cell(figures) -> None:
    (figure,) = figures(table("Thu phí (đơn vị: triệu đồng)", ["Tỉnh", "Số tiền"], ["Hà Giang", "12,5"]))
    assert (figure.number.value, figure.number.unit) == (Decimal("12500000"), "vnd")
    assert figure.agency.agency_key == "vn.prov.ha_giang"


def test_roman_numerals_name_no_row_and_a_column_gives_units(figures) -> None:
    found = figures(
        table(
            "Số liệu của tỉnh Hà Nam năm 2023",
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"],
            ["I", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "98,5"],
            ["II", "Vốn đầu tư công đã giải ngân", "tỷ đồng", "412"],
        )
    )
    assert [(f.number.value, f.number.unit) for f in found] == [
        (Decimal("98.5"), "percent"),
        (Decimal(412000000000), "vnd"),
    ]
    assert found[0].indicator.metric_key == "dossiers_resolved_on_time_share"


def test_a_signed_cell_tells_a_change(figures) -> None:
    found = figures(
        table(
            "Chỉ số hài lòng năm 2023 của các sở tỉnh Hà Nam",
            ["Đơn vị", "Điểm số", "So với năm 2022"],
            ["Sở Y tế", "84,12", "-1,3"],
        )
    )
    assert [(f.role.role, f.role.direction, f.indicator.metric_key) for f in found] == [
        ("level", None, "sipas_score"),
        ("change", "down", "sipas_score"),
    ]
    assert {f.period.last.year for f in found} == {2023}


def test_a_caption_names_what_its_headers_leave_out(figures) -> None:
    dossiers = figures(
        table(
            "Kết quả giải quyết thủ tục hành chính năm 2023 của tỉnh Hà Nam",
            ["Cơ quan", "Tiếp nhận", "Trong đó: trực tuyến", "Đã giải quyết"],
            ["Sở Y tế", "310", "290", "300"],
        )
    )
    assert [f.indicator.metric_key for f in dossiers] == [
        "dossiers_received_count",
        "online_dossiers_count",
        "dossiers_resolved_count",
    ]
    scores = figures(
        table(
            "Chỉ số hài lòng năm 2023 của các sở tỉnh Hà Nam",
            ["Đơn vị", "Điểm số", "Xếp hạng"],
            ["Sở Y tế", "84,12", "2"],
        )
    )
    assert [(f.indicator.metric_key, f.number.unit) for f in scores] == [
        ("sipas_score", "points"),
        ("sipas_rank", "rank"),
    ]
