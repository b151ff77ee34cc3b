"""Group `claims`: snapshots -> documents -> claims.

Here: which documents are read and extracted, and the order in which a month's files are written. Not here: reading
(`landing`), figures (`extraction`), and what is left to do (`work_lists`).
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from orchestration import outsize, partitions, progress, work_lists
from orchestration.assets import reread
from orchestration.assets.code_versions import extractor_of, reader_of
from orchestration.assets.describe import OWNER, set_metadata
from orchestration.assets.reread import Reread
from orchestration.extraction import Extractor
from orchestration.landing import Snapshot, Store, read_snapshots
from orchestration.landing import snapshots as snapshots_of
from orchestration.paths import Paths
from orchestration.publishing.versions import write_json
from orchestration.resources import Writer
from orchestration.schemas import CLAIMS, DOCUMENTS, OUTCOMES

#: Documents that are extracted between two reports of progress.
BATCH = 32
#: States that failed and are not tried again: lists that can be lost without harm.
UNREADABLE = "unreadable.json"
UNEXTRACTED = "unextracted.json"


@dg.asset(
    group_name="claims",
    deps=["snapshots"],
    kinds={"python", "parquet"},
    owners=[OWNER],
    description="Every snapshot that could be read: its normalised text, the blocks of that text, and what the "
    "document says of itself.",
)
def documents(context: dg.AssetExecutionContext, config: Reread, writer: Writer) -> dg.MaterializeResult:
    """Read what is new, and what a person asks to be read again; rewrite only the months that changed."""
    paths = writer.paths
    partitions.ensure_sets(paths.claims, paths.store)
    store = Store(paths.store)
    wanted = snapshots_of(store.sightings())
    kept = {month: partitions.read_month(paths.claims, "documents", month) for month in partitions.months(paths.claims)}
    states = {state for table in kept.values() for state in work_lists.states_of(table)}
    unreadable = work_lists.load_states(paths.claims / UNREADABLE)
    reader = reader_of(paths)
    again = _asked_for(config, wanted, kept.values())
    new = work_lists.to_read(wanted, states, unreadable, reader, again)
    context.log.info(f"{len(wanted)} snapshots, {len(new)} to read, {len(again)} of them asked for")
    tell = progress.reporter("documents", context.log.info, "documents")
    report = read_snapshots(
        store,
        new,
        paths.teaser_markers,
        context.run.run_id,
        datetime.now(UTC),
        progress=lambda done, total, _: tell(done, total),
    )
    # Before the documents: when the run dies in between, they are read again, and an attempt is told twice, never lost.
    store.append_outcomes(report.outcomes)
    changed = _write_documents(paths.claims, kept, report.documents, wanted, new)
    _remember_unreadable(paths.claims, reader, wanted, unreadable, new, report.documents)
    reread.add_keys(paths.claims, again & set(report.documents["source_key"].to_pylist()))
    context.log.info(f"{report.documents.num_rows} of {len(new)} documents could be read")
    rows = sum(
        partitions.read_month(paths.claims, "documents", month).num_rows for month in partitions.months(paths.claims)
    )
    counts = {
        "read": report.documents.num_rows,
        "failed": len(new) - report.documents.num_rows,
        "months_rewritten": len(changed),
    }
    return dg.MaterializeResult(metadata=set_metadata(rows, DOCUMENTS, paths.claims / "documents", counts))


def _asked_for(config: Reread, snapshots: Iterable[Snapshot], documents: Iterable[pa.Table]) -> set[str]:
    """Source keys that a person asks for. Names that nothing has fail the step before it does anything."""
    if not (config.reread_documents or config.reread_publishers or config.reread_all):
        return set()
    publishers = {key: name for table in documents for key, name in zip(*_columns(table), strict=True)}
    try:
        return work_lists.to_reread(
            snapshots,
            publishers,
            documents=config.reread_documents,
            of_publishers=config.reread_publishers,
            everything=config.reread_all,
        )
    except work_lists.UnknownNameError as error:
        raise dg.Failure(str(error), allow_retries=False) from None


def _columns(table: pa.Table) -> tuple[list[str], list[str | None]]:
    return table["source_key"].to_pylist(), table["publisher"].to_pylist()


def _write_documents(
    claims: Path, kept: dict[str, pa.Table], new: pa.Table, wanted: Iterable[Snapshot], tried: Iterable[Snapshot]
) -> list[str]:
    """Merge newly read rows into their months; return the months that changed.

    Rows that no snapshot stands for any more go, and so do those that were tried again and could not be read.
    """
    valid = pa.array(sorted({one.source_key for one in wanted} - {one.source_key for one in tried}), pa.string())
    fresh = _by_month(new)
    changed = []
    for month in sorted({*kept, *fresh}):
        before = kept.get(month, DOCUMENTS.empty_table())
        added = fresh.get(month, DOCUMENTS.empty_table())
        after = pa.concat_tables([before.filter(pc.is_in(before["source_key"], valid)), added])
        if added.num_rows or after.num_rows != before.num_rows:
            partitions.write_month(claims, "documents", month, after, ["source_key"])
            changed.append(month)
    return changed


def _by_month(documents: pa.Table) -> dict[str, pa.Table]:
    names = pa.array([partitions.month_of(moment) for moment in documents["first_seen_at"].to_pylist()], pa.string())
    return {month: documents.filter(pc.equal(names, month)) for month in names.unique().to_pylist()}


def _remember_unreadable(
    claims: Path,
    reader: str,
    wanted: Iterable[Snapshot],
    before: set[work_lists.ReadState],
    tried: Iterable[Snapshot],
    read: pa.Table,
) -> None:
    """Keep the states that could not be read, so that they are tried again only when something about them changes."""
    failed = {work_lists.read_state(snapshot, reader) for snapshot in tried} - work_lists.states_of(read)
    present = {work_lists.read_state(snapshot, reader) for snapshot in wanted}
    after = (before | failed) & present
    if after != before:
        _write_states(claims / UNREADABLE, after)


def _write_states(path: Path, states: Iterable[tuple[str, str, str | None, str]]) -> None:
    write_json(path, sorted(map(list, states), key=str))


@dg.asset(
    group_name="claims",
    deps=["documents"],
    kinds={"python", "parquet"},
    owners=[OWNER],
    description="Every figure that a document states, where it stands, and what it is a figure of; with the relations "
    "between claims of one text and a sketch of each passage.",
)
def claims(context: dg.AssetExecutionContext, config: Reread, writer: Writer) -> dg.MaterializeResult:
    """Extract documents without a receipt of the present versions, and those that a person asks for or had read again.

    Only the months that changed are rewritten.
    """
    paths = writer.paths
    partitions.ensure_sets(paths.claims, paths.store)
    extractor = extractor_of(paths)
    held = (partitions.read_month(paths.claims, "documents", month) for month in partitions.months(paths.claims))
    again = _asked_for(config, snapshots_of(Store(paths.store).sightings()), held) | reread.load_keys(paths.claims)
    work = _work(paths, extractor.version, again)
    total = sum(len(keys) for keys in work.values())
    context.log.info(f"{total} documents to extract, in {len(work)} months, {len(again)} of them asked for")
    report = progress.reporter("claims", context.log.info, "documents")
    done = failed = 0
    for month, keys in work.items():
        failed += _extract_month(paths, extractor, month, keys, partial(_report_after, report, done, total), context)
        done += len(keys)
    reread.clear_keys(paths.claims)
    context.log.info(f"{done - failed} of {total} documents were extracted")
    counts: dict[str, int | str] = {"extracted": total, "failed": failed, "extractor_version": extractor.version}
    rows = sum(
        partitions.read_month(paths.claims, "claims", month).num_rows
        for month in partitions.months(paths.claims, "claims")
    )
    return dg.MaterializeResult(metadata=set_metadata(rows, CLAIMS, paths.claims / "claims", counts))


def _report_after(report: Callable[[int, int], None], before: int, total: int, done: int) -> None:
    report(before + done, total)


def _work(paths: Paths, extractor_version: str, again: Collection[str]) -> dict[str, set[str]]:
    """Months whose files must be written, with the documents to extract in each, those of the keys `again` among them.

    Drops months without documents.
    """
    present = partitions.months(paths.claims)
    for month in set(partitions.months(paths.claims, "extractions")) - set(present):
        partitions.drop_month(paths.claims, month)
    failed = work_lists.load_states(paths.claims / UNEXTRACTED)
    work = {}
    for month in present:
        documents = partitions.read_month(paths.claims, "documents", month)
        receipts = partitions.read_month(paths.claims, "extractions", month)
        if not _is_as_receipted(paths.claims, month, receipts):
            receipts = receipts.slice(0, 0)
        present_keys = set(documents["source_key"].to_pylist())
        keys = work_lists.to_extract(documents, receipts, failed, extractor_version) | (present_keys & set(again))
        gone = set(receipts["source_key"].to_pylist()) - present_keys
        if keys or gone:
            work[month] = keys
    return work


def _is_as_receipted(claims: Path, month: str, receipts: pa.Table) -> bool:
    """Whether a month's files hold as many rows as its receipts say: a file may have been removed since."""
    return all(
        partitions.read_month(claims, name, month).num_rows == (pc.sum(receipts[name]).as_py() or 0)
        for name in ("claims", "relations", "signatures")
    )


