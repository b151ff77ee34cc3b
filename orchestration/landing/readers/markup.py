"""What the markup of an HTML page says of the article: JSON-LD, Open Graph, meta elements.

Here: title, day, author, publisher, address, each from the first place that names it. Not here: what the visible text
says (`classify`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from orchestration.landing.dates import day_of_moment
from orchestration.landing.readers.pieces import clean

_MAX_DEPTH = 12
_TITLES = ("og:title", "twitter:title", "title", "dc.title")
_DAYS = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "dc.date",
    "dc.date.issued",
)
_AUTHORS = ("article:author", "author", "dc.creator")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "copyright")

Element = Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What markup says; None where it says nothing."""

    title: str | None
    published_on: date | None
    author: str | None
    publisher: str | None
    url: str | None


def facts_of(root: Element) -> Facts:
    """Read JSON-LD first, then meta elements, then `time` elements marked as the date of publication."""
    articles = [item for item in _json_ld(root) if "headline" in item or "datePublished" in item]
    metas = _metas(root)
    days = [_text(item.get("datePublished")) for item in articles]
    days += [metas.get(name) for name in _DAYS]
    days += [item.get("datetime") or item.get("content") for item in root.xpath("//*[@itemprop='datePublished']")]
    link = next(iter(root.xpath("//link[@rel='canonical']/@href")), None)
    return Facts(
        title=_first([_text(item.get("headline")) for item in articles] + [metas.get(name) for name in _TITLES]),
        published_on=next((day for day in map(day_of_moment, filter(None, days)) if day), None),
        author=_author([_name(item.get("author")) for item in articles] + [metas.get(name) for name in _AUTHORS]),
        publisher=_first([_name(item.get("publisher")) for item in articles] + [metas.get(n) for n in _PUBLISHERS]),
        url=next((url for url in (link, metas.get("og:url")) if url and re.match(r"https?://\S+$", url)), None),
    )


def _metas(root: Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _json_ld(root: Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _objects(json.loads(script.text or "", strict=False), 0)
            except (ValueError, RecursionError):
                continue  # a page with broken JSON-LD still has its text


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner, depth + 1)


def _text(value: Any) -> str | None:
    return clean(value) or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """The name of a person or organisation, which JSON-LD writes as text, object or list of them."""
    if isinstance(value, list):
        names = [name for name in (_name(item) for item in value[:5]) if name]
        return ", ".join(names) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _author(values: list[str | None]) -> str | None:
    """The first that is a name: pages also put addresses of profiles there."""
    return _first([value for value in values if value and "://" not in value and len(value) < 100])


def _first(values: list[str | None]) -> str | None:
    return next((value for value in values if value), None)
