"""The words of rich text and of block content, without their markup."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

# What stands in a block of its own, whose words must not run into the next one's.
BREAK = re.compile(
    r"</?(?:address|article|blockquote|br|dd|div|dl|dt|embed|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table"
    r"|tbody|td|tfoot|th|thead|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
# Between the two parts of a body; no word can have it.
NAMES_FOLLOW = "\x1e"
TAG = re.compile(r"<[^>]*>")


def lines(*texts: Any) -> str:
    """Return the texts a line each, those that are empty left out."""
    return "\n".join(text for text in (str(text or "").strip() for text in texts) if text)


def with_names(prose: str, names: str) -> str:
    """Return a body: what is told, and behind it the names and other words it is found by as well, which are no sentences."""
    return f"{prose}{NAMES_FOLLOW}{names}" if names else prose


def rich_text(html: str | None) -> str:
    """Return the words of a rich text, each paragraph, heading and list item on a line of its own."""
    text = TAG.sub("", BREAK.sub("\n", html or ""))
    return lines(*unescape(text).replace("\xa0", " ").splitlines())


def stream(value: Any) -> str:
    """Return the words of a StreamField as it was read from the database; chosen pictures and files are not fetched."""
    return lines(*_stream(value.stream_block, value.raw_data)) if value else ""


def _stream(block: blocks.StreamBlock, raw: Iterable[Any]) -> Iterator[str]:
    for item in raw:
        child = block.child_blocks.get(item["type"])
        if child is not None:
            yield from _words(child, item["value"])


def _words(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Yield the texts of a block's value as it is stored."""
    if not raw:
        return
    if isinstance(block, blocks.RichTextBlock | blocks.RawHTMLBlock):
        yield rich_text(raw)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock):
        yield raw
    elif isinstance(block, ImageBlock):
        yield raw.get("alt_text") or "" if isinstance(raw, dict) else ""
    elif isinstance(block, TableBlock):
        yield raw.get("table_caption") or ""
        yield from ("\n".join(str(cell) for cell in row if cell) for row in raw.get("data") or [])
    else:
        yield from _words_within(block, raw)


def _words_within(block: blocks.Block, raw: Any) -> Iterator[str]:
    """Yield the texts of a block that is made of others."""
    if isinstance(block, blocks.StreamBlock):
        yield from _stream(block, raw)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _words(child, raw.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            yield from _words(block.child_block, item["value"] if is_wrapped else item)
