"""What is signed for one purpose, or for a while, is not taken for anything else."""

from datetime import timedelta

from portal.personal_addresses import sign, sign_dated, signed, signed_within

DAY = timedelta(days=1)


def test_what_was_signed_comes_back() -> None:
    assert signed("feed", sign("feed", "7")) == "7"
    assert signed_within("mail", sign_dated("mail", "7-8"), DAY) == "7-8"


def test_what_was_signed_otherwise_does_not() -> None:
    token, dated = sign("mail", "owner=7"), sign_dated("mail", "7")
    assert signed("feed", token) is signed("mail", dated) is signed("mail", "7") is None
    for wrong in (token, "7", sign_dated("feed", "7")):
        assert signed_within("mail", wrong, DAY) is None
    assert signed_within("mail", dated, -DAY) is None