def _extract_month(
    paths: Paths,
    extractor: Extractor,
    month: str,
    keys: set[str],
    report: Callable[[int], None],
    context: dg.AssetExecutionContext,
) -> int:
    """Extract some of a month's documents and rewrite its files, the receipts last; returns how many failed."""
    documents = partitions.read_month(paths.claims, "documents", month)
    stays = pa.array(sorted(set(documents["source_key"].to_pylist()) - keys), pa.string())
    todo = documents.filter(pc.is_in(documents["source_key"], pa.array(sorted(keys), pa.string())))
    made: dict[str, list[pa.Table]] = {name: [] for name in _ORDER}
    failures: list[tuple[str, str, str]] = []
    for start in range(0, todo.num_rows, BATCH):
        batch = todo.slice(start, BATCH)
        for result in outsize.extract(extractor, paths.seeds, batch):
            for name in _ORDER:
                made[name].append(pa.Table.from_batches([getattr(result, name)]))
            failures += result.failures
        report(start + batch.num_rows)
    Store(paths.store).append_outcomes(_outcomes(todo, failures, context.run.run_id))
    for name, sort_by in _ORDER.items():
        before = partitions.read_month(paths.claims, name, month)
        kept = before.filter(pc.is_in(before["source_key"], stays))
        tables = [table.cast(partitions.SETS[name]) for table in made[name]]
        partitions.write_month(paths.claims, name, month, pa.concat_tables([kept, *tables]), sort_by)
    _remember_unextracted(paths.claims, todo, {failure[0] for failure in failures}, extractor.version)
    for source_key, reason, detail in failures:
        context.log.warning(f"{source_key}: {reason}: {detail}")
    return len(failures)


