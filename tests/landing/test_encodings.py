from __future__ import annotations

import subprocess

import pytest

from orchestration.landing import Markers, read_bytes
from orchestration.landing.encodings import from_tcvn3, hides_figure, is_tcvn3
from tests.landing.samples import BODY, HEADLINE, LEAD, article, page, paragraphs, shown, word
from tests.landing.test_text import windows_1258
from tests.support.programs import need_program

BYTES = {from_tcvn3(bytes([code]).decode("latin-1")): code for code in range(255, 127, -1)}
CAPITALS = {"À": "à", "Ế": "ế"}


def tcvn3(text: str) -> bytes:
    return bytes(ord(char) if ord(char) < 128 else BYTES[char] for char in text)


def test_the_table_is_that_of_the_standard() -> None:
    iconv = need_program("iconv")
    codes = bytes(range(0x80, 0x100))
    done = subprocess.run(
        [iconv, "-f", "TCVN", "-t", "UTF-8"],
        input=b"\n".join(codes[i : i + 1] for i in range(128)),
        capture_output=True,
        check=True,
    )
    assert [from_tcvn3(code) for code in codes.decode("latin-1")] == done.stdout.decode().split("\n")


@pytest.mark.parametrize("encode", [tcvn3, windows_1258])
def test_text_of_old_encodings_is_told_and_turned(encode: object, markers: Markers) -> None:
    reading = read_bytes("text", encode(article()), markers)  # type: ignore[operator]
    assert reading == read_bytes("text", article().encode(), markers)


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "x-user-defined", "utf-8"])
@pytest.mark.parametrize("encode", [tcvn3, windows_1258])
def test_pages_of_old_encodings_are_told_whatever_they_declare(declared: str, encode: object, markers: Markers) -> None:
    if encode is windows_1258 and declared in ("iso-8859-1", "windows-1252"):
        pytest.skip("a declared encoding that fits is believed")
    data = encode(page(f"<h1>{HEADLINE}</h1><div>{paragraphs()}</div>", charset=declared))  # type: ignore[operator]
    assert shown(read_bytes("html", data, markers), "lead", "paragraph") == [LEAD, *BODY]


def test_word_files_in_old_fonts_are_turned(markers: Markers) -> None:
    def build(document: object) -> None:
        for text in (HEADLINE, LEAD, *BODY):
            document.add_paragraph(tcvn3(text).decode("latin-1"))  # type: ignore[attr-defined]

    assert shown(read_bytes("docx", word(build), markers), "lead", "paragraph") == [LEAD, *BODY]


@pytest.mark.parametrize(
    "text", [LEAD, "A sentence on § 5 and © 2023 – «quoted» at 5 µm ± 1°.", "Café à la crème, déjà vu ®"]
)
def test_other_text_is_left_alone(text: str) -> None:
    assert not is_tcvn3(text)


@pytest.mark.parametrize(
    ("line", "hides"),
    [
        ("Đạt 3\u200b7,5%", True),
        ("Đạt 37\u2060%", True),
        ("Đạt \u202e%5,73\u202c hồ sơ", True),
        ("\u200bĐạt 37,5%\u200b", False),
        ("Đạt 37,5% \u200f", False),
        ("Không có số\u200bliệu", False),
    ],
)
def test_hidden_characters_matter_inside_figures(line: str, hides: bool) -> None:
    assert hides_figure(line) is hides


def test_what_nobody_sees_is_dropped_from_pages(markers: Markers) -> None:
    body = paragraphs().replace("37,5%", "3\u200b7\u00ad,5%\u2060")
    text = read_bytes("html", page(f"<h1>{HEADLINE}</h1>{body}").encode(), markers).text
    assert "37,5%" in text
    assert "\u200b" not in text


def test_what_nobody_sees_stays_in_plain_text_and_its_line_is_told(markers: Markers) -> None:
    text = article().replace("37,5%", "3\u200b7,5%")
    reading = read_bytes("text", text.encode(), markers)
    assert reading.text == text
    assert any("7,5%" in line for line in shown(reading, "boilerplate"))
    assert "line 7" in reading.notes[0]
