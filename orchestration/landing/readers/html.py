"""HTML pages: the article of the page, without menus and other articles.

Here: the encoding that a page declares, finding the element with the article, its headline and visible date line. Not
here: walking the content (`walk`), what markup says of the page (`markup`), telling marker lines (`classify`). Nothing
is fetched and no entity is resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

from orchestration.landing.classify import Classified, is_sentence, is_title, same_words, words_of
from orchestration.landing.dates import read_date_line
from orchestration.landing.document import ReadError, Reading
from orchestration.landing.readers.markup import Facts, facts_of
from orchestration.landing.readers.pieces import Piece, assemble, clean
from orchestration.landing.readers.text import decode
from orchestration.landing.readers.walk import (
    DROPPED,
    Element,
    Walker,
    element_head,
    element_text,
    is_hidden,
    text_length,
)
from orchestration.landing.teasers import Markers, fold

_REMEDY = "save the page of a single article, or its text as .txt"
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LEADS = frozenset({"p", "div", "h2", "h3", "strong"})
_PARAGRAPHS = ("p", "div", "li", "td", "blockquote", "h2", "h3", "span", "section", "article")
_CONTAINED = frozenset({"p", "div", "li", "td", "section", "article", "blockquote"})
_MAIN_SHARE = 0.9
_PROBE = 60
_LONGEST_HEADLINE = 250
_HEADLINES = ("h1", "h2", "h3", "h4", "div", "span", "p", "td", "b", "strong", "font")
_SHORT = 12  # characters; what has fewer is no paragraph
_MIN_TEXT = 120
_ERROR_TEXT = 600
_SITE_WORDS = 4
_SKIPPED_HEADLINES = 6


def read_html(data: bytes, markers: Markers) -> Reading:
    """Read the article of a page. Raises ReadError: not_text, no_article, too_complex."""
    root = _parse(decode(data, _declared(data)))
    facts = facts_of(root)
    chunks = _main_chunks(root)
    main = _main_element(root, chunks)
    if main is None:
        raise _no_article("the page has no stretch of prose")
    headline = _headline(root, facts) or _headline_above(root, main, markers)
    pieces = _pieces(root, main, chunks, headline, markers)
    reading, classified = assemble(pieces, markers)
    _check_article(reading, markers)
    return _with_facts(reading, classified, facts, headline or reading.title or _window_title(root))


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return match.group(1).decode("ascii") if match else None


def _parse(text: str) -> Element:
    from lxml import etree, html

    # libxml2 ends a page at the first NUL; other control characters are of no use to anybody.
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _no_article(f"the page has no elements ({error})") from error
    return root


def _main_chunks(root: Element) -> list[str]:
    """How the paragraphs begin that trafilatura takes for the article, folded: enough to find them in the page."""
    from trafilatura import bare_extraction

    found = bare_extraction(deepcopy(root), fast=True, include_comments=False, include_tables=True, favor_recall=True)
    body = getattr(found, "body", None)
    if body is None:
        return []
    texts = ("".join(element.itertext()) for element in body.iter("p", "head", "item", "cell", "quote"))
    return [beginning for beginning in map(_beginning, texts) if beginning]


def _beginning(text: str) -> str:
    """The first characters of a text, folded: enough to know a paragraph by."""
    return fold(text.strip()[: 3 * _PROBE])[:_PROBE]


def _main_element(root: Element, chunks: list[str]) -> Element | None:
    """The smallest element that holds nearly all of the article's paragraphs; without them, of the page's prose."""
    weights = _own_weights(root, {chunk for chunk in chunks if len(chunk) >= 2 * _SHORT})
    if not weights:
        weights = _own_weights(root, None)
    total = sum(weights.values())
    if total < _MIN_TEXT / 2:
        return None
    inside: dict[Element, int] = {}
    for element, weight in weights.items():
        for holder in (element, *element.iterancestors()):
            inside[holder] = inside.get(holder, 0) + weight
    best = root
    while True:
        following = next((child for child in best if inside.get(child, 0) >= _MAIN_SHARE * total), None)
        if following is None:
            return best
        best = following


def _own_weights(root: Element, probes: set[str] | None) -> dict[Element, int]:
    """Length of text by paragraph: those that begin as one of the probes, or, without probes, all that are prose."""
    weights: dict[Element, int] = {}
    taken: set[tuple[Element, str]] = set()
    for element in reversed(list(root.iter(*_PARAGRAPHS))):
        if not (element.text or "").strip() and len(element) and element[0].tag in _CONTAINED:
            continue  # it begins with the words of its first paragraph, which was met before
        head = element_head(element, 2 * _PROBE)
        if len(head) < _SHORT:
            continue
        probe = _beginning(head)
        is_wanted = _is_prose(element, element_text(element)) if probes is None else probe in probes
        # A container begins with the words of its first paragraph; that, the inner one, was met before.
        if is_wanted and (element, probe) not in taken and not _is_outside(element):
            weights[element] = len(element_text(element))
            taken.update((holder, probe) for holder in element.iterancestors())
    return weights


def _is_prose(element: Element, text: str) -> bool:
    links = sum(len(element_text(link)) for link in element.iter("a"))
    is_container = any(inner.tag in _CONTAINED for inner in element.iterdescendants())
    return is_sentence(text) and links < len(text) / 2 and not is_container


def _is_outside(element: Element) -> bool:
    return any(above.tag in DROPPED or is_hidden(above) for above in (element, *element.iterancestors()))


def _headline(root: Element, facts: Facts) -> str | None:
    """The title as the page shows it: the h1 that agrees with the markup's title, else that title, else any h1."""
    shown = [text for text in (element_text(heading) for heading in root.iter("h1")) if text]
    title = facts.title or next((element_text_of_title(element) for element in root.iter("title")), None)
    if title:
        for text in shown:
            if fold(text) in fold(title) or fold(title) in fold(text):
                return text
    long_enough = next((text for text in shown if len(text.split()) > _SITE_WORDS), None)
    found = _without_site(facts.title, "|") or long_enough
    if found is None and (window := _window_title(root)) is not None and _is_shown(root, window):
        found = window
    return found or next(iter(shown), None)


