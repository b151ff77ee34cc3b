"""Which words around a figure name it, where several stand there that could."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

RANKS = [
    (
        "Chỉ số PCI, PAPI và PAR INDEX đều tăng: PAR INDEX xếp 12/63 tỉnh, thành phố (tăng 5 bậc); PCI xếp hạng 20/63.",
        ["par_index_rank", "par_index_rank", "pci_rank"],
    ),
    (
        "Chỉ số PCI xếp thứ 8/63, PAR INDEX xếp thứ 15/63 và SIPAS xếp thứ 22/63 tỉnh, thành phố.",
        ["pci_rank", "par_index_rank", "sipas_rank"],
    ),
    ("Chỉ số SIPAS đứng thứ 13/63, DTI đứng thứ 16/63, PCI đứng thứ 21/63.", ["sipas_rank", "dti_rank", "pci_rank"]),
    (
        "Tỉnh Bắc Ninh xếp thứ 6/63 tỉnh, thành phố trực thuộc Trung ương về chỉ số cải cách hành chính, đạt 88,2%.",
        ["par_index_rank", "par_index_score"],
    ),
    ("Hà Giang xếp thứ 40 trong bảng xếp hạng PAR INDEX và xếp thứ 52 về PAPI.", ["par_index_rank", "papi_rank"]),
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
        ("Tỉnh xếp thứ 40 trong bảng xếp hạng PAR INDEX và xếp thứ 52 về PAPI.", ["PAR INDEX", "PAPI"]),
    ],
)
def test_the_phrase_of_a_place_is_its_index(
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


def test_a_phrase_ends_where_another_body_goes_on(read: Callable[..., list[Figure]]) -> None:
    figures = read("Các bộ đã ban hành 130 công văn và các địa phương đã ban hành 720 công văn.")
    assert [figure.phrase for figure in figures] == ["ban hành 130 công văn", "ban hành 720 công văn"]
