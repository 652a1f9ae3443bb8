"""The last part of a web address, made by one rule for pages and facts."""

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa"})


def slug_of(text: str) -> str:
    """Return a text as part of an address, the Danish and Swedish letters written out, such as "aeroe" for "Ærø"."""
    return slugify(string_to_ascii(text.lower().translate(LETTERS)))
