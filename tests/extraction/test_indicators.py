from __future__ import annotations

from collections.abc import Callable

import pytest

from orchestration.extraction.figure import Figure
from orchestration.extraction.reference import Reference, ReferenceError


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("Đến nay 66,48% hồ sơ TTHC được số hóa.", ["dossiers_digitized_share"]),
        ("Tỷ lệ hồ sơ thủ tục hành chính được số hóa là 66,48%.", ["dossiers_digitized_share"]),
        (
            "Cổng DVCQG có 7,77 triệu tài khoản và nhận 315 nghìn cuộc gọi.",
            ["portal_accounts_count", "portal_hotline_calls_count"],
        ),
        (
            "Thực thi phương án cắt giảm 470 QĐKD tại 56 VBQPPL, đạt 41%.",
            [
                "business_regulations_cut_plan_implemented_count",
                "legal_documents_with_cut_plan_implemented_count",
                "business_regulations_cut_plan_implemented_share",
            ],
        ),
        (
            "Thẩm định 13 đề nghị xây dựng VBQPPL và 71 dự thảo VBQPPL.",
            ["legal_document_proposals_appraised_count", "legal_document_drafts_appraised_count"],
        ),
    ],
)
def test_the_catalogue_is_found_on_either_side_of_the_figure(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_outside_of_the_catalogue_the_words_make_a_stable_key(read: Callable[..., list[Figure]]) -> None:
    one = read("Có 1.200 con gà được tiêm phòng.")
    two = read("CÓ 1.300 CON GÀ ĐƯỢC TIÊM PHÒNG.")
    assert one[0].indicator.metric_key == two[0].indicator.metric_key == "open.con_ga_tiem_phong"
    assert one[0].indicator.basis is None


def test_an_abbreviation_and_its_expansion_have_one_open_key(grammar) -> None:
    assert grammar.indicators.open_key("TTHC nội bộ", "count") == grammar.indicators.open_key(
        "thủ tục hành chính nội bộ", "count"
    )


def test_a_percent_and_a_count_of_the_same_words_are_two_indicators(grammar) -> None:
    assert grammar.indicators.open_key("hồ sơ trễ hạn", "percent") != grammar.indicators.open_key(
        "hồ sơ trễ hạn", "count"
    )


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Năm 2017, số hồ sơ tiếp nhận là 14 triệu hồ sơ.", "số hồ sơ tiếp nhận"),
        (
            "Đã có 31,16% kết quả giải quyết được cấp bản điện tử, có giá trị pháp lý.",
            "kết quả giải quyết được cấp bản điện tử",
        ),
        ("Sở góp ý 54 dự thảo văn bản (tăng 63,79%).", "góp ý 54 dự thảo văn bản"),
    ],
)
def test_the_phrase_is_cut_as_printed(read: Callable[..., list[Figure]], sentence: str, phrase: str) -> None:
    assert read(sentence)[0].phrase == phrase


def test_a_phrase_row_of_an_unknown_indicator_is_refused(reference: Reference) -> None:
    from orchestration.extraction.indicators import IndicatorGrammar

    row = {**reference.tables["metric_phrases"][0], "metric_key": "no_such_indicator"}
    broken = Reference({**reference.tables, "metric_phrases": [row]}, "x")
    with pytest.raises(ReferenceError, match=r"no_such_indicator is not in metrics\.csv"):
        IndicatorGrammar(broken)


def test_every_metric_has_a_phrase_row(reference: Reference) -> None:
    assert {row["metric_key"] for row in reference.tables["metric_phrases"]} == set(reference.metrics)


def test_phrase_rows_have_ids_of_their_own(reference: Reference) -> None:
    ids = [row["phrase_id"] for row in reference.tables["metric_phrases"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        (
            "Số hồ sơ TTHC giải quyết đúng hạn là 4.120 hồ sơ, hồ sơ giải quyết quá hạn 16 hồ sơ chiếm 0,4%.",
            ["dossiers_resolved_on_time_count", "dossiers_late_count", "dossiers_late_share"],
        ),
        (
            "Tiếp nhận 900 hồ sơ, kỳ trước chuyển qua 12 hồ sơ; đã trả kết quả 880 hồ sơ, đạt 96,5%; xử lý 20 hồ sơ.",
            [
                "dossiers_received_count",
                "dossiers_carried_over_count",
                "dossiers_resolved_count",
                "dossiers_resolved_share",
                "dossiers_resolved_count",
            ],
        ),
        (
            "Trong đó trước hạn 610 hồ sơ, đúng hạn 210 hồ sơ; tiếp nhận trực tiếp 70 hồ sơ; 31 hồ sơ chưa đến hạn.",
            [
                "dossiers_resolved_early_count",
                "dossiers_resolved_on_time_count",
                "in_person_dossiers_count",
                "dossiers_pending_in_time_count",
            ],
        ),
        (
            "Phường trả sớm và đúng hạn 410 hồ sơ (99,1%), để quá hạn 4 hồ sơ.",
            ["dossiers_resolved_on_time_count", "dossiers_resolved_on_time_share", "dossiers_late_count"],
        ),
    ],
)
def test_what_narrows_the_dossiers_names_another_indicator(
    read: Callable[..., list[Figure]], sentence: str, metrics: list[str]
) -> None:
    assert [figure.indicator.metric_key for figure in read(sentence)] == metrics


def test_a_noun_named_again_behind_the_figure_is_told_before(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tiếp nhận 300 hồ sơ, hồ sơ đến hạn trả kết quả 120 hồ sơ.")
    assert [figure.phrase for figure in figures] == ["Tiếp nhận 300 hồ sơ", "hồ sơ đến hạn trả kết quả"]


def test_who_is_very_satisfied_is_counted_apart(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Khảo sát cho thấy 28,5% người dân rất hài lòng, 66% hài lòng; 94,5% người dân hài lòng và rất hài lòng."
    )
    assert [figure.indicator.metric_key for figure in figures] == [
        "very_satisfied_respondents_share",
        "satisfied_respondents_share",
        "satisfied_respondents_share",
    ]


def test_the_share_of_who_uses_a_service_is_no_share_of_services(read: Callable[..., list[Figure]]) -> None:
    figures = read("Có 812 đơn vị đã đăng ký tham gia dịch vụ công trực tuyến, đạt 61%.")
    assert "online_services_share" not in {figure.indicator.metric_key for figure in figures}


def test_a_score_stands_behind_the_short_word_for_a_city(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Chỉ số cải cách hành chính của TP. Đà Nẵng là 88,15.")
    assert (figure.number.unit, figure.indicator.metric_key) == ("points", "par_index_score")


def test_resolved_complaints_are_no_dossiers(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Số đơn khiếu nại đã giải quyết là 40 đơn.")
    assert not figure.indicator.metric_key.startswith("dossiers")


def test_communes_that_sign_are_no_signatures(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Tại huyện Tân Kỳ, 15 xã dùng chữ ký số.")
    assert "signatures" not in figure.indicator.metric_key
