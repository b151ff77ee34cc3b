from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import DEFAULT_MARKERS, Markers, ReadError, load_markers, read_bytes
from orchestration.landing.document import block_faults
from orchestration.landing.readers.markdown import plain
from tests.landing.samples import BODY, HEADLINE, LEAD, shown

MARKERS = load_markers(DEFAULT_MARKERS)
TEXT = f"""---
layout: post
---
# {HEADLINE}

08:15, 04/03/2024

{LEAD.replace("bộ phận", "**bộ phận**").replace(" ngay ", chr(10) + "ngay ")}

Kết quả
-------

1. {BODY[0]}
2. {BODY[1]}
   - tiếp[^1]

| Huyện | Hồ sơ |
|-------|------:|
| Lý Sơn | **1.234** |

```
mã 99%
```

[^1]: Chú thích 88%.
"""


def test_marks_become_kinds_and_are_taken_off(markers: Markers) -> None:
    reading = read_bytes("markdown", TEXT.encode(), markers)
    assert (reading.title, str(reading.published_on)) == (HEADLINE, "2024-03-04")
    assert shown(reading, "lead") == [LEAD]
    assert shown(reading, "heading") == ["Kết quả"]
    assert shown(reading, "list_item") == [f"1. {BODY[0]}", f"2. {BODY[1]}", "tiếp"]
    assert shown(reading, "table_cell") == ["Huyện", "Hồ sơ", "Lý Sơn", "1.234"]
    assert shown(reading, "footnote") == ["Chú thích 88%."]
    assert "99%" not in reading.text
    assert "layout" not in reading.text


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("đạt **37,5%** hồ sơ", "đạt 37,5% hồ sơ"),
        ("[37,5%](http://a.b/c)", "37,5%"),
        ("![ảnh 99%](a.png) còn", "còn"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("ten_file_dai", "ten_file_dai"),
        ("40\\*", "40*"),
        ("a &amp; b <b>c</b>", "a & b c"),
        ("~~31%~~ 32%", "32%"),
    ],
)
def test_inline_marks(marked: str, text: str) -> None:
    assert plain(marked) == text


def test_a_file_without_words_is_refused(markers: Markers) -> None:
    with pytest.raises(ReadError, match="empty_text"):
        read_bytes("markdown", b"---\n\n```\nx\n```\n", markers)


@given(st.text(alphabet="ab #*-_|>`[]()!\n1.~:\\ ", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_marks_give_sound_blocks_or_the_error(text: str) -> None:
    with suppress(ReadError):
        reading = read_bytes("markdown", text.encode(), MARKERS)
        assert block_faults(reading.text, reading.blocks) == []
