"""Group `marts`: all seeds and models of dbt, built whole in a folder of their own.

Here: when dbt runs, where, and what Dagster is told. Not here: SQL, and whether the file may be published.

Choosing any model builds all of them. When the published version was made of exactly the present input, dbt does not
run: its tests are asked again of the published file.
"""

# Annotations are not postponed here: Dagster reads those of decorated functions.

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

from orchestration import dbt_tests, processes, progress
from orchestration.assets.code_versions import code_version, input_versions
from orchestration.dbt import WarehouseTranslator
from orchestration.dbt_process import dbt_environment
from orchestration.dbt_tests import TESTS_FILE, Answer, KeptTest
from orchestration.parquet import write_table
from orchestration.paths import Paths
from orchestration.publishing import build, integrity, serving, versions
from orchestration.publishing.build import Inputs
from orchestration.publishing.versions import Version
from orchestration.resources import Writer
from orchestration.schemas import BUILD

#: Artifacts of dbt that stay beside a version.
_KEPT_ARTIFACTS = frozenset({"run_results.json", "dbt.log"})
DBT_FOLDER = "dbt"
DBT_PROCESS = "dbt.process"
#: What dbt says when a model, seed or test is done.
_NODE_IS_DONE = frozenset({"LogModelResult", "LogSeedResult", "LogTestResult"})


@dataclass(frozen=True)
class Built:
    """What the marts step tells Dagster."""

    version: Version
    is_new: bool
    answers: Mapping[str, Answer]  # by the test's unique id
    seconds: Mapping[str, float]  # by the node's unique id; empty when dbt did not run
    error: str | None = None


def build_marts_assets(project: DbtProject) -> dg.AssetsDefinition:
    """The dbt graph as one step."""
    manifest = json.loads(project.manifest_path.read_text(encoding="utf-8"))
    translator = WarehouseTranslator()

    @dbt_assets(manifest=manifest, project=project, dagster_dbt_translator=translator, name="marts")
    def marts(context: dg.AssetExecutionContext, dbt: DbtCliResource, writer: Writer) -> Iterator[Any]:
        paths = writer.paths
        inputs = build.gather_inputs(paths.warehouse, paths.dbt_project, input_versions(paths))
        built = _ask_again(paths, inputs) if build.is_published(paths.warehouse, inputs) else None
        if built is None:
            built = _build(context, dbt, paths, inputs)
        else:
            versions.remove_abandoned(paths.warehouse)
            context.log.info(
                f"Nothing new since {built.version.build_id}: its tests were asked again, dbt did not run."
            )
        yield from _events(context, manifest, translator, built)
        if built.error:
            raise dg.Failure(built.error, allow_retries=False)

    return marts


def _ask_again(paths: Paths, inputs: Inputs) -> Built | None:
    """The published version with its tests answered anew.

    None when some test fails or cannot be asked any more (the warehouse was moved, say): then only a build can tell.
    A version that a person went back to stays all the same; tests that ask of the present input do not fit it, and are
    left out.
    """
    version = versions.current(paths.warehouse)
    kept = version.read(TESTS_FILE) if version is not None else None
    if version is None or kept is None:
        return None
    with integrity.read_only(version.database) as connection:
        answers = dbt_tests.ask_all(connection, [KeptTest(**row) for row in kept["tests"]])
    good = [answer for answer in answers if answer.status not in ("fail", "error")]
    if len(good) < len(answers) and not serving.was_left(paths.warehouse, inputs.input_hash):
        return None
    return Built(version, False, {answer.unique_id: answer for answer in good}, {})


def end_orphans(paths: Paths) -> None:
    """End a dbt that outlived a killed run: it would go on writing, through the link, into the next build."""
    for note in versions.versions_dir(paths.warehouse).glob(f"*/{DBT_PROCESS}"):
        processes.end(note.read_text(encoding="utf-8"))


def _build(context: dg.AssetExecutionContext, dbt: DbtCliResource, paths: Paths, inputs: Inputs) -> Built:
    end_orphans(paths)
    version, record = build.begin(
        paths.warehouse, inputs, input_versions(paths), code_version(), datetime.now(UTC).replace(microsecond=0)
    )
    try:
        write_table(version.folder / "build.parquet", build.build_table(record, BUILD), BUILD)
        error = _run_dbt(context, dbt, paths, version)
        results = _artifact(version, "run_results.json")
        if error is None:
            _keep_tests(version, results)
            build.complete(version, record)
        else:
            build.fail(version, record)
    except BaseException:
        build.fail(version, record)
        raise
    return Built(version, True, _answers(results), _seconds(results), error)


def _run_dbt(context: dg.AssetExecutionContext, dbt: DbtCliResource, paths: Paths, version: Version) -> str | None:
    """Build everything into the version's folder; returns what went wrong, or None."""
    target = version.folder / DBT_FOLDER
    target.mkdir()
    parsed = paths.dbt_target / "partial_parse.msgpack"
    if parsed.is_file():
        shutil.copy(parsed, target)
    os.environ.update(dbt_environment(paths))
    report = progress.reporter("marts", context.log.info, "models and tests")
    total = len(context.assets_def.keys) + len(list(context.assets_def.check_keys))
    invocation = dbt.cli(
        # Unit tests judge the code on rows of their own: they belong to the test suite, not to every night.
        ["build", "--exclude-resource-type", "unit_test"],
        manifest=paths.dbt_target / "manifest.json",
        dagster_dbt_translator=WarehouseTranslator(code_references=False),
        target_path=target,
        raise_on_error=False,
    )
    note = version.folder / DBT_PROCESS
    note.write_text(processes.name_of(invocation.process.pid), encoding="utf-8")
    done = 0
    for event in invocation.stream_raw_events():
        if event.raw_event["info"]["name"] in _NODE_IS_DONE:
            done += 1
            report(min(done, total), total)
    ended_well = invocation.process.wait() == 0
    note.unlink()
    if ended_well:
        return None
    return _explain(_artifact(version, "run_results.json"), target / "dbt.log")


