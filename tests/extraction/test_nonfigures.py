from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

NO_FIGURE = [
    "Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ.",
    "Thông báo 210/TB-VPCP vừa được gửi đi.",
    "Việc này thuộc Đề án 06 và Nghị quyết 76 của Chính phủ.",
    "Quốc hội khóa XV họp Kỳ họp thứ 5, Phiên họp thứ 6 của Ban Chỉ đạo.",
    "Hội nghị mở lúc 8h30 sáng 19/7 và kết thúc vào 17:21.",
    "Kết quả trong 6 tháng đầu năm 2023 và quý II/2023 được công bố.",
    "(1) cải tiến cổng; (2) kết nối dữ liệu.",
    "1. Về thể chế",
    "Trạm đặt ở vị trí số 2 trên bản đồ.",
    "Bộ phận 1 cửa của Bộ đã mở lại.",
    "Bộ gồm: 1- Vụ Pháp chế, 2- Vụ Kế hoạch, 3- Thanh tra; 4- Văn phòng.",
    "Dịch vụ công mức độ 3, 4 được cung cấp.",
    "Dịch vụ công mức độ 3,4 được cung cấp.",
    "Điều 5, khoản 2 của Luật quy định rõ.",
    "Điện thoại: 024 3333 4444",
    "Bộ phận một cửa UBND quận 10 và phường 5 tiếp dân.",
    "Suốt 3 năm qua, tỉnh kiên trì cải cách.",
    "Các bộ, ngành(39) đã tham gia, thuộc phạm vi quản lý11 của mình.",
    "Ông Bình, 45 tuổi, sinh năm 1978.",
    "Tổng đài phục vụ 24/7.",
    "Cách mạng công nghiệp 4.0 tác động mạnh.",
    "So với 2017, tình hình khá hơn.",
    "Cải cách hành chính 6 tháng: nhiều chuyển biến",
    "Hồ sơ phải gửi trước ngày 15/5/2024 để tổng hợp.",
    "Ngày 17-8, báo cáo được công bố tại Hà Nội.",
    "Chỉ số được tính trên thang điểm 100.",
    "Đây là 1 trong những xã đi đầu.",
    "Điểm được chấm trên thang điểm từ 1-10.",
    "Bộ phận một cửa hoạt động ở 3 cấp: tỉnh, huyện, xã.",
    "Chính quyền địa phương 2 cấp vận hành thông suốt.",
    'Xã áp dụng phương châm "4 tại chỗ" và 6 rõ.',
    'Huyện nhân rộng mô hình "2 trạm 1 bác sĩ" tới các xã.',
    "Dịch vụ công mức độ 3, 4 so với trước đây tốt hơn.",
]


@pytest.mark.parametrize("sentence", NO_FIGURE)
def test_a_number_that_names_or_dates_is_no_figure(read: Callable[..., list[Figure]], sentence: str) -> None:
    assert [figure.number.printed for figure in read(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Thủ tướng ký 02 Quyết định về việc này.", ["02"]),
        ("Bộ sửa đổi 11 nghị định có liên quan.", ["11"]),
        ("Có 16 tỉnh, thành tham gia.", ["16"]),
        ("Xếp thứ 106 trong bảng.", ["106"]),
        ("Cán bộ hướng dẫn 03 lượt người đến.", ["03"]),
        ("Có đến 4/9 huyện hoàn thành việc này.", ["4"]),
        ("Đứng vị trí thứ 5 cả nước.", ["5"]),
        ("Hạng 3/63 tỉnh, thành phố.", ["3"]),
        ("Giải quyết 10/10 thủ tục.", ["10"]),
        ("Nộp nhiều là Sở KH&ĐT (41 hồ sơ), Sở KH-ĐT 37 hồ sơ.", ["41", "37"]),
        ("Trong tổng số 1.934 thủ tục, tỉnh đã rà soát xong.", ["1.934"]),
        ("Con số 140.000 hồ sơ là rất lớn.", ["140.000"]),
        ("Đã rút ngắn thời gian thông quan 6 giờ.", ["6"]),
        ("Đã cấp 2020 phiếu cho công dân.", ["2020"]),
        ("Thành phố nằm trong nhóm 10-15 tỉnh dẫn đầu.", ["10"]),
        ("Thời gian giải quyết giảm từ 30 ngày xuống 15 ngày.", ["30", "15"]),
    ],
)
def test_a_number_that_measures_is_a_figure(
    read: Callable[..., list[Figure]], sentence: str, printed: list[str]
) -> None:
    assert [figure.number.printed for figure in read(sentence)] == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "Bị cáo lĩnh từ 4 năm - 4 năm 6 tháng tù.",
        "Xe mang biển số 43B - 022.26 bị mất.",
        "Ông ở tại 12 Hoa Sữa, phường 2, quận 5.",
        "Lãnh đạo phòng C 50 có mặt.",
        "Theo khoản 1 Điều 146 Bộ luật Hình sự.",
        "Xảy ra ở xóm 1, khóm 6.",
        "Người này là đại lý cấp 1.",
        "Vào tối ngày 14, công an có mặt.",
    ],
)
def test_numbers_of_court_and_police_news(read: Callable[..., list[Figure]], sentence: str) -> None:
    assert [figure.number.printed for figure in read(sentence)] == []


def test_accomplices_are_no_money(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Công an bắt 6 đồng phạm.")
    assert figure.number.unit == "count"


@pytest.mark.parametrize(
    "sentence",
    [
        "Bị cáo bị đề nghị từ 9 đến 10 năm tù.",
        "Các cháu từ 6 đến 10 tuổi được vào công viên.",
        "Xin gọi (028) 38.223.292 để góp ý.",
        "Đoàn đi bằng xe 16 chỗ đến trụ sở.",
        "Chương trình 24 h: tin mới về thủ tục.",
        "Xã mở chốt tại km 281 + 900, quốc lộ đi qua huyện.",
    ],
)
def test_what_an_upper_end_a_car_or_a_dial_holds_is_no_figure(read: Callable[..., list[Figure]], sentence: str) -> None:
    assert read(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Cháy lớn tại chung cư Thiên Hà 9, nhiều hộ dân phải sơ tán.",
        "Công ty Cổ phần Sao Mai 79 bị phạt vì lấn đất.",
        "Khách nghỉ tại trạm dừng Hoa Ban 358 (thuộc xã bên).",
        "Ông trú tại thôn Đông Lễ 2, xã Yên Hòa.",
        "Chiếc Lexus 570 mang biển tỉnh bạn bị giữ.",
        "Người này ngụ P. 14, Q. 3.",
        "Anh điều khiển xe máy biển số 66 B 1-032.04 bỏ chạy.",
        "Tàu BP 12-04-02 rời bến.",
        "Hàng thuộc vận đơn số 60779781726 bị giữ lại.",
        "Nhóm nam nữ tuổi từ 20 đến 25 có mặt ở quán.",
        "Cháu bé 33 ngày tuổi được cứu sống.",
        "Việc này áp dụng với người từ đủ 13 đến dưới 16 tuổi.",
        "Người này bị đề nghị mức án từ 12 năm 6 tháng đến 13 năm 6 tháng.",
        "Họ bị cấm hành nghề hoặc làm công việc nhất định từ 01 năm đến 05 năm.",
        "Sau hơn 3 ngày điều trị, anh đã khỏe.",
        "Khoảng 30 phút sau, xe cứu hộ đến nơi.",
        "Chỉ 4 ngày sau khi mở cửa, trụ sở đã quá tải.",
        "Cách đây khoảng 10 ngày, ông có đến phường.",
        "Cháu mới 13 tuổi 5 tháng 23 ngày.",
        "Họp được khoảng 10 phút thì mất điện.",
        "Lực lượng cảnh sát 113 nhanh chóng có mặt.",
        "Ông đứng thứ 3 từ trái sang.",
        "Anh lái xe tải 1,25 tấn chở hàng thuê.",
        "Cổng số 3 Trung tâm Hội nghị bị chắn.",
        "Khoảng 15 giờ ngày 8/3, trời mưa to.",
        "Vào đêm 30 Tết, nhà ông mất điện.",
        "Xe Mercedes 16 chỗ đỗ trước cổng.",
        "Công an thu giữ cây gậy 3 khúc.",
        "Ông sống 1 mình ở quê.",
        "Theo các Điều 251, 252 và 253 của Bộ luật.",
        "Ông ở số 6/376 Trần Phú, phường bên.",
        "Xe đi trên đường vành đai 3 vào giờ cao điểm.",
        "Vấn đề 2: Cần làm rõ trách nhiệm.",
        "Lực lượng cảnh sát 113 đã có mặt.",
        "Sự việc xảy ra từ 16 đến 19/7/2019.",
    ],
)
def test_names_plates_ages_terms_and_moments_are_no_figures(read: Callable[..., list[Figure]], sentence: str) -> None:
    assert [figure.number.printed for figure in read(sentence)] == []


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Ba Vì 12, Đan Phượng 15 và Thạch Thất 9.", ["12", "15", "9"]),
        ("Nhiều nhất là huyện Ba Vì 12.", ["12"]),
        ("Tính riêng Đan Phượng 12 (tăng 3 so với năm trước).", ["12", "3"]),
        ("Trong đó thị trấn Phùng 12; xã Tân Hội 9.", ["12", "9"]),
        ("Người này giao cho Hoài 20 gói hàng.", ["20"]),
        ("Xã An Hòa 1 đã công bố 5 thủ tục.", ["5"]),
        ("Bắt 2 đối tượng trộm cắp.", ["2"]),
        ("Tại quận 3, 12 cán bộ bị kỷ luật.", ["12"]),
        ("Bãi xe có 16 chỗ cho cán bộ.", ["16"]),
        ("Ban quản lý cấp cho chị Nga 1 chỗ đỗ xe.", ["1"]),
        ("Trong cốp sau xe ô tô giấu 100 bánh pháo.", ["100"]),
        ("Anh bị đánh trúng anh T. 2 – 3 cái, chị L. 3 cái.", ["2", "3"]),
        ("Người dân nghe thấy sau 3 tiếng nổ.", ["3"]),
        ("Số lãi phát sinh trên 1,8 triệu đồng.", ["1,8"]),
        ("Chị vừa sinh 2 con trai.", ["2"]),
        ("Xe chạy với tốc độ 60 đến 62 km một giờ.", ["60"]),
        ("Sở đã bỏ 2 cấp trung gian và có 5 cấp phó.", ["2", "5"]),
        ("Số người nghỉ hưu trước tuổi 18.240 người.", ["18.240"]),
        ("Huyện cắt giảm 1 cấp hành chính.", ["1"]),
        ("Thời gian giải quyết còn 5 ngày sau khi nhận đủ hồ sơ.", ["5"]),
        ("Số TTHC 35; giảm 3.", ["35", "3"]),
        ("Phải nộp chậm nhất 15 ngày thì mới được cấp phép.", ["15"]),
        ("Tỉnh đứng thứ 3 cả nước.", ["3"]),
        ("Huy động lực lượng 911 người.", ["911"]),
        ("Sở rút ngắn thời gian 3 ngày so với quy định.", ["3"]),
    ],
)
def test_what_only_looks_like_a_name_or_a_moment_is_a_figure(
    read: Callable[..., list[Figure]], sentence: str, printed: list[str]
) -> None:
    assert [figure.number.printed for figure in read(sentence)] == printed


def test_a_place_in_brackets_behind_a_name_is_a_figure(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.unit for figure in read("Việt Nam xếp sau Lào (thứ 40), Ý (thứ 31).")] == ["rank"] * 2
    assert not read("Đại biểu Lê Hà (thứ 2 từ trái sang) phát biểu.")


def test_the_number_of_an_item_before_a_figure_lists_only(read: Callable[..., list[Figure]]) -> None:
    figures = read("Kết quả năm 2022:\n7. Có 45 hồ sơ.\n8. 98% văn bản được ký số.")
    assert [figure.number.value for figure in figures] == [45, 98]


def test_the_clock_of_a_player_and_the_number_of_a_picture_are_no_figures(read: Callable[..., list[Figure]]) -> None:
    assert not read("0:00 / 2:45", "Cán bộ hướng dẫn người dân nộp hồ sơ ảnh 2")


def test_who_is_disciplined_and_what_a_list_holds_are_counted(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Hà Giang đã kỷ luật 14 cá nhân và công bố danh mục 122 thủ tục.")
    assert [figure.number.printed for figure in figures] == ["14", "122"]
