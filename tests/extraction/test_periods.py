from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from orchestration.extraction.figure import Figure
from orchestration.extraction.period_choice import Question, decide
from orchestration.extraction.periods import PeriodGrammar
from orchestration.extraction.text import fold
from orchestration.extraction.time_spans import Calendar

KNOWN = Calendar(date(2023, 7, 20), date(2023, 1, 1), date(2023, 6, 30), 2023)


@pytest.mark.parametrize(
    ("words", "kind", "first", "last"),
    [
        ("6 tháng đầu năm 2023", "flow", "2023-01-01", "2023-06-30"),
        ("sáu tháng đầu năm", "flow", "2023-01-01", "2023-06-30"),
        ("6 tháng cuối năm 2022", "flow", "2022-07-01", "2022-12-31"),
        ("10 tháng đầu năm 2022", "flow", "2022-01-01", "2022-10-31"),
        ("quý II/2023", "flow", "2023-04-01", "2023-06-30"),
        ("Quý I năm 2023", "flow", "2023-01-01", "2023-03-31"),
        ("nửa đầu năm 2022", "flow", "2022-01-01", "2022-06-30"),
        ("năm 2022", "flow", "2022-01-01", "2022-12-31"),
        ("giai đoạn 2016-2020", "flow", "2016-01-01", "2020-12-31"),
        ("từ năm 2021 đến nay", "flow", "2021-01-01", "2023-06-30"),
        ("từ ngày 01/01/2023 đến ngày 23/3/2023", "flow", "2023-01-01", "2023-03-23"),
        ("từ ngày 15/12/2022 đến 14/6/2023", "flow", "2022-12-15", "2023-06-14"),
        ("tính đến ngày 23/3/2023", "stock", "2023-03-23", "2023-03-23"),
        ("đến hết tháng 5/2023", "stock", "2023-05-31", "2023-05-31"),
        ("tính đến nay", "stock", "2023-06-30", "2023-06-30"),
        ("hiện nay", "stock", "2023-06-30", "2023-06-30"),
        ("tháng 3/2023", "flow", "2023-03-01", "2023-03-31"),
        ("PAR INDEX 2018", "flow", "2018-01-01", "2018-12-31"),
        ("ngày 5/10/2018", "event", "2018-10-05", "2018-10-05"),
        ("từ đầu năm đến đầu tháng 6-2023", "flow", "2023-01-01", "2023-06-01"),
        ("tính từ đầu năm đến hết tháng 5", "flow", "2023-01-01", "2023-05-31"),
        ("lũy kế từ đầu năm", "flow", "2023-01-01", "2023-06-30"),
        ("luỹ kế 5 tháng", "flow", "2023-01-01", "2023-05-31"),
        ("từ giữa năm 2021 đến nay", "flow", "2021-07-01", "2023-06-30"),
        ("từ 2019 đến 31/3/2023", "flow", "2019-01-01", "2023-03-31"),
        ("từ 1-5 đến 15-5", "flow", "2023-05-01", "2023-05-15"),
        ("từ ngày 12 đến 18/6/2023", "flow", "2023-06-12", "2023-06-18"),
        ("từ quý III/2022 đến quý I/2023", "flow", "2022-07-01", "2023-03-31"),
        ("từ ngày 01/3/2023", "flow", "2023-03-01", "2023-06-30"),
        ("kể từ năm 2020", "flow", "2020-01-01", "2023-06-30"),
        ("5T/2023", "flow", "2023-01-01", "2023-05-31"),
        ("tính đến 17h00 ngày 15/6/2023", "stock", "2023-06-15", "2023-06-15"),
        ("hết tháng 5/2023", "stock", "2023-05-31", "2023-05-31"),
        ("đến quý I/2023", "stock", "2023-03-31", "2023-03-31"),
        ("đến giữa tháng 6/2023", "stock", "2023-06-15", "2023-06-15"),
        ("vào cuối năm 2022", "stock", "2022-12-31", "2022-12-31"),
        ("trong 5 năm qua", "flow", "2018-07-01", "2023-06-30"),
        ("6 tháng qua", "flow", "2023-01-01", "2023-06-30"),
        ("trong 3 tháng vừa qua", "flow", "2023-04-01", "2023-06-30"),
        ("năm học 2021-2022", "flow", "2021-09-01", "2022-05-31"),
        ("tháng trước", "flow", "2023-06-01", "2023-06-30"),
        ("từ tháng 9/2022, ", "flow", "2022-09-01", "2023-06-30"),
        ("80,5% (2021)", "flow", "2021-01-01", "2021-12-31"),
        ("đến thời điểm báo cáo", "stock", "2023-06-30", "2023-06-30"),
        ("từ ngày 15/2 đến hết tháng 5/2023", "flow", "2023-02-15", "2023-05-31"),
        ("tính từ 16/11 đến cuối tháng 3-2023", "flow", "2022-11-16", "2023-03-31"),
        ("từ ngày 1/4 đến nay", "flow", "2023-04-01", "2023-06-30"),
        ("kể từ 20/9 cho đến nay", "flow", "2022-09-20", "2023-06-30"),
        ("năm 2021 và 4 tháng đầu năm 2022", "flow", "2021-01-01", "2022-04-30"),
        ("từ ngày 01 tháng 3 năm 2023 đến hết ngày 15 tháng 6 năm 2023", "flow", "2023-03-01", "2023-06-15"),
        ("đợt 2/2022", "flow", "2022-01-01", "2022-12-31"),
        ("năm 2022, quý I/2023", "flow", "2022-01-01", "2023-03-31"),
    ],
)
def test_words_of_time(words: str, kind: str, first: str, last: str) -> None:
    (found,) = PeriodGrammar().find(fold(words), KNOWN)
    assert (found.kind, str(found.first), str(found.last)) == (kind, first, last)


