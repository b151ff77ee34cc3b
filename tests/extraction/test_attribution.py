from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orchestration.extraction.document import Block, Document, Stated
from orchestration.extraction.figure import Figure
from orchestration.extraction.text import fold

CASES = [
    (
        "Bộ Kế hoạch và Đầu tư 50%, Bộ Ngoại giao 66,66%, Bà Rịa - Vũng Tàu 54%, TP.HCM 61,36%.",
        ["vn.min.ke_hoach_dau_tu", "vn.min.ngoai_giao", "vn.prov.ba_ria_vung_tau", "vn.prov.ho_chi_minh"],
    ),
    ("Đã có 62/63 địa phương và 10/21 bộ, ngành hoàn thành việc hợp nhất.", ["vn.provinces", "vn.ministries"]),
    ("Các bộ, ngành và địa phương đã ban hành 575 quyết định.", ["vn.ministries_and_provinces"]),
    ("Tỷ lệ của các bộ, cơ quan Trung ương đạt 99,87%, UBND cấp xã đạt 99,36%.", ["vn.central", "vn.communes"]),
    ("Bộ Công an đã cấp 83 triệu thẻ; thu nhận 64 triệu hồ sơ.", ["vn.min.cong_an"] * 2),
    ("Bộ GD-ĐT đã cắt giảm 12 thủ tục, Bộ GD&ĐT sẽ cắt 5 thủ tục.", ["vn.min.giao_duc_dao_tao"] * 2),
    ("Tỉnh Hoà Bình tiếp nhận 500 hồ sơ, tỉnh Hòa Bình trả 400 kết quả.", ["vn.prov.hoa_binh"] * 2),
    ("Ông Trương Hoà Bình cho biết có 16 đoàn kiểm tra.", ["vn"]),
    ("Chủ tịch Hồ Chí Minh từng nêu 12 điều răn.", ["vn"]),
    ("Theo báo cáo của Bộ Nội vụ, cả nước có 500 mô hình.", ["vn"]),
    ("Bộ Nội vụ cho biết, có 500 mô hình mới.", ["vn"]),
    ("Thủ tướng Chính phủ yêu cầu các bộ, ngành hoàn thành 6 nhiệm vụ.", ["vn.ministries"]),
    ("Cổng Dịch vụ công quốc gia đã kết nối với 13 bộ, ngành.", ["vn"]),
    ("575 quyết định đã được các địa phương ban hành.", ["vn.provinces"]),
    ("Tại Hà Nội, TP.HCM, tỉ lệ trễ hẹn là 17,5%.", ["vn.provinces"]),
    ("Có 11 bộ hồ sơ bị trả lại.", ["vn"]),
    ("Bộ Tài nguyên Môi trường cắt 4 thủ tục.", ["vn.min.tai_nguyen_moi_truong"]),
    (
        "Bộ Giáo dục - Đào tạo cắt 4 thủ tục, Bộ KH - CN 5 thủ tục.",
        ["vn.min.giao_duc_dao_tao", "vn.min.khoa_hoc_cong_nghe"],
    ),
    (
        "Dẫn đầu là Hà Nội. Thành phố này đạt 90,2 điểm. Bộ Y tế ở cuối. Bộ này cắt 3 thủ tục.",
        ["vn.prov.ha_noi", "vn.min.y_te"],
    ),
    (
        "Đến nay, 12 bộ và 30 địa phương đã ban hành 250 kế hoạch.",
        ["vn.ministries", "vn.provinces", "vn.ministries_and_provinces"],
    ),
    ("Ngành Xây dựng đã đơn giản hóa 45 thủ tục.", ["vn.min.xay_dung"]),
    ("Có 45 cơ sở thuộc ngành xây dựng.", ["vn"]),
    ("Tổng cục Thuế đã thu 45 tỷ đồng.", ["vn.min.tai_chinh"]),
    ("Khảo sát 62 UBND tỉnh, thành phố.", ["vn.provinces"]),
    ("Theo Bộ Công an, đã cấp 31 triệu thẻ căn cước.", ["vn.min.cong_an"]),
    ("Theo Bộ Công an, số vụ cháy là 310 vụ.", ["vn"]),
    (
        "Bến Tre đạt 45,1 điểm, Nghệ An đạt 44,7 điểm. Chỉ số nội dung đạt 6,2 điểm.",
        ["vn.prov.ben_tre", "vn.prov.nghe_an", "vn"],
    ),
    ("Thanh tra Chính phủ (TTCP) vừa cho biết, các cơ quan đã tiếp 4.100 lượt người.", ["vn"]),
    ("Toàn ngành BHXH Việt Nam giải quyết 62 triệu hồ sơ.", ["vn.body.bao_hiem_xa_hoi_viet_nam"]),
    ("Đến nay KBNN đã cung cấp 12 thủ tục.", ["vn.min.tai_chinh"]),
    ("Thủ tướng yêu cầu Bộ trưởng Bộ Xây dựng bãi bỏ 45 điều kiện.", ["vn.min.xay_dung"]),
    ("Tại hội nghị diễn ra ở TP Đà Nẵng, Bộ trưởng nói ngành Y tế có 140 bệnh viện.", ["vn.min.y_te"]),
    (
        "Tỉnh Hà Giang cắt 12 thủ tục. Đến nay đã có 3,1 triệu văn bản gửi, nhận trên Trục liên thông.",
        ["vn.prov.ha_giang", "vn"],
    ),
    ("Phiên họp ở Nhà Quốc hội, Thủ đô Hà Nội nghe 12 ý kiến.", ["vn"]),
    ("Khối Trung ương tinh giản 140 người.", ["vn.central"]),
    ("Theo báo cáo mới nhất ngày 3/8 của Bộ Tài chính, cả nước giải ngân 190.000 tỷ đồng.", ["vn"]),
    ("Cổng dịch vụ công quốc gia nhận 4 triệu lượt; các hệ thống của Bộ Y tế có 120.000 lượt.", ["vn", "vn.min.y_te"]),
    ("Bộ Y tế đứng số 1 về chỉ số cải cách hành chính.", ["vn.min.y_te"]),
    ("BHXH tỉnh Hà Giang đã cấp 530 thẻ.", ["vn.prov.ha_giang"]),
    ("Giá trị trung bình DTI cấp tỉnh là 0,3912; DTI cấp bộ là 0,4417.", ["vn.provinces", "vn.ministries"]),
    ("Bộ Y tế cho biết, đến nay đã cắt giảm 410 thủ tục.", ["vn.min.y_te"]),
    ("Bộ Nội vụ cho biết, đã có 21 tỉnh tổng kết.", ["vn.provinces"]),
    (
        "Khối bộ, ngành đạt 61,2% (mục tiêu 70%), còn khối tỉnh, thành đạt 17,3% (mục tiêu 30%).",
        ["vn.ministries"] * 2 + ["vn.provinces"] * 2,
    ),
    ("Lai Châu có chỉ số PCI thấp nhất cả nước (57,2 điểm).", ["vn.prov.lai_chau"]),
    ("Theo Bộ Y tế, cơ quan này đang quản lý 240 thủ tục.", ["vn.min.y_te"]),
    ("Có 2 bộ: Y tế, Xây dựng đã hoàn thành.", ["vn.ministries"]),
    ("Cả nước có 21 tỉnh (gồm 4 vùng và 17 tỉnh), 870 trạm y tế.", ["vn.provinces", "vn", "vn.provinces", "vn"]),
    (
        "Bộ Y tế đứng đầu (đạt 71,5%), xếp thứ 2 là Bộ Tư pháp (đạt 70,1%).",
        ["vn.min.y_te", "vn.min.tu_phap", "vn.min.tu_phap"],
    ),
    (
        "Theo thống kê, với 75,2 điểm, tăng 3,1 điểm so với năm 2021, Bộ Y tế dẫn đầu các bộ về chỉ số hài lòng.",
        ["vn.min.y_te"] * 2,
    ),
    ("Có 14/63 tỉnh, thành phố vượt 6.120 biên chế so với chỉ tiêu.", ["vn.provinces"] * 2),
    (
        "Số liệu của Bộ Nội vụ cho biết, 8 bộ, ngành và 31 địa phương đề nghị tinh giản gần 2.900 người.",
        ["vn.ministries", "vn.provinces", "vn.ministries_and_provinces"],
    ),
    (
        "Bộ Nội vụ đã thẩm định số người làm việc tại 24 bộ, ngành, giảm 9.315 biên chế, tương ứng giảm 7,26%.",
        ["vn.ministries"] * 3,
    ),
    ("Cả 63 tỉnh, thành phố đều đạt Chỉ số cải cách hành chính trên 78%.", ["vn.provinces"] * 2),
    ("Có 19 tỉnh có chỉ số hài lòng giảm 2%, tỉ lệ người dân phải đi lại cũng tăng 3%.", ["vn.provinces"] * 2 + ["vn"]),
    ("Cả nước có 63 tỉnh, 696 huyện.", ["vn.provinces", "vn"]),
    ("Hơn 2,1 triệu công dân tại 14 tỉnh được cấp mã số, trong đó có 98.700 trẻ em.", ["vn", "vn.provinces", "vn"]),
    ("Có 03 Bộ Y tế, Nội vụ, Tài chính đã trình 28 phương án.", ["vn.ministries"] * 2),
    (
        "Các bộ có tỷ lệ thấp nhất là: Xây dựng (14,6%), Nội vụ (22%).",
        ["vn.min.xay_dung", "vn.min.noi_vu"],
    ),
    ("Ở khối bộ, ngành, Ngân hàng Nhà nước dẫn đầu với 99,1%.", ["vn.min.ngan_hang_nha_nuoc"]),
    ("Nhiều cơ quan giảm mạnh, như Bộ Y tế (giảm trên 31%).", ["vn.min.y_te"]),
    (
        "Tại bảng xếp hạng chỉ số của các bộ, UBND các tỉnh, năm 2020 Bộ Y tế giữ vị trí thứ 9/17.",
        ["vn.min.y_te"],
    ),
    (
        "Chỉ số PCI tỉnh Hà Nam xếp thứ 21/63 tỉnh, thành; còn PAR INDEX xếp thứ 33/63 tỉnh, thành.",
        ["vn.prov.ha_nam"] * 2,
    ),
    ("Toàn tỉnh thành lập mới 4 trường.", ["vn"]),
    ("Khoảng cách giữa bộ cao nhất (Bộ Tư pháp) với bộ thấp nhất (Bộ Y tế) là 17,6%.", ["vn.ministries"]),
    ("Bộ Y tế tăng 2 bậc. Không có bộ nào dưới 65%.", ["vn.min.y_te", "vn.ministries"]),
    ("Các tỉnh sẽ cấp thẻ và đến tháng 7/2024 cả nước sẽ cấp 40 triệu thẻ.", ["vn"]),
    ("Có 9/22 bộ, ngành, 58/63 địa phương, 04 tập đoàn đã kết nối.", ["vn.ministries", "vn.provinces", "vn"]),
    ("Còn 11 bộ, ngành và địa phương chưa kết nối.", ["vn.ministries_and_provinces"]),
    ("Năm 2022 Bộ Y tế đã cắt giảm 14 thủ tục.", ["vn.min.y_te"]),
    ("Thấp nhất là 51,2 điểm (tỉnh Lai Châu), cao nhất là 80,6 điểm (Hà Nam).", ["vn.prov.lai_chau", "vn.prov.ha_nam"]),
    ("40 tỉnh sẽ sáp nhập cấp huyện, cấp xã, qua đó giảm được 5 huyện, 480 xã.", ["vn.provinces"] * 3),
    ("UBND TP.HCM cho hay cả TP nhận 4.100 đơn trong quý I.", ["vn.prov.ho_chi_minh"]),
    ("Tại Vĩnh Long có tiến bộ. Toàn tỉnh đã giảm 240 trường hợp.", ["vn.prov.vinh_long"]),
    ("Huyện Trà Ôn của tỉnh Vĩnh Long dẫn đầu toàn tỉnh với 97,4%.", ["vn.prov.vinh_long"]),
    ("Đứng thứ hai trong bảng xếp hạng là Cà Mau, một tỉnh cực nam, khi đạt 70,4 điểm.", ["vn.prov.ca_mau"]),
    (
        "Long An (68,1 điểm) và An Giang (67,2 điểm) cải thiện, hai tỉnh này đều tăng 2 bậc.",
        ["vn.prov.long_an", "vn.prov.an_giang", "vn.provinces"],
    ),
    (
        "Quảng Ninh đạt 73 điểm, còn Huế vươn từ hạng 8 lên hạng 3.",
        ["vn.prov.quang_ninh"] + ["vn.prov.thua_thien_hue"] * 2,
    ),
    ("Ngoài thủ tục thông quan (Bộ Tài chính), đã nối 24 thủ tục của 7 bộ, ngành.", ["vn.ministries"] * 2),
    ("Tỉnh Phú Thọ có 148 xã, phường.", ["vn.prov.phu_tho"]),
    ("Thuế tỉnh Đồng Nai thu 25.000 tỷ đồng.", ["vn.prov.dong_nai"]),
    ("HĐND tỉnh Cà Mau thông qua 12 nghị quyết.", ["vn.prov.ca_mau"]),
    ("Giám đốc Sở Nội vụ Quảng Trị cho biết tỉnh đã bố trí 310 cán bộ.", ["vn.prov.quang_tri"]),
    ("Người dân Cà Mau hài lòng 92,3%.", ["vn.prov.ca_mau"]),
    ("Tổ công tác của Thủ tướng cho biết, tổng số điều kiện của 16 bộ là 6.191.", ["vn.ministries"] * 2),
    ("Chủ tịch UBND tỉnh Lai Châu chia sẻ, địa phương có 62% hồ sơ trực tuyến.", ["vn.prov.lai_chau"]),
    ("Đại diện Bộ Công an thông tin, đã cấp 84 triệu thẻ căn cước.", ["vn.min.cong_an"]),
    ("Cả nước còn 702 đơn vị cấp huyện.", ["vn"]),
    ("Tỉnh Lai Châu được Bộ Nội vụ chấm 84,3 điểm.", ["vn.prov.lai_chau"]),
    ("4 tỉnh đã được Bộ Y tế hỗ trợ 12 phần mềm.", ["vn.provinces"] * 2),
    ("Có 31 thủ tục được Bộ Y tế bãi bỏ.", ["vn.min.y_te"]),
    ("28 tỉnh thăng hạng, cao nhất 31 bậc (Sóc Trăng).", ["vn.provinces", "vn.prov.soc_trang"]),
    ("Cà Mau đạt SIPAS 84,1%, xếp thứ 28/63 tỉnh, thành phố trong cả nước; PAPI là 41,2 điểm.", ["vn.prov.ca_mau"] * 3),
    ("Chỉ còn ít ngày để các bộ, ngành bỏ 40% điều kiện theo chỉ đạo của Thủ tướng.", ["vn.ministries"]),
    ("Nhiều nhất là Bộ Y tế có 12 nghề với 340 điều kiện.", ["vn.min.y_te"] * 2),
    ("100% bộ, ngành, địa phương đã rà soát. Theo đó, 81% thủ tục đủ điều kiện.", ["vn.ministries_and_provinces"] * 2),
    (
        "Các bộ đạt tỷ lệ 45%, các tỉnh đạt 27%. Ước tính tiết kiệm được 37 triệu giờ.",
        ["vn.ministries", "vn.provinces", "vn"],
    ),
    ("Bộ trưởng cho hay 4 tỉnh gồm Hà Nam, Huế đề nghị không sắp xếp 7 đơn vị.", ["vn.provinces"] * 2),
    ("VTV.vn - Gần 54% doanh nghiệp phải trả chi phí.", ["vn"]),
    ("Hà Nội (TTXVN 17/4) Năm 2023, có 6 vùng đạt trên 80%.", ["vn"] * 2),
    ("Riêng Bình Dương, xếp vị trí thứ 12 cả nước.", ["vn.prov.binh_duong"]),
    ("Thủ tướng cho rằng đã có 41 nền tảng mới.", ["vn"]),
    ("Từ khi Thủ tướng Chính phủ bấm nút khai trương, có 2,3 triệu lượt truy cập.", ["vn"]),
    (
        "Bộ Y tế thẩm định 21 dự thảo; tổ chức pháp chế các bộ thẩm định 60 dự thảo; các Sở Y tế 310 dự thảo.",
        ["vn.min.y_te", "vn.ministries", "vn.provincial_departments"],
    ),
    ("Các Sở Y tế, Phòng Y tế của tỉnh Lai Châu đã góp ý 31 dự thảo.", ["vn.prov.lai_chau"]),
    ("Bộ Y tế và các bộ, ngành đã kiểm tra 310 văn bản.", ["vn.ministries"]),
    ("Các bộ tiếp 12 đoàn. Thủ trưởng cơ quan hành chính nhà nước tiếp 40 người.", ["vn.ministries", "vn"]),
    ("100% xã, phường có mạng. Trên 70% hộ dân dùng cáp quang.", ["vn.communes", "vn"]),
]


