"""What is read from files of each kind, in this process."""

import tracemalloc

import pytest

from home.demo.files import docx
from portal.documents import formats
from portal.documents.reader import read
from tests.portal.documents.files import ENTITIES, FILES, LOCKED, WORDS, locked_pdf, zipped


def answer(data: bytes, extension: str, most: int) -> dict[str, str]:
    """Return what is read of a file and how it went."""
    written: list[str] = []
    state = read(data, extension, most, written.append)
    return {"state": state, "text": "".join(written)}


@pytest.mark.parametrize("extension", FILES)
def test_words_with_danish_letters(extension: str) -> None:
    found = answer(FILES[extension], extension, 1000)
    assert found["state"] == "read"
    lines = found["text"].splitlines()
    assert lines[0].replace("  ", " ") == WORDS
    assert lines[1:] == (["Sidst"] if extension == "pptx" else [])


@pytest.mark.parametrize("extension", FILES)
def test_broken_file(extension: str) -> None:
    assert answer(b"\0\x81" + FILES[extension][: len(FILES[extension]) // 2], extension, 1000)["state"] == "broken"


@pytest.mark.parametrize("extension", LOCKED)
def test_locked_file(extension: str) -> None:
    assert answer(LOCKED[extension], extension, 1000) == {"state": "encrypted", "text": ""}


def test_pdf_locked_against_changes_only_is_read() -> None:
    assert answer(locked_pdf(""), "pdf", 1000) == {"state": "read", "text": WORDS}


def test_word_broken_at_the_end_of_a_line_is_one_in_a_pdf() -> None:
    assert formats.BROKEN_WORD.sub("", "interna-\ntionalt, EU-\nprojekt, børne- \nog") == (
        "internationalt, EU-\nprojekt, børne- \nog"
    )


def test_word_file_without_its_codes_deletions_and_measures() -> None:
    text = (
        "<w><p><r><instrText>PAGE</instrText></r><delText>væk</delText><posOffset>12</posOffset>\n"
        "<r><t>hjem</t></r>\n<r><t>løs</t><tab/><t>i dag</t></r></p></w>"
    )
    assert answer(zipped({"word/document.xml": text}), "docx", 1000)["text"] == "hjemløs i dag"


def test_more_than_is_kept_is_cut() -> None:
    found = answer(docx(["hjem " * 10, "hus " * 10]), "docx", 60)
    assert found["state"] == "cut"
    assert len(found["text"]) == 60


def test_file_without_text() -> None:
    assert answer(docx([""]), "docx", 60) == {"state": "empty", "text": ""}


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit counts what comes out, of all parts together."""
    monkeypatch.setattr(formats, "MOST_UNPACKED", 100_000)
    part = f"<w><p><t>{'a' * 60_000}</t></p></w>"
    assert answer(zipped({"word/document.xml": part}), "docx", 10**6)["state"] == "read"
    both = answer(zipped({"word/document.xml": part, "word/footer1.xml": part}), "docx", 10**6)
    assert both == {"state": "cut", "text": "a" * 60_000}
    one_too_large = f"<w><p><t>{'a' * 200_000}</t></p></w>"
    assert answer(zipped({"word/document.xml": one_too_large}), "docx", 10**6) == {"state": "too_large", "text": ""}


def test_what_was_read_before_the_file_turns_out_to_be_broken_is_kept() -> None:
    broken = "<w><p><t>Hjem</t></p><p><t>løs</p></w>"
    assert answer(zipped({"word/document.xml": broken}), "docx", 1000) == {"state": "cut", "text": "Hjem"}


def test_letters_written_in_two_characters_become_one() -> None:
    assert answer("ma\u030aned".encode(), "txt", 1000)["text"] == "måned"


def test_text_behind_a_remark_is_read() -> None:
    text = "<o><p>Hjem<annotation><p>Husk</p></annotation>løs</p></o>"
    assert answer(zipped({"content.xml": text}), "odt", 1000)["text"] == "Hjemløs"


def test_rows_are_not_kept() -> None:
    """A long sheet is read in little memory."""
    rows = "".join(f"<row><c><v>{number}</v></c></row>" for number in range(30_000))
    sheet = zipped({"xl/worksheets/sheet1.xml": f"<s><row><is><t>Antal</t></is></row>{rows}</s>"})
    tracemalloc.start()
    try:
        assert answer(sheet, "xlsx", 1000)["text"] == "Antal"
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2 * 1024 * 1024


def test_entities_are_refused() -> None:
    assert answer(zipped({"word/document.xml": ENTITIES}), "docx", 1000)["state"] == "broken"
