"""A workbook written anew, unless that would throw away what someone made in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from opgavekern.base.running import Limits
from opgavekern.base.texts import Language, Message, message
from opgavekern.files.layouts import meant_by
from opgavekern.files.locating import FileLocations
from opgavekern.files.unwritable import LossError
from opgavekern.files.workbooks import SheetSource, read_origin
from opgavekern.files.writing_workbook import HEADER_COLOUR, workbook_bytes
from opgavekern.model.dossier import Dossier

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
#: Parts of the archive that we would not write, and what people call what is in them.
_PARTS: Final[Mapping[str, Message]] = {
    r"xl/(threadedC|c)omments": message("opmerkingen bij cellen", "comments on cells"),
    r"xl/(charts|chartsheets)/": message("grafieken", "charts"),
    r"xl/media/": message("afbeeldingen", "pictures"),
    r"xl/pivot": message("draaitabellen", "pivot tables"),
    r"xl/tables/": message("tabellen", "tables"),
    r"xl/vbaProject": message("macro's", "macros"),
    r"xl/(externalLinks|queryTables|connections)": message(
        "koppelingen met andere bestanden", "links to other files"
    ),
    r"xl/(slicers|timelines|customSheets)": message("filters en weergaven", "slicers and views"),
}
#: A header or footer that programs give a new sheet: its name, or the page, in some font.
_USUAL: Final = rb"(?:&amp;(?:&quot;[^&<]*&quot;|K[0-9A-Fa-f]{6}|[0-9]+|[LCR]))*(?:\w+ )?&amp;[AP]<"
_PRINTING: Final = message("instellingen voor afdrukken", "print settings")
#: Elements of a sheet that we would not write.
_ELEMENTS: Final[Mapping[bytes, Message]] = {
    rb"<(?:\w+:)?f[\s>/]": message("formules", "formulas"),
    rb"<(?:\w+:)?mergeCell[\s>]": message("samengevoegde cellen", "merged cells"),
    rb"<(?:\w+:)?hyperlink[\s>]": message("koppelingen in cellen", "links in cells"),
    rb"<(?:\w+:)?conditionalFormatting[\s>]": message(
        "voorwaardelijke opmaak", "conditional formatting"
    ),
    rb"<(?:\w+:)?sheetProtection[\s>]": message("beveiliging", "protection"),
    # Programs also write these where nobody set anything: then they hold no text, break or yes.
    rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>(?!%b)[^<]" % _USUAL: _PRINTING,
    rb"<(?:\w+:)?brk[\s>/]": _PRINTING,
    rb"<(?:\w+:)?printOptions[^>]*\s(?!gridLinesSet)\w+=[\"'](?:1|true)": _PRINTING,
}
#: What stands on a drawing; programs also add drawings with nothing on them.
_DRAWN: Final = re.compile(rb"<(?:\w+:)?(?:twoCell|oneCell|absolute)Anchor[\s>]")


def rewritten_workbook(
    target: Path, old: Dossier, new: Dossier, language: Language, *, replace: bool
) -> dict[Path, bytes | None]:
    """Return the new bytes of a workbook; nothing where it holds the same, made of the same.

    Raises:
        LossError: It holds what would be lost, and `replace` was not given.
    """
    if old == new and _is_up_to_date(target, new, replace=replace):
        return {}
    refuse_losses(target, replace=replace)
    return {target: workbook_bytes(new, _language(old) or language)}


def _is_up_to_date(target: Path, new: Dossier, *, replace: bool) -> bool:
    """Tell whether a workbook says that it was made of just this; people's own say nothing."""
    origin, _ = read_origin(target.read_bytes(), target.as_posix(), Limits())
    return not replace if origin is None else origin.is_of(new)


def refuse_losses(target: Path, *, replace: bool) -> None:
    """Refuse to write a workbook anew that holds more than we would write.

    Raises:
        LossError: With the list of what would be lost.
    """
    lost = [] if replace else list(dict.fromkeys(losses(target.read_bytes())))
    if lost:
        raise LossError(target.as_posix(), lost)


def losses(data: bytes) -> Iterator[Message]:
    """Yield what a workbook that was read before holds, and would not hold if written anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        for pattern, said in _PARTS.items():
            if any(re.match(pattern, name) for name in names):
                yield said
        drawings = [name for name in names if re.match(r"xl/drawings/[^/]+\.xml\Z", name)]
        if any(_DRAWN.search(archive.read(name)) for name in drawings):
            yield message("afbeeldingen", "pictures")
        sheets = [name for name in names if re.match(r"xl/worksheets/[^/]+\.xml\Z", name)]
        for name in sheets:
            content = archive.read(name)
            for element, said in _ELEMENTS.items():
                if re.search(element, content):
                    yield said
        yield from _book_losses(archive.read("xl/workbook.xml"))
        if "xl/styles.xml" in names:
            yield from _style_losses(archive.read("xl/styles.xml"))


def _book_losses(content: bytes) -> Iterator[Message]:
    book = ElementTree.fromstring(content)  # noqa: S314 - it was read before, so without DOCTYPE
    for sheet in book.iter(f"{_MAIN}sheet"):
        name = sheet.get("name", "")
        if meant_by(name) is None and not name.startswith(".") and len(name) < 31:
            yield message("het blad {name}", "the sheet {name}", name=name)
    if any(
        not one.get("name", "").startswith("_xlnm.") for one in book.iter(f"{_MAIN}definedName")
    ):
        yield message("namen voor cellen", "names of cells")


def _style_losses(content: bytes) -> Iterator[Message]:
    """Yield formatting that is not ours: colours, and fonts of other kinds."""
    styles = ElementTree.fromstring(content)  # noqa: S314 - as above
    colours = {
        one.get("rgb", one.get("theme", ""))
        for fills in styles.findall(f"{_MAIN}fills")  # Not those that a filter may give.
        for fill in fills.iter(f"{_MAIN}patternFill")
        if fill.get("patternType") not in {None, "none", "gray125"}
        for one in fill.iter(f"{_MAIN}fgColor")
    }
    if colours - {f"FF{HEADER_COLOUR}"}:
        yield message("kleuren van cellen", "colours of cells")
    fonts = [one for group in styles.findall(f"{_MAIN}fonts") for one in group]
    marks = {child.tag.removeprefix(_MAIN) for font in fonts for child in font}
    if marks & {"i", "u", "strike"} or _has_colour(fonts):
        yield message("opmaak van letters", "formatting of text")


def _has_colour(fonts: list[ElementTree.Element]) -> bool:
    """Tell whether some font has another colour than black."""
    colours = [one for font in fonts for one in font.iter(f"{_MAIN}color")]
    return any(one.get("rgb", "FF000000") != "FF000000" for one in colours)


def _language(old: Dossier) -> Language | None:
    """Return the language of the names of the sheets; None where they do not say."""
    if isinstance(old.locations, FileLocations):
        for stretches in old.locations.stretches.values():
            for one in stretches:
                meant = meant_by(one.source.sheet) if isinstance(one.source, SheetSource) else None
                if meant is not None and meant.language is not None:
                    return meant.language
    return None
