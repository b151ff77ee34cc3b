from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from orchestration.landing import InboxError, scan_inbox
from tests.landing.conftest import Inbox


def test_documents_are_listed_in_order_with_format_and_metadata(inbox: Inbox) -> None:
    for name in ("b.html", "a.TXT", "sub/c.docx", "sub/d.htm"):
        inbox.drop(name, "x")
    inbox.drop("b.meta.yaml", "note: x")
    found = scan_inbox(inbox.folder)
    assert [(file.file_name, file.media_type) for file in found] == [
        ("a.TXT", "text"),
        ("b.html", "html"),
        ("sub/c.docx", "docx"),
        ("sub/d.htm", "html"),
    ]
    assert [file.metadata_name for file in found] == [None, "b.meta.yaml", None, None]


def test_metadata_of_the_whole_name_goes_before_that_of_the_stem(inbox: Inbox) -> None:
    for name in ("a.html", "a.txt", "a.meta.yaml", "a.html.meta.yaml"):
        inbox.drop(name, "note: x")
    assert {file.file_name: file.metadata_name for file in scan_inbox(inbox.folder)} == {
        "a.html": "a.html.meta.yaml",
        "a.txt": "a.meta.yaml",
    }


def test_hidden_files_and_the_inbox_s_own_are_left_out(inbox: Inbox) -> None:
    for name in (".hidden.txt", ".git/a.txt", "README.md", "sources.yaml", "~$open.docx"):
        inbox.drop(name, "x")
    assert scan_inbox(inbox.folder) == []


def test_other_formats_and_stray_metadata_are_listed_as_problems(inbox: Inbox) -> None:
    inbox.drop("a.xls", "x")
    inbox.drop("lost.meta.yaml", "note: x")
    found = scan_inbox(inbox.folder)
    assert [(file.file_name, file.media_type, file.problem) for file in found] == [
        ("a.xls", None, "unsupported_format"),
        ("lost.meta.yaml", None, "metadata_without_document"),
    ]


def test_links_are_followed_inside_the_inbox_only(inbox: Inbox, tmp_path: Path) -> None:
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "a.txt").write_text("x")
    inbox.drop("real.txt", "x")
    (inbox.folder / "inner.txt").symlink_to(inbox.folder / "real.txt")
    (inbox.folder / "outer.txt").symlink_to(outside / "a.txt")
    (inbox.folder / "folder").symlink_to(outside)
    assert {file.file_name: file.problem for file in scan_inbox(inbox.folder)} == {
        "real.txt": None,
        "inner.txt": None,
        "outer.txt": "outside_inbox",
        "folder": "outside_inbox",
    }


def test_a_pipe_is_not_opened(inbox: Inbox) -> None:
    os.mkfifo(inbox.folder / "pipe.txt")
    assert [file.problem for file in scan_inbox(inbox.folder)] == ["unreadable"]


def test_a_name_that_is_no_utf8_is_reported(inbox: Inbox) -> None:
    Path(os.fsdecode(os.fsencode(inbox.folder) + b"/b\xe0i.txt")).write_text("x")
    assert [(file.file_name, file.problem) for file in scan_inbox(inbox.folder)] == [("b\\xe0i.txt", "bad_name")]


def test_two_spellings_of_one_name_are_two_files(inbox: Inbox) -> None:
    for form in ("NFC", "NFD"):
        inbox.drop(unicodedata.normalize(form, "bến.txt"), form)
    found = scan_inbox(inbox.folder)
    assert sorted(file.path.read_text() for file in found) == ["NFC", "NFD"]
    assert len({file.file_name for file in found}) == 2


def test_a_missing_inbox_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InboxError, match="CCHC_RAW_DIR"):
        scan_inbox(tmp_path / "absent")
