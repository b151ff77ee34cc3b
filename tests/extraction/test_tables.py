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


def columns(found: list[Figure], *names: str) -> list[tuple[str, ...]]:
    """The wanted columns of figures, as they would stand in the table of claims."""
    told = {
        "value": lambda f: str(f.number.value),
        "unit": lambda f: f.number.unit,
        "role": lambda f: f.role.role,
        "direction": lambda f: f.role.direction or "",
        "status": lambda f: f.status,
        "agency": lambda f: f.agency.agency_key,
        "period": lambda f: f"{f.period.first}..{f.period.last}",
        "metric": lambda f: f.indicator.metric_key,
        "scope": lambda f: f.scope_key,
    }
    return [tuple(told[name](figure) for name in names) for figure in found]


def test_columns_of_years_date_their_cells_and_changes_are_of_the_year_before_them(figures) -> None:
    found = figures(
        table(
            "Số văn bản quy phạm pháp luật được ban hành",
            ["Cơ quan", "2019", "Năm 2020", "Tăng, giảm"],
            ["Bộ Y tế", "41", "36", "-5"],
            ["Tổng số", "41", "36", "-5"],
        )
    )
    assert columns(found, "value", "role", "direction", "agency", "period") == [
        ("41", "level", "", "vn.min.y_te", "2019-01-01..2019-12-31"),
        ("36", "level", "", "vn.min.y_te", "2020-01-01..2020-12-31"),
        ("5", "change", "down", "vn.min.y_te", "2020-01-01..2020-12-31"),
        ("41", "level", "", "vn.ministries", "2019-01-01..2019-12-31"),
        ("36", "level", "", "vn.ministries", "2020-01-01..2020-12-31"),
        ("5", "change", "down", "vn.ministries", "2020-01-01..2020-12-31"),
    ]
    assert {figure.indicator.metric_key for figure in found} == {"legal_documents_issued_count"}


def test_a_column_of_plans_tells_targets_and_the_one_beside_it_what_was_reached(figures) -> None:
    found = figures(
        table(
            "Kết quả thực hiện kế hoạch của tỉnh Hà Nam năm 2023 (triệu đồng)",
            ["Nội dung", "Dự toán", "Thực hiện", "Tỷ lệ (%)"],
            ["Chi chuyển đổi số", "7.500", "6.000", "80"],
        )
    )
    assert columns(found, "value", "unit", "status") == [
        ("7500000000", "vnd", "target"),
        ("6000000000", "vnd", "actual"),
        ("80", "percent", "actual"),
    ]


def test_the_same_span_of_the_year_before_is_no_whole_year(figures) -> None:
    found = figures(
        table(
            "Tỷ lệ hồ sơ trực tuyến quý II/2023 của tỉnh Hà Nam (%)",
            ["Đơn vị", "Cùng kỳ 2022", "Kỳ báo cáo"],
            ["Sở Y tế", "62", "70"],
            ["Cấp xã", "31", "44,5"],
        )
    )
    assert columns(found, "metric", "scope", "period") == [
        ("online_dossiers_share", "unit=so_y_te", "2022-04-01..2022-06-30"),
        ("online_dossiers_share", "unit=so_y_te", "2023-04-01..2023-06-30"),
        ("online_dossiers_share", "level=commune", "2022-04-01..2022-06-30"),
        ("online_dossiers_share", "level=commune", "2023-04-01..2023-06-30"),
    ]


def test_places_scores_and_their_changes_stand_side_by_side(figures) -> None:
    found = figures(
        table(
            "Kết quả Chỉ số hài lòng của các tỉnh",
            [
                "TT",
                "Tỉnh, thành phố",
                "Điểm năm 2021",
                "Hạng năm 2021",
                "Điểm năm 2022",
                "Hạng năm 2022",
                "Tăng/giảm hạng",
            ],
            ["1", "TP. Đà Nẵng", "88,04", "9", "86,25", "12", "-3"],
        )
    )
    assert columns(found, "value", "unit", "role", "period", "agency") == [
        ("88.04", "points", "level", "2021-01-01..2021-12-31", "vn.prov.da_nang"),
        ("9", "rank", "level", "2021-01-01..2021-12-31", "vn.prov.da_nang"),
        ("86.25", "points", "level", "2022-01-01..2022-12-31", "vn.prov.da_nang"),
        ("12", "rank", "level", "2022-01-01..2022-12-31", "vn.prov.da_nang"),
        ("3", "rank", "change", "2022-01-01..2022-12-31", "vn.prov.da_nang"),
    ]


