"""Contact cards as phones read them."""

import re

from networks.vcards import Card, write

SIGNS = Card("Åse, Ø; \\ Ærø", title="Konsulent\nog chef", office="Børn; unge, familier")


def test_a_card() -> None:
    card = Card(
        "Signe Marie Holm", "Specialkonsulent", "Projektkontoret", "signe@example.dk", "+45 33 17 00 01", "https://x/p"
    )
    assert write([card]).split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Signe Marie Holm",
        "N:Holm;Signe Marie;;;",
        "TITLE:Specialkonsulent",
        "ORG:Projektkontoret",
        "EMAIL;TYPE=INTERNET,WORK:signe@example.dk",
        "TEL;TYPE=WORK,VOICE:+45 33 17 00 01",
        "URL:https://x/p",
        "END:VCARD",
        "",
    ]


def test_what_is_not_known_is_left_out() -> None:
    assert write([Card("Holm")]) == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Holm\r\nN:Holm;;;;\r\nEND:VCARD\r\n"


def test_signs_that_mean_something_are_escaped() -> None:
    text = write([SIGNS])
    assert "FN:Åse\\, Ø\\; \\\\ Ærø\r\n" in text
    assert "TITLE:Konsulent\\nog chef\r\n" in text
    assert "ORG:Børn\\; unge\\, familier\r\n" in text


def test_no_line_is_longer_than_75_octets_and_none_is_broken_within_a_character() -> None:
    name = "Ærøskøbing " * 20
    text = write([Card("Holm", office=name)])
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) in (74, 75)
    assert all(line.decode() for line in lines[:-1])
    assert f"ORG:{name}\r\n" in re.sub("\r\n ", "", text)


def test_a_name_cannot_begin_a_line_of_its_own() -> None:
    assert "\r\nTEL" not in write([Card("Holm\r\nTEL:112")])


def test_cards_follow_one_another() -> None:
    assert write([Card("En"), Card("To")]).count("BEGIN:VCARD") == 2