@pytest.mark.parametrize(
    "words",
    [
        "tăng so với cùng kỳ năm 2022",
        "so với năm 2021",
        "cùng kỳ năm ngoái",
        "so với cuối năm 2022",
        "so với năm 2020 và năm 2021",
        "so với các kỳ báo cáo tháng 4",
    ],
)
def test_what_is_compared_with_is_no_period_of_the_figure(words: str) -> None:
    assert all(found.is_comparison for found in PeriodGrammar().find(fold(words), KNOWN))


@pytest.mark.parametrize("words", ["thực hiện tại địa phương", "thể hiện nay mai", "phát hiện có sai sót"])
def test_hien_inside_of_a_verb_is_no_word_of_time(words: str) -> None:
    assert PeriodGrammar().find(fold(words), KNOWN) == []


def test_to_date_is_never_later_than_the_publication() -> None:
    early = Calendar(date(2023, 6, 20), date(2023, 1, 1), date(2023, 6, 30), 2023)
    (found,) = PeriodGrammar().find("tính đến nay", early)
    assert found.last == date(2023, 6, 20)


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Tính đến nay, đã có 31,16% kết quả được cấp bản điện tử.", [("stock", "2023-06-30", "2023-06-30")]),
        ("Riêng quý II/2023, Bộ ban hành 47 quyết định.", [("flow", "2023-04-01", "2023-06-30")]),
        ("Tỉnh tiếp nhận 500 hồ sơ, tăng 20% so với cùng kỳ năm 2022.", [("flow", "2023-01-01", "2023-06-30")] * 2),
        ("Bộ Công an đã cấp 83,76 triệu thẻ căn cước công dân.", [("stock", "2023-06-30", "2023-06-30")]),
        ("Phấn đấu đến năm 2025 có 80% hồ sơ trực tuyến.", [("stock", "2025-12-31", "2025-12-31")]),
        ("Yêu cầu 100% hồ sơ phải được số hóa.", [("unknown", "2023-07-20", "2023-07-20")]),
        ("Năm 2022, mục tiêu là 60% hồ sơ trực tuyến.", [("stock", "2022-12-31", "2022-12-31")]),
        (
            "Tỷ lệ này tăng lên 45%, so với tỷ lệ 20% vào năm 2019.",
            [("flow", "2023-01-01", "2023-06-30"), ("flow", "2019-01-01", "2019-12-31")],
        ),
    ],
)
def test_a_figure_gets_its_period(
    read: Callable[..., list[Figure]], sentence: str, periods: list[tuple[str, str, str]]
) -> None:
    figures = read("! Kết quả 6 tháng đầu năm 2023", sentence)
    assert [(f.period.kind, str(f.period.first), str(f.period.last)) for f in figures] == periods


