"""NAME.meta.yaml: what a person says of a document that the document does not say itself.

Here: the keys, their types, and an error that names the line. Not here: where the file lies (`inbox`), which metadata
is in force (`land`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

MAX_BYTES = 64 * 1024
MAX_DEPTH = 4
KINDS = ("article", "report")
_YEARS = range(1945, 2101)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything a metadata file can say; None where it says nothing."""

    publisher: str | None = None
    producer: str | None = None
    author: str | None = None
    url: str | None = None
    source_link: str | None = None
    published_on: date | None = None
    kind: str | None = None
    reporting_start: date | None = None
    reporting_end: date | None = None
    is_digest: bool = False
    note: str | None = None


def address_of(url: str | None) -> str | None:
    """The part of a web address that tells pages apart: no scheme, no ``www.``, no fragment, no slash at the end."""
    if url is None:
        return None
    whole = url.partition("#")[0].partition("://")[2]
    host, slash, path = whole.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/?") or None


class MetadataError(Exception):
    """A metadata file that cannot be used: place, reason and remedy."""

    def __init__(self, file_name: str, line: int | None, reason: str, remedy: str) -> None:
        super().__init__(file_name, line, reason, remedy)
        self.place = file_name if line is None else f"{file_name}, line {line}"
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}; {self.remedy}"


class _Wrong(Exception):
    """A value that does not fit its key: reason and remedy, to which the caller adds the place."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy


def parse_metadata(data: bytes, file_name: str) -> Metadata:
    """Read a metadata file. Raises MetadataError for anything that is not exactly understood."""
    text = _decode(data, file_name)
    pairs = _mapping(_compose(text, file_name), file_name)
    values: dict[str, Any] = {}
    for key, (line, node) in pairs.items():
        if key == "reporting_period":
            values |= _period(node, file_name, line)
        elif key in _PARSERS:
            values[key] = _parse(_PARSERS[key], key, node, file_name, line)
        else:
            known = ", ".join([*_PARSERS, "reporting_period"])
            raise MetadataError(file_name, line, f"unknown key {key!r}", f"use one of: {known}")
    return Metadata(**{key: value for key, value in values.items() if value is not None})


def _decode(data: bytes, file_name: str) -> str:
    if len(data) > MAX_BYTES:
        reason = f"{len(data)} bytes, more than the {MAX_BYTES} that metadata may have"
        raise MetadataError(file_name, None, reason, "keep only the documented keys")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MetadataError(file_name, line, "not UTF-8", "save the file as UTF-8") from error


def _compose(text: str, file_name: str) -> yaml.Node | None:
    """The tree of the file, without aliases and not deep, so that it cannot grow beyond its size."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else None
            if isinstance(event, yaml.AliasEvent):
                raise MetadataError(file_name, line, "an alias (*name)", "write the value out")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise MetadataError(file_name, line, "nested too deeply", "only reporting_period has keys of its own")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        place = mark.line + 1 if mark is not None else None
        raise MetadataError(file_name, place, f"not YAML: {reason}", "write one 'key: value' on each line") from error


def _mapping(node: yaml.Node | None, file_name: str) -> dict[str, tuple[int, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        reason = "empty" if node is None else "not a list of keys"
        line = None if node is None else node.start_mark.line + 1
        raise MetadataError(file_name, line, reason, "write one 'key: value' on each line, or remove the file")
    pairs: dict[str, tuple[int, yaml.Node]] = {}
    for key_node, value_node in node.value:
        line, key = key_node.start_mark.line + 1, str(key_node.value)
        if key in pairs:
            remedy = f"keep one; the first is in line {pairs[key][0]}"
            raise MetadataError(file_name, line, f"key {key!r} a second time", remedy)
        pairs[key] = (line, value_node)
    return pairs


def _parse(parser: Callable[[Any], Any], key: str, node: yaml.Node, file_name: str, line: int) -> Any:
    try:
        value = _construct(node)
        return None if value is None else parser(value)
    except _Wrong as wrong:
        raise MetadataError(file_name, line, f"{key}: {wrong.reason}", wrong.remedy) from wrong


def _construct(node: yaml.Node) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        raise _Wrong("a list or a group of keys instead of a value", "write a single value")
    if node.tag.endswith(":str"):
        return node.value
    try:
        return yaml.safe_load(node.value) if node.style is None else node.value
    except (yaml.YAMLError, ValueError) as error:
        raise _Wrong(f"{node.value!r} is not a value ({error})", "put it in quotation marks or correct it") from error


def _period(node: yaml.Node, file_name: str, line: int) -> dict[str, date]:
    parts = _mapping(node, file_name)
    unknown = sorted(set(parts) - {"start", "end"})
    if unknown or len(parts) != 2:
        reason = f"reporting_period: {'unknown key ' + repr(unknown[0]) if unknown else 'start or end is missing'}"
        raise MetadataError(file_name, line, reason, "give start and end, both as YYYY-MM-DD")
    start, end = (
        _parse(_date, f"reporting_period.{key}", parts[key][1], file_name, parts[key][0]) for key in ("start", "end")
    )
    if start is None or end is None or end < start:
        reason = f"reporting_period: from {start} to {end}"
        raise MetadataError(file_name, line, reason, "give two dates, the end not before the start")
    return {"reporting_start": start, "reporting_end": end}


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        raise _Wrong(f"{value!r} is not text", "put it in quotation marks")
    return value.strip() or None


def _url(value: Any) -> str | None:
    text = _text(value)
    if text is not None and not re.fullmatch(r"https?://\S+", text):
        raise _Wrong(f"{text!r} is not a web address", "write it whole, beginning with https://")
    return text


def _date(value: Any) -> date:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value.strip())
        except ValueError as error:
            raise _Wrong(f"{value!r} is not a date", "write YYYY-MM-DD") from error
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong(f"{value!r} is not a date", "write YYYY-MM-DD, the day in Vietnam, without a time")
    if value.year not in _YEARS:
        raise _Wrong(f"{value} is not plausible", f"give a year from {_YEARS[0]} to {_YEARS[-1]}")
    return value


def _kind(value: Any) -> str:
    if value not in KINDS:
        raise _Wrong(f"{value!r} is no kind of document", f"use one of: {', '.join(KINDS)}")
    return str(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"{value!r} is neither true nor false", "write true or false")
    return value


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "publisher": _text,
    "producer": _text,
    "author": _text,
    "url": _url,
    "source_link": _url,
    "published_on": _date,
    "kind": _kind,
    "is_digest": _flag,
    "note": _text,
}
