"""Writing and reading the Parquet files that pass between the rooms.

Here: one way to write a table whole or not at all, and one way to read many files of one schema. Not here: which
columns there are (`orchestration.schemas`), which file holds what (the rooms).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration import durable


class TableError(ValueError):
    """A table or a Parquet file does not have the columns that it must have. The message names file and remedy."""


def write_table(path: Path | str, table: pa.Table, schema: pa.Schema) -> None:
    """Write `table` to `path` under exactly `schema`, so that a reader sees the old file or the new one.

    The file depends on the rows alone. Raises TableError when a column is missing, unknown, of a type that cannot be
    cast without loss, or holds NULL where the schema allows none.
    """
    path = Path(path)
    checked = conform(table, schema, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(stream: IO[bytes]) -> None:
        pq.write_table(checked, stream, compression="zstd", row_group_size=1 << 20)

    durable.write_file(path, write, _point_of(path))


def _point_of(path: Path) -> str:
    """The set that the file belongs to: what its durable writes are called."""
    if path.parent.name.startswith("month="):
        return path.parent.parent.name
    return path.parent.name if path.parent.name in ("sightings", "outcomes") else path.name


def read_tables(paths_or_dir: Path | str | Iterable[Path | str], schema: pa.Schema) -> pa.Table:
    """Read every `*.parquet` below a folder (sorted by path), or the given files in the given order, as one table.

    A column that may be NULL and that a file does not have yet, because it was written before there was one, is NULL
    there. Without files it is an empty table of the schema. Raises TableError when a file has other columns or is no
    Parquet.
    """
    tables = [_read_one(path, schema) for path in _paths(paths_or_dir)]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def conform(table: pa.Table, schema: pa.Schema, name: str) -> pa.Table:
    """`table` with the columns of `schema` in its order and types; `name` is what error messages call it."""
    _check_names(table.column_names, schema, name)
    columns = []
    for field in schema:
        column = table.column(field.name)
        try:
            column = column.cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
            raise TableError(
                f"{name}: column {field.name!r} cannot be cast from {column.type} to {field.type}: {error}"
            ) from error
        if not field.nullable and column.null_count:
            row = column.is_null().to_pylist().index(True)
            raise TableError(f"{name}: column {field.name!r} must not be NULL, but is in row {row}")
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)


def _paths(paths_or_dir: Path | str | Iterable[Path | str]) -> list[Path]:
    if isinstance(paths_or_dir, (str, Path)):
        root = Path(paths_or_dir)
        if root.is_file():
            return [root]
        found = (path for path in root.rglob("*.parquet") if path.is_file() and not path.name.startswith("."))
        return sorted(found, key=lambda path: path.relative_to(root).as_posix())
    return [Path(path) for path in paths_or_dir]


def _read_one(path: Path, schema: pa.Schema) -> pa.Table:
    try:
        # ParquetFile, not read_table: the latter would add a column for a folder named month=2023-07.
        with pq.ParquetFile(path) as file:
            table = file.read()
    except (pa.ArrowInvalid, OSError) as error:
        raise TableError(f"{path}: cannot be read as Parquet ({error}); restore it or remove it") from error
    for field in schema:
        if field.nullable and field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    _check_names(table.column_names, schema, str(path))
    for field in schema:
        if table.schema.field(field.name).type != field.type:
            raise TableError(
                f"{path}: column {field.name!r} has type {table.schema.field(field.name).type}, expected {field.type}; "
                "it was written by another version: remove it if it can be rebuilt, else convert it"
            )
    return conform(table, schema, str(path))


def _check_names(found: list[str], schema: pa.Schema, name: str) -> None:
    missing = [column for column in schema.names if column not in found]
    unknown = [column for column in found if column not in schema.names]
    if missing or unknown or len(set(found)) != len(found):
        parts = [f"missing columns {missing}"] * bool(missing) + [f"unknown columns {unknown}"] * bool(unknown)
        what = ", ".join(parts) or "a column twice"
        raise TableError(
            f"{name}: {what}; it was made by another version: remove it if it can be rebuilt, else convert it"
        )
