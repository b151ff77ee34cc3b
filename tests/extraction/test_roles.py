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
    ("Điểm số của bộ là 84,1 điểm, cao hơn mức bình quân 76,9 điểm.", [("level", None)] * 2),
    ("Chỉ số tăng 12 bậc.", [("change", "up")]),
    ("Tỷ trọng kinh tế số đạt 17%, tốc độ tăng trưởng trên 19%/năm.", [("level", None), ("change_rate", "up")]),
    ("Có 27 tỉnh tăng điểm và 31 tỉnh giảm điểm.", [("level", None)] * 2),
    ("Bộ vượt chỉ tiêu đề ra (vượt 12,6%).", [("change", "up")]),
    ("Người dân phải đi lại 2 lần.", [("level", None)]),
    ("Kinh tế số tăng trưởng 21% so với cùng kỳ.", [("change_rate", "up")]),
    ("Tốc độ tăng trưởng doanh thu tăng 34% so với cùng kỳ.", [("change_rate", "up")]),
    ("Tăng cường kiểm tra 15 đơn vị.", [("level", None)]),
    ("Tỷ lệ đạt 86,5%, tăng 2,3 điểm % so với năm trước.", [("level", None), ("change", "up")]),
    ("Tỉnh đã giảm 9,4%, tương ứng với gần 4.150 người.", [("change_rate", "down"), ("change", "down")]),
    (
        "Nhiều bộ giảm mạnh, như Bộ Y tế (giảm trên 41%), Bộ Nội vụ (gần 38%) và Bộ Công Thương (gần 35%).",
        [("change_rate", "down")] * 3,
    ),
    ("Hà Nam và Nam Định có mức tăng biên chế lần lượt là 4,1% và 1,7%.", [("change_rate", "up")] * 2),
    ("Khoảng cách giữa tỉnh cao nhất và tỉnh thấp nhất là 17,6%.", [("change", None)]),
    (
        "Có 27 địa phương phải giảm 3 sở, 22 địa phương khác phải giảm 2 sở.",
        [("level", None), ("change", "down"), ("level", None), ("change", "down")],
    ),
    ("Ba sở được sắp xếp (giảm 5 phòng và 2 chi cục).", [("change", "down")] * 2),
    ("So với năm 2019, doanh nghiệp cho rằng sự cải thiện tăng 4,2 điểm.", [("change", "up")]),
    (
        "Tỷ lệ hài lòng đạt 91,3%, cao hơn tỷ lệ chung của tỉnh năm 2019 là 3,4%.",
        [("level", None), ("change", "up")],
    ),
    (
        "Hai dịch vụ được chấm cao hơn mức chung của 5 tỉnh là cấp hộ chiếu (71,3% so với 66,2%) và chứng thực (70%).",
        [("level", None)] * 4,
    ),
    ("Tỷ lệ đạt 91%, cao hơn mức chung của cả nước 2,3%.", [("level", None), ("change", "up")]),
    (
        "Toàn ngành xử lý dứt điểm 82.051 việc, tăng 3.517 việc; tỉ lệ xong là 64,5% (tăng 1,1% so với cùng kỳ).",
        [("level", None), ("change", "up"), ("level", None), ("change", "up")],
    ),
    (
        "Bộ Y tế đạt 81,2 điểm, kém Bộ Nội vụ 0,4 điểm và hơn Bộ Tư pháp tới 1,5 điểm.",
        [("level", None), ("change", "down"), ("change", "up")],
    ),
    ("Đà Nẵng đạt 70,2 điểm, đứng dưới Hà Nội 74,1 điểm.", [("level", None)] * 2),
    ("Tỷ lệ hài lòng đạt 60%, cao hơn tỷ lệ 44% của năm 2015 và 31% của năm 2011.", [("level", None)] * 3),
    (
        "Sau sắp xếp, huyện giảm 118 chỉ tiêu biên chế công chức và 940 chỉ tiêu biên chế viên chức.",
        [("change", "down")] * 2,
    ),
]


