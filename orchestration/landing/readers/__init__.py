"""Readers of foreign bytes, one module per format: bytes and the marker table -> Reading, or ReadError.

Here: which reader a media type has. A reader's heavy imports stay inside its functions, because this package is also
imported by processes that read nothing. Not here: worker processes, metadata, the store (`landing.read`).
"""

from __future__ import annotations

from orchestration.landing.document import ReadError, Reading
from orchestration.landing.teasers import Markers


def read_bytes(media_type: str, data: bytes, markers: Markers) -> Reading:
    """Read a document of a media type (text, html, docx). Raises ReadError when there is nothing to read in it."""
    from orchestration.landing.readers import docx, html, text

    readers = {"text": text.read_text, "html": html.read_html, "docx": docx.read_docx}
    if media_type not in readers:
        raise ReadError("unsupported_format", f"no reader for {media_type!r}", "save it as .txt, .html or .docx")
    try:
        return readers[media_type](data, markers)
    except RecursionError as error:
        raise ReadError(
            "too_complex", "its elements are nested too deeply", "save only the article, or its text as .txt"
        ) from error