@pytest.mark.parametrize(("sentence", "agencies"), CASES)
def test_a_figure_gets_its_body(read: Callable[..., list[Figure]], sentence: str, agencies: list[str]) -> None:
    assert [figure.agency.agency_key for figure in read(sentence)] == agencies


def test_a_headline_with_a_year_of_its_own_repeats_no_figure_of_another_year(
    read: Callable[..., list[Figure]],
) -> None:
    figures = read("! Năm 2022, Bộ Y tế xếp thứ 4/17 bộ", "Năm 2021, Bộ Công an xếp thứ 4/17 bộ.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.min.y_te", "vn.min.cong_an"]


def test_a_paragraph_that_adds_to_the_one_before_speaks_of_the_same_body(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế đã bỏ 14 thủ tục.", "Đồng thời đã rút ngắn 31 quy trình.", "Đã có 7 sở làm theo.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.min.y_te", "vn.min.y_te", "vn"]


def test_bare_scores_before_one_with_its_unit_answer_the_bodies_of_the_list(read: Callable[..., list[Figure]]) -> None:
    figures = read("Hà Nam và Nam Định có tổng điểm cao nhất, lần lượt là 71,6 và 70,3 điểm.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.prov.ha_nam", "vn.prov.nam_dinh"]


@pytest.mark.parametrize(
    "meeting",
    [
        "Chiều 3/9, tại Trung tâm Hội nghị (Thủ đô Hà Nội), Ủy ban Quốc gia về chuyển đổi số họp lần thứ tư.",
        "Chiều 3/9, Ủy ban Quốc gia về chuyển đổi số họp trực tuyến với các bộ và UBND các tỉnh.",
    ],
)
def test_a_meeting_owns_nothing_told_behind_it(read: Callable[..., list[Figure]], meeting: str) -> None:
    figures = read("! Phiên họp về chuyển đổi số", f"{meeting} Đến nay, đã phủ sóng 41 thôn.")
    assert figures[0].agency.agency_key == "vn"


@pytest.mark.parametrize(
    "sentence",
    [
        "Xếp hạng PAR INDEX 2022: hạng 9/17, đạt 83,28%, kém Bộ Tư pháp 6,4%. Năm 2023, Bộ cắt 20 thủ tục.",
        "Bộ có 12 cục. Cục Đường bộ Việt Nam xử lý 40 hồ sơ.",
        "Bộ có 12 cục. Cục Đường bộ xử lý 40 hồ sơ.",
    ],
)
def test_a_body_compared_with_or_a_bureau_of_its_own_takes_nothing_from_a_ministry(
    read: Callable[..., list[Figure]], sentence: str
) -> None:
    figures = read("Bộ Giao thông vận tải tiếp nhận 500 hồ sơ.", sentence)
    assert figures[-1].agency.agency_key == "vn.min.giao_thong_van_tai"


def test_a_sector_is_named_by_short_names_too(read: Callable[..., list[Figure]]) -> None:
    assert read("Doanh thu của toàn ngành GD&ĐT là 31 tỷ đồng.")[0].agency.agency_key == "vn.min.giao_duc_dao_tao"


def test_a_lead_about_provinces_repeats_no_figure_of_a_ministry(read: Callable[..., list[Figure]]) -> None:
    figures = read("! Các tỉnh có tỷ lệ hồ sơ trực tuyến đạt 12%", "Tỷ lệ hồ sơ trực tuyến của Bộ Y tế đạt 12%.")
    assert [figure.agency.agency_key for figure in figures] == ["vn.provinces", "vn.min.y_te"]


def test_who_speaks_in_a_headline_owns_no_article(read: Callable[..., list[Figure]]) -> None:
    figures = read("! Thủ tướng: Hải quan thu gần 31 nghìn tỷ đồng", "# Bỏ 6 cục", "Cả nước còn 40 cục.")
    assert {figure.agency.agency_key for figure in figures} == {"vn"}


def test_a_headline_repeats_the_lead_where_nothing_else_does(grammar) -> None:
    blocks = (Block("headline", 0, 30), Block("lead", 31, 92))
    text = "Hơn 41 triệu lượt hồ sơ gửi đi\nTính đến ngày 5/5/2020, Bộ Y tế nhận hơn 41 triệu lượt hồ sơ."
    first, _ = grammar.read(Document("doc@1", "1" * 64, text, blocks, Stated(date(2020, 5, 13), "metadata"), None))[0]
    assert (first.agency.agency_key, first.period.last) == ("vn.min.y_te", date(2020, 5, 5))


def test_a_provinces_own_report_is_about_the_province(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Hà Giang đẩy mạnh cải cách thủ tục",
        "UBND tỉnh Hà Giang vừa tổng kết công tác cải cách.",
        "Đã tiếp nhận 12.345 hồ sơ. Tỷ lệ hồ sơ đúng hạn đạt 98,5%.",
    )
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.ha_giang"}


def test_abbreviations_need_their_capitals(grammar) -> None:
    assert grammar.agencies.find(fold("số btc là"), "số btc là") == []
    assert [m.agency_key for m in grammar.agencies.find(fold("do BTC ban hành"), "do BTC ban hành")] == [
        "vn.min.tai_chinh"
    ]


def test_every_alias_names_a_body_of_the_table(reference) -> None:
    known = {row["agency_key"] for row in reference.tables["agencies"]}
    assert {row["agency_key"] for row in reference.tables["agency_aliases"]} <= known


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("UBND huyện Củ Chi đã tiếp nhận 410 hồ sơ.", ["vn.prov.ho_chi_minh"]),
        (
            "TP.Biên Hòa và TX Long Khánh trả 98% hồ sơ đúng hạn; thị xã Hoàng Mai có 12 hồ sơ.",
            ["vn.prov.dong_nai", "vn.prov.nghe_an"],
        ),
        ("Quận 7 nhận 31 hồ sơ, Q.Hoàng Mai 20 hồ sơ.", ["vn.prov.ho_chi_minh", "vn.prov.ha_noi"]),
        ("Huyện Châu Thành nhận 31 hồ sơ.", ["vn"]),
        (
            "UBND huyện Củ Chi báo cáo. Toàn bộ 100% phí trên Cổng Dịch vụ công quốc gia đã thu; 100% cây đã tưới.",
            ["vn", "vn.prov.ho_chi_minh"],
        ),
        ("UBND huyện Củ Chi tự chấm 61 điểm so với điểm chuẩn của Bộ Nội vụ.", ["vn.prov.ho_chi_minh"]),
        ("Hồ sơ nhận trong kỳ của huyện Củ Chi là 12.415 bộ.", ["vn.prov.ho_chi_minh"]),
    ],
)
def test_a_district_has_its_provinces_key(read: Callable[..., list[Figure]], text: str, keys: list[str]) -> None:
    assert [figure.agency.agency_key for figure in read(text)] == keys


