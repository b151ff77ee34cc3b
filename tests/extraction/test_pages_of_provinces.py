"""Pages of provinces: what their sentences count, whose it is and of what time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orchestration.extraction.figure import Figure


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Trong ngày 3/5, tỉnh Hà Giang tiếp nhận 812 hồ sơ (trực tuyến 790) của người dân, đứng thứ 6 cả nước.",
            ["tiếp nhận 812 hồ sơ", "tiếp nhận 812 hồ sơ"],
        ),
        (
            "Huyện có 640 người (công chức 82 người; viên chức 558 người).",
            ["Huyện có 640 người", "viên chức 558 người"],
        ),
        ("Số công chức làm việc trong năm 2020 và 2021 là 1.913 người.", ["Số công chức làm việc", ""]),
        (
            "Giảm biên chế nhiều nhất là Sở Nội vụ 74 người, Sở Công Thương 66 người.",
            ["Giảm biên chế nhiều nhất là Sở Nội vụ 74 người"] * 2,
        ),
        ("Trong đó, số hồ sơ trễ là: 31 hồ sơ, trả đúng hạn là: 905 hồ sơ.", ["số hồ sơ trễ", "trả đúng hạn"]),
        ("Theo đề án thì đến năm 2025 Sở sẽ tinh giản biên chế khoảng 9%.", ["tinh giản biên chế", ""]),
        ("Sở giải quyết 430 hồ sơ, đạt tỷ lệ 96% hồ sơ đúng hạn.", ["giải quyết 430 hồ sơ", "hồ sơ đúng hạn"]),
        (
            "Chỉ số DTI tăng. Riêng xã hội số đứng thứ 9, kinh tế số ở vị trí thứ 15.",
            ["xã hội số", "kinh tế số"],
        ),
        ("Cao Bằng tăng 7 bậc trong đánh giá an toàn thông tin.", ["đánh giá an toàn thông tin"] * 2),
    ],
)
def test_the_first_and_last_figure_name_what_they_count(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    figures = read(sentence)
    told = [figures[0].phrase, figures[-1].phrase]
    assert told == phrases or (not phrases[1] and told[0].startswith(phrases[0]))


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Công an tỉnh đã cấp tài khoản định danh cho trên 30.500 người đủ điều kiện.",
            ["cấp tài khoản định danh cho trên 30.500 người đủ điều kiện"],
        ),
        ("Xã đã cấp thẻ bảo hiểm cho 100% người cao tuổi.", ["cấp thẻ bảo hiểm cho 100% người cao tuổi"]),
        (
            "100% các sở, ban ngành và địa phương đã lập trang thông tin.",
            ["các sở, ban ngành và địa phương đã lập trang thông tin"],
        ),
        ("Về chỉ số PCI, tỉnh Hà Giang nằm trong nhóm khá, đạt 63,2 điểm.", ["chỉ số PCI"]),
        ("Chỉ số PAR INDEX tăng 4 bậc (điểm năm 2021 đạt 81,2; năm 2022 đạt 83,1).", ["Chỉ số PAR INDEX"] * 3),
    ],
)
def test_each_figure_names_what_it_counts(read: Callable[..., list[Figure]], sentence: str, phrases: list[str]) -> None:
    assert [figure.phrase for figure in read(sentence)] == phrases


def test_a_score_has_no_thousands(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số PAPI của tỉnh đạt 43.518 điểm. Tỉnh có 12.500 điểm giao dịch.")
    assert [float(figure.number.value) for figure in figures] == [43.518, 12500]


def test_a_place_is_of_the_index_that_was_scored_last(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Chỉ số PAR INDEX của tỉnh Hà Giang xếp thứ 41. Chỉ số SIPAS của tỉnh đạt 84,6%. Tỉnh xếp ở vị trí 29."
    )
    assert [figure.indicator.metric_key for figure in figures] == ["par_index_rank", "sipas_score", "sipas_rank"]


def test_the_level_from_which_something_rose_is_of_the_time_compared_with(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2021, PCI của tỉnh tăng 5 bậc so với năm 2020, từ vị trí 44 lên vị trí 39.")
    assert [figure.period.first.year for figure in figures if figure.period.first] == [2021, 2020, 2021]


def test_what_is_so_by_now_dates_what_follows_it_alone(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong quý I năm 2022, huyện nhận 318 hồ sơ, đến nay đã trả 290 hồ sơ. Các xã nhận 705 hồ sơ.")
    assert [figure.period.kind for figure in figures] == ["flow", "stock", "flow"]


def test_a_plan_that_was_fulfilled_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    assert read("Hà Giang đã cơ bản hoàn thành chỉ tiêu cấp thẻ cho 61.000 người.")[0].status == "actual"
    assert read("Hà Giang phải hoàn thành chỉ tiêu cấp thẻ cho 61.000 người.")[0].status == "target"


def test_who_comes_from_a_ministry_does_not_own_what_a_province_did(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Ngày 5/5, Đoàn công tác của Văn phòng Chính phủ do Chủ nhiệm Văn phòng Chính phủ dẫn đầu đến với UBND tỉnh "
        "Cà Mau.",
        "Theo UBND tỉnh Cà Mau, toàn tỉnh nhận 4.120 hồ sơ. Đến nay tỉnh Cà Mau được Cổng Dịch vụ công quốc gia chấm "
        "71,4 điểm, tăng 6 điểm; xếp hạng 12/34.",
        "Tỉnh đã tích hợp 618 dịch vụ trên Cổng Dịch vụ công quốc gia.",
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ca_mau"}
    assert {f.phrase for f in figures[1:4]} == {figures[1].phrase}


def test_what_is_planned_for_a_year_is_a_target(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Năm 2024, tỉnh Hà Giang xây dựng kế hoạch thành lập mới 320 hợp tác xã.")
    assert (figure.status, str(figure.period.last)) == ("target", "2024-12-31")


def test_growth_behind_a_share_of_the_plan_is_that_of_the_amount(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thu ngân sách đạt 1.835 tỷ đồng, chiếm 31% tổng thu, đạt 47% dự toán, tăng 21% so với cùng kỳ.")
    assert figures[-1].role.role == "change_rate"


def test_the_first_month_of_two_levels_of_government_needs_no_date(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Sau 2 tháng vận hành chính quyền địa phương 2 cấp, xã nhận 990 hồ sơ.", published_on=None)
    assert (str(figure.period.first), str(figure.period.last)) == ("2025-07-01", "2025-08-31")


def test_bodies_are_told_apart_by_their_bar(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 4/9 huyện, thành phố đạt trên 35% hồ sơ trực tuyến.")
    assert figures[0].phrase == "huyện, thành phố đạt trên 35% hồ sơ trực tuyến"


def test_brackets_behind_a_change_tell_its_parts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Giang từ 193 xã còn 74 xã (gồm 66 xã, 8 phường), giảm 119 đơn vị (gồm 106 xã, 13 thị trấn).")
    assert [figure.role.role for figure in figures] == ["level"] * 4 + ["change"] * 3


def test_names_of_one_line_are_no_counts_for_the_next(read: Callable[..., list[Figure]]) -> None:
    figures = read("Huyện còn 3 xã: Yên Lộc 1, Yên Lộc 2 và Yên Lộc 3.", "Huyện khác còn 2 xã: Phú Mỹ 1 và Phú Mỹ 2.")
    assert [int(figure.number.value) for figure in figures] == [3, 2]
    assert not read("Thứ 3, 04.05.2021 | 10:20", "812 lượt xem", "Tổng kết chiến dịch 90 ngày đêm.")


def test_who_is_only_compared_with_owns_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Hà Giang tăng điểm", "Riêng số hóa hồ sơ được 17,3/22 điểm (cao hơn mức trung bình của cả nước 1,4 điểm)."
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ha_giang"}


def test_the_marks_of_a_province_are_of_the_index_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Giang xếp thứ 8 về chỉ số chỉ đạo, điều hành. Tổng điểm của tỉnh Hà Giang đạt 81,6 điểm.")
    assert {figure.phrase for figure in figures} == {"chỉ số chỉ đạo, điều hành"}


def test_where_things_come_from_dates_no_figure_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Quý III/2022, tỉnh Hà Giang tiến hành 31 cuộc (9 cuộc từ quý II chuyển sang); kết thúc 22 cuộc.")
    assert {str(figures[at].period.last) for at in (0, -1)} == {"2022-09-30"}


def test_the_term_of_a_congress_dates_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Nghị quyết Đại hội Đảng bộ tỉnh Hà Giang khóa XVI, nhiệm kỳ 2016-2020 đã nêu rõ.",
        "Các sở đã tham mưu.",
        "Hội nghị tổng kết công tác giai đoạn 2012-2021 diễn ra tại Hà Giang.",
        "Sở đã ban hành 318 văn bản.",
        published_on=None,
    )
    assert (str(figures[-1].period.first), str(figures[-1].period.last)) == ("2012-01-01", "2021-12-31")


def test_two_blanks_part_no_amount(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Thanh tra tỉnh Hà Giang kiến nghị thu hồi 2,7  tỷ đồng.")
    assert (figure.number.unit, int(figure.number.value)) == ("vnd", 2_700_000_000)


def test_cases_at_a_place_keep_what_was_done(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Chuyển hồ sơ sang công an làm rõ 3 vụ tại Chi cục Thủy lợi tỉnh Hà Giang.")
    assert figure.phrase.startswith("Chuyển hồ sơ sang công an làm rõ 3 vụ")


def test_one_word_of_change_is_for_shares_of_several_things(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đề án giúp Hà Giang giảm 17% số đầu mối, 9% đơn vị sự nghiệp và 31% số người ở thôn.")
    assert [figure.role.role for figure in figures] == ["change_rate"] * 3
    figures = read("Hà Giang giảm 17% hồ sơ giấy, 98% hồ sơ được giải quyết đúng hạn.")
    assert [figure.role.role for figure in figures] == ["change_rate", "level"]


def test_a_share_is_that_much_above_an_earlier_year(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022, tỷ lệ hồ sơ đúng hạn của tỉnh Hà Giang cao hơn năm 2021 là 1,7%.")
    assert [(figure.role.role, figure.period.first.year) for figure in figures if figure.period.first] == [
        ("change", 2022)
    ]


def test_brackets_behind_a_count_do_not_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Giang nhận 140 kiến nghị chung (mỗi kiến nghị có từ 5 chữ ký trở lên), giảm 36 kiến nghị.")
    assert [figure.role.role for figure in figures] == ["level", "level", "change"]
    assert figures[2].phrase == figures[0].phrase


def test_a_short_name_alone_opens_a_part_of_a_list(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Giang có số người tham gia BHXH là 48.210 người, tăng 1.370 người; BHTN là 31.050 người, tăng 940 người."
    )
    assert [figure.phrase for figure in figures[2:]] == ["BHTN", "BHTN"]


def test_a_plan_in_brackets_behind_the_gap_to_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hồ sơ trực tuyến của tỉnh Hà Giang đạt tỷ lệ 71,4%, thấp hơn 8,6% so với chỉ tiêu giao ở Quyết định số "
        "218/QĐ-TTg ngày 5/3/2022 của Thủ tướng Chính phủ (80%)."
    )
    assert [(figure.role.role, figure.status) for figure in figures] == [
        ("level", "actual"),
        ("change", "actual"),
        ("level", "target"),
    ]
    assert {(figure.phrase, figure.agency.agency_key) for figure in figures} == {
        (figures[0].phrase, "vn.prov.ha_giang")
    }


def test_a_share_reached_behind_the_changes_of_its_count(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2021, tỉnh Hà Giang đã xử lý xong 2.640 vụ (tăng 37 vụ so với cùng kỳ năm 2020); đạt tỷ lệ 74%; còn thiếu "
        "3% so với chỉ tiêu được giao."
    )
    assert [figure.role.role for figure in figures] == ["level", "change", "level", "change"]
    assert {figure.phrase for figure in figures} == {"xử lý xong 2.640 vụ"}


def test_what_is_asked_of_others_has_been_asked(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra tỉnh Hà Giang đề nghị cấp có thẩm quyền xem xét kỷ luật 9 cá nhân.")
    assert figures[0].status == "actual"


def test_an_amount_is_not_named_by_whom_it_is_for(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở đã xử phạt hành chính, nộp ngân sách 142,6 triệu đồng đối với 11 tổ chức.")
    assert "đối" not in figures[0].phrase.split()


def test_a_newspaper_of_one_province_tells_of_it_beside_a_ministry(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Từ đầu năm 2021, toàn ngành đã xử lý 4.100 vụ. Cục trưởng THADS tỉnh cho biết các đơn vị trên địa bàn tỉnh "
        "đã kiểm tra. Nhiều địa phương trên địa bàn tỉnh đạt mức mà Bộ Tư pháp giao.\n\nNguồn: baohagiang.vn"
    )
    assert figures[0].agency.agency_key == "vn.prov.ha_giang"


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Hà Giang nhận 470 câu hỏi qua: thư điện tử (31 lượt), mạng xã hội (289 lượt), tổng đài (150 lượt).",
            ["thư điện tử", "mạng xã hội", "tổng đài"],
        ),
        (
            "Tỉnh Hà Giang có 512 vụ việc, gồm đất đai (301 vụ), lao động (92 vụ) và lĩnh vực khác (119 vụ).",
            ["đất đai", "lao động", "lĩnh vực khác"],
        ),
        (
            "Hà Giang giao 6.150 biên chế (khối trường học: 5.020 người; khối y tế - dân số: 890 người; khối khác: 240 "
            "người).",
            ["khối trường học: 5.020 người", "khối y tế - dân số: 890 người", "khối khác: 240 người"],
        ),
    ],
)
def test_each_part_of_a_list_has_its_own_name(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    figures = read(sentence)[1:]
    assert [figure.phrase for figure in figures] == phrases
    assert len({figure.indicator.metric_key for figure in figures}) == len(phrases)


def test_a_call_centre_is_known_by_its_number(read: Callable[..., list[Figure]]) -> None:
    assert [f.number.printed for f in read("Tổng đài dịch vụ công 1022 đã nhận 412 cuộc gọi.")] == ["412"]


def test_bodies_units_and_localities_are_of_the_province(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Nhờ các cơ quan, đơn vị, địa phương, tổng đài trả lời được 318 ý kiến.\n\n"
        "Văn phòng UBND tỉnh Hà Giang cho biết, UBND tỉnh đã nhắc các cơ quan, đơn vị, địa phương."
    )
    assert figures[0].agency.agency_key == "vn.prov.ha_giang"


def test_a_line_with_an_address_tells_whose_newspaper_it_is(read: Callable[..., list[Figure]]) -> None:
    told = "Trong tháng 5/2021, toàn tỉnh có 64 doanh nghiệp mới; tính chung toàn tỉnh có 310 doanh nghiệp."
    figures = read(told, "= http://baohagiang.vn/")
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ha_giang"}
    assert {figure.agency.agency_key for figure in read(told, "= Đọc thêm: http://baohagiang.vn/")} == {"vn"}


def test_a_page_tells_how_often_it_was_seen(read: Callable[..., list[Figure]]) -> None:
    assert [f.number.printed for f in read("Ngày đăng 05/08/2021 | View count: 3172\nSở có 12 phòng.")] == ["12"]


def test_the_inspectorate_of_a_province_reports_on_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong quý I/2021, các cấp đã tiếp 312 lượt công dân.\n\n(Trích báo cáo của Thanh tra tỉnh)\n\n"
        "Nguồn: thanhtra.hagiang.gov.vn"
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ha_giang"}


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Số thủ tục được giải quyết trước và đúng hạn 318 hồ sơ.",
            "Số thủ tục được giải quyết trước và đúng hạn 318 hồ sơ",
        ),
        (
            "Trung tâm hướng dẫn kê khai thủ tục trên mạng cho 412 lượt tổ chức, cá nhân.",
            "hướng dẫn kê khai thủ tục trên mạng cho 412 lượt tổ chức, cá nhân",
        ),
    ],
)
def test_a_deed_is_named_from_its_beginning(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase == phrase


def test_what_is_left_over_is_a_fact_whatever_will_be_done(read: Callable[..., list[Figure]]) -> None:
    assert read("Số còn lại của tỉnh Hà Giang là 87 người sẽ tiếp tục được chi trả.")[0].status == "actual"


def test_a_share_in_brackets_far_behind_its_count(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Ở tỉnh Hà Giang, 872 hồ sơ của các đơn vị, sở ngành thuộc tỉnh bị chậm so với quy định (chiếm 2,3% "
        "hồ sơ giải quyết). Sở Y tế có 41 hồ sơ trễ hạn và đều không có thư."
    )
    assert figures[0].phrase == figures[1].phrase
    assert figures[0].phrase.startswith("hồ sơ của các đơn vị, sở ngành")
    assert figures[2].phrase == "hồ sơ trễ hạn"


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        (
            "Tỷ lệ hồ sơ trực tuyến của tỉnh Hà Giang đạt 68,2% so với 61,7% của cả nước.",
            ["vn.prov.ha_giang", "vn"],
        ),
        ("Tỉnh Hà Giang có tỷ lệ hồ sơ trực tuyến là 68,2% (so với 61,7% của cả nước).", ["vn.prov.ha_giang", "vn"]),
        (
            "Tỷ lệ hồ sơ trực tuyến của huyện Bắc Mê, tỉnh Hà Giang đạt 72,3%, cao hơn so với mức 68,2% của toàn tỉnh.",
            ["vn.prov.ha_giang", "vn.prov.ha_giang"],
        ),
        (
            "Tỉnh Hà Giang có tỷ lệ hồ sơ trực tuyến 68,2% (bình quân chung của cả nước là 61,7%).",
            ["vn.prov.ha_giang", "vn"],
        ),
    ],
)
def test_what_a_share_is_set_against_is_of_the_body_behind_it(
    read: Callable[..., list[Figure]], sentence: str, bodies: list[str]
) -> None:
    figures = read(sentence)
    assert [figure.agency.agency_key for figure in figures] == bodies
    assert {figure.indicator.metric_key for figure in figures} == {"online_dossiers_share"}


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Tổng số 730 đơn, trong đó đơn khiếu nại 95 đơn, tố cáo 21 đơn, kiến nghị, phản ánh 614 đơn.",
            ["đơn khiếu nại", "tố cáo", "kiến nghị, phản ánh"],
        ),
        ("Qua phân loại 730 đơn, gồm: khiếu nại 95 đơn; tố cáo 21 đơn.", ["khiếu nại", "tố cáo"]),
    ],
)
def test_labels_of_a_list_tell_apart_what_has_one_noun(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    figures = read(sentence)
    assert [figure.phrase for figure in figures[1:]] == phrases
    assert len({figure.indicator.metric_key for figure in figures}) == len(figures)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Ban tiếp thường xuyên 71 lượt lẻ (83 người).", "người"),
        ("Lực lượng chức năng phát hiện 13 vụ, 17 đối tượng.", "13 vụ, 17 đối tượng"),
    ],
)
def test_people_are_counted_by_what_was_done(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[1].phrase == phrase


def test_an_amount_behind_a_count_with_brackets_goes_with_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đã xử phạt 231 trường hợp (tăng 17 trường hợp so với cùng kỳ), số tiền 1,7 tỷ đồng.")
    assert figures[0].phrase == figures[2].phrase == "xử phạt 231 trường hợp"


def test_a_report_counts_its_half_year_from_days_that_it_prints(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Kết quả 6 tháng đầu năm 2024 (từ ngày 15/11/2023 đến ngày 14/5/2024) như sau:",
        "Các cấp đã tiếp 71 lượt công dân.",
        published_on=date(2024, 5, 20),
    )
    assert (figures[0].period.first, figures[0].period.last) == (date(2023, 11, 15), date(2024, 5, 14))


def test_a_plan_tells_first_what_was_done_this_year(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Kế hoạch chuyển đổi số tỉnh Hà Giang năm 2025",
        "# I. Tình hình thực hiện các mục tiêu, chỉ tiêu năm 2024",
        "100% cán bộ được bồi dưỡng kỹ năng số.",
        "# II. Mục tiêu năm 2025",
        "100% cán bộ được bồi dưỡng kỹ năng số.",
        published_on=date(2024, 11, 4),
    )
    assert [figure.status for figure in figures] == ["actual", "target"]


def test_views_and_comments_behind_the_clock_are_no_figures(read: Callable[..., list[Figure]]) -> None:
    assert [f.number.printed for f in read("Thứ hai - 05/08/2024 09:12 527 3", "Sở có 12 phòng.")] == ["12"]


def test_a_day_may_be_printed_with_a_point(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tính đến ngày 28.6, tỉnh Hà Giang đã cấp 41.200 tài khoản định danh điện tử.")
    assert [figure.number.printed for figure in figures] == ["41.200"]
    assert figures[0].period.last == date(2023, 6, 28)


def test_a_page_of_a_ward_is_of_the_only_province_that_it_names(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Phường Minh Xuân phục vụ người dân",
        "Trung tâm Phục vụ hành chính công phường Minh Xuân tiếp nhận 812 hồ sơ.",
        "Toàn tỉnh Tuyên Quang có 124 đơn vị hành chính cấp xã, gồm 117 xã và 7 phường.",
        published_on=date(2025, 10, 2),
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.tuyen_quang"}
    assert {figure.period.kind for figure in figures[1:]} == {"stock"}


@pytest.mark.parametrize(
    ("sentence", "key"),
    [
        ("Cơ quan thi hành án đã giải quyết xong 714 việc, đạt tỷ lệ 83,1%.", "dossiers_resolved_share"),
        ("Các ngân hàng thực hiện 3,4 triệu giao dịch thanh toán qua mã QR.", "portal_online_payments_count"),
        (
            "Có 37 thủ tục hành chính được rút ngắn thời gian giải quyết tại Trung tâm Phục vụ hành chính công.",
            "procedures_one_stop_count",
        ),
    ],
)
def test_known_indicators_are_not_told_by_their_words_alone(
    read: Callable[..., list[Figure]], sentence: str, key: str
) -> None:
    assert key not in {figure.indicator.metric_key for figure in read(sentence)}


def test_units_that_were_founded_are_not_those_that_there_are(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỉnh Hà Giang đã thành lập 7 đơn vị sự nghiệp; đã giải quyết 19/31 vụ việc, 12 vụ còn lại đang xét."
    )
    assert figures[0].indicator.metric_key == "open.thanh_lap_don_vi_su_nghiep"
    assert figures[2].phrase == "vụ còn lại đang xét"


@pytest.mark.parametrize(
    ("sentences", "phrase"),
    [
        (
            "Tỷ lệ hồ sơ trên môi trường điện tử của tỉnh Hà Giang được nâng cao (số liệu thống kê hằng ngày đạt 87%).",
            "Tỷ lệ hồ sơ trên môi trường điện tử",
        ),
        (
            "Dịch vụ công phát sinh hồ sơ ở cấp tỉnh Hà Giang đạt 98,4%; bộ phận một cửa cấp huyện đạt 91,2%.",
            "Dịch vụ công phát sinh hồ sơ",
        ),
        ("Số đơn trả đúng hạn và trước hạn chiếm tỉ lệ cao (99,3%).", "Số đơn trả đúng hạn và trước hạn"),
        ("Thanh toán trực tuyến lệ phí đạt 3.120 giao dịch thành công (xếp thứ 7/63).", "Thanh toán trực tuyến lệ phí"),
    ],
)
def test_bare_values_are_of_what_their_sentence_tells(
    read: Callable[..., list[Figure]], sentences: str, phrase: str
) -> None:
    assert read(sentences)[-1].phrase.startswith(phrase)


def test_a_place_of_services_on_a_national_portal_is_the_province_s(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hiện tỉnh Hà Giang có 612 dịch vụ công kết nối với Cổng Dịch vụ công quốc gia (xếp thứ 3/63).")
    assert figures[1].agency.agency_key == "vn.prov.ha_giang"
    assert figures[1].phrase == figures[0].phrase


def test_a_count_may_be_glued_to_what_it_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Toàn tỉnh có 4812hồ sơ trực tuyến trong chiến dịch cao điểm 92 ngày đêm, mẫu 12abc.")
    assert [figure.number.printed for figure in figures] == ["4812"]


def test_what_goes_on_with_a_plan_is_planned_too(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Mục tiêu cụ thể đến năm 2025, tỉnh Hà Giang phấn đấu 80% hồ sơ được nộp trực tuyến.",
        "Về kinh tế số, tỷ trọng đạt 20%.",
        "Đến nay, toàn tỉnh đã có 61% hồ sơ nộp trực tuyến.",
        "Về nhân lực, tỷ lệ cán bộ được tập huấn đạt 45%.",
        "Các chỉ tiêu chủ yếu gồm:",
        "- Tỷ lệ hồ sơ trực tuyến đạt 75%.",
    )
    assert [figure.status for figure in figures] == ["target", "target", "actual", "actual", "target"]
    assert str(figures[1].period.last) == "2025-12-31"


def test_a_noun_goes_on_behind_a_note(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ văn bản ký số (không bao gồm văn bản mật) cấp tỉnh đạt 97%.")
    assert figures[0].phrase.startswith("Tỷ lệ văn bản ký số")


def test_a_page_is_of_its_newspaper_s_province_beside_a_ministry(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "(QNO) - Đến cuối tháng 6, các cơ quan chức năng của tỉnh đã thu nhận 812.000 phiếu, phối hợp với Cục Cảnh sát "
        "quản lý hành chính - Bộ Công an scan 640.000 phiếu.",
        "Theo Công an tỉnh, đến ngày 28.6, trên địa bàn Quảng Nam đã có 97% dân số kê khai.",
        "Công an tỉnh đã giao công an các xã trên địa bàn tỉnh tiếp tục rà soát.",
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.quang_nam"}
    assert figures[1].phrase == "scan 640.000 phiếu"


def test_what_came_of_a_quota_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Nhiều chỉ tiêu còn thấp, như chỉ tiêu cài đặt, kích hoạt tài khoản (đạt 12,4%); cấp thẻ còn 41.000 trường hợp."
    )
    assert {figure.status for figure in figures} == {"actual"}


def test_scores_of_an_index_may_stand_in_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 7 sở đạt Chỉ số cải cách hành chính năm 2020 cao (từ 88,12 đến 94,75).")
    assert figures[1].number.unit == "points"


def test_a_slogan_is_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert not read('Với phương châm "Người dân 3 có, cán bộ bộ phận một cửa của phường 3 làm".')
    assert not read("Công an tỉnh phát động; 3 thực hiện là: nắm hộ, nắm người, nắm nhà.")


def test_a_month_that_is_yet_to_come_is_not_reported_on(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Trong tháng 9/2023, Hà Giang sẽ cấp thẻ cho mọi công dân",
        "Công an tỉnh Hà Giang tăng cường 25 cán bộ về cơ sở.",
    )
    assert figures[0].period.kind == "unknown"


def test_a_newspaper_may_sign_without_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("BHG - Trong tháng 5, toàn tỉnh tiếp 61 lượt công dân.")
    assert figures[0].agency.agency_key == "vn.prov.ha_giang"
    assert read("Gồm BHG - Trong tháng 5, cả nước tiếp 61 lượt công dân.")[0].agency.agency_key == "vn"


def test_a_mission_in_the_country_owns_no_place(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo Chương trình Phát triển Liên hợp quốc tại Việt Nam (UNDP), PAPI 2022 của tỉnh Hà Giang đạt 41,2 điểm, "
        "xếp vị trí thứ 37/63."
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ha_giang"}


def test_a_noun_ends_before_what_only_says_by_which_rules(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra huyện mở 5 cuộc thanh tra trách nhiệm việc thực hiện quy định về đấu thầu.")
    assert figures[0].phrase.endswith("cuộc thanh tra trách nhiệm")


def test_what_is_to_rise_at_least_is_planned(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Hà Giang tập trung cải thiện PCI: Tăng 4 bậc trở lên đối với chỉ số tiếp cận đất đai.")
    assert (figures[0].status, figures[0].role.role) == ("target", "change")
    figures = read("Năm 2022, tỉnh Hà Giang đã tăng 4 bậc chỉ số PCI.")
    assert figures[0].status == "actual"


def test_an_edition_to_come_dates_its_plan(read: Callable[..., list[Figure]]) -> None:
    figures = read("Phấn đấu PAR INDEX của Hà Giang năm 2023 ở nhóm đầu; chỉ số SIPAS đạt 91%.")
    assert (figures[-1].status, str(figures[-1].period.last)) == ("target", "2023-12-31")


def test_indices_that_rose_are_counted_and_no_change(read: Callable[..., list[Figure]]) -> None:
    assert read("PAR INDEX năm 2022 của Hà Giang tăng ở 6/8 chỉ số.")[0].role.role == "level"


def test_posts_that_are_missing_lie_off_what_was_allotted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Toàn tỉnh có 3.105 công chức cấp xã, còn thiếu 412 người so với số lượng tạm giao.")
    assert figures[1].role.role == "change"


def test_offices_of_a_list_in_brackets_share_the_first_noun(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỉnh Hà Giang có dịch vụ công: Sở Y tế (31 dịch vụ), Sở Văn hóa, Thể thao và Du lịch (24), Sở Nội vụ (9)."
    )
    assert len({figure.indicator.metric_key for figure in figures}) == 1
    assert {figure.phrase for figure in figures} == {figures[0].phrase}


def test_persons_are_taken_to_task_with_bodies(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra tỉnh đã xử lý trách nhiệm hành chính 17 tổ chức và 63 cá nhân có liên quan.")
    assert figures[1].indicator.metric_key == "open.xu_ly_trach_nhiem_hanh_chinh_ca_nhan"


def test_guests_came_on_the_day_of_the_meeting(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hội nghị tổng kết năm 2022 của tỉnh Hà Giang diễn ra ngày 14/1/2023 với 215 đại biểu tại 9 điểm cầu.",
        "Năm 2022, tỉnh mở 12 lớp với 1.900 đại biểu.",
    )
    assert [str(figure.period.first) for figure in figures[:2]] == ["2023-01-14"] * 2
    assert str(figures[3].period.first) == "2022-01-01"


@pytest.mark.parametrize(
    ("listed", "units"),
    [
        ("Ba huyện Đầm Dơi, Cái Nước và Phú Tân", ["huyen_dam_doi", "huyen_cai_nuoc", "huyen_phu_tan"]),
        ("Các sở Nội vụ, Tư pháp và Y tế", ["so_noi_vu", "so_tu_phap", "so_y_te"]),
        ("Huyện Phú Tân, Cái Nước và thị xã Giá Rai", ["huyen_phu_tan", "huyen_cai_nuoc", "thi_xa_gia_rai"]),
    ],
)
def test_units_that_share_the_word_for_their_kind_are_told_in_turn(
    read: Callable[..., list[Figure]], listed: str, units: list[str]
) -> None:
    figures = read(f"Tỉnh Cà Mau vừa công bố kết quả. {listed} có tỷ lệ hồ sơ trực tuyến lần lượt là 90%, 85%, 80%.")
    assert [figure.scope_key for figure in figures] == [f"unit={unit}" for unit in units]


def test_results_of_half_a_year_are_told_before_its_end(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỉnh Cà Mau báo cáo kết quả tiếp công dân 6 tháng đầu năm 2025.",
        "Các đoàn đã tiếp 214 lượt công dân.",
        published_on=date(2025, 6, 19),
    )
    assert (str(figures[0].period.first), str(figures[0].period.last)) == ("2025-01-01", "2025-06-30")


def test_slashes_join_three_counts_to_one_verb(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong tháng 6, Chủ tịch UBND tỉnh Cà Mau tiếp 12 lượt/15 người/10 vụ việc.")
    assert [figure.indicator.metric_key for figure in figures] == [
        "open.tiep_luot",
        "open.tiep_nguoi",
        "open.tiep_vu_viec",
    ]
    assert [figure.phrase for figure in figures] == ["tiếp 12 lượt", "12 lượt/15 người", "15 người/10 vụ việc"]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Năm 2023, tỉnh Hà Nam đã xem xét, xử lý 19 vụ vi phạm.",
            ["xem xét, xử lý 19 vụ vi phạm"],
        ),
        (
            "Năm 2023, Hà Nam xét miễn, giảm đối với 31 khoản, tăng 4 khoản so với năm 2022 với số tiền 6 triệu đồng.",
            ["xét miễn, giảm đối với 31 khoản"] * 2,
        ),
        ("Năm 2023, tỉnh Hà Nam mở 25 cuộc thanh tra, kiểm tra.", ["mở 25 cuộc thanh tra, kiểm tra"]),
        (
            "Năm 2023, công an tỉnh Hà Nam kết thúc điều tra 4 vụ, với 6 bị can.",
            ["kết thúc điều tra 4 vụ", "4 vụ, với 6 bị can"],
        ),
        (
            "Hà Nam xử phạt vi phạm hành chính đối với 51 tổ chức, cá nhân với số tiền 5 tỷ đồng.",
            ["xử phạt vi phạm hành chính đối với 51 tổ chức, cá nhân"] * 2,
        ),
        (
            "Hà Nam thu hồi tài sản với số tiền hơn 2,4 tỷ đồng trong tổng số 3,6 tỷ đồng, đạt tỷ lệ 67%.",
            ["thu hồi tài sản"] * 3,
        ),
        (
            "Hà Nam thu nhận 4.000 hồ sơ định danh điện tử (ĐDĐT) đạt 91%.",
            ["thu nhận 4.000 hồ sơ định danh điện tử"] * 2,
        ),
    ],
)
def test_words_that_go_together_are_told_whole(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    told = [figure.phrase.removeprefix("Hà Nam ") for figure in read(sentence)]
    assert told[: len(phrases)] == phrases


def test_a_share_behind_two_amounts_is_of_the_part(read: Callable[..., list[Figure]]) -> None:
    part, whole, share = read("Hà Nam thu hồi 2,4 tỷ đồng trong tổng số 3,6 tỷ đồng, đạt tỷ lệ 67%.")
    assert share.indicator.metric_key.startswith(part.indicator.metric_key)
    assert whole.indicator.metric_key != part.indicator.metric_key


@pytest.mark.parametrize(
    ("heading", "told", "span"),
    [
        (
            "Hà Nam báo cáo kết quả phòng, chống tham nhũng quý II và 6 tháng đầu năm 2023.",
            "Tỉnh đã mở 14 lớp tập huấn.",
            ("2023-01-01", "2023-06-30"),
        ),
        (
            "Hà Nam có báo cáo công tác phòng, chống tham nhũng năm 2023 và phương hướng năm 2024.",
            "Trong 8 tháng qua, tỉnh rà soát 40 nơi. Trong kỳ báo cáo, tỉnh phát hiện 3 vụ. Tỉnh mở 14 lớp tập huấn.",
            ("2023-01-01", "2023-12-31"),
        ),
    ],
)
def test_the_period_of_a_report_is_its_longest_and_holds_on(
    read: Callable[..., list[Figure]], heading: str, told: str, span: tuple[str, str]
) -> None:
    last = read(heading, told, published_on=date(2023, 8, 12))[-1]
    assert (str(last.period.first), str(last.period.last)) == span


def test_a_counter_behind_the_day_of_a_page_is_no_figure(read: Callable[..., list[Figure]]) -> None:
    figures = read("10:15 04-05-2022 | :318", "Hà Nam đã cấp 2.500 thẻ.")
    assert [str(figure.number.value) for figure in figures] == ["2500"]


def test_a_plan_that_brackets_tell_was_passed_is_the_plan_of_what_stands_before(
    read: Callable[..., list[Figure]],
) -> None:
    reached, plan = read("Năm 2023, tỷ lệ hồ sơ trực tuyến của Hà Nam đạt 84% (vượt chỉ tiêu Trung ương giao là 60%).")
    assert plan.indicator == reached.indicator
    assert plan.role.role == "level"


def test_a_share_behind_a_change_is_of_the_count_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam thi hành xong 431 việc, giảm 28 việc so với cùng kỳ năm 2022, chiếm 70,2%.")
    assert {figure.phrase for figure in figures} == {"thi hành xong 431 việc"}


def test_a_long_noun_that_ends_in_this_counts_for_itself(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam có 85 bưu cục. Hiện 9.000 hộ dân đã nộp hồ sơ qua kênh này.", published_on=date(2023, 7, 20))
    assert figures[1].phrase == "hộ dân đã nộp hồ sơ qua kênh này"
    assert (figures[1].period.kind, str(figures[1].period.last)) == ("stock", "2023-07-20")


def test_the_index_of_decision_766_is_known_by_its_number(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Kết quả của Bắc Ninh theo Bộ chỉ số 766 tháng 5/2024",
        "Theo Bộ chỉ số 766, tỉnh Bắc Ninh đạt 82,4/100 điểm, xếp thứ 11/63; mức độ hài lòng đạt 17,1 điểm.",
        "Kết quả thực hiện chỉ số 766 của các sở: Sở Nội vụ 91,3 điểm.",
        published_on=date(2024, 6, 10),
    )
    assert [figure.indicator.metric_key for figure in figures] == [
        "service_index_score",
        "service_index_rank",
        "service_index_satisfaction_score",
        "service_index_score",
    ]


def test_counted_centres_keep_their_name(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bắc Ninh có 12/12 Trung tâm Phục vụ hành chính công cấp xã dùng chung phần mềm.")
    assert figures[0].phrase == "Trung tâm Phục vụ hành chính công cấp xã dùng chung phần mềm"


def test_a_year_of_work_that_is_over_is_reported_before_its_end(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam: Công tác thi hành án dân sự năm 2021 vượt chỉ tiêu",
        "Cục Thi hành án dân sự tỉnh vừa tổng kết năm công tác 2021. Các đơn vị thụ lý mới 812 việc.",
        published_on=date(2021, 10, 8),
    )
    assert (str(figures[-1].period.first), str(figures[-1].period.last)) == ("2021-01-01", "2021-12-31")


def test_a_province_set_among_its_neighbours_owns_its_page(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam đứng thứ 20 về chỉ số PAR INDEX",
        "Theo công bố, Hà Nam đạt 86,1 điểm, sau Hưng Yên (hạng 9) và Thái Bình (hạng 15).",
        "Kết quả của Hà Nam có được nhờ UBND tỉnh chỉ đạo quyết liệt. Năm qua đã có 412 doanh nghiệp mới.",
    )
    assert figures[-1].agency.agency_key == "vn.prov.ha_nam"


def test_shares_of_an_office_are_told_by_their_aspect(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2021, Chi cục THADS huyện Bình Lục đạt 81% về việc, 46% về tiền.")
    assert [figure.phrase for figure in figures] == ["về việc", "về tiền"]
    assert figures[0].indicator.metric_key != figures[1].indicator.metric_key


def test_a_minimum_holds_for_each_share_that_an_order_lists(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam yêu cầu cắt giảm ít nhất 30% thời gian giải quyết, 25% giấy tờ và 15% chi phí đi lại.")
    assert [figure.hedge.qualifier for figure in figures] == ["at_least"] * 3


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Thanh tra tỉnh Hà Nam phát hiện 3 hợp tác xã lấn đất ven sông, tạm tính số tiền hơn 4,2 tỷ đồng.",
            "hợp tác xã lấn đất ven sông",
        ),
        ("Hà Nam phát hiện sai phạm với tổng số tiền 31 tỷ đồng.", "phát hiện sai phạm"),
    ],
)
def test_a_sum_without_a_name_takes_the_words_before_it(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[-1].phrase.endswith(phrase)


def test_a_headline_that_ends_in_its_day_names_the_index_without_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam bứt phá, đứng thứ 6 về Chỉ số PCI 2023 09/05/2024 16:02",
        "Về điểm số, năm 2023 Hà Nam đạt 69,4 điểm.",
    )
    assert figures[0].phrase == "Chỉ số PCI 2023"
    assert figures[-1].indicator.metric_key == "pci_score"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Tỉnh có 131 xã, phường, thị trấn.", "stock"),
        ("Tỉnh có 18 cơ quan chuyên môn.", "stock"),
        ("Tỉnh có 131 hộ thoát nghèo.", "flow"),
    ],
)
def test_bodies_that_a_province_has_are_a_state(read: Callable[..., list[Figure]], sentence: str, kind: str) -> None:
    figures = read("Báo cáo kết quả 6 tháng đầu năm 2023 của tỉnh Hà Nam", sentence, published_on=date(2023, 7, 14))
    assert figures[-1].period.kind == kind


def test_costs_go_with_the_count_before_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam tinh giản biên chế 46 trường hợp (13 công chức, 33 viên chức) với kinh phí 5,7 tỷ đồng.")
    assert figures[-1].phrase == figures[0].phrase


def test_people_who_come_together_are_not_their_groups(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam tiếp 214 lượt với 330 người (tăng 8% số lượt, 5% số người), trong đó có 7 đoàn với 96 người."
    )
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[2:4] == keys[:2]
    assert keys[4] != keys[5]


def test_regular_meetings_are_counted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Lãnh đạo tỉnh Hà Nam tiếp định kỳ 18 kỳ, 42 lượt.")
    assert [figure.phrase for figure in figures] == ["tiếp định kỳ 18 kỳ", "18 kỳ, 42 lượt"]


def test_a_province_is_not_the_second_of_two_that_were_merged(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Ninh Bình: Bộ máy mới vận hành thông suốt",
        "Trước sắp xếp, hai tỉnh Ninh Bình và Nam Định có 320 đơn vị hành chính cấp xã; sau sắp xếp còn 129 đơn vị.",
        "Tỉnh đã phân cấp 212 nhiệm vụ cho cấp xã.",
        published_on=date(2025, 10, 5),
    )
    assert figures[1].indicator.metric_key == figures[0].indicator.metric_key
    assert figures[2].agency.agency_key == "vn.prov.ninh_binh"


def test_the_centre_of_public_services_is_one_unit(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trung tâm Phục vụ hành chính công tỉnh Hà Nam tiếp nhận 410 hồ sơ.")
    assert figures[0].scope_key == "unit=trung_tam_phuc_vu_hanh_chinh_cong"


def test_parts_of_different_blocks_have_different_keys(read: Callable[..., list[Figure]]) -> None:
    whole, party, state = read(
        "Hà Nam đã giải quyết cho 632 trường hợp nghỉ hưu trước tuổi.",
        "Trong đó, có 105 trường hợp thuộc khối Đảng và 527 trường hợp thuộc khối chính quyền.",
    )
    assert party.phrase == "trường hợp thuộc khối Đảng"
    assert len({figure.indicator.metric_key for figure in (whole, party, state)}) == 3


def test_places_of_a_list_need_one_verb(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2023, tỉnh Hà Nam có chính quyền số xếp thứ 21, kinh tế số thứ 34 và xã hội số thứ 30.")
    assert [figure.number.unit for figure in figures] == ["rank"] * 3
    assert [figure.phrase for figure in figures[1:]] == ["kinh tế số", "xã hội số"]


def test_the_edition_of_an_index_ends_with_its_paragraph(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam báo cáo kết quả chuyển đổi số năm 2023.",
        "Chỉ số PAR INDEX năm 2022 của tỉnh đạt 83,1%, đứng thứ 41.",
        "Tỷ lệ hộ có Internet cáp quang đạt 78,3%; đã phủ sóng 4G đến 99% dân số.",
        published_on=date(2024, 1, 5),
    )
    assert str(figures[-2].period.last) == "2023-12-31"


def test_a_part_online_is_counted_in_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam cung cấp 1.820 dịch vụ công trực tuyến (toàn trình 930, một phần 890).")
    assert [str(figure.number.value) for figure in figures] == ["1820", "930", "890"]


def test_points_of_service_are_places(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam có 11 doanh nghiệp bưu chính với 140 điểm phục vụ (25 bưu cục, 115 điểm phục vụ khác).")
    assert [figure.phrase for figure in figures[1:]] == ["điểm phục vụ", "bưu cục", "điểm phục vụ khác"]


def test_communes_without_their_comma_are_communes(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỷ lệ xử lý văn bản trên mạng tại các sở, ngành Hà Nam đạt 92%; tại các huyện đạt 95%; "
        "tại các xã phường, thị trấn đạt 99%."
    )
    assert len({figure.indicator.metric_key for figure in figures}) == 1
