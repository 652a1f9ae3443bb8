"""One text written the way Word, LibreOffice and Google Docs each write it."""

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from typing import Any

import docx

from home.demo.files import WORD
from tests.portal.documents.writers import PNG, open_file, word_file, word_picture, word_styles

# What stands in a text: a kind, and its words or rows. Kinds: title, h1, h2, h3, p, b (all in bold), li, nr (numbered),
# table, picture, note (a paragraph with a footnote, the two parted by "|").
Line = tuple[str, Any]
Writer = Callable[[Sequence[Line]], bytes]


def word(lines: Sequence[Line]) -> bytes:
    """Write it with Word's own template, through python-docx."""
    document = docx.Document()
    for kind, text in lines:
        if kind == "title":
            document.add_heading(text, 0)
        elif kind in ("h1", "h2", "h3"):
            document.add_heading(text, int(kind[1]))
        elif kind == "b":
            document.add_paragraph().add_run(text).bold = True
        elif kind in ("li", "nr"):
            document.add_paragraph(text, style="List Bullet" if kind == "li" else "List Number")
        elif kind == "table":
            table = document.add_table(len(text), len(text[0]), style="Table Grid")
            for row, cells in zip(table.rows, text, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
        elif kind == "picture":
            document.add_paragraph().add_run().add_picture(BytesIO(PNG))
        else:
            document.add_paragraph(text.replace("|", " "))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _run(text: str, properties: str = "") -> str:
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{words}</w:r>"


def _raw(lines: Sequence[Line], styles: dict[str, str], run: Callable[..., str], text_style: str) -> bytes:
    """Write it as WordprocessingML: the keys of styles by kind, how a run looks, and the style of ordinary text."""
    notes: list[str] = []

    def paragraph(text: str, style: str = "", extra: str = "", more: str = "", bold: str = "") -> str:
        named = f'<w:pStyle w:val="{style or text_style}"/>' if style or text_style else ""
        return f"<w:p><w:pPr>{named}{extra}</w:pPr>{run(text, bold)}{more}</w:p>"

    body = ""
    for kind, text in lines:
        if kind == "table":
            cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in text]
            body += f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
        elif kind == "picture":
            body += f"<w:p>{word_picture('img', text)}</w:p>"
        elif kind in ("li", "nr"):
            number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{1 if kind == "li" else 2}"/></w:numPr>'
            body += paragraph(text, extra=number)
        elif kind == "note":
            words, _bar, note = text.partition("|")
            notes.append(note)
            body += paragraph(words, more=f'<w:r><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>')
        else:
            body += paragraph(text, styles.get(kind, ""), bold="<w:b/>" if kind == "b" else "")
    kinds = {"title": "Title", "h1": "heading 1", "h2": "heading 2", "h3": "heading 3"}
    named = {key: kinds[kind] for kind, key in styles.items()} | ({text_style: "Body Text"} if text_style else {})
    space = f'xmlns:w="{WORD}"'
    formats = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{name}"/></w:lvl></w:abstractNum>'
        for number, name in ((1, "bullet"), (2, "decimal"))
    )
    uses = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{run(note)}</w:p></w:footnote>' for number, note in enumerate(notes, 2)
    )
    parts: dict[str, str | bytes] = {
        "word/styles.xml": word_styles(named),
        "word/numbering.xml": f"<w:numbering {space}>{formats}{uses}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {space}>{footnotes}</w:footnotes>",
        "word/media/image1.png": PNG,
    }
    return word_file(body, parts, {"img": "media/image1.png"})


def danish_word(lines: Sequence[Line]) -> bytes:
    """Write it as a Danish Word does: styles of its own keys, words cut into runs, and marks of the spelling check."""

    def run(text: str, properties: str = "") -> str:
        middle = len(text) // 2
        return _run(text[:middle], properties) + '<w:proofErr w:type="spellStart"/>' + _run(text[middle:], properties)

    return _raw(lines, {"title": "Titel", "h1": "Overskrift1", "h2": "Overskrift2", "h3": "Overskrift3"}, run, "")


def google(lines: Sequence[Line]) -> bytes:
    """Write it as Google Docs exports: each run with its look spelled out."""

    def run(text: str, properties: str = "") -> str:
        return _run(text, f'{properties}<w:rtl w:val="0"/><w:sz w:val="22"/>')

    return _raw(lines, {"title": "Title", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3"}, run, "")


def libre_word(lines: Sequence[Line]) -> bytes:
    """Write it as LibreOffice exports to Word: ordinary text in a style."""
    return _raw(lines, {"title": "Title", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3"}, _run, "TextBody")


def libre(lines: Sequence[Line]) -> bytes:
    """Write it as LibreOffice keeps it."""
    ways: dict[str, Callable[[Any], str]] = {
        "title": lambda text: f'<text:p text:style-name="Title">{text}</text:p>',
        "b": lambda text: f'<text:p><text:span text:style-name="T1">{text}</text:span></text:p>',
        "li": lambda text: _open_item(text, "li"),
        "nr": lambda text: _open_item(text, "nr"),
        "table": _open_table,
        "picture": lambda text: (
            f'<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>{text}</svg:desc></draw:frame></text:p>'
        ),
        "note": _open_note,
        "p": lambda text: f'<text:p text:style-name="P1">{text}</text:p>',
        **{
            f"h{level}": lambda text, level=level: f'<text:h text:outline-level="{level}">{text}</text:h>'  # type: ignore[misc]
            for level in (1, 2, 3)
        },
    }
    body = "".join(
        ways[kind](escape(text).replace("\n", "<text:line-break/>") if isinstance(text, str) else text)
        for kind, text in lines
    )
    # Items that follow one another are of one list.
    for name in ("li", "nr"):
        body = body.replace(f'</text:list><text:list text:style-name="{name}">', "")
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:parent-style-name="Text_20_body"/>'
        '<text:list-style style:name="nr"><text:list-level-style-number text:level="1"/></text:list-style>'
        '<text:list-style style:name="li"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    )
    return open_file(body, styles, {"Pictures/1.png": PNG})


def _open_item(text: str, style: str) -> str:
    item = f"<text:list-item><text:p>{text}</text:p></text:list-item>"
    return f'<text:list text:style-name="{style}">{item}</text:list>'


def _open_table(rows: Sequence[Sequence[str]]) -> str:
    lines = [
        "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row) for row in rows
    ]
    return f"<table:table>{''.join(f'<table:table-row>{line}</table:table-row>' for line in lines)}</table:table>"


def _open_note(text: str) -> str:
    words, _bar, note = text.partition("|")
    body = f"<text:note-body><text:p>{note}</text:p></text:note-body>"
    return f"<text:p>{words}<text:note><text:note-citation>1</text:note-citation>{body}</text:note></text:p>"
