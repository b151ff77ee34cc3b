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
