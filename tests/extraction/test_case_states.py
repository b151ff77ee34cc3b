"""What became of dossiers and conditions: each state is an indicator of its own, and so is its share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure

DOSSIERS = [
    (
        "Trung tâm giải quyết và trả kết quả 4.200 hồ sơ, đạt 92%; trong đó trả trước hạn 3.100 hồ sơ.",
        ["dossiers_resolved_count", "dossiers_resolved_share", "dossiers_resolved_early_count"],
    ),
    (
        "Giải quyết đúng hạn 812 hồ sơ, tỷ lệ 98%; còn trễ hạn 4 hồ sơ, tỷ lệ 0,5%.",
        [
            "dossiers_resolved_on_time_count",
            "dossiers_resolved_on_time_share",
            "dossiers_late_count",
            "dossiers_late_share",
        ],
    ),
    ("Sở trả quá hạn so với quy định 26 hồ sơ.", ["dossiers_late_count"]),
    ("Còn 75 hồ sơ đang giải quyết, đều trong hạn.", ["dossiers_pending_count"]),
]
CONDITIONS = [
    ("Tổng số điều kiện kinh doanh trước khi rà soát là 214.", ["business_conditions_count"]),
    (
        "Bộ rà soát điều kiện kinh doanh: cắt giảm 30 điều kiện, bãi bỏ 12 điều kiện và đơn giản hóa 9 điều kiện.",
        [
            "business_conditions_cut_count",
            "business_conditions_abolished_count",
            "business_conditions_simplified_count",
        ],
    ),
    (
        "Năm 2018, 95 điều kiện đầu tư, kinh doanh được cắt giảm, chiếm 41% tổng số điều kiện.",
        ["business_conditions_cut_count", "business_conditions_cut_share"],
    ),
]


@pytest.mark.parametrize(("sentence", "metrics"), DOSSIERS + CONDITIONS)
def test_each_state_is_an_indicator(read: Callable[..., list[Figure]], sentence: str, metrics: list[str]) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_that_early_ones_are_resolved_goes_without_saying(read: Callable[..., list[Figure]]) -> None:
    (early,) = read("Số hồ sơ đã giải quyết trước hạn là 310 hồ sơ.")
    assert (early.indicator.metric_key, early.scope_key) == ("dossiers_resolved_early_count", "_T")


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Có 15/40 phiếu đánh giá “Rất hài lòng” (chiếm 37,5%).", "phiếu đánh giá “Rất hài lòng"),
        ("Sở rà soát 12 quyết định tại 3 thông tư và 2.015 biểu mẫu kèm theo.", "rà soát 12 quyết định tại 3 thông tư"),
        ("Nền tảng đã xóa bỏ 52 mã trong năm.", "xóa bỏ 52 mã"),
    ],
)
def test_where_a_phrase_ends(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase == phrase


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Huyện trả 4.000 hồ sơ (đúng hạn 3.960 hồ sơ; quá hạn 40 hồ sơ), đạt 99%.", "dossiers_resolved_on_time_share"),
        ("Huyện trả 4.000 hồ sơ (đúng hạn 3.960; quá hạn 40), quá hạn chiếm 1%.", "dossiers_late_share"),
        (
            "Huyện đã giải quyết 4.000 hồ sơ (trước hạn 3.000 hồ sơ, đúng hạn 960 hồ sơ, quá hạn 40 hồ sơ), đạt 99%.",
            "dossiers_resolved_on_time_share",
        ),
        (
            "Huyện nhận 5.000 hồ sơ, đã giải quyết 4.000 hồ sơ (đúng hạn 3.960 hồ sơ; quá hạn 40), đạt tỷ lệ 80%.",
            "dossiers_resolved_share",
        ),
    ],
)
def test_a_share_behind_brackets_is_of_the_part_whose_quotient_it_is(
    read: Callable[..., list[Figure]], sentence: str, metric: str
) -> None:
    assert read(sentence)[-1].indicator.metric_key == metric


def test_what_is_still_to_be_handled_is_not_what_was_reviewed(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở rà soát 48 văn bản quy phạm pháp luật, từ đó xử lý sau rà soát đối với 31 văn bản.")
    assert [figure.indicator.metric_key for figure in figures] == [
        "legal_documents_reviewed_count",
        "legal_documents_to_handle_after_review_count",
    ]


GRADES = [
    "units_covering_all_costs_count",
    "units_covering_recurrent_costs_count",
    "units_covering_part_of_costs_count",
    "units_paid_by_budget_count",
]


@pytest.mark.parametrize("mark", [", ", "; "])
@pytest.mark.parametrize("verb", ["bảo đảm", "đảm bảo"])
def test_each_grade_of_autonomy_is_an_indicator(read: Callable[..., list[Figure]], mark: str, verb: str) -> None:
    parts = [
        f"2 đơn vị tự {verb} chi thường xuyên và chi đầu tư",
        f"19 đơn vị tự {verb} chi thường xuyên",
        f"38 đơn vị tự {verb} một phần chi thường xuyên",
        f"207 đơn vị do ngân sách nhà nước {verb}",
    ]
    assert [figure.indicator.metric_key for figure in read(f"Tỉnh Hà Giang có {mark.join(parts)}.")] == GRADES


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Sở tiếp nhận 45 phản ánh, kiến nghị; đã trả lời 31 phản ánh, kiến nghị; "
            "14 phản ánh, kiến nghị đang trong quá trình xử lý.",
            ["feedback_received_count", "feedback_handled_count", "feedback_pending_count"],
        ),
        ("Sở đang tiến hành xử lý 6 phản ánh của người dân.", ["feedback_pending_count"]),
        ("Có 640 hồ sơ được nộp qua mạng (chiếm 71%).", ["online_dossiers_count", "online_dossiers_share"]),
        ("Trễ hẹn 12 hồ sơ, chiếm 0,8%.", ["dossiers_late_count", "dossiers_late_share"]),
    ],
)
def test_what_waits_and_what_came_by_net(read: Callable[..., list[Figure]], sentence: str, metrics: list[str]) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_a_share_in_brackets_behind_a_plan_is_of_what_was_done(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh Hà Giang hoàn thành 31/40 nhiệm vụ trong Kế hoạch CCHC năm 2023 (đạt 77,5%).")
    told = [(figure.indicator.metric_key, figure.status) for figure in figures]
    assert told == [("reform_plan_tasks_completed_count", "actual"), ("reform_plan_tasks_completed_share", "actual")]


def test_levels_in_brackets_are_of_the_share_before_them(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tỷ lệ số hóa hồ sơ: cấp tỉnh đạt 96,2%; tỷ lệ thanh toán trực tuyến đạt 71,9% (cấp tỉnh 80,1%, cấp xã 69,4%)."
    )
    assert [figure.indicator.metric_key for figure in figures][1:] == ["online_payment_share"] * 3


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Tỉnh nhận 5.200 hồ sơ mới, trong đó hơn 4.100 đã được giải quyết.",
            ["dossiers_received_count", "dossiers_resolved_count"],
        ),
        (
            "Tỉnh tiếp nhận 45 phản ánh; trong đó 31 đã được trả lời, 14 đang xử lý.",
            ["feedback_received_count", "feedback_handled_count", "feedback_pending_count"],
        ),
        (
            "Tỉnh tiếp nhận 900 hồ sơ, trong đó có 700 nộp trực tuyến, 200 trực tiếp.",
            ["dossiers_received_count", "online_dossiers_count", "in_person_dossiers_count"],
        ),
    ],
)
def test_a_verb_alone_behind_a_number_tells_what_was_done_to_what_came_before(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics
