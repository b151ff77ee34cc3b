"""Ways in which ministries and the centre tell their figures in news and periodic reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orchestration.extraction.figure import Figure


@pytest.mark.parametrize(
    ("sentence", "place", "first"),
    [
        (
            "6 tháng đầu năm 2023, Bộ Y tế tiếp nhận 4.120 đơn so với 3.980 đơn của cùng kỳ năm 2022.",
            1,
            date(2022, 1, 1),
        ),
        ("Năm 2022, cả nước có 710 vụ hỏa hoạn, giảm 40 vụ so với 750 vụ năm 2021.", 2, date(2021, 1, 1)),
        (
            "Năm 2022, cổng xử lý 2,1 triệu giao dịch, tăng 3 lần so với 700 nghìn giao dịch năm 2021.",
            2,
            date(2021, 1, 1),
        ),
    ],
)
def test_a_level_behind_than_is_of_its_own_time(
    read: Callable[..., list[Figure]], sentence: str, place: int, first: date
) -> None:
    figures = read(sentence)
    earlier = figures[place]
    assert (earlier.role.role, earlier.period.first) == ("level", first)
    assert earlier.indicator.metric_key == figures[0].indicator.metric_key


def test_a_share_of_the_plan_may_follow_growth(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số phí trước bạ thu được là 310 tỷ đồng, tăng 9,5% và bằng 61,2% kế hoạch năm.")
    assert [figure.role.role for figure in figures] == ["level", "change_rate", "level"]
    assert figures[2].phrase == figures[0].phrase


def test_changes_in_turn_answer_the_levels_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số thẻ nhà báo là 9.100 thẻ và 310 giấy phép, tăng lần lượt 4% và 7% so với cùng kỳ.")
    assert [figure.base for figure in figures[2:]] == figures[:2]
    assert [figure.role.role for figure in figures[2:]] == ["change_rate"] * 2


def test_a_rate_that_was_reached_is_none_of_growth(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cục đã thu hồi 640 tỷ đồng, tăng 35 tỷ đồng so với năm trước, đạt tỷ lệ 31,5%.")
    assert [figure.role.role for figure in figures] == ["level", "change", "level"]


def test_units_of_any_kind_are_those_told_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế còn 14 cục và tương đương, giảm 2 đơn vị, tương ứng 12,5%.")
    assert [figure.base for figure in figures[1:]] == [figures[0], figures[0]]


def test_what_was_before_is_taken_in_the_same_share(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2022, giải ngân vốn đầu tư công đạt 310 tỷ đồng, bằng 71% kế hoạch và tăng 8% (năm 2021 đạt 66% kế hoạch)."
    )
    assert figures[3].indicator.metric_key == figures[1].indicator.metric_key
    assert figures[3].period.first == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("Có 14 đơn vị (ít nhất 35%) hoàn thành kế hoạch năm.", "at_least"),
        ("Có 14 đơn vị (tối thiểu 35%) hoàn thành kế hoạch năm.", "at_least"),
        ("Có 14 đơn vị (xấp xỉ 35%) hoàn thành kế hoạch năm.", "about"),
        ("Có 14 đơn vị (dưới 35%) hoàn thành kế hoạch năm.", "at_most"),
    ],
)
def test_a_hedged_share_stands_inside_of_what_is_counted(
    read: Callable[..., list[Figure]], sentence: str, qualifier: str
) -> None:
    count, share = read(sentence)
    assert share.hedge.qualifier == qualifier
    assert count.indicator.metric_key == "open.don_vi_hoan_thanh_ke_hoach"
    assert share.indicator.metric_key == f"{count.indicator.metric_key}.percent"


def test_brackets_may_tell_of_which_part_a_share_is(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế tiếp nhận 7.310 hồ sơ (trên 88% nộp trực tuyến).")
    assert figures[1].phrase == "nộp trực tuyến"
    assert figures[1].indicator.metric_key == "online_dossiers_share"


def test_a_limit_is_no_part_of_what_is_counted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Giao các bộ phải số hóa 100% bản đồ địa chính chậm nhất trong tháng 10/2023.")
    assert (figures[0].phrase, figures[0].status) == ("bản đồ địa chính", "target")


def test_a_list_of_bodies_goes_on_behind_shares(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Xây dựng cắt giảm 81/162 giấy phép, bằng 50%; Bộ Y tế 37/90 giấy phép, hơn 41%; Bộ Tài chính 9/18."
    )
    counts = [figure for figure in figures if figure.number.unit == "count"]
    shares = [figure for figure in figures if figure.number.unit == "percent"]
    assert len({figure.indicator.metric_key for figure in counts}) == 1
    assert len({figure.indicator.metric_key for figure in shares}) == 1


def test_bodies_are_counted_by_what_is_done_with_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hệ thống khám chữa bệnh đã kết nối với 9 bộ, ngành, 41 địa phương và 6 doanh nghiệp.")
    assert figures[0].phrase == "kết nối với 9 bộ, ngành"
    assert [figure.indicator.metric_key for figure in figures] == [
        "open.ket_noi_bo_nganh",
        "open.ket_noi_dia_phuong",
        "open.ket_noi_doanh_nghiep",
    ]


def test_what_fell_from_one_level_to_the_next_is_one_thing(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số trạm thu phí giảm từ 310 xuống còn 187 trạm, giảm 39,7%.")
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_the_year_of_a_plan_dates_no_part_of_what_was_collected(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong 2 tháng đầu năm 2021, số thu phí đạt 31 tỷ đồng, đạt 19% dự toán được giao năm 2021, "
        "trong đó phí cầu đường ước đạt 12 tỷ đồng."
    )
    assert {figure.period.last for figure in figures} == {date(2021, 2, 28)}
    assert figures[2].phrase == "phí cầu đường"


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (
            "Tổng cục Hải quan cho biết, số thu ngân sách từ hoạt động xuất nhập khẩu đạt 310 tỷ đồng. "
            "Lũy kế 4 tháng, số thu đạt 1.120 tỷ đồng.",
            ["vn.min.tai_chinh", "vn.min.tai_chinh"],
        ),
        (
            "Số phí do ngành thuế thực hiện đạt 31 tỷ đồng. Có 7 khoản phí đạt khá.",
            ["vn.min.tai_chinh", "vn.min.tai_chinh"],
        ),
        ("Toàn ngành Thanh tra đã triển khai 710 cuộc thanh tra đê điều.", ["vn.min.thanh_tra_chinh_phu"]),
        ("Toàn ngành Thanh tra tỉnh Cà Mau triển khai 71 cuộc thanh tra đê điều.", ["vn"]),
    ],
)
def test_what_branches_collect_and_do_is_their_own(
    read: Callable[..., list[Figure]], sentences: str, expected: list[str]
) -> None:
    assert [figure.agency.agency_key for figure in read(sentences)] == expected


def test_growth_by_number_and_by_value_is_of_what_grows(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Giao dịch qua thẻ tín dụng tăng 9,1% về số lượng và 4,2% về giá trị; "
        "qua ví tăng 31% về số lượng và 12% về giá trị."
    )
    assert [figure.phrase for figure in figures] == ["Giao dịch qua thẻ tín dụng"] * 2 + ["qua ví"] * 2
    assert len({figure.indicator.metric_key for figure in figures}) == len(figures)


def test_an_index_is_measured_over_no_span_of_years(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Công bố PAR INDEX 2022",
        "Bộ Y tế đạt 80,1%. Đây là năm thứ 4 liên tiếp (2019-2022) Bộ đứng trong nhóm này.",
        "Từ năm 2015 đến nay, Cà Mau nhiều lần dẫn đầu. Xếp thứ 2 là Long An, đạt 88,2%.",
        published_on=date(2023, 4, 19),
    )
    scores = [figure for figure in figures if figure.number.unit in {"percent", "rank"}]
    assert {figure.period.first for figure in scores} == {date(2022, 1, 1)}


def test_signs_in_brackets_tell_moves_of_an_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Có 9/17 bộ có PAR INDEX 2022 tăng, tăng cao nhất là Bộ Y tế (+4,1%); giảm nhiều nhất là Bộ Xây dựng (-3,2%)."
    )
    moves = [figure for figure in figures if figure.number.unit == "percent"]
    assert [(figure.role.role, figure.role.direction) for figure in moves] == [("change", "up"), ("change", "down")]
    assert [figure.agency.agency_key for figure in moves] == ["vn.min.y_te", "vn.min.xay_dung"]


def test_a_score_and_a_place_in_the_same_brackets_are_of_one_body(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo PAR INDEX 2022, một số địa phương khác tiến bộ như: Cà Mau (88,1%, xếp thứ 7); Long An (87%, xếp thứ 9)."
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ca_mau"] * 2 + ["vn.prov.long_an"] * 2


def test_results_that_show_something_are_of_no_doer(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Tư pháp cho biết, qua kết quả của các địa phương cho thấy, đã thi hành xong 3.100 việc về nợ thuê nhà."
    )
    assert figures[0].agency.agency_key == "vn.min.tu_phap"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Các cơ quan thuế đã truy thu 31 tỷ đồng.", "truy thu"),
        (
            "Việc đòi lại nhà đất bị chiếm đoạt, thất thoát ở các khu công nghiệp đạt 31 tỷ đồng.",
            "đòi lại nhà đất bị chiếm đoạt, thất thoát ở các khu công nghiệp",
        ),
    ],
)
def test_what_was_done_with_property(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase.removeprefix("Việc ") == phrase


def test_a_day_on_which_a_paper_was_sent_dates_nothing_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Y tế đã trình Nghị định số 13/NĐ-CP vào ngày 12/6/2023. Cụ thể, 41 nhiệm vụ đã được giao cho địa phương."
    )
    assert (figures[0].period.kind, figures[0].period.last) == ("unknown", date(2023, 7, 20))


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Cắt giảm tối thiểu 40% mẫu đơn.", "target"),
        ("Bộ Y tế đã cắt giảm tối thiểu 40% mẫu đơn.", "actual"),
        ("Bộ Y tế đã nhanh chóng ban hành Kế hoạch thi hành cùng 4 thông tư.", "actual"),
    ],
)
def test_what_is_ordered_and_what_was_issued_with_a_plan(
    read: Callable[..., list[Figure]], sentence: str, status: str
) -> None:
    assert read(sentence)[0].status == status


def test_bodies_of_a_list_count_those_of_whom_the_first_tells_more(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Xây dựng có nhiều nhất với 12 người phải kê khai bổ sung với thanh tra, Bộ Giáo dục và Đào tạo 9 người."
    )
    assert len({figure.indicator.metric_key for figure in figures}) == 1
    assert figures[1].agency.agency_key == "vn.min.giao_duc_dao_tao"


def test_the_second_rate_of_a_pair_is_one_of_growth_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("So với cùng kỳ, hợp đồng mua điện tăng hơn 31% về số lượng và 12% về giá trị.")
    assert [figure.role.role for figure in figures] == ["change_rate"] * 2


def test_a_share_names_the_whole_that_stands_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế đã bỏ 41 khoản phí, đạt 52% tổng số khoản phí của ngành dược.")
    assert figures[1].phrase == "tổng số khoản phí của ngành dược"


def test_a_share_behind_a_part_and_its_whole_is_planned_as_the_part(read: Callable[..., list[Figure]]) -> None:
    figures = read("Dự kiến trong năm 2024 sẽ cắt giảm 210 trên tổng số 840 giấy phép (đạt tỷ lệ 25%).")
    assert (figures[2].period.kind, figures[2].period.last) == ("stock", date(2024, 12, 31))


def test_a_level_of_administration_names_its_part(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tổng số hồ sơ tiếp nhận là 8.100 hồ sơ, trong đó cấp xã 6.200 hồ sơ.")
    assert figures[1].phrase == "cấp xã 6.200 hồ sơ"
    assert figures[1].indicator.metric_key == figures[0].indicator.metric_key


def test_a_holiday_and_its_day_are_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert not read("Người dân nhận quà nhân dịp Quốc khánh 2-9.")


@pytest.mark.parametrize("joint", [", ", "; "])
def test_each_level_names_its_own_part(read: Callable[..., list[Figure]], joint: str) -> None:
    figures = read(
        f"Tổng số hồ sơ là 810 hồ sơ, trong đó: cấp tỉnh 510 hồ sơ{joint}cấp huyện 210 hồ sơ{joint}cấp xã 90."
    )
    assert [figure.phrase for figure in figures[1:]] == ["cấp tỉnh 510 hồ sơ", "cấp huyện 210 hồ sơ", "cấp xã 90"]
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_what_a_report_shows_of_the_country_is_the_country_s(read: Callable[..., list[Figure]]) -> None:
    figures = read("Báo cáo của Bộ Y tế mới đây cho thấy, số ca sởi cả nước là 3.100 ca.")
    assert figures[0].agency.agency_key == "vn"


def test_names_in_a_list_of_brackets_are_no_indicator(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các đơn vị có tỷ lệ tiêm chủng cao như: Cà Mau (91%), Ngân hàng Hợp tác (88%), Long An (87%).")
    assert len({figure.indicator.metric_key for figure in figures}) == 1


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Có 9 bộ đã cung cấp 40% biểu mẫu điện tử.", "bộ đã cung cấp 40% biểu mẫu điện tử"),
        ("Các đoàn đã tổng hợp được 310 ý kiến và chuyển đến các cơ quan khác.", "tổng hợp được 310 ý kiến"),
    ],
)
def test_bodies_by_what_they_have_done_and_deeds_that_follow(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[0].phrase == phrase


def test_money_may_be_told_by_what_it_is_spent_on(read: Callable[..., list[Figure]]) -> None:
    assert read("Tỉnh phải tiêu gần 4.100 tỷ đầu tư công.")[0].number.unit == "vnd"


def test_what_was_cut_is_no_level_that_fell(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cục Đo lường đã cắt giảm 14 phòng thuộc các vụ; giảm 31 phòng và 92 trạm đo.")
    assert [figure.base for figure in figures] == [None] * 3
    assert len({figure.indicator.metric_key for figure in figures}) == 3


def test_the_month_of_a_meeting_dates_nothing_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Từ ngày 1/4/2023 đến ngày 30/6/2023, cả nước cấp 41 giấy phép lặn.",
        "Thông tin được nêu tại cuộc họp báo thường kỳ tháng 5/2023, vào buổi chiều. Toàn quốc đã lấy 310 mẫu nước.",
    )
    assert figures[1].period.first != date(2023, 5, 1)


def test_a_span_may_begin_on_the_day_of_a_deed_in_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Từ khi khai trương hệ thống (9/12/2022) đến ngày 9/2/2023, có hơn 3.100 lượt tra cứu.")
    assert (figures[0].period.kind, figures[0].period.first) == ("flow", date(2022, 12, 9))


def test_courts_own_what_they_do(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các tòa án đã thụ lý hơn 3.100 vụ tranh chấp thuê nhà.")
    assert figures[0].agency.agency_key == "vn.body.toa_an_nhan_dan_toi_cao"


def test_a_place_in_a_list_leaves_the_noun_behind_its_number(read: Callable[..., list[Figure]]) -> None:
    figures = read("Nhiều nhất là 910 đơn xin phép xây dựng. Đứng thứ hai là 640 đơn đăng ký tàu cá, chiếm 12%.")
    assert figures[1].phrase == "đơn đăng ký tàu cá"


@pytest.mark.parametrize(
    ("body", "agency"),
    [("Cục Thuế", "vn.min.tai_chinh"), ("Cục Thuế Nam Định", "vn.prov.nam_dinh"), ("Có Cục thuế địa phương", "vn")],
)
def test_a_department_of_the_country_has_branches_of_its_name(
    read: Callable[..., list[Figure]], body: str, agency: str
) -> None:
    assert read(f"{body} đã gửi 730 thông báo.")[0].agency.agency_key == agency


def test_the_years_of_a_term_of_office_date_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read("Từ tháng 4/2022, ban chấp hành khóa VI (2020-2025) có 45 ủy viên.")
    assert figures[0].period.first == date(2022, 4, 1)


def test_a_share_beside_a_count_stands_before_its_noun(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ được giao 60 đề án, trong đó có 24/60 (chiếm 40%) đề án đã trình.")
    assert [figure.phrase for figure in figures[1:]] == ["đề án đã trình"] * 2


def test_a_clause_behind_tells_the_time_of_its_change(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đến ngày 31/12/2022, cả nước có 5.100 trạm y tế, giảm 40 trạm; tính chung giai đoạn 2016-2022 giảm 610 trạm."
    )
    assert [(figure.period.first, figure.period.last) for figure in figures[1:]] == [
        (date(2022, 12, 31), date(2022, 12, 31)),
        (date(2016, 1, 1), date(2022, 12, 31)),
    ]


def test_an_amount_in_two_currencies_is_of_one_thing(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra Chính phủ kiến nghị thu hồi 98 tỷ đồng và 7,2 triệu USD.")
    assert [figure.phrase for figure in figures] == ["kiến nghị thu hồi"] * 2


def test_what_an_audit_finds_for_a_budget_is_no_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đoàn kiến nghị xử lý 84 tỷ đồng, trong đó kiến nghị tăng thu 50 tỷ đồng, giảm chi 34 tỷ đồng.")
    assert [(figure.role.role, figure.phrase) for figure in figures[1:]] == [
        ("level", "kiến nghị tăng thu"),
        ("level", "giảm chi"),
    ]
    assert read("Năm 2022, huyện tăng thu 5 tỷ đồng so với năm 2021.")[0].role.role == "change"


def test_this_body_begins_a_clause_of_its_own(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế báo cáo, tổng hợp kết quả của các đơn vị, cơ quan này đã kiến nghị thu hồi 13 tỷ đồng.")
    assert figures[0].phrase == "kiến nghị thu hồi"


def test_a_headline_rounds_a_large_number_told_in_other_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Hơn 31.500 giáo viên hợp đồng được xét tuyển",
        "Đến ngày 30/6/2023, cả nước có 31.562 giáo viên diện hợp đồng đủ hồ sơ.",
    )
    assert figures[0].period.last == date(2023, 6, 30)


def test_what_reached_a_norm_is_counted_with_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đến ngày 31/5/2023, cả nước có 2.310 trường đạt chuẩn quốc gia, tăng 45 trường so với năm trước.")
    assert [figure.phrase for figure in figures] == ["trường đạt chuẩn quốc gia"] * 2


def test_stars_are_no_figures(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.printed for figure in read("Có 310 sản phẩm đạt 4 sao và 12 khách sạn 5 sao.")] == [
        "310",
        "12",
    ]


def test_a_month_up_to_which_an_undated_text_counts_is_its_day(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tính đến hết tháng 9/2022, cả nước có 940 thư viện.\n\nĐến nay, có 61 thư viện số.", published_on=None
    )
    assert [figure.period.last for figure in figures] == [date(2022, 9, 30)] * 2


def test_the_ministry_of_a_source_is_one_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Cục Quản lý lao động ngoài nước (Bộ Y tế), số điều dưỡng xuất cảnh là 540 người.")
    assert figures[0].agency.agency_key == "vn"


def test_years_of_a_record_date_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong quý I/2022, số tàu đăng ký mới tăng 14%, tăng cao nhất trong các năm 2018-2022. Số chuyến bay tăng 9%."
    )
    assert [figure.period.last for figure in figures] == [date(2022, 3, 31)] * 2


def test_growth_with_a_number_is_a_level(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022, số hộ bỏ nghề tiếp tục tăng với 1.240 hộ, tăng 6% so với năm 2021.")
    assert [figure.role.role for figure in figures] == ["level", "change_rate"]


def test_growth_by_number_is_of_the_count_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tháng 4/2022 có 730 hợp tác xã thành lập mới với vốn 91 tỷ đồng, tăng 11% về số lượng.")
    assert figures[-1].indicator.metric_key == figures[0].indicator.metric_key


def test_nothing_is_part_of_what_is_less(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đội kiểm tra xử phạt 640 vụ và khởi tố 7 vụ.\n\nTrong đó, đường thủy có 510/640 vụ.")
    assert figures[2].indicator.metric_key != figures[1].indicator.metric_key


def test_an_undated_text_is_of_the_year_after_the_one_it_compares_with(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tổng thu ngân sách 8 tháng ước đạt 61% dự toán, giảm 4% so với cùng kỳ năm 2018.", published_on=None
    )
    assert {(figure.period.first, figure.period.last) for figure in figures} == {(date(2019, 1, 1), date(2019, 8, 31))}


def test_a_year_that_is_counted_from_another_day_is_reported_on(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Kết quả công tác năm 2021",
        "Từ ngày 01/11/2020 đến ngày 31/10/2021, các đội đã mở 94 lớp.\n\nCác trạm đã phát 310 tờ tin.",
        published_on=None,
    )
    assert [(figure.period.first, figure.period.last) for figure in figures] == [
        (date(2020, 11, 1), date(2021, 10, 31))
    ] * 2


def test_a_day_before_a_span_cuts_it_off(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tính đến ngày 21/3/2023, số chuyến tàu trong tháng 3/2023 là 640 chuyến.")
    assert (figures[0].period.first, figures[0].period.last) == (date(2023, 3, 1), date(2023, 3, 21))


def test_the_second_of_a_pair_changes_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("So với năm 2021, số án thụ lý tăng 45 vụ với 81 bị cáo.")
    assert [figure.role.role for figure in figures] == ["change", "change"]


def test_a_plan_that_is_completed_is_of_the_amount_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thu từ cảng biển đạt 71 tỷ đồng, hoàn thành 63,3% dự toán.")
    assert figures[1].phrase == figures[0].phrase
