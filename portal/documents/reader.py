"""Reads the words of one file in a process of its own, which may be killed; `portal/documents/reading.py` starts it.

It gets the file on standard input and writes the text on standard output as it comes to it, so that what was read is there
when it is killed; then `END` and how it went.
"""

import logging
import re
import resource
import sys
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from pypdf.errors import DependencyError, LimitReachedError

from portal.documents import END
from portal.documents.archives import Encrypted, TooLarge
from portal.documents.formats import texts

SPACE = re.compile(r"[^\S\n]+")
LINES = re.compile(r"\s*\n\s*")


def limit(seconds: int, megabytes: int) -> None:
    """Let this process take no more time and memory than this, and write no files."""
    size = megabytes * 1024 * 1024
    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, size), (resource.RLIMIT_FSIZE, 0)):
        # Not every system knows each of them; the process that waits for this one keeps the time as well.
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def read(data: bytes, extension: str, most: int, write: Callable[[str], Any]) -> str:
    """Write the text of a file piece by piece, in lines without needless space and its letters in one piece with their marks.

    Args:
        data: the file.
        extension: the end of its name in lower case.
        most: how many characters are written at most.
        write: called with each piece.

    Returns:
        how it went, as a state of `DocumentText`.
    """
    left = most
    try:
        for piece in texts(data, extension):
            text = unicodedata.normalize("NFC", piece.replace(END, " "))
            text = LINES.sub("\n", SPACE.sub(" ", text)).strip()
            if not text:
                continue
            text = ("\n" if left < most else "") + text.encode("utf-8", "ignore").decode()
            write(text[:left])
            left -= len(text)
            if left < 0:
                return "cut"
    # Parsers raise whatever they like.
    except (MemoryError, Exception) as error:
        return "cut" if left < most else outcome(error)
    return "read" if left < most else "empty"


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
    state = read(sys.stdin.buffer.read(), extension, characters, write)
    write(END + state)


def write(text: str) -> None:
    """Hand over a text at once."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
