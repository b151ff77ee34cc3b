"""Versions of the code that a build depends on.

Here: the few names and numbers. Not here: what they are compared with (`publishing.build`).
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from orchestration.extraction import Extractor
from orchestration.landing import reader_version
from orchestration.paths import REPOSITORY, Paths
from orchestration.schemas import SCHEMA_VERSION


@cache
def load_extractor(seeds: Path, seeds_hash: str) -> Extractor:
    """The extractor over these reference tables; kept as long as they do not change."""
    return Extractor.load(seeds)


def extractor_of(paths: Paths) -> Extractor:
    """The extractor over the present reference tables."""
    return load_extractor(paths.seeds, _state_of(paths.seeds))


def _state_of(seeds: Path) -> str:
    files = sorted(seeds.rglob("*.csv"))
    return "\n".join(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)


def reader_of(paths: Paths) -> str:
    """Version of the readers and of the table of markers that they go by."""
    return reader_version(paths.teaser_markers)


def input_versions(paths: Paths) -> dict[str, str]:
    """Versions that make a build another one when they change."""
    return {"schema": SCHEMA_VERSION, "reader": reader_of(paths), "extractor": extractor_of(paths).version}


@cache
def code_version() -> str:
    """The commit of this code, for people who want to find it again; `unknown` where there is no git."""
    command = ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return result.stdout.strip()
