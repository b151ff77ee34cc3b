"""Commands about versions: `versions`, `rollback`, `diff`, `backup`, `restore`.

Here: what these commands print, and their exit codes. Not here: the other commands (`cli`), and the doing
(`publishing`, `backup`, `against_commit`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli_shared import fail, prepare
from orchestration.lock import WarehouseBusyError, WarehouseLock
from orchestration.publishing import serving
from orchestration.publishing import versions as folders
from orchestration.publishing.versions import Version

_NUMBERS = ("dim_source", "fct_claim", "fct_observation", "fct_finding")


app = typer.Typer()


@app.command()
def versions() -> None:
    """List the published versions with their numbers, newest first."""
    typer.echo(list_versions(prepare().warehouse))


@app.command()
def rollback(version: Annotated[str, typer.Option(help="Build id, as `versions` lists it.")]) -> None:
    """Make an earlier version current again, after checking it like a new one."""
    from orchestration.publishing.publish import NotPublishedError
    from orchestration.publishing.publish import rollback as roll_back

    paths = prepare()
    try:
        with WarehouseLock(paths.warehouse, run_id="(rollback)"):
            result = roll_back(paths.warehouse, version)
    except (NotPublishedError, WarehouseBusyError) as error:
        raise fail(str(error)) from None
    for said in result.said:
        typer.echo(said)
    typer.echo(f"{result.version.build_id} is current. It stays until the input changes, or the next rollback.")


@app.command()
def diff(
    old: Annotated[str | None, typer.Option(help="Build id to compare from.")] = None,
    new: Annotated[str | None, typer.Option(help="Build id to compare to.")] = None,
    commit: Annotated[str | None, typer.Option(help="Compare the working tree with this commit instead.")] = None,
    shown: Annotated[int, typer.Option(help="Rows of each kind.")] = 20,
) -> None:
    """Say what changed: between two versions, or from a commit to the working tree over the same inbox."""
    import duckdb

    from orchestration.against_commit import CommitError, compare_with_commit
    from orchestration.publishing import differences
    from orchestration.publishing.report import describe

    paths = prepare()
    try:
        if commit is not None:
            difference = compare_with_commit(paths, commit, lambda said: typer.echo(said, err=True))
        else:
            difference = differences.compare(*_pair(paths.warehouse, old, new))
    except (CommitError, LookupError, duckdb.Error) as error:
        raise fail(str(error.args[0] if isinstance(error, LookupError) else error)) from None
    typer.echo(describe(difference, shown))


@app.command()
def backup(file: Annotated[Path, typer.Option(help="The tar to write; .tar.gz packs it.")]) -> None:
    """Keep what cannot be built again in one file: store, sightings, outcomes, people's seeds."""
    from orchestration.backup import BackupError, back_up

    try:
        carried = back_up(prepare(), file.absolute())
    except (BackupError, WarehouseBusyError) as error:
        raise fail(str(error)) from None
    typer.echo(f"{carried.objects} objects, {carried.tables} tables and {carried.seeds} seeds are in {file}.")


@app.command()
def restore(file: Annotated[Path, typer.Option(help="A tar that `backup` wrote.")]) -> None:
    """Put a backup into an empty warehouse; `refresh` builds the rest again."""
    from orchestration.backup import BackupError
    from orchestration.backup import restore as put_back

    paths = prepare()
    try:
        carried = put_back(paths, file.absolute())
    except (BackupError, WarehouseBusyError) as error:
        raise fail(str(error)) from None
    if carried.kept is not None:
        typer.echo(f"Seeds that were other here: {', '.join(carried.replaced)}; they are kept in {carried.kept}.")
    typer.echo(
        f"{carried.objects} objects, {carried.tables} tables and {carried.seeds} seeds are restored. "
        "Run `make refresh`."
    )


def _pair(warehouse: Path, old: str | None, new: str | None) -> tuple[Version | None, Version]:
    """The versions that are meant; by default the current one and the one before it. Raises LookupError."""
    known = {one.build_id: one for one in folders.published_versions(warehouse)}
    current = folders.current(warehouse)
    if new is None and current is None:
        raise LookupError(f"Nothing is published in {warehouse} yet: run `make refresh`.")
    after = _named(known, new) if new is not None or current is None else current
    if old is not None:
        return _named(known, old), after
    before = str((after.read("manifest.json") or {}).get("previous"))
    if before not in known:
        older = [one for one in known.values() if one.build_id < after.build_id]
        return next(iter(older), None), after
    return known[before], after


def _named(known: dict[str, Version], build_id: str | None) -> Version:
    if build_id not in known:
        there = ", ".join(known) or "none"
        raise LookupError(f"There is no published version {build_id}. Published are: {there}.")
    return known[build_id]


def list_versions(warehouse: Path) -> str:
    """A line per published version: build id, when, its numbers, and whether it is current, left or touched."""
    current = folders.current(warehouse)
    found = folders.published_versions(warehouse)
    if not found:
        return f"Nothing is published in {warehouse} yet: run `make refresh`."
    lines = ["  build                     published                  documents  claims  observations  findings  commit"]
    for version in found:
        manifest = version.read("manifest.json") or {}
        counts = manifest.get("row_counts") or {}
        numbers = [str(counts.get(name, "?")) for name in _NUMBERS]
        unsound = serving.why_unsound(version)
        notes = [str(manifest.get("code_version", "?"))]
        if (version.folder / serving.LEFT).exists():
            notes.append("left by a rollback")
        if unsound is not None:
            notes.append(f"NOT SERVED: {unsound}")
        lines.append(
            f"{'*' if version == current else ' '} {version.build_id:<25} {manifest.get('published_at', '?'):<26} "
            f"{numbers[0]:>9} {numbers[1]:>7} {numbers[2]:>13} {numbers[3]:>9}  {'; '.join(notes)}"
        )
    return "\n".join(lines)
