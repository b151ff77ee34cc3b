"""Word documents (.docx): paragraphs and tables in the order of the body, text boxes behind the paragraph they hang on.

Here: refusing what is no such document, styles to hints, tables to cells; notes are kept apart at the end. Not here:
what an unstyled line is (`classify`), numbers that Word shows before a paragraph (`numbering`). Headers, footers and
core properties are not read: properties tell of the template as often as of the document.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from orchestration.landing.document import ReadError, Reading
from orchestration.landing.readers.numbering import Numbering, part_root
from orchestration.landing.readers.pieces import Cell, Piece, assemble, clean, is_letterhead, mark_header
from orchestration.landing.teasers import Markers

_REMEDY = "open it in a word processor and save it again as .docx, without a password"
_MAX_UNPACKED = 300_000_000
_MAX_XML = 60_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_W + "del", _W + "moveFrom", _W + "txbxContent", _W + "instrText", _FALLBACK})
#: What python-docx raises for parts that are not what their names say.
_FAULTS = (KeyError, ValueError, AttributeError, TypeError, IndexError)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")

Element = Any


def read_docx(data: bytes, markers: Markers) -> Reading:
    """Read a Word document. Raises ReadError: broken_docx, too_complex, empty_text."""
    _check_package(data)
    document = _open(data)
    styles = _Styles(document)
    pieces = _pieces(document.element.body, styles, markers)
    if not pieces:
        raise ReadError("empty_text", "the document has no text in its body", "drop the document again, with its text")
    pieces += [Piece(note, "footnote") for note in _notes(document)]
    reading, _ = assemble(pieces, markers)
    return replace(reading, publisher=None)


def _check_package(data: bytes) -> None:
    if data.startswith(_OLE):
        raise _broken("it is encrypted, or in the old .doc format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {entry.filename: entry.file_size for entry in package.infolist()}
            if "word/document.xml" not in sizes:
                raise _broken("the package holds no word/document.xml")
            if sum(sizes.values()) > _MAX_UNPACKED or sizes["word/document.xml"] > _MAX_XML:
                raise ReadError("too_complex", f"it unpacks to {sum(sizes.values())} bytes", "save only its text")
            package.read("word/document.xml")
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        raise _broken(f"the package cannot be unpacked: {error}") from error


def _open(data: bytes) -> Any:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
        if document.element.body is None:
            raise _broken("the document has no body")
        return document
    except ReadError:
        raise
    except (OpcError, etree.LxmlError, *_FAULTS) as error:
        raise _broken(f"its parts do not fit together: {error}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise _broken(f"a part cannot be unpacked: {error}") from error


def _broken(detail: str) -> ReadError:
    return ReadError("broken_docx", detail, _REMEDY)


class _Styles:
    """Hints by style, outline level and numbering of a paragraph."""

    def __init__(self, document: Any) -> None:
        self._names: dict[str, str] = {}
        try:
            styles = list(document.styles.element.iter(_W + "style"))
        except _FAULTS:
            styles = []  # without them the words still tell what a line is
        self._numbers = Numbering(part_root(document, "numbering"), styles)
        for style in styles:
            name = style.find(_W + "name")
            if name is not None and style.get(_W + "styleId"):
                self._names[style.get(_W + "styleId")] = (name.get(_W + "val") or "").casefold()

    def number(self, paragraph: Element) -> str:
        """The number that Word shows before the paragraph, with a blank behind it; nothing for a bullet."""
        number = self._numbers.next(paragraph)
        return f"{number} " if number else ""

    def hint(self, paragraph: Element, text: str) -> tuple[str | None, int | None]:
        """(hint, level) of the paragraph; (None, None) when only its words can tell."""
        properties = paragraph.find(_W + "pPr")
        style = _value(properties, "pStyle") if properties is not None else None
        name = self._names.get(style or "", "")
        outline = _value(properties, "outlineLvl") if properties is not None else None
        if name.startswith("heading") and name[7:].strip().isdecimal():
            return "heading", min(int(name[7:].strip()), 9)
        if name == "title":
            return "title", None
        if outline is not None and outline.isdecimal() and int(outline) < 9:
            return "heading", int(outline) + 1
        if name == "caption":
            return "caption", None
        numbering = properties.find(_W + "numPr") if properties is not None else None
        if numbering is not None or name.startswith("list"):
            depth = _value(numbering, "ilvl") if numbering is not None else None
            return "list_item", int(depth) + 1 if depth is not None and depth.isdecimal() else 1
        return None, None


def _value(element: Element, name: str) -> str | None:
    child = element.find(_W + name)
    return None if child is None else child.get(_W + "val")


def _pieces(body: Element, styles: _Styles, markers: Markers) -> list[Piece]:
    pieces: list[Piece] = []
    has_title, previous = False, None
    for element in _blocks(body):
        if element.tag == _W + "tbl":
            pieces += _table(element, markers)
            previous = None
            continue
        label, text = styles.number(element), _text(element)
        text = label + text.lstrip() if text.strip() else ""
        hint, level = styles.hint(element, text)
        if hint == "title":
            hint = None if has_title else "headline"
            has_title = True
        for number, line in enumerate(part for part in map(clean, text.split("\n")) if part):
            gap = number == 0 and not (hint == previous == "list_item")
            pieces.append(Piece(line, hint if number == 0 or hint != "headline" else None, level, gap))
        previous = hint
    return pieces


def _blocks(body: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, also those inside content controls and tracked insertions."""
    for child in body:
        if child.tag in (_W + "p", _W + "tbl"):
            yield child
            if child.tag == _W + "p":
                yield from _boxed(child)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "moveTo"):
            yield from _blocks(child)


