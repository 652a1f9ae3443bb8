"""Long texts as the form shows them, in a light Markdown, and as Wagtail keeps them, in rich text."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdownify import ATX, MarkdownConverter
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

from portal.blocks import RICH_TEXT_FEATURES

ADDRESS = re.compile(r"(https?://|mailto:|tel:|/|#|(?:page|document):\d+$)", re.IGNORECASE)
# Links to pages and documents, whose rich text holds a key instead of an address.
INNER_LINK = re.compile(r'<a href="(page|document):(\d+)">')
NUMBERED = re.compile(r"^( {0,3})(\d{1,9})([.)])(?= )", re.MULTILINE)
RULES = ["autolink", "balance_pairs", "emphasis", "escape", "heading", "link", "list", "newline"]


def to_rich_text(text: str) -> str:
    """Return the rich text of what somebody typed: paragraphs, lists, headings, bold, italics and links."""
    tokens = _reader.parse(_without_dates_as_lists(text))
    _prepare(tokens)
    html = _reader.renderer.render(tokens, _reader.options, {}).replace("\n", "")
    html = INNER_LINK.sub(r'<a data-linktype="\1" data-id="\2">', html)
    return cleaned(html)


def cleaned(html: str) -> str:
    """Return the rich text of what HTML says, without anything that rich text may not have."""
    rich_text: str = EditorHTMLConverter(RICH_TEXT_FEATURES).to_database_format(html)
    return rich_text


def to_text(rich_text: str) -> str:
    """Return a rich text as the form shows it."""
    return str(_writer.convert(rich_text)).strip()


def changed(text: str, rich_text: str) -> str:
    """Return the rich text to keep: the one there is, to the byte, unless the text in the form says something else."""
    typed = "\n".join(text.splitlines()).strip()
    return rich_text if typed == to_text(rich_text) else to_rich_text(typed)


def _without_dates_as_lists(text: str) -> str:
    """Return the text with a number at the beginning of a line as it is, as in "3. maj", unless a list counts from 1."""
    numbers = [(found, int(found[2])) for found in NUMBERED.finditer(text)]
    listed: set[int] = set()
    for index, (_found, number) in enumerate(numbers[:-1]):
        if numbers[index + 1][1] == number + 1 and (number == 1 or index in listed):
            listed |= {index, index + 1}
    for index, (found, _number) in reversed(list(enumerate(numbers))):
        if index not in listed:
            text = f"{text[: found.start(3)]}\\{text[found.start(3) :]}"
    return text


def _prepare(tokens: list[Token]) -> None:
    """Give headings the two levels there are, and items of a list no paragraph of their own."""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h4" if token.tag in ("h4", "h5", "h6") else "h3"
        elif token.type == "paragraph_open" and before is not None and before.type == "list_item_open":
            token.hidden = True
            closing = next(each for each in tokens[tokens.index(token) :] if each.type == "paragraph_close")
            closing.hidden = True


class _Reader(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # its own hook
        """Tell whether a link may lead there."""
        return bool(ADDRESS.match(url))


class _Writer(MarkdownConverter):
    convert_link: Any = MarkdownConverter.__dict__["convert_a"]

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        """Return a link, with its key for an address where it leads to a page or a document."""
        if el.get("linktype") in ("page", "document"):
            el["href"] = f"{el['linktype']}:{el.get('id')}"
        return str(self.convert_link(el, text, parent_tags))

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        """Return a new line, which stays one."""
        return "\n"


_reader = _Reader("zero", {"breaks": True}).enable(RULES)
_writer = _Writer(heading_style=ATX, bullets="-", escape_underscores=True)
