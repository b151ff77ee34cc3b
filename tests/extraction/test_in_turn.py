from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

BODIES = [
    (
        "Hải Phòng, Quảng Ninh và Hà Nội lần lượt đạt chỉ số hài lòng 96,17%, 95,69% và 94,55%.",
        ["vn.prov.hai_phong", "vn.prov.quang_ninh", "vn.prov.ha_noi"],
    ),
    (
        "Các bộ: Tư pháp, Tài chính, Nội vụ có tỷ lệ hồ sơ đúng hạn lần lượt là 99,1%; 98,2% và 97,3%.",
        ["vn.min.tu_phap", "vn.min.tai_chinh", "vn.min.noi_vu"],
    ),
    (
        "Thấp nhất là Cao Bằng, An Giang với tỷ lệ hồ sơ đúng hạn tương ứng 81,3% và 82,1%.",
        ["vn.prov.cao_bang", "vn.prov.an_giang"],
    ),
    ("Bộ Tư pháp và Nội vụ có tỷ lệ hồ sơ đúng hạn là 99,1% và 98,2%.", ["vn.ministries"] * 2),
    (
        "Lần lượt ở vị trí thứ 5 và thứ 6 trong bảng xếp hạng là An Giang (68,1 điểm) và Cà Mau (67,9 điểm).",
        ["vn.prov.an_giang", "vn.prov.ca_mau"] * 2,
    ),
    (
        "Có 2 bộ: Tư pháp, Tài chính với tỷ lệ hồ sơ đúng hạn lần lượt là 99,1; 98,2%.",
        ["vn.ministries", "vn.min.tu_phap", "vn.min.tai_chinh"],
    ),
    ("Hà Nội và Cà Mau xếp lần lượt ở vị trí thứ 7 và 12.", ["vn.prov.ha_noi", "vn.prov.ca_mau"]),
    ("Bộ Y tế và Bộ Xây dựng cùng xếp vị trí thứ 6 và thứ 7.", ["vn.min.y_te", "vn.min.xay_dung"]),
    ("Bộ Y tế và Bộ Xây dựng đứng cuối (xếp hạng lần lượt thứ 14 và 15).", ["vn.min.y_te", "vn.min.xay_dung"]),
    ("Xếp thứ 8 và 9 lần lượt là Long An và Bến Tre.", ["vn.prov.long_an", "vn.prov.ben_tre"]),
    ("Lai Châu đứng thứ 63 với kết quả 75,2%, Hà Nội đứng thứ 3.", ["vn.prov.lai_chau"] * 2 + ["vn.prov.ha_noi"]),
]


@pytest.mark.parametrize(("sentence", "agencies"), BODIES)
def test_listed_bodies_take_the_listed_figures_in_turn(
    read: Callable[..., list[Figure]], sentence: str, agencies: list[str]
) -> None:
    assert [figure.agency.agency_key for figure in read(sentence)] == agencies


def test_lists_of_other_lengths_are_not_paired(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nội, Huế và Đà Nẵng lần lượt có tỷ lệ hồ sơ đúng hạn là 96% và 95%.")
    assert {figure.agency.basis for figure in figures} != {"listed in turn"}


def test_listed_years_take_the_listed_figures_in_turn(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ hồ sơ trực tuyến năm 2019, 2020 và 2021 lần lượt là 30,5%, 42,1% và 55,8%.")
    assert [(float(figure.number.value), figure.period.last.year) for figure in figures] == [
        (30.5, 2019),
        (42.1, 2020),
        (55.8, 2021),
    ]


def test_a_count_behind_a_year_is_no_year(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.value for figure in read("Trong năm 2022, 2000 hồ sơ bị trả lại.")] == [2000]


def test_a_place_in_a_ranking_points_back_to_the_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Chỉ số hài lòng của người dân năm 2023 trung bình đạt 82,66%; có 11/17 bộ đạt kết quả trên 80%. "
        "Bộ Tư pháp tiếp tục dẫn đầu với 89,95%, tiếp theo là Bộ Tài chính (89,14%). Bộ Y tế xếp cuối bảng với 77,21%."
    )
    told = [(figure.agency.agency_key, figure.indicator.metric_key) for figure in figures[3:]]
    assert told == [
        ("vn.min.tu_phap", "sipas_score"),
        ("vn.min.tai_chinh", "sipas_score"),
        ("vn.min.y_te", "sipas_score"),
    ]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Có 52,4% người dân không phải đi lại nhiều lần.", "multiple_visit_respondents_share"),
        ("Tỷ lệ người dân không hài lòng là 3,2%.", "sipas_score"),
    ],
)
def test_what_is_denied_is_not_what_is_told(read: Callable[..., list[Figure]], sentence: str, metric: str) -> None:
    assert read(sentence)[0].indicator.metric_key != metric