def _boxed(paragraph: Element) -> Iterator[Element]:
    """Paragraphs and tables of the text boxes that hang on a paragraph; the copy for old programs is passed over."""
    for box in paragraph.iter(_W + "txbxContent"):
        above = {holder.tag for holder in box.iterancestors()}
        if _FALLBACK not in above and _W + "del" not in above and _inside(box, paragraph):
            yield from _blocks(box)


def _inside(box: Element, paragraph: Element) -> bool:
    """Whether no other box lies between: the inner one is met when the outer one's paragraphs are."""
    for holder in box.iterancestors():
        if holder is paragraph:
            return True
        if holder.tag == _W + "txbxContent":
            return False
    return False


def _notes(document: Any) -> Iterator[str]:
    """Footnotes and endnotes, without the lines that separate them from the text."""
    for kind in ("footnote", "endnote"):
        root = part_root(document, f"{kind}s")
        for note in root.iter(_W + kind) if root is not None else ():
            if note.get(_W + "type") in (None, "normal"):
                text = clean(" ".join(_text(paragraph).replace("\n", " ") for paragraph in note.iter(_W + "p")))
                if text:
                    yield text


def _is_note_mark(run: Element) -> bool:
    """Whether a run is a raised number typed by hand, which would lengthen the figure before it."""
    properties = run.find(_W + "rPr")
    if properties is None or _value(properties, "vertAlign") != "superscript":
        return False
    text = "".join(part.text or "" for part in run.iter(_W + "t")).strip()
    before = run.getprevious()
    letters = "".join(part.text or "" for part in before.iter(_W + "t")) if before is not None else ""
    is_power = letters.endswith("m") and text in ("2", "3")
    return bool(text) and text.strip("()[]*,").isdigit() and not is_power


def _text(element: Element) -> str:
    """Text as it is shown: insertions accepted, deletions gone, the second copy that old programs need left out."""
    parts: list[str] = []
    for child in element:
        if child.tag == _W + "t":
            parts.append(child.text or "")
        elif child.tag in (_W + "br", _W + "cr"):
            parts.append("\n")
        elif child.tag == _W + "tab":
            parts.append("\t")
        elif child.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif child.tag == _W + "r" and _is_note_mark(child):
            continue
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and child.tag != _W + "pPr":
            parts.append(_text(child))
    return "".join(parts)


def _table(table: Element, markers: Markers) -> list[Piece]:
    """The table's cells; a letterhead, which is a table without lines, as the lines that it shows."""
    cells = _grid(table)
    lines = [line for cell_lines, _ in cells for line in cell_lines]
    bare = [cell for _, cell in cells]
    if _width(cells) <= 1 or is_letterhead(bare, lines, markers):
        return [Piece(line) for line in lines]
    return [Piece(cells=mark_header(bare))] if lines else []


def _width(cells: list[tuple[list[str], Cell]]) -> int:
    return max((cell.column for _, cell in cells), default=-1) + 1


def _grid(table: Element) -> list[tuple[list[str], Cell]]:
    """(lines, cell) of every cell, merged ones once, at the place of their first field."""
    cells: list[tuple[list[str], Cell]] = []
    for row, element in enumerate(_children(table, "tr")):
        properties = element.find(_W + "trPr")
        is_header = properties is not None and properties.find(_W + "tblHeader") is not None
        column = _number(_value(properties, "gridBefore")) if properties is not None else 0
        for field in _children(element, "tc"):
            field_properties = field.find(_W + "tcPr")
            merge = field_properties.find(_W + "vMerge") if field_properties is not None else None
            width = _number(_value(field_properties, "gridSpan")) if field_properties is not None else 0
            if merge is None or merge.get(_W + "val") == "restart":
                lines = [clean(line) for block in field.iter(_W + "p") for line in _text(block).split("\n")]
                lines = [line for line in lines if line]
                cells.append((lines, Cell(clean(" ".join(lines)), row, column, is_header)))
            column += max(width, 1)
    return cells


def _children(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"):
            yield from _children(child, name)


def _number(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdecimal() and len(text) < 6 else 0
