"""Keys of indicators outside of the catalogue: what was done to a thing makes another of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        (
            "Có 120 thẩm quyền đã được phân cấp cho xã, 45 thẩm quyền được ủy quyền.",
            ["open.tham_quyen_phan_cap", "open.tham_quyen_uy_quyen"],
        ),
        ("Kinh phí tiết kiệm được do sắp xếp ước tính trên 90 tỷ đồng.", ["open.kinh_phi_tiet_kiem.vnd"]),
    ],
)
def test_what_was_done_tells_things_apart(read: Callable[..., list[Figure]], sentence: str, keys: list[str]) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == keys


def test_a_verb_governs_what_is_listed_behind_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các bộ đã cắt giảm, đơn giản hóa 152 quy định kinh doanh, 231 TTHC.")
    assert [f.indicator.metric_key for f in figures] == [
        "business_regulations_cut_count",
        "procedures_simplified_count",
    ]


def test_what_is_still_in_time_is_no_bare_noun(read: Callable[..., list[Figure]]) -> None:
    figures = read("Huyện đang giải quyết 950 hồ sơ (trong hạn 910 hồ sơ, quá hạn 40 hồ sơ).")
    keys = ["dossiers_pending_count", "dossiers_pending_in_time_count", "dossiers_late_count"]
    assert [f.indicator.metric_key for f in figures] == keys


@pytest.mark.parametrize(
    ("lines", "keys"),
    [
        (["Chỉ số PAPI công bố. Tỉnh tăng cao nhất trên 3 điểm (Yên Bái)."], ["papi_score"]),
        (["Điểm số trung bình về cải cách hành chính của các bộ là 82,4."], ["par_index_score"]),
        (
            ["Công bố PAR INDEX 2021.", "Huế đứng đầu danh sách xếp hạng các tỉnh, thành phố, với chỉ số 88,31."],
            ["par_index_score"],
        ),
        (
            ["Về số lượng đơn vị hành chính cấp huyện, cả nước giảm 9 đơn vị."],
            ["open.don_vi_hanh_chinh_cap_huyen"],
        ),
    ],
)
def test_words_that_only_compare_or_count_units_point_to_what_names_them(
    read: Callable[..., list[Figure]], lines: list[str], keys: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(*lines)] == keys


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("Các bộ đã cập nhật là 12.310 quy định kinh doanh.", ["open.cap_nhat_quy_dinh_kinh_doanh"]),
        ("Các bộ đã cập nhật 12.310[3] quy định kinh doanh.", ["open.cap_nhat_quy_dinh_kinh_doanh"]),
        (
            "Nếu gộp các trường học, bệnh viện thì tổng số người hưởng lương lên tới 1,9 triệu người.",
            ["open.nguoi_huong_luong"],
        ),
        (
            "Tỷ lệ người dân cho biết phải chờ đợi lâu là 11%.",
            ["open.nguoi_dan_biet_phai_cho_doi_lau.percent"],
        ),
        ("Chỉ số Cấp phép xây dựng tăng hạng nhiều nhất (21/190).", ["open.chi_so_cap_phep_xay_dung.rank"]),
    ],
)
def test_doers_speakers_and_side_clauses_are_no_part_of_a_key(
    read: Callable[..., list[Figure]], sentence: str, keys: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == keys


def test_a_step_of_a_ranking_is_one_in_other_words(read: Callable[..., list[Figure]]) -> None:
    (step,) = read("Chỉ số PCI của tỉnh tăng 4 hạng so với năm 2021.")
    assert (step.number.unit, step.role.role, step.indicator.metric_key) == ("rank", "change", "pci_rank")
    assert [f.number.unit for f in read("Huyện đã hoàn thành 3 hạng mục công trình.")] == ["count"]


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        (
            "Tổng số TTHC là 260 thủ tục, trong đó cấp tỉnh 190 thủ tục, cấp huyện 40 thủ tục và cấp xã 30 thủ tục.",
            ["procedures_in_force_count"] * 4,
        ),
        ("Bộ xếp thứ 7 về chuyển đổi số với 0,4731 điểm.", ["dti_rank", "dti_score"]),
        (
            "Sở kiểm tra 41 văn bản, phát hiện 03 văn bản trái thẩm quyền.",
            ["legal_documents_inspected_count", "open.phat_hien_van_ban_trai_tham_quyen"],
        ),
        (
            "Bộ rà soát 812 quy định kinh doanh, cắt giảm, đơn giản hóa 165 quy định, đạt 20,3%.",
            ["open.ra_soat_quy_dinh_kinh_doanh", "business_regulations_cut_count", "business_regulations_cut_share"],
        ),
        (
            "Biên chế công chức được giao là 1.980, số có mặt là 1.902 người.",
            ["civil_service_posts_count", "open.co_mat"],
        ),
    ],
)
def test_lists_rankings_and_short_forms_of_reports(
    read: Callable[..., list[Figure]], sentence: str, keys: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == keys


def test_who_was_trained_is_counted_behind_the_classes(read: Callable[..., list[Figure]]) -> None:
    classes, people = read("Tỉnh tổ chức 9 lớp bồi dưỡng cho 815 lượt cán bộ, công chức.")
    assert people.indicator.metric_key == "civil_servants_trained_count"
    assert classes.indicator != people.indicator


def test_satisfaction_beside_reform_ranks_in_its_own_index(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Công tác cải cách hành chính tiến bộ, thể hiện ở sự hài lòng của người dân đối với sự phục vụ (xếp thứ 19/63)."
    )
    assert [figure.indicator.metric_key for figure in figures] == ["sipas_rank"]


def test_a_key_leaves_out_where_everybody_is_meant(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 91% hộ dùng bếp điện trên toàn quốc. Có 90% hộ dùng bếp điện.")
    assert len({figure.indicator.metric_key for figure in figures}) == 1