def test_the_only_province_named_owns_an_article_that_speaks_of_its_province(
    read: Callable[..., list[Figure]],
) -> None:
    text = (
        "Toàn tỉnh có 91 xã.\n\nNăm 2021, cấp xã nhận 904 hồ sơ.\n\nTheo UBND huyện Lộc Ninh, tỷ lệ đúng hạn đạt 99%."
    )
    assert {figure.agency.agency_key for figure in read(text)} == {"vn.prov.binh_phuoc"}


def test_offices_of_one_list_are_no_groups_of_the_country(read: Callable[..., list[Figure]]) -> None:
    text = (
        "Các sở, ngành, địa phương trong tỉnh đã vào cuộc.\n\nTheo Sở Tài chính Hải Dương, 41 hồ sơ đã được trả."
        "\n\nCấp huyện cải thiện. Có 7 nơi đạt tỷ lệ đúng hạn 100%."
    )
    assert {figure.agency.agency_key for figure in read(text)} == {"vn.prov.hai_duong"}


@pytest.mark.parametrize(
    "lines",
    [
        ("! Cấp xã trả sớm nhiều hồ sơ", "Báo Hà Giang, 12/4/2023", "UBND tỉnh cho biết đã nhận 2.301 hồ sơ."),
        ("(BGĐT) - Toàn tỉnh đã tiếp nhận 2.301 hồ sơ.",),
        ("Toàn tỉnh đã tiếp nhận 2.301 hồ sơ tại địa chỉ dichvucong.bacgiang.gov.vn.",),
        ("Chuyện một cửa", "truyenhinhhagiang.vn", "Toàn tỉnh đã tiếp nhận 2.301 hồ sơ."),
        ("Cả tỉnh Hà Giang góp sức, riêng lực lượng Công an đã xử lý 2.301 hồ sơ.",),
    ],
)
def test_who_prints_a_text_tells_its_province(read: Callable[..., list[Figure]], lines: tuple[str, ...]) -> None:
    keys = {figure.agency.agency_key for figure in read(*lines)}
    assert keys <= {"vn.prov.ha_giang", "vn.prov.bac_giang"}
    assert len(keys) == 1


