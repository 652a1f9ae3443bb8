"""What comes of a text document on its way into the portal."""

from collections import Counter
from dataclasses import dataclass, field

MOST_PICTURES = 40
MOST_PICTURE_BYTES = 30 * 1024 * 1024
# How the pictures begin that a page can show.
SHOWN = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass
class Converted:
    """A document's text as simple HTML, with what it shows and what was left out.

    Args:
        html: headings, paragraphs, lists, tables, links and pictures, the latter by `keep`'s names; not made safe.
        title: what the file says that it is called.
        pictures: the files of the pictures.
        told: how many there are of what was left out or changed, by a word for each.
    """

    html: str = ""
    title: str = ""
    pictures: list[bytes] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)

    def keep(self, picture: bytes) -> str:
        """Return the name of a picture's file, "" where it cannot be shown; one that is there twice is kept once."""
        if picture in self.pictures:
            return f"picture:{self.pictures.index(picture)}"
        size = sum(map(len, self.pictures)) + len(picture)
        if not picture.startswith(SHOWN) or len(self.pictures) >= MOST_PICTURES or size > MOST_PICTURE_BYTES:
            self.told["pictures"] += 1
            return ""
        self.pictures.append(picture)
        return f"picture:{len(self.pictures) - 1}"
