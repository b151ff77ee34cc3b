"""Landing: inbox -> store, bytes -> Document.

Here: the names that other rooms use. The room knows no figures, no Dagster and no database; its readers import their
heavy libraries only when they read.
"""

from __future__ import annotations

from orchestration.landing.document import Block, ReadError, Reading
from orchestration.landing.inbox import MEDIA_TYPES, InboxError, InboxFile, scan_inbox
from orchestration.landing.land import (
    LandingReport,
    Snapshot,
    current_snapshots,
    land,
    name_document,
    snapshots,
)
from orchestration.landing.metadata import Metadata, MetadataError, parse_metadata
from orchestration.landing.read import (
    DEFAULT_MARKERS,
    READER_VERSION,
    ReadReport,
    read_snapshots,
    reader_version,
)
from orchestration.landing.readers import read_bytes
from orchestration.landing.store import Store, StoreError
from orchestration.landing.teasers import Markers, MarkersError, load_markers

__all__ = [
    "DEFAULT_MARKERS",
    "MEDIA_TYPES",
    "READER_VERSION",
    "Block",
    "InboxError",
    "InboxFile",
    "LandingReport",
    "Markers",
    "MarkersError",
    "Metadata",
    "MetadataError",
    "ReadError",
    "ReadReport",
    "Reading",
    "Snapshot",
    "Store",
    "StoreError",
    "current_snapshots",
    "land",
    "load_markers",
    "name_document",
    "parse_metadata",
    "read_bytes",
    "read_snapshots",
    "reader_version",
    "scan_inbox",
    "snapshots",
]