def test_a_newspaper_is_not_whom_its_figures_are_about(read: Callable[..., list[Figure]]) -> None:
    figures = read("Theo Báo Hà Giang, cả nước có 705 huyện.", "Phóng viên Báo Bắc Giang đếm 12 bộ.")
    assert not any(figure.agency.agency_key.startswith("vn.prov.") for figure in figures)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Tại Trung tâm Phục vụ hành chính công tỉnh Bắc Giang, số hồ sơ nhận được là 310.", ["vn.prov.bac_giang"]),
        ("Chi nhánh số 3 của Trung tâm Phục vụ hành chính công Hà Nội nhận 310 hồ sơ.", ["vn.prov.ha_noi"]),
        ("Bộ phận một cửa huyện Củ Chi đã nhận 310 hồ sơ.", ["vn.prov.ho_chi_minh"]),
        ("Cục Thuế Bắc Giang đã hoàn 12 tỷ đồng.", ["vn.prov.bac_giang"]),
        ("Ngành Nội vụ tỉnh Bắc Giang đã nhận 310 hồ sơ.", ["vn.prov.bac_giang"]),
        ("Lực lượng Công an đã làm 310 thẻ căn cước.", ["vn.min.cong_an"]),
        ("Phường Bắc Giang (tỉnh Bắc Ninh) đã nhận 310 hồ sơ.", ["vn.prov.bac_ninh"]),
        ("Phường Hà Giang 2 đã nhận 310 hồ sơ.", ["vn.prov.tuyen_quang"]),
        ("Phường Hà Giang 1 tiếp nhận 310 hồ sơ.", ["vn.prov.tuyen_quang"]),
        ("Xã Hòa Bình đã nhận 310 hồ sơ.", ["vn"]),
    ],
)
def test_an_office_or_a_commune_tells_its_province(
    read: Callable[..., list[Figure]], text: str, keys: list[str]
) -> None:
    assert [figure.agency.agency_key for figure in read(text)] == keys


