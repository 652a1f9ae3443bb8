"""Word and OpenDocument files taken apart: what is kept, what is left out and told, and what does no harm."""

from typing import Any

import pytest

from home.demo.files import WORD, docx
from portal.documents import converted, opendocument, word
from portal.documents.converter import convert
from portal.documents.reading import take_apart
from portal.models import DocumentText
from tests.portal.documents.files import ENTITIES, LOCKED, zipped
from tests.portal.documents.writers import PNG, open_file, word_file, word_picture, word_styles

MOST = 100_000
EXTENSIONS = ("docx", "odt")


def parts_of(data: bytes, extension: str = "docx") -> dict[str, Any]:
    """Return the parts of a file that can be read."""
    state, parts = convert(data, extension, MOST)
    assert state == "read"
    return parts


def html_of(parts: dict[str, Any]) -> str:
    """Return the texts of a file in a row."""
    return "".join(piece.get("html", piece.get("text", "")) for piece in parts["pieces"])


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_headings_of_word_in_danish_and_its_lists_of_contents() -> None:
    styles = word_styles({"Titel": "Title", "Overskrift1": "heading 1", "Indholdsfortegnelse1": "toc 1"})
    lines = [("Titel", "Rejsen"), ("Indholdsfortegnelse1", "Formål 1"), ("Overskrift1", "Formål")]
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(text)}</w:p>' for style, text in lines)
    assert parts_of(word_file(body, {"word/styles.xml": styles}))["pieces"] == [
        {"kind": "title", "text": "Rejsen", "level": 1},
        {"kind": "heading", "text": "Formål", "level": 1},
    ]


def test_what_is_deleted_hidden_or_remarked_in_word_is_left_out_and_told() -> None:
    body = line(
        run("Vi "),
        f"<w:ins>{run('så ')}</w:ins>",
        "<w:del><w:r><w:delText>hørte </w:delText></w:r></w:del>",
        run("skjult ", "<w:vanish/>"),
        run("hemmeligt ", '<w:rStyle w:val="Gemt"/>'),
        run("meget", '<w:vanish w:val="0"/>'),
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:commentReference w:id="2"/></w:r>',
    )
    parts = parts_of(word_file(body, {"word/styles.xml": word_styles({}, hidden="Gemt")}))
    assert html_of(parts) == "<p>Vi så meget</p>"
    assert parts["told"] == {"inserted": 1, "deleted": 1, "hidden": 2, "comments": 2}


def test_what_is_deleted_hidden_or_remarked_in_opendocument_is_left_out_and_told() -> None:
    style = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>hørte</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
        '<text:table-of-content><text:p>Formål 1</text:p></text:table-of-content><text:p>Vi<text:s text:c="2"/>så'
        '<office:annotation><text:p>Sikker?</text:p></office:annotation> <text:span text:style-name="T1">x</text:span>'
        'meget</text:p><text:section text:display="none"><text:p>y</text:p></text:section>'
    )
    parts = parts_of(open_file(body, style), "odt")
    assert html_of(parts) == "<p>Vi så meget</p>"
    assert parts["told"] == {"inserted": 1, "deleted": 1, "hidden": 2, "comments": 1}


LINKS = ["javascript:alert(1)", "data:text/html,x", "file:///C:/drev", "vbscript:x", "https://example.dk/"]


def test_links_and_markup_do_no_harm() -> None:
    keys = {f"k{number}": address for number, address in enumerate(LINKS)}
    links = "".join(f'<w:hyperlink r:id="{key}">{run(key)}</w:hyperlink>' for key in keys)
    parts = parts_of(word_file(line(run("&lt;script&gt;alert(1)&lt;/script&gt;"), links), relations=keys))
    expected = '<p>&lt;script&gt;alert(1)&lt;/script&gt;k0k1k2k3<a href="https://example.dk/">k4</a></p>'
    assert html_of(parts) == expected
    body = "".join(f'<text:a xlink:href="{address}">k{number}</text:a>' for number, address in enumerate(LINKS))
    same = parts_of(open_file(f"<text:p>&lt;script&gt;alert(1)&lt;/script&gt;{body}</text:p>"), "odt")
    assert html_of(same) == expected
    assert parts["told"] == same["told"] == {"links": 4}


