from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import DEFAULT_MARKERS, Markers, ReadError, load_markers, read_bytes
from orchestration.landing.document import block_faults
from orchestration.schemas import BLOCK_KINDS, BODY_KINDS
from tests.landing.samples import BODY, HEADLINE, LEAD, OTHER_TITLES, article, shown

MARKERS = load_markers(DEFAULT_MARKERS)


TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """The text as old Windows wrote it: letters such as â and ơ whole, tones as marks of their own behind them."""
    parts = []
    for char in text:
        marks = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        parts.append(letter + "".join(mark for mark in marks if mark in TONES))
    return "".join(parts).encode("cp1258")


def kinds(text: str, markers: Markers) -> list[tuple[str, str]]:
    reading = read_bytes("text", text.encode(), markers)
    assert block_faults(reading.text, reading.blocks) == []
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def test_an_article_is_told_line_by_line(markers: Markers) -> None:
    above = ["Thời sự", HEADLINE, "Thu An 08:15 04/03/2024"]
    body = [LEAD, BODY[0], "412 lượt người trong ba tuần", *BODY[1:]]
    below = ["20240304_081500.jpg\nBàn trả kết quả. Ảnh: Thu An", "Thu An", "Tin liên quan"]
    listed = "\n".join(f"• {title}" for title in OTHER_TITLES)
    text = "\n\n".join([*above, *body, *below, listed, "POWERED BY X"])
    assert kinds(text, markers) == [
        ("boilerplate", "Thời sự"),
        ("headline", HEADLINE),
        ("date_line", "Thu An 08:15 04/03/2024"),
        ("lead", LEAD),
        ("paragraph", BODY[0]),
        ("heading", "412 lượt người trong ba tuần"),
        ("paragraph", BODY[1]),
        ("paragraph", BODY[2]),
        ("boilerplate", "20240304_081500.jpg"),
        ("caption", "Bàn trả kết quả. Ảnh: Thu An"),
        ("byline", "Thu An"),
        ("teaser", "Tin liên quan"),
        ("teaser", f"• {OTHER_TITLES[0]}"),
        ("teaser", f"• {OTHER_TITLES[1]}"),
        ("boilerplate", "POWERED BY X"),
    ]
    reading = read_bytes("text", text.encode(), markers)
    assert (reading.title, reading.author, reading.published_on) == (HEADLINE, "Thu An", date(2024, 3, 4))
    assert (reading.published_on_basis, reading.kind) == ("date_line", "article")


def test_a_numbered_section_in_capitals_is_no_name_of_a_person(markers: Markers) -> None:
    sections = ["I. CHỈ ĐẠO ĐIỀU HÀNH", "II. NHIỆM VỤ QUÝ IV"]
    text = "\n\n".join(["BÁO CÁO", "Kết quả cải cách hành chính quý III", sections[0], *BODY[:2], sections[1], BODY[2]])
    told = dict(map(reversed, kinds(text, markers)))
    assert [told[section] for section in sections] == ["heading"] * 2


def test_the_text_is_the_file_itself(markers: Markers) -> None:
    text = "  đầu dòng có khoảng trắng \r\n\r\n\tcuối\rhết  "
    reading = read_bytes("text", b"\xef\xbb\xbf" + text.encode(), markers)
    assert reading.text == "  đầu dòng có khoảng trắng \n\n\tcuối\nhết  "


def test_a_file_that_begins_with_prose_has_no_headline(markers: Markers) -> None:
    reading = read_bytes("text", "\n".join([LEAD, *BODY]).encode(), markers)
    assert (reading.title, [block.kind for block in reading.blocks]) == (None, ["paragraph"] * 4)


def test_the_page_s_own_date_gives_way_to_that_of_publication(markers: Markers) -> None:
    text = "\n\n".join(["Huế, Ngày 24/05/2024", HEADLINE, "Ngày đăng: 11/05/2024   12:24", LEAD, *BODY])
    reading = read_bytes("text", text.encode(), markers)
    assert reading.published_on == date(2024, 5, 11)
    assert reading.author is None


def test_a_box_of_other_articles_ends_where_the_body_goes_on(markers: Markers) -> None:
    text = "\n".join([HEADLINE, LEAD, BODY[0], "Tin liên quan", *OTHER_TITLES, BODY[1], BODY[2]])
    reading = read_bytes("text", text.encode(), markers)
    assert shown(reading, "teaser") == ["Tin liên quan", *OTHER_TITLES]
    assert shown(reading, "paragraph") == list(BODY)


def test_short_sentences_in_a_row_are_the_body_again(markers: Markers) -> None:
    short = [f"Xã {name} đã trả đủ kết quả cho người dân trong tuần qua." for name in ("Đông", "Tây", "Nam")]
    text = "\n".join([HEADLINE, LEAD, BODY[0], "Tin liên quan", *OTHER_TITLES, *short])
    assert shown(read_bytes("text", text.encode(), markers), "paragraph") == [BODY[0], *short]


def test_titles_with_summaries_do_not_end_a_list_of_other_articles(markers: Markers) -> None:
    listed = [line for title in OTHER_TITLES for line in (title, "Ngày đăng 05/03/2024", BODY[1])]
    text = "\n".join([HEADLINE, LEAD, BODY[0], "Bình luận", "Tin cùng chuyên mục", *listed])
    reading = read_bytes("text", text.encode(), markers)
    assert shown(reading, *BODY_KINDS) == [HEADLINE, LEAD, BODY[0]]
    assert reading.published_on is None


