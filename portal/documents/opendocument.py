"""OpenDocument texts as simple HTML."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from xml.etree.ElementTree import Element

from portal.documents.archives import MOST_UNPACKED, Broken, Budget, opened, unpacked
from portal.documents.converted import Converted
from portal.documents.elements import attribute, name_of, parsed

# A cell, row or space may say that it stands there a million times.
MOST_REPEATED = 50
LONGEST_REPEATED = 200
# Neither text nor around text.
LEFT_OUT = frozenset(
    {
        "alphabetical-index",
        "annotation-end",
        "bibliography",
        "forms",
        "illustration-index",
        "note-citation",
        "sequence-decls",
        "table-index",
        "table-of-content",
        "tracked-changes",
        "variable-decls",
    }
)
HIDDEN = frozenset({"hidden-paragraph", "hidden-text"})
# Beside a picture, its title and its description.
NOT_SHOWN = frozenset({"desc", "title"})


def convert_opendocument(data: bytes) -> Converted:
    """Return an OpenDocument text.

    Raises:
        Encrypted: it is locked.
        TooLarge: it unpacks to more than anybody writes.
        Exception: it is broken.
    """
    budget = Budget(MOST_UNPACKED)
    with opened(data) as archive:
        wanted = [name for name in archive.namelist() if name.endswith(".xml") or name.startswith("Pictures/")]
        parts = {name: unpacked(archive, name, budget) for name in dict.fromkeys(wanted)}
    roots = {name: parsed(parts[name]) for name in ("content.xml", "styles.xml", "meta.xml") if name in parts}
    text = next((each for each in roots["content.xml"].iter() if name_of(each) == "text"), None)
    if text is None:
        raise Broken
    styles = _Styles(roots.values())
    writer = _Writer(styles, parts)
    converted = writer.converted
    converted.html = writer.inside(text)
    if writer.notes:
        converted.html += f'<ol class="notes">{"".join(f"<li>{note}</li>" for note in writer.notes)}</ol>'
    converted.title = next(
        (each.text or "" for each in roots.get("meta.xml", Element("none")).iter() if name_of(each) == "title"), ""
    )
    return converted


class _Styles:
    """What the styles of a file say of words and paragraphs."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._parents: dict[str, str] = {}
        self._own: dict[str, set[str]] = {}
        self._levels: dict[str, int] = {}
        self.numbered: set[str] = set()
        for root in roots:
            for style in root.iter():
                if name_of(style) == "style":
                    self._read(style)
                elif name_of(style) == "list-style":
                    self._read_list(style)

    def _read(self, style: Element) -> None:
        name = attribute(style, "name")
        self._parents[name] = attribute(style, "parent-style-name")
        self._own[name] = {
            kind
            for properties in style
            for kind, key, values in (
                ("strong", "font-weight", ("bold", "600", "700", "800", "900")),
                ("em", "font-style", ("italic", "oblique")),
                ("hidden", "display", ("none",)),
            )
            if attribute(properties, key) in values
        }

    def _read_list(self, style: Element) -> None:
        if any(name_of(level) == "list-level-style-number" and attribute(level, "level") == "1" for level in style):
            self.numbered.add(attribute(style, "name"))

    def names(self, style: str) -> list[str]:
        """Return a style's name and those of the styles that it is made from."""
        names: list[str] = []
        while style and style not in names and len(names) < MOST_REPEATED:
            names.append(style)
            style = self._parents.get(style, "")
        return names

    def is_(self, kind: str, style: str) -> bool:
        """Tell whether a style, or one that it is made from, is of a kind: strong, em or hidden."""
        return any(kind in self._own.get(name, ()) for name in self.names(style))


