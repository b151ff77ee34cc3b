"""2,000 bundled snapshots with bytes changed at random: no crash, no hang, no neighbour changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from orchestration.landing import MEDIA_TYPES, Store
from tests.hostile.test_hostile import land_and_read

PROJECT = Path(__file__).parents[2]
MUTATIONS = 2_000
SNAPSHOTS = sorted(path for path in (PROJECT / "raw").iterdir() if path.suffix in (".html", ".docx", ".txt"))

pytestmark = pytest.mark.faults


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes after a few accidents: changed, lost, doubled, moved or cut off."""
    content = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not content:
            break
        start = chance.randrange(len(content))
        end = min(len(content), start + chance.choice((1, 2, 8, 64, 1024)))
        accident = chance.randrange(6)
        if accident == 0:
            content[start] ^= 1 << chance.randrange(8)
        elif accident == 1:
            content[start:end] = chance.randbytes(end - start)
        elif accident == 2:
            del content[start:end]
        elif accident == 3:
            content[start:start] = content[start:end] * chance.choice((1, 3, 50))
        elif accident == 4:
            content[start:end] = bytes(end - start)
        else:
            del content[start:]
    return bytes(content)


def test_mutations_harm_nothing_but_themselves(tmp_path: Path) -> None:
    chance = random.Random(20230724)
    raw, alone = tmp_path / "raw", tmp_path / "alone"
    for folder in (raw, alone):
        folder.mkdir()
        for path in SNAPSHOTS:
            (folder / path.name).write_bytes(path.read_bytes())
    for number in range(MUTATIONS):
        path = chance.choice(SNAPSHOTS)
        (raw / f"{number:04}{path.suffix}").write_bytes(mutated(path.read_bytes(), chance))
    expected, _ = land_and_read(alone, Store(tmp_path / "alone-store"))
    documents, outcomes = land_and_read(raw, Store(tmp_path / "store"))

    neighbours = {path.name for path in SNAPSHOTS}
    beside = [row for row in documents if row["file_name"] in neighbours]
    assert sorted(beside, key=lambda row: row["file_name"]) == sorted(expected, key=lambda row: row["file_name"])
    landed = {row["file_name"] for row in outcomes if row["stage"] == "land"}
    assert landed == {path.name for path in raw.iterdir() if MEDIA_TYPES[path.suffix]}
    failed = [row for row in outcomes if row["status"] == "failed"]
    assert all(row["reason"] and row["detail"] and row["remedy"] for row in failed)
    bad = {"reader_crashed", "reader_timeout", "reader_fault"}
    assert [row["detail"] for row in failed if row["reason"] in bad] == []
