"""Takes one text document apart in a process of its own, as `portal/documents/reader.py` reads the words of one.

It gets the file on standard input and writes JSON on standard output: `pieces`, `pictures` in base64, `title` and `told`;
then `END` and how it went.
"""

import base64
import json
import logging
import sys
from collections.abc import Callable, Mapping
from typing import Any

from portal.documents import END
from portal.documents.converted import Converted
from portal.documents.opendocument import convert_opendocument
from portal.documents.pieces import Piece, clean, pieces_of
from portal.documents.reader import limit, outcome, write
from portal.documents.word import convert_word

CONVERTERS: Mapping[str, Callable[[bytes], Converted]] = {"docx": convert_word, "odt": convert_opendocument}


def convert(data: bytes, extension: str, most: int) -> tuple[str, dict[str, Any]]:
    """Return how taking a document apart went, as a state of `DocumentText`, and its parts where it went well.

    Args:
        data: the file.
        extension: the end of its name in lower case.
        most: how many characters are kept at most.
    """
    try:
        converted = CONVERTERS[extension](data)
        pieces: list[Piece] = []
        for piece in pieces_of(converted.html, converted.told):
            most -= len(json.dumps(piece, ensure_ascii=False))
            if most < 0:
                converted.told["cut"] += 1
                break
            pieces.append(piece)
    # Parsers raise whatever they like.
    except (MemoryError, Exception) as error:
        return outcome(error), {}
    if not pieces:
        return "empty", {}
    return "read", {
        "pieces": pieces,
        "pictures": [base64.b64encode(picture).decode() for picture in converted.pictures],
        "title": clean(converted.title).strip(),
        "told": {what: count for what, count in converted.told.items() if count},
    }


def main() -> None:
    """Take the file apart as the arguments say: its extension, and the most seconds, megabytes and characters."""
    extension, *numbers = sys.argv[1:]
    seconds, megabytes, characters = map(int, numbers)
    limit(seconds, megabytes)
    logging.disable()
    state, parts = convert(sys.stdin.buffer.read(), extension, characters)
    write(json.dumps(parts) + END + state)


if __name__ == "__main__":
    main()
