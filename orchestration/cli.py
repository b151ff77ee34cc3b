"""The command line: `python -m orchestration.cli refresh | ui | sql | accept | status`.

Here: commands, what they print, and their exit codes. Not here: what a refresh does (`definitions`), the text of the
summary (`summary`). Dagster takes seconds to import, so only the commands that need it do.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Annotated

import typer

from orchestration import cli_documents, cli_versions
from orchestration import explain as explanations
from orchestration.cli_shared import fail as _fail
from orchestration.cli_shared import prepare as _prepare
from orchestration.disk import why_not_writable
from orchestration.paths import REPOSITORY

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__.split("\n")[0]
)


@app.command()
def refresh() -> None:
    """Land the inbox, extract, build, check and publish; then say what was found."""
    paths = _prepare()
    from orchestration.refresh import run_refresh

    try:
        succeeded = run_refresh(paths)
    except OSError as error:
        raise _fail(why_not_writable(paths.warehouse) or str(error)) from None
    if not succeeded:
        raise typer.Exit(1)


@app.command()
def ui(port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000) -> None:
    """Start Dagster's pages and its schedule on this machine; stop with Ctrl-C."""
    paths = _prepare()
    from orchestration.refresh import end_dead_runs

    for run_id in end_dead_runs(paths):
        typer.echo(f"Run {run_id} died without an end; it is marked as failed.")
    typer.echo(f"Dagster: http://127.0.0.1:{port}  (warehouse {paths.warehouse})")
    # A shell that starts this in the background ignores interrupts for it, and Dagster would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(REPOSITORY)
    command = ["dagster", "dev", "-w", str(REPOSITORY / "workspace.yaml"), "-h", "127.0.0.1", "-p", str(port)]
    os.execvp(command[0], command)


@app.command()
def sql(query: Annotated[str | None, typer.Argument(help="A query; without one a prompt opens.")] = None) -> None:
    """Open the published file read-only in DuckDB's own shell, or answer one query."""
    paths = _prepare()
    from orchestration.publishing import versions

    version = versions.current(paths.warehouse)
    if version is None:
        raise _fail(f"Nothing is published in {paths.warehouse} yet: run `make refresh`.")
    command = ["duckdb", "-readonly", str(version.database)]
    os.execvp(command[0], command if query is None else [*command, "-c", query])


@app.command()
def accept(
    finding: Annotated[str, typer.Option(help="Key of the finding, as its check shows it.")],
    reason: Annotated[str, typer.Option(help="Why the contradiction may stand.")],
) -> None:
    """Record that a person looked at an open finding and lets it stand; the next refresh takes it up."""
    paths = _prepare()
    from orchestration.adjudication import AdjudicationError, accept_finding, who

    try:
        row = accept_finding(paths, finding, reason, who())
    except AdjudicationError as error:
        raise _fail(str(error)) from None
    typer.echo(f"Accepted {row['finding_key']} ({row['values_seen']}) in {paths.adjudications}. Run `make refresh`.")


@app.command()
def status() -> None:
    """Say what is published, and what waits or went wrong."""
    paths = _prepare()
    from orchestration.summary import describe_status

    typer.echo(describe_status(paths))


@app.command(name="explain-doc")
def explain_doc(file: Annotated[Path, typer.Argument(help="A document of any kind that the inbox takes.")]) -> None:
    """Print each sentence of a document with its figures, and the rule behind every column. Nothing is stored."""
    from rich.console import Console

    from orchestration.explain_doc import explain_document

    raise typer.Exit(explain_document(file, Console()))


app.registered_commands += cli_versions.app.registered_commands
app.registered_commands += cli_documents.app.registered_commands
app.registered_commands += explanations.app.registered_commands

if __name__ == "__main__":
    app()
