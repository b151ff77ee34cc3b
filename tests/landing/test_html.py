from __future__ import annotations

import json
import socket
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import DEFAULT_MARKERS, Markers, ReadError, load_markers, read_bytes
from orchestration.landing.document import block_faults
from orchestration.schemas import BODY_KINDS
from tests.landing.samples import BODY, HEADLINE, LEAD, OTHER_TITLES, page, paragraphs, shown

MARKERS = load_markers(DEFAULT_MARKERS)


def json_ld(**facts: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": [facts]})}</script>'


def test_the_article_is_kept_and_the_page_around_it_dropped(markers: Markers) -> None:
    body = f"<div class='a'><h1>{HEADLINE}</h1><div class='time'>Thứ Hai, 04/03/2024 08:15</div>" + (
        f"<div class='detail'>{paragraphs()}<h2>412 lượt người</h2><ul><li>18 xã có bàn trả kết quả</li></ul>"
        f"<p>{BODY[1]}</p></div></div><aside><h3>{OTHER_TITLES[0]}</h3></aside>"
    )
    reading = read_bytes("html", page(body).encode(), markers)
    assert block_faults(reading.text, reading.blocks) == []
    assert [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks] == [
        ("headline", HEADLINE),
        ("date_line", "Thứ Hai, 04/03/2024 08:15"),
        ("lead", LEAD),
        *[("paragraph", text) for text in BODY],
        ("heading", "412 lượt người"),
        ("list_item", "18 xã có bàn trả kết quả"),
        ("paragraph", BODY[1]),
    ]
    assert (reading.title, reading.published_on, reading.published_on_basis) == (
        HEADLINE,
        date(2024, 3, 4),
        "date_line",
    )
    assert [block.level for block in reading.blocks if block.kind == "heading"] == [2]


def test_markup_tells_title_day_author_and_publisher(markers: Markers) -> None:
    facts = json_ld(
        headline=HEADLINE,
        datePublished="2024-03-04T20:00:00Z",
        author=[{"name": "Thu An"}, {"name": "Lê Bình"}],
        publisher={"name": "Báo Biển Xanh"},
    )
    head = facts + '<link rel="canonical" href="https://example.vn/bai-1">'
    reading = read_bytes("html", page(f"<div>{paragraphs()}</div>", head).encode(), markers)
    assert (reading.title, reading.author, reading.publisher) == (HEADLINE, "Thu An, Lê Bình", "Báo Biển Xanh")
    assert (reading.published_on, reading.published_on_basis) == (date(2024, 3, 5), "markup")
    assert reading.url == "https://example.vn/bai-1"
    assert shown(reading, "headline") == [HEADLINE]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{broken</script>',
        '<meta property="article:published_time" content="hôm qua">',
        '<meta name="author" content="https://example.vn/thu-an">',
    ],
)
def test_markup_that_says_nothing_is_passed_over(head: str, markers: Markers) -> None:
    reading = read_bytes("html", page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}</div>", head).encode(), markers)
    assert (reading.published_on, reading.author) == (None, None)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1258"])
def test_the_declared_encoding_is_used(charset: str, markers: Markers) -> None:
    from tests.landing.test_text import windows_1258

    text = page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}</div>", charset=charset)
    data = windows_1258(text) if charset == "windows-1258" else text.encode(charset)
    assert shown(read_bytes("html", data, markers), "paragraph") == list(BODY)


def test_a_wrong_declaration_gives_way_to_what_the_bytes_are(markers: Markers) -> None:
    text = page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}</div>", charset="us-asci")
    assert shown(read_bytes("html", text.encode(), markers), "paragraph") == list(BODY)


