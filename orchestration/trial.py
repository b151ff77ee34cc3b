"""A warehouse in a temporary folder: what the real one holds, and one document more.

Here: landing, reading and extracting one file beside a copy of the rows that the warehouse holds, and dbt's own models
over both. Not here: what is shown of it (`check_doc`). The real warehouse is only read, and waits for nobody.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from orchestration import outsize, partitions
from orchestration.adding import Given, take
from orchestration.assets.code_versions import extractor_of, input_versions
from orchestration.dbt_process import dbt_environment, dbt_executable
from orchestration.landing import Store, land, read_snapshots
from orchestration.landing import snapshots as snapshots_of
from orchestration.parquet import TableError, read_tables, write_table
from orchestration.paths import Paths
from orchestration.publishing import build
from orchestration.schemas import BUILD, EXTRACTIONS, OUTCOMES, SIGHTINGS

_MONTH = "2000-01"  # of no meaning here: all rows stand in one file


class TrialError(RuntimeError):
    """The trial could not be made; the message says why."""


@dataclass(frozen=True)
class Trial:
    """What came of one file.

    `outcomes` are its attempts (`schemas.OUTCOMES`), `documents` and `receipts` the rows of what could be read;
    `database` is built with the rows of the warehouse, of which there were `others` documents, None without documents.
    """

    outcomes: list[dict[str, Any]]
    documents: pa.Table
    receipts: pa.Table
    others: int
    database: Path | None


@contextmanager
def trial(paths: Paths, file: Path, tell: Callable[[str], None]) -> Iterator[Trial]:
    """Try a document. Raises NotAddedError for what is no document at all, TrialError when dbt fails."""
    given = take(file)
    if file.resolve().is_relative_to(paths.raw.resolve()):
        given = _as_in_inbox(given, file.resolve().relative_to(paths.raw.resolve()).parent)
    with tempfile.TemporaryDirectory(prefix="cchc-check-") as folder:
        apart = replace(paths, raw=Path(folder) / "raw", warehouse=Path(folder) / "warehouse")
        partitions.ensure_sets(apart.claims, apart.store)
        _copy_tables(paths, apart, given.name)
        tell("Reading ...")
        documents, outcomes = _land_and_read(apart, given)
        if not documents.num_rows:
            yield Trial(outcomes, documents, EXTRACTIONS.empty_table(), 0, None)
            return
        others, receipts, failures = _extract(paths, apart, documents, tell)
        tell(f"Building with the {others} other documents of the warehouse ...")
        database = _build(paths, apart)
        yield Trial(outcomes + failures, documents, receipts, others, database)


def _as_in_inbox(given: Given, folder: Path) -> Given:
    metadata = (folder / given.metadata_name).as_posix() if given.metadata_name else None
    return replace(given, name=(folder / given.name).as_posix(), metadata_name=metadata)


def _copy_tables(paths: Paths, apart: Paths, name: str) -> None:
    """What was seen and tried so far; an archive as if it had not been, so that it is unpacked again."""
    for table, schema in (("sightings", SIGHTINGS), ("outcomes", OUTCOMES)):
        rows = read_tables(paths.store / table, schema)
        if schema is SIGHTINGS:
            rows = rows.filter(pc.or_(pc.not_equal(rows["file_name"], name), pc.not_equal(rows["media_type"], "zip")))
        write_table(apart.store / table / "0.parquet", rows, schema)


def _land_and_read(apart: Paths, given: Given) -> tuple[pa.Table, list[dict[str, Any]]]:
    for name, data in ((given.name, given.data), (given.metadata_name, given.metadata)):
        if name is not None and data is not None:
            (apart.raw / name).parent.mkdir(parents=True, exist_ok=True)
            (apart.raw / name).write_bytes(data)
    store = Store(apart.store)
    before, now = store.outcomes().num_rows, store.moment_after(datetime.now(UTC))
    land(apart.raw, store, "check", now)
    mine = {row["sha256"] for row in store.sightings().to_pylist() if _is_of(given.name, row["file_name"])}
    wanted = [one for one in snapshots_of(store.sightings()) if one.is_current and one.sha256 in mine]
    landed = store.outcomes().slice(before).to_pylist()
    report = read_snapshots(store, wanted, apart.teaser_markers, "check", now)
    return report.documents, landed + report.outcomes.to_pylist()


def _is_of(name: str, file_name: str) -> bool:
    """Whether a sighting is of the file, or of one inside it."""
    return file_name == name or file_name.startswith(f"{name}/")


def _extract(
    paths: Paths, apart: Paths, documents: pa.Table, tell: Callable[[str], None]
) -> tuple[int, pa.Table, list[dict[str, Any]]]:
    """Write the claims of the documents beside those of the warehouse; how many others there are, and the receipts."""
    results = list(outsize.extract(extractor_of(paths), paths.seeds, documents))
    keys = pa.array(documents["source_key"].to_pylist(), pa.string())
    new = {
        name: pa.Table.from_batches([getattr(result, name) for result in results])
        for name in partitions.SETS
        if name != "documents"
    }
    held = held_rows(paths, tell)
    for name, schema in partitions.SETS.items():
        held[name] = held[name].filter(pc.invert(pc.is_in(held[name]["source_key"], keys)))
        rows = pa.concat_tables([held[name], documents if name == "documents" else new[name].cast(schema)])
        partitions.write_month(apart.claims, name, _MONTH, rows, ["source_key"])
    failures = [
        {"stage": "extract", "status": "failed", "file_name": key, "reason": reason, "detail": f"{key}: {detail}"}
        for result in results
        for key, reason, detail in result.failures
    ]
    return held["documents"].num_rows, new["extractions"].cast(EXTRACTIONS), failures


def held_rows(paths: Paths, tell: Callable[[str], None]) -> dict[str, pa.Table]:
    """Every set of the warehouse; all empty, and said, where one was written by another version or is broken."""
    try:
        return {name: read_tables(paths.claims / name, schema) for name, schema in partitions.SETS.items()}
    except TableError as error:
        tell(f"The warehouse is left out until the next refresh makes it again: {error}")
        return {name: schema.empty_table() for name, schema in partitions.SETS.items()}


def _build(paths: Paths, apart: Paths) -> Path:
    """All models, by dbt, in the temporary folder. Its tests are left out: they ask of the whole warehouse."""
    versions = input_versions(paths)
    inputs = build.gather_inputs(apart.warehouse, apart.dbt_project, versions)
    version, record = build.begin(apart.warehouse, inputs, versions, "check", datetime.now(UTC).replace(microsecond=0))
    write_table(version.folder / "build.parquet", build.build_table(record, BUILD), BUILD)
    target = version.folder / "dbt"
    target.mkdir()
    parsed = paths.dbt_target / "partial_parse.msgpack"
    if parsed.is_file():
        shutil.copy(parsed, target)
    environment = {**os.environ, **dbt_environment(apart), "DBT_TARGET_PATH": str(target), "DBT_LOG_PATH": str(target)}
    leave_out = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    done = subprocess.run(
        [dbt_executable(), "--quiet", "--no-use-colors", "build", *leave_out, "--project-dir", str(apart.dbt_project)],
        env=environment,
        cwd=apart.dbt_project,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise TrialError(f"dbt cannot build with this document:\n{done.stdout}{done.stderr}")
    return version.database
