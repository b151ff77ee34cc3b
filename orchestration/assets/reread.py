"""What a person asks to be read or extracted again, although nothing about it changed.

Here: the configuration that the launchpad of `documents` and `claims` offers, and the list by which `documents` tells
`claims`. Not here: which snapshots are meant (`work_lists`), the reading and extracting (`assets.claims`).
"""

# Annotations are not postponed here: Dagster reads those of configuration.

import json
from collections.abc import Collection
from pathlib import Path

import dagster as dg
from pydantic import Field

from orchestration import durable
from orchestration.publishing.versions import write_json

#: Keys of documents that were read again and are still to be extracted again; may be lost without harm.
REREAD = "reread.json"


class Reread(dg.Config):
    """What to do again, besides what is new. Nothing by default."""

    reread_documents: list[str] = Field(
        default=[],
        description="Names of documents as marts.dim_source has them, or of files in the inbox; all their snapshots.",
    )
    reread_publishers: list[str] = Field(
        default=[], description="Names of publishers as marts.dim_source has them; all their documents."
    )
    reread_all: bool = Field(default=False, description="Every snapshot of the store.")


def load_keys(claims: Path) -> set[str]:
    """Keys of documents that are to be extracted again; empty when the list is absent or broken."""
    try:
        return {str(key) for key in json.loads((claims / REREAD).read_text(encoding="utf-8"))}
    except (OSError, ValueError, TypeError):
        return set()


def add_keys(claims: Path, keys: Collection[str]) -> None:
    """Put keys on the list."""
    if keys:
        write_json(claims / REREAD, sorted({*keys, *load_keys(claims)}))


def clear_keys(claims: Path) -> None:
    """Empty the list: everything on it was extracted."""
    durable.remove_file(claims / REREAD, "reread")