def test_what_is_told_of_a_year_to_come_is_planned(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đến năm 2031, 100% thủ tục được làm trên mạng. Giai đoạn 2021-2026, có 40% thủ tục làm trên mạng.")
    assert [f.status for f in figures] == ["target", "actual"]


@pytest.mark.parametrize("rival", ["á quân Quảng Ninh", "đơn vị đứng thứ hai là Quảng Ninh"])
def test_a_gap_to_the_next_is_a_change(read: Callable[..., list[Figure]], rival: str) -> None:
    figures = read(f"Hải Phòng đạt 96,2%, hơn {rival} 0,5%.")
    assert [(f.role.role, f.agency.agency_key) for f in figures] == [
        ("level", "vn.prov.hai_phong"),
        ("change", "vn.prov.hai_phong"),
    ]


def test_what_has_only_been_reached_of_a_plan_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh đề ra đến 2030 có 40% hồ sơ trực tuyến; năm nay mới được 18,3%.")
    assert [figure.status for figure in figures] == ["target", "actual"]


def test_bodies_among_which_somebody_rose_most_are_counted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế có điểm tăng cao nhất trong 17 bộ, ngành.", "Kết quả dựa trên 24.000 phiếu.")
    assert [(figure.role.role, figure.hedge.qualifier) for figure in figures] == [("level", "exact")] * 2


def test_what_is_to_be_saved_is_no_change(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Cơ quan kiểm toán kiến nghị giảm chi ngân sách nhà nước 870 tỷ đồng.")
    assert figure.role.role == "level"


def test_what_was_added_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Giáo viên có 41.200 biên chế (tăng/bổ sung 1.930 biên chế so với năm trước).")
    assert [figure.role.role for figure in figures] == ["level", "change"]


def test_what_a_growth_amounts_to_is_a_rate(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Các lĩnh vực vẫn duy trì tốc độ tăng trưởng cao từ 30%-42%.")
    assert figure.role.role == "change_rate"


def test_a_list_of_rates_in_brackets_shares_its_word_of_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Việc tiếp dân giảm mạnh (giảm 21% số lượt người, 9,4% số đơn và 6,8% số vụ việc).")
    assert [figure.role.role for figure in figures] == ["change_rate"] * 3


def test_the_percentage_of_an_index_below_one_is_its_growth(read: Callable[..., list[Figure]]) -> None:
    figures = read("Giá trị DTI cấp bộ là 0,4831, tăng 11,2%.", "Tỉnh đạt 81,4 điểm, tăng 2,2%.")
    assert [figure.role.role for figure in figures] == ["level", "change_rate", "level", "change"]
    assert [figure.agency.agency_key for figure in figures[:2]] == ["vn.ministries"] * 2


def test_a_plan_may_tell_its_year_behind_the_figure(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read(
        "Nhằm thực hiện mục tiêu cung cấp 70% biểu mẫu điện tử trong năm 2024, Bộ đã phối hợp với các tỉnh."
    )
    assert (figure.status, str(figure.period.last)) == ("target", "2024-12-31")


def test_a_shorter_time_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thời gian xử lý còn 2,4 ngày, ngắn hơn 0,8 ngày so với năm trước.")
    assert [(figure.role.role, figure.hedge.qualifier) for figure in figures] == [
        ("level", "exact"),
        ("change", "exact"),
    ]


def test_what_a_body_is_told_to_do_is_planned(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thủ tướng giao Bộ Tư pháp hoàn thành 15 nghị định. Bộ Tư pháp đã hoàn thành 9 nghị định.")
    assert [f.status for f in figures] == ["target", "actual"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trước 31/12/2023, 100% cơ quan hoàn thành cấu trúc lại quy trình.",
        "45 dịch vụ mới sẽ được triển khai.",
        "Hà Giang vừa ban hành kế hoạch cắt giảm 61 thủ tục.",
    ],
)
def test_what_is_yet_to_come_is_planned(read: Callable[..., list[Figure]], sentence: str) -> None:
    (figure,) = read(sentence)
    assert figure.status == "target"


def test_the_moment_of_a_plan_may_stand_behind_it(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Thành phố phấn đấu 100% hồ sơ phi địa giới vào cuối năm 2024.")
    assert str(figure.period.last) == "2024-12-31"


def test_a_mean_of_each_day_is_told_far_before_its_figure(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Bình quân mỗi ngày làm việc, trung tâm phục vụ hành chính công của thành phố nhận về 820 hồ sơ.")
    assert figure.statistic == "mean"


@pytest.mark.parametrize(("sentence", "roles"), ROLES)
def test_level_change_and_rate(
    read: Callable[..., list[Figure]], sentence: str, roles: list[tuple[str, str | None]]
) -> None:
    assert [(figure.role.role, figure.role.direction) for figure in read(sentence)] == roles


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Tỉnh trồng 900 cây giống, bằng 104,2% so với cùng kỳ.", "open.cay_giong"),
        ("Tỉnh trồng 900 cây giống, đạt 88% so với cùng kỳ năm trước.", "open.cay_giong"),
        ("Số cây giống bằng 130% số cây giống của năm 2021.", "open.cay_giong"),
    ],
)
def test_a_percentage_of_an_earlier_level_is_a_rate_of_it(
    read: Callable[..., list[Figure]], sentence: str, metric: str
) -> None:
    rate = read(sentence)[-1]
    assert (rate.role.role, rate.role.direction, rate.indicator.metric_key) == ("change_rate", None, metric)


def test_what_a_share_has_reached_of_a_plan_is_a_level(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ hồ sơ trực tuyến đạt 82% so với cùng kỳ, thu ngân sách đạt 61% dự toán năm 2023.")
    assert {figure.role.role for figure in figures} == {"level"}


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Chính phủ yêu cầu các bộ phải cắt giảm tối thiểu 50% điều kiện.", "target"),
        ("100% hồ sơ phải được tiếp nhận trên hệ thống.", "target"),
        ("Bộ Công an phải triển khai 12 tiện ích.", "target"),
        ("Có 12 trường hợp phải cấp lại thẻ.", "actual"),
        ("So với các chỉ tiêu, yêu cầu trên, đến thời điểm hiện tại 98% công dân có thẻ.", "actual"),
        ("Phấn đấu 80% hồ sơ được xử lý trực tuyến.", "target"),
        ("Đã có 80% hồ sơ được xử lý trực tuyến.", "actual"),
        ("Trong số này có 1.934 thủ tục có yêu cầu thông tin công dân.", "actual"),
        ("20% số người được hỏi phải đi lại nhiều lần.", "actual"),
        ("Bộ đã hoàn thành vượt chỉ tiêu, cắt giảm 62% điều kiện.", "actual"),
        ("Với quyết tâm của cả hệ thống, tỉnh đạt 63,2 điểm.", "actual"),
        ("Bộ Kế hoạch và Đầu tư có 4,2 triệu lượt truy cập.", "actual"),
        ("Tỉnh đã giảm 940 chỉ tiêu biên chế.", "actual"),
        ("Trong đó, chỉ tiêu số hóa hồ sơ đạt 92%.", "actual"),
        ("Tỉnh giao chỉ tiêu số hóa hồ sơ đạt 80%.", "target"),
        ("Tỷ lệ hoàn thành nhiệm vụ của tỉnh so với kế hoạch đạt 35,5%.", "actual"),
        ("Kết quả cao hơn so với mục tiêu phải đạt 70%.", "target"),
        ("Kết quả này vượt xa so với mục tiêu giảm 12% đã đề ra.", "target"),
        ("Xã có 410 hồ sơ yêu cầu chứng thực.", "actual"),
        ("Thời gian giảm nhiều nhất là Kế hoạch và Đầu tư (12 ngày).", "actual"),
        ("Tỷ lệ này còn thấp so với mục tiêu “90% thủ tục được thực hiện trực tuyến” đã đề ra.", "target"),
        ("Kết quả này cao hơn mục tiêu, so với mục tiêu ban đầu là 30%.", "target"),
        ("Ngày 15/8 là hạn cuối để cắt bỏ 40% điều kiện.", "target"),
        ("Nếu tinh giản như vậy thì ngân sách giảm được 640 tỷ đồng.", "target"),
        ("Bãi bỏ yêu cầu nộp bản sao ở 14 thủ tục.", "actual"),
        ("Hộ bị yêu cầu bổ sung giấy tờ (31%).", "actual"),
        ("Tỷ lệ này mới chỉ đạt 48,2%, so với mục tiêu phải đạt trong năm.", "actual"),
        ("Chiến lược có các yêu cầu: nền tảng phải dùng chung, ít nhất 70% mẫu đơn điền sẵn.", "target"),
    ],
)
def test_targets_are_told_from_facts(read: Callable[..., list[Figure]], sentence: str, status: str) -> None:
    assert [figure.status for figure in read(sentence)] == [status]


def test_under_a_heading_of_tasks_figures_are_targets(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("# Nhiệm vụ, giải pháp 6 tháng cuối năm", "Số hóa 70% hồ sơ.")
    assert figure.status == "target"


def test_a_count_changes_no_share(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ cắt giảm 50% điều kiện, rút ngắn 2 ngày làm việc.")
    assert figures[1].indicator != figures[0].indicator


def test_the_mean_is_told(read: Callable[..., list[Figure]]) -> None:
    assert [figure.statistic for figure in read("Bình quân cả nước đạt 98,01%.")] == ["mean"]
    assert [figure.statistic for figure in read("Giá trị trung bình năm 2022 đạt 81,3%.")] == ["mean"]


def test_who_is_counted_or_picked_out_has_a_plain_value(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ thấp nhất là: Xây dựng (14,2%). Nhóm đạt điểm cao nhất có 14 tỉnh. Thấp nhất là 41%.")
    assert [figure.statistic for figure in figures] == ["value", "value", "min"]


def test_what_qualifies_the_counted_thing_makes_no_plan(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các bộ đã cập nhật 218 quy định dự kiến ban hành tại 41 dự thảo và 870 phương án cắt giảm.")
    assert [figure.status for figure in figures] == ["actual"] * 3


def test_a_plan_and_what_came_of_it_are_told_apart(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ phải đạt là 80%, nhưng con số thực tế là 64%.")
    assert [figure.status for figure in figures] == ["target", "actual"]


def test_a_number_out_of_another_is_not_hedged(read: Callable[..., list[Figure]]) -> None:
    assert [f.hedge.qualifier for f in read("Tổng số điều kiện là 940 trên 31 ngành.")] == ["exact"] * 2
    assert [f.hedge.qualifier for f in read("Chỉ số được đánh giá trên 8 lĩnh vực.")] == ["exact"]
    assert [f.hedge.qualifier for f in read("Trong các bộ nêu trên có 4 bộ đã nối.")] == ["exact"]
    assert [f.hedge.qualifier for f in read("Báo cáo khảo sát trên 36.413 thủ tục.")] == ["exact"]
    assert [f.hedge.qualifier for f in read("Báo cáo khảo sát trên 36.000 thủ tục.")] == ["at_least"]


def test_who_is_counted_out_of_others_is_not_hedged(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở có 31 lãnh đạo trên 33 công chức.")
    assert [figure.hedge.qualifier for figure in figures] == ["exact", "exact"]


def test_a_footnote_mark_behind_a_number_is_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.printed for figure in read("Các bộ đã cập nhật 12.406[3] quy định.")] == ["12.406"]


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


def test_a_change_behind_a_place_is_of_the_score_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số PAR INDEX của tỉnh đạt 84,21%, xếp thứ 40/63, tăng 2,1%, tăng 3 bậc.")
    assert [figure.role.role for figure in figures] == ["level", "level", "change", "change"]


def test_the_level_that_was_left_is_kept_apart_from_the_one_that_is(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỷ lệ hồ sơ trực tuyến tăng từ 41,2% lên 58,6%; thời gian giảm từ 30 ngày xuống không quá 10 ngày.",
        "Tỷ lệ này tăng từ 35,1% năm 2019 lên 41,2% năm 2020.",
    )
    kinds = [figure.role.comparison_kind for figure in figures]
    assert kinds == ["previous_period", None, "previous_period", None, None, None]


def test_a_level_with_a_change_of_its_own_goes_on_no_list_of_changes(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Hà Giang có 13 sở, giảm 5 sở; 610 đơn vị sự nghiệp công lập, giảm 44 đơn vị (giảm 6,7%).")
    assert [figure.role.role for figure in figures] == ["level", "change", "level", "change", "change_rate"]


def test_a_rate_in_brackets_is_of_the_change_before_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Hà Giang có 99 xã mới (89 xã, 10 phường), giảm 219 xã so với trước (giảm 68,9%).")
    assert figures[-1].indicator.metric_key == figures[-2].indicator.metric_key


@pytest.mark.parametrize("given", ["chỉ tiêu thành phố giao", "chỉ tiêu được giao", "kế hoạch tỉnh đề ra"])
def test_how_far_a_plan_that_somebody_set_was_passed_is_a_change(read: Callable[..., list[Figure]], given: str) -> None:
    figures = read(f"Tỷ lệ hồ sơ đúng hạn đạt 98%, vượt {given} 3,5%.")
    assert [figure.role.role for figure in figures] == ["level", "change"]
    assert {figure.indicator.metric_key for figure in figures} == {"dossiers_resolved_on_time_share"}


def test_a_place_in_what_a_criterion_ranks_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    assert read("Theo đánh giá về chỉ tiêu hạ tầng số, tỉnh Hà Giang xếp thứ 41.")[0].status == "actual"
    assert read("HĐND giao chỉ tiêu số hóa 80% hồ sơ.")[0].status == "target"


def test_what_was_cut_is_counted_and_less_time_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ đã cắt giảm được 84 giấy phép con.", "Cục đã cắt giảm được 96 giờ làm việc.")
    assert [figure.role.role for figure in figures] == ["level", "change"]


@pytest.mark.parametrize("joint", [";", ","])
def test_a_rate_behind_the_share_of_a_plan_is_of_the_amount(read: Callable[..., list[Figure]], joint: str) -> None:
    figures = read(
        f"Quý I, tỉnh Hà Giang thu 310 tỷ đồng{joint} đạt 22% so với kế hoạch{joint} tăng 9% so với cùng kỳ."
    )
    assert [figure.role.role for figure in figures] == ["level", "level", "change_rate"]
    assert figures[2].indicator.metric_key == figures[0].indicator.metric_key


def test_more_than_last_year_by_percent_is_a_rate_of_a_count(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2020, hải quan thông quan 13,2 triệu tờ khai, nhiều hơn năm trước 5,6%.")
    assert [figure.role.role for figure in figures] == ["level", "change_rate"]
