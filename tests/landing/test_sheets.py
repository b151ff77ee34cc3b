from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from orchestration.landing import DEFAULT_MARKERS, Markers, ReadError, Reading, read_bytes, read_snapshots, snapshots
from orchestration.landing.readers.sheets import name_of, separator, shown
from tests.landing.conftest import Inbox
from tests.landing.samples import BODY, HEADLINE, LEAD

ROWS = [
    ["Tỷ lệ hồ sơ giải quyết đúng hạn tại các huyện trong quý I năm 2024"],
    ["Đơn vị tính: hồ sơ"],
    ["STT", "Huyện", "Tiếp nhận", "Đúng hạn"],
    ["(1)", "(2)", "(3)", "(4)=(3)/(2)"],
    [1, "Lý Sơn", 12345, 0.37205],
    [2, "Cô Tô", 2043, 0.5],
]


def book(*sheets: tuple[str, list[list[object]]], formats: dict[str, str] | None = None) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets:
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for cell, number_format in (formats or {}).items():
            sheet[cell].number_format = number_format
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def cells(reading: Reading) -> dict[str | None, tuple[str, bool | None]]:
    return {
        block.locator: (reading.text[block.start : block.end], block.is_header)
        for block in reading.blocks
        if block.kind == "table_cell"
    }


def test_cells_have_their_place_and_figures_are_printed_as_in_vietnam(markers: Markers) -> None:
    formats = {"C5": "#,##0", "C6": "#,##0", "D5": "0.00%", "D6": "0%"}
    reading = read_bytes("xlsx", book(("Biểu 1", ROWS), formats=formats), markers)
    found = cells(reading)
    assert found["sheet Biểu 1, cell C5"] == ("12.345", False)
    assert found["sheet Biểu 1, cell D5"] == ("37,21%", False)
    assert found["sheet Biểu 1, cell D6"] == ("50%", False)
    assert found["sheet Biểu 1, cell C3"] == ("Tiếp nhận", True)
    assert "sheet Biểu 1, cell C4" not in found
    assert (reading.title, reading.kind) == (ROWS[0][0], "report")


def test_hidden_sheets_are_not_shown_and_names_of_several_are(markers: Markers) -> None:
    data = book(("Một", ROWS), ("Hai", ROWS))
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    hidden = workbook.create_sheet("Nháp")
    hidden["A1"] = "không ai thấy 99%"
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    workbook.save(stream)
    reading = read_bytes("xlsx", stream.getvalue(), markers)
    assert {locator.split(",")[0] for locator in cells(reading) if locator} == {"sheet Một", "sheet Hai"}
    assert "99%" not in reading.text
    assert len({block.table for block in reading.blocks if block.table is not None}) == 2


@pytest.mark.parametrize(
    ("value", "number_format", "printed"),
    [
        (0.3116, "0.00%", "31,16%"),
        (0.3116, "0%", "31%"),
        (1234567.891, "#,##0.0", "1.234.567,9"),
        (31.16, "General", "31,16"),
        (0.1 + 0.2, "General", "0,3"),
        (12345, "General", "12345"),
        (2.5, "0", "3"),
        (-5, "#,##0;(#,##0)", "-5"),
        (3.6, '0.0" triệu"', "3,6 triệu"),
        (1500, '[$-42A]#,##0 "đồng"', "1.500 đồng"),
        (1.50, "0.0#", "1,5"),
        (datetime(2024, 3, 1, tzinfo=UTC), "dd/mm/yyyy", "01/03/2024"),
        (date(2024, 3, 1), "General", "01/03/2024"),
        (True, "General", "TRUE"),
        ("#REF!", "General", ""),
        (float("inf"), "General", ""),
        (10**40, "General", ""),
    ],
)
def test_values_are_shown_as_the_sheet_shows_them(value: object, number_format: str, printed: str) -> None:
    assert shown(value, number_format) == printed


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separated_values_are_cells(mark: str, markers: Markers) -> None:
    text = "\n".join(mark.join(row) for row in (["Huyện", "Hồ sơ"], ["Lý Sơn", '"1.234"'], ["Cô Tô", "318"]))
    found = cells(read_bytes("csv", text.encode(), markers))
    assert separator(text) == mark
    assert found["cell B2"] == ("1.234", False)
    assert found["cell A1"] == ("Huyện", True)


@pytest.mark.parametrize(("row", "column", "name"), [(7, 1, "B7"), (1, 25, "Z1"), (1, 26, "AA1"), (3, 702, "AAA3")])
def test_cells_have_the_names_of_the_sheet(row: int, column: int, name: str) -> None:
    assert name_of(row, column) == name


@pytest.mark.parametrize(
    ("media_type", "data", "reason"),
    [("xlsx", b"x", "broken_xlsx"), ("csv", b"\n;\n", "empty_text"), ("xlsx", book(("a", [])), "empty_text")],
)
def test_what_is_no_sheet_is_refused(media_type: str, data: bytes, reason: str, markers: Markers) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(media_type, data, markers)
    assert caught.value.reason == reason


def test_a_sheet_is_a_report_unless_most_of_it_is_prose(markers: Markers) -> None:
    table: list[list[object]] = [["Huyện", "Hồ sơ"], ["Lý Sơn", 412], ["Cô Tô", 318]]
    article: list[list[object]] = [[HEADLINE], [LEAD], [BODY[0]], [BODY[1]]]
    many: list[list[object]] = [["Huyện", "Hồ sơ"], *([f"Huyện thứ {number}", number] for number in range(200))]
    kinds = {
        "table": table,
        "with a note": [*table, ["Ghi chú: số liệu tính đến hết ngày 31 tháng 3 theo báo cáo của các huyện."]],
        "article": [*article, *table],
        "prose above many rows": [*article, *many],
        "says so": [["BÁO CÁO"], *article, *table],
    }
    found = {name: read_bytes("xlsx", book(("Biểu", rows)), markers).kind for name, rows in kinds.items()}
    assert found == dict.fromkeys(kinds, "report") | {"article": "article"}
    lines = [",".join(f'"{value}"' for value in row) for row in [*article, *table]]
    assert read_bytes("csv", "\n".join(lines).encode(), markers).kind == "article"


def test_what_metadata_says_of_the_kind_goes_before(inbox: Inbox) -> None:
    inbox.drop("a.xlsx", book(("Biểu 1", ROWS)))
    inbox.drop("a.meta.yaml", "kind: article\n")
    inbox.drop("b.csv", "Huyện;Số\nLý Sơn;412\nCô Tô;318\n")
    inbox.drop("b.csv.meta.yaml", "kind: article\n")
    inbox.land()
    found = snapshots(inbox.store.sightings())
    documents, _ = read_snapshots(inbox.store, found, DEFAULT_MARKERS, "run", datetime(2024, 4, 1, tzinfo=UTC))
    assert documents["kind"].to_pylist() == ["article", "article"]