def test_tables_keep_rows_cells_and_places(markers: Markers) -> None:
    table = (
        "<table><caption>Hồ sơ theo xã</caption><tr><th rowspan=2>Xã</th><th colspan=2>Hồ sơ</th></tr>"
        "<tr><th>2023</th><th>2024</th></tr><tr><td>Xã Đông</td><td>1.204</td><td></td></tr>"
        "<tr><td>Xã Tây</td><td>87</td><td>91,5%</td></tr></table>"
    )
    reading = read_bytes("html", page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}{table}</div>").encode(), markers)
    assert block_faults(reading.text, reading.blocks) == []
    assert reading.text.endswith("Xã | Hồ sơ\n2023 | 2024\nXã Đông | 1.204 | \nXã Tây | 87 | 91,5%")
    cells = [block for block in reading.blocks if block.kind == "table_cell"]
    assert [(reading.text[cell.start : cell.end], cell.row, cell.column, cell.is_header) for cell in cells] == [
        ("Xã", 0, 0, True),
        ("Hồ sơ", 0, 1, True),
        ("2023", 1, 1, True),
        ("2024", 1, 2, True),
        ("Xã Đông", 2, 0, False),
        ("1.204", 2, 1, False),
        ("Xã Tây", 3, 0, False),
        ("87", 3, 1, False),
        ("91,5%", 3, 2, False),
    ]
    assert cells[-1].locator == "table 1, row 4, column 3"
    assert shown(reading, "caption") == ["Hồ sơ theo xã"]


def test_a_table_that_lays_out_the_page_is_no_table(markers: Markers) -> None:
    body = f"<table><tr><td>{OTHER_TITLES[0]}</td><td><h1>{HEADLINE}</h1>{paragraphs()}</td></tr></table>"
    reading = read_bytes("html", page(body).encode(), markers)
    assert shown(reading, "table_cell") == []
    assert shown(reading, "paragraph") == list(BODY)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='box-tin-lien-quan'>{titles}</div>",
        "<ul>{items}</ul>",
        "<h3>Bài liên quan</h3>{titles}",
        "<aside>{titles}</aside>",
        "<p>Tin cùng chuyên mục</p><ul>{plain}</ul>",
    ],
)
def test_other_articles_inside_the_article_are_not_read(box: str, markers: Markers) -> None:
    links = [f"<a href='/x'>{title}</a>" for title in OTHER_TITLES]
    made = box.format(
        titles="".join(f"<p>{link}</p>" for link in links),
        items="".join(f"<li>{link}</li>" for link in links),
        plain="".join(f"<li>{title}</li>" for title in OTHER_TITLES),
    )
    reading = read_bytes("html", page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}{made}</div>").encode(), markers)
    body = shown(reading, *BODY_KINDS)
    assert body == [HEADLINE, LEAD, *BODY]


def test_a_lead_that_stands_apart_from_the_body_is_read(markers: Markers) -> None:
    body = f"<div><h1>{HEADLINE}</h1><h2 class='sapo'>{LEAD}</h2><div class='content'>{paragraphs(BODY)}</div></div>"
    reading = read_bytes("html", page(body).encode(), markers)
    assert [block.kind for block in reading.blocks] == ["headline", "lead", *["paragraph"] * len(BODY)]


def test_a_title_without_h1_loses_the_name_of_the_site(markers: Markers) -> None:
    head = f'<meta property="og:title" content="{HEADLINE} | Báo Biển Xanh">'
    assert read_bytes("html", page(f"<div>{paragraphs()}</div>", head).encode(), markers).title == HEADLINE


def test_names_of_rows_are_no_header(markers: Markers) -> None:
    rows = "".join(f"<tr><th>Xã {name}</th><td>{count}</td></tr>" for name, count in (("Đông", 412), ("Tây", 87)))
    reading = read_bytes(
        "html", page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}<table>{rows}</table></div>").encode(), markers
    )
    assert [block.is_header for block in reading.blocks if block.kind == "table_cell"] == [False] * 4


def test_a_letterhead_is_lines_and_a_table_of_channels_a_table(markers: Markers) -> None:
    head = (
        "<table><tr><td>UBND HUYỆN ĐẢO<br>Số: 12/BC-UBND</td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Hải Phòng, ngày 15 tháng 6 năm 2023</td></tr></table>"
    )
    channels = "<table><tr><td>Kênh</td><td>Lượt</td></tr><tr><td>Facebook</td><td>1.204</td></tr></table>"
    reading = read_bytes(
        "html", page(f"<div>{head}<p><b>BÁO CÁO</b></p>{paragraphs()}{channels}</div>").encode(), markers
    )
    assert (reading.kind, reading.published_on) == ("report", date(2023, 6, 15))
    assert shown(reading, "table_cell") == ["Kênh", "Lượt", "Facebook", "1.204"]


