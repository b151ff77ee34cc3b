"""`make add`: a document into the inbox whole or not at all, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from orchestration.adding import NotAddedError, add_file
from orchestration.landing import Store, land, scan_inbox
from orchestration.paths import REPOSITORY, Paths

TEXT = "Kết quả sáu tháng\n\nHuyện đã nhận 412 hồ sơ trong tháng 6 năm 2023.\n"
META = "publisher: Báo Biển Xanh\n"


class Desk:
    """An inbox, a store, and a folder from which a person adds documents."""

    def __init__(self, root: Path) -> None:
        self.paths = Paths(root / "raw", root / "warehouse", root / "home", REPOSITORY / "dbt_project")
        self.paths.raw.mkdir()
        self.outside = root / "outside"
        self.outside.mkdir()

    def write(self, name: str, content: str | bytes = TEXT) -> Path:
        path = self.outside / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def land(self) -> None:
        land(self.paths.raw, Store(self.paths.store), "run", datetime.now(UTC))

    def inbox(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.paths.raw.iterdir()}

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The real command."""
        folders = {"CCHC_RAW_DIR": str(self.paths.raw), "CCHC_WAREHOUSE_DIR": str(self.paths.warehouse)}
        command = ["make", "--no-print-directory", "-C", str(REPOSITORY), *arguments]
        return subprocess.run(command, env=os.environ | folders, capture_output=True, text=True, check=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_command_adds_a_document_with_its_metadata_and_says_what_next(desk: Desk) -> None:
    path = desk.write("tin của huyện's.txt")
    desk.write("tin của huyện's.meta.yaml", META)
    done = desk.make("add", f"FILE={path}")
    assert done.returncode == 0, done.stderr
    assert desk.inbox() == {path.name: TEXT.encode(), "tin của huyện's.meta.yaml": META.encode()}
    for words in ("is in the inbox", "make check-doc", "make refresh", "Its metadata"):
        assert words in done.stdout
    assert not desk.paths.warehouse.exists()

    again = desk.make("add", f"FILE={path}")
    assert again.returncode == 0
    assert "nothing was done" in again.stdout


def test_a_changed_file_is_a_revision_once_the_earlier_bytes_are_kept(desk: Desk) -> None:
    path = desk.write("tin.txt")
    desk.make("add", f"FILE={path}")
    desk.write("tin.txt", TEXT.replace("412", "421"))
    refused = desk.make("add", f"FILE={path}")
    assert refused.returncode != 0
    assert "never landed" in refused.stderr
    assert desk.inbox() == {"tin.txt": TEXT.encode()}

    desk.land()
    taken = desk.make("add", f"FILE={path}")
    assert taken.returncode == 0, taken.stderr
    assert "this is a revision" in taken.stdout
    assert desk.inbox() == {"tin.txt": path.read_bytes()}
    desk.land()
    seen = Store(desk.paths.store).sightings().to_pylist()
    assert [row["document"] for row in seen] == ["tin", "tin"]
    assert len({row["sha256"] for row in seen}) == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"\x89PNG", "no reader for this kind of file"),
        ("a.txt", b"", "no bytes"),
        (".a.txt", TEXT, "leaves files of such a name out"),
        ("README.md", TEXT, "leaves files of such a name out"),
        ("a.meta.yaml", META, "name the document"),
        ("a.zip", b"no archive", "no ZIP archive"),
    ],
)
def test_what_the_inbox_would_refuse_is_refused_with_a_remedy(
    desk: Desk, name: str, content: str | bytes, words: str
) -> None:
    with pytest.raises(NotAddedError, match=words):
        add_file(desk.paths, desk.write(name, content))
    assert desk.inbox() == {}


def test_metadata_that_cannot_be_used_is_refused_with_its_line(desk: Desk) -> None:
    path = desk.write("a.txt")
    desk.write("a.txt.meta.yaml", "publisher: x\npublished: 2023-07-01\n")
    with pytest.raises(NotAddedError, match=r"line 2.*unknown key"):
        add_file(desk.paths, path)
    assert desk.inbox() == {}


def test_a_folder_a_pipe_and_nothing_are_told(desk: Desk) -> None:
    os.mkfifo(desk.outside / "pipe.txt")
    for path in (desk.outside, desk.outside / "pipe.txt", desk.outside / "absent.txt"):
        with pytest.raises(NotAddedError, match=r"folder or no plain file|no such file"):
            add_file(desk.paths, path)


def test_bad_members_of_an_archive_are_told_and_the_others_go_in(desk: Desk) -> None:
    path = desk.outside / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.txt", TEXT)
        archive.writestr("inner.zip", b"x")
    added = add_file(desk.paths, path)
    assert added.state == "new"
    assert any("an archive inside an archive" in note for note in added.notes)


def test_metadata_never_falls_on_another_document(desk: Desk) -> None:
    add_file(desk.paths, desk.write("a.txt"))
    page = desk.write("a.html", f"<html><body><h1>x</h1><p>{TEXT * 5}</p></body></html>")
    desk.write("a.meta.yaml", META)
    assert add_file(desk.paths, page).state == "new"
    owners = {one.file_name: one.metadata_name for one in scan_inbox(desk.paths.raw) if one.media_type}
    assert owners == {"a.txt": None, "a.html": "a.html.meta.yaml"}
    later = desk.write("b.txt")
    desk.write("b.meta.yaml", META)
    add_file(desk.paths, later)
    (desk.outside / "b.meta.yaml").unlink()
    assert any("b.meta.yaml" in note for note in add_file(desk.paths, desk.write("b.md", TEXT)).notes)


def test_changed_metadata_alone_is_taken_once_the_earlier_is_kept(desk: Desk) -> None:
    path = desk.write("a.txt")
    desk.write("a.meta.yaml", META)
    add_file(desk.paths, path)
    desk.write("a.meta.yaml", "publisher: Báo Khác\n")
    with pytest.raises(NotAddedError, match="never landed"):
        add_file(desk.paths, path)
    desk.land()
    assert add_file(desk.paths, path).state == "metadata"
    assert desk.inbox()["a.meta.yaml"] == "publisher: Báo Khác\n".encode()


def test_a_write_that_fails_leaves_the_inbox_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device", target)

    path = desk.write("a.txt")
    monkeypatch.setattr("orchestration.durable.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        add_file(desk.paths, path)
    assert desk.inbox() == {}


def test_a_file_of_the_inbox_is_there_already(desk: Desk) -> None:
    path = desk.paths.raw / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    added = add_file(desk.paths, path)
    assert (added.state, added.path) == ("unchanged", path)
