"""Readers of foreign bytes, one module per format: bytes and the marker table -> Reading, or ReadError.

Here: which reader a media type has. A reader's heavy imports stay inside its functions, because this package is also
imported by processes that read nothing. Not here: worker processes, metadata, the store (`landing.read`).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from orchestration.landing.document import ReadError, Reading
from orchestration.landing.teasers import Markers

Reader = Callable[[bytes, Markers], Reading]
#: The extensions that a person may use.
NAMES = ".html, .docx, .pdf, .xlsx, .csv, .md, .txt"

#: Media type -> module and function of its reader.
_READERS = {
    "text": ("text", "read_text"),
    "markdown": ("markdown", "read_markdown"),
    "html": ("html", "read_html"),
    "docx": ("docx", "read_docx"),
    "pdf": ("pdf", "read_pdf"),
    "xlsx": ("sheets", "read_xlsx"),
    "csv": ("sheets", "read_csv"),
}


def read_bytes(media_type: str, data: bytes, markers: Markers) -> Reading:
    """Read a document of a media type, such as ``pdf``. Raises ReadError when there is nothing to read in it."""
    if media_type not in _READERS:
        raise ReadError("unsupported_format", f"no reader for {media_type!r}", f"save it as one of {NAMES}")
    module, function = _READERS[media_type]
    reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
    try:
        return reader(data, markers)
    except RecursionError as error:
        raise ReadError(
            "too_complex", "its elements are nested too deeply", "save only the article, or its text as .txt"
        ) from error