def test_a_class_name_that_lies_about_the_article_is_not_believed(markers: Markers) -> None:
    body = f"<h1>{HEADLINE}</h1><div class='related-content'><div class='share-box'>{paragraphs()}</div></div>"
    assert shown(read_bytes("html", page(body).encode(), markers), "paragraph") == list(BODY)


def test_line_breaks_hidden_parts_and_entities(markers: Markers) -> None:
    body = (
        f"<h1>{HEADLINE}</h1><div>{LEAD}<br><br>{BODY[0]}<br/>{BODY[1]}<p style='display: none'>Ẩn 99%</p>"
        "<script>var x = 88;</script>"
        "<p>Đạt 3,6&nbsp;tri&#x1EC7;u lượt &amp; hơn thế trong mùa gió chướng vừa rồi.</p></div>"
    )
    reading = read_bytes("html", page(body).encode(), markers)
    assert "Đạt 3,6\u00a0triệu lượt & hơn thế" in reading.text
    assert "99%" not in reading.text
    assert "88" not in reading.text
    assert LEAD in shown(reading, "lead")
    assert f"{BODY[0]}\n{BODY[1]}" in reading.text


def test_nothing_is_fetched_and_no_entity_is_resolved(monkeypatch: pytest.MonkeyPatch, markers: Markers) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader opened a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(
        f'<h1>{HEADLINE}</h1><div>{paragraphs()}<p>&x;</p><img src="http://127.0.0.1:9/x.png"></div>',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><base href="http://127.0.0.1:9/">',
    )
    assert "root:" not in read_bytes("html", text.encode(), markers).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no_article"),
        (b"   ", "no_article"),
        (b"<html></html>", "no_article"),
        (page("<ul><li><a href='/'>Kinh tế</a></li><li><a href='/'>Xã hội</a></li></ul>").encode(), "no_article"),
        (
            page(
                "<h1>404 Not Found</h1><p>Xin lỗi, trang bạn tìm kiếm không tồn tại hoặc đã bị xóa. Vui lòng quay lại "
                "trang chủ, hoặc dùng ô tìm kiếm ở đầu trang để tìm bài viết khác.</p>"
            ).encode(),
            "no_article",
        ),
        (bytes(range(256)) * 8, "not_text"),
    ],
)
def test_a_page_without_an_article_is_refused(data: bytes, reason: str, markers: Markers) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes("html", data, markers)
    assert caught.value.reason == reason
    assert caught.value.remedy


def test_deep_nesting_is_refused_or_read_but_never_crashes(markers: Markers) -> None:
    text = page("<div>" * 5000 + paragraphs() + "</div>" * 5000)
    with suppress(ReadError):
        read_bytes("html", text.encode(), markers)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td/colspan=3>",
        "<th/rowspan='x'>",
        "<li>",
        "<ul>",
        "<br>",
        "<h1>",
        "</h1>",
        "<a/href=x>",
        "</a>",
        "<aside>",
        "<!--",
        "-->",
        "<script>",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<caption>",
        "<figcaption>",
        "<![CDATA[",
        "<?xml?>",
        "<form>",
        "<svg>",
    ]
)
WORDS = st.sampled_from([HEADLINE, LEAD, *BODY, "Tin liên quan", "04/03/2024", "37,5%", "\u0301", "e", "|", "\x0b"])


@given(st.lists(st.one_of(TAGS, WORDS), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_page_gives_a_reading_with_sound_blocks_or_its_error(text: str) -> None:
    with suppress(ReadError):
        reading = read_bytes("html", text.encode(), MARKERS)
        assert block_faults(reading.text, reading.blocks) == []


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_a_reading_or_its_error(data: bytes) -> None:
    with suppress(ReadError):
        read_bytes("html", data, MARKERS)


@pytest.mark.parametrize("mark", ['<sup><a href="#n1">1</a></sup>', "<sup>(1)</sup>", '<sup class="footnote">1</sup>'])
def test_raised_marks_of_notes_do_not_lengthen_figures(mark: str, markers: Markers) -> None:
    body = (
        paragraphs((LEAD, *BODY))
        .replace("412 lượt", f"412{mark} lượt")
        .replace("chuyến tàu", "chuyến tàu 3 km<sup>2</sup>")
    )
    text = read_bytes("html", page(f"<h1>{HEADLINE}</h1><div>{body}</div>").encode(), markers).text
    assert "412 lượt người" in text
    assert "3 km2" in text
