"""dbt as Dagster sees it: the parsed manifest, and how its nodes become assets.

Here: when the manifest is parsed again, and keys, groups and kinds of the nodes. Not here: the run of dbt
(`orchestration.assets.marts`), which program that is (`dbt_process`), and the models.

Dagster loads its definitions in many processes. Parsing takes seconds, so the manifest is kept in the warehouse with
the hash of the files that it was parsed from, and parsed again when that changed. Rows of seeds are not part of it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtProject

from orchestration.assets.describe import OWNER
from orchestration.dbt_process import dbt_environment, dbt_executable
from orchestration.paths import Paths
from orchestration.publishing.build import project_files

MANIFEST = "manifest.json"
_HASH = "manifest.inputs.sha256"

#: Keys that models must leave free.
PYTHON_ASSETS = frozenset({"snapshots", "documents", "claims", "published"})


class DbtNotParsedError(RuntimeError):
    """dbt could not read its project."""


def project_of(paths: Paths) -> DbtProject:
    """The project with an up-to-date manifest in the warehouse; parses it only when its files changed."""
    ensure_manifest(paths)
    return DbtProject(paths.dbt_project, target_path=paths.dbt_target, profiles_dir=paths.dbt_project)


def ensure_manifest(paths: Paths) -> bool:
    """Parse the project if its files are not those of the kept manifest. Returns whether it was parsed.

    Several processes may ask at once: one parses, the others wait for it. Raises DbtNotParsedError with dbt's words.
    """
    paths.dbt_target.mkdir(parents=True, exist_ok=True)
    if _is_fresh(paths):
        return False
    with (paths.dbt_target / ".lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        if _is_fresh(paths):
            return False
        _parse(paths)
    return True


def _is_fresh(paths: Paths) -> bool:
    kept = paths.dbt_target / _HASH
    if not (paths.dbt_target / MANIFEST).is_file() or not kept.is_file():
        return False
    return kept.read_text(encoding="utf-8") == manifest_inputs_hash(paths)


def manifest_inputs_hash(paths: Paths) -> str:
    """Hash of every file that dbt parses, of the names of seeds, and of where the project lies."""
    digest = hashlib.sha256(f"{paths.dbt_project}\n".encode())
    for path in project_files(paths.dbt_project):
        digest.update(f"{path.relative_to(paths.dbt_project).as_posix()}\n".encode())
        if path.suffix != ".csv":
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _parse(paths: Paths) -> None:
    inputs_hash = manifest_inputs_hash(paths)
    scratch = paths.dbt_target / "parsing"
    shutil.rmtree(scratch, ignore_errors=True)
    result = subprocess.run(
        [dbt_executable(), "--quiet", "--no-use-colors", "parse", "--project-dir", str(paths.dbt_project)],
        env={**os.environ, **dbt_environment(paths), "DBT_TARGET_PATH": str(scratch), "DBT_LOG_PATH": str(scratch)},
        cwd=paths.dbt_project,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise DbtNotParsedError(f"dbt cannot read {paths.dbt_project}:\n{result.stdout}{result.stderr}")
    for name in ("partial_parse.msgpack", MANIFEST):
        if (scratch / name).is_file():
            os.replace(scratch / name, paths.dbt_target / name)
    shutil.rmtree(scratch, ignore_errors=True)
    (paths.dbt_target / _HASH).write_text(inputs_hash, encoding="utf-8")


class WarehouseTranslator(DagsterDbtTranslator):
    """Keys are the names of models and seeds; everything is in group `marts`; sources are the Python assets."""

    def __init__(self, code_references: bool = True) -> None:
        """Links to the code can be made only where dagster-dbt knows the project: not in a call of dbt of our own."""
        super().__init__(
            DagsterDbtTranslatorSettings(
                enable_code_references=code_references, enable_duplicate_source_asset_keys=True
            )
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """A node's key. A view that is called like a Python asset (`claims`) carries its schema before its name.

        A source is the asset that writes its files: `meta.dagster.asset_key` names it; what a build is made of is
        known once the claims are.
        """
        name = dbt_resource_props["name"]
        if dbt_resource_props["resource_type"] == "source":
            told = dbt_resource_props.get("meta", {}).get("dagster", {}).get("asset_key")
            return dg.AssetKey(told or "claims")
        if name in PYTHON_ASSETS:
            return dg.AssetKey([dbt_resource_props["schema"], name])
        return dg.AssetKey(name)

    def get_asset_check_spec(
        self, asset_spec: dg.AssetSpec, manifest: Mapping[str, Any], unique_id: str, project: DbtProject | None
    ) -> dg.AssetCheckSpec | None:
        """A test as a check. One that asks of several models, which Dagster leaves out, shows on the first by name."""
        found = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        test = manifest["nodes"][unique_id]
        if found is not None or test.get("attached_node"):
            return found
        parents = [manifest["nodes"].get(one) for one in manifest["parent_map"].get(unique_id, [])]
        keys = sorted(self.get_asset_key(node) for node in parents if node is not None)
        if len(keys) < 2 or keys[0] != asset_spec.key:
            return None
        return dg.AssetCheckSpec(
            name=test["name"],
            asset=asset_spec.key,
            description=test.get("description") or None,
            additional_deps=keys[1:],
            blocking=(test["config"].get("severity") or "error").lower() == "error",
            metadata={"dagster_dbt/unique_id": unique_id},
        )

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """One unit: choosing any model builds all of them."""
        return None if dbt_resource_props["resource_type"] == "source" else "marts"

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The description that is also the table's comment, without the SQL."""
        return str(dbt_resource_props.get("description") or dbt_resource_props["name"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """One team owns the warehouse."""
        return [] if dbt_resource_props["resource_type"] == "source" else [OWNER]