def test_the_sentence_before_hands_on_its_words_of_time(read: Callable[..., list[Figure]]) -> None:
    lines = ("Trong quý I/2023, tỉnh tiếp nhận 500 hồ sơ. Tỉnh đã trả 400 kết quả.",)
    assert {str(f.period.last) for f in read(*lines)} == {"2023-03-31"}


def test_words_of_time_hold_on_where_the_document_reports_on_no_period(read: Callable[..., list[Figure]]) -> None:
    lines = (
        "Tính từ đầu năm đến giữa tháng 8-2022, Lào Cai đạt 41%.",
        "Hà Giang đạt 35%. Yên Bái đạt 33%. Sơn La đạt 30%.",
        "Tỉnh cuối bảng là Điện Biên với 12%.",
    )
    figures = read(*lines, published_on=None)
    assert {(str(f.period.first), str(f.period.last)) for f in figures} == {("2022-01-01", "2022-08-15")}


def test_the_day_that_a_text_opens_with_tells_its_year(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Sáng 12/7/2023, Chính phủ họp.", "Trong 6 tháng đầu năm, có 13 hội nghị.", published_on=None)
    assert (str(figure.period.first), str(figure.period.last)) == ("2023-01-01", "2023-06-30")


@pytest.mark.parametrize(
    "words", ["Kể từ khi vận hành vào tháng 11/2020 đến nay", "Từ thời điểm khai trương (ngày 01/11/2020) đến nay"]
)
def test_since_something_began_is_a_span(read: Callable[..., list[Figure]], words: str) -> None:
    (figure,) = read(f"{words}, hệ thống tiếp nhận 640 hồ sơ.", published_on=date(2021, 5, 3))
    assert (str(figure.period.first), str(figure.period.last)) == ("2020-11-01", "2021-05-03")


def test_some_years_ago_is_no_year(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Năm 2020, như vài năm trước, có 36% người dân phải chờ lâu.")
    assert str(figure.period.first) == "2020-01-01"


def test_a_month_that_leads_the_first_sentence_is_reported_on(read: Callable[..., list[Figure]]) -> None:
    lines = (
        "! Trung tâm hành chính công tiếp nhận hơn 9.000 hồ sơ",
        "Trong tháng 8-2021, trung tâm tiếp nhận 9.120 hồ sơ. Số hồ sơ tiếp nhận giảm 310 hồ sơ so với tháng 7-2021.",
        "Nhiều nhất trong tháng là Sở Tư pháp với 2.400 hồ sơ.",
    )
    figures = read(*lines, published_on=date(2021, 9, 6))
    assert {(str(f.period.first), str(f.period.last)) for f in figures} == {("2021-08-01", "2021-08-31")}


def test_of_an_undated_document_a_later_span_or_cut_off_is_past_all_the_same(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Giám sát tinh giản biên chế giai đoạn 2015-2021",
        "Ở giai đoạn 2022-2023, biên chế chỉ giảm 1,5%. Tính đến 30/11/2023, có 61.200 người được giải quyết.",
        published_on=None,
    )
    assert [(f.period.kind, str(f.period.last)) for f in figures] == [("flow", "2023-12-31"), ("stock", "2023-11-30")]


def test_a_document_without_any_year_leaves_the_period_open(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Tỉnh đã tiếp nhận 500 hồ sơ.", published_on=None)
    assert (figure.period.kind, figure.period.first, figure.period.last) == ("unknown", None, None)


def test_a_day_without_its_year_comes_after_the_reporting_period(grammar) -> None:
    from tests.extraction.conftest import document_of_lines

    lines = ("Sáng 19/7, Ban Chỉ đạo họp phiên thứ năm.", "Trong 6 tháng đầu năm 2023, có 75 hội nghị được phục vụ.")
    _, dates = grammar.read(document_of_lines(*lines, published_on=None))
    assert dates.calendar.published_on == date(2023, 7, 19)
    assert dates.published_on_basis == "event_day"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (("Chiều 20/9, phường họp sơ kết.", "Quý III/2025, phường nhận 640 hồ sơ."), date(2025, 9, 20)),
        (("Ngày 5/11, xã gặp gỡ báo chí.", "Trong 6 tháng cuối năm 2025, xã nhận 712 hồ sơ."), date(2025, 11, 5)),
        (
            ("Ngày 22/12, huyện tổng kết công tác năm 2021.", "Trong năm, bộ phận một cửa của huyện nhận 9.120 hồ sơ."),
            date(2021, 12, 22),
        ),
        (
            ("Ngày 22/1, huyện tổng kết công tác năm 2021.", "Trong năm, bộ phận một cửa của huyện nhận 9.120 hồ sơ."),
            date(2022, 1, 22),
        ),
    ],
)
def test_a_day_near_the_end_of_what_is_reported_is_of_its_year(grammar, lines: tuple[str, ...], day: date) -> None:
    from tests.extraction.conftest import document_of_lines

    assert grammar.read(document_of_lines(*lines, published_on=None))[1].calendar.published_on == day


@pytest.mark.parametrize(("default", "kind"), [("flow", "flow"), ("stock", "stock"), ("cumulative", "stock")])
def test_where_nothing_says_the_indicator_decides(default: str, kind: str) -> None:
    assert decide(Question(None, None, default, "actual"), KNOWN).kind == kind


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Năm 2023, tỷ lệ này đạt 88,33% (năm 2022: 86,62%).", ["2023-12-31", "2022-12-31"]),
        ("Năm 2023 tỷ lệ này cao hơn 4,1% (năm 2022 đạt giá trị trung bình 71,5%).", ["2023-12-31", "2022-12-31"]),
        ("Trong 6 tháng đầu năm 2023, tỉnh tiếp nhận 2.043 hồ sơ (cùng kỳ 1.368).", ["2023-06-30", "2022-06-30"]),
    ],
)
def test_what_is_compared_with_has_a_period_of_its_own(
    read: Callable[..., list[Figure]], sentence: str, periods: list[str]
) -> None:
    assert [str(f.period.last) for f in read(sentence, published_on=date(2024, 2, 1))] == periods


