"""Word files as simple HTML, by mammoth, which neither follows what a file names outside itself nor makes it safe."""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, tostring

import mammoth

from portal.documents.archives import MOST_UNPACKED, Broken, Budget, opened, unpacked
from portal.documents.converted import Converted
from portal.documents.elements import attribute, name_of, parsed

STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1.title:fresh",
        "r[style-name='Strong'] => strong",
        "r[style-name='Emphasis'] => em",
        # Lists of contents.
        *(f"p[style-name='{name}'] => !" for name in ("TOC Heading", "Contents Heading")),
        *(f"p[style-name='{name} {level}'] => !" for name in ("toc", "TOC", "Contents") for level in range(1, 10)),
    ]
)
TEXTS = {"document", "footnotes", "endnotes"}
# Parts that say nothing of the text; the longest of most files are among them.
NOT_READ = re.compile(
    r"customXml/.*|docProps/(?!core).*|(?:.*/)?(?:theme|glossary|charts|diagrams|embeddings|fonts)/.*|"
    r"(?:.*/)?(?:comments\w*|fontTable|footer\d*|header\d*|people|\w*[sS]ettings|stylesWithEffects)\.xml"
)
CONTENT_TYPES = "[Content_Types].xml"
WORDS = {"t", "delText"}
OFF = {"0", "false", "off"}


def convert_word(data: bytes) -> Converted:
    """Return a Word file's text.

    Raises:
        Encrypted: it is locked.
        TooLarge: it unpacks to more than anybody writes.
        Exception: it is broken.
    """
    converted = Converted()
    options: dict[str, Any] = {
        "style_map": STYLES,
        "convert_image": mammoth.images.img_element(lambda image: {"src": _kept(image, converted)}),
        # A file brings no rules of its own.
        "include_embedded_style_map": False,
    }
    file = _cleaned(_parts(data), converted)
    converted.html = mammoth.convert_to_html(file, **options).value
    return converted


def _parts(data: bytes) -> dict[str, bytes]:
    budget = Budget(MOST_UNPACKED)
    with opened(data) as archive:
        names = [name for name in dict.fromkeys(archive.namelist()) if not NOT_READ.fullmatch(name)]
        parts = {name: unpacked(archive, name, budget) for name in names}
    if CONTENT_TYPES not in parts:
        raise Broken
    return parts


def _cleaned(parts: Mapping[str, bytes], converted: Converted) -> BytesIO:
    """Return the file without what is deleted or hidden in it; entities are refused before another parser follows them."""
    roots = {name: parsed(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    hidden = {style for root in roots.values() if name_of(root) == "styles" for style in _hidden_styles(root)}
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            root = roots.get(name)
            if root is not None and name_of(root) in TEXTS:
                _clean(root, hidden, converted.told)
                content = tostring(root)
            elif root is not None and name_of(root) == "styles":
                _keep_names(root)
                content = tostring(root)
            elif root is not None and name_of(root) == "coreProperties":
                converted.title = next((each.text or "" for each in root if name_of(each) == "title"), "")
            archive.writestr(name, content)
    return file


def _clean(root: Element, hidden: set[str], told: Counter[str]) -> None:
    """Take out of a text what is deleted or hidden, and count what is left out."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = name_of(child)
            if name in ("del", "moveFrom") and _has_words(child):
                told["deleted"] += name == "del"
                parent.remove(child)
            elif name == "r" and _is_hidden(child, hidden):
                told["hidden"] += _has_words(child)
                parent.remove(child)
            elif name == "p" and _is_hidden(child, hidden):
                told["hidden"] += _has_words(child)
                for run in [each for each in child if name_of(each) == "r"]:
                    child.remove(run)
            else:
                told["comments"] += name == "commentReference"
                told["inserted"] += name == "ins" and _has_words(child)
                told["drawings"] += name in ("chart", "relIds")
                told["embedded"] += name == "OLEObject"


def _keep_names(styles: Element) -> None:
    """Leave of styles their names and lists, which is all that is read of them, and a tenth of their length."""
    for style in list(styles):
        if name_of(style) != "style":
            styles.remove(style)
            continue
        for each in list(style):
            if name_of(each) not in ("name", "pPr"):
                style.remove(each)


def _hidden_styles(styles: Element) -> set[str]:
    """Return the keys of the styles whose text is hidden."""
    return {
        attribute(style, "styleId")
        for style in styles
        if name_of(style) == "style" and any(_is_on(each) for each in style.iter() if name_of(each) == "vanish")
    }


def _is_hidden(element: Element, styles: set[str]) -> bool:
    """Tell whether a run, or all of a paragraph, is hidden by its own properties or by a style."""
    for properties in element:
        if name_of(properties) not in ("rPr", "pPr"):
            continue
        for each in properties:
            if name_of(each) == "vanish":
                return _is_on(each)
            if name_of(each) in ("rStyle", "pStyle") and attribute(each, "val") in styles:
                return True
    return False


def _has_words(element: Element) -> bool:
    return any(each.text and each.text.strip() for each in element.iter() if name_of(each) in WORDS)


def _is_on(element: Element) -> bool:
    return attribute(element, "val") not in OFF


def _kept(image: Any, converted: Converted) -> str:
    """Return the name of a picture's file, "" where it is missing, which costs the text nothing."""
    try:
        with image.open() as file:
            picture = file.read()
    except (KeyError, OSError, mammoth.docx.files.InvalidFileReferenceError):
        converted.told["pictures"] += 1
        return ""
    return converted.keep(picture)
