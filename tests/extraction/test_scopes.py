from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

PROVINCE = "! Hà Nội tổng kết cải cách hành chính"


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        ("Cả nước có 6472 thủ tục.", ["_T"]),
        ("Hà Nội tiếp nhận 500 hồ sơ trong lĩnh vực đất đai.", ["sector=dat_dai"]),
        ("Quận Long Biên có 500 hồ sơ, huyện Thanh Oai có 400 hồ sơ.", ["unit=quan_long_bien", "unit=huyen_thanh_oai"]),
        ("Cuối bảng là huyện Thanh Oai (hơn 81%), Ứng Hoà (hơn 80%) và Phú Xuyên (trên 77%).",
         ["unit=huyen_thanh_oai", "unit=ung_hoa", "unit=phu_xuyen"]),
        ("Công an tỉnh trễ hạn 59 hồ sơ, Sở Tài chính 4 hồ sơ.", ["unit=cong_an_tinh", "unit=so_tai_chinh"]),
        ("Sở Tài chính đạt 91%, Sở Kế hoạch và Đầu tư đạt 90%.", ["unit=so_tai_chinh", "unit=so_ke_hoach_va_dau_tu"]),
        ("Có 252 mô hình của người dân, 234 mô hình của doanh nghiệp.", ["clientele=citizens", "clientele=businesses"]),
        ("Ở cấp huyện, tỷ lệ giải quyết hồ sơ đúng hạn đạt 98,15%; cụ thể đã giải quyết 26.972 hồ sơ, "
         "đúng hạn 26.473 hồ sơ.", ["level=district"] * 3),
        ("Hà Nội đang giải quyết 8.550 hồ sơ (trong hạn 7.815 hồ sơ và 735 hồ sơ quá hạn).",
         ["_T", "_T", "case_state=pending"]),
        ("Hà Nội có 800 thủ tục (cấp huyện 300, cấp xã 100) và công bố 12 quyết định.",
         ["_T", "level=district", "level=commune", "_T"]),
        ("Hà Nội cắt giảm 62,6% điều kiện trong lĩnh vực này.", ["_U"]),
        ("Số thẻ do Cục C06 làm xong cho Hà Nội là 4.700 thẻ.", ["_T"]),
        ("Ở cấp huyện, tỷ lệ đúng hạn đạt 98%; trả đúng hạn 26.473 hồ sơ.", ["level=district"] * 2),
    ],
)  # fmt: skip
def test_words_near_a_figure_narrow_it(read: Callable[..., list[Figure]], sentence: str, scopes: list[str]) -> None:
    figures = list(read(PROVINCE, f"UBND TP Hà Nội cho biết như sau. {sentence}"))
    assert [figure.scope_key for figure in figures] == scopes


def test_what_the_indicator_says_itself_narrows_nothing(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Tỷ lệ hồ sơ giải quyết đúng hạn của cả nước đạt 98,01%.")
    assert (figure.indicator.metric_key, figure.scope_key) == ("dossiers_resolved_on_time_share", "_T")


def test_who_reports_is_no_unit(read: Callable[..., list[Figure]]) -> None:
    figures = read(PROVINCE, "UBND TP Hà Nội họp. Giám đốc Sở Nội vụ cho biết có 500 hồ sơ.")
    assert [figure.scope_key for figure in figures] == ["_T"]


def test_a_department_s_own_report_is_about_the_department(read: Callable[..., list[Figure]]) -> None:
    figures = read("! Sở Tư pháp Hà Nội sơ kết", "UBND TP Hà Nội nghe báo cáo. Sở đã cấp 500 phiếu.")
    assert [figure.scope_key for figure in figures] == ["unit=so_tu_phap"]


def test_a_change_has_the_scope_of_its_level(read: Callable[..., list[Figure]]) -> None:
    figures = read(PROVINCE, "Quận Long Biên có 500 hồ sơ, tăng 5% so với cùng kỳ.")
    assert [figure.scope_key for figure in figures] == ["unit=quan_long_bien"] * 2


def test_a_scope_that_a_name_of_the_catalogue_holds_is_told_by_the_name(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Cả nước có 4.312 thủ tục cung cấp dịch vụ công trực tuyến toàn trình.")
    assert (figure.indicator.metric_key, figure.scope_key) == ("full_online_services_count", "_T")


def test_centres_of_one_level_are_that_level(read: Callable[..., list[Figure]]) -> None:
    figures = read(PROVINCE, "UBND TP Hà Nội họp. Trung tâm Phục vụ hành chính công cấp xã tiếp nhận 840 hồ sơ.")
    assert [figure.scope_key for figure in figures] == ["level=commune"]


def test_a_region_that_the_sentence_names_narrows_its_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Các tỉnh đạt PAR INDEX 88%.",
        "Trong 6 vùng, Tây Nguyên có PAR INDEX thấp nhất, 86,2%; cao nhất là Đông Nam Bộ, 90,1%.",
    )
    assert [f.scope_key for f in figures] == ["_T", "_T", "area=central_highlands", "area=southeast"]
