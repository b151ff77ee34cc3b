from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from orchestration.parquet import TableError, read_tables, write_table

SCHEMA = pa.schema([pa.field("name", pa.string(), nullable=False), pa.field("size", pa.int64())])


def table(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def test_what_is_written_is_read_with_columns_in_the_order_of_the_schema(tmp_path: Path) -> None:
    write_table(tmp_path / "a.parquet", table(size=[1, None], name=["x", "y"]), SCHEMA)
    found = read_tables(tmp_path, SCHEMA)
    assert found.schema == SCHEMA
    assert found.to_pylist() == [{"name": "x", "size": 1}, {"name": "y", "size": None}]


def test_same_rows_give_the_same_bytes_and_no_other_file_stays(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_table(tmp_path / f"{name}.parquet", table(name=["x"], size=[1]), SCHEMA)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "b.parquet"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"name": ["x"]}, ["size", "missing"]),
        ({"name": ["x"], "size": [1], "colour": ["red"]}, ["colour", "unknown"]),
        ({"name": ["x", None], "size": [1, 2]}, ["name", "NULL", "row 1"]),
        ({"name": ["x"], "size": ["many"]}, ["size", "cast"]),
    ],
)
def test_a_table_that_does_not_fit_is_refused_and_the_old_file_stays(
    tmp_path: Path, columns: dict[str, list[object]], words: list[str]
) -> None:
    path = tmp_path / "a.parquet"
    write_table(path, table(name=["old"], size=[1]), SCHEMA)
    with pytest.raises(TableError) as caught:
        write_table(path, table(**columns), SCHEMA)
    assert all(word in str(caught.value) for word in [*words, str(path)])
    assert read_tables(path, SCHEMA).to_pylist() == [{"name": "old", "size": 1}]
    assert [item.name for item in tmp_path.iterdir()] == ["a.parquet"]


def test_without_files_the_table_is_empty(tmp_path: Path) -> None:
    assert read_tables(tmp_path / "absent", SCHEMA) == SCHEMA.empty_table()


def test_partition_folders_add_no_column_and_files_are_read_in_order(tmp_path: Path) -> None:
    for month in ("2024-02", "2024-01"):
        write_table(tmp_path / f"month={month}" / "part.parquet", table(name=[month], size=[1]), SCHEMA)
    found = read_tables(tmp_path, SCHEMA)
    assert found.column_names == ["name", "size"]
    assert found["name"].to_pylist() == ["2024-01", "2024-02"]


def test_a_file_of_another_schema_is_named_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "old.parquet"
    write_table(path, table(title=["x"]), pa.schema([("title", pa.string())]))
    with pytest.raises(TableError, match=r"old\.parquet.*title.*remove it if it can be rebuilt"):
        read_tables(tmp_path, SCHEMA)


def test_a_column_of_another_type_is_named(tmp_path: Path) -> None:
    other = pa.schema([("name", pa.string()), ("size", pa.float64())])
    write_table(tmp_path / "a.parquet", table(name=["x"], size=[1.0]), other)
    with pytest.raises(TableError, match=r"a\.parquet.*'size'.*double"):
        read_tables(tmp_path, SCHEMA)


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    (tmp_path / "torn.parquet").write_bytes(b"PAR1 torn")
    with pytest.raises(TableError, match=r"torn\.parquet"):
        read_tables(tmp_path, SCHEMA)


def test_a_file_from_before_a_column_holds_null_in_it(tmp_path: Path) -> None:
    earlier = pa.schema([pa.field("name", pa.string(), nullable=False)])
    later = pa.schema([pa.field("name", pa.string(), nullable=False), pa.field("size", pa.int64())])
    write_table(tmp_path / "a.parquet", pa.table({"name": ["x"]}), earlier)
    assert read_tables(tmp_path, later).to_pylist() == [{"name": "x", "size": None}]
    must = pa.schema([pa.field("name", pa.string(), nullable=False), pa.field("size", pa.int64(), nullable=False)])
    with pytest.raises(TableError, match="size"):
        read_tables(tmp_path, must)
