"""Ways in which newspapers tell figures of the whole country."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orchestration.extraction.figure import Figure


def test_a_rate_may_name_what_grows(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 4.100 cơ sở mới mở với tổng vốn là 310 tỷ đồng, tăng 8% về số cơ sở và tăng 21% về số vốn.")
    assert [figure.phrase for figure in figures[2:]] == ["số cơ sở", "số vốn"]
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[2:] == keys[:2]


def test_growth_behind_a_share_of_a_whole_is_of_the_count(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cả nước có 5.200 nhà hàng mới mở, chiếm 31% và tăng 12% so với cùng kỳ.")
    assert [figure.role.role for figure in figures] == ["level", "level", "change_rate"]
    assert figures[2].indicator.metric_key == figures[0].indicator.metric_key


def test_a_year_behind_the_level_that_was_left_dates_that_alone(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong năm 2018, chỉ số minh bạch tăng từ 5,1 điểm năm 2017 lên 5,6 điểm.")
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2017, 2018]


def test_members_of_a_group_act_one_after_the_other(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hiện có 3 bộ đã bãi bỏ được 410 giấy phép, gồm Bộ Y tế xếp đầu với 210 giấy phép, đạt 41%.",
        "Tiếp theo Bộ Xây dựng hứa bãi bỏ 150 giấy phép trên tổng số 320 giấy phép nhưng mới cắt giảm được 60.",
    )
    keys = [figure.agency.agency_key for figure in figures]
    assert keys == ["vn.ministries"] * 2 + ["vn.min.y_te"] * 2 + ["vn.min.xay_dung"] * 3
    assert [figure.status for figure in figures[4:]] == ["target", "actual", "actual"]


def test_ministries_of_a_list_own_what_stands_in_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Các bộ có nhiều giấy phép nhất là Y tế (310 loại, đã cắt 120 loại); Tài chính (95 loại, đã cắt 41)."
    )
    keys = [figure.agency.agency_key for figure in figures]
    assert keys == ["vn.min.y_te"] * 2 + ["vn.min.tai_chinh"] * 2


def test_what_is_in_charge_of_counted_bodies_is_theirs(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Y tế đã cắt 30 giấy phép.",
        "Còn 410 giấy phép đã có phương án nhưng chưa có văn bản quy định, thuộc trách nhiệm của 9 Bộ.",
        "Đã bỏ 77 giấy phép của các ngành Công Thương, Xây dựng, Y tế.",
    )
    assert [figure.agency.agency_key for figure in figures[1:]] == ["vn.ministries"] * 3
    assert figures[2].phrase == "Bộ"


def test_the_open_budget_index_is_of_provinces(read: Callable[..., list[Figure]]) -> None:
    figures = read("Điểm trung bình công khai ngân sách tỉnh đạt 61,2 điểm; Cà Mau đạt 70,4 điểm.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.provinces", "vn.prov.ca_mau"]
    assert [figure.indicator.metric_key for figure in figures] == ["pobi_score"] * 2


def test_votes_are_of_the_national_assembly_on_their_day(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Luật Nhà ở: có 411 đại biểu tham gia biểu quyết (bằng 83,1%), 397 đại biểu tán thành.",
        "Nghị quyết có 402 ĐB tham gia biểu quyết (81,2%).",
        published_on=date(2019, 6, 14),
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.body.quoc_hoi"}
    assert {(figure.period.kind, figure.period.last) for figure in figures} == {("flow", date(2019, 6, 14))}


def test_who_says_so_owns_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đó là nhận định của Bộ Xây dựng về thị trường nhà ở trong năm 2016.",
        "Báo cáo của Bộ Xây dựng cho thấy các vùng đều có thêm nhà.",
        "Vùng Tây Nguyên có 1.310 căn hộ.",
        "Thống kê của Bộ Xây dựng cũng cho thấy có 640 căn hộ bị bỏ trống.",
    )
    assert figures[0].agency.agency_key == "vn"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Có 6 bộ, ngành có 3 thứ trưởng.", "bộ, ngành có 3 thứ trưởng"),
        ("Có 14 huyện, trong đó có 3 thị xã.", "huyện"),
    ],
)
def test_bodies_are_told_apart_by_what_they_have(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase == phrase


def test_a_name_that_ends_in_the_word_for_a_room_is_a_name(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bắc Ninh có 19 vị trí, Hà Nam và Hải Phòng 17 vị trí.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.bac_ninh", "vn.provinces"]


def test_those_who_report_own_what_some_of_them_did(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Y tế đã nhận báo cáo.", "Qua tổng hợp của 21 cơ quan Trung ương, có 8 cơ quan đã thi tuyển chức danh."
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.central"] * 2


def test_a_number_over_what_a_rule_allows_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế có 7 vụ trưởng, vượt 2 người so với quy định.")
    assert [(figure.role.role, figure.hedge.qualifier) for figure in figures] == [
        ("level", "exact"),
        ("change", "exact"),
    ]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Có 21/63 đơn vị đạt chỉ tiêu thu phí.", "đơn vị đạt chỉ tiêu thu phí"),
        ("Nhóm C gồm 11 đơn vị dưới 60%.", "đơn vị dưới 60%"),
    ],
)
def test_units_are_counted_by_what_is_said_of_them(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[0].phrase == phrase


def test_members_of_a_group_are_scored_by_its_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "PAPI 2019 trung bình đạt 43 điểm, xếp hạng cao hơn trung bình năm 2018 là 41 điểm.",
        "Nhóm này bao gồm: đứng đầu Cà Mau (45,1 điểm), còn tỉnh Long An ở mức thấp nhất (40,7 điểm).",
    )
    assert [figure.indicator.metric_key for figure in figures] == ["papi_score"] * 4


def test_regions_are_no_ministry_and_tell_no_share(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Xây dựng báo cáo.",
        "Tây Nguyên có 19 căn hộ; Đông Nam Bộ có 27 căn hộ.",
        "Khu vực Đông Nam Bộ tiếp tục chiếm hơn 41% tổng diện tích nhà ở.",
    )
    assert figures[0].agency == figures[1].agency
    assert figures[2].phrase == "tổng diện tích nhà ở"


def test_the_later_of_two_years_that_are_compared_dates_the_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("So sánh giữa năm 2016 và năm 2012, số lượng cửa hàng mới tăng 1,7 lần.")
    assert figures[0].period.last == date(2016, 12, 31)


def test_shares_of_regions_are_of_what_was_named_last(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tây Nguyên chiếm 41% tổng số cửa hàng, đồng bằng sông Hồng chiếm 30%, miền núi phía Bắc có 4,2%.")
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_a_slight_change_is_a_change(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số PCI của tỉnh Hà Nam đạt 61,5 điểm, tăng nhẹ 0,8 điểm so với năm trước.")
    assert [figure.role.role for figure in figures] == ["level", "change"]


def test_a_goal_that_was_reached_is_a_fact(read: Callable[..., list[Figure]]) -> None:
    assert read("Các tỉnh đã cơ bản hoàn thành mục tiêu (đạt trên 85%).")[0].status == "actual"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Quý I, cả nước có 3.300 hợp tác xã (HTX) kiểu mới.", "hợp tác xã (HTX) kiểu mới"),
        ("Đã giao 120 khu rừng với tổng diện tích 41 nghìn ha.", "tổng diện tích 41 nghìn ha"),
    ],
)
def test_a_noun_behind_its_short_form_or_with_a_sum(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[-1].phrase == phrase


def test_a_headline_repeats_a_large_number_in_other_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! 41 nghìn sổ đỏ nằm lại kho",
        "Đến 30/6/2016, các huyện còn giữ khoảng 41.000 giấy chứng nhận.",
        published_on=None,
    )
    assert str(figures[0].period.last) == "2016-06-30"


def test_who_holds_the_first_place_has_the_score(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Hà Nam đạt 71,2% chỉ số cải cách hành chính. Vị trí đầu vẫn thuộc về tỉnh Nam Định, với kết quả chỉ số 88,1%."
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ha_nam", "vn.prov.nam_dinh"]
    assert {figure.indicator.metric_key for figure in figures} == {"par_index_score"}


def test_an_amount_goes_with_the_count_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Quý I, tòa đã xử lý xong 420 vụ việc và hơn 61 tỷ đồng, tăng 35 vụ việc và gần 9 tỷ đồng.")
    assert [figure.role.role for figure in figures] == ["level", "level", "change", "change"]
    assert {figure.phrase for figure in figures} == {"xử lý xong 420 vụ việc"}
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[2:] == keys[:2]
    assert keys[1].endswith(".vnd")


def test_a_list_of_changes_goes_on_behind_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế giảm 14 trưởng phòng (trong đó 3 trưởng phòng tổ chức); 21 phó phòng, 6 tổ trưởng.")
    assert [figure.role.role for figure in figures] == ["change"] * 4


def test_from_some_rank_on_tells_who_is_counted(read: Callable[..., list[Figure]]) -> None:
    assert read("Bộ có 412 lãnh đạo từ cấp vụ trở lên.")[0].hedge.qualifier == "exact"


def test_commands_of_the_forces_are_no_ministries(read: Callable[..., list[Figure]]) -> None:
    assert read("Bộ Công an đã lập lại 4 bộ tư lệnh.")[0].agency.agency_key == "vn.min.cong_an"


def test_a_month_to_come_dates_nothing_that_was_done(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Báo cáo được gửi tới kỳ họp của Quốc hội (cuối tháng 5 tới đây).",
        "Trong năm 2016, đã phát hiện 14 vụ. Năm qua cũng có 6 vụ chậm xử lý.",
        published_on=None,
    )
    assert [str(figure.period.first) for figure in figures] == ["2016-01-01"] * 2


def test_fields_of_a_list_in_brackets_are_told_apart(read: Callable[..., list[Figure]]) -> None:
    figures = read("Nhiều nhất là thủ tục lĩnh vực đất đai (41 thủ tục), kế đến là nhà ở xã hội (12 thủ tục).")
    assert figures[1].phrase == "nhà ở xã hội (12 thủ tục"
    assert figures[0].indicator.metric_key != figures[1].indicator.metric_key


def test_components_that_moved_are_named_before_their_brackets(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Công bố chỉ số PAPI 2019.",
        "So với báo cáo năm 2017, tỉnh có 2 chỉ số tăng hạng là minh bạch thông tin (tăng 6 bậc từ 40 lên 34) và cung "
        "ứng dịch vụ (tăng 3 bậc).",
        published_on=None,
    )
    ranks = [figure for figure in figures if figure.number.unit == "rank"]
    assert [figure.phrase for figure in ranks] == ["minh bạch thông tin"] * 3 + ["cung ứng dịch vụ"]
    assert [figure.period.last.year for figure in ranks if figure.period.last] == [2019, 2017, 2019, 2019]


def test_brackets_with_a_number_do_not_hide_the_subject(read: Callable[..., list[Figure]]) -> None:
    figures = read("Quỹ lương của người giữ rừng (tính theo mức cơ sở 1,3 triệu đồng/tháng) là hơn 61 tỷ đồng.")
    assert figures[-1].phrase == "Quỹ lương của người giữ rừng"


def test_what_was_so_before_a_month_dates_nothing_behind(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đến cuối năm 2015, cả nước có 410 trạm.",
        "Trước tháng 3/2010, con số này chỉ là 120 trạm.",
        "Chi phí là 9 tỷ đồng.",
        published_on=None,
    )
    assert str(figures[-1].period.last) == "2015-12-31"


def test_money_may_be_told_by_the_word_behind_it(read: Callable[..., list[Figure]]) -> None:
    assert read("Mỗi năm chi 4.100 tỷ tiền lương.")[0].number.unit == "vnd"


def test_a_criterion_of_a_ranking_is_no_plan(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ tiêu hạ tầng của Việt Nam tăng 7 bậc, được 61 điểm (+2 điểm), đứng thứ 52 thế giới.")
    assert {figure.status for figure in figures} == {"actual"}
    assert [figure.role.role for figure in figures] == ["change", "level", "change", "level"]


def test_a_report_on_competitiveness_is_an_edition(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Báo cáo Năng lực cạnh tranh toàn cầu 2017, Việt Nam đạt 61,2 điểm.", published_on=None)
    assert str(figures[0].period.first) == "2017-01-01"


@pytest.mark.parametrize(
    ("sentence", "phrase", "qualifier"),
    [
        ("Chi thường xuyên ước tính đạt 310 tỷ đồng.", "Chi thường xuyên", "about"),
        ("Thu từ đất công (không kể phí trước bạ) 31 tỷ đồng.", "Thu từ đất công", "exact"),
        ("Thuế từ xuất, nhập khẩu 31 tỷ đồng.", "Thuế từ xuất, nhập khẩu", "exact"),
    ],
)
def test_amounts_of_a_budget(read: Callable[..., list[Figure]], sentence: str, phrase: str, qualifier: str) -> None:
    figure = read(sentence)[0]
    assert (figure.phrase, figure.hedge.qualifier) == (phrase, qualifier)


def test_the_end_of_a_year_is_no_part_of_a_key(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số kiểm lâm đến cuối năm 2016 là 310 người.", "Số kiểm lâm là 305 người.")
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_a_sum_of_two_things_is_one_subject(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tổng quỹ thưởng của giáo viên và chi mua sách cho học sinh là hơn 61 tỷ đồng.")
    assert figures[0].phrase == "Tổng quỹ thưởng của giáo viên và chi mua sách cho học sinh"


def test_scores_at_the_ends_of_a_ranking_are_of_its_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Công bố PAPI 2019",
        "Chỉ số PAPI 2019 dựa trên 8 lĩnh vực; điểm tổng hợp của 8 lĩnh vực là 43,9/80.",
        "Bến Tre dẫn đầu với 46,74 điểm; ba tỉnh chót bảng là Bình Định 40,9 và Khánh Hòa 41,3.",
        published_on=date(2020, 4, 28),
    )
    scores = [figure.indicator.metric_key for figure in figures if figure.number.unit == "points"]
    assert scores == ["papi_score"] * 4


def test_a_headline_tells_what_a_large_number_of_the_body_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Bộ Công an đã cấp 84,7 triệu thẻ căn cước gắn chip",
        "Bộ Công an đã thu nhận 85,2 triệu hồ sơ, trong đó cấp 84,7 triệu thẻ.",
        published_on=date(2023, 12, 30),
    )
    assert figures[0].indicator.metric_key == figures[2].indicator.metric_key == "chip_id_cards_issued_count"


def test_regions_of_a_list_have_what_the_sentence_before_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Số quầy hàng mở mới tăng mạnh ở các vùng.",
        "Cụ thể, Tây Nguyên có 812 quầy hàng với tỷ lệ tăng nhiều nhất là 21%; Đông Nam Bộ có 2.310 quầy hàng.",
    )
    assert {figure.indicator.metric_key for figure in figures} == {"open.quay_hang_mo_moi"}
    assert [figure.role.role for figure in figures] == ["level", "change_rate", "level"]


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Đã xử lý xong 41 vụ, thu 9 tỷ đồng, đạt tỷ lệ 71% về việc, 33% về tiền.", ["xử lý xong 41 vụ", "thu"]),
        ("Các tỷ lệ về số vụ và số tiền lần lượt đạt 81% và 37%.", ["tỷ lệ về số vụ", "số tiền"]),
    ],
)
def test_shares_of_two_aspects(read: Callable[..., list[Figure]], sentence: str, phrases: list[str]) -> None:
    shares = [figure for figure in read(sentence) if figure.number.unit == "percent"]
    assert [figure.phrase for figure in shares] == phrases
    assert len({figure.indicator.metric_key for figure in shares}) == len(shares)


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Công an khởi tố 14 vụ, 31 bị can.", "khoi_to"),
        ("Công an khởi tố 14 vụ/31 bị can.", "khoi_to"),
        ("Bộ Y tế đã thu hồi 61 tỷ đồng, 7 ha đất.", "thu_hoi"),
    ],
)
def test_the_second_of_a_pair_has_the_verb_of_the_first(
    read: Callable[..., list[Figure]], sentence: str, verb: str
) -> None:
    first, second = read(sentence)
    assert verb in second.indicator.metric_key
    assert sentence.endswith(f"{second.phrase}.")  # from the first number on
    assert second.phrase.startswith(first.number.printed)


def test_what_a_rate_is_measured_by_is_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.printed for figure in read("Có 3,1 trạm y tế trên 1.000 dân.")] == ["3,1"]
    assert [figure.number.printed for figure in read("Có 91 công ty TNHH 1 thành viên.")] == ["91"]


def test_what_is_measured_by_the_mean_of_all(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chi phí cấp phép ở Cà Mau cao gấp 2,1 lần mức trung bình; tại Bến Tre bằng 41% mặt bằng chung.")
    assert [figure.role.role for figure in figures] == ["change_rate"] * 2
    assert figures[0].phrase == "Chi phí cấp phép ở Cà Mau cao"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Tiền phí chiếm 91%, còn lại 9% là tiền công.", "tiền công"),
        ("Trong khi các loại khác đều tăng so với cùng kỳ thì trạm y tế lại giảm 18%.", "trạm y tế lại"),
        ("Năm 2016, tổng số trạm mới và trạm mở lại (kể cả trạm nhỏ) của cả nước là 310.", "tổng số trạm mới"),
        ("Thu hồi 61 tỷ đồng qua kiểm tra.", "Thu hồi"),
    ],
)
def test_words_that_name_what_stands_at_the_end(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[-1].phrase.startswith(phrase)


def test_documents_are_of_those_in_charge(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số thông tư chậm giảm từ 31 xuống còn 9 thông tư, thuộc trách nhiệm của các bộ: Y tế, Xây dựng.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.ministries"] * 2
    assert len({figure.indicator.metric_key for figure in figures}) == 1


def test_a_sector_is_its_ministry_unless_it_is_of_a_province(read: Callable[..., list[Figure]]) -> None:
    assert read("Toàn ngành Thanh tra đã triển khai 41 cuộc.")[0].agency.agency_key == "vn.min.thanh_tra_chinh_phu"
    figures = read("Toàn ngành Thanh tra tỉnh Cà Mau đã triển khai 41 cuộc.", "Toàn ngành Y tế tỉnh có 41 trạm.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ca_mau"] * 2


def test_a_short_form_plays_the_part_of_the_name_before_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Qua rà soát của Văn phòng Chính phủ (VPCP), các bộ, ngành còn chậm 37 báo cáo.")
    assert figures[0].agency.agency_key == "vn.ministries"


def test_a_month_may_be_told_in_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong tháng Ba, cả nước có 7.100 trạm mới. Trong tháng, có 41 trạm đóng cửa.",
        "Như vậy qua ba tháng của năm 2018, có 19.400 trạm mới. Số trạm xây bằng gạch là 310 trạm.",
        published_on=None,
    )
    assert [str(figure.period.first) for figure in figures] == ["2018-03-01"] * 2 + ["2018-01-01"] * 2
    assert {str(figure.period.last) for figure in figures} == {"2018-03-31"}
    assert read("Trong tháng, hai bên họp 3 lần.", published_on=None)[0].period.first is None


def test_rates_answer_the_levels_before_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 18.700 trạm mới với tổng vốn là 190 tỷ đồng, tăng tương ứng 29,4% và 28,3%.")
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[2:] == keys[:2]


def test_an_amount_alone_goes_with_the_count_of_the_clause_before(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tổng cục Thi hành án dân sự cho biết, đã giải quyết xong 51.300 việc, đạt tỷ lệ 81% (tăng 2%); trên 530 tỷ "
        "đồng, đạt tỷ lệ 40%."
    )
    keys = [figure.indicator.metric_key for figure in figures]
    assert keys[3].endswith(".vnd")
    assert keys[4] == f"{keys[3]}.percent" != keys[1]


def test_brackets_with_a_year_date_what_stands_in_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2018, 71% hộ hài lòng (tăng so với mức 64% năm 2015) và 72% hộ tin tưởng.", published_on=None)
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2018, 2015, 2018]


def test_bodies_that_changed_alike_are_their_group(read: Callable[..., list[Figure]]) -> None:
    figures = read("PCI 2018: Cà Mau (68,1 điểm) đứng thứ 3 và Long An (67,7 điểm) đứng thứ 4, đều tăng 1 bậc.")
    assert figures[-1].agency.agency_key == "vn.provinces"


def test_who_is_first_again_has_the_score(read: Callable[..., list[Figure]]) -> None:
    figures = read("Với 70,1 điểm PCI, đây là năm thứ ba liên tiếp tỉnh Cà Mau dẫn đầu.")
    assert figures[0].agency.agency_key == "vn.prov.ca_mau"


def test_two_trades_that_go_together_are_one(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số cơ sở đóng cửa trong ngành bán buôn, bán lẻ là 310 cơ sở.")
    assert figures[0].phrase == "Số cơ sở đóng cửa trong ngành bán buôn, bán lẻ"


def test_who_is_only_first_in_the_country_owns_no_news(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Cà Mau dẫn đầu cả nước về chỉ số minh bạch.",
        "Có 61% cơ sở phải chờ, 39% cho rằng các tỉnh chậm trả lời, 21% cho rằng phí quá cao.",
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn"}


def test_what_those_who_are_asked_say_goes_on_behind_a_comma(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đặc biệt, 48% cơ sở phàn nàn rằng, họ phải nộp thêm giấy tờ.")
    assert figures[0].phrase == "cơ sở phàn nàn rằng, họ phải nộp thêm giấy tờ"


def test_courts_of_all_levels_are_one_body(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tòa án nhân dân các cấp đã xét xử 41 vụ, 97 bị cáo (giảm 4% số vụ).")
    assert {figure.agency.agency_key for figure in figures} == {"vn.body.toa_an_nhan_dan_toi_cao"}
    assert figures[1].phrase == "41 vụ, 97 bị cáo"
    assert figures[2].indicator.metric_key == figures[0].indicator.metric_key


def test_an_amount_in_brackets_goes_with_the_count_in_them(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế đã chi trả 51 tỷ đồng (thụ lý mới 17 đơn (tăng 16%), với số tiền 5 tỷ đồng).")
    assert figures[-1].phrase == "thụ lý mới 17 đơn"
    assert figures[-1].indicator.metric_key.endswith(".vnd")


def test_the_lower_end_of_a_range_is_no_repeated_figure(read: Callable[..., list[Figure]]) -> None:
    figures = read("! Gần 60% cơ sở phàn nàn", "Ở một số địa phương, tỷ lệ cơ sở phàn nàn lên tới 60-67%.")
    assert figures[0].agency.agency_key == "vn"


def test_land_beside_money_shares_what_is_said_of_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2015, thiệt hại gây ra là trên 9 tỷ đồng và gần 700 m2 đất; kết luận điều tra 19 vụ, 42 bị can."
    )
    assert figures[1].phrase == "9 tỷ đồng và gần 700 m2 đất"
    assert figures[3].phrase == "19 vụ, 42 bị can"


def test_a_year_that_is_set_against_dates_only_its_own_number(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2019, cả nước có 51 nghìn cơ sở.",
        "Nếu so với con số 70% cơ sở phải chờ vào năm 2006 thì tỷ lệ 53% năm 2019 đã có bước tiến lớn.",
        "Số cơ sở phải chờ lại gia tăng lên 36%.",
        published_on=None,
    )
    assert figures[-1].phrase == "Số cơ sở phải chờ"
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2019, 2006, 2019, 2019]


def test_counted_bodies_in_a_place_are_no_part_of_what_stands_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Khảo sát thu hút 8.700 cơ sở, trong đó 1.100 cơ sở mới tại 63 tỉnh, thành phố.")
    assert figures[-1].phrase == "tỉnh, thành phố"


def test_a_rate_is_of_what_it_quotes(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        'Tỷ lệ hộ đồng ý với nhận định "nộp thêm" là cần thiết để có cơ hội "được ưu tiên" chỉ còn là 41,2%.'
    )
    assert figures[0].phrase.startswith('Tỷ lệ hộ đồng ý với nhận định "nộp thêm" là cần thiết')


def test_the_name_in_quotes_behind_the_word_for_an_index_tells_it(read: Callable[..., list[Figure]]) -> None:
    figures = read('Chỉ số "Kiểm soát chi phí trong khu vực công" đạt 6,57 điểm.')
    assert figures[0].phrase == "Kiểm soát chi phí trong khu vực công"


def test_a_pair_at_the_start_of_a_long_text_has_its_verb(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Đã kết luận điều tra 198 vụ, 489 bị can.", *["Công tác tiếp dân được quan tâm, nền nếp hơn trước."] * 5
    )
    assert figures[1].phrase == "198 vụ, 489 bị can"


def test_an_amount_behind_a_pair_has_its_verb_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở Y tế tỉnh Cà Mau đã xử phạt vi phạm hành chính 17 tổ chức, 31 cá nhân với số tiền 2 tỷ đồng.")
    assert figures[2].indicator.metric_key == f"{figures[1].indicator.metric_key}.vnd"
    assert "xu_phat" in figures[2].indicator.metric_key


def test_cases_are_told_of_whoever_judged_some(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tòa án nhân dân các cấp đã xét xử 41 vụ. Các vụ án năm 2015 gây thiệt hại 9 tỷ đồng.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.body.toa_an_nhan_dan_toi_cao", "vn"]


def test_what_stands_beside_counted_places_is_not_theirs(read: Callable[..., list[Figure]]) -> None:
    figures = read("Khảo sát có 1.100 cơ sở đang hoạt động tại 63 tỉnh, thành phố và trên 150 cơ sở nước ngoài.")
    assert [figure.agency.agency_key for figure in figures] == ["vn", "vn.provinces", "vn"]


def test_an_amount_with_a_name_of_its_own_has_that(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở Y tế tỉnh Cà Mau đã xử phạt 17 tổ chức, 31 cá nhân với số tiền xử phạt hơn 2 tỷ đồng.")
    assert figures[2].phrase == "số tiền xử phạt"


@pytest.mark.parametrize(("total", "role"), [("76", "change"), ("90", "level")])
def test_the_sum_of_changes_is_a_change(read: Callable[..., list[Figure]], total: str, role: str) -> None:
    figures = read(f"Bộ Y tế đã giảm 15 lãnh đạo cục, 61 lãnh đạo phòng; tổng cộng {total} lãnh đạo.")
    assert figures[2].role.role == role


def test_a_place_that_was_left_is_of_the_edition_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Doing Business 2018, chỉ số Phá sản tăng 12 bậc – mức tăng mạnh nhất, từ thứ hạng 98 lên 86.")
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2018, 2017, 2018]
    assert len({figure.phrase for figure in figures}) == 1


def test_both_places_in_brackets_behind_a_fall_are_read(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số Đăng ký tài sản tụt 4 bậc (từ 59 xuống mức 63).")
    assert [(figure.number.value, figure.number.unit) for figure in figures] == [
        (4, "rank"),
        (59, "rank"),
        (63, "rank"),
    ]


def test_a_level_left_has_the_subject_that_commas_part(read: Callable[..., list[Figure]]) -> None:
    figures = read("Với tổ chức tư vấn, giám định công trình, giảm từ 44 điều kiện xuống còn 31 điều kiện.")
    assert {figure.phrase for figure in figures} == {"tổ chức tư vấn, giám định công trình, giảm từ 44 điều kiện"}


def test_members_of_the_standing_committee_vote_too(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sáng 3/4/2019, 100% thành viên Ủy ban Thường vụ Quốc hội biểu quyết tán thành.")
    assert figures[0].agency.agency_key == "vn.body.quoc_hoi"


def test_a_resolution_on_the_budget_sets_targets(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Nghị quyết, tổng số thu của ngân sách trung ương là 1.180.000 tỷ đồng.")
    assert figures[0].status == "target"


def test_the_year_behind_the_one_compared_with_is_told(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Lũy kế từ đầu năm tới 18/5, số thu hải quan đạt 9.100 tỷ đồng, tăng 6,2% so với cùng kỳ năm 2016.",
        published_on=None,
    )
    assert {figure.period.last for figure in figures} == {date(2017, 5, 18)}


def test_what_reached_a_part_of_its_plan_grew_by_a_rate(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thu phí trước bạ đạt 39,4% dự toán và tăng 6,2%.")
    assert figures[1].role.role == "change_rate"


def test_tasks_that_were_given_are_there(read: Callable[..., list[Figure]]) -> None:
    figures = read("Từ đầu năm, Chính phủ đã giao Bộ Xây dựng thực hiện 310 nhiệm vụ.")
    assert figures[0].status == "actual"


def test_tasks_still_in_time_are_told_apart(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở Xây dựng nhận 60 nhiệm vụ mới (49 nhiệm vụ trong hạn và 11 nhiệm vụ quá hạn).")
    assert [figure.phrase for figure in figures[1:]] == ["nhiệm vụ trong hạn", "nhiệm vụ quá hạn"]


def test_a_list_of_changes_goes_on_behind_what_it_is_compared_with(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế giảm 4 vụ, gần 30 phòng (so với khoảng 90 phòng trước đây), gần 200 tổ.")
    assert [figure.role.role for figure in figures] == ["change", "change", "level", "change"]


def test_a_budget_that_was_given_is_a_target(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cục Thuế tỉnh Cà Mau được Bộ Tài chính giao dự toán thu ngân sách là 5.100 tỷ đồng.")
    assert figures[0].status == "target"


def test_to_date_means_the_month_that_an_undated_text_counts_to(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tính đến nay, hệ thống của thành phố có 4.100 cán bộ được cấp tài khoản.",
        "Tính đến tháng 10/2017, 95% sở đã sử dụng phần mềm quản lý văn bản.",
        published_on=None,
    )
    assert {figure.period.last for figure in figures} == {date(2017, 10, 31)}


def test_a_year_joined_by_and_has_what_the_one_before_tells(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2015 có 40% giao dịch trực tuyến, năm 2016 tăng lên 81% và năm 2017 trên 88%.")
    assert [figure.phrase for figure in figures] == ["giao dịch trực tuyến"] * 3
    assert figures[2].hedge.qualifier == "at_least"


def test_what_must_be_done_a_least_number_of_times_is_a_target(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các cơ quan phải gặp gỡ người dân ít nhất 3 lần.")
    assert (figures[0].status, figures[0].hedge.qualifier) == ("target", "at_least")


def test_a_plan_goes_on_with_its_day(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Năm 2017, toàn ngành phải thu đạt 9.000 tỷ đồng. Trong đó, thu bảo hiểm y tế phải đạt 2.000 tỷ đồng.",
        published_on=date(2017, 3, 1),
    )
    assert {figure.period.last for figure in figures} == {date(2017, 12, 31)}


def test_what_is_done_by_now_is_a_state(read: Callable[..., list[Figure]]) -> None:
    figures = read("Đối với kiến nghị thu hồi, hiện Sở Tài chính đã thực hiện 1.200 kiến nghị.")
    assert figures[0].period.kind == "stock"


def test_a_short_day_behind_the_word_for_a_moment_dates(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tổng số nợ có khả năng thu tại thời điểm 31/5 là 9.100 tỷ đồng.")
    assert (figures[0].period.kind, figures[0].period.last) == ("stock", date(2023, 5, 31))


def test_norms_are_counted_by_their_short_forms(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỷ lệ cắt giảm đạt 61%. Bộ Y tế xây dựng hệ thống quy chuẩn với 870 TCVN và 145 QCVN.")
    assert [figure.phrase for figure in figures[1:]] == ["TCVN", "QCVN"]


def test_the_total_out_of_which_tells_nothing(read: Callable[..., list[Figure]]) -> None:
    figures = read("Cục đã thi hành xong 510 việc, đạt 77%, trong tổng số là 790 việc phải thi hành.")
    assert figures[2].phrase == "việc phải thi hành"


def test_a_minister_who_says_so_reports_for_the_field(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ trưởng Bộ Tư pháp Trần Văn Bình cho biết kết quả công tác có nhiều chuyển biến.",
        "Tuy nhiên, vẫn còn 140.200 việc chưa thi hành xong.",
    )
    assert figures[0].agency.agency_key == "vn.min.tu_phap"


def test_brackets_behind_the_year_compared_with_are_of_that_year(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "PAR INDEX năm 2016 của tỉnh Hà Nam đạt 75,3 điểm, tụt 9 bậc so với năm 2015 (đứng thứ 21 với 79,12 điểm)."
    )
    assert [figure.period.last.year for figure in figures if figure.period.last] == [2016, 2016, 2015, 2015]


def test_an_index_that_shows_something_ends_before_that(read: Callable[..., list[Figure]]) -> None:
    figures = read("PAR INDEX năm 2016 nhóm các tỉnh cho thấy sự vươn lên của Long An khi dẫn đầu với 88,11 điểm.")
    assert figures[0].phrase == "PAR INDEX năm 2016"


def test_parts_of_an_amount_are_told_by_whose_they_are(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tổng vốn bổ sung là 2.500 tỷ đồng, bao gồm: 1.020 tỷ đồng của cơ sở đăng ký mới và 1.480 tỷ đồng thông qua 290"
        " lượt tăng vốn của cơ sở cũ."
    )
    assert [figure.phrase for figure in figures[1:3]] == ["cơ sở đăng ký mới", "lượt tăng vốn của cơ sở cũ"]


def test_a_part_on_time_behind_its_label_is_told_by_that(read: Callable[..., list[Figure]]) -> None:
    figures = read("Số hồ sơ đã giải quyết: 3.100 hồ sơ, trong đó đúng hạn: 3.050 hồ sơ.")
    assert figures[1].phrase == "đúng hạn: 3.050 hồ sơ"


def test_whose_numbers_are_told_reports_for_its_field(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo số liệu mới nhất của ngành thuế, công tác thu có nhiều khởi sắc.",
        "Trong tháng, số tiền nộp thuế điện tử là 15.100 tỷ đồng.",
    )
    assert figures[0].agency.agency_key == "vn.min.tai_chinh"


def test_a_span_may_run_from_a_month_to_a_day(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tổng hợp từ tháng 2/2017 đến ngày 15/6/2017, số kiến nghị xử lý là 320.")
    assert (figures[0].period.first, figures[0].period.last) == (date(2017, 2, 1), date(2017, 6, 15))


def test_tasks_are_of_those_to_whom_they_are_given(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chính phủ, Thủ tướng Chính phủ đã giao tổng số 5.210 nhiệm vụ cho các bộ, cơ quan, địa phương.")
    assert figures[0].agency.agency_key == "vn.ministries_and_provinces"
