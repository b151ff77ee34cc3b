"""How much of the score is phrases that were learnt from the very document that is scored?

Every phrase row that names figures of one document only is removed while that document is scored. What remains is
what the tables know from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.extraction import Extractor
from orchestration.extraction.reference import Reference
from tests.gold.harness import claims_file, score_quietly


def supported_by(documents: pa.Table, reference: Reference) -> dict[str, set[str]]:
    """Documents (source keys) in which each phrase row names a figure."""
    claims = Extractor(reference).extract(documents).claims
    support: dict[str, set[str]] = defaultdict(set)
    for source, basis in zip(claims["source_key"].to_pylist(), claims["metric_basis"].to_pylist(), strict=True):
        if basis is not None:
            support[basis].add(source)
    return support


def leave_one_out(documents: pa.Table, reference: Reference, truth: Path, scratch: Path) -> dict[str, dict[str, Any]]:
    """For each document its score with all rows (`full`) and without the rows that it alone supports (`left_out`)."""
    support = supported_by(documents, reference)
    results = {}
    for source in documents["source_key"].to_pylist():
        own = {row for row, sources in support.items() if sources == {source}}
        one = documents.filter(pc.equal(documents["source_key"], source))
        document = one["document"][0].as_py()
        scores = {"rows_removed": len(own)}
        for name, kept in (("full", reference), ("left_out", reference.without_phrases(own))):
            path = scratch / f"{document}.{name}.duckdb"
            claims_file(one, Extractor(kept), path)
            scores[name] = score_quietly(path, truth, document)
        results[document] = scores
    return results
