"""Text documents written as XML, so that a test can say to the element what is in one."""

from collections.abc import Mapping

from home.demo.files import DOCUMENT_TYPE, OFFICE_DOCUMENT, PACKAGE, WORD
from tests.portal.documents.files import zipped

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLESHEET = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
OPEN_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in [
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    ]
)
# The smallest picture there is: one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def word_file(
    body: str, parts: Mapping[str, str | bytes] | None = None, relations: Mapping[str, str] | None = None
) -> bytes:
    """Return a Word file.

    Args:
        body: what stands in it, with the usual short names of the namespaces.
        parts: other parts; with `word/styles.xml`, `word/footnotes.xml` or `word/numbering.xml` it is tied to them.
        relations: the targets of keys that the body names, pictures in the archive or addresses outside.
    """
    tied = {f"rel{name}": name for name in ("styles", "footnotes", "numbering") if f"word/{name}.xml" in (parts or {})}
    rows = [
        f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{name}" Target="{name}.xml"/>' for key, name in tied.items()
    ]
    for key, target in (relations or {}).items():
        outside = "" if target.startswith("media/") else ' TargetMode="External"'
        kind = "image" if target.startswith("media/") else "hyperlink"
        rows.append(f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{outside}/>')
    main = f'<Relationship Id="rId1" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{main}</Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>',
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            **(parts or {}),
        }
    )


def word_styles(names: Mapping[str, str], hidden: str = "") -> str:
    """Return the styles of a Word file: their names by their keys, and the key of one that hides its text."""
    rows = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    rows += f'<w:style w:type="character" w:styleId="{hidden}"><w:rPr><w:vanish/></w:rPr></w:style>' if hidden else ""
    return f"<w:styles {NAMESPACES}>{rows}</w:styles>"


def word_picture(key: str, words: str = "") -> str:
    """Return a picture as Word writes it in a line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Billede" descr="{words}"/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def open_file(body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an OpenDocument text: what stands in it, its own styles, and other parts."""
    content = (
        f'<office:document-content {OPEN_NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(parts or {})})
