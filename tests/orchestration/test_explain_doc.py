from __future__ import annotations

from pathlib import Path

from rich.console import Console

from orchestration.explain_doc import explain_document


def explained(path: Path) -> tuple[int, str]:
    console = Console(width=160, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    return explain_document(path, console), console.export_text()


def test_every_column_names_what_decided_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tính đến nay, Bộ Tư pháp đã kiểm tra hơn 2.000 văn bản trong năm 2023.\n", encoding="utf-8")
    code, shown = explained(path)
    assert code == 0
    for words in ("at_least (hơn)", "[2000, 3000)", "documents_inspected.1", "subject of the sentence", "own words"):
        assert words in shown


def test_a_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"no zip")
    code, shown = explained(path)
    assert code == 1
    assert "a.docx" in shown
