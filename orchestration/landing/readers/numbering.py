"""The numbers that Word shows before paragraphs and does not write into them.

Here: the definitions of `numbering.xml`, and counting through a document. Not here: the paragraphs (`docx`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN = tuple(zip(_VALUES, ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"), strict=True))
_MAX_NUMBER = 10_000

Element = Any


def part_root(document: Any, name: str) -> Element | None:
    """The root of a part that hangs on the document, such as ``numbering``; None when there is none to be read."""
    from lxml import etree

    try:
        for relation in document.part.rels.values():
            if relation.reltype == _OFFICE + name and not relation.is_external:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                return etree.fromstring(relation.target_part.blob, parser)
    except (KeyError, ValueError, AttributeError, TypeError, etree.LxmlError):
        return None
    return None


class Numbering:
    """Counts the numbered paragraphs of one document, in the order in which they are asked for."""

    def __init__(self, root: Element | None, styles: Sequence[Element]) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._read(root)
        for style in styles:
            found = _reference(style.find(_W + "pPr"))
            if found is not None and style.get(_W + "styleId"):
                self._styles[style.get(_W + "styleId")] = found

    def next(self, paragraph: Element) -> str:
        """The number of a paragraph; empty for one without number and for bullets."""
        properties = paragraph.find(_W + "pPr")
        found = _reference(properties)
        if found is None and properties is not None:
            style = properties.find(_W + "pStyle")
            found = self._styles.get(style.get(_W + "val") or "") if style is not None else None
        abstract = self._lists.get(found[0]) if found is not None else None
        if found is None or abstract is None or found[1] not in self._levels.get(abstract, {}):
            return ""
        return self._count(abstract, found[1])

    def _count(self, abstract: str, depth: int) -> str:
        levels, counts = self._levels[abstract], self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        form, pattern, _ = levels[depth]
        if form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            number = counts.get(level, levels[level][2] if level in levels else 1)
            return in_form(number, levels[level][0] if level in levels else "decimal")

        return re.sub(r"%([1-9])", shown, pattern).strip()

    def _read(self, root: Element) -> None:
        for abstract in root.iter(_W + "abstractNum"):
            levels = {}
            for level in abstract.iter(_W + "lvl"):
                depth = _integer(level.get(_W + "ilvl"), 0)
                form, pattern = _value(level, "numFmt") or "decimal", _value(level, "lvlText") or ""
                levels[depth] = (form, pattern[:40], _integer(_value(level, "start"), 1))
            self._levels[abstract.get(_W + "abstractNumId") or ""] = levels
        for one in root.iter(_W + "num"):
            self._lists[one.get(_W + "numId") or ""] = _value(one, "abstractNumId") or ""


def in_form(number: int, form: str) -> str:
    """A number as a list shows it: 4 is iv, IV, d, D or 04."""
    if form in ("lowerRoman", "upperRoman"):
        text = roman(number)
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter") and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return text.upper() if form == "upperLetter" else text
    return f"{number:02}" if form == "decimalZero" else str(number)


def roman(number: int) -> str:
    """A number in small Roman digits; in Arabic ones when it has none."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, digits in _ROMAN:
        count, number = divmod(number, value)
        text += digits * count
    return text


def _reference(properties: Element | None) -> tuple[str, int] | None:
    """(list, depth) that a paragraph or style names; list 0 switches numbers off."""
    numbering = properties.find(_W + "numPr") if properties is not None else None
    if numbering is None:
        return None
    name = _value(numbering, "numId")
    return (name, _integer(_value(numbering, "ilvl"), 0)) if name else None


def _value(element: Element, name: str) -> str | None:
    child = element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _integer(text: str | None, default: int) -> int:
    return min(int(text), _MAX_NUMBER) if text and text.isdecimal() and len(text) < 9 else default