@pytest.mark.parametrize(
    "lines",
    [
        ("Theo UBND TP.Hội An, trong quý II.2023, số hồ sơ mới tiếp nhận là 310 hồ sơ.",),
        ("! Hạ tầng số của tỉnh Quảng Nam", "Các cơ quan, đơn vị, địa phương của tỉnh có 310 máy chủ."),
    ],
)
def test_who_alone_is_named_owns_the_figures(read: Callable[..., list[Figure]], lines: tuple[str, ...]) -> None:
    assert {figure.agency.agency_key for figure in read(*lines)} == {"vn.prov.quang_nam"}


def test_a_ministry_that_uses_national_systems_still_owns_its_report(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Bộ Y tế tổng kết cải cách hành chính",
        "Bộ Y tế đã ban hành 21 thông tư. Bộ có 430 thủ tục. Bộ giảm 2 vụ.",
        "Bộ Y tế đưa 248 dịch vụ lên Cổng Dịch vụ công quốc gia.",
        "Bộ gửi 40 văn bản qua Trục liên thông văn bản quốc gia.",
        "Trên Cổng Dịch vụ công quốc gia, Bộ xử lý 900 hồ sơ.",
        "Bộ phận một cửa tiếp nhận 45.230 hồ sơ.",
    )
    assert figures[-1].agency.agency_key == "vn.min.y_te"