def _remember_unextracted(claims: Path, tried: pa.Table, failed: set[str], extractor_version: str) -> None:
    """Keep the states on which this extractor failed; those of other extractors are of no use any more."""
    before = work_lists.load_states(claims / UNEXTRACTED)
    states = work_lists.extract_states(tried, extractor_version)
    after = {state for state in before - states if state[1] == extractor_version}
    after |= {state for state in states if state[0] in failed}
    if after != before:
        _write_states(claims / UNEXTRACTED, after)


#: The sets that extraction writes, in the order of writing, with what their rows are sorted by.
_ORDER = {
    "claims": ["source_key", "char_start", "claim_key"],
    "relations": ["source_key", "claim_key", "relation", "related_claim_key"],
    "signatures": ["source_key", "char_start"],
    "extractions": ["source_key"],
}


_REPORT = "Report the document to the maintainers; its text can be read, its figures cannot."


def _outcomes(documents: pa.Table, failures: Iterable[tuple[str, str, str]], run_id: str) -> pa.Table:
    """One outcome of stage `extract` per document that was tried."""
    failed = {source_key: (reason, detail) for source_key, reason, detail in failures}
    now = datetime.now(UTC)
    rows: list[dict[str, Any]] = []
    for row in documents.select(["source_key", "file_name", "document", "sha256"]).to_pylist():
        reason, detail = failed.get(row.pop("source_key"), (None, None))
        remedy = outsize.REMEDIES.get(reason, _REPORT) if reason else None
        status = "failed" if reason else "ok"
        row |= {"stage": "extract", "status": status, "reason": reason, "detail": detail, "remedy": remedy}
        rows.append(row | {"bytes": None, "seconds": None, "attempted_at": now, "run_id": run_id})
    return pa.Table.from_pylist(rows, schema=OUTCOMES)