def test_tables_keep_their_shape() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(run(text))}</w:tc>"

    rows = [
        cell("Dag", '<w:gridSpan w:val="2"/>') + cell("Sted"),
        cell("12.") + cell("Møde") + cell("Rådhuset", '<w:vMerge w:val="restart"/>'),
        cell("13.") + cell("Besøg") + cell("", "<w:vMerge/>"),
    ]
    body = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    grid = [["Dag", "", "Sted"], ["12.", "Møde", "Rådhuset"], ["13.", "Besøg", ""]]
    assert parts_of(word_file(body))["pieces"] == [{"kind": "table", "rows": grid, "has_head": False}]
    cells = "<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-header-rows><table:table-row>{cells}"
        '<table:table-cell table:number-columns-repeated="9000000"/></table:table-row></table:table-header-rows>'
        f'<table:table-row table:number-rows-repeated="9000000">{cells}</table:table-row></table:table>'
    )
    table = parts_of(open_file(body), "odt")["pieces"][0]
    assert table["has_head"]
    assert table["rows"][:2] == [["a\nb", *[""] * 50], ["a\nb", *[""] * 50]]


def test_lists_and_notes() -> None:
    style = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
        '<style:style style:name="F"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>Et<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Se også</text:p></text:note-body></text:note></text:p><text:list><text:list-item>"
        '<text:p><text:span text:style-name="F">Under</text:span></text:p></text:list-item></text:list>'
        "</text:list-item></text:list>"
    )
    assert parts_of(open_file(body, style), "odt")["pieces"] == [
        {"kind": "text", "html": "<ol><li>Et[1]<ul><li><strong>Under</strong></li></ul></li></ol>"},
        {"kind": "notes", "html": "<ol><li>Se også</li></ol>"},
    ]
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{line(run("Se også"))}</w:footnote></w:footnotes>'
    body = line(run("Et"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert parts_of(word_file(body, {"word/footnotes.xml": notes}))["pieces"] == [
        {"kind": "text", "html": "<p>Et[1]</p>"},
        {"kind": "notes", "html": "<ol><li>Se også</li></ol>"},
    ]


def test_pictures_are_kept_with_their_words_or_told() -> None:
    body = line(run("Før"), word_picture("p1", "Et hus"), word_picture("p2"), word_picture("p3"), word_picture("p4"))
    relations = {"p1": "media/a.png", "p2": "media/b.emf", "p3": "media/gone.png", "p4": "https://example.dk/spy.png"}
    parts = parts_of(word_file(body, {"word/media/a.png": PNG, "word/media/b.emf": b"\1\0\0\0"}, relations))
    assert parts["pieces"][1:] == [{"kind": "picture", "number": 0, "words": "Et hus"}]
    assert (len(parts["pictures"]), parts["told"]) == (1, {"pictures": 3})
    frame = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>Et hus</svg:desc></draw:frame>'
    same = parts_of(open_file(f"<text:p>Før{frame}</text:p>", parts={"Pictures/a.png": PNG}), "odt")
    assert same["pieces"] == parts["pieces"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_locked_and_broken_files(extension: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert convert(LOCKED[extension], extension, MOST) == ("encrypted", {})
    older = LOCKED["docx"][:8]
    part = {"docx": "word/document.xml", "odt": "content.xml"}[extension]
    for data in (b"", b"PK\3\4", older, zipped({"x": "y"}), zipped({part: ENTITIES}), zipped({part: "<a><b></a>"})):
        assert convert(data, extension, MOST) == ("broken", {}), data[:20]
    monkeypatch.setattr({"docx": word, "odt": opendocument}[extension], "MOST_UNPACKED", 1000)
    bomb = {part: "<a/>" + " " * 100_000, "[Content_Types].xml": "<a/>"}
    assert convert(zipped(bomb), extension, MOST) == ("too_large", {})


def test_entities_beside_the_text_are_refused() -> None:
    file = word_file(line(run("x")), {"word/styles.xml": ENTITIES})
    assert convert(file, "docx", MOST) == ("broken", {})


def test_a_long_file_is_cut_and_one_without_words_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    state, parts = convert(docx(["en", "to"] * 10), "docx", 200)
    assert (state, parts["told"], len(parts["pieces"])) == ("read", {"cut": 1}, 5)
    assert convert(docx([" "]), "docx", MOST) == ("empty", {})
    monkeypatch.setattr(converted, "MOST_PICTURES", 0)
    assert convert(
        word_file(line(word_picture("p")), {"word/media/a.png": PNG}, {"p": "media/a.png"}), "docx", MOST
    ) == (
        "empty",
        {},
    )


def test_it_is_done_in_a_process_within_limits(settings: Any) -> None:
    state, parts = take_apart(docx(["Hej"]), "docx")
    assert (state, html_of(parts)) == (DocumentText.State.READ, "<p>Hej</p>")
    settings.DOCUMENT_TEXT_MAX_MEMORY_MB = 90
    assert take_apart(docx(["Hej"] * 200_000), "docx") == (DocumentText.State.TOO_HARD, {})
