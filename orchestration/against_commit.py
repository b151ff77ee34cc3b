"""The warehouse of the working tree beside that of a commit, over the same inbox.

Here: two builds in a temporary folder, by two versions of the code, and their comparison. Not here: how versions are
compared (`publishing.differences`).

Both builds begin with a copy of the warehouse's store, so that they know the same snapshots under the same landing
times. The warehouse itself is only read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from orchestration.paths import REPOSITORY, Paths
from orchestration.publishing import differences, versions
from orchestration.publishing.differences import Difference
from orchestration.publishing.versions import Version


class CommitError(RuntimeError):
    """A commit cannot be compared; the message says why."""


def compare_with_commit(paths: Paths, commit: str, tell: Callable[[str], None]) -> Difference:
    """Build both warehouses and compare them. Raises CommitError when git or one of the builds fails."""
    with tempfile.TemporaryDirectory(prefix="cchc-diff-") as folder:
        root = Path(folder)
        tree = root / "tree"
        _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            name = _git("-C", str(tree), "describe", "--always")
            tell(f"Building the warehouse of {name} ...")
            old = _refresh(paths, tree, tree / "dbt_project", root / "old")
            tell("Building the warehouse of the working tree ...")
            new = _refresh(paths, REPOSITORY, paths.dbt_project, root / "new")
            return replace(differences.compare(old, new), old=name, new="the working tree")
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> str:
    command = ["git", *(() if arguments[0] == "-C" else ("-C", str(REPOSITORY))), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except FileNotFoundError as error:
        raise CommitError("git is not installed.") from error
    except subprocess.CalledProcessError as error:
        raise CommitError(f"git: {error.stderr.strip()}") from error


def _refresh(paths: Paths, code: Path, dbt_project: Path, warehouse: Path) -> Version:
    warehouse.mkdir()
    if paths.store.is_dir():
        shutil.copytree(paths.store, warehouse / "store")
    environment = {name: value for name, value in os.environ.items() if name not in ("DAGSTER_HOME", "PYTHONPATH")}
    environment |= {
        "CCHC_RAW_DIR": str(paths.raw),
        "CCHC_WAREHOUSE_DIR": str(warehouse),
        "CCHC_DBT_DIR": str(dbt_project),
    }
    command = [sys.executable, "-m", "orchestration.cli", "refresh"]
    done = subprocess.run(command, cwd=code, env=environment, capture_output=True, text=True, check=False)
    version = versions.current(warehouse)
    if done.returncode != 0 or version is None:
        raise CommitError(f"The code in {code} cannot build a warehouse:\n{done.stdout}{done.stderr}")
    return version
