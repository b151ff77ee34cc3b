"""Documents in, claims out: the grammar of figures in Vietnamese administrative prose.

Here: a pure function from Arrow record batches of documents to record batches of claims, relations, signatures and
receipts. Not here: files, Dagster, databases.
"""

from __future__ import annotations

from orchestration.extraction.extractor import Extraction, Extractor

__all__ = ["Extraction", "Extractor"]