def test_parts_below_a_row_and_rows_below_a_section_keep_what_they_are_of(figures) -> None:
    parts = figures(
        table(
            "Số liệu quý I/2023 của tỉnh Hà Nam",
            ["Chỉ tiêu", "Kết quả"],
            ["1. Số hồ sơ tiếp nhận", "910"],
            ["- Trực tuyến", "640"],
            ["- Trực tiếp", "270"],
        )
    )
    assert columns(parts, "value", "metric") == [
        ("910", "dossiers_received_count"),
        ("640", "online_dossiers_count"),
        ("270", "in_person_dossiers_count"),
    ]
    sections = figures(
        table(
            "Kết quả giải quyết hồ sơ quý I/2023 của tỉnh Hà Nam",
            ["TT", "Lĩnh vực", "Tiếp nhận", "Đã giải quyết"],
            ["I", "Đất đai", "80", "75"],
            ["II", "Hộ tịch", "60", "60"],
        )
    )
    assert columns(sections, "metric", "scope") == [
        ("dossiers_received_count", "sector=dat_dai"),
        ("dossiers_resolved_count", "sector=dat_dai"),
        ("dossiers_received_count", "sector=ho_tich"),
        ("dossiers_resolved_count", "sector=ho_tich"),
    ]


def test_bodies_may_stand_above_the_columns(figures) -> None:
    found = figures(
        table(
            "Số liệu năm 2023 của tỉnh Hà Nam",
            ["Chỉ tiêu", "Cấp huyện", "Cấp xã", "Tổng"],
            ["Tỷ lệ hồ sơ trực tuyến (%)", "52", "38,5", "44"],
        )
    )
    assert columns(found, "metric", "scope", "unit") == [
        ("online_dossiers_share", "level=district", "percent"),
        ("online_dossiers_share", "level=commune", "percent"),
        ("online_dossiers_share", "_T", "percent"),
    ]


def test_a_state_alone_is_of_what_the_columns_before_count(figures) -> None:
    found = figures(
        table(
            "Tình hình thực hiện nhiệm vụ năm 2023 của tỉnh Hà Nam",
            ["Đơn vị", "Số nhiệm vụ được giao", "Đúng hạn", "Quá hạn"],
            ["Sở Nội vụ", "45", "41", "4"],
        )
    )
    assert not any("dossier" in figure.indicator.metric_key for figure in found)
    assert len({figure.indicator.metric_key for figure in found}) == 3
    assert {figure.scope_key.partition("unit=")[2] for figure in found} == {"so_noi_vu"}


def test_columns_of_document_numbers_and_notes_hold_no_figures(figures) -> None:
    found = figures(
        table(
            "Văn bản đã ban hành của tỉnh Hà Nam năm 2023",
            ["STT", "Số, ký hiệu", "Nội dung", "Ghi chú"],
            ["1", "27/KH-UBND", "Kế hoạch kiểm tra", "Sửa 02 mục"],
            ["2", "31/QĐ-UBND", "Quyết định phân cấp", "Theo NĐ 61"],
        )
    )
    assert found == []


def test_whom_a_service_is_for_and_what_is_asked_about_narrow_a_share(figures) -> None:
    asked = figures(
        table(
            "Chỉ số hài lòng năm 2022 của tỉnh Hà Nam",
            ["Yếu tố", "Tỷ lệ hài lòng (%)"],
            ["Tiếp cận dịch vụ", "82,5"],
            ["Công chức", "85"],
        )
    )
    assert columns(asked, "scope") == [("sector=tiep_can_dich_vu",), ("sector=cong_chuc",)]
    groups = figures(
        table(
            "Kết quả khảo sát năm 2022 của tỉnh Hà Nam (%)",
            ["Đối tượng", "Rất hài lòng", "Hài lòng"],
            ["Người dân", "21,5", "70"],
            ["Doanh nghiệp", "30", "61"],
        )
    )
    assert columns(groups, "metric", "scope") == [
        ("very_satisfied_respondents_share", "clientele=citizens"),
        ("satisfied_respondents_share", "clientele=citizens"),
        ("very_satisfied_respondents_share", "clientele=businesses"),
        ("satisfied_respondents_share", "clientele=businesses"),
    ]


def test_a_unit_told_alone_belongs_to_the_caption_before_it(figures) -> None:
    document = table("Đơn vị tính: tỷ đồng", ["Nội dung", "Năm 2023"], ["Thu nội địa", "1.250"])
    title = "Kết quả thu ngân sách của tỉnh Hà Nam\n"
    moved = tuple(
        Block(b.kind, b.start + len(title), b.end + len(title), b.table, b.row, b.column, b.is_header, b.locator)
        for b in document.blocks
    )
    blocks = (Block("caption", 0, len(title) - 1), *moved)
    (figure,) = figures(Document("doc@1", "1" * 64, title + document.text, blocks, Stated()))
    assert (figure.number.value, figure.number.unit) == (Decimal(1250000000000), "vnd")
    assert figure.agency.agency_key == "vn.prov.ha_nam"


def test_the_total_of_years_is_of_all_of_them(figures) -> None:
    found = figures(
        table(
            "Kết quả tinh giản biên chế của tỉnh Hà Nam",
            ["Năm", "Số người"],
            ["2021", "120"],
            ["2022", "98"],
            ["Cộng", "218"],
        )
    )
    assert columns(found, "value", "metric", "period") == [
        ("120", "staff_cut_count", "2021-01-01..2021-12-31"),
        ("98", "staff_cut_count", "2022-01-01..2022-12-31"),
        ("218", "staff_cut_count", "2021-01-01..2022-12-31"),
    ]
