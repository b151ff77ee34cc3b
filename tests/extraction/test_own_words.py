"""Which words around a figure name it, where several stand there that could."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

RANKS = [
    (
        "Cụ thể là: Năng lực cạnh tranh 4.0 (của WEF) xếp thứ 71/141 năm 2019, tăng 4 bậc; Chính phủ điện tử (của Liên "
        "hợp quốc) xếp thứ 88; Trồng rừng (của FAO) giữ vị trí 30/165.",
        ["global_competitiveness_rank"] * 2 + ["egov_development_rank", "open.trong_rung.rank"],
    ),
    (
        "Chỉ số PCI, PAPI và PAR INDEX đều tăng: PAR INDEX xếp 12/63 tỉnh, thành phố (tăng 5 bậc); PCI xếp hạng 20/63.",
        ["par_index_rank", "par_index_rank", "pci_rank"],
    ),
    (
        "Chỉ số PCI xếp thứ 8/63, PAR INDEX xếp thứ 15/63 và SIPAS xếp thứ 22/63 tỉnh, thành phố.",
        ["pci_rank", "par_index_rank", "sipas_rank"],
    ),
    (
        "Về cải cách hành chính, Cà Mau đứng thứ 28 cả nước; về mức độ hài lòng của dân, tỉnh đứng thứ 7 cả nước.",
        ["par_index_rank", "sipas_rank"],
    ),
    (
        "Về chuyển đổi số, Cà Mau đứng thứ 28 cả nước; về thu hút đầu tư, tỉnh đứng thứ 7 cả nước.",
        ["dti_rank", "open.thu_hut_dau_tu.rank"],
    ),
    (
        "PCI 2017 của Bến Tre đứng thứ 5/63 cả nước và thứ 3/13 vùng đồng bằng sông Cửu Long.",
        ["pci_rank", "pci_rank"],
    ),
    (
        "Có 12% không hài lòng. Xếp hạng PAR INDEX 2022: hạng 9/17, điểm 83,28%.",
        ["dissatisfied_respondents_share", "par_index_rank", "par_index_score"],
    ),
    ("Chỉ số PAR INDEX, Cà Mau xếp thứ 28; chỉ số SIPAS, tỉnh xếp thứ 7.", ["par_index_rank", "sipas_rank"]),
    ("Chỉ số SIPAS đứng thứ 13/63, DTI đứng thứ 16/63, PCI đứng thứ 21/63.", ["sipas_rank", "dti_rank", "pci_rank"]),
    (
        "Ở chỉ số cải cách hành chính, Bắc Ninh đạt 88,2% và giữ hạng 6/63 tỉnh, thành.",
        ["par_index_score", "par_index_rank"],
    ),
    ("Hà Giang xếp thứ 40 trong bảng xếp hạng PAR INDEX và xếp thứ 52 về PAPI.", ["par_index_rank", "papi_rank"]),
    (
        "Môi trường kinh doanh của Việt Nam xếp thứ 74 trong 190 nước, với 61,4 điểm.",
        ["doing_business_rank", "open.nuoc", "doing_business_score"],
    ),
    ("Chỉ số năng lực cạnh tranh toàn cầu xếp thứ 81/140.", ["global_competitiveness_rank"]),
    ("Công bố PAPI 2018. Tỷ lệ người dân hài lòng còn thấp. Bến Tre dẫn đầu với 46,1 điểm.", ["papi_score"]),
    ("Việt Nam lên thứ 86/193 trong bảng xếp hạng Chính phủ điện tử.", ["egov_development_rank"]),
    ("Bộ Nội vụ dẫn đầu bảng chỉ số cải cách hành chính năm 2022, đạt 90,12%.", ["par_index_score"]),
    ("Theo báo cáo, với 75,2 điểm, Bộ Y tế dẫn đầu các bộ về chỉ số hài lòng.", ["sipas_score"]),
    ("Công bố chỉ số cải cách hành chính 2019. Đứng cuối là Ủy ban Dân tộc, với 70,2%.", ["par_index_score"]),
]


@pytest.mark.parametrize(("sentence", "metrics"), RANKS)
def test_a_place_or_score_is_of_the_index_of_its_own_clause(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Chỉ số PAPI xếp hạng 14/63 tỉnh, thành phố.", ["Chỉ số PAPI"]),
        ("Chỉ số cấp phép (24/140) tăng mạnh mẽ 11 bậc.", ["Chỉ số cấp phép", "Chỉ số cấp phép"]),
        ("Tỉnh xếp thứ 40 trong bảng xếp hạng PAR INDEX và xếp thứ 52 về PAPI.", ["PAR INDEX", "PAPI"]),
        ("Chỉ số A đạt 12,1 điểm; Chỉ số B: xếp thứ 3, đạt 9,4 điểm.", ["Chỉ số A", "Chỉ số B", "Chỉ số B"]),
    ],
)
def test_the_phrase_of_a_place_is_its_index(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    assert [figure.phrase for figure in read(sentence)] == phrases


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Tỷ lệ thanh toán trực tuyến: 64,8%, tăng 2,1% so với quý trước; số hóa kết quả: 81,5%.",
            ["online_payment_share", "online_payment_share", "open.so_hoa_ket_qua.percent"],
        ),
        (
            "Tiếp nhận 500 hồ sơ; đúng hạn 460, trễ 20; còn 15 hồ sơ đang trong hạn xử lý.",
            [
                "dossiers_received_count",
                "dossiers_resolved_on_time_count",
                "dossiers_late_count",
                "dossiers_pending_in_time_count",
            ],
        ),
        (
            "Tỉnh nhận 500 hồ sơ; 480 hồ sơ đã có kết quả, 0,37% bị chậm.",
            ["dossiers_received_count", "dossiers_resolved_count", "dossiers_late_share"],
        ),
        (
            "Hồ sơ trả trước hẹn: 70.122, đúng hẹn: 165.940.",
            ["dossiers_resolved_early_count", "dossiers_resolved_on_time_count"],
        ),
        ("Bộ đã cắt 117 điều kiện kinh doanh.", ["business_conditions_cut_count"]),
        ("Mức hài lòng của người làm thủ tục: 94,1%.", ["satisfied_respondents_share"]),
        ("Có 87,4% người dân hài lòng, nhích 0,9 điểm phần trăm so với năm 2021.", ["satisfied_respondents_share"] * 2),
        (
            "Có 1.209 TTHC cung cấp toàn trình và 52 TTHC cung cấp một phần.",
            ["full_online_services_count", "partial_online_services_count"],
        ),
    ],
)
def test_a_label_or_state_of_its_own_tells_the_indicator(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Rà soát 96 văn bản, kiến nghị xử lý 9 văn bản.", ["Rà soát 96 văn bản", "kiến nghị xử lý 9 văn bản"]),
        ("Số phản ánh, kiến nghị là 12.", ["Số phản ánh, kiến nghị"]),
        (
            "Đoàn nhắc nhở 3 đơn vị và đề nghị kiểm điểm 5 công chức.",
            ["nhắc nhở 3 đơn vị", "đề nghị kiểm điểm 5 công chức"],
        ),
        (
            "Bộ đã xử lý 640 đề nghị, trong đó có 75 đề nghị của hiệp hội về đất đai.",
            ["xử lý 640 đề nghị", "đề nghị của hiệp hội về đất đai"],
        ),
        (
            "Số việc chi cục làm xong là 3.905 việc, tương ứng trên 812 tỷ (đạt tỷ lệ 71,3% về việc, 38,6% về tiền).",
            ["Số việc chi cục làm xong"] * 4,
        ),
        (
            "Có 14/80 tỉnh có giá trị chuyển đổi số từ 0,6 trở lên.",
            ["tỉnh có giá trị chuyển đổi số", "tỉnh có giá trị chuyển đổi số"],
        ),
        ("Cục đã đưa 100% thủ tục mức độ 4 (7 thủ tục) lên mạng.", ["thủ tục mức độ 4", "thủ tục mức độ 4"]),
        ("Kiểm toán Nhà nước kiến nghị xử lý hơn 940 tỷ đồng.", ["kiến nghị xử lý"]),
        ("Kỳ thi có trên 80 nghìn em và xét tuyển vào các trường nghề trên 30 nghìn em.", ["em", "em"]),
        ("Thủ tục cấp lại giấy phép giảm 2 ngày làm việc.", ["Thủ tục cấp lại giấy phép"]),
        (
            "Có 14 thủ tục: lĩnh vực môi trường có 9 thủ tục; lĩnh vực đất đai 5 thủ tục.",
            ["thủ tục", "lĩnh vực môi trường có 9 thủ tục", "lĩnh vực đất đai 5 thủ tục"],
        ),
        (
            "Danh mục thủ tục của Bộ đủ điều kiện trực tuyến toàn trình gồm 48 thủ tục.",
            ["Danh mục thủ tục của Bộ đủ điều kiện trực tuyến toàn trình"],
        ),
        ("Sở ký kết với 12 bưu cục để trả kết quả.", ["ký kết với 12 bưu cục"]),
        (
            "Cục xử lý trên 92% tờ khai trong ngày và thời gian trả kết quả của mỗi hồ sơ chỉ từ 2-5 phút.",
            ["tờ khai trong ngày", "thời gian trả kết quả của mỗi hồ sơ"],
        ),
        ("Gia nhập thị trường là chỉ số tăng mạnh nhất, từ 6,1 lên 7 điểm.", ["Gia nhập thị trường"] * 2),
        ("Chỉ số PCI của tỉnh tăng 1,1 điểm, lên 63,7 nhưng vẫn xếp thứ 44.", ["Chỉ số PCI của tỉnh"] * 3),
        ("Điểm phục vụ người dân và doanh nghiệp mới đạt 78,4 điểm.", ["Điểm phục vụ người dân và doanh nghiệp"]),
        (
            "Đô Lương xếp thứ 5/21 huyện, thành, thị của tỉnh về cải cách hành chính, tăng 4 bậc.",
            ["cải cách hành chính", "cải cách hành chính"],
        ),
        ("Trong số đó, 540 lượt hài lòng - tương đương 96%.", ["lượt hài lòng", "lượt hài lòng"]),
        ("Cấp hộ chiếu đạt 91%, còn cấp bản sao chỉ 38%.", ["Cấp hộ chiếu", "cấp bản sao"]),
        ("Kinh tế số đóng góp khoảng 17% GRDP.", ["Kinh tế số"]),
        ("Sở có 12 đơn vị trực thuộc.", ["đơn vị trực thuộc"]),
        (
            "Đã giải quyết 96/109 đơn khiếu nại thuộc thẩm quyền; tố cáo 21/24 đơn.",
            ["giải quyết 96/109 đơn khiếu nại thuộc thẩm quyền", "tố cáo 21/24 đơn"],
        ),
        ("Quận 1 có 98% người dân hài lòng, quận Bình Tân 96,4%.", ["người dân hài lòng", "người dân hài lòng"]),
        ("Hồ sơ qua mạng gấp 1,7 lần nửa đầu năm 2021.", ["Hồ sơ qua mạng"]),
        (
            "Ở TP Nha Trang, 27/27 xã dùng phần mềm một cửa; huyện Diên Khánh mới có 15/18.",
            ["xã dùng phần mềm một cửa", "xã dùng phần mềm một cửa"],
        ),
        ("Thời gian cấp phép rút từ 30 ngày xuống còn 12 ngày.", ["Thời gian cấp phép", "Thời gian cấp phép"]),
    ],
)
def test_a_phrase_ends_before_the_next_deed(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    assert [figure.phrase for figure in read(sentence)] == phrases


def test_what_is_completed_of_a_plan_is_its_count_and_share(read: Callable[..., list[Figure]]) -> None:
    figures = read("Về cải cách hành chính, các bộ hoàn thành 730/750 nhiệm vụ, đạt 97,33% kế hoạch, cao hơn 1,2%.")
    keys = ["reform_plan_tasks_completed_count", *["reform_plan_tasks_completed_share"] * 2]
    assert [figure.indicator.metric_key for figure in figures] == keys


def test_a_verb_governs_the_whole_list_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Các bộ đã cắt giảm 900 thủ tục, 2.100/3.400 điều kiện kinh doanh và 510 mặt hàng kiểm tra chuyên ngành."
    )
    assert [f.indicator.metric_key for f in figures[1:]] == [
        "business_conditions_cut_count",
        "inspection_goods_cut_count",
    ]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Tổng cục Thuế giảm 640 đầu mối, Kho bạc Nhà nước 210 đầu mối.", ["change", "change"]),
        ("Năm 2023, Hà Nội ban hành 35 văn bản và Hải Phòng 14 văn bản.", ["level", "level"]),
        ("Trong đó Lào Cai giảm 31 xã, Hòa Bình 24 xã và Cao Bằng 12 xã.", ["change"] * 3),
        ("Lĩnh vực đường bộ cắt giảm 41 điều kiện, hàng hải 35 điều kiện.", ["level"] * 2),
        ("Bộ Y tế cắt giảm 95/310 điều kiện (30,6%), Bộ Xây dựng 72/120 điều kiện (60%).", ["level"] * 4),
    ],
)
def test_bodies_of_a_list_share_one_verb(read: Callable[..., list[Figure]], sentence: str, roles: list[str]) -> None:
    figures = read(sentence)
    assert [figure.role.role for figure in figures] == roles
    counts = [figure for figure in figures if figure.number.unit == "count"]
    assert len({figure.indicator.metric_key for figure in counts}) == 1


def test_a_phrase_ends_where_another_body_goes_on(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các bộ đã ban hành 130 công văn và các địa phương đã ban hành 720 công văn.")
    assert [figure.phrase for figure in figures] == ["ban hành 130 công văn", "ban hành 720 công văn"]


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Tuy PAR Index 2022 của tỉnh tăng 1,37%, đạt 87,2%, tỉnh vẫn đứng thứ 30/63.", ["par_index_score"] * 2),
        ("Chỉ số SIPAS dẫn đầu với kết quả đạt 91,02%; đứng thứ 4 là tỉnh Nghệ An.", ["sipas_score", "sipas_rank"]),
        ("Công bố PCI 2016 của các tỉnh. Đồng Tháp (64,9 điểm) ở hạng 3.", ["pci_score", "pci_rank"]),
    ],
)
def test_an_earlier_figure_and_its_verb_name_nothing(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)][: len(metrics)] == metrics


def test_who_stands_first_in_an_index_is_no_part_of_its_name(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Dẫn đầu chỉ số cải cách hành chính là Hải Phòng với 91,8%.")
    assert figure.phrase == "chỉ số cải cách hành chính"


def test_the_reform_index_of_a_province_is_not_that_of_its_units(read: Callable[..., list[Figure]]) -> None:
    own, units = read(
        "Ở khối UBND các tỉnh, Chỉ số PAR INDEX của Thái Bình đạt 86,31%.",
        "Chỉ số cải cách hành chính của các huyện, thị xã đạt 84,7%.",
    )
    assert own.indicator.metric_key == "par_index_score"
    assert units.indicator.metric_key == "internal_par_index_score"


def test_what_is_not_completed_is_not_what_is(read: Callable[..., list[Figure]]) -> None:
    done, left = read(
        "Theo kế hoạch cải cách hành chính, các bộ hoàn thành 25/31 nhiệm vụ; chưa hoàn thành 6 nhiệm vụ."
    )
    assert done.indicator.metric_key == "reform_plan_tasks_completed_count"
    assert left.indicator.metric_key != done.indicator.metric_key


def test_a_share_is_of_what_its_count_was_known_as(read: Callable[..., list[Figure]]) -> None:
    count, share = read("Về điều kiện kinh doanh, Bộ Xây dựng cắt giảm 95/310 điều kiện (30,6%).")
    assert count.indicator.metric_key == "business_conditions_cut_count"
    assert share.indicator.metric_key == "business_conditions_cut_share"


def test_a_sum_raised_and_its_share_are_of_one_thing(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ nâng tổng số quy định kinh doanh được cắt giảm, đơn giản hóa lên 412 quy định, đạt 18,9%.")
    keys = ["business_regulations_cut_count", "business_regulations_cut_share"]
    assert [figure.indicator.metric_key for figure in figures] == keys


def test_the_day_up_to_which_is_counted_is_no_part_of_the_phrase(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Tỷ lệ hồ sơ trực tuyến của các bộ, ngành và các địa phương lũy kế đến ngày 15/6/2023 đạt 45,3%.")
    assert figure.phrase == "Tỷ lệ hồ sơ trực tuyến của các bộ, ngành và các địa phương"


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Tổng số quy định được cắt giảm mới đạt 640 quy định.", ["Tổng số quy định được cắt giảm"]),
        ("Các bộ đã xử lý 85 kiến nghị và sửa đổi, bổ sung 9 văn bản.", ["xử lý 85 kiến nghị", None]),
        ("Có 7 bộ phải cắt giảm 35% mặt hàng.", ["bộ phải cắt giảm 35% mặt hàng", "mặt hàng"]),
        ("Cục A thụ lý 97 việc, riêng số cũ chuyển sang là 39 việc.", [None, "số cũ chuyển sang"]),
        ("Khối xã giảm 210 người, doanh nghiệp nhà nước 35 người.", ["giảm 210 người", None]),
        ("Tỷ lệ hộ dân cho biết phải chờ lâu là 14%.", ["Tỷ lệ hộ dân cho biết phải chờ lâu"]),
        ("Cục A có số thủ tục nhiều nhất là 64 thủ tục.", ["số thủ tục nhiều nhất"]),
    ],
)
def test_a_phrase_keeps_what_was_done_and_leaves_what_comes_next(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str | None]
) -> None:
    told = zip(read(sentence), phrases, strict=True)
    assert all(phrase is None or figure.phrase == phrase for figure, phrase in told)


def test_new_amended_and_abolished_procedures_are_three_counts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 52 thủ tục hành chính mới ban hành, 31 thủ tục hành chính được sửa đổi; bãi bỏ 8 TTHC.")
    keys = ["procedures_new_count", "procedures_amended_count", "procedures_abolished_count"]
    assert [figure.indicator.metric_key for figure in figures] == keys


def test_tasks_that_were_given_are_no_tasks_of_the_plan(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ Y tế được Chính phủ, Thủ tướng giao 61 nhiệm vụ và đã hoàn thành 44 nhiệm vụ.")
    assert [figure.indicator.metric_key for figure in figures] == [
        "assigned_tasks_count",
        "assigned_tasks_completed_count",
    ]
    assert {figure.agency.agency_key for figure in figures} == {"vn.min.y_te"}


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Có 215 TTHC bị bãi bỏ trong số 1.120 TTHC được công bố.", ["procedures_abolished_count"]),
        ("Cả nước có 31.200 người được tinh giản biên chế.", ["staff_cut_count"]),
        ("Sắp tới sẽ có khoảng 350-410 điều kiện kinh doanh bị cắt giảm.", ["business_conditions_cut_count"]),
        ("Tỉnh có 90.150 hồ sơ trực tuyến toàn trình.", ["full_online_dossiers_count"]),
        ("Kết quả trả trước và đúng hạn là 3.912 hồ sơ (đạt 99,6%).", ["dossiers_resolved_on_time_count"]),
        ("Hồ sơ đã trả nhưng chậm hạn và hồ sơ quá hạn nhưng chưa có kết quả là 14 hồ sơ.", ["dossiers_late_count"]),
        (
            "UBND huyện giải quyết 9.100 hồ sơ; đúng và sớm hạn 98,4%.",
            ["dossiers_resolved_count", "dossiers_resolved_on_time_share"],
        ),
    ],
)
def test_what_was_done_to_things_tells_what_is_counted(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)][: len(metrics)] == metrics


def test_drafts_are_not_those_that_were_appraised(read: Callable[..., list[Figure]]) -> None:
    *_, drafts = read("Bộ đã cập nhật 412 quy định kinh doanh dự kiến ban hành tại 58 dự thảo VBQPPL.")
    assert drafts.indicator.metric_key == "open.du_thao_van_ban_quy_pham_phap_luat"


def test_what_was_not_published_is_told_apart(read: Callable[..., list[Figure]]) -> None:
    done, left = read("Các bộ đã công khai 9.120 quy định kinh doanh, chưa công khai 804 quy định kinh doanh.")
    assert done.indicator != left.indicator


def test_money_explains_no_share(read: Callable[..., list[Figure]]) -> None:
    share, money = read("Tinh giản 2,5% biên chế thì ngân sách giảm được 300 tỷ đồng.")
    assert money.base is None
    assert money.indicator != share.indicator


def test_a_plan_is_what_was_planned_before(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Thành phố giải ngân vốn đầu tư công đạt 78% kế hoạch tỉnh giao và bằng 65% kế hoạch vốn thành phố giao."
    )
    assert {figure.indicator.metric_key for figure in figures} == {"public_investment_disbursed_share"}


def test_bare_decimals_of_a_score_are_points(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Điểm số PAPI năm 2022 tăng khá, từ 40,14 lên 40,87. Điểm PAPI các tỉnh (làm tròn số) giảm từ 41,7 xuống 41,5. "
        "Quảng Ninh đứng đầu bảng xếp hạng với chỉ số tổng hợp đạt 47,8; Cao Bằng đứng cuối với 38,8."
    )
    assert {(f.number.unit, f.indicator.metric_key) for f in figures} == {("points", "papi_score")}
    assert len(figures) == 6


def test_days_count_no_dossiers(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 70 hồ sơ giải quyết quá hạn. Trong đó, quá hạn nhiều nhất là 1.240 ngày.")
    assert [f.indicator.basis is not None for f in figures] == [True, False]


def test_who_strives_is_no_subject(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Phó Thủ tướng yêu cầu các bộ phấn đấu đạt 100% nhiệm vụ.")
    assert figure.phrase == "nhiệm vụ"


def test_a_deed_behind_a_comma_begins_its_own_words(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Mục tiêu của ngành là giảm 25% chi phí tuân thủ TTHC, bãi bỏ tối thiểu 20% điều kiện kinh doanh còn rườm rà."
    )
    assert figures[0].phrase == "chi phí tuân thủ TTHC"
    assert figures[1].indicator.metric_key == "business_conditions_cut_share"


def test_a_percentage_of_what_was_done_keeps_its_verb(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Bộ đã đơn giản hóa 71,4% thủ tục hành chính.")
    assert figure.indicator.metric_key == "open.don_gian_hoa_thu_tuc_hanh_chinh.percent"


def test_a_short_form_in_brackets_parts_no_subject(read: Callable[..., list[Figure]]) -> None:
    *_, figure = read(
        "Số thủ tục hành chính (TTHC) đưa vào tiếp nhận của 14 sở, ban, ngành tại Trung tâm là 1.205 TTHC."
    )
    assert figure.phrase.startswith("Số thủ tục hành chính (TTHC) đưa vào tiếp nhận")


def test_a_ranking_behind_a_place_names_it(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "DTI quốc gia đạt 0,7412. Việt Nam tăng 9 bậc trong bảng xếp hạng hiệu quả logistics, đứng thứ 43/139."
    )
    keys = ["dti_score", *["open.xep_hang_hieu_qua_logistics.rank"] * 2]
    assert [figure.indicator.metric_key for figure in figures] == keys


def test_a_share_keeps_its_name_over_what_it_is_compared_with(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỷ lệ hồ sơ trễ hạn là 2%, vượt chỉ tiêu được giao (3%); tỷ lệ hài lòng của người dân nhích lên so với "
        "năm 2022, đạt 87,1%, vượt chỉ tiêu HĐND giao (87%)."
    )
    assert [(f.indicator.metric_key, f.status) for f in figures] == [
        ("dossiers_late_share", "actual"),
        ("dossiers_late_share", "target"),
        ("satisfied_respondents_share", "actual"),
        ("satisfied_respondents_share", "target"),
    ]


def test_levels_of_a_ranking_are_ranks(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Về nộp thuế, chỉ số tăng 4 bậc, đi từ mức 152 lên mức 148. Về tín dụng, chỉ số tăng 6 bậc, từ thứ hạng 35 của "
        "năm ngoái lên thứ hạng 29. Tỉnh tụt 2 hạng."
    )
    assert [(f.number.unit, int(f.number.value)) for f in figures] == [
        *(("rank", value) for value in (4, 152, 148, 6, 35, 29, 2)),
    ]
    assert [f.period.last.year for f in figures if f.period.kind == "flow"] == [2022]


def test_what_a_group_of_bodies_has_is_counted_by_its_own_noun(read: Callable[..., list[Figure]]) -> None:
    figures = read("UBND tỉnh công bố danh mục thủ tục của 9 sở, ngành với 214 thủ tục hành chính.")
    assert figures[-1].indicator.metric_key == "procedures_announced_count"


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Số hồ sơ quá hạn tại Sở Y tế, Sở Xây dựng và Sở Nội vụ là 33 hồ sơ.",
            "Số hồ sơ quá hạn tại Sở Y tế, Sở Xây dựng và Sở Nội vụ",
        ),
        (
            "Số hồ sơ trễ hạn của các huyện Đồng Văn, Mèo Vạc là 12 hồ sơ.",
            "Số hồ sơ trễ hạn của các huyện Đồng Văn, Mèo Vạc",
        ),
        ("Theo công bố của Bộ Nội vụ, Hà Nội đạt 91%.", "Hà Nội"),
    ],
)
def test_names_of_owners_do_not_cut_what_they_own(
    read: Callable[..., list[Figure]], sentence: str, phrase: str
) -> None:
    assert read(sentence)[0].phrase == phrase


def test_visits_and_visitors_are_told_apart_by_a_slash(read: Callable[..., list[Figure]]) -> None:
    figures = read("Thanh tra tỉnh tiếp 61 lượt/74 người; lãnh đạo tiếp định kỳ 12 lượt với 15 người.")
    assert [int(figure.number.value) for figure in figures] == [61, 74, 12, 15]
    assert [figure.phrase for figure in figures[:2]] == ["tiếp 61 lượt", "61 lượt/74 người"]
    assert figures[3].phrase == "12 lượt với 15 người"
    assert len({figure.indicator.metric_key for figure in figures}) == 4
    assert [int(figure.number.value) for figure in read("Mật độ 91 thuê bao/100 người.")] == [91]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "Tỷ lệ thủ tục đã kết nối, công khai trên trang thông tin đạt 64%.",
            "Tỷ lệ thủ tục đã kết nối, công khai trên trang thông tin",
        ),
        (
            "Qua xem xét, đã hướng dẫn người dân gửi lên nơi có quyền phán xét 63 đơn.",
            "hướng dẫn người dân gửi lên nơi có quyền phán xét 63 đơn",
        ),
        ("Theo khảo sát của Bộ Công Thương về hạ tầng chợ năm 2022, Hà Giang xếp thứ 17.", "hạ tầng chợ"),
    ],
)
def test_what_is_counted_may_be_told_far_before(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase == phrase


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        (
            "Nhiều nhất là ngành may mặc với 310 doanh nghiệp và ngành vận tải với 95 doanh nghiệp.",
            ["ngành may mặc với 310 doanh nghiệp", "ngành vận tải với 95 doanh nghiệp"],
        ),
        ("Quý I, đã cấp giấy phép cho tổng số gần 5.200 cặp.", ["cấp giấy phép cho tổng số gần 5.200 cặp"]),
        ("Cả nước có 3.400 trường hợp nhập tịch…", ["trường hợp nhập tịch"]),
        ("BHYT là 70 triệu người.", ["BHYT"]),
    ],
)
def test_what_a_bare_noun_counts_is_told_before_it(
    read: Callable[..., list[Figure]], sentence: str, phrases: list[str]
) -> None:
    assert [figure.phrase for figure in read(sentence)] == phrases


def test_a_score_in_brackets_behind_a_body_points_back(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Theo PCI 2015, Huế đạt 61,2 điểm.",
        "Long An (60,5 điểm) trở lại nhóm các tỉnh điều hành tốt nhất cùng với Hà Nam (60,1 điểm).",
        "Có 4 tỉnh có kết quả tăng cao, gồm Sơn La (tăng 5,2 điểm).",
    )
    assert [f.indicator.metric_key for f in figures if f.number.unit == "points"] == ["pci_score"] * 4