def _artifact(version: Version, name: str) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = json.loads((version.folder / DBT_FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"results": []}
    return content


def _explain(results: Mapping[str, Any], log: Path) -> str:
    bad = [result for result in results["results"] if result["status"] in ("error", "fail")]
    lines = [f"- {result['unique_id']}: {str(result.get('message') or '').strip()}" for result in bad]
    told = "\n".join(lines) or "dbt ended before it built anything."
    return (
        f"dbt did not build the warehouse:\n{told}\nThe published version is as it was. The whole log is {log}; "
        "mend the model or the seed that is named and refresh."
    )


def _keep_tests(version: Version, results: Mapping[str, Any]) -> None:
    """Keep what is needed to ask the tests again, and drop the rest of dbt's artifacts."""
    manifest = _artifact(version, "manifest.json")
    tests = dbt_tests.kept_tests(results, manifest)
    versions.write_json(version.folder / TESTS_FILE, {"tests": [asdict(test) for test in tests]})
    for path in (version.folder / DBT_FOLDER).iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in _KEPT_ARTIFACTS:
            path.unlink()


def _answers(results: Mapping[str, Any]) -> dict[str, Answer]:
    return {
        result["unique_id"]: Answer(
            result["unique_id"], result["status"], result.get("failures"), str(result.get("message") or "")
        )
        for result in results["results"]
        if result["unique_id"].startswith("test.") and result["status"] != "skipped"
    }


def _seconds(results: Mapping[str, Any]) -> dict[str, float]:
    """Time of the nodes that were built."""
    return {
        result["unique_id"]: float(result["execution_time"])
        for result in results["results"]
        if result["status"] == "success"
    }


def _events(
    context: dg.AssetExecutionContext, manifest: Mapping[str, Any], translator: WarehouseTranslator, built: Built
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """What was built, and how the tests were answered, for the assets and checks that were chosen."""
    facts = {} if built.is_new and built.error else _table_facts(built.version)
    for unique_id, node in _nodes(manifest):
        key = translator.get_asset_key(node)
        stands = not built.is_new or unique_id in built.seconds
        if key in context.selected_asset_keys and stands:
            table = facts.get((node["schema"], node["alias"]), {})
            state = {"build": built.version.build_id, "state": "built" if built.is_new else "unchanged"}
            took = {"seconds": built.seconds[unique_id]} if unique_id in built.seconds else {}
            yield dg.MaterializeResult(asset_key=key, metadata={**state, **took, **table})
    by_unique_id = {
        str((spec.metadata or {}).get("dagster_dbt/unique_id")): spec
        for spec in context.assets_def.check_specs
        if spec.key in context.selected_asset_check_keys
    }
    for unique_id, spec in by_unique_id.items():
        answer = built.answers.get(unique_id)
        if answer is not None:
            yield _check_result(spec, answer, built)


def _check_result(spec: dg.AssetCheckSpec, answer: Answer, built: Built) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {"status": answer.status, "build": built.version.build_id}
    if answer.failures is not None:
        metadata["failed_rows"] = answer.failures
    if answer.message:
        metadata["message"] = answer.message
    return dg.AssetCheckResult(
        asset_key=spec.asset_key,
        check_name=spec.name,
        passed=answer.status == "pass",
        severity=dg.AssetCheckSeverity.WARN if answer.status == "warn" else dg.AssetCheckSeverity.ERROR,
        metadata=metadata,
    )


def _nodes(manifest: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Models and seeds, parents first."""
    nodes = {key: node for key, node in manifest["nodes"].items() if node["resource_type"] in ("model", "seed")}
    parents = {key: [one for one in node["depends_on"].get("nodes", []) if one in nodes] for key, node in nodes.items()}
    for unique_id in TopologicalSorter(parents).static_order():
        yield unique_id, nodes[unique_id]


def _table_facts(version: Version) -> dict[tuple[str, str], dict[str, Any]]:
    """Row counts and columns of every table in the file, as metadata that Dagster knows."""
    facts: dict[tuple[str, str], dict[str, Any]] = {}
    columns: dict[tuple[str, str], list[dg.TableColumn]] = {}
    with integrity.read_only(version.database) as connection:
        rows = connection.execute(
            "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() "
            "where database_name = current_database() and not internal order by schema_name, table_name, column_index"
        ).fetchall()
        for schema, table, column, data_type, comment in rows:
            columns.setdefault((schema, table), []).append(dg.TableColumn(column, data_type, comment or None))
        for (schema, table), described in columns.items():
            facts[schema, table] = {
                "dagster/row_count": integrity.count_rows(connection, schema, table),
                "dagster/column_schema": dg.TableSchema(described),
                "dagster/table_name": f"{schema}.{table}",
            }
    return facts