def test_whom_a_survey_shows_goes_on_in_the_next_sentence(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Công bố của Bộ Nội vụ cho thấy Cà Mau nằm trong top 10 địa phương dẫn đầu. Ứng dụng có hơn 7.000 lượt tải; "
        "các xã đã có 310 tổ công nghệ số cộng đồng gồm 940 người tham gia."
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.provinces"] + ["vn.prov.ca_mau"] * 3


def test_a_place_of_the_country_is_a_figure(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Cà Mau đứng thứ 28 cả nước về cải cách hành chính và thứ 7 cả nước về mức độ hài lòng của người dân."
    )
    assert [figure.indicator.metric_key for figure in figures] == ["par_index_rank", "sipas_rank"]


@pytest.mark.parametrize(
    ("headline", "agency"),
    [
        ("Bộ Công Thương cắt giảm nhiều điều kiện kinh doanh", "vn.min.cong_thuong"),
        ("Dấu ấn một năm của Bộ Công Thương", "vn.min.cong_thuong"),
        ("Bộ Công Thương kết nối với Cơ chế một cửa ASEAN", "vn.min.cong_thuong"),
        ("Bộ Công Thương công bố kết quả của các địa phương", "vn"),
        ("Bộ Công Thương đứng đầu bảng xếp hạng", "vn"),
    ],
)
def test_a_headline_may_tell_whose_report_it_is(read: Callable[..., list[Figure]], headline: str, agency: str) -> None:
    figures = read(f"! {headline}", "Đã bãi bỏ 79 điều kiện, chuyển hậu kiểm 8 điều kiện.")
    assert {figure.agency.agency_key for figure in figures} == {agency}


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (("Huế giảm 3 sở. Hải Phòng giảm 4 sở.", "Quý I, thành phố có 8.614 doanh nghiệp mới."), "vn.prov.hai_phong"),
        (("Huế giảm 3 sở. Hải Phòng giảm 4 sở.", "Các thành phố có 8.614 doanh nghiệp mới."), "vn"),
        (("Theo UBND quận Bình Thạnh, 3 tháng đầu năm có 17 hồ sơ trễ hẹn.",), "vn.prov.ho_chi_minh"),
        (("Hải quan tỉnh Đồng Nai thu 25.600 tỷ đồng.",), "vn.prov.dong_nai"),
    ],
)
def test_a_city_or_a_district_that_was_named(
    read: Callable[..., list[Figure]], lines: tuple[str, ...], agency: str
) -> None:
    assert read(*lines)[-1].agency.agency_key == agency