def _window_title(root: Element) -> str | None:
    """The title of the window without the site's name: often the headline, sometimes only the site or a button."""
    title = next((element_text_of_title(element) for element in root.iter("title")), None)
    return _without_site(title, "|–—-")


def _is_shown(root: Element, title: str) -> bool:
    body = next(root.iter("body"), root)
    return bool(title) and fold(title) in fold(" ".join(element_text(body).split()))


def _headline_above(root: Element, main: Element, markers: Markers) -> str | None:
    """The last line above the article that could be its headline, on pages that mark none."""
    above, found = frozenset(main.iterancestors()), None
    for element in root.iter(*_HEADLINES):
        if element is main or main in element.iterancestors():
            break
        if element in above or text_length(element, _LONGEST_HEADLINE) >= _LONGEST_HEADLINE:
            continue
        text = element_text(element)
        is_line = len(text.split()) > _SITE_WORDS and is_title(text) and next(element.iter("a"), None) is None
        if is_line and markers.effect(text) is None and read_date_line(text, markers) is None:
            found = found if _is_outside(element) else text
    return found


def element_text_of_title(element: Element) -> str:
    """Text of the `title` element, which `element_text` leaves out as it is not shown."""
    return clean("".join(element.itertext()))


def _without_site(title: str | None, marks: str) -> str | None:
    """A title without the site's name, which stands behind one of the marks."""
    return max(re.split(rf"\s+[{marks}]\s+", title), key=len) if title else None


def _pieces(root: Element, main: Element, chunks: list[str], headline: str | None, markers: Markers) -> list[Piece]:
    """Headline, what stands between it and the main element (date, lead), then the main element."""
    kept = frozenset([main, *main.iterancestors()]) | frozenset(_prose_holders(main))
    inner = Walker(markers, kept).walk(main)
    outer = list(_between(root, main, headline, set(chunks), markers)) if headline else []
    known = {fold(piece.text) for piece in inner[:_SKIPPED_HEADLINES]}
    pieces = [piece for piece in outer if fold(piece.text) not in known] + _without_headline(inner, headline)
    return [Piece(headline, "headline"), *pieces] if headline else pieces


