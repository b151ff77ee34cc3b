"""Figures whose words stand elsewhere: rates of growth, changes of bodies one after the other, values behind names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

Read = Callable[..., list[Figure]]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Số hồ sơ nộp trực tuyến tăng 31% so với năm trước.", "online_dossiers_count"),
        ("Số hồ sơ nộp trực tuyến tăng gấp 3 lần so với năm trước.", "online_dossiers_count"),
        ("Thu ngân sách tăng 8,1% so với cùng kỳ.", "budget_revenue_amount"),
        ("Số đơn vị sự nghiệp công lập giảm 9% so với năm 2017.", "public_service_units_count"),
        ("Tỷ lệ hồ sơ trực tuyến tăng 5% so với năm trước.", "online_dossiers_share"),
        ("Số vườn cây giảm 9% so với năm 2017.", "open.vuon_cay"),
        ("Tốc độ tăng vườn cây là 9%.", "open.vuon_cay"),
        ("Vốn đăng ký tăng 9%.", "open.von_dang_ky"),
    ],
)
def test_a_rate_of_growth_is_of_what_grows(read: Read, sentence: str, metric: str) -> None:
    (figure,) = read(sentence)
    assert figure.indicator.metric_key == metric


def test_changes_that_name_only_bodies_go_on_with_the_one_before(read: Read) -> None:
    figures = read(
        "Số biên chế sự nghiệp đã giảm 7,2%, tương ứng với gần 4.100 người.",
        "Các bộ, ngành giảm 900 người, trong khi các địa phương giảm hơn 3.200 người.",
    )
    assert {figure.indicator.metric_key for figure in figures} == {"public_service_posts_count"}
    assert {figure.phrase for figure in figures} == {"Số biên chế sự nghiệp"}


def test_names_before_brackets_are_no_indicator(read: Read) -> None:
    figures = read("Tỷ lệ vườn cây được tưới cao nhất là Hà Nội (61%), cùng các tỉnh Hòa Bình (58%), Nam Định (55%).")
    assert {figure.indicator.metric_key for figure in figures} == {"open.vuon_cay_tuoi.percent"}


def test_each_deed_counts_its_own_part(read: Read) -> None:
    whole, done, open_ones = read("Có 90 nhiệm vụ, trong đó đã hoàn thành 70 nhiệm vụ, đang triển khai 20 nhiệm vụ.")
    assert [done.phrase, open_ones.phrase] == ["hoàn thành 70 nhiệm vụ", "đang triển khai 20 nhiệm vụ"]
    assert len({whole.indicator.metric_key, done.indicator.metric_key, open_ones.indicator.metric_key}) == 3


def test_a_long_phrase_begins_with_what_is_counted(read: Read) -> None:
    (figure,) = read(
        "Số ghế trong các toa tàu của những đoàn tàu khách do ngành đường sắt quản lý và bảo đảm đã giảm 4%."
    )
    assert figure.phrase.startswith("Số ghế trong các toa tàu")


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        # what is behind "và" begins no subject of its own
        (
            "Số hộ khai thuế qua mạng và nộp thuế qua mạng đạt 91%.",
            ["open.ho_khai_thue_qua_mang_nop_thue_qua_mang.percent"],
        ),
        ("Ban hành quy chế và tỷ lệ hồ sơ đúng hạn đạt 98%.", ["dossiers_resolved_on_time_share"]),
        # the next subject is none of this figure's words
        (
            "Tỷ lệ hồ sơ đúng hạn là 97,5% mức độ hài lòng của người dân đạt 96,2%.",
            ["dossiers_resolved_on_time_share", "satisfied_respondents_share"],
        ),
        # a body that still has something is not what is counted
        ("Đến nay ngành hải quan vẫn còn 210 mẫu đơn.", ["open.mau_don"]),
        ("Biên chế công chức còn 2.100 người.", ["civil_service_posts_count"]),
        # a short form in brackets
        ("Số trạm bơm của Công ty Thủy lợi (TL) tăng 12%.", ["open.tram_bom"]),
        # a share and the words of it
        ("81% hồ sơ được nộp qua bưu cục làng.", ["open.ho_so_nop_qua_buu_cuc_lang.percent"]),
        ("Tỷ lệ hồ sơ được nộp qua bưu cục làng là 81%.", ["open.ho_so_nop_qua_buu_cuc_lang.percent"]),
    ],
)
def test_where_a_subject_begins_and_ends(read: Read, sentence: str, metrics: list[str]) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_bodies_that_are_counted_together_share_what_is_said_of_them(read: Read) -> None:
    figures = read("Có 9 bộ và 14 địa phương có tỷ lệ trồng cây đạt trên 40%.")
    counts = [figure for figure in figures if figure.number.unit == "count"]
    assert len({figure.indicator.metric_key for figure in counts}) == 1
    assert {figure.agency.agency_key for figure in counts} == {"vn.ministries", "vn.provinces"}


def test_enterprises_counted_beside_bodies_share_what_is_said_of_all(read: Read) -> None:
    figures = read("Đã có 8/22 bộ, ngành, 31/63 địa phương, 02 tập đoàn, ngân hàng thương mại ký quy chế chung.")
    assert {figure.phrase for figure in figures} == {"tập đoàn, ngân hàng thương mại ký quy chế chung"}
    assert [figure.agency.agency_key for figure in figures] == ["vn.ministries", "vn.provinces", "vn"]


def test_ministries_and_provinces_counted_as_one_group_are_told_whole(read: Read) -> None:
    figures = read("Đầu năm mới có 31 bộ, tỉnh dùng nền tảng, tương ứng 33%.")
    assert [figure.phrase for figure in figures] == ["bộ, tỉnh dùng nền tảng"] * 2


def test_a_share_is_of_the_count_that_its_size_tells(read: Read) -> None:
    figures = read("Số hồ sơ nộp trực tuyến là 410 hồ sơ và tổng số hồ sơ tiếp nhận là 1.000 hồ sơ, chiếm 41%.")
    assert figures[-1].indicator.metric_key == "online_dossiers_share"
    figures = read("Số hồ sơ nộp trực tuyến là 410 hồ sơ và số hồ sơ đúng hạn là 1.000 hồ sơ, chiếm 98%.")
    assert figures[-1].indicator.metric_key == "dossiers_resolved_on_time_share"


def test_a_subject_may_hold_who_is_counted(read: Read) -> None:
    figures = read("Tổng số hồ sơ cấp căn cước do công an các xã thu nhận của công an 34 tỉnh là 7.100 hồ sơ.")
    assert figures[-1].phrase.startswith("Tổng số hồ sơ cấp căn cước")


def test_what_is_said_of_bodies_goes_on_behind_a_bracket(read: Read) -> None:
    (figure,) = read("100% các sở, ban, ngành, UBND cấp huyện (cấp hai) đã dùng chữ ký số.")
    assert figure.phrase == "các sở, ban, ngành, UBND cấp huyện (cấp hai) đã dùng chữ ký số"


def test_a_label_behind_a_list_of_names_is_theirs(read: Read) -> None:
    figures = read("Đà Nẵng (41%), Hòa Bình (39%) là hai nơi dẫn đầu về tỷ lệ hồ sơ trực tuyến.")
    assert {figure.indicator.metric_key for figure in figures} == {"online_dossiers_share"}
    assert {figure.phrase for figure in figures} == {"tỷ lệ hồ sơ trực tuyến"}


def test_a_mean_without_a_name_goes_on_with_the_index(read: Read) -> None:
    *_, mean = read(
        "Chỉ số cải cách hành chính của vùng Tây Bắc đạt 84,1%. Các vùng còn lại có cùng giá trị trung bình đạt 83,2%."
    )
    assert mean.indicator.metric_key == "par_index_score"


def test_complaints_that_were_answered_are_not_those_that_came(read: Read) -> None:
    figures = read("Cổng đã tiếp nhận 510 phản ánh, kiến nghị; các cơ quan đã trả lời 480 phản ánh, kiến nghị.")
    assert [figure.indicator.metric_key for figure in figures] == ["feedback_received_count", "feedback_handled_count"]


def test_parts_of_a_list_of_offices_count_what_the_sentence_before_counts(read: Read) -> None:
    figures = read(
        "Tỉnh có 320 thủ tục được rút ngắn thời gian đi lại.",
        "Trong đó, Sở Y tế có 31 thủ tục, Sở Nội vụ 15 thủ tục, Ban Dân tộc 4 thủ tục, Thanh tra tỉnh 6 thủ tục.",
    )
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_days_fall_to_a_bound_of_the_same_length_of_time(read: Read) -> None:
    figures = read("Thời gian cấp phép xây dựng giảm từ 20 ngày xuống tối đa 12 ngày.")
    assert len({figure.indicator.metric_key for figure in figures}) == 1
    assert figures[1].hedge.qualifier == "at_most"


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Tính ra, hồ sơ giải quyết xong là 4.120 hồ sơ.", "dossiers_resolved_count"),
        ("Hồ sơ đến hạn trả là 318 hồ sơ.", "dossiers_due_count"),
        ("Hồ sơ chưa đến hạn là 44 hồ sơ.", "dossiers_pending_in_time_count"),
        ("Hồ sơ quá hạn nhưng chưa có kết quả là 9 hồ sơ.", "dossiers_late_count"),
        ("Tỉnh tiếp nhận 44 hồ sơ giải quyết thủ tục đất đai.", "dossiers_received_count"),
        ("Tỉnh đang trong hạn giải quyết 44 hồ sơ.", "dossiers_pending_in_time_count"),
    ],
)
def test_states_of_dossiers_are_told_apart(read: Read, sentence: str, metric: str) -> None:
    (figure,) = read(sentence)
    assert figure.indicator.metric_key == metric


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Tỉnh tiếp nhận 210 phản ánh, kiến nghị, đã xử lý 205, đạt 97,6%.",
            ["feedback_received_count", "feedback_handled_count", "feedback_handled_share"],
        ),
        (
            "Huyện nhận 52 đơn thư, đã giải quyết 50 (96%).",
            ["petitions_received_count", "open.giai_quyet_don_thu", "open.giai_quyet_don_thu.percent"],
        ),
        (
            "Sở rà soát 120 văn bản, bãi bỏ 15, sửa đổi 8.",
            ["legal_documents_reviewed_count", "open.bai_bo_van_ban", "open.sua_doi_van_ban"],
        ),
    ],
)
def test_a_verb_alone_was_done_to_what_was_counted_before(read: Read, sentence: str, metrics: list[str]) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        (
            "Vốn đầu tư công giải ngân đạt 41,7% kế hoạch, tương ứng 1.310 tỷ đồng.",
            "public_investment_disbursed_amount",
        ),
        ("Biên chế sự nghiệp 14.800 người.", "public_service_posts_count"),
        ("Sau sắp xếp còn 12 sở.", "open.so"),
        ("Tỉnh nhận về 3.140 hồ sơ.", "dossiers_received_count"),
        ("Có 19 hồ sơ chậm trả.", "dossiers_late_count"),
        ("Còn 260 hồ sơ đang được thụ lý.", "dossiers_pending_count"),
        ("Người dân nộp hồ sơ qua mạng đạt 66,1%.", "online_dossiers_share"),
        ("Hơn 320 hồ sơ qua bưu chính.", "postal_dossiers_count"),
    ],
)
def test_other_words_for_the_same_indicator(read: Read, sentence: str, metric: str) -> None:
    assert read(sentence)[-1].indicator.metric_key == metric


@pytest.mark.parametrize(
    "sentence", ["Bộ Y tế: 32,1%.", "Trong khi đó, Bộ Y tế mới đạt 12%.", "Tỷ lệ này ở Bộ Y tế là 41%."]
)
def test_a_sentence_of_another_body_goes_on_with_what_was_told_last(read: Read, sentence: str) -> None:
    figures = read(
        "Tỷ lệ hồ sơ đúng hạn của Hà Nội là 99%.",
        "Bộ Tài chính đã cắt giảm 38,5% thủ tục; Bộ Xây dựng (36,2%).",
        sentence,
    )
    assert [f.indicator.metric_key for f in figures[1:]] == ["open.cat_giam_thu_tuc.percent"] * 3


def test_a_verb_alone_counts_what_the_list_counted_before(read: Read) -> None:
    figures = read("Tổng số hồ sơ tiếp nhận là 5.340 hồ sơ.", "- Cấp xã: tiếp nhận 3.940, đã giải quyết 3.810.")
    assert [f.indicator.metric_key for f in figures[1:]] == ["dossiers_received_count", "dossiers_resolved_count"]


def test_a_label_and_the_words_beside_a_share_tell_it_together(read: Read) -> None:
    figures = read("Tỷ lệ số hóa: hồ sơ 91,2%, bản đồ 60%.")
    assert figures[0].indicator.metric_key == "dossiers_digitized_share"
    assert figures[1].phrase == "Tỷ lệ số hóa bản đồ"


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Cấp phép mất 20 ngày, nay rút xuống còn 12 ngày.", ["Cấp phép mất 20 ngày"] * 2),
        (
            "Nghị quyết đặt chỉ tiêu thời gian nộp thuế không quá 119 giờ/năm.",
            ["thời gian nộp thuế không quá 119 giờ/năm"],
        ),
        ("Biên chế giảm 1,2 vạn người so với năm 2015 (tức 4,4%).", ["Biên chế"] * 2),
    ],
)
def test_the_words_of_what_is_counted(read: Read, sentence: str, phrases: list[str]) -> None:
    assert [f.phrase for f in read(sentence)] == phrases


def test_bodies_over_another_bar_are_counted_apart(read: Read) -> None:
    figures = read("Có 3 bộ đạt từ 90% trở lên, 10 bộ đạt trên 80%, 2 bộ dưới 80%.")
    counts = [f.indicator.metric_key for f in figures if f.number.unit == "count"]
    assert counts == ["open.bo_tren90", "open.bo_tren80", "open.bo_duoi80"]


def test_a_name_in_quotes_is_what_has_the_value(read: Read) -> None:
    figures = read('PAR INDEX có 8 nội dung. "Cải cách thể chế" có giá trị trung bình cao nhất, đạt 94,12%.')
    assert figures[-1].phrase == "Cải cách thể chế"


def test_the_owner_is_no_part_of_a_key(read: Read) -> None:
    figures = read("Số cổng của Bộ Y tế là 4.", "Số cổng của Bộ Tài chính là 6.")
    assert len({f.indicator.metric_key for f in figures}) == 1


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Cục A tiếp nhận nhiều nhất với 21.500 hồ sơ.", ["dossiers_received_count"]),
        ("Biên chế công chức được giao 612 người.", ["civil_service_posts_count"]),
        (
            "Vụ kiểm tra 312 văn bản do địa phương ban hành, phát hiện 14 văn bản sai.",
            ["legal_documents_inspected_count", "open.phat_hien_van_ban_sai"],
        ),
        ("Có 5 nhiệm vụ chưa đến hạn.", ["open.nhiem_vu_chua_den_han"]),
        ("PAPI xếp thứ 16. Bộ trưởng yêu cầu tăng ít nhất 3 bậc.", ["papi_rank"] * 2),
    ],
)
def test_what_stands_between_a_verb_and_its_figure(read: Read, sentence: str, metrics: list[str]) -> None:
    assert [f.indicator.metric_key for f in read(sentence)] == metrics


def test_the_same_count_of_another_time(read: Read) -> None:
    figures = read(
        "6 tháng đầu năm 2023, tỉnh tiếp nhận 405.100 hồ sơ.",
        "Cùng kỳ năm 2022 là 380.200 hồ sơ.",
        "Riêng tháng 6 đạt 61.200 hồ sơ.",
    )
    assert {f.indicator.metric_key for f in figures} == {"dossiers_received_count"}
    assert [str(f.period.first) for f in figures] == ["2023-01-01", "2022-01-01", "2023-06-01"]
    assert [str(f.period.last) for f in figures] == ["2023-06-30", "2022-06-30", "2023-06-30"]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Có 150 phản ánh, 97% đã được xử lý.", ["open.phan_anh", "open.xu_ly_phan_anh.percent"]),
        ("Số đầu mối giảm 400 đơn vị (76%).", ["open.dau_moi"] * 2),
        ("Bố trí 30 cán bộ; bình quân mỗi xã có 6 người.", ["open.bo_tri_can_bo", "open.nguoi"]),
        ("Thời gian xử lý là 2,5 ngày/hồ sơ.", ["open.thoi_gian_xu_ly"]),
        (
            "Giá trị hợp đồng 2,3 triệu USD (khoảng 52 tỷ đồng).",
            ["open.gia_tri_hop_dong.usd", "open.gia_tri_hop_dong.vnd"],
        ),
    ],
)
def test_what_was_done_to_what_and_what_changed(read: Read, sentence: str, metrics: list[str]) -> None:
    assert [f.indicator.metric_key for f in read(sentence)] == metrics


def test_a_list_behind_wards_is_counted(read: Read) -> None:
    assert [int(f.number.value) for f in read("Đã đánh giá 126 xã, phường: 98 đơn vị khá, 28 đơn vị trung bình.")] == [
        126,
        98,
        28,
    ]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Bộ Y tế cắt 128/191 dòng hàng (67%), Bộ Công Thương 402/702 (57%).",
            ["open.cat_dong_hang", "open.cat_dong_hang.percent"] * 2,
        ),
        (
            "Doing Business tăng 14 bậc; riêng chỉ số nộp thuế tăng 81 bậc, tiếp cận điện năng tăng 37 bậc.",
            ["doing_business_rank", "open.chi_so_nop_thue.rank", "open.tiep_can_dien_nang.rank"],
        ),
        ("Đã cắt 776 dòng, vượt 18% chỉ tiêu được giao.", ["open.cat_dong", "open.cat_dong_so_ke_hoach.percent"]),
    ],
)
def test_the_next_of_a_list_and_what_moved_by_itself(read: Read, sentence: str, metrics: list[str]) -> None:
    assert [f.indicator.metric_key for f in read(sentence)] == metrics


def test_parts_go_on_between_semicolons(read: Read) -> None:
    figures = read(
        "Cả nước tinh giản 45.500 người.",
        "Trong đó, đoàn thể 2.155 người; hành chính 5.778 người; đơn vị sự nghiệp công lập 31.560 người.",
    )
    assert {f.indicator.metric_key for f in figures} == {"staff_cut_count"}


def test_groups_of_tasks_are_no_tasks(read: Read) -> None:
    figures = read("Kế hoạch cải cách hành chính gồm 8 nhóm nhiệm vụ với 62 nhiệm vụ.")
    assert [f.indicator.metric_key for f in figures] == ["open.nhom_nhiem_vu", "reform_plan_tasks_count"]


def test_what_money_is_for_may_be_counted(read: Read) -> None:
    figures = read("Kinh phí chi trả cho 1.250 người nghỉ việc là 310 tỷ đồng.")
    assert figures[-1].phrase.startswith("Kinh phí chi trả")


def test_that_number_is_the_one_told_last(read: Read) -> None:
    figures = read("Tỉnh tiếp nhận 5.200 hồ sơ.", "So với quý trước, con số này tăng 11%.")
    assert [f.indicator.metric_key for f in figures] == ["dossiers_received_count"] * 2


def test_bodies_are_told_apart_by_how_they_moved(read: Read) -> None:
    figures = read("Có 45 tỉnh tăng điểm, 12 tỉnh giảm điểm.")
    assert len({f.indicator.metric_key for f in figures}) == 2


def test_a_plan_in_brackets_is_of_the_share_before_it(read: Read) -> None:
    figures = read("Đúng và sớm hạn 98,1%; nhận hồ sơ trực tuyến 61% (chỉ tiêu 35%).")
    assert [f.indicator.metric_key for f in figures[1:]] == ["online_dossiers_share"] * 2


def test_a_total_counts_what_arose(read: Read) -> None:
    figures = read("Hiện 15 đơn vị phát sinh hồ sơ trực tuyến, với tổng số 820 hồ sơ.")
    assert figures[-1].indicator.metric_key == "online_dossiers_count"


def test_parts_in_one_bracket_count_the_same(read: Read) -> None:
    figures = read("Có 12 đơn vị trồng rừng (tỉnh 5 đơn vị, huyện 4 đơn vị, xã 3 đơn vị) và không có vườn hoa.")
    assert {figure.indicator.metric_key for figure in figures} == {"open.don_vi_trong_rung"}


def test_what_is_under_way_is_told_whole(read: Read) -> None:
    (figure,) = read("Còn 41 hồ sơ đang trong thời hạn giải quyết.")
    assert figure.indicator.metric_key == "dossiers_pending_in_time_count"


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Huyện ban hành 35 văn bản, trong đó có 05 kế hoạch.", ["open.ban_hanh_van_ban", "open.ke_hoach"]),
        (
            "Còn 8 hồ sơ (trong hạn 6 hồ sơ, quá hạn 2 hồ sơ).",
            ["open.ho_so", "dossiers_pending_in_time_count", "dossiers_late_count"],
        ),
        ("Xã trả 90 hồ sơ (đúng hạn, trước hạn: 88 hồ sơ).", [None, "dossiers_resolved_on_time_count"]),
        ("Kết quả: không hài lòng 7 phiếu (1,4%).", ["open.khong_hai_long_phieu", "dissatisfied_respondents_share"]),
        ("100% thủ tục được niêm yết; giảm ít nhất 10% thời gian chờ.", [None, "open.thoi_gian_cho"]),
        ("Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa đạt 61,5%.", ["digitized_data_reused_share"]),
        ("Số người làm việc trong đơn vị sự nghiệp công lập là 2.345 người.", ["public_service_posts_count"]),
        ("Đài đã đăng 42 tin, bài.", ["open.tin_bai"]),
        ("Xã bãi bỏ 7 khoản phí, rút ngắn 25% thời gian chờ.", [None, "open.thoi_gian_cho"]),
        (
            "Có 98,2% trả đúng hẹn và trước hẹn, 1,8% quá hẹn.",
            ["dossiers_resolved_on_time_share", "dossiers_late_share"],
        ),
        ("100% xã trồng cây xanh và tỷ lệ thanh toán trực tuyến đạt 70%.", ["open.xa_trong_cay_xanh.percent", None]),
        ("Bình quân mỗi ngày, xã tiếp nhận 40 lượt người đến giao dịch.", ["open.tiep_nhan_luot_nguoi_den_giao_dich"]),
        ("Tổng biên chế công chức giảm 41 người (5,1%).", ["civil_service_posts_count"] * 2),
        (
            "Tỉnh có 810 TTHC cung cấp dịch vụ công trực tuyến, trong đó 500 TTHC toàn trình, 310 TTHC một phần.",
            ["online_services_count", "full_online_services_count", "partial_online_services_count"],
        ),
        ("Chỉ số PAR INDEX tăng 2,1 điểm, nhưng lại giảm 4 bậc.", ["par_index_score", "par_index_rank"]),
        ("Còn 03 chỉ tiêu chưa đạt kế hoạch.", ["open.chi_tieu_chua_dat_ke_hoach"]),
        (
            "Trụ sở tiếp dân đã tiếp 210 người về 64 vụ việc khiếu nại, có 7 đoàn đông người.",
            ["citizens_received_count", "open.vu_viec_khieu_nai", "open.doan_dong_nguoi"],
        ),
        (
            "Các địa phương tiếp 410 người khiếu nại với 90 vụ việc, tiếp nhận 77 đơn.",
            ["citizens_received_count", "open.vu_viec", "petitions_received_count"],
        ),
        (
            "Chính phủ giao 41 nhiệm vụ, Bộ hoàn thành 30 nhiệm vụ, đang tiếp tục thực hiện 11 nhiệm vụ.",
            ["assigned_tasks_count", "assigned_tasks_completed_count", "assigned_tasks_in_progress_count"],
        ),
        (
            "Chính phủ đã ban hành 31 nghị định, 64 nghị quyết; các bộ ban hành 205 thông tư.",
            ["decrees_issued_count", "resolutions_issued_count", "circulars_issued_count"],
        ),
        ("Kết quả gồm 31 Nghị định; 64 Nghị quyết.", ["open.nghi_dinh", "open.nghi_quyet"]),
        (
            "Công an đã cấp 91.000 tài khoản định danh điện tử, 60.200 tài khoản được kích hoạt.",
            ["electronic_identity_accounts_issued_count", "electronic_identity_accounts_count"],
        ),
        ("Các bộ trình ban hành hoặc ban hành theo thẩm quyền 712 văn bản.", ["legal_documents_issued_count"]),
        ("Có 71% người trưởng thành mở tài khoản thanh toán; dịch vụ công trực tuyến tiện lợi.", [None]),
        (
            "100% các cơ sở khám, chữa bệnh có mã QR; Bộ ban hành 14 quyết định cá biệt và nhiều công văn.",
            ["open.co_so_kham_chua_benh_ma_qr.percent", "open.ban_hanh_quyet_dinh_ca_biet"],
        ),
        (
            "Quốc hội cho ý kiến 7 dự án luật và dự kiến thông qua 3 luật.",
            ["draft_laws_submitted_first_opinion_count", "laws_resolutions_submitted_for_passage_count"],
        ),
        (
            "Bộ cung cấp 41/41 dịch vụ công trực tuyến theo Quyết định 12 ngày 2/3/2022, đạt tỷ lệ 100%.",
            ["online_services_count", "online_services_share"],
        ),
        ("Trong đó 46% từ khu vực tư nhân có vốn đầu tư lớn, do ngành công nghiệp góp.", [None]),
        (
            "Bộ hoàn thành 31/40 nhiệm vụ Thủ tướng Chính phủ giao; góp ý 9 hiệp định (giảm 2 văn bản so với cùng kỳ).",
            ["assigned_tasks_completed_count", "open.gop_y_hiep_dinh", "open.gop_y_hiep_dinh"],
        ),
        (
            "Bộ trình Quốc hội thông qua 2 luật, 1 nghị quyết. Chỉ số PAPI bao gồm 8 nội dung khác nhau.",
            ["laws_resolutions_submitted_for_passage_count"] * 2 + ["open.noi_dung_khac_nhau"],
        ),
        (
            "Có 410 thủ tục (52%) cung cấp trực tuyến toàn trình; 31 hồ sơ (chiếm 4%) các xã trả lại.",
            ["full_online_services_count", "full_online_services_share", "open.ho_so_xa_tra_lai", None],
        ),
    ],
)
def test_words_of_a_report(read: Read, sentence: str, metrics: list[str | None]) -> None:
    told = [figure.indicator.metric_key for figure in read(sentence)]
    assert [key if metric else None for key, metric in zip(told, metrics, strict=True)] == metrics


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Chỉ số cấp phép tăng 1,2 điểm hay chỉ số tín dụng tăng mạnh 4,5 điểm.",
            ["Chỉ số cấp phép", "chỉ số tín dụng"],
        ),
        ("Tổng số hộ đã nộp ít nhất 1 tờ khai là 4.100 hộ.", ["tờ khai", "Tổng số hộ đã nộp ít nhất 1 tờ khai"]),
        ("Nghị quyết đặt mục tiêu thời gian nộp phí còn không quá 30 giờ/năm.", ["thời gian nộp phí"]),
        (
            "Thời gian cấp phép giai đoạn 2012-2015 là 20 ngày, giai đoạn 2016-2018 là 9 ngày.",
            ["Thời gian cấp phép giai đoạn 2012-2015"] * 2,
        ),
        (
            "Có 31 chi cục phải sắp xếp, trong đó có 20 chi cục chuyển thành phòng.",
            ["chi cục phải sắp xếp", "chi cục chuyển thành phòng"],
        ),
        ("Bộ Y tế dẫn đầu 14 bộ, ngành trong bảng này với chỉ số 88,1%.", ["bộ, ngành trong bảng này", None]),
        ("Có 3 tỉnh dẫn đầu là các tỉnh Hà Nam, Huế; 4 địa phương gồm Sơn La, Cà Mau.", ["tỉnh dẫn đầu", "địa phương"]),
    ],
)
def test_words_end_where_something_else_begins(read: Read, sentence: str, phrases: list[str | None]) -> None:
    told = [figure.phrase for figure in read(sentence)]
    assert [phrase if wanted else None for phrase, wanted in zip(told, phrases, strict=True)] == phrases


def test_people_in_brackets_behind_names_are_those_told_before(read: Read) -> None:
    figures = read("Có 210 cán bộ bị kỷ luật. Trong đó, nhiều nhất là Hà Nam (41 người), Huế (38 người).")
    assert {figure.indicator.metric_key for figure in figures} == {"civil_servants_disciplined_count"}