def test_a_newspaper_with_a_name_of_its_own_tells_the_province(read: Callable[..., list[Figure]]) -> None:
    figures = read("Toàn tỉnh tiếp nhận 83 đơn. Các sở của tỉnh đã giải quyết 71 đơn.", "Nguồn: baoapbac.vn")
    assert {figure.agency.agency_key for figure in figures} == {"vn.prov.tien_giang"}


def test_a_paragraph_that_opens_with_a_part_goes_on_with_the_body_of_its_whole(
    read: Callable[..., list[Figure]],
) -> None:
    figures = read(
        "Hệ thống của Bộ Y tế đã lưu 62 triệu hồ sơ sức khỏe.",
        "Trong đó có 40 triệu hồ sơ được đối chiếu với cơ sở dữ liệu quốc gia về dân cư.",
    )
    assert [figure.agency.agency_key for figure in figures] == ["vn.min.y_te"] * 2


def test_a_ministry_that_is_named_late_owns_what_names_nobody_else(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo kế hoạch, có 96 thủ tục được đưa lên mạng. " + "Việc này giúp người dân đỡ đi lại. " * 20,
        "Vụ Pháp chế của Bộ Y tế chủ trì. Các cục thuộc Bộ Y tế phối hợp. Lãnh đạo Bộ Y tế theo dõi.",
    )
    assert figures[0].agency.agency_key == "vn.min.y_te"


