from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

INDICATORS = [
    (
        "Tỷ lệ số hóa hồ sơ: cấp tỉnh đạt 92,5%; cấp huyện đạt 88,1%; cấp xã đạt 90,2%.",
        ["dossiers_digitized_share"] * 3,
    ),
    (
        "Tổng số thủ tục hành chính là 1.917 thủ tục (cấp tỉnh 1.502, cấp huyện 274, cấp xã 141).",
        ["procedures_in_force_count"] * 4,
    ),
    (
        "Chỉ số SIPAS đạt 84,12%, xếp hạng 22/63; chỉ số PCI đạt 67,9 điểm, xếp thứ 20.",
        ["sipas_score", "sipas_rank", "pci_score", "pci_rank"],
    ),
    ("Mức độ hài lòng tăng từ 84,45% năm 2019 lên 85,48% năm 2020.", ["satisfied_respondents_share"] * 2),
    (
        "Đã kích hoạt 31.200 tài khoản định danh mức 2, đạt 62,4% chỉ tiêu được giao.",
        ["electronic_identity_accounts_count", "open.kich_hoat_tai_khoan_dinh_danh_muc_so_ke.percent"],
    ),
    ("Bộ Nội vụ đạt chỉ số hài lòng 84,7 điểm, chỉ sau Bộ Tài chính (92,3 điểm).", ["sipas_score"] * 2),
]


