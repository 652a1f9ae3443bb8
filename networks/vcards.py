"""Contact cards that phones and mail programs take in: vCard 3.0, RFC 2426, which more of them read than 4.0."""

from collections.abc import Iterable
from dataclasses import dataclass

# An octet less than a line may have, for the blank that a folded one begins with.
LINE_OCTETS = 74


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of somebody; what is empty is left out."""

    name: str
    title: str = ""
    office: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def lines(self) -> list[str]:
        """Return the card's lines, neither folded nor ended."""
        given, _blank, family = self.name.rpartition(" ")
        written = {
            "TITLE": self.title,
            "ORG": self.office,
            "EMAIL;TYPE=INTERNET,WORK": self.email,
            "TEL;TYPE=WORK,VOICE": self.phone,
            "URL": self.address,
        }
        return [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"FN:{_escaped(self.name)}",
            f"N:{_escaped(family)};{_escaped(given)};;;",
            *(f"{name}:{_escaped(text)}" for name, text in written.items() if text),
            "END:VCARD",
        ]


def write(cards: Iterable[Card]) -> str:
    """Return the cards as the text of a file, to be encoded in UTF-8."""
    return "".join(f"{_folded(line)}\r\n" for card in cards for line in card.lines)


def _escaped(text: str) -> str:
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Break a line that is too long, between characters."""
    parts, octets = [""], 0
    for character in line:
        octets += len(character.encode())
        if octets > LINE_OCTETS:
            parts.append("")
            octets = len(character.encode())
        parts[-1] += character
    return "\r\n ".join(parts)
