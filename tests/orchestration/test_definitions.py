"""What Dagster loads."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from orchestration import dbt
from orchestration.checks.rules import load_rules
from orchestration.definitions import build_definitions
from orchestration.paths import REPOSITORY, Paths, ensure_dagster_home, from_environment


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    root = tmp_path_factory.mktemp("definitions")
    return Paths(root / "raw", root / "warehouse", root / "home", REPOSITORY / "dbt_project")


@pytest.fixture(scope="module")
def defs(paths: Paths) -> dg.Definitions:
    return build_definitions(paths)


def test_assets_stand_in_four_groups_with_owner_kind_and_description(defs: dg.Definitions) -> None:
    specs = list(defs.resolve_all_asset_specs())
    assert {spec.group_name for spec in specs} == {"snapshots", "claims", "marts", "published"}
    assert [spec.key.to_user_string() for spec in specs if not (spec.owners and spec.kinds and spec.description)] == []
    without = [spec.key.to_user_string() for spec in specs if "dagster/code_references" not in spec.metadata]
    assert without == []


def test_every_model_leads_to_the_published_asset_and_comes_from_snapshots(defs: dg.Definitions) -> None:
    graph = defs.resolve_asset_graph()
    marts = {key for key in graph.get_all_asset_keys() if graph.get(key).group_name == "marts"}
    published = graph.get(dg.AssetKey("published"))
    assert marts <= published.parent_keys
    assert graph.get(dg.AssetKey("stg_claims")).parent_keys == {dg.AssetKey("claims")}


def test_every_rule_and_every_test_of_dbt_is_a_check(defs: dg.Definitions, paths: Paths) -> None:
    checks = {(key.asset_key.to_user_string(), key.name) for key in defs.resolve_asset_graph().asset_check_keys}
    for rule in load_rules(paths.seeds / "rules.csv"):
        assert ("fct_finding", rule.name) in checks
    assert {("snapshots", "landing_outcomes"), ("published", "integrity")} <= checks
    names = {name for _, name in checks}
    singular = {path.stem for path in (paths.dbt_project / "tests").glob("*.sql")}
    assert singular <= names


def test_the_job_runs_nightly_in_one_process(defs: dg.Definitions) -> None:
    schedule = defs.resolve_schedule_def("nightly_refresh")
    assert schedule.cron_schedule == "0 2 * * *"
    assert schedule.execution_timezone == "Asia/Ho_Chi_Minh"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    job = defs.resolve_job_def("refresh")
    assert job.executor_def.name == "in_process"
    graph = defs.resolve_asset_graph()
    assert {key for key in graph.asset_check_keys if graph.get(key.asset_key).group_name != "marts"} <= set(
        job.asset_layer.asset_graph.asset_check_keys
    )


def test_the_manifest_is_parsed_once_per_state_of_its_files(paths: Paths, defs: dg.Definitions) -> None:
    manifest = paths.dbt_target / dbt.MANIFEST
    before = manifest.stat().st_mtime_ns
    assert not dbt.ensure_manifest(paths)
    assert manifest.stat().st_mtime_ns == before


def test_rows_of_seeds_do_not_parse_again_but_names_and_models_do(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name, text in {"models/a.sql": "select 1", "seeds/s.csv": "a\n1\n", "dbt_project.yml": "name: x"}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    paths = Paths(tmp_path / "raw", tmp_path / "warehouse", tmp_path / "home", project)
    first = dbt.manifest_inputs_hash(paths)
    (project / "seeds" / "s.csv").write_text("a\n2\n", encoding="utf-8")
    assert dbt.manifest_inputs_hash(paths) == first
    (project / "seeds" / "t.csv").write_text("a\n", encoding="utf-8")
    second = dbt.manifest_inputs_hash(paths)
    (project / "models" / "a.sql").write_text("select 2", encoding="utf-8")
    assert len({first, second, dbt.manifest_inputs_hash(paths)}) == 3


def test_a_project_that_dbt_cannot_read_is_told_in_its_words(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "dbt_project.yml").write_text("name: [", encoding="utf-8")
    with pytest.raises(dbt.DbtNotParsedError, match="Syntax error near line 2"):
        dbt.ensure_manifest(Paths(tmp_path / "raw", tmp_path / "warehouse", tmp_path / "home", project))


def test_folders_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_RAW_DIR", "inbox")
    monkeypatch.setenv("CCHC_WAREHOUSE_DIR", str(tmp_path / "w"))
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    found = from_environment()
    assert (found.raw, found.warehouse) == (tmp_path / "inbox", tmp_path / "w")
    assert found.dagster_home == tmp_path / "w" / "dagster_home"


def test_dagster_home_is_made_once_and_then_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = Paths(tmp_path / "raw", tmp_path / "w", tmp_path / "w" / "home")
    monkeypatch.setenv("DAGSTER_HOME", "elsewhere")
    ensure_dagster_home(paths)
    settings = paths.dagster_home / "dagster.yaml"
    told = yaml.safe_load(settings.read_text(encoding="utf-8"))
    assert told["telemetry"] == told["nux"] == {"enabled": False}
    settings.write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    ensure_dagster_home(paths)
    assert settings.read_text(encoding="utf-8") == "telemetry: {enabled: false}\n"
    with dg.DagsterInstance.from_config(str(paths.dagster_home)) as instance:
        assert not instance.telemetry_enabled
