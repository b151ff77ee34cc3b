from __future__ import annotations

import pytest

from orchestration.extraction.relations import RelationGrammar
from orchestration.extraction.text import fold
from tests.extraction.conftest import document_of_lines


@pytest.fixture
def tied(grammar, reference):
    def find(*lines: str) -> list[tuple[str, str, str]]:
        document = document_of_lines(*lines)
        figures, _ = grammar.read(document)
        relations = RelationGrammar(reference).find(figures, fold(document.text))
        return [(r.figure.number.printed, r.kind, r.related.number.printed) for r in relations]

    return find


def test_parts_behind_trong_do(tied) -> None:
    assert tied(
        "Cả nước có 6472 TTHC, trong đó 3868 TTHC ở Trung ương, 1395 TTHC ở địa phương và 1753 TTHC ngành dọc."
    ) == [
        ("3868", "part_of", "6472"),
        ("1395", "part_of", "6472"),
        ("1753", "part_of", "6472"),
    ]


def test_parts_in_a_bracket(tied) -> None:
    assert tied(
        "Có 4396 thủ tục (2525 thủ tục của người dân, 2345 thủ tục của doanh nghiệp), rồi 12 thủ tục khác."
    ) == [
        ("2525", "part_of", "4396"),
        ("2345", "part_of", "4396"),
    ]


def test_parts_behind_a_share_and_between_semicolons(tied) -> None:
    assert tied(
        "Có 12.345 hồ sơ, trong đó: trực tuyến 10.000 hồ sơ (đạt 81%), còn tại quầy 2.345 hồ sơ.",
        "Có 1.931 thủ tục, trong đó: cấp tỉnh 1.512 thủ tục; cấp huyện 283 thủ tục; cấp xã 136 thủ tục.",
        "Có 131 văn bản (gồm 107 văn bản của các bộ; 24 văn bản của địa phương); bãi bỏ 15 văn bản.",
    ) == [
        ("10.000", "part_of", "12.345"),
        ("2.345", "part_of", "12.345"),
        *((part, "part_of", "1.931") for part in ("1.512", "283", "136")),
        *((part, "part_of", "131") for part in ("107", "24")),
    ]


def test_kinds_in_a_closed_bracket_open_no_parts(tied) -> None:
    assert tied("Tỉnh nhận 940 đơn (gồm đơn khiếu nại, đơn tố cáo); đã xử lý 912 đơn, còn 28 đơn.") == []


def test_a_share_in_brackets_right_behind_its_count(tied) -> None:
    assert tied("Xã có 310 hồ sơ trực tuyến (62%), Lai Châu (40%).") == [("62", "percent_of", "310")]


def test_change_and_rate_of_a_level(tied) -> None:
    assert tied("Bộ kiểm tra 2.043 văn bản, tăng 675 văn bản (49.34%) so với cùng kỳ.") == [
        ("675", "change_of", "2.043"),
        ("49.34", "rate_of", "2.043"),
    ]


def test_a_mean_of_a_total_and_a_share_of_a_count(tied) -> None:
    assert tied("Có 276.938.860 giao dịch, trung bình hàng ngày 1,38 triệu giao dịch.") == [
        ("1,38", "average_of", "276.938.860")
    ]
    assert tied("Đã đề xuất đơn giản hóa 1.126 thủ tục, chiếm 58,2%.") == [("58,2", "percent_of", "1.126")]


def test_a_headline_repeats_the_body(tied) -> None:
    assert tied("! Cắt giảm 2.352 quy định", "Các bộ đã cắt giảm 2.352 quy định kinh doanh.") == [
        ("2.352", "repeats", "2.352")
    ]
