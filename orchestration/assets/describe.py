"""What Dagster is told of the tables that Python writes.

Here: metadata of Parquet sets, and where the code of an asset stands. Not here: the tables of the database
(`orchestration.assets.marts`).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa

OWNER = "team:warehouse"


def column_schema(schema: pa.Schema) -> dg.TableSchema:
    """Columns of an Arrow schema as Dagster shows them."""
    return dg.TableSchema(
        [
            dg.TableColumn(field.name, str(field.type), constraints=dg.TableColumnConstraints(nullable=field.nullable))
            for field in schema
        ]
    )


def set_metadata(rows: int, schema: pa.Schema, folder: Path, counts: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata of a materialization: rows of the whole set, its columns and folder, and what this run did."""
    return {
        "dagster/row_count": rows,
        "dagster/column_schema": column_schema(schema),
        "folder": dg.MetadataValue.path(str(folder)),
        **counts,
    }


def with_code_references(assets: Sequence[dg.AssetsDefinition]) -> list[Any]:
    """The assets with links to their source. Dagster calls this beta in every process; the pin says it to us once."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)
        return list(dg.with_source_code_references(assets))