def _prose_holders(main: Element) -> Iterator[Element]:
    """Elements that hold half of the article's text: a class name that says "related" is wrong about those."""
    whole = len(element_text(main))
    element = main
    while True:
        child = next((child for child in element if len(element_text(child)) > whole / 2), None)
        if child is None:
            return
        yield child
        element = child


def _without_headline(pieces: list[Piece], headline: str | None) -> list[Piece]:
    """The pieces from the headline on, when the main element shows it itself; a trail above it is dropped."""
    if headline is None:
        return pieces
    for place, piece in enumerate(pieces[:_SKIPPED_HEADLINES]):
        if piece.text and same_words(piece.text, headline):
            before = [item for item in pieces[:place] if is_sentence(item.text) or item.cells]
            return before + pieces[place + 1 :]
    return pieces


def _between(root: Element, main: Element, headline: str, chunks: set[str], markers: Markers) -> Iterator[Piece]:
    """Date lines and paragraphs of the article that stand between the headline and the main element."""
    above = frozenset(main.iterancestors())
    wanted_words = words_of(headline)
    shortest, longest = sum(map(len, wanted_words)), 3 * len(headline) + _PROBE
    is_open, seen = False, set[str]()
    for element in root.iter():
        if element is main:
            return
        # What holds the article holds more than a headline, a date line or a lead.
        if element in above or not isinstance(element.tag, str) or element.tag in DROPPED:
            continue
        if not is_open and not shortest <= text_length(element, longest) < longest:
            continue
        text = element_text(element)
        is_headline = len(text) < longest and words_of(text) == wanted_words
        if is_headline and not is_open:
            is_open = True
            yield from _date_above(element, markers)
        if not is_open or is_headline or not text or _is_outside(element):
            continue
        folded = fold(text)
        is_wanted = (
            _beginning(text) in chunks or read_date_line(text, markers) is not None or _is_lead(element, text, markers)
        )
        if is_wanted and folded not in seen:
            seen.add(folded)
            yield Piece(text)


def _date_above(headline: Element, markers: Markers) -> Iterator[Piece]:
    """The date line right above the headline, in the same box: further up it is the clock of the site."""
    box = headline.getparent()
    if box is None or box.tag in ("body", "html"):
        return
    found = None
    for element in box.iterdescendants():
        if element is headline:
            break
        if isinstance(element.tag, str) and text_length(element, _LONGEST_HEADLINE) < _LONGEST_HEADLINE:
            text = element_text(element)
            if text and not _is_outside(element) and read_date_line(text, markers) is not None:
                found = Piece(text)
    if found is not None:
        yield found


def _is_lead(element: Element, text: str, markers: Markers) -> bool:
    """Prose of its own between headline and main element: many pages keep the lead apart from the body."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in _LEADS and _is_prose(element, text) and markers.class_effect(names) is None


def _check_article(reading: Reading, markers: Markers) -> None:
    body = [
        reading.text[block.start : block.end]
        for block in reading.blocks
        if block.kind in ("lead", "paragraph", "list_item", "caption", "table_cell")
    ]
    length = sum(map(len, body))
    if length < _MIN_TEXT or not (any(is_sentence(text) for text in body) or _has_table(reading)):
        raise _no_article(f"only {length} characters outside of menus and titles")
    if length < _ERROR_TEXT and any(markers.effect(text) == "error_page" for text in reading.text.split("\n")):
        raise _no_article("the page is an error message of its server")


def _has_table(reading: Reading) -> bool:
    return sum(block.kind == "table_cell" for block in reading.blocks) >= 4


def _no_article(detail: str) -> ReadError:
    return ReadError("no_article", detail, _REMEDY)


def _with_facts(reading: Reading, classified: Classified, facts: Facts, headline: str | None) -> Reading:
    changes: dict[str, Any] = {
        "title": headline or reading.title,
        "author": facts.author or reading.author,
        "publisher": facts.publisher,
        "url": facts.url,
    }
    if facts.published_on is not None:
        changes |= {"published_on": facts.published_on, "published_on_basis": "markup"}
    return replace(reading, **changes)
