"""Tables that plain text lays out with bars or tabs."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from orchestration.extraction import Extractor
from orchestration.landing import DEFAULT_MARKERS, load_markers, read_bytes, read_snapshots, snapshots
from orchestration.landing.document import Reading, block_faults
from orchestration.paths import REPOSITORY
from tests.landing.conftest import Inbox
from tests.landing.samples import BODY, HEADLINE, LEAD

MARKERS = load_markers(DEFAULT_MARKERS)
ROWS = [["Huyện", "Hồ sơ nhận", "Tỷ lệ đúng hạn (%)"], ["Lý Sơn", "1.412", "97,5"], ["Cô Tô", "318", "88,25"]]


def read(text: str, media_type: str = "text") -> Reading:
    reading = read_bytes(media_type, text.encode(), MARKERS)
    assert block_faults(reading.text, reading.blocks) == []
    return reading


def cells(reading: Reading) -> list[tuple[object, ...]]:
    """Each cell with words: table, row, column, whether it heads, text, locator."""
    return [
        (block.table, block.row, block.column, block.is_header, reading.text[block.start : block.end], block.locator)
        for block in reading.blocks
        if block.kind == "table_cell" and block.column is not None
    ]


def bars(rows: list[list[str]], rule: bool = False) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if rule:
        lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


def tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def framed(table: str) -> str:
    return f"{HEADLINE}\n\n{LEAD}\n\nBảng 1. Kết quả năm 2023\n\n{table}\n\n{BODY[0]}\n"


def test_bars_and_tabs_give_the_cells_that_markdown_gives() -> None:
    expected = cells(read(framed(bars(ROWS, rule=True)), "markdown"))
    assert len(expected) == 9
    for table in (bars(ROWS), bars(ROWS, rule=True), tabs(ROWS), f"+--+--+--+\n{bars(ROWS)}\n+--+--+--+"):
        assert cells(read(framed(table))) == expected


def test_what_stands_around_a_table_is_read_as_ever() -> None:
    reading = read(framed(tabs(ROWS)))
    around = [(one.kind, reading.text[one.start : one.end]) for one in reading.blocks if one.kind != "table_cell"]
    assert around == [
        ("headline", HEADLINE),
        ("lead", LEAD),
        ("heading", "Bảng 1. Kết quả năm 2023"),
        ("paragraph", BODY[0]),
    ]


def test_an_empty_cell_keeps_the_columns_in_place() -> None:
    reading = read(framed("Huyện\tQuý I\tQuý II\nLý Sơn\t\t12\n\t7\t8"))
    assert [row[1:3] for row in cells(reading)] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 2)]


def test_rows_that_number_columns_and_rows_with_hidden_characters_are_not_read() -> None:
    rows = [ROWS[0], ["(1)", "(2)", "(3)"], ROWS[1], ["Cô Tô", "3\u200b18", "88,25"]]
    reading = read(framed(tabs(rows)))
    assert [row[4] for row in cells(reading)] == [*ROWS[0], *ROWS[1]]
    assert "line 10" in "; ".join(reading.notes)


def is_table(text: str) -> bool:
    return any(block.kind == "table_cell" for block in read(framed(text)).blocks)


def test_little_is_taken_for_a_table() -> None:
    assert is_table("a | 1 | x\nb | 2 | y")
    assert not is_table("a | 1 | x")  # one line
    assert not is_table("a | 1\nb | 2")  # one bar
    assert not is_table("a | 1 | x\n\nb | 2 | y")  # a blank line between
    assert not is_table("a | 1 | x\nb | 2 | y | z")  # not as many bars
    assert not is_table("Trang chủ | Tin tức | Liên hệ\nMới | Cũ | Khác")  # no digit
    assert not is_table("\t\tMột đoạn lùi vào\n\t\t12 việc khác")  # one cell with words in a line
    assert not is_table(f"1 | 2 | {BODY[0]}\n3 | 4 | {BODY[1]}")  # prose between bars
    assert not is_table("UBND HUYỆN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/BC\t\tĐộc lập - Tự do - Hạnh phúc")


def test_a_date_line_above_is_no_row() -> None:
    text = f"{HEADLINE}\n\nBáo Thử | 04/03/2024 | 08:15\nHuyện | Hồ sơ | Tỷ lệ\nLý Sơn | 412 | 97,5%\n\n{LEAD}\n"
    reading = read(text)
    assert str(reading.published_on) == "2024-03-04"
    assert [row[4] for row in cells(reading)] == ["Huyện", "Hồ sơ", "Tỷ lệ", "Lý Sơn", "412", "97,5%"]


def test_figures_of_cells_are_read_with_their_headers(inbox: Inbox) -> None:
    for name, table in (("bars", bars(ROWS, rule=True)), ("tabs", tabs(ROWS))):
        inbox.drop(f"{name}.txt", framed(table))
    inbox.land()
    now = datetime(2024, 4, 1, tzinfo=UTC)
    documents, _ = read_snapshots(inbox.store, snapshots(inbox.store.sightings()), DEFAULT_MARKERS, "run", now)
    result = Extractor.load(REPOSITORY / "dbt_project" / "seeds").extract(documents)
    assert result.failures == []
    found: dict[str, list[tuple[object, ...]]] = {"bars": [], "tabs": []}
    for row in result.claims.to_pylist():
        if row["block_kind"] == "table_cell":
            told = (row["quote"], row["value"], row["unit"], row["metric_phrase"], row["locator"])
            found[row["source_key"].split("@")[0]].append(told)
    assert [row[0] for row in found["bars"]] == ["1.412", "97,5", "318", "88,25"]
    assert [row[2] for row in found["bars"]] == ["count", "percent", "count", "percent"]
    assert found["tabs"] == found["bars"]


field = st.text(st.sampled_from("ab1 .,-|\t%"), max_size=6)


@given(st.lists(st.lists(field, min_size=1, max_size=5), max_size=8), st.sampled_from("|\t\n"))
def test_any_marks_keep_the_laws_of_blocks(rows: list[list[str]], mark: str) -> None:
    text = "Tin\n\n" + "\n".join(mark.join(row) for row in rows)
    reading = read(text)
    assert all(reading.text[one.start : one.end].strip() == reading.text[one.start : one.end] for one in reading.blocks)