def test_years_that_name_a_law_or_a_birth_date_nothing() -> None:
    assert PeriodGrammar().find(fold("theo Bộ luật Hình sự năm 2015, ông Bình sinh năm 1988"), KNOWN) == []
    assert PeriodGrammar().find(fold("theo Nghị quyết 01-2018 và Nghị định số 09/2019"), KNOWN) == []


def test_an_edition_that_is_only_compared_with_is_not_the_figures_own(read: Callable[..., list[Figure]]) -> None:
    figures = read("SIPAS năm 2021 đạt 81,2%. Có 37 tỉnh có chỉ số cao hơn năm 2020.", published_on=date(2022, 5, 4))
    assert {str(figure.period.last) for figure in figures} == {"2021-12-31"}


def test_a_day_that_is_due_is_no_figure(read: Callable[..., list[Figure]]) -> None:
    assert [figure.number.printed for figure in read("So với thời hạn 30-9, 6 bộ đã chậm; hạn chót 15/11.")] == ["6"]


def test_a_day_that_something_is_due_before_bounds_the_target(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ phấn đấu số hóa 30.000 bản vẽ trước 15/12. Bộ giao các cục, vụ rà soát 45 thông tư trước ngày 20/12.",
        published_on=date(2023, 3, 14),
    )
    assert [(figure.status, str(figure.period.last)) for figure in figures] == [
        ("target", "2023-12-15"),
        ("target", "2023-12-20"),
    ]
    assert figures[0].phrase == "số hóa 30.000 bản vẽ"


def test_the_year_of_what_is_compared_with_is_not_handed_on(read: Callable[..., list[Figure]]) -> None:
    figures = read("Bộ giảm 1,8% biên chế so với số được giao năm 2015. Bộ có 12 cục.", published_on=date(2023, 3, 14))
    assert not [figure for figure in figures if figure.period.last == date(2015, 12, 31)]


