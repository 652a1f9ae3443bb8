"""Did you mean: the nearest words that the index does hold."""

from collections.abc import Iterable, Mapping


def suggest(words: Iterable[str], vocabulary: Mapping[str, int]) -> str | None:
    """Return the words with those unknown replaced by the most likely known ones, or None where nothing would change.

    Args:
        words: as typed, for instance `Query.words`.
        vocabulary: real words in lower case (not stems), each with how many documents have it.
    """
    return None
