"""Reads the words of one file in a process of its own, which may be killed; `portal/documents/reading.py` starts it.

It gets the file on standard input and answers with JSON on standard output, see `answer`.
"""

import json
import logging
import re
import resource
import sys
from collections.abc import Iterable
from contextlib import suppress

from pypdf.errors import DependencyError, LimitReachedError

from portal.documents.formats import Encrypted, TooLarge, texts

SPACE = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")


def limit(seconds: int, megabytes: int) -> None:
    """Let this process take no more time and memory than this, and write no files."""
    size = megabytes * 1024 * 1024
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, size), (resource.RLIMIT_FSIZE, 0)):
        # Not every system knows each of them; the process that waits for this one keeps the time as well.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def gather(pieces: Iterable[str], most: int) -> tuple[str, bool]:
    """Return the pieces in lines without needless space, and whether something is left out because it is too long."""
    found: list[str] = []
    length = 0
    for piece in pieces:
        text = LINES.sub("\n", SPACE.sub(" ", piece.replace("\0", " "))).strip()
        if not text:
            continue
        found.append(text)
        length += len(text) + 1
        if length > most:
            break
    whole = "\n".join(found).encode("utf-8", "ignore").decode()
    return whole[:most], len(whole) > most


def answer(data: bytes, extension: str, most: int) -> dict[str, str]:
    """Return the text of a file and how reading it went, as a state of `DocumentText`."""
    try:
        text, is_cut = gather(texts(data, extension), most)
    # Parsers raise whatever they like.
    except (MemoryError, Exception) as error:
        return {"state": outcome(error), "text": ""}
    return {"state": "cut" if is_cut else "read" if text else "empty", "text": text}


def outcome(error: BaseException) -> str:
    """Return what it means that reading a file ended this way."""
    if isinstance(error, TooLarge | LimitReachedError):
        return "too_large"
    # pypdf leaves newer locks to another package.
    if isinstance(error, Encrypted | DependencyError):
        return "encrypted"
    # The XML parser has an error of its own for it.
    if isinstance(error, MemoryError) or "out of memory" in str(error):
        return "too_hard"
    return "broken"


def main() -> None:
    """Read the file as the arguments say: its extension, and the most seconds, megabytes and characters."""
    extension, *numbers = sys.argv[1:]
    seconds, megabytes, characters = map(int, numbers)
    limit(seconds, megabytes)
    logging.disable()
    print(json.dumps(answer(sys.stdin.buffer.read(), extension, characters)))


if __name__ == "__main__":
    main()