def test_what_is_some_times_a_period_is_not_of_it(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tỉnh nhận 900 hồ sơ, gấp 1,7 lần nửa đầu năm 2021, trong đó 40 hồ sơ năm trước chuyển sang.")
    assert not [figure for figure in figures if figure.period.last and figure.period.last.year == 2021]


@pytest.mark.parametrize("opening", ["(Báo Khánh Hòa) - Ngày", "VOV.VN - Chiều", "TBTC: Sáng"])
def test_a_day_behind_the_name_of_a_paper_opens_the_text(grammar, opening: str) -> None:
    from tests.extraction.conftest import document_of_lines

    lines = (f"{opening} 5/7/2022, Sở Nội vụ họp.", "Từ đầu năm đến nay, tỉnh nhận 900 hồ sơ.")
    figures, dates = grammar.read(document_of_lines(*lines, published_on=None))
    assert dates.calendar.published_on == date(2022, 7, 5)
    assert str(figures[0].period.first) == "2022-01-01"


def test_of_a_list_that_goes_back_in_time_the_latest_is_handed_on(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tháng 9/2022 nhận 518 hồ sơ, tháng 8/2022 là 602. Có 14 hồ sơ nhận tại nhà.")
    assert [str(figure.period.last) for figure in figures] == ["2022-09-30", "2022-08-31", "2022-09-30"]


def test_a_headline_of_a_year_repeats_what_is_told_until_its_end(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Năm 2022, tinh giản 6.412 biên chế",
        "Từ ngày 1/1/2022 đến ngày 15/12/2022, các địa phương tinh giản 6.412 biên chế.",
        published_on=date(2022, 12, 20),
    )
    assert {(figure.agency.agency_key, str(figure.period.last)) for figure in figures} == {
        ("vn.provinces", "2022-12-15")
    }


def test_scores_are_of_the_one_edition_that_a_text_names(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Y tế chỉ đạt 77,4 điểm chỉ số cải cách hành chính.",
        "Trước đó, các năm 2019, 2020, Bộ cũng ở cuối bảng.",
        "Bộ Xây dựng đạt 79,1 điểm.",
        "PAR INDEX 2021 được tính từ nhiều tiêu chí.",
        published_on=date(2022, 6, 2),
    )
    assert {str(figure.period.last) for figure in figures} == {"2021-12-31"}


def test_earlier_values_of_what_was_told_hand_on_no_time(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong năm 2022, tỷ lệ chứng thực điện tử đạt 61%. Tỷ lệ này năm 2021 là 44%.",
        "Tỷ lệ ký số đạt 93%.",
        published_on=date(2023, 1, 20),
    )
    assert [str(figure.period.last) for figure in figures] == ["2022-12-31", "2021-12-31", "2022-12-31"]


def test_months_longer_than_what_is_reported_on_begin_with_the_year(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Trong 7 tháng, cả nước tiếp nhận 500 hồ sơ, nâng tỷ lệ trực tuyến từ 10,7% cuối năm 2019 lên 14,4%.",
        "Trong 6 tháng đầu năm 2020, tỉnh Bến Tre nhận 40 hồ sơ.",
        published_on=date(2020, 8, 19),
    )
    ends = [str(figure.period.last) for figure in figures]
    assert (ends[0], ends[1], ends[3]) == ("2020-07-31", "2019-12-31", "2020-06-30")


def test_months_may_span(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Từ tháng 1 đến tháng 9/2022, tỉnh tiếp nhận 500 hồ sơ.")
    assert (str(figure.period.first), str(figure.period.last)) == ("2022-01-01", "2022-09-30")


def test_a_month_printed_with_its_year_gives_the_year_to_the_next(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tháng 8/2022, tỉnh nhận 500 hồ sơ.", "Trong tháng 8, xã nhận 300 hồ sơ.", published_on=None)
    assert [figure.period.last for figure in figures] == [date(2022, 8, 31)] * 2


def test_a_month_far_ahead_is_that_of_last_year() -> None:
    known = Calendar(date(2024, 1, 12), None, None, 2024)
    assert [str(e.last) for e in PeriodGrammar().find("trong tháng 12; quý iv; tháng 3", known)] == [
        "2023-12-31",
        "2023-12-31",
        "2024-03-31",
    ]


def test_in_the_period_means_the_time_that_the_sentence_tells(read: Callable[..., list[Figure]]) -> None:
    figures = read("Quý I/2023 có 81 đợt.", "Tháng 4/2023, xã nhận 31 đơn, trong kỳ trả 12 đơn. Có 2 đơn bị rút.")
    assert {(f.period.first.month, f.period.last.month) for f in figures[1:]} == {(4, 4)}


def test_a_month_that_is_not_over_dates_what_was_done(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tháng 7/2023, xã nhận 31 đơn. Có 2 đơn bị rút.", published_on=date(2023, 7, 29))
    assert {f.period.last for f in figures} == {date(2023, 7, 31)}


def test_in_the_year_means_the_year_that_ends(read: Callable[..., list[Figure]]) -> None:
    for day, year in ((date(2021, 12, 12), 2021), (date(2022, 1, 12), 2021)):
        (figure,) = read("Trong năm, các xã đã trồng 410 cây.", published_on=day)
        assert (figure.period.first, figure.period.last) == (date(year, 1, 1), date(year, 12, 31))


def test_what_was_told_to_the_end_of_its_month_a_little_early(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Đến cuối tháng 7, đã có 500 hồ sơ.")
    assert (figure.period.kind, figure.period.last) == ("stock", date(2023, 7, 20))


def test_a_year_that_had_begun_dates_the_facts_behind_it(read: Callable[..., list[Figure]]) -> None:
    words = "Trong năm 2023, Sở Tư pháp nhận 900 hồ sơ. 98% số hồ sơ được giải quyết đúng hạn."
    figures = read(words, published_on=date(2023, 12, 27))
    assert [figure.period.last for figure in figures] == [date(2023, 12, 31)] * 2


def test_an_undated_text_counts_to_the_last_day_that_it_prints(read: Callable[..., list[Figure]]) -> None:
    figures = read("Tính đến ngày 15/9/2022, đã nối 12 hệ thống. Hiện nay đã có 7 bộ tham gia.", published_on=None)
    assert [figure.period.last for figure in figures] == [date(2022, 9, 15)] * 2


def test_a_plan_keeps_its_day_when_that_is_past(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Đến hết tháng 3/2023, bộ phải triển khai 12 tiện ích.")
    assert (figure.status, figure.period.last) == ("target", date(2023, 3, 31))


def test_the_year_of_tasks_to_come_dates_no_fact(read: Callable[..., list[Figure]]) -> None:
    words = "Tại hội nghị tổng kết năm 2022 và triển khai nhiệm vụ năm 2023, bộ công bố đã bỏ 120 thủ tục."
    (figure,) = read(words, published_on=date(2023, 1, 12))
    assert figure.period.last == date(2022, 12, 31)


def test_a_span_of_years_that_ends_with_this_one_is_handed_on(read: Callable[..., list[Figure]]) -> None:
    figures = read("Từ năm 2018-2023, tỉnh ban hành 90 quyết định. Tỉnh đã bỏ 40 thủ tục.")
    assert [figure.period.last for figure in figures] == [date(2023, 12, 31)] * 2


def test_the_reporting_period_is_told_by_its_name(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Báo cáo quý II năm 2023",
        "Đến ngày 14/6/2023, xã có 31 vườn. Trong kỳ báo cáo, xã trồng 12 cây.",
    )
    assert (figures[-1].period.first, figures[-1].period.last) == (date(2023, 4, 1), date(2023, 6, 30))


def test_to_date_is_not_the_end_of_a_year_long_over() -> None:
    known = Calendar(date(2019, 10, 20), date(2018, 1, 1), date(2018, 12, 31), 2019)
    (found,) = PeriodGrammar().find("từ năm 2018 đến nay", known)
    assert str(found.last) == "2019-10-20"


def test_words_of_time_inside_of_a_noun_or_beside_one_figure_date_nothing_else(
    read: Callable[..., list[Figure]],
) -> None:
    figures = read(
        "Theo báo cáo năm 2022, 12% doanh nghiệp tham gia điều tra năm nay phải trả thêm, tăng so với 2021 (11%).",
        "Chỉ có 1 hồ sơ trễ hạn (năm 2019) tại phường. Đã nhận 500 hồ sơ.",
    )
    assert [f.period.last.year for f in figures] == [2022, 2021, 2019, 2022]


def test_the_year_behind_a_multiple_is_only_compared_with(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Hơn 6 triệu người dùng ví điện tử, gấp đôi năm trước.")
    assert str(figure.period.last) == "2023-07-20"


def test_this_year_in_an_article_about_an_index_is_its_edition(read: Callable[..., list[Figure]]) -> None:
    figures = read("Công bố PAR INDEX 2022. Năm nay, Hà Nam đạt 84,2%; năm ngoái đạt 83,1%.")
    assert [str(figure.period.last) for figure in figures] == ["2022-12-31"] * 2


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("So với kết quả điều tra năm 2015, tỷ lệ hài lòng năm 2016 là 41%.", [2016]),
        ("Tỷ lệ hộ hài lòng năm 2018 là 50%, trong khi năm 2015 tỷ lệ này là 26%.", [2018, 2015]),
        ("Năm 2022, Bộ trình chương trình làm luật năm 2023; đã thông qua 4 luật.", [2022]),
        ("Hồi tháng 10-2020, Bộ Y tế công bố kết quả khảo sát. Năm 2020, 96% người dân hài lòng.", [2020]),
    ],
)
def test_years_that_only_compare_or_date_an_announcement(
    read: Callable[..., list[Figure]], sentence: str, years: list[int]
) -> None:
    periods = [figure.period for figure in read(sentence)]
    assert [period.last and period.last.year for period in periods] == years
    assert all(period.first is not None and period.first.month == 1 for period in periods)


@pytest.mark.parametrize("verb", ["vận hành", "triển khai thực hiện"])
def test_what_worked_since_the_districts_are_gone_began_then(verb: str) -> None:
    words = f"sau hơn 2 tháng {verb} mô hình chính quyền địa phương 2 cấp"
    (found,) = PeriodGrammar().find(words, Calendar(date(2025, 9, 12), None, None, 2025))
    assert (found.first, found.last) == (date(2025, 7, 1), date(2025, 9, 12))


def test_a_span_behind_the_figure_is_told_on_the_day_before_it(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Ngày 25/6, Sở Nội vụ Hà Giang cho biết đã tiếp nhận 260 hồ sơ trong 5 tháng năm 2023.")
    assert (str(figure.period.first), str(figure.period.last)) == ("2023-01-01", "2023-05-31")


def test_a_meeting_shortly_before_the_end_of_its_period_tells_of_that_end(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Sơ kết 6 tháng đầu năm 2022",
        "Sáng 27-6, Sở Tư pháp sơ kết công tác 6 tháng đầu năm 2022. Thành phố có 7 đơn vị sự nghiệp công lập.",
        published_on=None,
    )
    assert (figures[-1].period.kind, str(figures[-1].period.last)) == ("stock", "2022-06-30")


def test_what_is_now_does_not_date_the_next_item(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Kết quả công tác cải cách hành chính 6 tháng đầu năm 2023 của Hà Giang",
        "5. Sở hiện có 41 công chức.\n6. Sở đã kiểm tra 27 xã.",
        published_on=None,
    )
    assert [figure.period.kind for figure in figures] == ["stock", "flow"]


def test_hours_that_were_saved_are_no_posts(read: Callable[..., list[Figure]]) -> None:
    figures = read("Sở giảm 3 biên chế; cắt giảm 12 thủ tục, giảm 146 giờ làm việc.")
    assert figures[-1].indicator.metric_key == "open.gio"


def test_what_is_so_by_now_in_an_undated_text_is_so_at_the_end_of_its_year(read: Callable[..., list[Figure]]) -> None:
    figures = read("Trong năm 2021, tỉnh Hà Giang đã đổi mới.", "Đến nay, tỉnh có 412 dịch vụ.", published_on=None)
    assert (figures[-1].period.kind, str(figures[-1].period.last)) == ("stock", "2021-12-31")
    figures = read("Kiên Giang tăng 8 bậc so với năm 2020 (xếp thứ 33).")
    assert str(figures[-1].period.first) == "2020-01-01"


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("Đã cấp 4.100 giấy phép (tăng 6%).", "Cũng trong năm 2016, Bộ đã thu hồi 120 giấy phép."), 2016),
        (("Chỉ số giảm 4% so với năm 2013.", "Năm 2014, có 31% người dân phàn nàn (năm 2013 chỉ 22%)."), 2014),
        (("Sau hai năm liên tiếp 2016 - 2017 dẫn đầu, tỉnh có 3 sở tụt hạng.", "Chỉ số CCHC năm 2018 tăng."), 2018),
    ],
)
def test_an_undated_text_that_speaks_of_one_year_is_of_that_year(
    read: Callable[..., list[Figure]], lines: tuple[str, ...], year: int
) -> None:
    figure = read(*lines, published_on=None)[0]
    assert (str(figure.period.first), str(figure.period.last)) == (f"{year}-01-01", f"{year}-12-31")


def test_a_place_up_to_a_year_is_of_its_edition(read: Callable[..., list[Figure]]) -> None:
    figures = read("Chỉ số CCHC của Bộ Y tế đến năm 2019 đã tụt xuống vị trí thứ 6.", published_on=None)
    assert (figures[-1].period.kind, str(figures[-1].period.first)) == ("flow", "2019-01-01")


def test_what_happened_within_one_day(read: Callable[..., list[Figure]]) -> None:
    (figure,) = read("Trong ngày 4/7/2025, xã tiếp nhận 52 hồ sơ.", published_on=None)
    assert (figure.period.kind, str(figure.period.first), str(figure.period.last)) == (
        "flow",
        *("2025-07-04", "2025-07-04"),
    )


def test_months_that_end_soon_are_reported_on(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Ước 9 tháng đầu năm 2023, thành phố nhận 120 hồ sơ. Các phường nhận 905 hồ sơ.",
        published_on=date(2023, 9, 5),
    )
    assert {str(figure.period.last) for figure in figures} == {"2023-09-30"}


def test_a_sentence_that_opens_with_the_same_span_of_a_year_tells_of_that_year(
    read: Callable[..., list[Figure]],
) -> None:
    figures = read(
        "Quý I/2023, tỉnh Hà Nam trả 90 hồ sơ.",
        "Cùng kỳ năm trước, tỷ lệ hồ sơ trực tuyến là 40%, tỉnh trả 70 hồ sơ.",
        "So với cùng kỳ năm 2022, số hồ sơ tăng 20%.",
        published_on=date(2023, 4, 3),
    )
    assert [str(figure.period.first) for figure in figures] == ["2023-01-01", "2022-01-01", "2022-01-01", "2023-01-01"]
    assert [str(figure.period.last) for figure in figures] == ["2023-03-31", "2022-03-31", "2022-03-31", "2023-03-31"]


def test_what_is_summed_over_months_began_with_the_year(read: Callable[..., list[Figure]]) -> None:
    (revenue,) = read("Thu ngân sách 7 tháng đạt 3.120 tỷ đồng.", published_on=date(2020, 8, 12))
    assert (str(revenue.period.first), str(revenue.period.last)) == ("2020-01-01", "2020-07-31")


def test_a_headline_that_rounds_a_figure_is_of_its_period(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Bộ Y tế cắt hơn 1.800 điều kiện kinh doanh",
        "Từ đầu năm đến hết tháng 9, Bộ Y tế đã cắt giảm 1.807 điều kiện kinh doanh, vượt mức 50% mà Chính phủ giao.",
        published_on=date(2019, 10, 3),
    )
    assert (str(figures[0].period.first), str(figures[0].period.last)) == ("2019-01-01", "2019-09-30")
    assert [figure.status for figure in figures] == ["actual", "actual", "target"]


def test_what_is_only_compared_with_is_no_reporting_period(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "! Doanh nghiệp hài lòng hơn",
        "Có 81% doanh nghiệp hài lòng, so với 68% của năm 2018.",
        published_on=date(2020, 8, 12),
    )
    assert str(figures[0].period.last) == "2020-08-12"


def test_months_and_quarters_may_be_of_last_year(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Tháng 12 năm ngoái, tỉnh Cà Mau nhận 40 hồ sơ.",
        "Quý I năm nay, tỉnh nhận 2.214 hồ sơ (kể cả 187 hồ sơ tồn của năm 2017), trả 2.050 hồ sơ.",
        "Nửa đầu năm trước, tỉnh trả 900 hồ sơ.",
        published_on=date(2018, 4, 18),
    )
    ends = [str(figure.period.last) for figure in figures]
    assert (ends[0], ends[1], ends[3], ends[4]) == ("2017-12-31", "2018-03-31", "2018-03-31", "2017-06-30")


def test_what_was_cut_happened_over_the_year(read: Callable[..., list[Figure]]) -> None:
    figures = read("Năm 2017, tỉnh Nghệ An giảm 206 đơn vị sự nghiệp.", "Đến nay, tỉnh có 900 đơn vị sự nghiệp.")
    assert [figure.period.kind for figure in figures] == ["flow", "stock"]


def test_a_month_by_which_a_target_is_due_is_yet_to_come(read: Callable[..., list[Figure]]) -> None:
    figures = read(
        "Bộ Công an phải nâng tỷ lệ kích hoạt lên 90% đến tháng 6.",
        "Bộ Công an đã tiếp nhận 40 kiến nghị.",
        published_on=date(2023, 12, 30),
    )
    assert [str(figure.period.last) for figure in figures] == ["2024-06-30", "2023-12-30"]