class _Writer:
    """Writes the elements of a text as HTML."""

    def __init__(self, styles: _Styles, parts: Mapping[str, bytes]) -> None:
        self.converted = Converted()
        self.notes: list[str] = []
        self._styles, self._parts = styles, parts
        self._ways: Mapping[str, Callable[[Element], str]] = {
            "a": self._link,
            "annotation": self._remark,
            "frame": self._frame,
            "h": self._heading,
            "line-break": lambda _element: "<br>",
            "list": self._list,
            "list-item": lambda element: f"<li>{self.inside(element)}</li>",
            "note": self._note,
            "p": self._paragraph,
            "s": lambda element: " " * _times(element, "c"),
            "section": self._section,
            "span": self._span,
            "tab": lambda _element: "\t",
            "table": self._table,
        }

    def inside(self, element: Element) -> str:
        """Return what stands in an element."""
        pieces = [escape(element.text or "") if name_of(element) not in ("text", "list") else ""]
        for child in element:
            pieces += [self._of(child), escape(child.tail or "")]
        return "".join(pieces)

    def _of(self, element: Element) -> str:
        name = name_of(element)
        if name == "tracked-changes":
            self.converted.told["deleted"] += sum(name_of(each) == "deletion" for each in element.iter())
            self.converted.told["inserted"] += sum(name_of(each) == "insertion" for each in element.iter())
        if name in HIDDEN:
            self.converted.told["hidden"] += 1
        if name in LEFT_OUT or name in HIDDEN:
            return ""
        return self._ways.get(name, self.inside)(element)

    def _is_hidden(self, element: Element) -> bool:
        is_hidden = self._styles.is_("hidden", attribute(element, "style-name"))
        self.converted.told["hidden"] += is_hidden
        return is_hidden

    def _paragraph(self, element: Element) -> str:
        names = self._styles.names(attribute(element, "style-name"))
        if self._is_hidden(element):
            return ""
        if "Title" in names:
            return f'<h1 class="title">{self.inside(element)}</h1>'
        return f"<p>{self._marked(element)}</p>"

    def _heading(self, element: Element) -> str:
        level = min(max(_times(element, "outline-level"), 1), 6)
        return "" if self._is_hidden(element) else f"<h{level}>{self.inside(element)}</h{level}>"

    def _span(self, element: Element) -> str:
        return "" if self._is_hidden(element) else self._marked(element)

    def _marked(self, element: Element) -> str:
        text, style = self.inside(element), attribute(element, "style-name")
        for kind in ("em", "strong"):
            if text.strip() and self._styles.is_(kind, style):
                text = f"<{kind}>{text}</{kind}>"
        return text

    def _link(self, element: Element) -> str:
        return f'<a href="{escape(attribute(element, "href"))}">{self.inside(element)}</a>'

    def _list(self, element: Element) -> str:
        tag = "ol" if attribute(element, "style-name") in self._styles.numbered else "ul"
        return f"<{tag}>{self.inside(element)}</{tag}>"

    def _section(self, element: Element) -> str:
        if attribute(element, "display") == "none":
            self.converted.told["hidden"] += 1
            return ""
        return self.inside(element)

    def _remark(self, _element: Element) -> str:
        self.converted.told["comments"] += 1
        return ""

    def _note(self, element: Element) -> str:
        body = next((each for each in element if name_of(each) == "note-body"), None)
        if body is None:
            return ""
        place = len(self.notes)
        self.notes.append("")
        self.notes[place] = self.inside(body)
        return f"[{place + 1}]"

    def _frame(self, element: Element) -> str:
        """Return a picture, or what is written in a box."""
        said = {name_of(each): each.text or "" for each in element if name_of(each) in NOT_SHOWN}
        for each in element:
            if name_of(each) == "image":
                picture = self._parts.get(attribute(each, "href").removeprefix("./"), b"")
                words = escape(said.get("desc") or said.get("title") or "")
                return f'<img src="{self.converted.keep(picture)}" alt="{words}">'
            if name_of(each) == "text-box":
                return self.inside(each)
        self.converted.told["drawings"] += 1
        return ""

    def _table(self, element: Element) -> str:
        heads, rows = self._rows(element)
        return f"<table><thead>{heads}</thead><tbody>{rows}</tbody></table>"

    def _rows(self, element: Element) -> tuple[str, str]:
        """Return the rows that head a table, and the others."""
        heads = rows = ""
        for each in element:
            if name_of(each) == "table-row":
                rows += _repeated(f"<tr>{self._cells(each)}</tr>", each, "number-rows-repeated")
            elif name_of(each) == "table-header-rows":
                heads += "".join(self._rows(each))
            elif name_of(each) in ("table-rows", "table-row-group"):
                rows += "".join(self._rows(each))
        return heads, rows

    def _cells(self, row: Element) -> str:
        return "".join(
            _repeated(f"<td>{self.inside(cell)}</td>", cell, "number-columns-repeated")
            for cell in row
            if name_of(cell) in ("table-cell", "covered-table-cell")
        )


def _repeated(html: str, element: Element, name: str) -> str:
    """Return a cell or row as often as it says that it stands there; nobody repeats a long one."""
    return html * (_times(element, name) if len(html) <= LONGEST_REPEATED else 1)


def _times(element: Element, name: str) -> int:
    """Return a number that an element says, once where it says none, and never more than anybody writes."""
    said = attribute(element, name)
    return min(int(said), MOST_REPEATED) if said.isdecimal() else 1
