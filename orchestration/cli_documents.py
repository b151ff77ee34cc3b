"""Commands about single documents: `add`, `check-doc`.

Here: what these commands print, and their exit codes. Not here: the other commands (`cli`), and the doing (`adding`,
`check_doc`). Neither needs Dagster, and neither touches the warehouse.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli_shared import fail
from orchestration.paths import from_environment

app = typer.Typer()
_STATES = {
    "new": "is in the inbox",
    "revision": "replaces what was in the inbox under that name",
    "metadata": "was in the inbox; its metadata is new",
    "unchanged": "is in the inbox as it is; nothing was done",
}


@app.command()
def add(file: Annotated[Path, typer.Argument(help="A document; NAME.meta.yaml beside it goes with it.")]) -> None:
    """Copy a document and the metadata file beside it into the inbox, whole or not at all."""
    from orchestration.adding import NotAddedError, add_file
    from orchestration.landing import InboxError

    try:
        added = add_file(from_environment(), file.expanduser())
    except (NotAddedError, InboxError) as error:
        raise fail(f"Not added. {error}") from None
    except OSError as error:
        raise fail(f"Not added. {error.filename or file}: {error.strerror or error}") from None
    typer.echo(f"{added.path} {_STATES[added.state]}.")
    for note in added.notes:
        typer.echo(note)
    typer.echo(f"Next: `make check-doc FILE={added.path}` shows what is read of it, `make refresh` takes it up.")


@app.command(name="check-doc")
def check_doc(file: Annotated[Path, typer.Argument(help="A document of any kind that the inbox takes.")]) -> None:
    """Say what a document says of itself, its claims and its findings. The warehouse is only read."""
    from orchestration.adding import NotAddedError
    from orchestration.check_doc import check_document
    from orchestration.landing import MarkersError
    from orchestration.parquet import TableError
    from orchestration.trial import TrialError

    try:
        is_read = check_document(
            from_environment(), file.expanduser(), typer.echo, lambda said: typer.echo(said, err=True)
        )
    except (NotAddedError, TrialError, TableError, MarkersError, OSError) as error:
        raise fail(str(error)) from None
    if not is_read:
        raise typer.Exit(1)