def test_a_ministry_alone_owns_a_short_article_unless_it_reports_on_others(read: Callable[..., list[Figure]]) -> None:
    words = (
        "{0} vừa có thêm kết quả mới.",
        "Việc rà soát được các vụ của {0} làm từ lâu.",
        "Có 61 giấy phép không còn cần thiết.",
        "Lãnh đạo {0} đã họp với hiệp hội.",
    )
    bodies = "Bộ Y tế", "Văn phòng Chính phủ"
    owners = [read(*(line.format(body) for line in words))[0].agency.agency_key for body in bodies]
    assert owners == ["vn.min.y_te", "vn"]


def test_what_is_of_the_field_of_the_body_that_reported_before_is_its_own(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo báo cáo của BHXH Việt Nam, số người tham gia BHYT là 70 triệu.",
        "Quý I, toàn ngành thu 51.000 tỷ đồng.",
        "Cả nước có 900 khách sạn.",
    )
    insurance = "vn.body.bao_hiem_xa_hoi_viet_nam"
    assert [figure.agency.agency_key for figure in figures] == [insurance, insurance, "vn"]


def test_the_model_of_local_government_is_no_group_of_bodies(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Hà Giang vận hành chính quyền địa phương 2 cấp",
        "Sau khi vận hành mô hình chính quyền địa phương hai cấp, các sở, ngành và UBND các xã đã nhận 845 hồ sơ.",
    )
    assert figures[-1].agency.agency_key == "vn.prov.ha_giang"
    assert read("Riêng cấp bộ và cơ quan ngang bộ thì 4 đơn vị dẫn đầu.")[0].agency.agency_key == "vn.ministries"
    assert read("Vị trí thứ 4 trong bảng xếp hạng thuộc về Cà Mau.")[0].agency.agency_key == "vn.prov.ca_mau"


def test_a_level_of_a_province_that_the_clause_names_is_that_province(read) -> None:
    (figure,) = read("Tỷ lệ hồ sơ trực tuyến của tỉnh Hà Nam ở cấp xã đạt 44,5%.")
    assert (figure.agency.agency_key, figure.scope_key) == ("vn.prov.ha_nam", "level=commune")
