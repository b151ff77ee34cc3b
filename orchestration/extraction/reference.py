"""The reference tables that the grammar reads, loaded once and compiled.

Here: rows of `dbt_project/seeds` turned into look-up structures. Not here: any fact (they are rows) and any rule of
reading (they are in the sibling modules).
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from orchestration.extraction.text import fold

Row = dict[str, str]

#: Tables that decide what is extracted; a change of any of them is a new extractor version.
TABLES = (
    "agencies.csv",
    "metrics.csv",
    "metric_scopes.csv",
    "extraction/abbreviations.csv",
    "extraction/agency_aliases.csv",
    "extraction/cues.csv",
    "extraction/districts.csv",
    "extraction/hedges.csv",
    "extraction/metric_phrases.csv",
    "extraction/naming_words.csv",
    "extraction/nonfigure_words.csv",
    "extraction/scale_words.csv",
    "extraction/scope_cues.csv",
    "extraction/span_words.csv",
    "extraction/thing_kinds.csv",
    "extraction/unit_kinds.csv",
    "extraction/unit_words.csv",
)


class ReferenceError(ValueError):
    """A reference table that cannot be used; the message names file, row and remedy."""


@dataclass(frozen=True)
class Reference:
    """All tables of one folder of seeds, by file name."""

    tables: dict[str, list[Row]]
    digest: str

    @classmethod
    def load(cls, seeds: Path) -> Reference:
        """Read every table of `TABLES` below `seeds`; raises `ReferenceError` for one that is absent or empty."""
        digest = hashlib.sha256()
        tables: dict[str, list[Row]] = {}
        for name in TABLES:
            path = seeds / name
            try:
                content = path.read_bytes()
            except OSError as error:
                raise ReferenceError(f"{path}: cannot be read ({error}); restore the file") from error
            digest.update(name.encode() + b"\0" + content)
            tables[name.removeprefix("extraction/").removesuffix(".csv")] = _rows(path, content.decode("utf-8"))
        return cls(tables, digest.hexdigest()[:12])

    def without_phrases(self, metric_rows: set[str]) -> Reference:
        """The same tables without the named phrase rows (`phrase_id`): what is known once they are forgotten."""
        kept = [row for row in self.tables["metric_phrases"] if row["phrase_id"] not in metric_rows]
        return Reference({**self.tables, "metric_phrases": kept}, self.digest + "-reduced")

    def words(self, table: str, **conditions: str) -> list[str]:
        """Folded `words` of the rows whose columns equal the conditions, longest first."""
        chosen = {
            fold(row["words"])
            for row in self.tables[table]
            if all(row[name] == want for name, want in conditions.items())
        }
        return sorted(chosen, key=lambda words: (-len(words), words))

    def cues(self, kind: str) -> list[str]:
        """Folded cue words of one kind, longest first."""
        return self.words("cues", kind=kind)

    @cached_property
    def metrics(self) -> dict[str, Row]:
        """Catalogue rows by `metric_key`."""
        return {row["metric_key"]: row for row in self.tables["metrics"]}

    @cached_property
    def narrowed_metrics(self) -> dict[tuple[str, str], str]:
        """Keys of indicators whose names hide a breakdown, by the key of their base and that part of a scope."""
        rows = (row for row in self.tables["metric_scopes"] if row["base_metric_key"])
        return {(row["base_metric_key"], row["scope_key"]): row["metric_key"] for row in rows}

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Folded abbreviation to folded expansion."""
        return {fold(row["abbreviation"]): fold(row["expansion"]) for row in self.tables["abbreviations"]}


def _rows(path: Path, content: str) -> list[Row]:
    reader = csv.DictReader(content.splitlines(), strict=True)
    rows = []
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise ReferenceError(f"{path}, row {number}: not {len(reader.fieldnames or ())} columns; quote its commas")
        rows.append(row)
    if not rows:
        raise ReferenceError(f"{path}: no rows; restore the file")
    return rows
