"""What every command begins with, and how one fails.

Here: folders and environment of the process, and an exit with a message. Not here: commands (`cli`, `cli_versions`).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from orchestration.disk import why_not_writable
from orchestration.paths import Paths, ensure_dagster_home, from_environment


def prepare() -> Paths:
    """Folders and environment for this process and its children."""
    paths = from_environment()
    try:
        ensure_dagster_home(paths)
    except OSError as error:
        raise fail(why_not_writable(paths.warehouse) or str(error)) from None
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", "")])
    return paths


def fail(message: str) -> typer.Exit:
    """Say what went wrong and give the exit to raise."""
    typer.echo(message, err=True)
    return typer.Exit(1)