def test_a_button_above_the_body_ends_nothing(markers: Markers) -> None:
    text = "\n".join([HEADLINE, "08:15, 04/03/2024", "Bình luận", "Facebook", LEAD, *BODY])
    reading = read_bytes("text", text.encode(), markers)
    assert shown(reading, "boilerplate") == ["Bình luận", "Facebook"]
    assert shown(reading, "lead", "paragraph") == [LEAD, *BODY]


def test_a_link_inside_the_body_is_one_line(markers: Markers) -> None:
    text = "\n".join([HEADLINE, LEAD, f"Xem thêm: {OTHER_TITLES[0]}", *BODY])
    reading = read_bytes("text", text.encode(), markers)
    assert shown(reading, "teaser") == [f"Xem thêm: {OTHER_TITLES[0]}"]
    assert shown(reading, "paragraph") == list(BODY)


def test_the_name_of_a_section_is_no_headline(markers: Markers) -> None:
    text = "\n\n".join(["Chính trị - Biển đảo", HEADLINE, LEAD, *BODY])
    assert read_bytes("text", text.encode(), markers).title == HEADLINE


@pytest.mark.parametrize(
    "headline", ["Vì sao huyện đảo phải mở thêm bàn trả kết quả?", "Chờ tàu, chờ giấy, chờ gió..."]
)
def test_a_headline_may_end_with_any_mark_but_a_full_stop(headline: str, markers: Markers) -> None:
    assert read_bytes("text", "\n\n".join([headline, LEAD, *BODY]).encode(), markers).title == headline


def test_a_date_in_the_body_is_not_that_of_publication(markers: Markers) -> None:
    text = "\n".join([HEADLINE, LEAD, BODY[0], "Ngày 11/2/2019.", *BODY[1:]])
    assert read_bytes("text", text.encode(), markers).published_on is None


def test_a_figure_in_a_short_line_stays_in_the_body(markers: Markers) -> None:
    for line in ("37,5% hồ sơ", "412 lượt người", "- 18 xã chưa có máy quét", "Đạt 95%"):
        text = "\n".join([HEADLINE, LEAD, line, *BODY])
        assert line in shown(read_bytes("text", text.encode(), markers), *BODY_KINDS)


def test_a_report_is_told_by_its_title(markers: Markers) -> None:
    text = "\n".join(["UBND HUYỆN ĐẢO", "Số: 12/BC-UBND", "BÁO CÁO", HEADLINE, LEAD, "I. Kết quả", *BODY])
    reading = read_bytes("text", text.encode(), markers)
    assert (reading.kind, reading.title) == ("report", HEADLINE)
    assert shown(reading, "boilerplate") == ["UBND HUYỆN ĐẢO", "Số: 12/BC-UBND"]
    assert shown(reading, "heading") == ["I. Kết quả"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings_give_one_text(encoding: str, markers: Markers) -> None:
    assert read_bytes("text", article().encode(encoding), markers) == read_bytes("text", article().encode(), markers)


def test_the_old_windows_encoding_is_guessed(markers: Markers) -> None:
    reading = read_bytes("text", windows_1258(article()), markers)
    assert reading.text == article()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_text"),
        (b" \n\t\r\n", "empty_text"),
        (bytes(range(256)) * 8, "not_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_text"),
        (b"a\0b\0c\0" * 30, "not_text"),
        (b"\xff\xfe\x00", "not_text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, reason: str, markers: Markers) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("text", data, markers)
    assert caught.value.reason == reason
    assert caught.value.detail
    assert caught.value.remedy


ODD_LINES = (
    "Tin liên quan|Thu An|- 18 xã|x.jpg|Ảnh: An|04/03/2024|Báo|BÁO CÁO|I. Kết quả|  |Ngày đăng: 05/03/2024|"
    "Nơi nhận:|\u200b|Bình luận|100%||Thời sự › Kinh tế › Biển"
)
LINES = st.sampled_from([HEADLINE, LEAD, *BODY, *OTHER_TITLES, " | ", *ODD_LINES.split("|")])
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=300))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_blocks_cover_the_text_and_do_not_overlap(text: str) -> None:
    with suppress(ReadError):
        reading = read_bytes("text", text.encode("utf-8", "ignore"), MARKERS)
        assert block_faults(reading.text, reading.blocks) == []
        assert {block.kind for block in reading.blocks} <= set(BLOCK_KINDS)
        assert all(reading.text[block.start : block.end].strip() for block in reading.blocks)


@given(st.lists(LINES, max_size=15).map("\n".join))
@settings(deadline=None)
def test_decomposed_letters_give_the_same_reading(text: str) -> None:
    forms = []
    for form in ("NFC", "NFD"):
        try:
            forms.append(read_bytes("text", unicodedata.normalize(form, text).encode(), MARKERS))
        except ReadError as error:
            forms.append(error.reason)
    assert forms[0] == forms[1]


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_reading_or_its_error(data: bytes) -> None:
    with suppress(ReadError):
        reading = read_bytes("text", data, MARKERS)
        assert block_faults(reading.text, reading.blocks) == []
