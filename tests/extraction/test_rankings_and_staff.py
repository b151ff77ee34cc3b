"""Ways in which news tell of rankings, of staff, of tasks and of what ministries cut."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from orchestration.extraction.figure import Figure


def test_what_is_counted_twice_in_one_sentence_has_one_name(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số lượng phòng thuộc sở là 96 tổ chức, giảm 4 tổ chức.")
    assert {figure.phrase for figure in figures} == {"Số lượng phòng thuộc sở"}


def test_who_retires_before_an_age_is_counted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số người nghỉ hưu trước tuổi gần 40 người. Anh đang ở tuổi 52.")
    assert [figure.number.printed for figure in figures] == ["40"]


def test_trades_of_business_are_one_noun(read: Callable[..., list[Figure]]) -> None:
    assert read("Luật kê 260 ngành, nghề kinh doanh có điều kiện.")[0].phrase == "ngành, nghề kinh doanh có điều kiện"


def test_posts_of_both_kinds_are_one_noun(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2020, tổng biên chế công chức, sự nghiệp giảm khoảng 910 người.")
    assert figures[0].phrase == "tổng biên chế công chức, sự nghiệp"


def test_things_are_no_places_that_a_body_moved(read: Callable[..., list[Figure]]) -> None:
    figures = read("Nhiều nhất là Sơn La, giảm được 31 cơ quan, thứ 3 là Hà Giang giảm được 17 phòng.")
    assert "phòng" in figures[-1].phrase


def test_who_is_named_as_an_example_acts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Nhiều bộ làm nhanh như Bộ Y tế cắt 48/60 điều kiện; Bộ Xây dựng cắt 70 điều kiện.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.min.y_te", "vn.min.xay_dung"]


def test_what_a_reached_plan_was_set_to_is_the_plan(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các bộ đã bãi bỏ 900 giấy phép, đạt 80% mục tiêu đề ra là bãi bỏ 40% tổng số giấy phép.")
    assert [figure.status for figure in figures] == ["actual", "actual", "target"]


def test_bodies_that_are_counted_by_name_are_what_is_said_of_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Tài chính và Bộ Y tế là 2 bộ dẫn đầu về chỉ số này.")
    assert (figures[0].agency.agency_key, figures[0].phrase) == ("vn.ministries", "bộ dẫn đầu về chỉ số này")
    assert read("Sơn La là 60 trong 90 văn bản kiểm tra có sai phạm.")[0].phrase != "trong"


def test_how_an_index_moved_is_no_part_of_its_name(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số cải cách hành chính cấp tỉnh có sự thay đổi lớn. Riêng Sơn La xếp vị trí thứ 9.")
    assert figures[0].phrase == "Chỉ số cải cách hành chính cấp tỉnh"


def test_a_long_name_of_satisfaction_begins_with_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Việc đổi mới được thể hiện rõ ở sự hài lòng của người dân, doanh nghiệp đối với sự phục vụ của các cơ quan"
        " hành chính trên địa bàn (xếp thứ 9/63)."
    )
    assert figures[0].phrase.startswith("sự hài lòng của người dân, doanh nghiệp")


def test_a_dated_figure_of_a_headline_keeps_its_day(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Tính đến ngày 20/12/2019, có 31 tổng cục và tương đương, tăng 3",
        "Đến nay Chính phủ đã ban hành 7 quyết định. So với nhiệm kỳ trước, tăng 3 tổng cục.",
        published_on=date(2020, 1, 15),
    )
    assert {figure.period.last for figure in figures[:2]} == {date(2019, 12, 20)}


def test_parts_of_counted_tasks_are_no_dossiers(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Có 9.120 nhiệm vụ do Thủ tướng giao các bộ. Trong đó, 8.010 nhiệm vụ đã hoàn thành, đạt 97,5%"
        " (đúng hạn: 7.400, quá hạn: 610). Số nhiệm vụ quá hạn chỉ chiếm 2,5%."
    )
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[0] == "assigned_tasks_count"
    assert keys[-2:] == ["assigned_tasks_late_count", "assigned_tasks_late_share"]
    assert not any(key.startswith("dossiers") for key in keys)
    dossiers = read("Đã giải quyết 8.010 hồ sơ (đúng hạn: 7.400, quá hạn: 610).")
    assert dossiers[-1].indicator.metric_key == "dossiers_late_count"


def test_tasks_that_must_be_done_are_there(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 410 nhiệm vụ đến hạn phải hoàn thành, trong đó 380 nhiệm vụ đã làm xong.")
    assert {figure.status for figure in figures} == {"actual"}
    assert read("100% nhiệm vụ phải hoàn thành đúng hạn.")[0].status == "target"


def test_words_of_time_behind_a_comma_open_what_is_told(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo báo cáo của Sở Tài chính, 9 tháng năm 2022 tổng chi ngân sách ước đạt 5.310 tỷ đồng.")
    assert figures[0].phrase == "tổng chi ngân sách"


def test_digits_of_a_number_on_a_card_are_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert not read("Công an tỉnh đổi chứng minh nhân dân 9 số cho người dân.")


def test_kinds_of_a_list_are_told_before_their_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Còn 9 vụ việc (khiếu nại 4 vụ, tố cáo 5 vụ).")
    assert figures[2].phrase == "tố cáo"
    figures = read("Có 310 đơn đủ điều kiện (khiếu nại 210 đơn, tố cáo 30 đơn, kiến nghị và phản ánh 70 đơn).")
    assert [figure.phrase for figure in figures[1:]] == ["khiếu nại", "tố cáo", "kiến nghị và phản ánh"]


def test_bodies_that_label_counts_do_not_name_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đã nhận 5.120 đơn (bộ, ngành: 1.020 đơn, địa phương: 4.100 đơn).")
    assert [figure.phrase for figure in figures[1:]] == ["đơn", "đơn"]
    assert [figure.agency.agency_key for figure in figures[1:]] == ["vn.ministries", "vn.provinces"]


def test_a_noun_ends_before_whom_it_is_about(read: Callable[..., list[Figure]]) -> None:
    assert read("Có 12 phương án sắp xếp đối với 30 xã.")[0].phrase == "phương án sắp xếp"
    assert read("Có 90 hồ sơ lý lịch đối với người ở xa.")[0].phrase == "hồ sơ lý lịch"
    assert read("Có 7 quy chuẩn đối với nước thải công nghiệp.")[0].phrase == "quy chuẩn đối với nước thải công nghiệp"


def test_who_has_done_something_is_no_verb(read: Callable[..., list[Figure]]) -> None:
    figures = read("Ngành thanh tra đã mở hơn 2.100 cuộc thanh tra ở cơ sở.")
    assert not figures[0].phrase.startswith("thanh tra đã")


def test_two_years_told_together_are_one_span(read: Callable[..., list[Figure]]) -> None:
    figures = read("Qua hai năm 2018 và 2019, có 14 tỉnh tăng điểm.")
    assert (figures[0].period.first, figures[0].period.last) == (date(2018, 1, 1), date(2019, 12, 31))


def test_the_index_of_a_headline_may_lack_its_short_name(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Sơn La dẫn đầu năng lực cạnh tranh cấp tỉnh",
        "Cụ thể, Sơn La đạt 71,3 điểm. Sau Sơn La là Hà Giang 70,2 điểm.",
    )
    assert {figure.indicator.metric_key for figure in figures} == {"pci_score"}


def test_a_rate_is_of_the_count_beside_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số vốn tăng thêm là 910 tỷ đồng, tăng 14,3% với 2.310 lượt đăng ký, tăng 3,1% so với cùng kỳ.")
    assert figures[3].phrase == figures[2].phrase


def test_whose_the_growth_is_did_not_grow(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tính cả 310 tỷ đồng vốn tăng thêm của 4.100 doanh nghiệp thì tổng số vốn là 910 tỷ đồng.")
    assert [figure.role.role for figure in figures] == ["level"] * 3


def test_a_point_may_part_month_and_year(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong tháng 10.2022, có 310 doanh nghiệp mới, tăng 2% so với tháng 9.2022.")
    assert (figures[0].period.first, figures[0].period.last) == (date(2022, 10, 1), date(2022, 10, 31))


def test_bodies_whose_mean_is_told_end_before_the_verb(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sơn La vượt mức trung bình của 6 địa phương trên là cấp hộ tịch (81% so với 74%).")
    assert figures[0].phrase.startswith("địa phương")
    assert "hộ tịch" not in figures[0].phrase
    assert figures[1].phrase == "cấp hộ tịch"


def test_for_what_money_is_paid_does_not_name_the_sum(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số lượt nộp là 410 với tổng số tiền 12 tỷ đồng cho các khoản lệ phí.")
    assert figures[1].phrase == "tổng số tiền"


def test_words_of_time_before_the_predicate_are_handed_on(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỷ lệ giải ngân của cả nước 10 tháng qua mới đạt 51,2% kế hoạch. Tỷ lệ giải ngân vốn trong nước đạt 53,4%.",
        published_on=date(2022, 11, 4),
    )
    assert {figure.period.last for figure in figures} == {date(2022, 10, 31)}


def test_a_place_among_all_is_still_of_its_body(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022, Sơn La xếp hạng 31/63 tỉnh, thành phố cả nước, tăng 4 hạng so với năm 2021.")
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.son_la"}


def test_counted_bodies_with_something_count_two_things(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Sơn La công bố thủ tục", "UBND tỉnh Sơn La công bố danh mục thuộc chức năng của 9 sở, ngành với 310 thủ tục."
    )
    assert figures[1].phrase == "thủ tục"


def test_what_lies_over_a_plan_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đã thi hành xong 5.120 việc, đạt tỷ lệ 82,1% (tăng 1,3%), vượt chỉ tiêu được giao là 2,1%.")
    assert figures[3].role.role == "change"


def test_who_sets_a_measure_does_not_reach_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ tiêu thi hành án được Quốc hội giao là 82,5% về việc. Đã thi hành xong hơn 61.000 tỷ.")
    assert figures[0].agency.agency_key != "vn.body.quoc_hoi"
    assert figures[1].number.unit == "vnd"


def test_how_high_a_share_stands_does_not_name_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ trả hồ sơ đúng hạn của các sở đạt tỷ lệ cao, bình quân đạt 98%.")
    assert figures[0].phrase == "Tỷ lệ trả hồ sơ đúng hạn của các sở"


def test_procedures_of_trades_are_told_apart(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ dự kiến bỏ 21 thủ tục trong kinh doanh dược, 6 thủ tục trong kinh doanh, sản xuất muối.")
    assert [figure.scope_key for figure in figures] == ["sector=duoc", "sector=muoi"]


def test_what_there_is_now_is_dated_by_the_page(read: Callable[..., list[Figure]]) -> None:
    figure = read("Hiện số hồ sơ đang giải quyết là 30 hồ sơ.", published_on=date(2022, 5, 6))[0]
    assert (figure.phrase, figure.period.kind) == ("số hồ sơ đang giải quyết", "stock")


def test_a_level_behind_its_count_parts_the_whole(read: Callable[..., list[Figure]]) -> None:
    figures = read("TP. Đà Nẵng đã phê duyệt 410 quy trình nội bộ (300 cấp tỉnh, 110 cấp xã).")
    assert len({figure.indicator.metric_key for figure in figures}) == 1
    assert [figure.scope_key for figure in figures[1:]] == ["level=province", "level=commune"]


def test_a_portal_on_which_a_body_is_seen_does_not_own_the_figure(read: Callable[..., list[Figure]]) -> None:
    figures = read("TP. Đà Nẵng đạt chỉ số hài lòng trên Cổng Dịch vụ công quốc gia là 16,2/18 điểm.")
    assert figures[0].agency.agency_key == "vn.prov.da_nang"


def test_services_are_told_apart_in_the_words_of_procedures(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở mở 90 dịch vụ công trực tuyến, gồm 60 thủ tục toàn trình, 30 thủ tục một phần.")
    keys = [figure.indicator.metric_key for figure in figures[1:]]
    assert keys == ["full_online_services_count", "partial_online_services_count"]
    assert read("Có 41 phản ánh, kiến nghị đã xử lý.")[0].indicator.metric_key == "feedback_handled_count"


def test_the_year_of_a_decree_is_no_whole(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Nghị định 144/2020 quy định mức phạt, có 12 cơ sở bị xử lý trong tháng 5/2021.")
    assert [figure.number.printed for figure in figures] == ["12"]


def test_a_half_that_is_not_reached_is_no_day(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022 phải xử lý 900 hồ sơ nhưng xong chưa tới 1/2 (410 hồ sơ).")
    assert figures[-1].period.last == date(2022, 12, 31)


def test_tasks_to_come_date_no_results(read: Callable[..., list[Figure]]) -> None:
    opening = "Theo báo cáo sơ kết 6 tháng đầu năm và phương hướng, nhiệm vụ những tháng cuối năm 2021, "
    figures = read(f"{opening}Thanh tra Chính phủ đã triển khai 2.900 cuộc thanh tra.", published_on=date(2021, 7, 9))
    assert figures[0].period.last == date(2021, 6, 30)


def test_the_branch_of_a_national_body_is_its_province(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bảo hiểm Xã hội (BHXH) TP Hà Nội vừa chuyển hồ sơ của 18 doanh nghiệp. BHXH Việt Nam có 5 đề án.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ha_noi", "vn.body.bao_hiem_xa_hoi_viet_nam"]


def test_what_inspectors_found_is_of_the_body_whose_report_tells_it(read: Callable[..., list[Figure]]) -> None:
    opening = "Báo cáo của Thanh tra Chính phủ nêu rõ, năm 2022, toàn ngành đã mở 2.000 cuộc thanh tra."
    figures = read(f"{opening}\n\nQua thanh tra đã phát hiện vi phạm 30.000 tỷ đồng.")
    assert {figure.agency.agency_key for figure in figures} == {"vn.min.thanh_tra_chinh_phu"}


def test_no_undated_text_is_older_than_what_it_tells_of(read: Callable[..., list[Figure]]) -> None:
    text = (
        "Ngày 21/8, Sở cho biết có 22 doanh nghiệp nợ thuế. Luật có hiệu lực ngày 1/1/2018 và sửa ngày 1/6/2018. "
        "Nợ tính đến tháng 6-2019 là 51 tỷ đồng."
    )
    assert read(text, published_on=None)[0].period.last == date(2019, 8, 21)


def test_what_counted_bodies_reach_is_theirs(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế đạt 40%. Hệ thống ghi nhận 12 bộ, ngành có tỷ lệ hồ sơ trực tuyến dưới 10%.")
    assert [figure.agency.agency_key for figure in figures][1:] == ["vn.ministries", "vn.ministries"]


def test_dossiers_by_hand_and_by_post_together_are_neither(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Kon Tum nhận 300 hồ sơ trực tuyến; 500 hồ sơ trực tiếp và bưu chính; 40 hồ sơ qua bưu chính.")
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[1].startswith("open.")
    assert keys[2] == "postal_dossiers_count"


def test_a_committee_is_no_unit_of_a_province(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Ủy ban Trung ương Mặt trận Tổ quốc, PAPI của tỉnh Cà Mau đạt 41,2 điểm.")
    assert figures[0].scope_key == "_T"


def test_an_index_is_of_the_province_whose_name_follows_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "VCCI xếp hạng 30 tỉnh. Tổng điểm PCI tỉnh Cà Mau đạt 61,3 điểm, "
        "thấp hơn nhóm đầu với tỉnh Long An đứng thứ nhất (70,2 điểm)."
    )
    assert [figure.agency.agency_key for figure in figures[1:]] == ["vn.prov.ca_mau", "vn.prov.long_an"]


def test_publicity_is_a_part_of_the_service_index_only_where_that_is_told(read: Callable[..., list[Figure]]) -> None:
    own = read("Điểm nhóm chỉ số về công khai, minh bạch của tỉnh Cà Mau là 9,4/18 điểm.")
    other = read("PAPI của tỉnh Cà Mau tăng: Công khai minh bạch đạt 5,05 điểm.")
    assert own[0].indicator.metric_key == "service_index_publicity_score"
    assert other[0].indicator.metric_key != "service_index_publicity_score"


def test_procedures_told_in_time_are_no_dossiers(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ TTHC công bố đúng hạn của tỉnh Cà Mau đạt 74%.")
    assert figures[0].indicator.metric_key != "dossiers_resolved_on_time_share"


def test_one_word_of_change_reaches_over_a_hedge(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Cà Mau đã giảm 510 công chức và khoảng 900 viên chức.")
    assert [figure.role.role for figure in figures] == ["change", "change"]


def test_the_year_from_which_cases_come_dates_none(read: Callable[..., list[Figure]]) -> None:
    figures = read("Nửa đầu năm 2022, chi cục thụ lý 90 vụ, trong đó năm 2021 chuyển sang 60 vụ, nhận mới 30 vụ.")
    assert {figure.period.last for figure in figures} == {date(2022, 6, 30)}


def test_petitions_fall_as_other_things_do(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2020, số đơn giảm mạnh với 12,4%, số vụ việc giảm 6,3%.")
    assert [figure.role.role for figure in figures] == ["change_rate", "change_rate"]
    slip = read("Bộ Y tế đã đơn giảm hóa 12 thủ tục.")
    assert slip[0].role.role == "level"


def test_when_something_had_been_done_dates_nothing_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sau khi mở hệ thống mới (tháng 3/2021), Bộ Y tế đã cấp 12.345 giấy phép.")
    assert figures[0].period.first != date(2021, 3, 1)


def test_whose_rights_are_kept_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra đã khôi phục quyền lợi cho 23 tổ chức, đảm bảo quyền lợi cho 46 hộ dân.")
    assert {figure.status for figure in figures} == {"actual"}
    assert [figure.phrase for figure in figures] == [
        "khôi phục quyền lợi cho 23 tổ chức",
        "đảm bảo quyền lợi cho 46 hộ dân",
    ]


def test_a_share_of_all_is_named_by_its_deed(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022, tỉnh Kon Tum giải quyết đúng hạn 93,4% trong tổng số 31.000 hồ sơ tiếp nhận.")
    assert figures[0].phrase == "giải quyết đúng hạn"
    assert figures[0].indicator.metric_key == "dossiers_resolved_on_time_share"
    assert figures[0].scope_key == "_T"


def test_that_an_index_goes_on_rising_is_no_part_of_its_name(read: Callable[..., list[Figure]]) -> None:
    rising = read("Chỉ số PAPI của tỉnh Kon Tum tiếp tục tăng, đạt 41,3 điểm.")
    dashed = read("Chỉ số SIPAS của tỉnh Kon Tum cũng tiếp tục tăng so với năm trước - đạt 82,1%.")
    assert [rising[0].phrase, dashed[0].phrase] == ["Chỉ số PAPI của tỉnh Kon Tum", "Chỉ số SIPAS của tỉnh Kon Tum"]


def test_a_place_is_told_by_its_number_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số PCI năm 2021 của tỉnh Kon Tum nằm ở vị trí số 44.")
    assert [(figure.number.unit, figure.number.value) for figure in figures] == [("rank", 44)]


def test_a_plan_in_brackets_ends_with_the_year_of_its_level(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đến cuối năm 2022, tỷ lệ hồ sơ trực tuyến toàn trình cả nước đạt 41%. Khối bộ, ngành đạt 57% (mục tiêu 65%)."
    )
    assert (figures[2].status, figures[2].period.last) == ("target", date(2022, 12, 31))


def test_what_was_counted_by_a_month_to_come_was_so_last_year(read: Callable[..., list[Figure]]) -> None:
    january = date(2024, 1, 8)
    figures = read("Tính đến hết tháng 11, tỉnh Kon Tum có 4.210 hồ sơ trực tuyến.", published_on=january)
    assert (figures[0].status, figures[0].period.last) == ("actual", date(2023, 11, 30))
    planned = read("Phấn đấu đến tháng 11, tỉnh Kon Tum số hóa 4.210 hồ sơ.", published_on=january)
    assert (planned[0].status, planned[0].period.last) == ("target", date(2024, 11, 30))


def test_bodies_have_shares_of_what_the_last_one_names(read: Callable[..., list[Figure]]) -> None:
    figures = read("Ở tỉnh Kon Tum có khoảng 44%, tỉnh Gia Lai có khoảng 51% người dân hài lòng.")
    assert {figure.phrase for figure in figures} == {"người dân hài lòng"}
    assert {figure.indicator.metric_key for figure in figures} == {"satisfied_respondents_share"}


def test_to_whom_something_was_given_is_not_whose_it_is(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế đã gửi cho các địa phương 45 tài liệu; nhập, tích hợp vào kho dữ liệu 8.200 thông tin.")
    assert {figure.agency.agency_key for figure in figures} == {"vn.min.y_te"}
    assert figures[0].phrase == "gửi cho các địa phương 45 tài liệu"
    assert figures[1].phrase == "tích hợp vào kho dữ liệu 8.200 thông tin"


def test_what_an_office_of_a_province_tells_is_its_provinces(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Khảo sát được thí điểm tại Lào Cai, Kon Tum và Phú Yên.",
        "Giám đốc Sở Nội vụ tỉnh Kon Tum cho biết có 81% người dân hài lòng. Mức độ không hài lòng là 12%.",
        "Theo UBND tỉnh Lào Cai, đến nay 120 xã đã dùng phần mềm.",
        "Đại biểu Trần Văn An (Phú Yên) cho biết còn 3.200 vụ khiếu nại.",
    )
    owners = [figure.agency.agency_key for figure in figures]
    assert owners[:3] == ["vn.prov.kon_tum", "vn.prov.kon_tum", "vn.prov.lao_cai"]


def test_an_order_to_cut_time_by_a_share_is_a_planned_change(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Công ty nhỏ được giảm tải.",
        "Cắt giảm ít nhất 25% thời gian, 26% chi phí tuân thủ ngay trong năm 2024; bãi bỏ 27% điều kiện kinh doanh.",
    )
    assert [figure.role.role for figure in figures[:2]] == ["change_rate", "change_rate"]
    assert [figure.status for figure in figures[:2]] == ["target", "target"]
    assert [figure.phrase for figure in figures[:2]] == ["thời gian", "chi phí tuân thủ"]
    assert figures[0].period.last == date(2024, 12, 31)
    assert figures[2].role.role == "level"


def test_now_is_the_moment_that_a_sentence_tells(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo báo cáo đến ngày 20/5/2023, tỉnh Kon Tum hiện có hơn 1.300 thủ tục.")
    assert figures[0].period.last == date(2023, 5, 20)


def test_now_may_stand_before_who_has_something(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hội nghị diễn ra sáng nay. Hiện Bộ Y tế đang quản lý 214 thủ tục thuộc 12 lĩnh vực.")
    assert [figure.period.kind for figure in figures] == ["stock", "stock"]


def test_who_signs_an_order_is_not_who_carries_it_out(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thủ tướng vừa ký Chỉ thị 44/CT-TTg giao các bộ, ngành bãi bỏ 31% giấy tờ.")
    assert figures[0].agency.agency_key == "vn.ministries"


def test_informal_payments_are_one_indicator_in_many_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Ở PCI 2021, 41% doanh nghiệp nói họ trả chi phí không chính thức.",
        "Năm 2020, tỷ lệ doanh nghiệp chi trả chi phí không chính thức là 44%.",
        "Với 84% doanh nghiệp, chi phí không chính thức là chấp nhận được.",
        "Tỷ lệ doanh nghiệp chi trả chi phí không chính thức để làm nhanh thủ tục đất đai là 31%.",
    )
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[:2] == ["informal_payment_enterprises_share"] * 2
    assert keys[2].startswith("open.")
    assert keys[3] == "land_informal_payment_enterprises_share"


def test_what_is_over_a_plan_in_brackets_is_a_gap(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2022, tỉnh Kon Tum giải quyết 96% số vụ việc (vượt 11%).")
    assert (figures[1].role.role, figures[1].hedge.qualifier) == ("change", "exact")
