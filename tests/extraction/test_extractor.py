from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration import schemas
from orchestration.extraction import Extractor
from orchestration.extraction.signatures import sketch_passages
from orchestration.extraction.text import LONGEST_SENTENCE
from tests.extraction.conftest import SEEDS

EXTRACTOR = Extractor.load(SEEDS)

BODY = (
    "Trong 6 tháng đầu năm 2023, Bộ Tư pháp đã kiểm tra 2.043 văn bản, tăng 675 văn bản (49,34%).",
    "Tính đến nay, 62/63 địa phương đã kết nối; hơn 55,98 triệu hồ sơ được đồng bộ.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn của tỉnh Hoà Bình đạt 98,01%.",
)
WORDS = st.sampled_from(
    [
        "hơn",
        "12,5%",
        "1.234",
        "62/63",
        "địa phương",
        "Bộ Tư pháp",
        "đạt",
        "tăng",
        "năm 2023",
        "(",
        ")",
        ";",
        ".",
        "đến nay",
        "hồ sơ",
        "TTHC",
        "thứ 5",
        "01/02/2023",
        "triệu",
        "3 triệu đồng",
        "-",
        "Hà Nội",
        "\n",
        "tỷ lệ",
        "là",
        "gấp 2 lần",
    ]
)


def row(text: str, name: str = "doc", kinds: dict[int, str] | None = None, sha: str = "1" * 64) -> dict[str, Any]:
    """A document row of one paragraph a line; `kinds` changes the kind of single lines."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = (kinds or {}).get(number, "paragraph")
            blocks.append(
                {
                    "kind": kind,
                    "start": at,
                    "end": at + len(line),
                    "level": None,
                    "table": None,
                    "row": None,
                    "column": None,
                    "is_header": None,
                    "locator": None,
                }
            )
        at += len(line) + 1
    nothing = dict.fromkeys(
        (
            "meta_sha256",
            "title",
            "publisher",
            "producer",
            "author",
            "reporting_start",
            "reporting_end",
            "url",
            "source_link",
        )
    )
    return {
        **nothing,
        "source_key": f"{name}@{sha[:12]}",
        "document": name,
        "file_name": f"{name}.txt",
        "sha256": sha,
        "media_type": "text",
        "reader_version": "1",
        "first_seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "kind": "article",
        "published_on": date(2023, 7, 20),
        "published_on_basis": "metadata",
        "is_digest": False,
        "text": text,
        "blocks": blocks,
    }


def batch(*rows: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema=schemas.DOCUMENTS)


def claims(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    extraction = EXTRACTOR.extract(batch(*rows))
    assert extraction.failures == []
    found: list[dict[str, Any]] = extraction.claims.to_pylist()
    return found


def test_the_batches_have_the_columns_of_the_contract() -> None:
    extraction = EXTRACTOR.extract(batch(row("\n".join(BODY))))
    assert extraction.claims.schema == schemas.CLAIMS
    assert extraction.relations.schema == schemas.RELATIONS
    assert extraction.signatures.schema == schemas.SIGNATURES
    assert extraction.extractions.schema == schemas.EXTRACTIONS


def test_the_receipt_counts_what_was_found() -> None:
    extraction = EXTRACTOR.extract(batch(row("\n".join(BODY))))
    (receipt,) = extraction.extractions.to_pylist()
    assert receipt["claims"] == extraction.claims.num_rows == 6
    assert receipt["relations"] == extraction.relations.num_rows
    assert receipt["extractor_version"] == EXTRACTOR.version
    assert (receipt["reporting_start"], receipt["reporting_end"]) == (date(2023, 1, 1), date(2023, 6, 30))


def test_a_document_that_cannot_be_read_is_reported_and_the_others_go_on() -> None:
    broken = row("Có 5 hồ sơ.", name="broken")
    broken["text"], broken["blocks"] = "", [{**broken["blocks"][0], "start": None, "end": None}]
    extraction = EXTRACTOR.extract(pa.RecordBatch.from_pylist([broken, row(BODY[0])], schema=_nullable_blocks()))
    assert [failure[0] for failure in extraction.failures] == [broken["source_key"]]
    assert extraction.claims.num_rows == 3


def _nullable_blocks() -> pa.Schema:
    block = pa.struct([pa.field(field.name, field.type) for field in schemas.BLOCK])
    index = schemas.DOCUMENTS.get_field_index("blocks")
    return schemas.DOCUMENTS.set(index, pa.field("blocks", pa.list_(block)))


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_claims_whose_quote_stands_at_its_place(text: str) -> None:
    text = unicodedata.normalize("NFC", text).replace("\r", " ")
    for claim in claims(row(text)):
        assert text[claim["char_start"] : claim["char_end"]] == claim["quote"]
        assert claim["sentence"] in text
        assert claim["metric_phrase"]
        assert claim["value"] >= 0


@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_keys_of_claims_are_their_own(text: str) -> None:
    keys = [claim["claim_key"] for claim in claims(row(text))]
    assert len(keys) == len(set(keys))


def test_nfc_and_nfd_give_the_same_claims() -> None:
    """The reader normalises; what it hands on from either form is one text."""
    text = "\n".join(BODY)
    again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    assert claims(row(text)) == claims(row(again))


def test_a_teaser_behind_the_article_changes_nothing() -> None:
    text = "\n".join(BODY)
    teaser = "Bài liên quan\nGiá vàng tăng 12% lên 74 triệu đồng, Hà Nội có 500 cửa hàng trong năm 2024"
    assert claims(row(text)) == claims(row(f"{text}\n{teaser}", kinds={3: "teaser", 4: "teaser"}))


def test_the_order_of_documents_changes_nothing() -> None:
    rows = [row(line, name=f"doc{number}", sha=str(number) * 64) for number, line in enumerate(BODY)]

    def by_key(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(found, key=lambda claim: claim["claim_key"])

    assert by_key(claims(*rows)) == by_key(claims(*reversed(rows)))


@pytest.mark.parametrize("unit", ["đạt 12,5% hồ sơ của tỉnh, ", "có 1.234 hồ sơ; ", "3 hồ sơ (tăng 5%) "])
def test_an_endless_line_is_read_piece_by_piece(unit: str) -> None:
    """No rule ever looks at more than a bounded stretch, so the work grows with the text and no faster."""
    found = claims(row(unit * 400))
    assert len(found) >= 400
    assert max(len(claim["sentence"]) for claim in found) <= LONGEST_SENTENCE


def test_copies_have_equal_sketches_and_other_texts_do_not() -> None:
    one, two = BODY[0] + " " + BODY[1], BODY[2] + " " + BODY[1] + " " + BODY[2]

    def sketch(text: str) -> tuple[int, ...]:
        (signature,) = sketch_passages(text, iter([(0, len(text))]))
        return signature.sketch

    assert sketch(one) == sketch("  " + one.replace(",", " ,"))
    assert sketch(one) != sketch(two)
    assert list(sketch(one)) == sorted(sketch(one))


def test_a_sketch_is_of_words_whatever_marks_part_them() -> None:
    words = [f"từ{number} Ñandú žába ỹ" for number in range(8)]

    def sketch(text: str) -> tuple[int, tuple[int, ...]]:
        (signature,) = sketch_passages(text, iter([(0, len(text))]))
        return signature.shingles, signature.sketch

    plain = sketch(" ".join(words))
    for marks in (", ", "_", "… ", " × ", "÷", " • ", "\u1680", "。", "\n"):
        assert sketch(marks.join(words)) == plain, marks
    assert sketch(" ".join(word.replace("ž", "ж") for word in words)) != plain


def test_confidence_has_its_reasons() -> None:
    (sure,) = claims(row("Trong quý I/2023, Bộ Tư pháp đã kiểm tra theo thẩm quyền 2.043 văn bản."))
    (likely,) = claims(row("Có 500 con gà được tiêm phòng."))
    (weak,) = claims(row("Đó là 12."))
    assert (sure["confidence"], likely["confidence"], weak["confidence"]) == ("sure", "likely", "weak")


def test_lines_wrapped_inside_of_a_block_say_the_same() -> None:
    line = (
        "Trong 6 tháng đầu năm 2023, Bộ Nội vụ đã tiếp nhận 1.234 hồ sơ, trong đó tỷ lệ giải quyết đúng hạn đạt "
        "98,2%, tăng 1,5% so với cùng kỳ năm trước."
    )
    plain = row(line)
    wrapped = row(line)
    cut = line.index("đúng hạn") - 1
    wrapped["text"] = line[:cut] + "\n" + line[cut + 1 :]
    kept = ("quote", "value", "metric_key", "agency_key", "period_start", "period_end", "role", "char_start")
    assert [[claim[name] for name in kept] for claim in claims(wrapped)] == [
        [claim[name] for name in kept] for claim in claims(plain)
    ]
