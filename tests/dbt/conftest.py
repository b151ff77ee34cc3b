"""One copy of the dbt project for the session, so that it is parsed once, and the builds that several tests look at."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.dbt.builder import PROJECT, Inputs
from tests.dbt.run import dbt

MODELS_ONLY = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


@dataclass
class Dbt:
    """A dbt project whose decisions a test may write, and its builds."""

    project: Path
    root: Path
    count: int = 0

    def decide(self, seed: str, rows: Sequence[dict[str, Any]]) -> None:
        """Replace the rows of a reference table that people edit."""
        path = self.project / "seeds" / f"{seed}.csv"
        with path.open(encoding="utf-8") as stream:
            header = next(csv.reader(stream))
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def build(self, inputs: Inputs | Path, *arguments: str) -> tuple[Path, dict[str, str]]:
        """The built database and the status of every node."""
        self.count += 1
        warehouse = inputs if isinstance(inputs, Path) else inputs.save(self.root / f"warehouse{self.count}")
        result = dbt(warehouse, self.root / "target", self.project, "build", *arguments)
        if result.exception is not None:
            raise result.exception
        statuses = {one.node.name: str(one.status) for one in result.result.results}
        return warehouse / "building" / "cchc.duckdb", statuses


@pytest.fixture(scope="session")
def dbt_copy(tmp_path_factory: pytest.TempPathFactory) -> Dbt:
    root = tmp_path_factory.mktemp("dbt")
    project = root / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    return Dbt(project, root)


@pytest.fixture(scope="session")
def reading() -> Iterator[Callable[[Path], duckdb.DuckDBPyConnection]]:
    """Opens built databases read-only and closes them at the end."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def connect(path: Path) -> duckdb.DuckDBPyConnection:
        opened.append(duckdb.connect(str(path), read_only=True))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()