@pytest.mark.parametrize(("sentence", "metrics"), INDICATORS)
def test_words_without_an_indicator_of_their_own_point_back(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_words_behind_an_anaphor_are_not_what_it_means(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ hồ sơ đúng hạn được nâng lên. Tỷ lệ này đạt 98,2%, còn chỉ số hài lòng đạt 85,1%.")
    assert [figure.indicator.metric_key for figure in figures] == ["dossiers_resolved_on_time_share", "sipas_score"]


def test_a_noun_of_its_own_is_no_continued_list(read: Callable[..., list[Figure]]) -> None:
    first, second = read("Tỷ lệ hồ sơ trực tuyến đạt 75%; 100% cán bộ được bồi dưỡng kỹ năng số.")
    assert first.indicator.metric_key != second.indicator.metric_key


def test_the_time_beside_a_figure_is_its_own(read: Callable[..., list[Figure]]) -> None:
    figures = read("Mức độ hài lòng tăng từ 84,45% năm 2017 lên 85,48% năm 2018.")
    assert [figure.period.last.year for figure in figures] == [2017, 2018]


def test_an_edition_of_an_index_does_not_date_other_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Kết quả 6 tháng đầu năm 2019 của các địa phương",
        "Chỉ số cải cách hành chính năm 2018 đạt 84,2%. Cả nước có 945 tổ công nghệ.",
    )
    assert [figure.period.last.year for figure in figures] == [2018, 2019]


def test_a_line_of_contact_holds_no_figures(read: Callable[..., list[Figure]]) -> None:
    assert read("Có 12 hồ sơ.", "Liên hệ: Văn phòng, 28 Trần Hưng Đạo, phòng 305, ĐT 22202828.")[1:] == []


def test_both_states_told_as_one_are_the_indicators_own(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn đạt 99,9%.")
    assert (figure.indicator.metric_key, figure.scope_key) == ("dossiers_resolved_on_time_share", "_T")


def test_parts_that_nothing_known_narrows_are_not_the_whole(read: Callable[..., list[Figure]]) -> None:
    whole, *parts = read(
        "Cả nước đã tinh giản 11.923 người, trong đó các cơ quan hành chính 1.245 người, đơn vị sự nghiệp 7.678 người."
    )
    assert {part.indicator for part in parts} == {whole.indicator}
    assert [figure.scope_key for figure in (whole, *parts)] == ["_T", "_U", "_U"]


@pytest.mark.parametrize(
    ("lines", "metrics"),
    [
        (
            ["Bộ Xây dựng đứng đầu với chỉ số là 88,15.", "Chỉ số cải cách hành chính năm 2016 có nhiều thay đổi."],
            ["par_index_score"],
        ),
        (
            ["! Công bố chỉ số PCI", "Hai huyện vùng cao.", "Dân cư thưa.", "Nhiều việc.", "Tỉnh A xếp thứ 5."],
            ["pci_rank"],
        ),
        (
            ["Kết quả PCI 2019 của Lào Cai tốt lên; điểm số của tỉnh đạt 65,56 điểm (tăng 2 bậc)."],
            ["pci_score", "pci_rank"],
        ),
    ],
)
def test_a_score_or_place_of_nothing_near_is_of_the_index_that_the_text_names(
    read: Callable[..., list[Figure]], lines: list[str], metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(*lines)] == metrics


def test_bare_scores_and_places_are_of_the_index_that_the_headline_names(
    read: Callable[..., list[Figure]],
) -> None:
    figures = read(
        "! Những địa phương dẫn đầu PCI 2021",
        "Sau nhiều tháng khảo sát, kết quả đã có.",
        "Doanh nghiệp được hỏi ở mọi nơi.",
        "Việc hỏi kéo dài.",
        "Lào Cai (64,2 điểm) xếp vị trí thứ 3.",
    )
    assert [f.indicator.metric_key for f in figures] == ["pci_score", "pci_rank"]


def test_districts_and_communes_counted_together_do_the_same(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Cà Mau có 9/9 huyện và 101/101 xã đã lập tổ hỗ trợ.")
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[0].startswith("open.huyen_")
    assert keys[0].removeprefix("open.huyen") == keys[1].removeprefix("open.xa")


def test_bare_decimals_go_on_with_the_score_before(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nội dẫn đầu với giá trị DTI đạt 0,8102 với cải thiện. Tiếp theo là Huế (0,7810) và Hải Phòng (0,7702)."
    )
    assert [(f.number.unit, f.indicator.metric_key) for f in figures] == [("points", "dti_score")] * 3
    (total,) = read("Bộ chỉ số gồm nhiều trụ cột với tổng điểm 1.000.")
    assert total.number.unit == "points"


def test_a_place_is_in_the_ranking_of_the_score_right_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2021, chỉ số PAR INDEX của tỉnh xếp thứ 9/63, cao nhất từ trước đến nay. Chỉ số SIPAS đạt 9,2 điểm, chiếm "
        "tỷ lệ 92,1%; xếp thứ 4/63 tỉnh, thành phố. Cải cách thể chế giảm sút (giảm 0,4 điểm và giảm 21 bậc)."
    )
    keys = [f.indicator.metric_key for f in figures]
    assert keys[:4] == ["par_index_rank", "sipas_score", "sipas_score", "sipas_rank"]
    assert keys[4].removesuffix(".points") == keys[5].removesuffix(".rank")
    assert {(f.period.kind, f.period.last.year) for f in figures} == {("flow", 2021)}


def test_offices_ranked_line_by_line_are_placed_in_the_index_of_the_headline(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Xếp hạng Chỉ số cải cách hành chính của các sở, ban, ngành tỉnh Lạng Sơn",
        "Sở Y tế: 93,4 điểm, xếp thứ 1",
        "Thanh tra tỉnh: 90,2 điểm, xếp thứ 2",
        "Hạng 3: Sở Xây dựng; hạng 4: Sở Du lịch.",
    )
    assert {figure.indicator.metric_key for figure in figures} == {
        "internal_par_index_score",
        "internal_par_index_rank",
    }
    units = [figure.scope_key.removeprefix("unit=") for figure in figures]
    assert units == ["so_y_te", "so_y_te", "thanh_tra_tinh", "thanh_tra_tinh", "so_xay_dung", "so_du_lich"]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Sở Tư pháp dẫn đầu chỉ số cải cách hành chính với 91,5 điểm; thứ hai là Văn phòng UBND tỉnh 90,2 điểm.",
            ["internal_par_index_score"] * 2,
        ),
        (
            "Về Chỉ số cải cách hành chính năm 2022 của các sở: Thanh tra tỉnh xếp thứ 2; Sở Y tế xếp thứ 9.",
            ["internal_par_index_rank"] * 2,
        ),
        ("Sở Nội vụ cho biết chỉ số cải cách hành chính của tỉnh xếp thứ 12/63.", ["par_index_rank"]),
    ],
)
def test_units_of_a_province_have_an_index_of_their_own(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    figures = read("! Hà Giang công bố kết quả cải cách hành chính", f"UBND tỉnh Hà Giang đã công bố. {sentence}")
    assert [figure.indicator.metric_key for figure in figures] == metrics


def test_what_is_settled_for_good_is_no_score(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỉnh Hà Giang cần giải quyết dứt điểm số hồ sơ tồn đọng.", "Ở huyện Đồng Văn là 33 hồ sơ, chiếm 71%."
    )
    assert not any("diem_so" in figure.indicator.metric_key for figure in figures)