def test_places_are_ranks_wherever_they_are_told(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đứng đầu chỉ số SIPAS là tỉnh Bắc Giang với 91,2%; thứ 2 thành phố Hải Phòng đạt 90,4%; thứ 3 là Hà Nam, đạt "
        "90,1%. Tỉnh Cà Mau có thứ hạng giảm từ 41/63 xuống 46/63. Huế vươn từ vị trí thứ 14 lên thứ 9."
    )
    ranks = [f for f in figures if f.number.unit == "rank"]
    assert [(int(f.number.value), f.agency.agency_key, f.role.role) for f in ranks] == [
        (2, "vn.prov.hai_phong", "level"),
        (3, "vn.prov.ha_nam", "level"),
        (41, "vn.prov.ca_mau", "level"),
        (46, "vn.prov.ca_mau", "level"),
        (14, "vn.prov.thua_thien_hue", "level"),
        (9, "vn.prov.thua_thien_hue", "level"),
    ]
    assert {f.indicator.metric_key for f in figures} == {"sipas_score", "sipas_rank"}
    assert [f.agency.agency_key for f in figures if f.number.unit == "percent"][2] == "vn.prov.ha_nam"


def test_an_ordinal_that_no_body_holds_is_no_rank(read: Callable[..., list[Figure]]) -> None:
    assert read("Có hai việc: thứ 1, rà soát thủ tục; thứ 2, kiểm tra công vụ. Thứ 7 các bộ phận vẫn trực.") == []


def test_a_list_in_brackets_answers_the_list_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Thời gian thông quan là 15 giờ và 12 giờ (năm 2014 lần lượt là 22 giờ và 18 giờ).",
        "Tỷ lệ hồ sơ trực tuyến ba sở lần lượt đạt 91%, 85% và 72% (cùng kỳ năm 2022 tương ứng là 80%, 70% và 61%).",
    )
    assert [f.period.last.year for f in figures if f.period.basis == "what is compared with"] == [2014] * 2 + [2022] * 3
    assert len({f.indicator.metric_key for f in figures[:4]}) == 1
    assert {f.indicator.metric_key for f in figures[4:]} == {"online_dossiers_share"}


def test_last_month_is_what_this_one_is_compared_with(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong tháng 6/2023, tỉnh tiếp nhận 4.200 hồ sơ, tháng trước là 4.900 hồ sơ. Đã trả 3.100 hồ sơ.")
    assert figures[1].indicator == figures[0].indicator
    assert [f.period.last.month for f in figures] == [6, 5, 6]


@pytest.mark.parametrize(
    "levels", ["cấp tỉnh, cấp huyện và cấp xã", "cấp tỉnh, cấp huyện, cấp xã", "cấp tỉnh, huyện, xã"]
)
def test_listed_levels_take_the_listed_figures_in_turn(read: Callable[..., list[Figure]], levels: str) -> None:
    sentence = f"tỷ lệ số hóa hồ sơ tại {levels} lần lượt đạt 91,4%, 88,2% và 79,5%."
    in_province = read(f"Tỉnh Hà Giang có {sentence}")
    assert {figure.agency.agency_key for figure in in_province} == {"vn.prov.ha_giang"}
    assert [figure.scope_key for figure in in_province] == ["level=province", "level=district", "level=commune"]
    nationwide = [figure.agency.agency_key for figure in read(sentence.capitalize())]
    assert nationwide == ["vn.provincial_departments", "vn.districts", "vn.communes"]
